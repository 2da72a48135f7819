"""The view that an exported site opens in: the part of the page's address from # on."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from latlas.errors import UsageError

LONGEST = 20_000
"""Characters; browsers and servers take longer addresses badly."""
REMEDY = "copy the address of the page when it shows the view"
KEY = re.compile(r"[A-Za-z][\w.-]*")


def checked_view(view: str, manifest: Mapping[str, Any]) -> str:
    """The part of an address from # on, checked against an atlas's manifest.

    The fields that every page has are checked; those of its tools are checked by the page, which leaves out what it cannot show.
    Raises `UsageError` for what is no view of this atlas.
    """
    hash_ = view[view.index("#") :] if "#" in view else f"#{view}"
    text = hash_[1:]
    if len(text) > LONGEST or not text.isprintable() or any(character in text for character in ' <>"\\^`{|}#'):
        raise UsageError(f"--view is no part of an address: {REMEDY}")
    fields = [part.partition("=") for part in text.split("&") if part]
    if not fields or not all(equals and KEY.fullmatch(key) for key, equals, _ in fields):
        raise UsageError(f"--view '{view}' is not of the form '#key=value&key=value': {REMEDY}")
    for key, value in parse_qsl(text, keep_blank_values=True):
        if problem := _problem(key, value, manifest):
            raise UsageError(f"--view: {key}={value} {problem}; {REMEDY}")
    return hash_


def _problem(key: str, value: str, manifest: Mapping[str, Any]) -> str | None:
    items = manifest["items"]
    if key == "at" and not _numbers(value, 2):
        return "is not a place of the map, two numbers"
    if key == "zoom" and not _numbers(value, 1):
        return "is not a number"
    if key == "item" and not (re.fullmatch(r"[0-9]{1,10}", value) and int(value) < items["count"]):
        return f"is not the row of an item, 0 to {items['count'] - 1}"
    return None


def _numbers(text: str, count: int) -> bool:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        return False
    return len(numbers) == count and all(math.isfinite(number) for number in numbers)
