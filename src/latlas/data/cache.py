"""The cache: decoded images on disk, so that sets larger than memory are decoded once.

An entry is a folder `images/NAME-KEY` of the cache:

entry.json    what was decoded, from which content, and what was left out
pixels.raw    the images one after another, without a header
*.npy         columns that came with the images, such as labels
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from latlas.data.stored import StoredSource

FORMAT = 1
"""Raise it with every change of a decoded pixel or of the layout: entries of other formats are made anew."""
VARIABLE = "LATLAS_CACHE"
ENTRY, PIXELS = "entry.json", "pixels.raw"


def cache_folder() -> Path:
    """Where the cache lives: LATLAS_CACHE, or the platform's place for caches."""
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE]).expanduser()
    if os.environ.get("XDG_CACHE_HOME"):
        return Path(os.environ["XDG_CACHE_HOME"]).expanduser() / "latlas"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "latlas"
    return Path.home() / ".cache" / "latlas"


def entry_folder(name: str, request: Mapping[str, Any]) -> Path:
    """The folder of the entry for a request, which is everything that decides the images but for their content."""
    key = hashlib.blake2b(json.dumps(request, sort_keys=True).encode(), digest_size=8).hexdigest()
    return cache_folder() / "images" / f"{re.sub(r'[^A-Za-z0-9]+', '-', name).strip('-')[:40] or 'images'}-{key}"


@dataclass(frozen=True)
class Stored:
    """A whole entry."""

    source: StoredSource
    facts: Mapping[str, Any]
    """What its writer said of it."""
    columns: Mapping[str, np.ndarray]
    """What else came with the images, such as labels."""
    damaged: Mapping[str, str]
    """Images that could not be decoded and were left out, with the reasons."""


def find_entry(folder: Path, content: str) -> Stored | None:
    """The entry in a folder if it is whole and was made of this content; None otherwise."""
    try:
        entry = json.loads((folder / ENTRY).read_text(encoding="utf-8"))
        if (entry["format"], entry["content"]) != (FORMAT, content):
            return None
        shape, dtype = tuple(entry["shape"]), np.dtype(entry["dtype"])
        if (folder / PIXELS).stat().st_size != math.prod(shape) * dtype.itemsize:
            return None
        source = StoredSource(folder / PIXELS, shape, dtype, bytes.fromhex(entry["digest"]))
        columns = {name: np.load(folder / f"{name}.npy", allow_pickle=False) for name in entry["columns"]}
        return Stored(source, entry["facts"], columns, entry["damaged"])
    except (OSError, ValueError, KeyError, TypeError):
        return None  # there is none, or it is damaged: either way it is made anew


def size_in_words(count: int) -> str:
    """Bytes as 512 MB or 1.2 GB."""
    return f"{count / 1e9:.3g} GB" if count >= 1e9 else f"{count / 1e6:.3g} MB"
