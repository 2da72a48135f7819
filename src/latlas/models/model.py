"""What every latent model is: an encoder, a decoder, perhaps a prior, and the losses of its players."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from latlas.models.prior import Prior
from latlas.types import Images, ImageShape, Latents, Posterior, Trainable


class LatentModel(Trainable):
    """Base of all latent models: an `Encoder`, a `Decoder` and `Trainable`.

    A model is built from its config and the shape of its images alone, so that a run can rebuild it from
    JSON: `Model(config, image_shape)`. Fields a model may set in its `__init__`: `stages`, `prior`, `parts` and `facts`.
    """

    Config: ClassVar[type[Any]]
    """The frozen dataclass of the model's options; attribute docstrings are the command line's help."""
    citation: ClassVar[str]
    """BibTeX of the source."""

    def __init__(self, latent_dim: int, image_shape: ImageShape) -> None:
        super().__init__()
        self.latent_dim = latent_dim
        self.image_shape = image_shape
        self.prior: Prior | None = None
        """Where samples are drawn from; None for models without a prior."""
        self.parts: Mapping[str, slice] = {"z": slice(0, latent_dim)}
        """Where the parts of the latents are, such as those of a pose."""
        self.facts: Mapping[str, float] = {}
        """Numbers a reader of results needs beside the config, such as β in both normalisations."""

    @abstractmethod
    def encode(self, images: Images) -> Posterior:
        """The posterior over latents of each image."""

    @abstractmethod
    def decode(self, latents: Latents) -> Images:
        """The mean image of each latent, in [0, 1]."""
