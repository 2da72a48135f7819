"""Small models for the loop's own tests: two players, several stages, running statistics, a loss that breaks."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn
from typing_extensions import override

from latlas.data.imageset import ArraySource, ImageSet, random_split
from latlas.functional.randomness import Randomness
from latlas.types import Batch, Player, Scalar, Stage, Trainable


def noise_set(count: int = 48, seed: int = 0, validation: float = 0.25) -> ImageSet:
    pixels = np.random.default_rng(seed).integers(0, 256, (count, 1, 8, 8), dtype=np.uint8)
    return ImageSet("noise", ArraySource(pixels), random_split(count, 0, validation, 0.0))


class Duel(Trainable):
    """Two players on each other's loss: `left` makes left·right small, `right` makes it large; `right` acts twice every second step."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(64, 1), nn.Linear(64, 1)

    @override
    def players(self) -> tuple[Player, ...]:
        return (
            Player("left", tuple(self.left.parameters()), {"product": 2.0}),
            Player("right", tuple(self.right.parameters()), {"product": lambda step: -1.0 - step}, every=2, times=2),
        )

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        pixels = batch.images.flatten(1) + 0.1 * randomness.normal(64)
        terms = {"product": (self.left(pixels) * self.right(pixels)).mean()}
        if player == "left":
            terms["size"] = self.left(pixels).square().mean()
        return terms


class Stack(Trainable):
    """Grows a second layer in its second stage; with `greedy` the first, batch norm included, then stands still."""

    def __init__(self, greedy: bool) -> None:
        super().__init__()
        self.first = nn.Sequential(nn.Flatten(), nn.Linear(64, 8), nn.BatchNorm1d(8))
        self.heads = nn.ModuleList([nn.Linear(8, 64)])
        self.stages = (Stage("one"), Stage("two", epochs=2, grow=self.grow, frozen=("first",) if greedy else ()))

    def grow(self) -> None:
        self.heads.append(nn.Linear(8, 64))

    @override
    def players(self) -> tuple[Player, ...]:
        return (Player("all", tuple(self.first.parameters()) + tuple(self.heads[-1].parameters())),)

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        output = self.heads[-1](nn.functional.dropout(self.first(batch.images), 0.1, self.training))
        return {"error": (output - batch.images.flatten(1)).square().sum(1).mean()}


class Breaks(Trainable):
    """Its second term turns into NaN at a step."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.layer = nn.Linear(64, 1)
        self.at, self.calls = at, 0

    @override
    def players(self) -> tuple[Player, ...]:
        return (Player("all", tuple(self.layer.parameters())),)

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        output = self.layer(batch.images.flatten(1)).square().mean()
        self.calls += self.training
        return {"fine": output, "broken": output * (float("nan") if self.calls > self.at else 1.0)}


def seeded(make: type[Trainable] | None = None, **options: object) -> Trainable:
    torch.manual_seed(0)
    return (make or Duel)(**options)
