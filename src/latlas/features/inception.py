"""Inception v3 (Szegedy et al. 2016) in the variant that the Fréchet Inception distance is defined with, as a table of branches."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Literal

import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from torch import Tensor, nn
from typing_extensions import override

from latlas.features.extractor import Extractor, Features, rgb
from latlas.types import Images

SIDE = 299
"""Height and width of what the network sees, in pixels."""
EPSILON = 1e-3
"""Added to the variance by every batch norm."""

Layer = tuple[str, int, int, int]
"""A convolution: its name after "branch", maps, height and width of the kernel."""


@dataclass(frozen=True)
class Branch:
    """Convolutions in a row; on what they give, those of `fork` work side by side, if there are any."""

    chain: tuple[Layer, ...]
    fork: tuple[Layer, ...] = ()


@dataclass(frozen=True)
class Block:
    """Branches that all read the block's input, and a last one that pools it; their maps are concatenated.

    3×3 pooling is followed by a 1×1 convolution to `pool_maps` maps. A block without one halves the image: its pooling and the last
    convolution of each branch have stride 2 and no padding. All other convolutions keep the size of the image.
    """

    pool: Literal["average", "max"]
    pool_maps: int
    branches: tuple[Branch, ...]


def _a(pool_maps: int) -> Block:
    wide = Branch((("5x5_1", 48, 1, 1), ("5x5_2", 64, 5, 5)))
    double = Branch((("3x3dbl_1", 64, 1, 1), ("3x3dbl_2", 96, 3, 3), ("3x3dbl_3", 96, 3, 3)))
    return Block("average", pool_maps, (Branch((("1x1", 64, 1, 1),)), wide, double))


def _c(maps: int) -> Block:
    single = Branch((("7x7_1", maps, 1, 1), ("7x7_2", maps, 1, 7), ("7x7_3", 192, 7, 1)))
    pairs = (("7x7dbl_2", maps, 7, 1), ("7x7dbl_3", maps, 1, 7), ("7x7dbl_4", maps, 7, 1), ("7x7dbl_5", 192, 1, 7))
    return Block("average", 192, (Branch((("1x1", 192, 1, 1),)), single, Branch((("7x7dbl_1", maps, 1, 1), *pairs))))


def _e(pool: Literal["average", "max"]) -> Block:
    single = Branch((("3x3_1", 384, 1, 1),), (("3x3_2a", 384, 1, 3), ("3x3_2b", 384, 3, 1)))
    double = Branch((("3x3dbl_1", 448, 1, 1), ("3x3dbl_2", 384, 3, 3)), (("3x3dbl_3a", 384, 1, 3), ("3x3dbl_3b", 384, 3, 1)))
    return Block(pool, 192, (Branch((("1x1", 320, 1, 1),)), single, double))


_B = Block("max", 0, (Branch((("3x3", 384, 3, 3),)), Branch((("3x3dbl_1", 64, 1, 1), ("3x3dbl_2", 96, 3, 3), ("3x3dbl_3", 96, 3, 3)))))
_D_LONG = Branch((("7x7x3_1", 192, 1, 1), ("7x7x3_2", 192, 1, 7), ("7x7x3_3", 192, 7, 1), ("7x7x3_4", 192, 3, 3)))
_D = Block("max", 0, (Branch((("3x3_1", 192, 1, 1), ("3x3_2", 320, 3, 3))), _D_LONG))
BLOCKS = {
    "Mixed_5b": _a(32),
    "Mixed_5c": _a(64),
    "Mixed_5d": _a(64),
    "Mixed_6a": _B,
    "Mixed_6b": _c(128),
    "Mixed_6c": _c(160),
    "Mixed_6d": _c(160),
    "Mixed_6e": _c(192),
    "Mixed_7a": _D,
    "Mixed_7b": _e("average"),
    "Mixed_7c": _e("max"),
}
"""The mixed blocks in their order, by torchvision's names."""
READ = {"maxpool1": "maxpool1", "maxpool2": "maxpool2", "mixed_6e": "Mixed_6e", "pool3": "Mixed_7c"}
"""Layer → the part of the network whose maps it is the mean of."""


class Inception(Extractor):
    """The network of the Fréchet Inception distance (Heusel et al. 2017): layer `pool3` is its 2048 features.

    Layers are means over the positions of a part's maps: `maxpool1` (64 values), `maxpool2` (192), `mixed_6e` (768) and `pool3` (2048).
    Images of any size are resized to 299×299, bilinear, not antialiased and with torch's default placing of pixels; gray ones are
    repeated to three channels; then 2x − 1. Shrinking without antialiasing is what pytorch-fid does, and what its numbers depend on; the
    original TensorFlow code places pixels differently and subtracts 128 of 255, so that its distances differ a little.

    Weights have the names of torchvision's `inception_v3` (`Conv2d_1a_3x3.conv.weight` …). Distances that the literature calls FID
    use those of TensorFlow's `inception-2015-12-05`, which pytorch-fid and torch-fidelity give out as
    `pt_inception-2015-12-05-6726825d.pth`. That network's average pooling leaves its padding out, and its last block has max-pooling
    where the paper has an average: both are done here. Torchvision's own weights have the same names and can be loaded, but were trained
    with the paper's pooling, and their distances are not comparable; the digest tells the two apart.
    """

    name = "inception"
    citation = """@inproceedings{szegedy2016rethinking,
  title     = {Rethinking the {I}nception Architecture for Computer Vision},
  author    = {Szegedy, Christian and Vanhoucke, Vincent and Ioffe, Sergey and Shlens, Jon and Wojna, Zbigniew},
  booktitle = {IEEE Conference on Computer Vision and Pattern Recognition},
  pages     = {2818--2826},
  year      = {2016}
}

@inproceedings{heusel2017gans,
  title     = {{GAN}s Trained by a Two Time-Scale Update Rule Converge to a Local {N}ash Equilibrium},
  author    = {Heusel, Martin and Ramsauer, Hubert and Unterthiner, Thomas and Nessler, Bernhard and Hochreiter, Sepp},
  booktitle = {Advances in Neural Information Processing Systems},
  year      = {2017}
}"""
    layers = MappingProxyType(dict.fromkeys(READ, 1))
    default_layers = ("pool3",)
    resizing = "images resized to 299×299, not antialiased"
    ignored: ClassVar[tuple[str, ...]] = ("fc.", "AuxLogits.")

    def __init__(self) -> None:
        parts: OrderedDict[str, nn.Module] = OrderedDict(
            Conv2d_1a_3x3=NormedConvolution(3, 32, (3, 3), stride=2),
            Conv2d_2a_3x3=NormedConvolution(32, 32, (3, 3)),
            Conv2d_2b_3x3=NormedConvolution(32, 64, (3, 3), padding=(1, 1)),
            maxpool1=nn.MaxPool2d(3, stride=2),
            Conv2d_3b_1x1=NormedConvolution(64, 80, (1, 1)),
            Conv2d_4a_3x3=NormedConvolution(80, 192, (3, 3)),
            maxpool2=nn.MaxPool2d(3, stride=2),
        )
        channels = 192
        for name, block in BLOCKS.items():
            parts[name] = mixed = Mixed(channels, block)
            channels = mixed.maps
        super().__init__(nn.Sequential(parts))

    @override
    def compute(self, images: Images, layers: Collection[str]) -> dict[str, Features]:
        maps = 2 * F.interpolate(rgb(images), (SIDE, SIDE), mode="bilinear") - 1
        layer_of = {part: layer for layer, part in READ.items() if layer in layers}
        found: dict[str, Features] = {}
        for name, part in self.network.named_children():
            maps = part(maps)
            if name in layer_of:
                found[layer_of[name]] = maps.mean((2, 3))
                if len(found) == len(layer_of):
                    break
        return found


class NormedConvolution(nn.Module):
    """A convolution without bias, batch norm, and a ReLU."""

    def __init__(self, inputs: int, maps: int, kernel: tuple[int, int], stride: int = 1, padding: tuple[int, int] = (0, 0)) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, maps, kernel, stride, padding, bias=False)
        self.bn = nn.BatchNorm2d(maps, EPSILON)

    def forward(self, images: Tensor) -> Tensor:
        """The activations."""
        return self.bn(self.conv(images)).relu()


class Mixed(nn.Module):
    """A `Block` on maps of a number of channels."""

    def __init__(self, inputs: int, block: Block) -> None:
        super().__init__()
        self.block = block
        halves = not block.pool_maps
        self.maps = block.pool_maps or inputs
        """Maps that it returns."""
        for branch in block.branches:
            channels = inputs
            for layer in branch.chain:
                channels = self._add(channels, layer, halves and layer is branch.chain[-1])
            self.maps += sum(self._add(channels, layer) for layer in branch.fork) or channels
        if block.pool_maps:
            self._add(inputs, ("_pool", block.pool_maps, 1, 1))

    def _add(self, inputs: int, layer: Layer, halve: bool = False) -> int:
        name, maps, height, width = layer
        stride, padding = (2, (0, 0)) if halve else (1, (height // 2, width // 2))
        self.add_module(f"branch{name}", NormedConvolution(inputs, maps, (height, width), stride, padding))
        return maps

    def forward(self, images: Tensor) -> Tensor:
        """Maps of all branches, those of the pooled one last."""
        found = []
        for branch in self.block.branches:
            values = images
            for name, *_ in branch.chain:
                values = self.get_submodule(f"branch{name}")(values)
            found += [self.get_submodule(f"branch{name}")(values) for name, *_ in branch.fork] or [values]
        return torch.cat([*found, self._pooled(images)], 1)

    def _pooled(self, images: Tensor) -> Tensor:
        if not self.block.pool_maps:
            return F.max_pool2d(images, 3, stride=2)
        if self.block.pool == "average":
            pooled = F.avg_pool2d(images, 3, stride=1, padding=1, count_include_pad=False)
        else:
            pooled = F.max_pool2d(images, 3, stride=1, padding=1)
        return self.get_submodule("branch_pool")(pooled)
