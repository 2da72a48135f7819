"""Batches of edges of a graph of neighbours, and of rows alone: what the learned projections are trained on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from jaxtyping import Float, Int

from latlas.projection.affinities import Affinities, PerRow
from latlas.projection.neighbours import Rows
from latlas.types import Batch

Numbers = Int[np.ndarray, " batch"]
Draws = Float[np.ndarray, " batch"]
RunningSum = Float[np.ndarray, " edge"]


def edge_batches(rows: Rows, affinities: Affinities, batch_size: int, seed: int) -> Iterator[Batch]:
    """Batches of edges, without end: the `batch_size` rows where they start, followed by the rows where they end.

    Rows are images `(dim, 1, 1)`. In every epoch each row is the start of one edge. The end is drawn among the row's
    neighbours in proportion to their affinities, so that a mean over edges, each weighed by its start's `edge_weights`,
    estimates a mean over the affinities. Pairs of starts are spread evenly over all pairs of rows.
    """
    random = np.random.default_rng(seed)
    cumulative = np.cumsum(affinities.data)
    for heads in epochs(len(rows), batch_size, random):
        index = np.concatenate([heads, draw_ends(affinities, cumulative, heads, random.random(batch_size))])
        yield Batch(torch.from_numpy(rows[index])[:, :, None, None], torch.from_numpy(index))


def row_batches(rows: Rows, batch_size: int, seed: int) -> Iterator[Batch]:
    """Batches of rows as images `(dim, 1, 1)`, without end, epoch after epoch."""
    for index in epochs(len(rows), batch_size, np.random.default_rng(seed)):
        yield Batch(torch.from_numpy(rows[index])[:, :, None, None], torch.from_numpy(index))


def epochs(count: int, batch_size: int, random: np.random.Generator) -> Iterator[Numbers]:
    """Numbers below `count`, each once in every epoch, in an order of its own; what an epoch leaves over is drawn again in the next."""
    while True:
        order = random.permutation(count)
        for first in range(0, count - batch_size + 1, batch_size):
            yield order[first : first + batch_size]


def draw_ends(affinities: Affinities, cumulative: RunningSum, heads: Numbers, draws: Draws) -> Numbers:
    """A neighbour of each row, with a probability of its share in the row's sum.

    `cumulative` is the running sum of all affinities, row after row; `draws` are uniform in [0, 1).
    """
    first, last = affinities.indptr[heads], affinities.indptr[heads + 1] - 1
    before = cumulative[first] - affinities.data[first]
    found = np.searchsorted(cumulative, before + draws * (cumulative[last] - before), side="right")
    return affinities.indices[np.clip(found, first, last)].astype(np.int64)


def edge_weights(affinities: Affinities) -> PerRow:
    """Each row's sum of affinities, as a multiple of the mean over rows."""
    sums = np.asarray(affinities.sum(1)).ravel()
    return sums / sums.mean()
