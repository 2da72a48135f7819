"""VGG-19 (Simonyan and Zisserman 2015, configuration E), its convolutions alone."""

from __future__ import annotations

from collections.abc import Collection
from types import MappingProxyType
from typing import ClassVar

import torch
from torch import nn
from typing_extensions import override

from latlas.features.extractor import Extractor, Features, rgb
from latlas.types import Images

BLOCKS = ((64, 2), (128, 2), (256, 4), (512, 4), (512, 4))
"""Maps and number of 3×3 convolutions of each block; 2×2 max-pooling stands between blocks."""
MEAN = (0.485, 0.456, 0.406)
"""Of ImageNet's training images in [0, 1], as R, G, B: what torchvision trained its weights with."""
STD = (0.229, 0.224, 0.225)


class VGG19(Extractor):
    """VGG-19 with weights in torchvision's layout (`features.0.weight` …), such as its own file or timm's `vgg19.tv_in1k`.

    Layers are named as in Keras, `block1_conv1` to `block5_conv4`, and are the activations after the ReLU. Images have at least
    1, 2, 4, 8, 16 pixels a side for blocks 1 to 5; they are normalised with the mean and standard deviation of ImageNet, and not resized.
    """

    name = "vgg19"
    citation = """@inproceedings{simonyan2015very,
  title     = {Very Deep Convolutional Networks for Large-Scale Image Recognition},
  author    = {Simonyan, Karen and Zisserman, Andrew},
  booktitle = {International Conference on Learning Representations},
  year      = {2015}
}"""
    layers = MappingProxyType(
        {f"block{block}_conv{k}": 2 ** (block - 1) for block, (_, count) in enumerate(BLOCKS, 1) for k in range(1, count + 1)}
    )
    default_layers = tuple(f"block{block}_conv1" for block in range(1, 6))
    prefix: ClassVar[str] = "features."
    ignored: ClassVar[tuple[str, ...]] = ("classifier.", "pre_logits.", "head.")

    def __init__(self) -> None:
        modules: list[nn.Module] = []
        channels = 3
        for maps, count in BLOCKS:
            for _ in range(count):
                modules += [nn.Conv2d(channels, maps, kernel_size=3, padding=1), nn.ReLU()]
                channels = maps
            modules.append(nn.MaxPool2d(2))
        super().__init__(nn.Sequential(*modules))

    @override
    def compute(self, images: Images, layers: Collection[str]) -> dict[str, Features]:
        mean, std = (torch.tensor(values, dtype=images.dtype, device=images.device).reshape(3, 1, 1) for values in (MEAN, STD))
        activations = (rgb(images) - mean) / std
        names = iter(self.layers)
        found: dict[str, Features] = {}
        for module in self.network.children():
            activations = module(activations)
            if isinstance(module, nn.ReLU):
                found[next(names)] = activations
                if all(layer in found for layer in layers):
                    break
        return found
