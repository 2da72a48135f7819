"""Numbers of all items in files: what is in them is what numpy says, whether a call was interrupted or not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from latlas.atlas import columns

COLUMNS = npst.arrays(np.float32, st.integers(1, 70), elements=st.floats(-1e6, 1e6, width=32))


@pytest.fixture(autouse=True)
def blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "BLOCK", 8)


def test_a_file_is_filled_block_by_block(tmp_path: Path) -> None:
    asked: list[tuple[int, int]] = []
    counted: list[int] = []
    values = np.arange(60, dtype=np.float32).reshape(20, 3)

    def make(start: int, stop: int) -> np.ndarray:
        asked.append((start, stop))
        return values[start:stop]

    found = columns.filled(tmp_path / "values", 20, make, lambda: counted.append(0))
    assert np.array_equal(found, values)
    assert found.dtype == np.float32
    assert not found.flags.writeable
    assert asked == [(0, 8), (8, 16), (16, 20)]
    assert len(counted) == 3
    again = columns.filled(tmp_path / "values", 20, make, lambda: counted.append(0))
    assert np.array_equal(again, values)
    assert len(asked) == 3, "nothing is made twice"
    assert len(counted) == 6, "and all of it is counted"


@pytest.mark.parametrize("torn", [b"", b"half a row", b"\0" * 500])
def test_what_follows_the_last_whole_block_is_made_anew(tmp_path: Path, torn: bytes) -> None:
    def make(start: int, stop: int) -> np.ndarray:
        if start == 16 and not again:
            with (tmp_path / "values").open("ab") as file:
                file.write(torn)  # what a write leaves that the process did not outlive
            raise KeyboardInterrupt
        made.append(start)
        return np.arange(start, stop)

    again, made = False, []
    with pytest.raises(KeyboardInterrupt):
        columns.filled(tmp_path / "values", 20, make)
    again = True
    assert columns.filled(tmp_path / "values", 20, make).tolist() == list(range(20))
    assert made == [0, 8, 16]


def test_blocks_of_another_size_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    columns.filled(tmp_path / "values", 20, np.arange)
    monkeypatch.setattr(columns, "BLOCK", 7)
    assert columns.filled(tmp_path / "values", 20, lambda start, stop: -np.arange(start, stop)).tolist() == [-k for k in range(20)]


def test_rows_without_numbers(tmp_path: Path) -> None:
    assert columns.filled(tmp_path / "values", 20, lambda start, stop: np.empty((stop - start, 0), np.int32)).shape == (20, 0)


@given(values=npst.arrays(np.uint64, st.integers(1, 70)))
def test_in_order(values: np.ndarray, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("order") / "order"
    before = values.copy()
    assert np.array_equal(columns.in_order(values, path), np.sort(before))
    assert np.array_equal(values, before), "the file that is sorted is a copy"
    assert np.array_equal(columns.in_order(values[:0], path)[:0], values[:0])
    assert [found.name for found in path.parent.iterdir()] == ["order"]


@given(COLUMNS, st.data())
def test_lowest_is_the_one_of_that_rank(values: np.ndarray, data: st.DataObject) -> None:
    rank = data.draw(st.integers(0, len(values) - 1))
    assert columns.lowest(values, rank) == np.sort(values)[rank]
    assert columns.lowest(values, rank, -1) == np.sort(values)[::-1][rank]


@given(npst.arrays(np.float32, st.tuples(st.integers(1, 70), st.integers(1, 4)), elements=st.floats(-1e3, 1e3, width=32)))
def test_spread_is_the_distance_from_the_mean(vectors: np.ndarray) -> None:
    exact = vectors.astype(np.float64)
    assert columns.spread(vectors) == pytest.approx(np.sqrt(np.square(exact - exact.mean(0)).sum(1).mean()), rel=1e-9, abs=1e-9)
