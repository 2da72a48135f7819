"""The way back of a learned projection: a network from places to vectors, trained when the way there stands still."""

from __future__ import annotations

from typing import final

import numpy as np
import torch
from torch import Tensor, nn
from typing_extensions import override

from latlas.functional.randomness import Randomness
from latlas.projection.projection import Positions
from latlas.types import Batch, Player, Scalar, Trainable

RETURN_WEIGHT = 1.0
"""Of the return term beside the reconstruction."""


@final
class InverseObjective(Trainable):
    """Places back to their vectors, and any place of the map back to a vector that is placed there.

    The reconstruction term is the squared error of the vector at a place, moved by noise of half the distance to the next
    place so that there is an answer between places as well. The return term is the squared distance between a place, drawn
    uniformly from the square around the map, and the place of its vector. Both are means over dimensions and over the batch.
    """

    def __init__(self, layers: nn.Module, there: nn.Module, places: Positions) -> None:
        super().__init__()
        self.layers = layers
        self.there = there
        self.register_buffer("places", torch.from_numpy(places))
        self.places: Tensor
        low, high = places.min(0), places.max(0)
        self.register_buffer("middle", torch.from_numpy((low + high) / 2))
        self.middle: Tensor
        self.side = float((high - low).max())
        self.noise = spacing(places) / 2

    @override
    def players(self) -> tuple[Player, ...]:
        return (Player("inverse", tuple(self.layers.parameters()), {"return": RETURN_WEIGHT}),)

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        places = self.places[batch.index] + self.noise * randomness.normal(2)
        anywhere = self.middle + self.side * (randomness.uniform(2) - 0.5)
        vectors, drawn = self.layers(torch.cat([places, anywhere])).chunk(2)
        return {
            "reconstruction": (vectors - batch.images.flatten(1)).square().mean(),
            "return": (self.there(drawn) - anywhere).square().mean(),
        }


def spacing(places: Positions) -> float:
    """Median distance of a place to the next one."""
    from sklearn.neighbors import NearestNeighbors

    return float(np.median(NearestNeighbors(n_neighbors=1).fit(places).kneighbors()[0]))
