"""A sixteen times smaller VGG-19, distilled to imitate the five style layers (Wang et al. 2020)."""

from __future__ import annotations

from collections.abc import Collection
from types import MappingProxyType

import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from torch import nn
from typing_extensions import override

from latlas.features.extractor import Extractor, Features, rgb
from latlas.types import Images

BLOCKS = ((16, 2, 64), (32, 2, 128), (64, 4, 256), (128, 4, 512), (128, 1, 512))
"""Maps, number of 3×3 convolutions, and maps of VGG-19, of each block."""


class VGG19Distilled(Extractor):
    """The small encoder of Collaborative Distillation: a quarter of VGG-19's maps, so a sixteenth of its weights.

    Layers `block1_conv1` … `block5_conv1` have the 64, 128, 256, 512, 512 maps of the VGG-19 layers that they imitate: a 1×1
    convolution and a ReLU lift the small network's first layer of each block. An imitation is not the original: numbers that this
    extractor gives are not comparable with those of VGG-19. Images have at least 2, 4, 8, 16, 32 pixels a side for blocks 1 to 5, since
    reflection padding needs two; the file holds its own normalisation (`conv0`), and images are not resized.
    """

    name = "vgg19_distilled"
    citation = """@inproceedings{wang2020collaborative,
  title     = {Collaborative Distillation for Ultra-Resolution Universal Style Transfer},
  author    = {Wang, Huan and Li, Yijun and Wang, Yuehai and Hu, Haoji and Yang, Ming-Hsuan},
  booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition},
  pages     = {1860--1869},
  year      = {2020}
}"""
    layers = MappingProxyType({f"block{block}_conv1": 2**block for block in range(1, 6)})
    default_layers = tuple(f"block{block}_conv1" for block in range(1, 6))

    def __init__(self) -> None:
        modules: dict[str, nn.Module] = {"conv0": nn.Conv2d(3, 3, kernel_size=1)}
        channels = 3
        for block, (maps, count, lifted) in enumerate(BLOCKS, 1):
            modules[f"conv{block}1_aux"] = nn.Conv2d(maps, lifted, kernel_size=1)
            for k in range(1, count + 1):
                modules[f"conv{block}{k}"] = nn.Conv2d(channels, maps, kernel_size=3)
                channels = maps
        self.convolutions = nn.ModuleDict(modules)
        super().__init__(self.convolutions)

    @override
    def compute(self, images: Images, layers: Collection[str]) -> dict[str, Features]:
        activations = self.convolutions["conv0"](rgb(images))
        found: dict[str, Features] = {}
        for block, (_, count, _) in enumerate(BLOCKS, 1):
            if block > 1:
                activations = F.max_pool2d(activations, 2)
            for k in range(1, count + 1):
                activations = self.convolutions[f"conv{block}{k}"](F.pad(activations, (1, 1, 1, 1), mode="reflect")).relu()
                if k == 1:
                    found[f"block{block}_conv1"] = self.convolutions[f"conv{block}1_aux"](activations).relu()
                if all(layer in found for layer in layers):
                    return found
        return found
