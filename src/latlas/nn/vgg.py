"""VGG-like bodies: 3×3 convolutions in blocks, each block followed by a max-pool; a norm and a ReLU after each learned layer.

The style is that of Simonyan and Zisserman 2014; the decoder is the mirror, with nearest-neighbour enlargement for max-pools.
"""

from __future__ import annotations

from itertools import pairwise
from math import prod
from typing import Literal, final

from torch import Tensor, nn
from typing_extensions import override

from latlas.nn.conv import block_shapes
from latlas.nn.norm import BatchNorm, GroupNorm
from latlas.types import ImageShape

NormName = Literal["batch", "group", "none"]
"""Norm of the learned layers: batch norm of all, group norm of the convolutions, or none."""
GROUP = 8
"""Channels of a group of group norm."""


@final
class Centred(nn.Module):
    """Values of images, in [0, 1], as values in [−2, 2].

    What images have in common reaches deep layers as a large constant, beside which the little in which they differ is lost, and a
    decoder that learns to pass over its input stays at the mean image. Around 0 the constant is small.
    """

    @override
    def forward(self, images: Tensor) -> Tensor:
        return (images - 0.5) * 4


def vgg_encoder(
    image_shape: ImageShape, channels: tuple[int, ...], convolutions: int, hidden: tuple[int, ...], outputs: int, norm: NormName
) -> nn.Sequential:
    """Images `(batch, *image_shape)` → `(batch, outputs)`; `convolutions` per block, `hidden` dense layers after them."""
    shapes = block_shapes(image_shape, channels)
    layers: list[nn.Module] = [Centred()]
    for below, above in pairwise(shapes):
        for number in range(convolutions):
            layers += _convolution(below[0] if number == 0 else above[0], above[0], norm)
        layers.append(nn.MaxPool2d(2))
    widths = (prod(shapes[-1]), *hidden)
    return nn.Sequential(*layers, nn.Flatten(), *_dense(widths, norm), nn.Linear(widths[-1], outputs))


def vgg_decoder(
    latent_dim: int, hidden: tuple[int, ...], channels: tuple[int, ...], convolutions: int, image_shape: ImageShape, norm: NormName
) -> nn.Sequential:
    """Latents `(batch, latent_dim)` → pre-activations of images: the mirror of `vgg_encoder`."""
    shapes = block_shapes(image_shape, channels)[::-1]
    layers: list[nn.Module] = [*_dense((latent_dim, *hidden[::-1], prod(shapes[0])), norm), nn.Unflatten(1, shapes[0])]
    for above, below in pairwise(shapes):
        layers.append(nn.Upsample(size=below[1:]))
        for number in range(convolutions):
            last = number == convolutions - 1
            layers += _convolution(above[0], below[0] if last else above[0], norm)
    # The last convolution's norm and ReLU would bound the image from below.
    while not isinstance(layers[-1], nn.Conv2d | nn.Linear | nn.Unflatten):
        layers.pop()
    return nn.Sequential(*layers)


def _convolution(inputs: int, outputs: int, norm: NormName) -> list[nn.Module]:
    return [nn.Conv2d(inputs, outputs, kernel_size=3, padding=1), *norm_layers(outputs, norm), nn.ReLU()]


def _dense(widths: tuple[int, ...], norm: NormName) -> list[nn.Module]:
    """Dense layers. Group norm is for channels of an image: on a code it would take away how far the code lies from 0."""
    layers: list[nn.Module] = []
    for inputs, outputs in pairwise(widths):
        layers += [nn.Linear(inputs, outputs), *norm_layers(outputs, "none" if norm == "group" else norm), nn.ReLU()]
    return layers


def norm_layers(features: int, name: NormName) -> list[nn.Module]:
    """The norm of a name over so many features or maps; nothing for none."""
    match name:
        case "batch":
            return [BatchNorm(features)]
        case "group":
            return [GroupNorm(features // GROUP if features % GROUP == 0 else 1, features)]
        case "none":
            return []
