"""Attribute vectors: the difference of the mean latents of two groups of images, and how well it tells them apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from latlas.errors import UsageError

GroupA = Float[np.ndarray, "a latent"]
GroupB = Float[np.ndarray, "b latent"]
Vector = Float[np.ndarray, " latent"]


@dataclass(frozen=True)
class Attribute:
    """What was found between two groups."""

    mean_a: Vector
    mean_b: Vector
    vector: Vector
    """Mean of B − mean of A."""
    length: float
    """Euclidean length of the vector."""
    separation: float | None
    """d′ of the groups, see `separation`."""


def attribute(a: GroupA, b: GroupB) -> Attribute:
    """The vector from group A to group B, of which each needs at least one latent. Calculated in float64.

    Adding the vector to a latent moves it by what the groups differ in on average; half of it, or twice, moves it less or more.
    """
    if len(a) == 0 or len(b) == 0:
        raise UsageError(f"group {'A' if len(a) == 0 else 'B'} has no images: there is no mean to start from; choose another group")
    mean_a, mean_b = a.mean(0, dtype=np.float64), b.mean(0, dtype=np.float64)
    vector = mean_b - mean_a
    return Attribute(mean_a, mean_b, vector, float(np.linalg.norm(vector)), separation(a, b))


def separation(a: GroupA, b: GroupB) -> float | None:
    """d′ of two groups along their vector: the difference of their means over the pooled standard deviation within them.

    A vector always separates the very images it was made from, the better the fewer they are. So each group is cut in two halves, every
    other latent and the rest; the vector of one pair of halves is held against the latents of the other, and the two results are averaged:
    groups that do not differ get a value around 0, of either sign. None when a half has fewer than two latents, or nothing varies.
    """
    if min(len(a), len(b)) < 4:
        return None
    found = []
    for made in (0, 1):
        vector = b[made::2].mean(0, dtype=np.float64) - a[made::2].mean(0, dtype=np.float64)
        left, right = a[1 - made :: 2] @ vector, b[1 - made :: 2] @ vector
        squares = np.square(left - left.mean()).sum() + np.square(right - right.mean()).sum()
        if squares == 0:
            return None
        found.append((right.mean() - left.mean()) / np.sqrt(squares / (len(left) + len(right) - 2)))
    return float(np.mean(found))
