"""What a metric is, what it says, and the mean that streams."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import torch
from jaxtyping import Float
from torch import Tensor

from latlas.metrics.populations import Populations
from latlas.types import Images, Labels, Latents, PerSample, Posterior

PerLatent = Float[Tensor, " latent"]

Need = Literal["reconstructions", "logvar", "labels", "train_latents", "populations"]
"""What a metric cannot do without besides test images and their posterior means: decoded images, a posterior
with a variance, labels, the latents of the training part, generated images beside real ones."""


@dataclass(frozen=True)
class Score:
    """What a metric found."""

    value: float
    standard_error: float | None
    """Of `value` as an estimate for other images of the same kind and this same model: it says nothing about another
    training run. None where there is none to give."""
    n: int
    """Number of test images that it saw."""
    protocol: str
    """How it was measured, in a sentence."""


@dataclass(frozen=True)
class Seen:
    """What one batch of the test part shows to a metric. All tensors are on one device."""

    images: Images
    """Originals in [0, 1]."""
    posterior: Posterior
    _reconstructions: Images | None = None

    @property
    def reconstructions(self) -> Images:
        """The posterior means decoded, in [0, 1]; only for metrics that need "reconstructions"."""
        if self._reconstructions is None:
            raise LookupError("this metric reads reconstructions but does not name them among its needs")
        return self._reconstructions


@dataclass(frozen=True)
class Codes:
    """A part of an image set as its encoder sees it."""

    latents: Latents
    """Posterior means."""
    labels: Labels | None = None
    scale: PerLatent | None = None
    """Standard deviation of each latent under the model's prior; 1 for a point without prior. None is 1 for all."""


@dataclass(frozen=True)
class EachImage:
    """A metric that is the mean of one number per test image; its standard error is that of a mean."""

    function: Callable[[Seen], PerSample]


@dataclass(frozen=True)
class WholePart:
    """A metric of all test latents at once; it also gets those of the training part when it needs "train_latents"."""

    function: Callable[[Codes, Codes | None], Score]


@dataclass(frozen=True)
class WholePopulations:
    """A metric of real test images against generated ones, both as features; it needs "populations"."""

    function: Callable[[Populations], Score]


@dataclass(frozen=True)
class Metric:
    """A named measure of an encoder and a decoder on the test part of an image set."""

    name: str
    summary: str
    """One line, with the unit."""
    higher_is_better: bool | None
    """None where neither direction is better in itself."""
    range: tuple[float, float]
    """Least and greatest value possible."""
    needs: frozenset[Need]
    compute: EachImage | WholePart | WholePopulations
    protocol: str
    """How it is measured, in a sentence."""


class Mean:
    """Mean and standard error of numbers that arrive in batches, in constant memory (Chan, Golub & LeVeque 1983)."""

    def __init__(self) -> None:
        self.n = 0
        self.mean = 0.0
        self._squares = 0.0

    def update(self, values: PerSample) -> None:
        """Take in more numbers."""
        if len(values) == 0:
            return
        added = values.detach().to(torch.float64)
        other = Mean()
        other.n, other.mean = len(added), float(added.mean())
        other._squares = float((added - other.mean).square().sum())
        self.merge(other)

    def merge(self, other: Mean) -> None:
        """Take in the numbers of another mean."""
        if other.n == 0:
            return
        total, shift = self.n + other.n, other.mean - self.mean
        self._squares += other._squares + shift**2 * self.n * other.n / total
        self.mean += shift * other.n / total
        self.n = total

    @property
    def standard_error(self) -> float | None:
        """Sample standard deviation over √n; None for fewer than two numbers."""
        return math.sqrt(self._squares / (self.n - 1) / self.n) if self.n > 1 else None

    def score(self, protocol: str) -> Score:
        """The mean so far. Raises `ValueError` when there were no numbers."""
        if self.n == 0:
            raise ValueError("the mean of no numbers is not defined")
        return Score(self.mean, self.standard_error, self.n, protocol)
