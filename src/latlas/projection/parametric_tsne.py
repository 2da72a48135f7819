"""Parametric t-SNE: a network whose map keeps neighbours together, and a network back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, ClassVar, final

import torch
from jaxtyping import Float
from torch import Tensor
from typing_extensions import override

from latlas.errors import UsageError
from latlas.functional.randomness import Randomness
from latlas.projection.affinities import Affinities, PerRow, joint_probabilities, perplexity_weights
from latlas.projection.neighbours import Rows, nearest_neighbours
from latlas.projection.networks import Placing
from latlas.projection.neural import NeuralProjection
from latlas.types import Batch, Player, Scalar, Trainable

Places = Float[Tensor, "batch 2"]
Weights = Float[Tensor, " batch"]
Groups = Float[Tensor, "group place 2"]

NEIGHBOURS = 3
"""Neighbours with an affinity, as a multiple of the perplexity (van der Maaten 2014, section 4.1)."""
EARLY = 0.25
"""Share of the steps with exaggerated attraction."""
LARGEST_GROUP = 1024
"""Pairs are those within groups of so many places of a batch, so that time and memory grow with the batch, not its square."""


def attraction(heads: Places, tails: Places, weights: Weights) -> Scalar:
    """−E log w over edges, w = 1 / (1 + d²): a mean over the batch, each edge with its weight."""
    return (weights * (heads - tails).square().sum(1).log1p()).mean()


@final
class LogMeanKernel(torch.autograd.Function):
    """log of the mean of w = 1 / (1 + d²) over pairs of different places within each of several groups.

    The gradient at a place, −4 / Σw · Σ_j w_ij² (y_i − y_j), takes two more passes over the kernel; what autograd would do takes
    four times as long.
    """

    @override
    @staticmethod
    def forward(context: Any, groups: Groups) -> Scalar:
        """The value; `groups` are of at least two places each."""
        places = groups - groups.mean((0, 1))
        lengths = places.square().sum(2)
        kernel = torch.baddbmm((lengths + 1)[:, None], places, places.mT, alpha=-2).add_(lengths[:, :, None])
        kernel.clamp_(min=1).reciprocal_()
        kernel.diagonal(dim1=1, dim2=2).zero_()
        total, mean = kernel.sum(), kernel.mean() * places.shape[1] / (places.shape[1] - 1)
        kernel.square_()
        context.save_for_backward((kernel.sum(2, keepdim=True) * places - kernel @ places).mul_(-4 / total))
        return mean.log()

    @override
    @staticmethod
    def backward(context: Any, gradient: Scalar) -> Groups:
        """The gradient at each place."""
        (at_places,) = context.saved_tensors
        return at_places * gradient


def repulsion(places: Places, largest: int = LARGEST_GROUP) -> Scalar:
    """log E w over pairs of different places, w = 1 / (1 + d²): a mean over the pairs within equal groups of the batch.

    As few groups as can be, with at most `largest` places each; places that are left over are left out.
    """
    count = math.ceil(len(places) / largest)
    size = len(places) // count
    value: Scalar = LogMeanKernel.apply(places[: count * size].view(count, size, 2))  # type: ignore[no-untyped-call]
    return value


@final
class TSNEObjective(Trainable):
    """The divergence of the map's affinities from the vectors', up to a constant."""

    def __init__(self, placing: Placing, weights: PerRow, exaggeration: float, early_steps: int) -> None:
        super().__init__()
        self.placing = placing
        self.register_buffer("weights", torch.from_numpy(weights).float())
        self.weights: Tensor
        self.exaggeration = exaggeration
        self.early_steps = early_steps

    @override
    def players(self) -> tuple[Player, ...]:
        def attract(step: int) -> float:
            return self.exaggeration if step < self.early_steps else 1.0

        return (Player("map", tuple(self.parameters()), {"attraction": attract}),)

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        heads, tails = self.placing(batch.images.flatten(1)).chunk(2)
        return {
            "attraction": attraction(heads, tails, self.weights[batch.index[: len(heads)]]),
            "repulsion": repulsion(heads),
        }


@final
class ParametricTSNE(NeuralProjection):
    """t-SNE (van der Maaten and Hinton 2008) whose map is a network (van der Maaten 2009), and a network back.

    Affinities p are those of t-SNE over all vectors, between each and its nearest 3 · perplexity: exact neighbours, and not of a batch
    as in the paper of 2009. What is minimised is the divergence of the map's affinities q ∝ 1 / (1 + d²) from them,

        KL(p ‖ q) = constant + Σ p_ij log(1 + d²_ij) + log mean_{i≠j} 1 / (1 + d²_ij),

    with edges drawn in proportion to p for the first sum, and the second, t-SNE's normaliser, estimated from pairs of the
    batch (Damrich, Böhm, Hamprecht and Kobak 2023, on InfoNCE). The first quarter of the steps multiplies the first sum by
    `exaggeration`. Where there are fewer than 3 · perplexity other vectors, the perplexity becomes a third of their number.

    Args:
        perplexity: About how many neighbours count.
        exaggeration: Factor on the attraction at first.
        hidden: Widths of the hidden layers; those of the way back are the same in reverse.
        steps: Steps of training.
        inverse_steps: Steps of training the way back.
        batch_size: Edges a step, no more than there are vectors; None takes 1 in 24 vectors, but at least 512 and at most 4096.
        learning_rate: Largest step size of Adam; it rises over the first 100 steps and falls to 0 along a cosine.
        seed: Decides weights, order and noise.
        device: cpu, cuda, …; auto takes the first accelerator there is.
        quiet: Show no progress.
    """

    name: ClassVar[str] = "parametric_tsne"
    title: ClassVar[str] = "t-SNE"
    unit: ClassVar[float] = 10.0

    def __init__(
        self,
        perplexity: float = 30.0,
        exaggeration: float = 4.0,
        hidden: Sequence[int] = (256, 256, 256),
        steps: int = 4000,
        inverse_steps: int = 1000,
        batch_size: int | None = None,
        learning_rate: float = 1e-3,
        seed: int = 0,
        device: str = "auto",
        quiet: bool = False,
    ) -> None:
        self.perplexity = perplexity
        self.exaggeration = exaggeration
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
        if not self.perplexity >= 1:
            raise UsageError(f"perplexity is {self.perplexity}: it must be at least 1")
        if not self.exaggeration > 0:
            raise UsageError(f"exaggeration is {self.exaggeration}: it must be positive; 1 is none")
        others = len(rows) - 1
        perplexity = max(1.0, min(self.perplexity, others / NEIGHBOURS))
        index, distances = nearest_neighbours(rows, min(others, int(NEIGHBOURS * perplexity)))
        return joint_probabilities(index, perplexity_weights(distances, perplexity))

    @override
    def objective(self, placing: Placing, weights: PerRow) -> Trainable:
        return TSNEObjective(placing, weights, self.exaggeration, int(EARLY * self.steps))
