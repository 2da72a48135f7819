"""A latent model that needs no training, and images of it whose latents are known."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from latlas.data.imageset import ArraySource, ImageSet, random_split
from latlas.functional.randomness import Randomness
from latlas.models.model import LatentModel
from latlas.types import Batch, Images, ImageShape, Latents, Player, Posterior, Scalar


@dataclass(frozen=True)
class LinearConfig:
    latent_dim: int = 2
    seed: int = 0


class Linear(LatentModel):
    """Linear encoder; linear decoder with a sigmoid."""

    Config = LinearConfig
    citation = ""

    def __init__(self, config: LinearConfig, image_shape: ImageShape) -> None:
        super().__init__(config.latent_dim, image_shape)
        pixels = prod(image_shape)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(config.seed)
            self.encoder = nn.Linear(pixels, config.latent_dim)
            self.decoder = nn.Linear(config.latent_dim, pixels)
            nn.init.normal_(self.encoder.weight, std=2 / pixels**0.5)
            nn.init.normal_(self.decoder.weight)

    def encode(self, images: Images) -> Posterior:
        return Posterior(self.encoder(images.flatten(1)))

    def decode(self, latents: Latents) -> Images:
        return self.decoder(latents).sigmoid().unflatten(1, self.image_shape)

    def players(self) -> tuple[Player, ...]:
        raise NotImplementedError

    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        raise NotImplementedError


def linear(latent_dim: int = 2, shape: ImageShape = (1, 8, 8), seed: int = 0) -> Linear:
    return Linear(LinearConfig(latent_dim, seed), shape).eval()


def noise_images(count: int = 100, shape: ImageShape = (1, 8, 8), labels: bool = True, factors: bool = True, **fields: Any) -> ImageSet:
    """Images of noise, every pixel of which matters to a linear encoder."""
    random = np.random.default_rng(count)
    return ImageSet(
        name="noise",
        source=ArraySource(random.integers(0, 256, (count, *shape), dtype=np.uint8)),
        split=random_split(count, 0, 0.1, 0.2),  # of one image, all is for training
        labels=random.integers(0, 3, count) if labels else None,
        label_names=("a", "b", "c") if labels else (),
        factors=random.normal(size=(count, 2)).astype(np.float32) if factors else None,
        factor_names=("tilt", "size") if factors else (),
        **fields,
    )


def card(model: Linear, **more: Any) -> dict[str, Any]:
    """A model card such as `latlas.api.build_atlas` writes."""
    config = LinearConfig(model.latent_dim)
    return {"name": "linear", "config": asdict(config), "seed": 0, "versions": {}, "metrics": [], **more}


def pretend_export(graph: nn.Module, example: torch.Tensor, inputs: str, outputs: str, path: Path, unit: float = 1.0) -> float:
    """In place of the ONNX exporter, where a test is about something else."""
    path.write_bytes(b"a network")
    return 0.0
