"""Parametric UMAP: its curve, and its losses against loops over pairs."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from latlas.errors import UsageError
from latlas.projection.networks import Placing
from latlas.projection.parametric_umap import ParametricUMAP, UMAPObjective, attraction, curve, log_odds, repulsion

A, B = 1.577, 0.895


def membership(first: torch.Tensor, second: torch.Tensor) -> float:
    """1 / (1 + a d^2b), with what is added to d²."""
    square = float((first - second).square().sum()) + 1e-3
    return 1 / (1 + A * square**B)


def places(count: int) -> torch.Tensor:
    return torch.tensor(np.random.default_rng(0).normal(size=(count, 2)))


@pytest.mark.parametrize(
    ("min_dist", "a", "b"), [(0.1, 1.5769434603, 0.8950608779), (0.001, 1.9290733, 0.7915045), (0.5, 0.5830300, 1.3341669)]
)
def test_the_curve_is_umap_learn_s(min_dist: float, a: float, b: float) -> None:
    # Values of umap.umap_.find_ab_params(1.0, min_dist) of umap-learn 0.5.12.
    assert curve(min_dist) == pytest.approx((a, b), rel=1e-5)


def test_log_odds() -> None:
    squares = torch.tensor([0.0, 0.5, 4.0], dtype=torch.float64)
    v = 1 / (1 + A * (squares + 1e-3) ** B)
    assert log_odds(squares, A, B).numpy() == pytest.approx(-torch.log(v / (1 - v)).numpy())


def test_attraction_is_the_weighted_mean_over_edges() -> None:
    heads, tails, weights = places(9)[:4], places(9)[4:8], torch.tensor([1.0, 2.0, 0.5, 0.5], dtype=torch.float64)
    expected = np.mean([-float(w) * np.log(membership(h, t)) for h, t, w in zip(heads, tails, weights, strict=True)])
    assert attraction(heads, tails, weights, A, B).item() == pytest.approx(expected)


def test_repulsion_is_over_pairs_within_groups_with_the_weight_of_the_first() -> None:
    points, weights = places(11), torch.linspace(0.5, 1.5, 11, dtype=torch.float64)
    pairs = [(i, j) for first in (0, 5) for i in range(first, first + 5) for j in range(first, first + 5) if i != j]
    expected = np.mean([-float(weights[i]) * np.log(1 - membership(points[i], points[j])) for i, j in pairs])
    assert repulsion(points, weights, A, B, largest=6).item() == pytest.approx(expected)


def test_places_that_coincide_have_finite_gradients() -> None:
    points = torch.zeros(6, 2, requires_grad=True)
    weights = torch.ones(6)
    (attraction(points, points.flip(0), weights, A, B) + repulsion(points, weights, A, B)).backward()
    assert points.grad is not None
    assert torch.isfinite(points.grad).all()


def test_repulsion_weighs_half_of_the_negatives() -> None:
    objective = UMAPObjective(Placing(3, (4,), 3.0), np.ones(5), negatives=5.0, min_dist=0.1)
    assert objective.players()[0].weights == {"repulsion": 2.5}


@pytest.mark.parametrize(("option", "value"), [("neighbours", 1), ("min_dist", -0.1), ("min_dist", 1.1), ("negatives", -1.0)])
def test_options_that_cannot_be(option: str, value: float) -> None:
    with pytest.raises(UsageError, match=option):
        ParametricUMAP(**{option: value}, quiet=True).fit(np.random.default_rng(0).normal(size=(20, 4)))


def test_axes() -> None:
    projection = ParametricUMAP(hidden=(4,), steps=1, inverse_steps=1, device="cpu", quiet=True).fit(np.eye(8))
    assert projection.axis_names() == ("UMAP 1", "UMAP 2")
