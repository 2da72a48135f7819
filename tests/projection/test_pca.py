"""PCA against scikit-learn's, and as a scikit-learn estimator."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from sklearn import decomposition
from sklearn.exceptions import NotFittedError
from sklearn.utils.estimator_checks import parametrize_with_checks

from latlas.projection.pca import PCA

Oracle = decomposition.PCA


@parametrize_with_checks([PCA()])
def test_it_is_a_scikit_learn_estimator(estimator: Any, check: Any) -> None:
    check(estimator)


def vectors(count: int, dimensions: int, seed: int = 0) -> np.ndarray:
    random = np.random.default_rng(seed)
    spread = np.diag(np.linspace(3, 1, dimensions)) @ np.linalg.qr(random.normal(size=(dimensions, dimensions)))[0]
    return random.normal(size=(count, dimensions)) @ spread + random.normal(size=dimensions) * 10


@pytest.mark.parametrize(("count", "dimensions"), [(200, 2), (200, 3), (500, 40), (10, 30), (3, 2)])
def test_it_equals_scikit_learn_s(count: int, dimensions: int) -> None:
    x = vectors(count, dimensions)
    ours, theirs = PCA().fit(x), Oracle(2, svd_solver="full").fit(x)
    signs = np.sign(np.sum(ours.axes_ * theirs.components_, axis=1))
    assert ours.mean_ == pytest.approx(theirs.mean_)
    assert ours.axes_ == pytest.approx(theirs.components_ * signs[:, None], abs=1e-8)
    assert ours.variance_share_ == pytest.approx(theirs.explained_variance_ratio_)
    assert ours.transform(x) == pytest.approx(theirs.transform(x) * signs, abs=1e-8)
    assert ours.inverse_transform(ours.transform(x)) == pytest.approx(theirs.inverse_transform(theirs.transform(x)), abs=1e-8)


def test_the_sign_makes_the_largest_entry_positive() -> None:
    for seed in range(5):
        axes = PCA().fit(vectors(100, 6, seed)).axes_
        assert (axes[np.arange(2), np.abs(axes).argmax(1)] > 0).all()
        assert axes @ axes.T == pytest.approx(np.eye(2), abs=1e-10)


@given(positions=npst.arrays(np.float64, (7, 2), elements=st.floats(-100, 100)), seed=st.integers(0, 5))
def test_the_inverse_is_exact_in_the_plane(positions: np.ndarray, seed: int) -> None:
    projection = PCA().fit(vectors(50, 5, seed))
    assert projection.transform(projection.inverse_transform(positions)) == pytest.approx(positions, abs=1e-9)


def test_two_dimensions_come_back() -> None:
    x = vectors(100, 2)
    projection = PCA().fit(x)
    assert projection.inverse_transform(projection.transform(x)) == pytest.approx(x)
    assert projection.variance_share_.sum() == pytest.approx(1)


def test_one_dimension_stands_on_a_line() -> None:
    x = np.array([[1.0], [2.0], [6.0]])
    projection = PCA().fit(x)
    positions = projection.transform(x)
    assert positions.tolist() == [[-2.0, 0.0], [-1.0, 0.0], [3.0, 0.0]]
    assert projection.inverse_transform(positions).tolist() == x.tolist()
    assert projection.variance_share_.tolist() == [1.0, 0.0]


def test_float32_stays_float32() -> None:
    x = vectors(300, 8).astype(np.float32)
    projection = PCA().fit(x)
    assert projection.transform(x).dtype == np.float32
    assert projection.inverse_transform(projection.transform(x)).dtype == np.float32
    assert np.abs(projection.transform(x)) == pytest.approx(np.abs(Oracle(2, svd_solver="full").fit_transform(x.astype(float))), abs=2e-4)


def test_vectors_that_do_not_vary() -> None:
    x = np.full((5, 3), 2.0)
    projection = PCA().fit(x)
    assert not projection.transform(x).any()
    assert projection.inverse_transform(projection.transform(x)).tolist() == x.tolist()
    assert projection.variance_share_.tolist() == [0.0, 0.0]


def test_the_caller_s_array_is_not_changed() -> None:
    x = vectors(20, 4)
    before = x.copy()
    PCA().fit(x).transform(x)
    assert np.array_equal(x, before)


def test_it_has_to_be_fitted() -> None:
    with pytest.raises(NotFittedError):
        PCA().transform(np.zeros((2, 3)))
    with pytest.raises(NotFittedError):
        PCA().inverse_transform(np.zeros((2, 2)))


@pytest.mark.parametrize("wrong", [np.zeros((1, 3)), np.zeros(3), np.full((4, 3), np.nan), np.zeros((4, 0))])
def test_what_cannot_be_fitted(wrong: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"(minimum|expected|Expected|NaN)"):
        PCA().fit(wrong)


def test_vectors_of_another_length() -> None:
    projection = PCA().fit(vectors(20, 4))
    with pytest.raises(ValueError, match="4 features"):
        projection.transform(np.zeros((2, 5)))
