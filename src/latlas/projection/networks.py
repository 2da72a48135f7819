"""The networks of the learned projections."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import final

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor, nn
from typing_extensions import override

from latlas.nn.dense import dense_layers
from latlas.projection.affine import Affine

Values = Float[np.ndarray, "n inputs"]
Answers = Float[np.ndarray, "n outputs"]
PerDimension = Float[np.ndarray, " dim"]

BLOCK = 8192
"""Rows that go through a network at once."""
SHARE = 0.1
"""Size of the network's first answers, as a share of what its layer would give."""


@final
class Scaling(nn.Module):
    """x → (x − centre) · factor + offset; its numbers are float64, so that vectors far from 0 lose nothing."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.register_buffer("centre", torch.zeros(dim, dtype=torch.float64))
        self.register_buffer("factor", torch.ones(1, dtype=torch.float64))
        self.register_buffer("offset", torch.zeros(dim, dtype=torch.float64))
        self.centre: Tensor
        self.factor: Tensor
        self.offset: Tensor

    def set(self, centre: PerDimension | float = 0.0, factor: float = 1.0, offset: PerDimension | float = 0.0) -> None:
        """Choose the three numbers, or rows of them."""
        for buffer, value in ((self.centre, centre), (self.factor, factor), (self.offset, offset)):
            buffer.copy_(torch.as_tensor(value))

    @override
    def forward(self, values: Tensor) -> Tensor:
        """`(batch, dim)` → `(batch, dim)`."""
        return (values - self.centre) * self.factor + self.offset


@final
class Placing(nn.Module):
    """Vectors → places: the plane where training starts, plus what a network adds to it, in units of `unit`."""

    def __init__(self, dim: int, hidden: Sequence[int], unit: float) -> None:
        super().__init__()
        self.plane = Affine(torch.zeros(dim, 2), torch.zeros(2))
        self.layers = nn.Sequential(*dense_layers((dim, *hidden, 2)))
        self.register_buffer("unit", torch.tensor([unit]))
        self.unit: Tensor
        with torch.no_grad():
            for parameter in self.layers[-1].parameters():
                parameter.mul_(SHARE)

    @override
    def forward(self, vectors: Tensor) -> Tensor:
        """`(batch, dim)` → `(batch, 2)`."""
        return self.plane(vectors) + self.unit * self.layers(vectors)


@final
class Encoder(nn.Module):
    """Vectors → places."""

    def __init__(self, dim: int, hidden: Sequence[int], unit: float) -> None:
        super().__init__()
        self.scaling = Scaling(dim)
        self.placing = Placing(dim, hidden, unit)

    @override
    def forward(self, vectors: Tensor) -> Tensor:
        """`(batch, dim)` → `(batch, 2)`."""
        return self.placing(self.scaling(vectors))


@final
class Decoder(nn.Module):
    """Places → vectors: the mirror of the encoder's network, between two scalings."""

    def __init__(self, dim: int, hidden: Sequence[int]) -> None:
        super().__init__()
        self.scaling = Scaling(2)
        self.layers = nn.Sequential(*dense_layers((2, *hidden[::-1], dim)))
        self.rescaling = Scaling(dim)

    @override
    def forward(self, positions: Tensor) -> Tensor:
        """`(batch, 2)` → `(batch, dim)`."""
        return self.rescaling(self.layers(self.scaling(positions)))


def apply(network: nn.Module, values: Values) -> Answers:
    """The network's answers in the type of number that it is given, whatever that of its weights."""
    given = torch.from_numpy(np.array(values))  # a copy: torch warns of arrays that must not be written
    exact = copy.deepcopy(network).to(given.dtype)
    with torch.inference_mode():
        return torch.cat([exact(block) for block in given.split(BLOCK)]).numpy()


def spread(values: Values) -> float:
    """Root of the mean variance; 1 for values that do not vary but for rounding."""
    size = float(values.std(0).max() and np.sqrt(values.var(0).mean()))
    return size if size > np.finfo(values.dtype).eps * np.abs(values).max() else 1.0
