"""Columns of texts are sequences like tuples, at a fraction of their size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from latlas.data.texts import Texts

NAMES = st.lists(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\udc80\udcff")), max_size=8)


@given(NAMES, st.integers(-10, 10), st.integers(-10, 10))
def test_texts_are_what_a_tuple_of_them_is(names: list[str], start: int, stop: int) -> None:
    texts = Texts(names)
    assert list(texts) == names
    assert texts == tuple(names)
    assert tuple(names) == texts
    assert [texts[row] for row in np.arange(len(names))] == names
    assert [texts[row - len(names)] for row in range(len(names))] == names
    assert list(texts[start:stop]) == names[start:stop]
    assert texts != [*names, ""]


@pytest.mark.parametrize("row", [2, -3])
def test_rows_beyond_the_end_are_refused(row: int) -> None:
    with pytest.raises(IndexError):
        Texts(["a", "b"])[row]
    with pytest.raises(IndexError):
        Texts()[row]


def test_a_text_is_not_a_sequence_of_texts() -> None:
    assert Texts("ab") != "ab"
    assert Texts("ab") == ["a", "b"]
