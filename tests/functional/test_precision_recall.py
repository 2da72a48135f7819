"""Precision, recall, density and coverage against loops over the definitions, and where the answer is known."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
import torch
from scipy.spatial.distance import cdist
from torch import Tensor

from latlas.errors import UsageError
from latlas.functional import neighbourhoods as module
from latlas.functional.distances import slices
from latlas.functional.neighbourhoods import Overlap, overlap


def draws(n: int, features: int = 3, seed: int = 0, shift: float = 0.0) -> Tensor:
    return torch.randn(n, features, generator=torch.Generator().manual_seed(seed)) + shift


def values(found: Overlap) -> tuple[float, float, float, float]:
    return found.precision.value, found.recall.value, found.density.value, found.coverage.value


def by_definition(real: np.ndarray, generated: np.ndarray, k: int) -> tuple[float, float, float, float]:
    def radii(rows: np.ndarray) -> list[float]:
        return [sorted(np.linalg.norm(row - other) for j, other in enumerate(rows) if j != i)[k - 1] for i, row in enumerate(rows)]

    real_radii, generated_radii, across = radii(real), radii(generated), cdist(generated, real)
    inside = across <= np.array(real_radii)
    precision = np.mean([any(row) for row in inside])
    recall = np.mean([any(across[i, j] <= generated_radii[i] for i in range(len(generated))) for j in range(len(real))])
    return float(precision), float(recall), float(inside.sum() / (k * len(generated))), float(inside.any(0).mean())


@pytest.mark.parametrize("k", [1, 3, 8])
@pytest.mark.parametrize(("n_real", "n_generated"), [(40, 25), (12, 33)])
def test_equals_the_definitions(monkeypatch: pytest.MonkeyPatch, k: int, n_real: int, n_generated: int) -> None:
    monkeypatch.setattr(module, "slices", partial(slices, size=7))
    real, generated = draws(n_real), 0.8 * draws(n_generated, seed=1, shift=0.7)
    found = overlap(real, generated, k)
    expected = by_definition(real.double().numpy(), generated.double().numpy(), k)
    assert values(found) == pytest.approx(expected)
    assert 0 < min(expected[:2]) < 1, "else the comparison says little"
    assert (found.neighbours, found.n_real, found.n_generated) == (k, n_real, n_generated)


def test_many_rows_in_blocks_equal_one_block(monkeypatch: pytest.MonkeyPatch) -> None:
    real, generated = draws(1500), draws(1100, seed=1, shift=0.4)
    blocked = overlap(real, generated)
    monkeypatch.setattr(module, "slices", partial(slices, size=2000))
    assert values(blocked) == pytest.approx(values(overlap(real, generated)))


def test_identical_sets() -> None:
    images = 100 + torch.rand(60, 500)
    precision, recall, density, coverage = values(overlap(images, images.clone()))
    assert (precision, recall, coverage) == (1, 1, 1)
    assert density > 1, "each image is also in its own neighbourhood"


def test_sets_far_apart() -> None:
    assert values(overlap(draws(50), draws(40, seed=1, shift=50.0))) == (0, 0, 0, 0)


def test_a_generated_part_of_the_real_images() -> None:
    """One of two clusters: every image looks real, half of the real ones are never made."""
    real = torch.cat([draws(80), draws(80, seed=1, shift=40.0)])
    precision, recall, _, coverage = values(overlap(real, real[:80]))
    assert precision == 1
    assert recall == 0.5
    assert coverage == 0.5
    precision, recall, _, coverage = values(overlap(real[:80], real))
    assert precision == 0.5
    assert (recall, coverage) == (1, 1)


def test_one_repeated_image() -> None:
    """A model that has one image only: balls of radius 0, in which nothing else lies."""
    real = draws(60)
    precision, recall, _, coverage = values(overlap(real, real[:1].expand(30, -1)))
    assert precision == 1
    assert recall == pytest.approx(1 / 60)
    assert coverage < 0.2


def test_a_stray_real_image_raises_precision_but_not_density() -> None:
    real, around = torch.cat([draws(100), torch.full((1, 3), 30.0)]), draws(100, seed=1, shift=30.0)
    found = overlap(real, around)
    assert found.precision.value == 1, "the stray image's ball reaches to the others"
    assert found.density.value == pytest.approx(1 / 3)


def test_density_of_real_images_is_expected_to_be_one() -> None:
    found = [overlap(draws(200, seed=2 * seed), draws(200, seed=2 * seed + 1)).density.value for seed in range(20)]
    assert np.mean(found) == pytest.approx(1, abs=4 * np.std(found, ddof=1) / 20**0.5)


def test_standard_errors_are_the_spread_with_neighbourhoods_held_fixed() -> None:
    real = draws(150)
    found = [overlap(real, draws(120, seed=seed, shift=1.0)) for seed in range(1, 151)]
    for share in ("precision", "density"):
        spread = np.std([getattr(one, share).value for one in found])
        assert np.mean([getattr(one, share).standard_error for one in found]) == pytest.approx(spread, rel=0.2)


@pytest.mark.parametrize(("n_real", "n_generated", "k"), [(3, 20, 3), (20, 3, 3), (20, 20, 0), (20, 20, -1)])
def test_refuses_too_few_images(n_real: int, n_generated: int, k: int) -> None:
    with pytest.raises(UsageError, match=f"{n_real} and {n_generated} images"):
        overlap(draws(n_real), draws(n_generated), k)
