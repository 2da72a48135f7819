"""Squared Euclidean distances between many rows, block by block: memory does not grow with the number of pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from latlas.errors import UsageError

FeatureRows = Float[Tensor, "_ feature"]
"""One row of features, or of pixels, for each image; two sets need not have equally many rows."""
Block = Float[Tensor, "row feature"]
Others = Float[Tensor, "column feature"]
BlockSquares = Float[Tensor, " row"]
OtherSquares = Float[Tensor, " column"]
Squares = Float[Tensor, " n"]
Centre = Float[Tensor, " feature"]
Distances = Float[Tensor, "row column"]

BLOCK = 1024
"""Rows of a block. Two blocks and one matrix of their distances are held at a time."""
ROUNDING = 1e-6
"""Share of ‖a‖² + ‖b‖² below which a squared distance in float32 may be the rounding of 0."""


@dataclass(frozen=True)
class Rows:
    """Rows of which blocks are asked for, less a centre that all sets to be compared share.

    With the centre off, what cancels in ‖a‖² + ‖b‖² − 2 a·b is of the size of the rows' variance, not of their squared mean. It comes off
    one block at a time, so that no copy of the rows is made.
    """

    features: FeatureRows
    centre: Centre
    squares: Squares
    """Squared norm of each row less the centre."""

    def __len__(self) -> int:
        return len(self.features)

    def block(self, part: slice) -> Block:
        """Some rows less the centre."""
        return self.features[part] - self.centre


def rows_about_their_mean(*sets: FeatureRows) -> list[Rows]:
    """Sets of rows with the mean of all as their centre, in float32, or float64 where the features are.

    Raises `UsageError` when the sets differ in their number of features, or when a feature is not finite.
    """
    widths = sorted({features.shape[1] for features in sets})
    if len(widths) > 1:
        raise UsageError(f"sets of {' and '.join(map(str, widths))} features cannot be compared: give both the same ones")
    total = sum(len(features) for features in sets)
    dtype = torch.promote_types(sets[0].dtype, torch.float32)
    centre = torch.stack([sum_of_rows(features) for features in sets]).sum(0).div(total).to(dtype)
    found = []
    for features in sets:
        parts = [torch.linalg.vector_norm(features[part] - centre, dim=1).square() for part in slices(len(features))]
        squares = torch.cat(parts)
        if not bool(torch.isfinite(squares).all()):
            raise UsageError("features are not finite: look for what made them so in the images or in the extractor")
        found.append(Rows(features, centre, squares))
    return found


def sum_of_rows(features: FeatureRows) -> Centre:
    """Sum over rows in float64, without a copy of them all in it."""
    return torch.stack([features[part].sum(0, dtype=torch.float64) for part in slices(len(features))]).sum(0)


def slices(n: int, size: int = BLOCK) -> Sequence[slice]:
    """The parts of `n` rows, of `size` each; the last may be smaller."""
    return [slice(start, min(start + size, n)) for start in range(0, n, size)]


def squared_distances(a: Block, a_squares: BlockSquares, b: Others, b_squares: OtherSquares) -> Distances:
    """Squared distances between two blocks with one centre, as ‖a‖² + ‖b‖² − 2 a·b: never negative, 0 where rounding leaves no more."""
    products = torch.addmm(b_squares, a, b.T, alpha=-2)
    return products.add_(a_squares[:, None]).clamp_(min=0)


def without_rounding(distances: Distances, a_squares: BlockSquares, b_squares: OtherSquares) -> Distances:
    """The distances with those set to 0 that cannot be told from it; for who asks whether two rows are the same. Overwrites its input."""
    return distances.masked_fill_(distances < ROUNDING * (a_squares[:, None] + b_squares), 0)
