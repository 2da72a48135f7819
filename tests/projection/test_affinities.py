"""Neighbours, affinities and edges: against loops, against scikit-learn's, and by what defines them."""

from __future__ import annotations

import math
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array, csr_matrix
from scipy.spatial.distance import cdist
from sklearn.datasets import load_digits
from sklearn.manifold._t_sne import _joint_probabilities_nn

from latlas.projection.affinities import entropy, fuzzy_union, fuzzy_weights, joint_probabilities, perplexity_weights
from latlas.projection.edges import edge_batches, edge_weights
from latlas.projection.neighbours import nearest_neighbours


def digits(count: int, duplicates: int = 0) -> np.ndarray:
    rows = load_digits().data[:count].astype(np.float32)
    return np.concatenate([rows, np.repeat(rows[:1], duplicates, axis=0)])


def test_neighbours_are_the_nearest_other_rows() -> None:
    rows = np.random.default_rng(0).normal(size=(60, 5)).astype(np.float32)
    index, distances = nearest_neighbours(rows, 7)
    every = cdist(rows, rows)
    np.fill_diagonal(every, np.inf)
    assert np.array_equal(index, every.argsort(1)[:, :7])
    assert distances == pytest.approx(np.sort(every, 1)[:, :7], rel=1e-5)


def test_duplicates_are_neighbours_and_a_row_is_none_of_its_own() -> None:
    rows = np.array([[0.0], [0.0], [0.0], [5.0]], dtype=np.float32)
    index, distances = nearest_neighbours(rows, 2)
    assert all(row not in found for row, found in enumerate(index))
    assert distances[:3].tolist() == [[0.0, 0.0]] * 3
    assert distances[3].tolist() == [5.0, 5.0]


@given(perplexity=st.floats(1.5, 25), seed=st.integers(0, 100), scale=st.sampled_from([1e-6, 1.0, 1e6]))
def test_rows_reach_the_perplexity(perplexity: float, seed: int, scale: float) -> None:
    distances = scale * np.sort(np.random.default_rng(seed).uniform(0.5, 2, (6, 30)), 1)
    weights = perplexity_weights(distances, perplexity)
    assert weights.sum(1) == pytest.approx(1)
    assert np.exp(entropy(weights)) == pytest.approx(perplexity, rel=1e-6)
    assert (np.diff(weights, axis=1) <= 0).all()


def test_perplexities_that_cannot_be_reached() -> None:
    equal = perplexity_weights(np.array([[2.0, 2.0, 2.0, 2.0], [0.0, 0.0, 0.0, 0.0]]), 2.0)
    assert equal == pytest.approx(0.25)
    two_nearest = perplexity_weights(np.array([[1.0, 1.0, 3.0, 4.0]]), 1.2)
    assert two_nearest == pytest.approx(np.array([[0.5, 0.5, 0.0, 0.0]]))


def test_affinities_of_tsne_are_scikit_learn_s() -> None:
    rows = digits(250, duplicates=10)
    index, distances = nearest_neighbours(rows, 45)
    ours = joint_probabilities(index, perplexity_weights(distances, 15.0)).toarray()
    squares = csr_matrix(((distances**2).ravel(), index.ravel(), np.arange(0, index.size + 1, 45)), shape=(len(rows), len(rows)))
    theirs = _joint_probabilities_nn(squares, 15.0, 0).toarray()
    assert ours == pytest.approx(theirs, rel=1e-3, abs=1e-4 * theirs.max())  # theirs are float32, to 1e-5 of the entropy
    assert ours.sum() == pytest.approx(1)
    assert np.array_equal(ours, ours.T)
    assert not ours.diagonal().any()


def naive_fuzzy_set(rows: np.ndarray, nearest: np.ndarray) -> np.ndarray:
    """The fuzzy set of umap-learn, point by point: a neighbourhood counts the point itself."""
    every, neighbours = cdist(rows, rows), nearest.shape[1] + 1
    overall = np.mean([[0.0, *(every[i, j] for j in found)] for i, found in enumerate(nearest)])
    directed = np.zeros_like(every)
    for i, found in enumerate(nearest):
        distances = [every[i, j] for j in found]
        rho = min((distance for distance in distances if distance > 0), default=0.0)
        low, high = 0.0, 1e6
        for _ in range(200):
            sigma = (low + high) / 2
            total = sum(math.exp(-max(0.0, distance - rho) / sigma) if sigma > 0 else distance <= rho for distance in distances)
            low, high = (low, sigma) if total > math.log2(neighbours) else (sigma, high)
        sigma = max(sigma, 1e-3 * (np.mean([0.0, *distances]) if rho > 0 else overall))
        for j, distance in zip(found, distances, strict=True):
            directed[i, j] = math.exp(-max(0.0, distance - rho) / sigma)
    return np.array([[a + b - a * b for a, b in zip(*pair, strict=True)] for pair in zip(directed, directed.T, strict=True)])


@pytest.mark.parametrize(("neighbours", "duplicates"), [(15, 0), (5, 0), (2, 0), (5, 3)])
def test_the_fuzzy_set_is_umap_s(neighbours: int, duplicates: int) -> None:
    rows = np.random.default_rng(0).normal(size=(40, 4)).astype(np.float32)
    rows[:duplicates] = rows[0]
    index, distances = nearest_neighbours(rows, neighbours - 1)
    found = fuzzy_union(index, fuzzy_weights(distances))
    assert found.toarray() == pytest.approx(naive_fuzzy_set(rows, index), abs=1e-5)  # distances are of float32 rows
    assert (found - found.T).nnz == 0


@given(seed=st.integers(0, 100), count=st.integers(2, 30))
def test_rows_of_a_fuzzy_set(seed: int, count: int) -> None:
    distances = np.sort(np.random.default_rng(seed).uniform(0.1, 2, (5, count)), 1)
    weights = fuzzy_weights(distances)
    assert weights[:, 0].tolist() == [1.0] * 5
    assert weights.sum(1) == pytest.approx(np.log2(count + 1), rel=1e-6)


def chain() -> csr_array:
    """Affinities of four rows in a line, the last edge strong."""
    edges = np.array([[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 6], [0, 0, 6, 0]], dtype=np.float64)
    return csr_array(edges / edges.sum())


def test_edges_start_everywhere_and_end_in_proportion() -> None:
    rows = np.arange(4, dtype=np.float32)[:, None]
    counts = np.zeros((4, 4))
    for batch in islice(edge_batches(rows, chain(), 2, 0), 2000):
        heads, tails = batch.index.numpy().reshape(2, 2)
        assert np.array_equal(batch.images.flatten().numpy(), batch.index.numpy())
        np.add.at(counts, (heads, tails), 1)
    assert counts.sum(1).tolist() == [1000] * 4
    expected = chain().toarray() / chain().sum(1)[:, None]
    assert counts / 1000 == pytest.approx(expected, abs=4 * math.sqrt(0.25 / 1000))
    assert counts[expected == 0].sum() == 0


def test_weighed_edges_estimate_the_mean_over_affinities() -> None:
    values = np.random.default_rng(0).normal(size=(4, 4))
    values += values.T
    rows = np.zeros((4, 1), np.float32)
    weights = edge_weights(chain())
    index = np.concatenate([batch.index.numpy().reshape(2, 4) for batch in islice(edge_batches(rows, chain(), 4, 1), 1000)], axis=1)
    drawn = weights[index[0]] * values[index[0], index[1]]
    assert weights.mean() == pytest.approx(1)
    assert drawn.mean() == pytest.approx((chain().toarray() * values).sum(), abs=4 * drawn.std() / math.sqrt(len(drawn)))


def test_batches_are_decided_by_their_seed() -> None:
    rows = digits(50)
    index, distances = nearest_neighbours(rows, 6)
    graph = joint_probabilities(index, perplexity_weights(distances, 2.0))

    def draw(seed: int) -> list[list[int]]:
        return [batch.index.tolist() for batch in islice(edge_batches(rows, graph, 16, seed), 9)]

    assert draw(0) == draw(0) != draw(1)
    assert [len(set(batch[:16])) for batch in draw(0)] == [16] * 9
