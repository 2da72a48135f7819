"""Whatever can be scored: an encoder and a decoder as two functions of tensors on the CPU."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from latlas.data.imageset import ImageSet
from latlas.models.model import LatentModel
from latlas.projection.projection import InvertibleProjection
from latlas.training.step import choose_device
from latlas.types import Images, Latents, Posterior

CodeArray = Float[np.ndarray, "n latent"]


@dataclass(frozen=True)
class Coding:
    """Images to posteriors, and codes to images."""

    encode: Callable[[Images], Posterior]
    decode: Callable[[Latents], Images]


def model_coding(model: LatentModel, device: str = "cpu") -> Coding:
    """A trained model, computing on a device."""
    place = choose_device(device)
    model = model.to(place).eval()

    @torch.no_grad()
    def encode(images: Images) -> Posterior:
        found = model.encode(images.to(place))
        return Posterior(found.mean.cpu(), None if found.logvar is None else found.logvar.cpu())

    @torch.no_grad()
    def decode(latents: Latents) -> Images:
        return model.decode(latents.to(place)).cpu()

    return Coding(encode, decode)


def projected_coding(base: Coding, projection: InvertibleProjection) -> Coding:
    """A coding whose codes are places on a map of the base's posterior means, and come back by the map's way back."""

    def encode(images: Images) -> Posterior:
        return Posterior(_tensor(projection.transform(base.encode(images).mean.numpy())))

    def decode(latents: Latents) -> Images:
        return base.decode(_tensor(projection.inverse_transform(latents.numpy())))

    return Coding(encode, decode)


def training_codes(coding: Coding, images: ImageSet) -> CodeArray:
    """Posterior means of the training images, float32."""
    return torch.cat([coding.encode(batch.images).mean for batch in images.batches(images.split["train"])]).float().numpy()


def _tensor(vectors: CodeArray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(vectors, np.float32))
