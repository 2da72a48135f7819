"""Mixing the codes of different images, inside a batch."""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float
from torch import Tensor

from latlas.types import Latents

Share = Float[Tensor, "pair 1"]
"""The second code's part of a mix."""


Chosen = Bool[Tensor, "pair latent"]
Pairs = Float[Tensor, "pair latent"]


def halves(latents: Latents) -> tuple[Pairs, Pairs]:
    """The codes of a batch as pairs: the first half against the second; the middle one of an odd number stands alone.

    Batches come in random order, so that this is a random pairing. A single code is paired with itself.
    """
    count = max(len(latents) // 2, 1)
    return latents[:count], latents[-count:]


def mix(first: Pairs, second: Pairs, share: Share) -> Pairs:
    """(1 − share) · first + share · second."""
    return (1 - share) * first + share * second


def swap(first: Pairs, second: Pairs, chosen: Chosen) -> Pairs:
    """The chosen features from the second code, the others from the first (Beckham et al. 2019, "Bernoulli mixup")."""
    return torch.where(chosen, second, first)
