"""What every latent model is: an encoder, a decoder, perhaps a prior, and the losses of its players."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Generator, nn

from latlas.functional.randomness import Randomness
from latlas.types import Batch, Images, ImageShape, Latents, Player, Posterior, Scalar, Stage


@dataclass(frozen=True)
class StandardNormal:
    """The prior N(0, I) over latents."""

    latent_dim: int

    def sample(self, count: int, generator: Generator | None = None) -> Latents:
        """`count` draws on the CPU."""
        return torch.randn(count, self.latent_dim, generator=generator)


class LatentModel(nn.Module, ABC):
    """Base of all latent models; it satisfies `Encoder`, `Decoder` and `Trainable`.

    A model is built from its config and the shape of its images alone, so that a run can rebuild it from
    JSON. Fields a model may replace in its `__init__`: `stages`, `prior` and `facts`.
    """

    Config: ClassVar[type[Any]]
    """The frozen dataclass of the model's options; attribute docstrings are the command line's help."""
    citation: ClassVar[str]
    """BibTeX of the source."""

    def __init__(self, latent_dim: int, image_shape: ImageShape) -> None:
        super().__init__()
        self.latent_dim = latent_dim
        self.image_shape = image_shape
        self.stages: tuple[Stage, ...] = (Stage(),)
        self.prior: StandardNormal | None = None
        """Where samples are drawn from; None for models without a prior."""
        self.facts: Mapping[str, float] = {}
        """Numbers a reader of results needs beside the config, such as β in both normalisations."""

    @abstractmethod
    def encode(self, images: Images) -> Posterior:
        """The posterior over latents of each image."""

    @abstractmethod
    def decode(self, latents: Latents) -> Images:
        """The mean image of each latent, in [0, 1]."""

    @abstractmethod
    def players(self) -> tuple[Player, ...]:
        """The players of the current stage, in the order of their turns."""

    @abstractmethod
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        """The unweighted terms of a player's loss: sums over pixels and latents, means over the batch."""
