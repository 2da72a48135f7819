"""The losses of two players who disagree about which images, or codes, are real.

A critic gives a logit: large for real, small for made. All functions return the mean over the batch.
"""

from __future__ import annotations

from typing import Literal

import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from torch import Tensor

from latlas.types import PerSample, Scalar

AdversarialName = Literal["bce", "hinge", "least_squares"]
"""Goodfellow et al. 2014 with the non-saturating loss of the maker; Lim and Ye 2017; Mao et al. 2017."""


def real_term(logits: PerSample, name: AdversarialName = "bce") -> Scalar:
    """The critic's loss on real samples: −log D for "bce", where D is the sigmoid of the logit."""
    match name:
        case "bce":
            return F.softplus(-logits.float()).mean()
        case "hinge":
            return F.relu(1 - logits.float()).mean()
        case "least_squares":
            return (logits.float() - 1).square().mean()


def made_term(logits: PerSample, name: AdversarialName = "bce") -> Scalar:
    """The critic's loss on made samples: −log(1 − D) for "bce"."""
    match name:
        case "bce":
            return F.softplus(logits.float()).mean()
        case "hinge":
            return F.relu(1 + logits.float()).mean()
        case "least_squares":
            return logits.float().square().mean()


def fooling_term(logits: PerSample, name: AdversarialName = "bce") -> Scalar:
    """The maker's loss on its own samples: −log D for "bce", −logit for "hinge"."""
    return -logits.float().mean() if name == "hinge" else real_term(logits, name)


def mean_square(values: Tensor) -> Scalar:
    """Mean of the squares: the loss of a critic that answers with a number (ACAI) whose right value is 0."""
    return values.float().square().mean()
