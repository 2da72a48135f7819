"""Parametric t-SNE: its loss against the divergence that it stands for."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.spatial.distance import pdist, squareform
from sklearn.datasets import load_digits

from latlas.errors import UsageError
from latlas.projection.affinities import joint_probabilities, perplexity_weights
from latlas.projection.neighbours import nearest_neighbours
from latlas.projection.networks import Placing
from latlas.projection.parametric_tsne import ParametricTSNE, TSNEObjective, attraction, repulsion
from latlas.training.step import value_at

N = 24


def graph_of_digits() -> np.ndarray:
    rows = load_digits().data[:N].astype(np.float32)
    index, distances = nearest_neighbours(rows, 9)
    return joint_probabilities(index, perplexity_weights(distances, 3.0))


def gradient_of_divergence(p: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """KL(p ‖ q) and 4 Σ_j (p_ij − q_ij) (y_i − y_j) / (1 + d²_ij): equations 2 and 5 of van der Maaten and Hinton 2008."""
    gradient = np.zeros_like(y)
    kernel = np.array([[0.0 if i == j else 1 / (1 + np.sum((a - b) ** 2)) for j, b in enumerate(y)] for i, a in enumerate(y)])
    q = kernel / kernel.sum()
    for i in range(len(y)):
        for j in range(len(y)):
            gradient[i] += 4 * (p[i, j] - q[i, j]) * kernel[i, j] * (y[i] - y[j])
    seen = p > 0
    return float((p[seen] * np.log(p[seen] / q[seen])).sum()), gradient


def test_over_all_edges_and_pairs_the_loss_is_the_divergence() -> None:
    graph = graph_of_digits()
    p = graph.toarray()
    start = torch.tensor(np.random.default_rng(0).normal(size=(N, 2)) * 2, requires_grad=True)
    heads, tails = (torch.from_numpy(index.astype(np.int64)) for index in np.nonzero(p))
    # Each edge once, weighed by its probability, instead of drawn by it.
    weights = torch.from_numpy(p[p > 0] * len(heads))
    loss = attraction(start[heads], start[tails], weights) + repulsion(start)
    loss.backward()
    divergence, gradient = gradient_of_divergence(p, start.detach().numpy())
    constant = float((p[p > 0] * np.log(p[p > 0])).sum()) + np.log(N * (N - 1))
    assert loss.item() + constant == pytest.approx(divergence, rel=1e-9)
    assert start.grad is not None
    assert start.grad.numpy() == pytest.approx(gradient, rel=1e-9, abs=1e-12)


def test_repulsion_is_over_pairs_within_groups() -> None:
    places = torch.tensor(np.random.default_rng(0).normal(size=(11, 2)))
    pairs = [(i, j) for first in (0, 5) for i in range(first, first + 5) for j in range(first, first + 5) if i != j]
    kernel = [1 / (1 + float((places[i] - places[j]).square().sum())) for i, j in pairs]
    assert repulsion(places, largest=6).item() == pytest.approx(np.log(np.mean(kernel)))
    assert repulsion(places, largest=64).item() == pytest.approx(repulsion(places, largest=11).item())


def test_repulsion_has_the_gradient_of_its_value() -> None:
    places = torch.tensor(np.random.default_rng(0).normal(size=(11, 2)) + 50, requires_grad=True)
    assert torch.autograd.gradcheck(lambda places: 3 * repulsion(places, largest=6), places)


def test_far_from_the_middle_single_precision_is_enough() -> None:
    places = torch.tensor(np.random.default_rng(0).normal(size=(200, 2)) * 40 + [1000.0, 0.0])
    gradients = []
    for dtype in (torch.float64, torch.float32):
        copied = places.to(dtype, copy=True).requires_grad_()
        repulsion(copied).backward()
        assert copied.grad is not None
        gradients.append(copied.grad.double())
    assert (gradients[1] - gradients[0]).norm() < 1e-3 * gradients[0].norm()


def test_attraction_is_exaggerated_at_first() -> None:
    objective = TSNEObjective(Placing(3, (4,), 10.0), np.ones(5), exaggeration=6.0, early_steps=10)
    (player,) = objective.players()
    weight = player.weights["attraction"]
    assert [value_at(weight, step) for step in (0, 9, 10, 50)] == [6.0, 6.0, 1.0, 1.0]
    assert "repulsion" not in player.weights


def test_training_lowers_the_divergence() -> None:
    rows = load_digits().data[:200]
    index, distances = nearest_neighbours(rows.astype(np.float32), 30)
    graph = joint_probabilities(index, perplexity_weights(distances, 10.0))

    def divergence(steps: int) -> float:
        projection = ParametricTSNE(perplexity=10.0, hidden=(64, 64), steps=steps, inverse_steps=1, device="cpu", quiet=True)
        kernel = squareform(1 / (1 + pdist(projection.fit_transform(rows), "sqeuclidean")))
        return float(graph.data @ np.log(graph.data / (kernel / kernel.sum())[graph.nonzero()]))

    assert divergence(300) < 0.8 * divergence(1)


def test_few_vectors_lower_the_perplexity() -> None:
    vectors = np.random.default_rng(0).normal(size=(20, 4)).astype(np.float32)
    assert (ParametricTSNE(perplexity=30.0).affinities(vectors) - ParametricTSNE(perplexity=19 / 3).affinities(vectors)).nnz == 0


@pytest.mark.parametrize("exaggeration", [0.0, -1.0, float("nan")])
def test_an_exaggeration_that_cannot_be(exaggeration: float) -> None:
    with pytest.raises(UsageError, match="exaggeration"):
        ParametricTSNE(exaggeration=exaggeration, quiet=True).fit(np.random.default_rng(0).normal(size=(20, 4)))


@pytest.mark.parametrize("perplexity", [0.5, -1.0, float("nan")])
def test_a_perplexity_that_cannot_be(perplexity: float) -> None:
    with pytest.raises(UsageError, match="perplexity"):
        ParametricTSNE(perplexity=perplexity, quiet=True).fit(np.random.default_rng(0).normal(size=(20, 4)))


def test_axes() -> None:
    projection = ParametricTSNE(hidden=(4,), steps=1, inverse_steps=1, device="cpu", quiet=True).fit(np.eye(8))
    assert projection.axis_names() == ("t-SNE 1", "t-SNE 2")
