"""Critics: networks that answer each image, or code, with one number."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import prod

from torch import nn
from torch.nn.utils.parametrizations import spectral_norm

from latlas.errors import UsageError
from latlas.nn.conv import block_shapes
from latlas.types import ImageShape

SLOPE = 0.2
"""Of the leaky ReLU, as in all public code of the methods here."""


@dataclass(frozen=True)
class CriticConfig:
    """Options of a model with a critic."""

    critic_channels: tuple[int, ...] = (32, 64, 128)
    """Channels of a critic of images, each block of which halves height and width."""
    critic_rate: float = 1.0
    """The critic's learning rate as a multiple of the autoencoder's."""


def image_critic(image_shape: ImageShape, channels: tuple[int, ...], spectral: bool = False) -> nn.Sequential:
    """Images → `(batch,)`: 4×4 convolutions of stride 2 with leaky ReLU, then one dense layer; no batch norm.

    `spectral` divides every weight by its largest singular value (Miyato et al. 2018). Without channels the dense layer is all there is.
    Raises `UsageError` for a width below 1.
    """
    _refuse_below_one("critic_channels", channels)
    shapes = block_shapes(image_shape, channels)
    layers: list[nn.Module] = []
    for below, above in pairwise(shapes):
        layers += [nn.Conv2d(below[0], above[0], kernel_size=4, stride=2, padding=1), nn.LeakyReLU(SLOPE)]
    layers += [nn.Flatten(), nn.Linear(prod(shapes[-1]), 1)]
    if spectral:
        layers = [spectral_norm(layer) if isinstance(layer, nn.Conv2d | nn.Linear) else layer for layer in layers]
    return nn.Sequential(*layers, nn.Flatten(0))


def code_critic(inputs: int, hidden: tuple[int, ...]) -> nn.Sequential:
    """Codes `(batch, inputs)` → `(batch,)`: dense layers with leaky ReLU; no batch norm. Raises `UsageError` for a width below 1."""
    _refuse_below_one("critic_hidden", hidden)
    layers: list[nn.Module] = []
    for below, above in pairwise((inputs, *hidden)):
        layers += [nn.Linear(below, above), nn.LeakyReLU(SLOPE)]
    return nn.Sequential(*layers, nn.Linear((inputs, *hidden)[-1], 1), nn.Flatten(0))


def _refuse_below_one(name: str, widths: tuple[int, ...]) -> None:
    if min(widths, default=1) < 1:
        raise UsageError(f"{name} is {' '.join(map(str, widths))}: every width must be at least 1")
