"""The words of the house as types: array shapes, `Batch`, `Posterior`, and what the training loop asks for.

Shape names: images are `batch channel height width`, float32 in [0, 1] unless a docstring says otherwise;
latents are `batch latent`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from jaxtyping import Float, Int
from torch import Tensor, nn

if TYPE_CHECKING:
    from latlas.functional.randomness import Randomness

ImageShape = tuple[int, int, int]
"""Channels, height, width."""
Images = Float[Tensor, "batch channel height width"]
Latents = Float[Tensor, "batch latent"]
PerSample = Float[Tensor, " batch"]
Scalar = Float[Tensor, ""]
Labels = Int[Tensor, " batch"]
Factors = Float[Tensor, "batch factor"]

Weight = float | Callable[[int], float]
"""The weight of a term: a constant, or a function of the step."""


@dataclass(frozen=True)
class Batch:
    """What a model sees in one step."""

    images: Images
    """Inputs in [0, 1]."""
    index: Labels
    """Position of each sample in its image set: with the seed and the step it decides the sample's noise."""
    labels: Labels | None = None
    """Class of each image, or None when the set has no labels."""
    factors: Factors | None = None
    """Known factors of each image, or None."""


@dataclass(frozen=True)
class Posterior:
    """A diagonal Gaussian over latents, or a point when `logvar` is None, and the prior that it is held against.

    A latent that is a point among Gaussians, such as a pose without a prior, has its own mean and log-variance as its prior's:
    its divergence is then 0, and it cancels in every weight p(z) / q(z|x).
    """

    mean: Latents
    logvar: Latents | None = None
    prior_mean: Latents | None = None
    """Mean of the model's Gaussian prior; None is 0."""
    prior_logvar: Latents | None = None
    """Log-variance of the model's Gaussian prior; None is 0, a variance of 1."""


class Encoder(Protocol):
    """Anything that maps images to a posterior over latents."""

    def encode(self, images: Images) -> Posterior:
        """The posterior of each image."""
        ...


class Decoder(Protocol):
    """Anything that maps latents to images in [0, 1]."""

    def decode(self, latents: Latents) -> Images:
        """The image of each latent."""
        ...


@dataclass(frozen=True)
class Player:
    """One optimiser's side of the training game.

    The player's loss is the weighted sum of the terms that the model returns for it; its gradients land on
    `parameters` alone, whatever else the loss touches.
    """

    name: str
    parameters: tuple[nn.Parameter, ...]
    weights: Mapping[str, Weight] = field(default_factory=dict)
    """Weight of each term; a term that is not named here weighs 1."""
    every: int = 1
    """Act in every n-th step only."""
    times: int = 1
    """Act this many times in its turn."""
    rate: Weight = 1.0
    """The player's learning rate as a multiple of the run's."""


@dataclass(frozen=True)
class Stage:
    """One leg of a training schedule: which layers exist, which parameters move, for how long."""

    name: str = "all"
    epochs: int = 1
    """Length as a multiple of the run's epochs."""
    grow: Callable[[], None] | None = None
    """Adds this stage's layers to the model; called once, before the stage's players are asked for."""
    frozen: tuple[str, ...] = ()
    """Names of submodules that do not move: no player gets their parameters and they stay in eval mode,
    so that running statistics of norm layers stand still as well."""


class Trainable(nn.Module, ABC):
    """Whatever the training loop can train: a module with stages, players and losses."""

    stages: tuple[Stage, ...] = (Stage(),)
    """Set by the `__init__` of a model that is trained in several legs."""
    compiles: bool = True
    """Set to False by the `__init__` of a model whose losses `torch.compile` gets wrong."""

    @abstractmethod
    def players(self) -> tuple[Player, ...]:
        """The players of the current stage, in the order of their turns.

        The first one's loss is shown as progress, and watched when a run has patience.
        """

    @abstractmethod
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        """The unweighted terms of one player's loss: sums over pixels and latents, means over the batch."""
