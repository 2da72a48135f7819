"""Numbers of all items in files, so that memory does not grow with the number of items.

A file holds one row for each item. It is filled a block at a time, and then mapped: the system reads the rows that are asked for, and
may drop them again.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

from latlas.training.files import write_json

BLOCK = 8192
"""Rows worked on at a time."""


def nothing() -> None:
    """In place of a call that counts blocks."""


def filled(path: Path, count: int, make: Callable[[int, int], np.ndarray], advance: Callable[[], None] = nothing) -> np.ndarray:
    """The rows of `count` items `(count, …)`, mapped from a file and read-only.

    `make(start, stop)` gives the rows of a block, all of one shape and type. `advance` is called once for each block. Blocks that an
    interrupted call with the same arguments has left are kept: how far they reach stands in a JSON file beside, written after them.
    """
    known = path.with_name(f"{path.name}.json")
    said = json.loads(known.read_text(encoding="utf-8")) if known.exists() else {}
    done = said["rows"] if said.get("block") == BLOCK else 0
    kept = done * math.prod(said["shape"]) * np.dtype(said["type"]).itemsize if done else 0
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.truncate(kept)
        file.seek(kept)
        for start in range(0, count, BLOCK):
            if start >= done:
                stop = min(start + BLOCK, count)
                rows = np.ascontiguousarray(make(start, stop))
                file.write(rows.data)
                file.flush()
                os.fsync(file.fileno())
                said = {"rows": stop, "shape": rows.shape[1:], "type": rows.dtype.str, "block": BLOCK}
                write_json(known, said)
            advance()
    return mapped(path, np.dtype(said["type"]), (count, *said["shape"]))


def mapped(path: Path, kind: np.dtype, shape: tuple[int, ...]) -> np.ndarray:
    """A file of numbers as a read-only array; one without numbers cannot be mapped, and is an empty array."""
    if math.prod(shape) == 0:
        return np.empty(shape, kind)
    return np.asarray(np.memmap(path, kind, mode="r", shape=shape))


def in_order(keys: np.ndarray, path: Path) -> np.ndarray:
    """A sorted copy of a column of numbers `(n,)`, in a file and sorted there; one that is there already is taken."""
    if not path.exists():
        temporary = path.with_name(f"{path.name}.unsorted")
        keys.tofile(temporary)
        working = np.memmap(temporary, keys.dtype, mode="r+")
        working.sort()
        working.flush()
        del working
        temporary.replace(path)
    return mapped(path, keys.dtype, keys.shape)


def lowest(column: np.ndarray, rank: int, sign: int = 1) -> float:
    """The number that `rank` others of a column are below, or with `sign` −1 above; memory holds as many, and a block."""
    kept = np.empty(0, column.dtype)
    for start in range(0, len(column), BLOCK):
        kept = np.concatenate([kept, sign * column[start : start + BLOCK]])
        if len(kept) > rank + 1:
            kept = np.partition(kept, rank)[: rank + 1]
    return float(sign * kept.max())


def spread(vectors: np.ndarray) -> float:
    """Root-mean-square distance of vectors `(n, dim)` from their mean, in double precision, a block at a time."""
    blocks = range(0, len(vectors), BLOCK)
    mean = sum(vectors[start : start + BLOCK].sum(0, dtype=np.float64) for start in blocks) / len(vectors)
    squares = sum(float(np.square(vectors[start : start + BLOCK] - mean).sum()) for start in blocks)
    return math.sqrt(squares / len(vectors))
