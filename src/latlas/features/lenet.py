"""LeNet-5 (LeCun et al. 1998), in its usual form of today: ReLU, max-pooling and full connections."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from types import MappingProxyType
from typing import ClassVar

import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from torch import nn
from typing_extensions import override

from latlas.features.extractor import Extractor, Features, gray, resized
from latlas.types import Images

SIDE = 32
"""Height and width of what the network sees, in pixels."""


class LeNet(Extractor):
    """LeNet-5 for digits, with weights named `convnet.c1.weight` … `fc.f6.bias`; the ten classes of `fc.f7` are left out.

    Layers are vectors after their ReLU, named as in the paper: `c5` of 120 values, `f6`, the last before the classes, of 84. Images
    of any size are resized to 32×32, bilinear and antialiased; RGB images become gray as the mean of their channels. Values stay in
    [0, 1], bright digits on a dark ground, as MNIST has them. Three 5×5 convolutions without padding have 6, 16 and 120 maps; 2×2
    max-pooling follows the first two. The paper's network has tanh, trained subsampling and a sparser second convolution instead.
    """

    name = "lenet"
    citation = """@article{lecun1998gradient,
  title     = {Gradient-Based Learning Applied to Document Recognition},
  author    = {LeCun, Yann and Bottou, L{\\'e}on and Bengio, Yoshua and Haffner, Patrick},
  journal   = {Proceedings of the IEEE},
  volume    = {86},
  number    = {11},
  pages     = {2278--2324},
  year      = {1998}
}"""
    layers = MappingProxyType({"c5": 1, "f6": 1})
    default_layers = ("f6",)
    resizing = "images resized to 32×32, antialiased"
    ignored: ClassVar[tuple[str, ...]] = ("fc.f7.",)

    def __init__(self) -> None:
        convolutions = OrderedDict(c1=nn.Conv2d(1, 6, 5), c3=nn.Conv2d(6, 16, 5), c5=nn.Conv2d(16, 120, 5))
        self.parts = nn.ModuleDict({"convnet": nn.ModuleDict(convolutions), "fc": nn.ModuleDict({"f6": nn.Linear(120, 84)})})
        super().__init__(self.parts)

    @override
    def compute(self, images: Images, layers: Collection[str]) -> dict[str, Features]:
        c1, c3, c5, f6 = (self.parts.get_submodule(name) for name in ("convnet.c1", "convnet.c3", "convnet.c5", "fc.f6"))
        maps = F.max_pool2d(c1(resized(gray(images), SIDE, SIDE)).relu(), 2)
        maps = F.max_pool2d(c3(maps).relu(), 2)
        vectors = c5(maps).relu().flatten(1)
        return {"c5": vectors, "f6": f6(vectors).relu()}
