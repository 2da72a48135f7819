"""ResNet-18 (He, Zhang, Ren and Sun 2016, table 1) for images of at least 8×8 pixels, and its exact mirror.

Images here are small, so that the stem is one 3×3 convolution of stride 1, in place of 7×7 and a max-pool, which together make images
four times smaller. The groups of two residual blocks are the paper's. Every group but the first halves height and width, rounding up,
as long as the shorter side keeps 2 pixels. All of the last group's values go on to the latents, not their averages, which would say
what is in an image and not where.

The decoder has the encoder's layers in reverse, inputs and outputs exchanged, and nearest-neighbour enlargement with a convolution of
stride 1 for each one of stride 2 (Grujicic and Blaschko, section III.C). Odd sizes are restored exactly.
"""

from __future__ import annotations

from itertools import pairwise
from math import prod
from typing import final

from torch import Tensor, nn
from typing_extensions import override

from latlas.nn.dense import dense_layers
from latlas.nn.vgg import Centred, NormName, norm_layers
from latlas.types import ImageShape

BLOCKS = 2
"""Residual blocks in a group, each of two convolutions."""


@final
class Residual(nn.Module):
    """ReLU of a branch plus a shortcut around it."""

    def __init__(self, branch: list[nn.Module], shortcut: list[nn.Module]) -> None:
        super().__init__()
        self.branch, self.shortcut = nn.Sequential(*branch), nn.Sequential(*shortcut)

    @override
    def forward(self, values: Tensor) -> Tensor:
        return (self.branch(values) + self.shortcut(values)).relu()


def resnet_encoder(
    image_shape: ImageShape, channels: tuple[int, ...], hidden: tuple[int, ...], outputs: int, norm: NormName
) -> nn.Sequential:
    """Images `(batch, *image_shape)` → `(batch, outputs)`: one group per entry of `channels`, then `hidden` dense layers."""
    blocks = block_ends(image_shape, channels)
    layers: list[nn.Module] = [Centred(), *_convolution(image_shape[0], channels[0], norm), nn.ReLU()]
    layers += [_block(below, above, norm) for below, above in blocks]
    return nn.Sequential(*layers, nn.Flatten(), *dense_layers((prod(blocks[-1][1]), *hidden, outputs)))


def resnet_decoder(
    latent_dim: int, hidden: tuple[int, ...], channels: tuple[int, ...], image_shape: ImageShape, norm: NormName
) -> nn.Sequential:
    """Latents `(batch, latent_dim)` → pre-activations of images: the mirror of `resnet_encoder`."""
    blocks = block_ends(image_shape, channels)
    top = blocks[-1][1]
    layers: list[nn.Module] = [*dense_layers((latent_dim, *hidden[::-1], prod(top))), nn.ReLU(), nn.Unflatten(1, top)]
    layers += [_mirrored_block(below, above, norm) for below, above in reversed(blocks)]
    return nn.Sequential(*layers, nn.Conv2d(channels[0], image_shape[0], kernel_size=3, padding=1))


def block_ends(image_shape: ImageShape, channels: tuple[int, ...]) -> list[tuple[ImageShape, ImageShape]]:
    """The shapes below and above every residual block, from the image towards the latent."""
    shapes = [(channels[0], image_shape[1], image_shape[2])] * (BLOCKS + 1)
    for width in channels[1:]:
        height_and_width = shapes[-1][1:]
        if min(height_and_width) > 2:
            height_and_width = ((height_and_width[0] + 1) // 2, (height_and_width[1] + 1) // 2)
        shapes += [(width, *height_and_width)] * BLOCKS
    return list(pairwise(shapes))


def _block(below: ImageShape, above: ImageShape, norm: NormName) -> Residual:
    stride = 1 if below[1:] == above[1:] else 2
    return Residual(
        [*_convolution(below[0], above[0], norm, stride=stride), nn.ReLU(), *_convolution(above[0], above[0], norm)],
        [] if below == above else _convolution(below[0], above[0], norm, size=1, stride=stride),
    )


def _mirrored_block(below: ImageShape, above: ImageShape, norm: NormName) -> Residual:
    enlarge: list[nn.Module] = [] if below[1:] == above[1:] else [nn.Upsample(size=below[1:])]
    return Residual(
        [*_convolution(above[0], above[0], norm), nn.ReLU(), *enlarge, *_convolution(above[0], below[0], norm)],
        [] if below == above else [*_convolution(above[0], below[0], norm, size=1), *enlarge],
    )


def _convolution(inputs: int, outputs: int, norm: NormName, size: int = 3, stride: int = 1) -> list[nn.Module]:
    """A convolution and its norm, whose own bias makes that of the convolution needless."""
    return [nn.Conv2d(inputs, outputs, size, stride, padding=size // 2, bias=norm == "none"), *norm_layers(outputs, norm)]
