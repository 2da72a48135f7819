"""Batches of edges of a graph of neighbours: what the learned projections are trained on."""

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


def edge_batches(rows: Rows, affinities: Affinities, batch_size: int, epochs: int, seed: int) -> Iterator[Batch]:
    """Batches of edges: the `batch_size` rows where they start, followed by the rows where they end, as images `(dim, 1, 1)`.

    In every epoch each row is the start of one edge, in an order of its own; what an epoch leaves over is drawn again in the
    next. The end is drawn among the row's neighbours in proportion to their affinities, so that a mean over edges, each
    weighed by its start's `edge_weights`, estimates a mean over the affinities. Pairs of starts are spread evenly over all
    pairs of rows.
    """
    random = np.random.default_rng(seed)
    cumulative = np.cumsum(affinities.data)
    for _ in range(epochs):
        order = random.permutation(len(rows))
        for first in range(0, len(order) - batch_size + 1, batch_size):
            heads = order[first : first + batch_size]
            index = np.concatenate([heads, draw_ends(affinities, cumulative, heads, random.random(batch_size))])
            yield Batch(torch.from_numpy(rows[index])[:, :, None, None], torch.from_numpy(index))


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
