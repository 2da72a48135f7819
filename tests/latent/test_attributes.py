"""Attribute vectors: means written out, d′ of known normals, and no separation where there is none."""

from __future__ import annotations

import numpy as np
import pytest

from latlas.errors import UsageError
from latlas.latent.attributes import attribute, separation


def normals(seed: int, count: int, width: int, shift: float = 0.0) -> np.ndarray:
    """Standard normal latents, moved along the first axis."""
    latents = np.random.default_rng(seed).normal(size=(count, width))
    latents[:, 0] += shift
    return latents.astype(np.float32)


def test_the_vector_goes_from_mean_to_mean() -> None:
    a, b = np.array([[0.0, 0.0], [2.0, 4.0]], np.float32), np.array([[10.0, 10.0], [12.0, 6.0], [11.0, 8.0]], np.float32)
    found = attribute(a, b)
    assert found.mean_a.tolist() == [1, 2]
    assert found.mean_b.tolist() == pytest.approx([11, 8])
    assert found.vector.tolist() == pytest.approx([10, 6])
    assert found.length == pytest.approx(np.sqrt(136))
    assert found.separation is None, "too few to say"


@pytest.mark.parametrize(("a", "b", "name"), [(0, 3, "A"), (3, 0, "B")])
def test_an_empty_group_has_no_mean(a: int, b: int, name: str) -> None:
    with pytest.raises(UsageError, match=f"group {name} has no images"):
        attribute(np.zeros((a, 2), np.float32), np.zeros((b, 2), np.float32))


def test_separation_is_d_prime_written_out() -> None:
    a, b = normals(1, 9, 3), normals(2, 8, 3, shift=1.5)
    expected = []
    for made, held in ((slice(0, None, 2), slice(1, None, 2)), (slice(1, None, 2), slice(0, None, 2))):
        vector = b[made].mean(0) - a[made].mean(0)
        unit = vector / np.linalg.norm(vector)
        left, right = a[held] @ unit, b[held] @ unit
        pooled = ((len(left) - 1) * left.var(ddof=1) + (len(right) - 1) * right.var(ddof=1)) / (len(left) + len(right) - 2)
        expected.append((right.mean() - left.mean()) / np.sqrt(pooled))
    assert separation(a, b) == pytest.approx(np.mean(expected), rel=1e-5)


def test_separation_of_normals_is_their_distance() -> None:
    # Standard error of d′ at 20 000 each: about 0.012.
    assert separation(normals(3, 20_000, 4), normals(4, 20_000, 4, shift=2)) == pytest.approx(2, abs=0.06)


def test_groups_that_do_not_differ_are_not_apart_however_few() -> None:
    found = [separation(normals(2 * seed, 12, 64), normals(2 * seed + 1, 12, 64)) for seed in range(40)]
    # On the images it was made from, such a vector would reach about 2 √(64 / 6) ≈ 6; a mean of 40 has a standard error near 0.07.
    assert abs(np.mean(found)) < 0.35


def test_nothing_varies() -> None:
    assert separation(np.zeros((8, 2), np.float32), np.ones((8, 2), np.float32)) is None
