"""Sammon's mapping: its stress, its gradient, layouts that are known, and the places of new vectors."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.spatial.distance import cdist, pdist
from sklearn.utils.estimator_checks import parametrize_with_checks

from latlas.errors import UsageError
from latlas.projection import sammon
from latlas.projection.pca import PCA
from latlas.projection.sammon import Sammon, place_beside, stress_and_gradient


def expected_failures(estimator: Any) -> dict[str, str]:
    return {"check_do_not_raise_errors_in_init_or_set_params": "tests check the types of arguments, other programs do not"}


@parametrize_with_checks([Sammon(iterations=20)], expected_failed_checks=expected_failures)
def test_it_is_a_scikit_learn_estimator(estimator: Any, check: Any) -> None:
    check(estimator)


def loop(positions: np.ndarray, distances: np.ndarray) -> float:
    """Sammon 1969, equation 1, pair by pair."""
    total = error = 0.0
    for i in range(len(positions)):
        for j in range(i + 1, len(positions)):
            if distances[i, j] > 0:
                total += distances[i, j]
                error += (distances[i, j] - np.linalg.norm(positions[i] - positions[j])) ** 2 / distances[i, j]
    return error / total


def plane(count: int, dimensions: int = 5, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Points of the plane, and the same in a plane of more dimensions, at the same distances."""
    random = np.random.default_rng(seed)
    flat = random.normal(size=(count, 2)) * (3, 1)
    axes = np.linalg.qr(random.normal(size=(dimensions, 2)))[0].T
    return flat, flat @ axes + random.normal(size=dimensions)


@given(count=st.integers(2, 12), seed=st.integers(0, 1000))
def test_the_stress_is_that_of_the_paper(count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    x, positions = random.normal(size=(count, 4)), random.normal(size=(count, 2))
    x[-1] = x[0] if count > 2 else x[-1]
    distances = cdist(x, x)
    assert stress_and_gradient(positions, distances)[0] == pytest.approx(loop(positions, distances), rel=1e-10)


@pytest.mark.parametrize("block", [1, 30, 4_000_000])
def test_the_gradient_is_that_of_differences(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sammon, "BLOCK", block)
    random = np.random.default_rng(0)
    x, positions = random.normal(size=(9, 4)), random.normal(size=(9, 2))
    distances = cdist(x, x)
    gradient = stress_and_gradient(positions, distances)[1]
    step = 1e-6
    for index in np.ndindex(positions.shape):
        up, down = positions.copy(), positions.copy()
        up[index] += step
        down[index] -= step
        assert gradient[index] == pytest.approx((loop(up, distances) - loop(down, distances)) / (2 * step), abs=1e-8)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e4])
def test_what_lies_in_a_plane_is_laid_out_as_it_is(scale: float) -> None:
    x = plane(80)[1] * scale
    projection = Sammon().fit(x)
    assert projection.stress_ < 1e-9
    assert pdist(projection.embedding_) == pytest.approx(pdist(x), abs=1e-3 * scale)


def test_points_of_the_plane_have_no_stress() -> None:
    assert Sammon().fit(plane(60)[0]).stress_ < 1e-9


def test_it_has_less_stress_than_pca() -> None:
    x = np.random.default_rng(0).normal(size=(100, 6))
    distances = cdist(x, x)
    projection = Sammon().fit(x)
    assert projection.stress_ == pytest.approx(loop(projection.embedding_, distances), rel=1e-6)
    assert projection.stress_ < 0.7 * loop(PCA().fit_transform(x), distances)
    # Nothing pulls any more.
    assert np.abs(stress_and_gradient(projection.embedding_, distances)[1]).max() < 1e-4


def test_a_line_stays_a_line() -> None:
    x = np.array([[0.0], [1.0], [4.0], [9.0]])
    assert pdist(Sammon().fit_transform(x)) == pytest.approx(pdist(x), abs=1e-3)


def test_vectors_that_are_all_the_same() -> None:
    projection = Sammon().fit(np.full((4, 3), 2.0))
    assert not projection.embedding_.any()
    assert projection.stress_ == 0
    assert np.isfinite(projection.transform(np.zeros((2, 3)))).all()


def test_equal_vectors_may_be_among_them() -> None:
    x = plane(30)[1]
    x[7] = x[3]
    projection = Sammon().fit(x)
    assert projection.stress_ < 1e-9
    assert np.array_equal(projection.transform(x[7:8]), projection.transform(x[3:4]))


def test_fitted_vectors_keep_their_places() -> None:
    x = np.random.default_rng(0).normal(size=(40, 5))
    projection = Sammon().fit(x)
    assert np.array_equal(projection.transform(x), projection.embedding_)
    assert np.array_equal(projection.transform(x[[5, 2]]), projection.embedding_[[5, 2]])


@pytest.mark.parametrize("block", [1, 4_000_000])
def test_new_vectors_of_the_plane_find_their_place(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sammon, "BLOCK", block)
    x = plane(150)[1]
    projection = Sammon().fit(x[:120])
    found = projection.transform(x)
    assert cdist(found[120:], found[:120]) == pytest.approx(cdist(x[120:], x[:120]), abs=1e-3)


@settings(max_examples=20)
@given(seed=st.integers(0, 1000))
def test_a_new_vector_goes_where_its_stress_is_least(seed: int) -> None:
    random = np.random.default_rng(seed)
    x, new = random.normal(size=(30, 4)), random.normal(size=(3, 4))
    projection = Sammon(iterations=50).fit(x)
    distances = cdist(new, x)
    found = place_beside(distances, projection.embedding_)
    for row, position in zip(distances, found, strict=True):

        def stress(place: np.ndarray, row: np.ndarray = row) -> float:
            return float(((row - np.linalg.norm(place - projection.embedding_, axis=1)) ** 2 / row).sum())

        nearest = projection.embedding_[row.argmin()]
        assert stress(position) <= stress(nearest)
        # A search from there finds nothing better beside it. Its first triangle is small: a large one steps into another valley.
        triangle = position + 1e-3 * np.array([[0, 0], [1, 0], [0, 1]])
        beside = minimize(stress, position, method="Nelder-Mead", options={"initial_simplex": triangle})
        assert stress(position) == pytest.approx(beside.fun, rel=1e-6)


def test_the_seed_decides_the_layout() -> None:
    x = np.random.default_rng(0).normal(size=(40, 5))
    first, again, other = (Sammon(seed=seed).fit(x).embedding_ for seed in (0, 0, 1))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_too_many_vectors_are_refused_before_any_work() -> None:
    with pytest.raises(UsageError, match=r"10001 vectors.*at most 10000"):
        Sammon().fit(np.zeros((10_001, 2)))
