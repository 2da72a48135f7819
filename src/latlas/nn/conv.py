"""Convolutional bodies for any image of at least 8×8 pixels: 4×4 convolutions of stride 2, and their mirror.

Every block halves height and width, rounding down, until the shorter side would fall below 2 pixels or the
list of channels ends. The decoder undoes each halving exactly, odd sizes included.
"""

from __future__ import annotations

from itertools import pairwise
from math import prod

from torch import nn

from latlas.nn.dense import dense_layers
from latlas.types import ImageShape


def block_shapes(image_shape: ImageShape, channels: tuple[int, ...]) -> list[ImageShape]:
    """The shape of the image and of every block's output."""
    shapes = [image_shape]
    for width in channels:
        if min(shapes[-1][1:]) < 4:
            break
        shapes.append((width, shapes[-1][1] // 2, shapes[-1][2] // 2))
    return shapes


def conv_encoder(image_shape: ImageShape, channels: tuple[int, ...], hidden: tuple[int, ...], outputs: int) -> nn.Sequential:
    """Images `(batch, *image_shape)` → `(batch, outputs)`; `hidden` are dense layers after the convolutions."""
    shapes = block_shapes(image_shape, channels)
    layers: list[nn.Module] = []
    for below, above in pairwise(shapes):
        layers += [nn.Conv2d(below[0], above[0], kernel_size=4, stride=2, padding=1), nn.ReLU()]
    return nn.Sequential(*layers, nn.Flatten(), *dense_layers((prod(shapes[-1]), *hidden, outputs)))


def conv_decoder(latent_dim: int, hidden: tuple[int, ...], channels: tuple[int, ...], image_shape: ImageShape) -> nn.Sequential:
    """Latents `(batch, latent_dim)` → pre-activations of images: the mirror of `conv_encoder`."""
    shapes = block_shapes(image_shape, channels)[::-1]
    layers: list[nn.Module] = [
        *dense_layers((latent_dim, *hidden[::-1], prod(shapes[0]))),
        nn.ReLU(),
        nn.Unflatten(1, shapes[0]),
    ]
    for above, below in pairwise(shapes):
        odd = (below[1] - 2 * above[1], below[2] - 2 * above[2])
        layers += [nn.ConvTranspose2d(above[0], below[0], kernel_size=4, stride=2, padding=1, output_padding=odd), nn.ReLU()]
    return nn.Sequential(*layers[:-1])
