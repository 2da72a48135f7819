"""Parametric UMAP: a network whose map keeps neighbours together, and a network back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import ClassVar, final

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from jaxtyping import Float
from torch import Tensor
from typing_extensions import override

from latlas.errors import UsageError
from latlas.functional.randomness import Randomness
from latlas.projection.affinities import Affinities, PerRow, fuzzy_union, fuzzy_weights
from latlas.projection.neighbours import Rows, nearest_neighbours
from latlas.projection.networks import Placing
from latlas.projection.neural import NeuralProjection
from latlas.types import Batch, Player, Scalar, Trainable

Places = Float[Tensor, "batch 2"]
Weights = Float[Tensor, " batch"]
Squares = Float[Tensor, "..."]

SMALLEST_SQUARE = 1e-3
"""Added to squared distances, so that no force is infinite: umap-learn's constant."""
LARGEST_GROUP = 128
"""Pairs are those within groups of so many places of a batch, so that time and memory grow with the batch, not its square."""


def curve(min_dist: float) -> tuple[float, float]:
    """a and b for which 1 / (1 + a d^2b) comes nearest to 1 up to `min_dist`, and to exp(min_dist − d) beyond.

    Least squares over 300 distances from 0 to 3, as umap-learn has it at its default spread of 1.
    """
    from scipy.optimize import curve_fit

    distances = np.linspace(0, 3, 300)
    wanted = np.where(distances < min_dist, 1.0, np.exp(min_dist - distances))
    (a, b), _ = curve_fit(lambda distance, a, b: 1 / (1 + a * distance ** (2 * b)), distances, wanted)
    return float(a), float(b)


def log_odds(squares: Squares, a: float, b: float) -> Squares:
    """Log-odds against an edge, −log(v / (1 − v)) = log(a d^2b) for v = 1 / (1 + a d^2b), of squared distances."""
    return (squares + SMALLEST_SQUARE).log() * b + math.log(a)


def attraction(heads: Places, tails: Places, weights: Weights, a: float, b: float) -> Scalar:
    """−E log v over edges: a mean over the batch, each edge with its weight."""
    return (weights * F.softplus(log_odds((heads - tails).square().sum(1), a, b))).mean()


def repulsion(places: Places, weights: Weights, a: float, b: float, largest: int = LARGEST_GROUP) -> Scalar:
    """−E log(1 − v) over pairs of different places, each with the weight of its first: a mean over the pairs within equal groups.

    As few groups as can be, with at most `largest` places each; places that are left over are left out.
    """
    count = math.ceil(len(places) / largest)
    size = len(places) // count
    x, y = places[: count * size].view(count, size, 2).unbind(2)
    squares = (x[:, :, None] - x[:, None]).square() + (y[:, :, None] - y[:, None]).square()
    others = 1 - torch.eye(size, device=places.device)
    costs = (F.softplus(-log_odds(squares, a, b)) * others).sum(2) / (size - 1)
    return (weights[: count * size].view(count, size) * costs).mean()


@final
class UMAPObjective(Trainable):
    """UMAP's cross-entropy, as its sampling makes it."""

    def __init__(self, placing: Placing, weights: PerRow, negatives: float, min_dist: float) -> None:
        super().__init__()
        self.placing = placing
        self.register_buffer("weights", torch.from_numpy(weights).float())
        self.weights: Tensor
        self.negatives = negatives
        self.a, self.b = curve(min_dist)

    @override
    def players(self) -> tuple[Player, ...]:
        # umap-learn moves both ends of an edge that attracts, but only one of a pair that repels: half of a gradient's share.
        return (Player("map", tuple(self.parameters()), {"repulsion": self.negatives / 2}),)

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        heads, tails = self.placing(batch.images.flatten(1)).chunk(2)
        weights = self.weights[batch.index[: len(heads)]]
        return {
            "attraction": attraction(heads, tails, weights, self.a, self.b),
            "repulsion": repulsion(heads, weights, self.a, self.b),
        }


@final
class ParametricUMAP(NeuralProjection):
    """UMAP (McInnes, Healy and Melville 2018) whose map is a network (Sainburg, McInnes and Gentner 2021), and a network back.

    Edges are drawn in proportion to the memberships μ of UMAP's fuzzy graph over all vectors, from exact neighbours. What is
    minimised, with v = 1 / (1 + a d^2b), is what umap-learn's sampling amounts to (Damrich and Hamprecht 2021),

        −Σ μ_ij log v_ij − negatives / 2 · Σ_i μ_i mean_{k≠i} log(1 − v_ik),   μ_i = Σ_j μ_ij,

    divided by Σ μ; the second mean is estimated from pairs of the batch. The start is the plane of PCA, not a spectral layout.

    Args:
        neighbours: Size of a neighbourhood, the vector itself among them; fewer where there are not so many vectors.
        min_dist: How close places may come, in units of the map.
        negatives: Pairs that repel for one edge that attracts.
        hidden: Widths of the hidden layers; those of the way back are the same in reverse.
        steps: Steps of training.
        inverse_steps: Steps of training the way back.
        batch_size: Edges a step, no more than there are vectors; None takes 1 in 24 vectors, but at least 512 and at most 4096.
        learning_rate: Largest step size of Adam; it rises over the first 100 steps and falls to 0 along a cosine.
        seed: Decides weights, order and noise.
        device: cpu, cuda, …; auto takes the first accelerator there is.
        quiet: Show no progress.
    """

    name: ClassVar[str] = "parametric_umap"
    title: ClassVar[str] = "UMAP"
    unit: ClassVar[float] = 3.0

    def __init__(
        self,
        neighbours: int = 15,
        min_dist: float = 0.1,
        negatives: float = 5.0,
        hidden: Sequence[int] = (256, 256, 256),
        steps: int = 2400,
        inverse_steps: int = 600,
        batch_size: int | None = None,
        learning_rate: float = 1e-3,
        seed: int = 0,
        device: str = "auto",
        quiet: bool = False,
    ) -> None:
        self.neighbours = neighbours
        self.min_dist = min_dist
        self.negatives = negatives
        self.hidden = hidden
        self.steps = steps
        self.inverse_steps = inverse_steps
        self.batch_size = batch_size
        self.learning_rate = learning_rate
        self.seed = seed
        self.device = device
        self.quiet = quiet

    @override
    def affinities(self, rows: Rows) -> Affinities:
        if self.neighbours < 2:
            raise UsageError(f"neighbours is {self.neighbours}: it must be at least 2, the vector itself and one other")
        if not 0 <= self.min_dist <= 1:
            raise UsageError(f"min_dist is {self.min_dist}: it must be at least 0 and at most 1, the scale of UMAP's maps")
        if not self.negatives >= 0:
            raise UsageError(f"negatives is {self.negatives}: it must not be negative")
        index, distances = nearest_neighbours(rows, min(self.neighbours, len(rows)) - 1)
        return fuzzy_union(index, fuzzy_weights(distances))

    @override
    def objective(self, placing: Placing, weights: PerRow) -> Trainable:
        return UMAPObjective(placing, weights, self.negatives, self.min_dist)
