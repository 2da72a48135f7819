"""Sequences: found from factors in any order, and refused when views are missing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from latlas.data.pole import Pole
from latlas.errors import DataError, UsageError
from latlas.metrics.sequences import Sequences, sequences_by_factor


def test_pole_has_eight_circles_and_72_walks_along_elevation():
    images = Pole(size=8).load(progress=False)
    assert images.factors is not None
    around = sequences_by_factor(images.factors, images.factor_names)
    assert (around.rows.shape, around.closed, around.step) == ((8, 72), True, 5.0)
    np.testing.assert_array_equal(around.rows, np.arange(576).reshape(8, 72))
    up = sequences_by_factor(images.factors, images.factor_names, along="elevation")
    assert (up.rows.shape, up.closed, up.step) == ((72, 8), False, 5.0)
    np.testing.assert_array_equal(images.factors[up.rows][..., 0], np.tile(np.arange(45, 81, 5), (72, 1)))


@given(
    seed=st.integers(0, 1000),
    views=st.integers(2, 40),
    others=st.integers(1, 4),
    start=st.sampled_from([-180.0, 0.0, 2.5]),
    closed=st.booleans(),
    labelled=st.booleans(),
)
def test_any_order_of_the_images_gives_the_same_sequences(seed: int, views: int, others: int, start: float, closed: bool, labelled: bool):
    step = 360 / (views if closed else views + 7)
    turning, other = (grid.ravel() for grid in np.meshgrid(start + step * np.arange(views), np.arange(others), indexing="ij"))
    order = np.random.default_rng(seed).permutation(len(turning))
    factors = np.column_stack([turning] if labelled else [other, turning])[order].astype(np.float32)
    names = ("azimuth",) if labelled else ("height", "azimuth")
    found = sequences_by_factor(factors, names, labels=other[order] if labelled else None)
    assert found.closed == closed
    assert found.step == pytest.approx(step, rel=1e-3)
    np.testing.assert_array_equal(turning[order][found.rows], np.tile(start + step * np.arange(views), (others, 1)))
    np.testing.assert_array_equal(other[order][found.rows], np.tile(np.arange(others)[:, None], views))


@given(missing=st.integers(1, 34))
def test_a_view_that_is_missing_is_told(missing: int):
    azimuth = np.delete(np.arange(0, 360, 10, dtype=np.float32), missing)[:, None]
    with pytest.raises(DataError, match="missing"):
        sequences_by_factor(azimuth, ("azimuth",))


def test_views_that_differ_between_sequences_are_told():
    azimuth = np.arange(0, 360, 10, dtype=np.float32)
    labels = np.repeat([0, 1], 36)
    both = np.concatenate([azimuth, azimuth])[:, None]
    assert sequences_by_factor(both, ("azimuth",), labels=labels).rows.shape == (2, 36)
    with pytest.raises(DataError, match="35 to 36 views"):
        sequences_by_factor(both[1:], ("azimuth",), labels=labels[1:])
    with pytest.raises(DataError, match="double"):
        sequences_by_factor(both, ("azimuth",))
    with pytest.raises(DataError, match="image 36 is 5"):
        sequences_by_factor(np.concatenate([azimuth, azimuth + 5])[:, None], ("azimuth",), labels=labels)


def test_what_has_no_such_factor_or_no_sequence_is_refused():
    with pytest.raises(UsageError, match="no factor named 'azimuth'; the factors are: scale"):
        sequences_by_factor(np.zeros((3, 1), np.float32), ("scale",))
    with pytest.raises(DataError, match="1 to 1 views"):
        sequences_by_factor(np.arange(6, dtype=np.float32).reshape(3, 2), ("azimuth", "scale"))
    with pytest.raises(DataError, match="0 to 0 views"):
        sequences_by_factor(np.zeros((0, 1), np.float32), ("azimuth",))


@pytest.mark.parametrize("rows", [[[0, 1], [1, 2]], [[0, 2]], [[1, 2]], [[-1, 0]], [[]]])
def test_every_image_stands_in_one_place(rows: list[list[int]]):
    with pytest.raises(DataError, match="once"):
        Sequences(np.array(rows, dtype=np.int64).reshape(len(rows), -1))


def test_columns_and_windows():
    rows = np.array([[4, 0, 2], [1, 5, 3]])
    assert Sequences(rows).columns.tolist() == [1, 0, 2, 2, 0, 1]
    assert Sequences(rows).windows(-1, 1).tolist() == [[2, 4, 0], [4, 0, 2], [0, 2, 4], [3, 1, 5], [1, 5, 3], [5, 3, 1]]
    assert Sequences(rows, closed=False).windows(-1, 1).tolist() == [[4, 0, 2], [1, 5, 3]]
    with pytest.raises(UsageError, match="4 views are asked for, but a sequence has 3"):
        Sequences(rows).windows(0, 3)
