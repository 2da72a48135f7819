"""From distances to the nearest neighbours to sparse symmetric affinities: those of t-SNE and those of UMAP."""

from __future__ import annotations

from typing import Any

import numpy as np
from jaxtyping import Float

from latlas.projection.neighbours import Distances, Index

PerRow = Float[np.ndarray, " n"]
Weights = Float[np.ndarray, "n k"]
Affinities = Any
"""A symmetric `scipy.sparse.csr_array` `(n, n)`, float64, with an empty diagonal."""

HALVINGS = 64
"""Steps of a bisection: each takes one bit of the answer."""
SMALLEST_WIDTH = 1e-3
"""Lower bound of UMAP's widths, as a share of the mean distance: umap-learn's constant."""


def perplexity_weights(distances: Distances, perplexity: float) -> Weights:
    """Conditional probabilities p(j|i) ∝ exp(−β_i d²_ij) over each row's neighbours, rows of sum 1.

    β_i is found by bisection so that the row's entropy is log(perplexity) nats (van der Maaten and Hinton 2008, section 2).
    A row whose entropy cannot come down to that, because its nearest neighbours are at equal distance, or cannot go up to
    it, gets the nearest there is.
    """
    squares = distances**2
    squares = squares - squares.min(1, keepdims=True)  # the same probabilities, and exp cannot underflow for all of a row
    scale = _or_one(squares.mean(1))
    low, high = np.full(len(squares), -40.0), np.full(len(squares), 40.0)  # of log(β · mean square)
    weights = np.empty_like(squares)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        np.exp(squares * (-np.exp(middle) / scale)[:, None], out=weights)
        weights /= weights.sum(1, keepdims=True)
        too_flat = entropy(weights) > np.log(perplexity)
        low, high = np.where(too_flat, middle, low), np.where(too_flat, high, middle)
    return weights


def entropy(weights: Weights) -> PerRow:
    """Shannon entropy of each row, nats."""
    return -(weights * np.log(np.maximum(weights, np.finfo(np.float64).tiny))).sum(1)


def joint_probabilities(index: Index, weights: Weights) -> Affinities:
    """p_ij = (p(j|i) + p(i|j)) / 2n, of sum 1 (van der Maaten and Hinton 2008, section 3.1)."""
    directed = _directed(index, weights)
    return (directed + directed.T).tocsr() / (2 * len(index))


def fuzzy_weights(distances: Distances) -> Weights:
    """Membership of each neighbour in the row's fuzzy set: exp(−max(0, d_ij − ρ_i) / σ_i), in (0, 1].

    ρ_i is the distance to the nearest neighbour that is no duplicate, so that every row has a member of strength 1; σ_i is
    found by bisection so that the row's sum is log₂(k + 1) (McInnes, Healy and Melville 2018, algorithm 3, where the row
    itself counts as the first of its neighbours). As in umap-learn, σ_i is at least 0.001 of the row's mean distance.
    """
    rows, count = distances.shape
    nearest = np.where(distances > 0, distances, np.inf).min(1)
    nearest[np.isinf(nearest)] = 0
    beyond = np.maximum(distances - nearest[:, None], 0)
    scale = _or_one(beyond.mean(1))
    low, high = np.full(rows, -40.0), np.full(rows, 40.0)  # of log(σ / mean distance beyond the nearest)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        too_many = np.exp(-beyond / (np.exp(middle) * scale)[:, None]).sum(1) > np.log2(count + 1)
        low, high = np.where(too_many, low, middle), np.where(too_many, middle, high)
    share = count / (count + 1)  # umap-learn's means count the row itself, at distance 0
    floor = SMALLEST_WIDTH * share * np.where(nearest > 0, distances.mean(1), distances.mean())
    widths = np.maximum(np.exp((low + high) / 2) * scale, floor)
    return np.exp(-beyond / widths[:, None])


def fuzzy_union(index: Index, weights: Weights) -> Affinities:
    """a + b − ab of the two directed memberships of each pair: the probability that at least one of two edges exists."""
    directed = _directed(index, weights)
    opposite = directed.T.tocsr()
    return (directed + opposite - directed * opposite).tocsr()


def _or_one(scales: PerRow) -> PerRow:
    """The scales, with 1 for those of rows whose distances are all the same."""
    return np.where(scales > 0, scales, 1.0)


def _directed(index: Index, weights: Weights) -> Affinities:
    from scipy.sparse import csr_array

    rows, count = index.shape
    starts = np.arange(0, rows * count + 1, count)
    return csr_array((weights.ravel(), index.ravel(), starts), shape=(rows, rows))
