"""The pixels themselves as features: no network, and nothing to load."""

from __future__ import annotations

from collections.abc import Collection
from types import MappingProxyType

from torch import nn
from typing_extensions import override

from latlas.features.extractor import Extractor, Features, resized
from latlas.types import Images

SIDES = (8, 16, 32, 64)
"""Sides of the resized layers, in pixels."""


class Pixels(Extractor):
    """Values of pixels in [0, 1] as vectors, in the order channel, row, column. It has no weights, and its digest stays empty.

    Layer `pixels` is the image as it is. Layers `pixels_8x8`, `pixels_16x16`, `pixels_32x32` and `pixels_64x64` are the image resized
    to that size, bilinear and antialiased, whatever its own size and shape were. Gray images have a third of the values of RGB images.
    The citation is that of the distance between Gaussians, for which a Fréchet distance takes the pixels.
    """

    name = "pixels"
    citation = """@article{dowson1982frechet,
  title     = {The {F}r{\\'e}chet Distance between Multivariate Normal Distributions},
  author    = {Dowson, D. C. and Landau, B. V.},
  journal   = {Journal of Multivariate Analysis},
  volume    = {12},
  number    = {3},
  pages     = {450--455},
  year      = {1982}
}"""
    layers = MappingProxyType({"pixels": 1, **{f"pixels_{side}x{side}": 1 for side in SIDES}})
    default_layers = ("pixels",)

    def __init__(self) -> None:
        super().__init__(nn.Identity())

    @override
    def compute(self, images: Images, layers: Collection[str]) -> dict[str, Features]:
        sizes = {"pixels": (images.shape[2], images.shape[3]), **{f"pixels_{side}x{side}": (side, side) for side in SIDES}}
        return {layer: resized(images, *sizes[layer]).flatten(1) for layer in layers}
