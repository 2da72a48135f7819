"""How much of one set lies in the neighbourhoods of another: precision, recall, density and coverage of generated images."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from latlas.errors import UsageError
from latlas.functional.distances import FeatureRows, Rows, rows_about_their_mean, slices, squared_distances, without_rounding

PerRow = Float[Tensor, " n"]

NEIGHBOURS = 3
"""Neighbours that make a neighbourhood in Kynkäänniemi et al. 2019."""


@dataclass(frozen=True)
class Share:
    """A mean over images, and its standard error with the neighbourhoods held fixed."""

    value: float
    standard_error: float


@dataclass(frozen=True)
class Overlap:
    """How generated and real images lie in each other's neighbourhoods."""

    precision: Share
    """Of generated images, those in the neighbourhood of some real one: do they look real?"""
    recall: Share
    """Of real images, those in the neighbourhood of some generated one: are all kinds generated?"""
    density: Share
    """In how many real neighbourhoods a generated image lies, as a mean, divided by `neighbours`; 1 is expected of real images."""
    coverage: Share
    """Of real images, those with a generated one in their own neighbourhood."""
    neighbours: int
    n_real: int
    n_generated: int


@torch.no_grad()
def overlap(real: FeatureRows, generated: FeatureRows, neighbours: int = NEIGHBOURS) -> Overlap:
    """Improved precision and recall (Kynkäänniemi et al. 2019), density and coverage (Naeem et al. 2020) of generated images.

    The neighbourhood of a row is the ball that reaches to its `neighbours`-th nearest other row of the same set, borders included. A single
    stray real image with a large ball raises precision but hardly density. Distances are exact but for the rounding of float32, and are
    made block by block: memory does not grow with the number of pairs. In the features' float type, float32 at least.

    Raises `UsageError` for sets of no more than `neighbours` rows, and features that do not fit or are not finite.
    """
    if neighbours < 1 or min(len(real), len(generated)) <= neighbours:
        raise UsageError(
            f"neighbourhoods of {neighbours} need more than {max(neighbours, 1)} images in either set, and at least 1 neighbour; "
            f"here are {len(real)} and {len(generated)} images"
        )
    real_rows, generated_rows = rows_about_their_mean(real, generated)
    real_radii, generated_radii = (neighbour_distances(rows, neighbours) for rows in (real_rows, generated_rows))
    holds = torch.zeros(len(generated), dtype=torch.float64, device=real.device)  # real balls around each generated image
    reached, covered = torch.zeros(2, len(real), dtype=torch.bool, device=real.device)
    for here in slices(len(generated)):
        block, squares = generated_rows.block(here), generated_rows.squares[here]
        for there in slices(len(real)):
            distances = squared_distances(block, squares, real_rows.block(there), real_rows.squares[there])
            distances = without_rounding(distances, squares, real_rows.squares[there])
            in_real = distances <= real_radii[there]
            holds[here] += in_real.sum(1)
            covered[there] |= in_real.any(0)
            reached[there] |= (distances <= generated_radii[here, None]).any(0)
    return Overlap(
        precision=_share((holds > 0).double()),
        recall=_share(reached.double()),
        density=_share(holds / neighbours),
        coverage=_share(covered.double()),
        neighbours=neighbours,
        n_real=len(real),
        n_generated=len(generated),
    )


def neighbour_distances(rows: Rows, neighbours: int) -> PerRow:
    """Squared distance of each row to its `neighbours`-th nearest other row."""
    found = []
    for here in slices(len(rows)):
        block, squares = rows.block(here), rows.squares[here]
        nearest = squares.new_full((len(squares), neighbours), torch.inf)
        for there in slices(len(rows)):
            distances = squared_distances(block, squares, rows.block(there), rows.squares[there])
            distances = without_rounding(distances, squares, rows.squares[there])
            if here == there:
                distances.fill_diagonal_(torch.inf)
            nearest = torch.cat([nearest, distances], 1).topk(neighbours, largest=False).values
        found.append(nearest[:, -1])
    return torch.cat(found)


def _share(values: PerRow) -> Share:
    return Share(float(values.mean()), float(values.std(correction=0)) / len(values) ** 0.5)
