"""Reading notes back: every file that a page could save gives what was written, and every other one an explanation."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from latlas.atlas.notes import ItemNote, read_notes
from latlas.errors import DataError

OFTEN = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
DANGEROUS = "=+-@\t\r\n＝＋－＠"
# what pages write: any text, and often what spreadsheets and parsers stumble over
texts = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("'\",;=+-@\t\r\n")), max_size=12)
tag = st.text(st.sampled_from("abz é'=-@\""), min_size=1, max_size=6).map(lambda name: " ".join(name.split())).filter(bool)
tags = st.lists(tag, unique=True, max_size=3).map(tuple)
rows = st.none() | st.integers(0, 10**9)
# the fields of notes; made into notes outside of the strategies, since the type checks of tests draw random numbers
fields = st.lists(st.tuples(texts, rows, tags, texts, texts), max_size=4)
others = st.binary(max_size=60) | st.tuples(st.sampled_from(["id,tags\n", "{", ""]), texts).map(lambda parts: "".join(parts).encode())


def guarded(text: str) -> str:
    """What the page's documentation says of formulas, written another way than the page does it."""
    return "'" + text if text.lstrip("'")[:1] in tuple(DANGEROUS) else text


def as_csv(items: list[ItemNote], delimiter: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["id", "row", "tags", "note", "label"])
    for item in items:
        cells = [item.id, "" if item.row is None else str(item.row), "; ".join(item.tags), item.note, item.label or ""]
        writer.writerow([guarded(cell) for cell in cells])
    return out.getvalue()


@given(given_fields=fields, delimiter=st.sampled_from(",;\t"), mark=st.sampled_from(["", "\ufeff"]))
@example(given_fields=[("'=1+1", 3, ("-x",), 'a\r\n"b"', "=cmd")], delimiter=",", mark="")
@OFTEN
def test_csv_gives_back_what_was_written(tmp_path: Path, given_fields: list[tuple], delimiter: str, mark: str) -> None:
    items = [ItemNote(*values) for values in given_fields]
    path = tmp_path / "notes.csv"
    path.write_bytes((mark + as_csv(items, delimiter)).encode())
    assert read_notes(path) == items


@given(given_fields=fields, labelled=st.booleans())
@OFTEN
def test_json_gives_back_what_was_written(tmp_path: Path, given_fields: list[tuple], labelled: bool) -> None:
    items = [ItemNote(*values[:4], values[4] if labelled else None) for values in given_fields]
    path = tmp_path / "notes.json"
    path.write_text(json.dumps({"format": "latlas notes", "version": 1, "items": [asdict(item) for item in items]}), encoding="utf-8")
    assert read_notes(path) == items


@given(content=others)
@OFTEN
def test_any_other_file_is_read_or_explained(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.csv"
    path.write_bytes(content)
    said = ""
    try:
        read_notes(path)
    except DataError as error:
        said = str(error)
    assert said == "" or ("notes.csv" in said and len(said) > 40)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is no file of notes"),
        ("name,age\nx,1\n", "is no file of notes"),
        ("id,row,tags,note,label\n1,2\n", "line 2: it has 2 cells, the first line has 5"),
        ('id,tags\n1,"never closed\n', "damaged in line"),
        ("id,row,tags\n1,first,x\n", "the row 'first' is no whole number"),
        ("{", "is no JSON"),
        ("[]", "format is not 'latlas notes'"),
        ('{"format": "latlas notes", "version": 2}', "version 2"),
        ('{"format": "latlas notes", "version": 1}', "items is no list"),
        ('{"format": "latlas notes", "version": 1, "items": [{"id": 5}]}', r"items\[0\]"),
        ('{"format": "latlas notes", "version": 1, "items": [{"id": "5", "row": true}]}', r"items\[0\]"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "notes"
    path.write_text(content)
    with pytest.raises(DataError, match=says):
        read_notes(path)


def test_a_missing_file_and_a_picture(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="does not exist"):
        read_notes(tmp_path / "none.csv")
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\xff")
    with pytest.raises(DataError, match="cannot be read as text"):
        read_notes(tmp_path / "picture.csv")
