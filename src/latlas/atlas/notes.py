"""Notes that a reader of an atlas wrote in the explorer, read back from the files that the page saves."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from latlas.errors import DataError

FORMAT = "latlas notes"
VERSION = 1
GUARDED = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""A cell that the page guarded with an apostrophe, since a spreadsheet would have run it as a formula."""


@dataclass(frozen=True)
class ItemNote:
    """What was written about one item."""

    id: str
    """The item's id in the image set, as text."""
    row: int | None
    """The item's row in the atlas that the notes were written on; None where the file does not say."""
    tags: tuple[str, ...]
    note: str
    label: str | None
    """Name of the item's label when the file was saved; None without labels."""


def read_notes(path: str | Path) -> list[ItemNote]:
    """The items of a CSV or JSON file that the explorer's notes were saved to, in the file's order.

    Views, places and selections with a name stand in the JSON only, see the atlas format.

    Raises:
        DataError: the file is missing, is no file of notes, or is damaged; the message says where.
    """
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise DataError(f"{path} does not exist") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read as text: {error}") from error
    try:
        return _from_json(text) if re.match(r"\s*[{\[]", text) else _from_csv(text)
    except _NotesError as error:
        raise DataError(f"{path} {error}; save the notes in the explorer again") from error


class _NotesError(Exception):
    """What is wrong with the text of a file."""


def _from_csv(text: str) -> list[ItemNote]:
    head = re.split(r"[\r\n]", text, maxsplit=1)[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        names = next(lines, [])
        if "id" not in names or not {"tags", "note"} & set(names):
            raise _NotesError("is no file of notes: its first line should be id,row,tags,note,label")
        return [_from_cells(names, cells, lines.line_num) for cells in lines if cells]
    except csv.Error as error:
        raise _NotesError(f"is damaged in line {lines.line_num}: {error}") from error


def _from_cells(names: list[str], cells: list[str], line: int) -> ItemNote:
    if len(cells) != len(names):
        raise _NotesError(f"is damaged in line {line}: it has {len(cells)} cells, the first line has {len(names)}")
    found = {name: cell[1:] if GUARDED.match(cell) else cell for name, cell in zip(names, cells, strict=True)}
    row = found.get("row", "")
    if not re.fullmatch(r"[0-9]{0,15}", row):
        raise _NotesError(f"is damaged in line {line}: the row {row!r} is no whole number")
    return ItemNote(
        found["id"], int(row) if row else None, _tags(found.get("tags", "").split(";")), found.get("note", ""), found.get("label")
    )


def _from_json(text: str) -> list[ItemNote]:
    try:
        read = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise _NotesError(f"is no JSON: {error}") from error
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        raise _NotesError(f"is no file of notes: its format is not {FORMAT!r}")
    if read.get("version") != VERSION:
        raise _NotesError(f"holds notes of version {read.get('version')!r}, this latlas reads version {VERSION}")
    items = read.get("items")
    if not isinstance(items, list):
        raise _NotesError("is damaged: items is no list")
    return [_from_entry(entry, i) for i, entry in enumerate(items)]


def _from_entry(entry: Any, index: int) -> ItemNote:
    fields = entry if isinstance(entry, dict) else {}
    item, row, label = fields.get("id"), fields.get("row"), fields.get("label")
    tags, note = fields.get("tags", []), fields.get("note", "")
    whole = row is None or (type(row) is int and row >= 0)
    listed = isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)
    if not (isinstance(item, str) and isinstance(note, str) and isinstance(label, str | None) and whole and listed):
        raise _NotesError(f"is damaged: items[{index}] needs a text as id and note, a list of texts as tags, a whole number or null as row")
    return ItemNote(item, row, _tags(tags), note, label)


def _tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Tags as the page writes them: none twice, spaces as one."""
    parts = (" ".join(part.split()) for text in texts for part in re.split(r"[,;\r\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))
