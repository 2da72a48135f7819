"""`atlas.json`: read with suspicion, since an atlas may come from anywhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from latlas.atlas.sheets import LARGEST_THUMBNAIL, SHEET_COLUMNS, SHEET_ROWS
from latlas.errors import AtlasError
from latlas.latent.clusters import MOST_CLUSTERS

FORMAT = 1
MANIFEST = "atlas.json"

Check = Callable[[Any], bool]
_MISSING = object()


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) <= sys.float_info.max


def _whole(least: int, most: int = 2**53) -> Check:
    return lambda value: type(value) is int and least <= value <= most


def _list(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _fields(**checks: Check) -> Check:
    return lambda value: isinstance(value, dict) and all(name in value and check(value[name]) for name, check in checks.items())


def _or_null(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _bounds(value: Any) -> bool:
    return _list(_number)(value) and len(value) == 4 and value[0] < value[2] and value[1] < value[3]


def _distinct(value: Any) -> bool:
    return _list(_text)(value) and len(set(value)) == len(value)


CHECKS: dict[str, Check] = {
    "name": _text,
    "items.count": _whole(1),
    "items.latent_dim": _whole(1, 2**31 - 1),
    "items.labels": _or_null(_fields(names=_list(_text))),
    "items.factors": _list(_fields(name=_text, min=_number, max=_number)),
    "items.metadata": _distinct,
    "items.sheet.columns": _whole(SHEET_COLUMNS, SHEET_COLUMNS),
    "items.sheet.rows": _whole(SHEET_ROWS, SHEET_ROWS),
    "items.sheet.height": _whole(1, LARGEST_THUMBNAIL),
    "items.sheet.width": _whole(1, LARGEST_THUMBNAIL),
    "items.sheet.count": _whole(1),
    "image": _fields(channels=_whole(1), height=_whole(1), width=_whole(1)),
    "map.bounds": _bounds,
    "map.projection": _fields(name=_text, inverse=lambda value: type(value) is bool, round_trip=_or_null(_number), axes=_list(_text)),
    "map.projection.place_round_trip": _or_null(_number),
    "tiles": _or_null(_fields(levels=_whole(1), size=_whole(1))),
    "model": _fields(name=_text),
}
"""What every field that is relied on has to be; the model card is only shown."""
OPTIONAL: dict[str, Check] = {
    "items.version": _whole(1),
    "items.appended": _list(_fields(first=_whole(1), count=_whole(1), data=_text, data_fingerprint=_text)),
    "map.projection.spread": _number,
    "items.clusters": _list(_fields(name=_text, count=_whole(0, MOST_CLUSTERS), noise=_whole(0), protocol=_text)),
}
"""What fields have to be that earlier atlases of this format lack."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """The content of a folder's `atlas.json`. Raises `AtlasError` unless it is one of this format, and whole."""
    path = folder / MANIFEST
    if not path.is_file():
        what = "is no atlas: it has no atlas.json" if folder.is_dir() else "does not exist"
        raise AtlasError(f"{folder} {what}; make one with: latlas atlas RUN --out {folder}")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        # What JSON or UTF-8 cannot say (infinite numbers, halves of surrogate pairs) a page could not read either.
        json.dumps(manifest, allow_nan=False, ensure_ascii=False).encode()
    except (ValueError, OSError, RecursionError) as error:
        raise AtlasError(f"{path} is damaged ({error}); build the atlas again") from error
    found = manifest.get("format") if isinstance(manifest, dict) else None
    if type(found) is not int:
        raise AtlasError(f"{path} is damaged or of another program: it names no format; build the atlas again")
    if found != FORMAT:
        raise AtlasError(f"{path} has format {found}, this latlas reads format {FORMAT}: build the atlas again or use another version")
    for name, check in CHECKS.items():
        if not check(_at(manifest, name)):
            raise AtlasError(f"{path} is damaged: '{name}' is missing or wrong; build the atlas again")
    for name, check in OPTIONAL.items():
        if (value := _at(manifest, name)) is not _MISSING and not check(value):
            raise AtlasError(f"{path} is damaged: '{name}' is wrong; build the atlas again")
    items = manifest["items"]
    if items["sheet"]["count"] != -(-items["count"] // (SHEET_COLUMNS * SHEET_ROWS)):
        raise AtlasError(f"{path} is damaged: {items['sheet']['count']} sheets cannot hold {items['count']} items; build the atlas again")
    return manifest


def _at(manifest: Any, name: str) -> Any:
    """A field by its dotted name; where there is none, an object that no check takes."""
    for key in name.split("."):
        manifest = manifest.get(key, _MISSING) if isinstance(manifest, dict) else _MISSING
    return manifest
