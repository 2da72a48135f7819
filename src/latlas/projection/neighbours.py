"""The nearest vectors of each vector: exact search."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Int

Rows = Float[np.ndarray, "n dim"]
Index = Int[np.ndarray, "n k"]
Distances = Float[np.ndarray, "n k"]


BLOCK = 1024
"""Rows whose distances are calculated at once."""


def nearest_neighbours(vectors: Rows, count: int) -> tuple[Index, Distances]:
    """The `count` nearest other rows of each row, nearest first, and their Euclidean distances.

    Exact search by matrix products. A row is never its own neighbour; its duplicates are, at a distance of exactly 0: the
    distances are those of differences, not of products, which cancel.
    """
    from sklearn.neighbors import NearestNeighbors

    index = NearestNeighbors(n_neighbors=count, algorithm="brute").fit(vectors).kneighbors(return_distance=False)
    distances = np.empty(index.shape)
    for first in range(0, len(vectors), BLOCK):
        rows = slice(first, first + BLOCK)
        differences = vectors[index[rows]] - vectors[rows, None]
        distances[rows] = np.sqrt(np.einsum("nkd,nkd->nk", differences, differences))
    return index, distances
