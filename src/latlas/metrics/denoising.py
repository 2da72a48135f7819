"""What a model makes of noisy images: the squared error of reconstructions against the clean ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from latlas.errors import DataError, UsageError
from latlas.functional import reconstruction
from latlas.metrics.metric import Mean, Score
from latlas.types import Images, Latents, PerSample, Posterior

Noise = Callable[[Images, torch.Generator], Images]
"""Maps images in [0, 1] and a generator on the CPU to noisy images in [0, 1]."""
PerPixel = Float[Tensor, "batch 1 height width"]
SomeImages = Float[Tensor, "_ channel height width"]
Batches = Iterable[SomeImages]
"""Batches of images, which may differ in size."""


@dataclass(frozen=True)
class Denoising:
    """Mean squared error per pixel, of values in [0, 1]."""

    reconstructed: Score
    """Of reconstructions of noisy images, against the clean ones."""
    noisy: Score
    """Of the noisy images themselves: what the model has to be below."""


def gaussian_noise(std: float) -> Noise:
    """Adds N(0, std²) to every value and clips to [0, 1]."""
    if std < 0:
        raise UsageError(f"noise of standard deviation {std}: it must be at least 0")
    return lambda images, generator: (images + std * torch.randn(images.shape, generator=generator).to(images)).clamp(0, 1)


def salt_and_pepper(share: float) -> Noise:
    """Makes about a `share` of the pixels white or black, each with the same chance, in all channels at once."""
    _check_share(share)

    def apply(images: Images, generator: torch.Generator) -> Images:
        drawn = _uniform(images, generator)
        return torch.where(drawn < share, (drawn < share / 2).to(images.dtype), images)

    return apply


def masking(share: float) -> Noise:
    """Makes about a `share` of the pixels black, in all channels at once (Vincent et al. 2008)."""
    _check_share(share)
    return lambda images, generator: torch.where(_uniform(images, generator) < share, torch.zeros_like(images), images)


@torch.no_grad()
def denoising_error(
    encode: Callable[[Images], Posterior], decode: Callable[[Latents], Images], images: Batches, noise: Noise, seed: int = 0
) -> Denoising:
    """The error of decoded posterior means of noisy images against the clean ones, beside that of the noisy images.

    `images` are clean, in [0, 1]. The draws depend on the seed and on the order and size of the batches.

    Raises `DataError` without images.
    """
    generator = torch.Generator().manual_seed(seed)
    reconstructed, untouched = Mean(), Mean()
    for clean in images:
        noisy = noise(clean, generator)
        reconstructed.update(_error(decode(encode(noisy).mean), clean))
        untouched.update(_error(noisy, clean))
    if untouched.n == 0:
        raise DataError("the error on no images is not defined: give at least one batch")
    against = f"squared error against the clean images in [0, 1], noise of seed {seed}; mean over channels, pixels and images"
    return Denoising(
        reconstructed.score(f"decoded posterior means of noisy images; {against}"), untouched.score(f"noisy images as they are; {against}")
    )


def _error(images: Images, clean: Images) -> PerSample:
    return reconstruction.mse(images, clean) / clean[0].numel()


def _uniform(images: Images, generator: torch.Generator) -> PerPixel:
    """One number in [0, 1) for each pixel, for all channels."""
    return torch.rand(len(images), 1, *images.shape[2:], generator=generator).to(images.device)


def _check_share(share: float) -> None:
    if not 0 <= share <= 1:
        raise UsageError(f"noise on a share of {share} of the pixels: it must lie in [0, 1]")
