"""Projections that lay out the fitted vectors themselves: those keep their places, and only others are searched for."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from jaxtyping import Float

from latlas.projection.projection import Positions, Vectors

Fitted = Float[np.ndarray, "fitted dim"]
Embedding = Float[np.ndarray, "fitted 2"]


def place(vectors: Vectors, fitted: Fitted, embedding: Embedding, place_new: Callable[[Vectors], Positions]) -> Positions:
    """Places of `(n, dim)` vectors: of a fitted one the place it has, of all others what `place_new` says.

    Vectors are the same when all their numbers are; equal fitted vectors share the place of the first. Both arrays are of one
    type of number.
    """
    first: dict[bytes, int] = {}
    for row, key in enumerate(_keys(fitted)):
        first.setdefault(key, row)
    rows = np.array([first.get(key, -1) for key in _keys(vectors)])
    positions = embedding[rows]
    if (rows < 0).any():
        positions[rows < 0] = place_new(vectors[rows < 0])
    return positions


def _keys(vectors: Vectors) -> list[bytes]:
    # Adding 0 makes one number of 0 and −0.
    return [row.tobytes() for row in vectors + vectors.dtype.type(0)]
