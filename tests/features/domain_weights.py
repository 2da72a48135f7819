"""Seeded weights and written-out networks of the extractors for distributions; the layouts stand here, apart from the code they test.

Each `…_by_hand` is a network as plain formulas. It makes the weights it needs as it goes along, by name, so that one run gives both
the tensors of a weights file and the features that they must lead to.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from torch import Tensor

Tensors = dict[str, Tensor]


class Weights:
    """Tensors by name, drawn when first asked for."""

    def __init__(self, seed: int = 0) -> None:
        self.tensors: Tensors = {}
        self.random = torch.Generator().manual_seed(seed)

    def conv(self, name: str, x: Tensor, maps: int, size: tuple[int, ...], bias: bool = True, **more: object) -> Tensor:
        scale = (2 / (x.shape[1] * size[0] * size[1])) ** 0.5  # He: activations keep their size from layer to layer
        self.tensors[f"{name}.weight"] = weight = scale * torch.randn(maps, x.shape[1], *size, generator=self.random)
        return F.conv2d(x, weight, self.vector(f"{name}.bias", maps, -0.1, 0.1) if bias else None, **more)

    def linear(self, name: str, x: Tensor, outputs: int) -> Tensor:
        self.tensors[f"{name}.weight"] = weight = (2 / x.shape[1]) ** 0.5 * torch.randn(outputs, x.shape[1], generator=self.random)
        return x @ weight.T + self.vector(f"{name}.bias", outputs, -0.1, 0.1)

    def norm(self, name: str, x: Tensor, epsilon: float) -> Tensor:
        """Batch norm with running statistics."""
        ranges = {"weight": (0.8, 1.2), "bias": (-0.1, 0.1), "running_mean": (-0.1, 0.1), "running_var": (0.5, 1.5)}
        weight, bias, mean, var = (self.vector(f"{name}.{key}", x.shape[1], *ends)[:, None, None] for key, ends in ranges.items())
        return (x - mean) / (var + epsilon) ** 0.5 * weight + bias

    def vector(self, name: str, count: int, low: float, high: float) -> Tensor:
        self.tensors[name] = low + (high - low) * torch.rand(count, generator=self.random)
        return self.tensors[name]


def resize(x: Tensor, height: int, width: int, antialias: bool) -> Tensor:
    """Torch's own; images that become one pixel wide, which it gets wrong when it antialiases, are turned on their side for it."""
    if width == 1:
        return F.interpolate(x.mT, (width, height), mode="bilinear", antialias=antialias).mT
    return F.interpolate(x, (height, width), mode="bilinear", antialias=antialias)


def lenet_by_hand(weights: Weights, x: Tensor) -> Tensors:
    x = resize(x.mean(1, keepdim=True), 32, 32, antialias=True)
    x = F.max_pool2d(F.relu(weights.conv("convnet.c1", x, 6, (5, 5))), 2, 2)
    x = F.max_pool2d(F.relu(weights.conv("convnet.c3", x, 16, (5, 5))), 2, 2)
    c5 = F.relu(weights.conv("convnet.c5", x, 120, (5, 5))).reshape(len(x), 120)
    f6 = F.relu(weights.linear("fc.f6", c5, 84))
    weights.linear("fc.f7", f6, 10)
    return {"c5": c5, "f6": f6}


def classifier_by_hand(weights: Weights, x: Tensor) -> Tensors:
    longer = max(x.shape[2:])
    if longer > 64:
        x = resize(x, round(x.shape[2] * 64 / longer), round(x.shape[3] * 64 / longer), antialias=True)
    found = {}
    for number, maps in ((1, 32), (2, 64), (3, 128)):
        if number > 1:
            x = F.max_pool2d(F.pad(x, (0, x.shape[3] % 2, 0, x.shape[2] % 2), value=-torch.inf), 2, 2)
        for place in (0, 3):
            x = weights.conv(f"features.block{number}.{place}", x, maps, (3, 3), bias=False, padding=1)
            x = F.relu(weights.norm(f"features.block{number}.{place + 1}", x, 1e-5))
        found[f"block{number}"] = x
    found["pooled"] = x.flatten(2).sum(2) / (x.shape[2] * x.shape[3])
    weights.linear("classifier", found["pooled"], 7)
    return found


def inception_by_hand(weights: Weights, x: Tensor) -> Tensors:
    """As pytorch-fid's network: averages without the padding, max-pooling in the last block."""

    def conv(name: str, x: Tensor, maps: int, size: tuple[int, int] = (1, 1), stride: int = 1, padding: tuple[int, int] = (0, 0)) -> Tensor:
        x = weights.conv(f"{name}.conv", x, maps, size, bias=False, stride=stride, padding=padding)
        return F.relu(weights.norm(f"{name}.bn", x, 1e-3))

    def inner_mean(x: Tensor) -> Tensor:
        ones = torch.ones_like(x[:1, :1])
        return F.avg_pool2d(x, 3, 1, 1) / F.avg_pool2d(ones, 3, 1, 1)

    def a(name: str, x: Tensor, pool: int) -> Tensor:
        one = conv(f"{name}.branch1x1", x, 64)
        five = conv(f"{name}.branch5x5_2", conv(f"{name}.branch5x5_1", x, 48), 64, (5, 5), padding=(2, 2))
        three = conv(f"{name}.branch3x3dbl_2", conv(f"{name}.branch3x3dbl_1", x, 64), 96, (3, 3), padding=(1, 1))
        three = conv(f"{name}.branch3x3dbl_3", three, 96, (3, 3), padding=(1, 1))
        return torch.cat([one, five, three, conv(f"{name}.branch_pool", inner_mean(x), pool)], 1)

    def b(name: str, x: Tensor) -> Tensor:
        three = conv(f"{name}.branch3x3", x, 384, (3, 3), stride=2)
        double = conv(f"{name}.branch3x3dbl_2", conv(f"{name}.branch3x3dbl_1", x, 64), 96, (3, 3), padding=(1, 1))
        return torch.cat([three, conv(f"{name}.branch3x3dbl_3", double, 96, (3, 3), stride=2), F.max_pool2d(x, 3, 2)], 1)

    def c(name: str, x: Tensor, maps: int) -> Tensor:
        row, column = {"size": (1, 7), "padding": (0, 3)}, {"size": (7, 1), "padding": (3, 0)}
        one = conv(f"{name}.branch1x1", x, 192)
        seven = conv(f"{name}.branch7x7_2", conv(f"{name}.branch7x7_1", x, maps), maps, **row)
        seven = conv(f"{name}.branch7x7_3", seven, 192, **column)
        double = conv(f"{name}.branch7x7dbl_2", conv(f"{name}.branch7x7dbl_1", x, maps), maps, **column)
        double = conv(f"{name}.branch7x7dbl_3", double, maps, **row)
        double = conv(f"{name}.branch7x7dbl_5", conv(f"{name}.branch7x7dbl_4", double, maps, **column), 192, **row)
        return torch.cat([one, seven, double, conv(f"{name}.branch_pool", inner_mean(x), 192)], 1)

    def d(name: str, x: Tensor) -> Tensor:
        three = conv(f"{name}.branch3x3_2", conv(f"{name}.branch3x3_1", x, 192), 320, (3, 3), stride=2)
        seven = conv(f"{name}.branch7x7x3_2", conv(f"{name}.branch7x7x3_1", x, 192), 192, (1, 7), padding=(0, 3))
        seven = conv(f"{name}.branch7x7x3_3", seven, 192, (7, 1), padding=(3, 0))
        return torch.cat([three, conv(f"{name}.branch7x7x3_4", seven, 192, (3, 3), stride=2), F.max_pool2d(x, 3, 2)], 1)

    def e(name: str, x: Tensor, pool: Callable[[Tensor], Tensor]) -> Tensor:
        def both(branch: str, x: Tensor) -> list[Tensor]:
            return [conv(f"{branch}a", x, 384, (1, 3), padding=(0, 1)), conv(f"{branch}b", x, 384, (3, 1), padding=(1, 0))]

        one = conv(f"{name}.branch1x1", x, 320)
        three = both(f"{name}.branch3x3_2", conv(f"{name}.branch3x3_1", x, 384))
        double = conv(f"{name}.branch3x3dbl_2", conv(f"{name}.branch3x3dbl_1", x, 448), 384, (3, 3), padding=(1, 1))
        return torch.cat([one, *three, *both(f"{name}.branch3x3dbl_3", double), conv(f"{name}.branch_pool", pool(x), 192)], 1)

    found = {}
    x = 2 * resize(x, 299, 299, antialias=False) - 1
    x = conv("Conv2d_2a_3x3", conv("Conv2d_1a_3x3", x, 32, (3, 3), stride=2), 32, (3, 3))
    found["maxpool1"] = x = F.max_pool2d(conv("Conv2d_2b_3x3", x, 64, (3, 3), padding=(1, 1)), 3, 2)
    found["maxpool2"] = x = F.max_pool2d(conv("Conv2d_4a_3x3", conv("Conv2d_3b_1x1", x, 80), 192, (3, 3)), 3, 2)
    x = b("Mixed_6a", a("Mixed_5d", a("Mixed_5c", a("Mixed_5b", x, 32), 64), 64))
    for name, maps in (("Mixed_6b", 128), ("Mixed_6c", 160), ("Mixed_6d", 160), ("Mixed_6e", 192)):
        x = c(name, x, maps)
    found["mixed_6e"] = x
    found["pool3"] = e("Mixed_7c", e("Mixed_7b", d("Mixed_7a", x), inner_mean), lambda x: F.max_pool2d(x, 3, 1, 1))
    weights.tensors |= {"fc.weight": torch.zeros(1008, 2048), "AuxLogits.fc.bias": torch.zeros(1000)}
    return {layer: maps.flatten(2).mean(2) for layer, maps in found.items()}


BY_HAND: dict[str, Callable[[Weights, Tensor], Tensors]] = {
    "classifier": classifier_by_hand,
    "inception": inception_by_hand,
    "lenet": lenet_by_hand,
}
