"""A small classifier for images of any kind: what `latlas extractor` trains, and the extractor that reads its features."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from types import MappingProxyType
from typing import ClassVar

import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from jaxtyping import Float
from torch import Tensor, nn
from typing_extensions import override

from latlas.errors import DataError
from latlas.features.extractor import Extractor, Features, resized, rgb
from latlas.functional.randomness import Randomness
from latlas.nn.norm import BatchNorm
from latlas.types import Batch, Images, Labels, Player, Scalar, Trainable

MAPS = (32, 64, 128)
"""Maps of the blocks, each of two 3×3 convolutions; 2×2 max-pooling stands between blocks."""
LARGEST = 64
"""Longest side that the network sees, in pixels."""

Logits = Float[Tensor, "batch class"]


class Classifier(Extractor):
    """The features of a small classifier that was trained on images of one kind: layer `pooled`, 128 values.

    `latlas extractor` trains one and writes its weights. Layers `block1`, `block2`, `block3` are the maps of its blocks, of 32, 64 and
    128 channels; `pooled` is the mean of the last over its positions (global average pooling, as in the cited work), which the classes
    are a linear function of. Gray images are repeated to three channels. Images with a side of more than 64 pixels are shrunk, bilinear
    and antialiased, so that their longer side has 64; smaller ones are not resized. Features of images of other sizes than those it was
    trained on can be read, but should not be compared with theirs.
    """

    name = "classifier"
    citation = """@inproceedings{lin2014network,
  title     = {Network In Network},
  author    = {Lin, Min and Chen, Qiang and Yan, Shuicheng},
  booktitle = {International Conference on Learning Representations},
  year      = {2014}
}"""
    layers = MappingProxyType({**{f"block{number}": 1 for number, _ in enumerate(MAPS, 1)}, "pooled": 1})
    default_layers = ("pooled",)
    resizing = "images of more than 64 pixels a side shrunk to 64, antialiased"
    prefix: ClassVar[str] = "features."
    ignored: ClassVar[tuple[str, ...]] = ("classifier.",)

    def __init__(self) -> None:
        self.blocks = build_blocks()
        super().__init__(self.blocks)

    @override
    def compute(self, images: Images, layers: Collection[str]) -> dict[str, Features]:
        return activations(self.blocks, images)


class ClassifierTraining(Trainable):
    """The classifier as the training loop sees it: one player that minimises the cross-entropy of the labels."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.features = build_blocks()
        self.classifier = nn.Linear(MAPS[-1], classes)

    def logits(self, images: Images) -> Logits:
        """The unnormalised log-probability of each class."""
        return self.classifier(activations(self.features, images)["pooled"])

    @override
    def players(self) -> tuple[Player, ...]:
        return (Player("classifier", tuple(self.parameters())),)

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        return {"cross_entropy": F.cross_entropy(self.logits(batch.images), labels_of(batch))}  # nats, mean over the batch


def labels_of(batch: Batch) -> Labels:
    """The labels of a batch. Raises `DataError` when there are none."""
    if batch.labels is None:
        raise DataError("a classifier learns from labels, and these images have none")
    return batch.labels


def build_blocks() -> nn.ModuleDict:
    """The convolutional blocks with fresh weights. Batch norm after each convolution makes normalised inputs unnecessary."""
    blocks: OrderedDict[str, nn.Module] = OrderedDict()
    channels = 3
    for number, maps in enumerate(MAPS, 1):
        modules: list[nn.Module] = []
        for inputs in (channels, maps):
            modules += [nn.Conv2d(inputs, maps, kernel_size=3, padding=1, bias=False), BatchNorm(maps), nn.ReLU()]
        blocks[f"block{number}"], channels = nn.Sequential(*modules), maps
    return nn.ModuleDict(blocks)


def activations(blocks: nn.ModuleDict, images: Images) -> dict[str, Features]:
    """The maps of each block, and `pooled`, of images in [0, 1]."""
    height, width = images.shape[2:]
    share = min(1.0, LARGEST / max(height, width))
    maps = resized(rgb(images), max(1, round(share * height)), max(1, round(share * width)))
    found: dict[str, Features] = {}
    for name, block in blocks.items():
        # Rounded up, so that a row of one pixel stays one.
        maps = found[name] = block(F.max_pool2d(maps, 2, ceil_mode=True) if found else maps)
    found["pooled"] = maps.mean((2, 3))
    return found
