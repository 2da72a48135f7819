"""Ways back that are learnt after a projection: ridge regression and shotgun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from scipy.spatial.distance import cdist
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import Ridge
from sklearn.utils.estimator_checks import parametrize_with_checks
from typing_extensions import override

from latlas.errors import UsageError
from latlas.projection.pca import PCA
from latlas.projection.projection import Positions, Projection, VectorsLike
from latlas.projection.ridge import CANDIDATES, RidgePreImage
from latlas.projection.sammon import Sammon
from latlas.projection.shotgun import ShotgunPreImage


def expected_failures(estimator: Any) -> dict[str, str]:
    return {"check_do_not_raise_errors_in_init_or_set_params": "tests check the types of arguments, other programs do not"}


@parametrize_with_checks([RidgePreImage(), ShotgunPreImage(count=20)], expected_failed_checks=expected_failures)
def test_they_are_scikit_learn_estimators(estimator: Any, check: Any) -> None:
    check(estimator)


def vectors(count: int = 200, dimensions: int = 6, seed: int = 0) -> np.ndarray:
    random = np.random.default_rng(seed)
    return random.normal(size=(count, dimensions)) @ random.normal(size=(dimensions, dimensions)) + 3


class Counting(Projection):
    """The first two numbers; counts how often it is fitted, and how many vectors it was ever asked to place."""

    name = "counting"
    fits = 0
    placed = 0

    @override
    def fit(self, vectors: VectorsLike, y: Any = None) -> Projection:
        Counting.fits += 1
        self.n_features_in_ = vectors.shape[1]
        return self

    @override
    def transform(self, vectors: VectorsLike) -> Positions:
        Counting.placed += len(vectors)
        return np.asarray(vectors)[:, :2]

    @override
    def axis_names(self) -> tuple[str, str]:
        return "first", "second"

    @override
    def fitted(self) -> dict[str, np.ndarray]:
        return {}

    @override
    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        assert not arrays


@pytest.fixture(autouse=True)
def _counts_from_zero() -> None:
    Counting.fits = Counting.placed = 0


# Ridge regression


def test_ridge_without_penalty_is_the_inverse_of_pca() -> None:
    x = vectors()
    back, pca = RidgePreImage(PCA(), alpha=1e-9).fit(x), PCA().fit(x)
    positions = np.random.default_rng(1).normal(size=(50, 2)) * 10
    assert back.transform(x) == pytest.approx(pca.transform(x))
    assert back.inverse_transform(positions) == pytest.approx(pca.inverse_transform(positions), abs=1e-7)


@pytest.mark.parametrize("alpha", [0.1, 1e3])
def test_ridge_solves_the_normal_equations(alpha: float) -> None:
    x = vectors()
    back = RidgePreImage(alpha=alpha).fit(x)
    y = back.transform(x)
    centred = y - y.mean(0)
    expected = np.linalg.solve(centred.T @ centred + alpha * np.eye(2), centred.T @ (x - x.mean(0)))
    assert back.coefficients_ == pytest.approx(expected)
    assert back.inverse_transform(y.mean(0)[None]) == pytest.approx(x.mean(0)[None])
    assert back.alpha_ == alpha


def test_a_large_penalty_brings_back_the_mean() -> None:
    x = vectors()
    back = RidgePreImage(alpha=1e15).fit(x)
    assert back.inverse_transform(back.transform(x)) == pytest.approx(np.tile(x.mean(0), (len(x), 1)), abs=1e-6)


def test_the_penalty_is_chosen_by_leaving_each_out() -> None:
    random = np.random.default_rng(3)
    noise = random.normal(size=(25, 4))
    back = RidgePreImage(Sammon(iterations=20)).fit(noise)
    y = back.transform(noise)
    scale = np.square(y - y.mean(0)).sum()

    def left_out(alpha: float) -> float:
        errors = []
        for row in range(len(y)):
            rest = np.arange(len(y)) != row
            errors.append(np.square(Ridge(alpha=alpha).fit(y[rest], noise[rest]).predict(y[row : row + 1]) - noise[row]).mean())
        return float(np.mean(errors))

    best = min(CANDIDATES, key=lambda share: left_out(share * scale))
    assert back.alpha_ == pytest.approx(best * scale)


def test_one_dimension_comes_back_by_ridge() -> None:
    x = np.array([[1.0], [2.0], [6.0]])
    back = RidgePreImage(alpha=1e-9).fit(x)
    assert back.inverse_transform(back.transform(x)) == pytest.approx(x)


def test_places_that_do_not_vary_bring_back_the_mean() -> None:
    x = np.full((5, 3), 2.0)
    back = RidgePreImage().fit(x)
    assert back.inverse_transform(np.ones((2, 2))).tolist() == [[2.0] * 3] * 2


# Shotgun


@given(
    positions=npst.arrays(np.float64, st.tuples(st.integers(1, 9), st.just(2)), elements=st.floats(-30, 30)),
    count=st.integers(1, 60),
    seed=st.integers(0, 5),
)
def test_shotgun_brings_back_the_nearest(positions: np.ndarray, count: int, seed: int) -> None:
    back = ShotgunPreImage(count=count, seed=seed).fit(vectors(seed=seed))
    found = back.inverse_transform(positions)
    distances = cdist(positions, back.transform(back.candidates_))
    assert back.candidates_.shape == (count, 6)
    assert np.linalg.norm(back.transform(found) - positions, axis=1) == pytest.approx(distances.min(1))
    assert all((row == back.candidates_).all(1).any() for row in found)


def test_normal_candidates_are_drawn_from_the_prior() -> None:
    candidates = ShotgunPreImage(count=20_000).fit(vectors(dimensions=3)).candidates_
    # Four standard errors of a mean, 1 / √20 000, and of a variance, √(2 / 20 000).
    assert np.abs(candidates.mean(0)).max() < 4 / np.sqrt(20_000)
    assert np.abs(np.cov(candidates.T) - np.eye(3)).max() < 4 * np.sqrt(2 / 20_000)


def test_candidates_may_be_the_data() -> None:
    x = vectors(50)
    every = ShotgunPreImage(candidates="data").fit(x)
    assert np.array_equal(every.inverse_transform(every.transform(x)), x)
    some = ShotgunPreImage(candidates="data", count=20).fit(x).candidates_
    assert len(np.unique(some, axis=0)) == 20
    assert {tuple(row) for row in some} <= {tuple(row) for row in x}


def test_the_seed_decides_the_candidates() -> None:
    x = vectors()
    first, again, other = (ShotgunPreImage(count=10, seed=seed).fit(x).candidates_ for seed in (0, 0, 1))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_candidates_are_placed_once() -> None:
    back = ShotgunPreImage(Counting(), count=30).fit(vectors(10))
    for _ in range(3):
        back.inverse_transform(np.zeros((500, 2)))
    assert Counting.placed == 30


@pytest.mark.parametrize("options", [{"count": 0}, {"candidates": "uniform"}])
def test_what_a_shotgun_cannot_do(options: dict[str, Any]) -> None:
    (name,) = options
    with pytest.raises(UsageError, match=name):
        ShotgunPreImage().set_params(**options).fit(vectors())


# Both


@pytest.mark.parametrize("make", [RidgePreImage, ShotgunPreImage])
class TestBoth:
    def test_a_copy_is_fitted(self, make: Any) -> None:
        given_projection = PCA()
        back = make(given_projection).fit(vectors())
        with pytest.raises(NotFittedError):
            given_projection.transform(vectors())
        assert isinstance(back.projection_, PCA)

    def test_a_fitted_projection_can_be_shared(self, make: Any) -> None:
        shared = Counting().fit(vectors())
        back = make(shared, refit=False).fit(vectors(seed=1))
        assert Counting.fits == 1
        assert back.projection_ is shared
        with pytest.raises(NotFittedError):
            make(PCA(), refit=False).fit(vectors())

    def test_options_of_the_projection_can_be_reached(self, make: Any) -> None:
        back = clone(make(Sammon(iterations=3)).set_params(projection__iterations=7))
        assert back.get_params()["projection__iterations"] == 7

    def test_no_network_without_one_of_the_projection(self, make: Any) -> None:
        back = make(Sammon(iterations=2)).fit(vectors(20))
        with pytest.raises(UsageError, match="'sammon'"):
            back.networks()
        places = back.transform(back.inverse_transform(np.zeros((4, 2)))).astype(np.float32)
        expected = back.inverse_transform(places)
        assert back.inverse_network()(torch.from_numpy(places)).numpy() == pytest.approx(expected, abs=1e-4)

    def test_axes_are_those_of_the_projection(self, make: Any) -> None:
        assert make(Counting()).fit(vectors()).axis_names() == ("first", "second")

    def test_places_that_are_no_numbers(self, make: Any) -> None:
        with pytest.raises(ValueError, match="NaN"):
            make().fit(vectors()).inverse_transform([[np.nan, 0.0]])

    def test_float32_stays_float32(self, make: Any) -> None:
        back = make().fit(vectors().astype(np.float32))
        assert back.inverse_transform(np.zeros((2, 2))).dtype == np.float32
