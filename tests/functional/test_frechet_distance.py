"""Fréchet distance of features against torchmetrics and SciPy; its standard error against the jackknife and simulations."""

from __future__ import annotations

import jaxtyping
import numpy as np
import pytest
import scipy.linalg
import torch
from torch import Tensor

from latlas.errors import UsageError
from latlas.functional import frechet
from latlas.functional.frechet import frechet_distance, gaussian_frechet


def draws(n: int, features: int = 5, seed: int = 0, shift: float = 0.0) -> Tensor:
    """Correlated features, in float32 like those of a network."""
    mix = torch.randn(features, features, generator=torch.Generator().manual_seed(99))
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(n, features, generator=generator) @ mix + shift


def by_scipy(x: Tensor, y: Tensor) -> float:
    a, b = x.double().numpy(), y.double().numpy()
    covariances = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    root = scipy.linalg.sqrtm(covariances[0] @ covariances[1])
    return float(((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(covariances[0]) + np.trace(covariances[1]) - 2 * np.trace(root).real)


@pytest.mark.parametrize(("n_1", "n_2", "features"), [(60, 90, 5), (3000, 2000, 30), (500, 400, 1)])
def test_equals_the_reference_formula(n_1: int, n_2: int, features: int) -> None:
    from torchmetrics.image.fid import _compute_fid

    x, y = draws(n_1, features), 1.3 * draws(n_2, features, 1, 0.4)
    found = frechet_distance(x, y)
    moments = [(values.double().mean(0), torch.atleast_2d(torch.cov(values.double().T))) for values in (x, y)]
    assert found.value == pytest.approx(float(_compute_fid(*moments[0], *moments[1])), rel=1e-6)
    if features > 1:
        assert found.value == pytest.approx(by_scipy(x, y), rel=1e-6)
    assert (found.n_1, found.n_2, found.features, found.has_few_samples) == (n_1, n_2, features, False)


def test_quick_and_exact_way_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    # Variances over ten decades: the smallest are where the quick way could lose digits.
    scale = torch.logspace(0, -5, 40)
    x, y = draws(300, 40) * scale, 1.2 * draws(300, 40, 1) * scale
    monkeypatch.setattr(frechet, "QUICK", float("inf"))
    quick = frechet_distance(x, y).value
    monkeypatch.setattr(frechet, "QUICK", -1.0)
    assert quick == pytest.approx(frechet_distance(x, y).value, rel=1e-6)


def test_a_set_has_no_distance_to_itself() -> None:
    for x in (draws(50), draws(9, 20), 1e3 + draws(400, 8)):
        assert frechet_distance(x, x.clone(), allow_few_samples=True).value == pytest.approx(0, abs=1e-9 * float(x.var() + 1))


def test_features_that_never_vary_are_allowed() -> None:
    """As pixels at the border are."""
    x, y = draws(50), draws(60, seed=1, shift=0.5)
    flat = torch.zeros(1, 2)
    found = frechet_distance(torch.cat([x, flat.expand(50, -1)], 1), torch.cat([y, flat.expand(60, -1)], 1))
    plain = frechet_distance(x, y)
    assert found.value == pytest.approx(plain.value, rel=1e-9)
    assert found.standard_error == pytest.approx(plain.standard_error, rel=1e-6)
    assert frechet_distance(flat.expand(9, -1), flat.expand(9, -1) + 2).value == pytest.approx(8)


# Few samples


@pytest.mark.parametrize(("n_1", "n_2"), [(5, 40), (40, 5), (4, 4)])
def test_too_few_samples_are_refused_unless_allowed(n_1: int, n_2: int) -> None:
    x, y = draws(n_1), draws(n_2, seed=1)
    with pytest.raises(UsageError, match=f"{min(n_1, n_2)} samples are too few for a Fréchet distance of 5 features"):
        frechet_distance(x, y)
    found = frechet_distance(x, y, allow_few_samples=True)
    assert found.has_few_samples
    assert np.isfinite(found.standard_error)
    assert frechet_distance(draws(6), draws(6, seed=1)).has_few_samples is False


def test_few_samples_give_the_distance_of_their_covariances() -> None:
    x, y = draws(12, 40), draws(15, 40, 1, 0.3)
    moments = [(values.double().mean(0), torch.cov(values.double().T)) for values in (x, y)]
    expected = float(gaussian_frechet(*moments[0], *moments[1]))
    assert frechet_distance(x, y, allow_few_samples=True).value == pytest.approx(expected, rel=1e-7)


def test_is_biased_upwards_by_few_samples() -> None:
    """What the docstring warns of: two sets of one distribution, farther apart the fewer they are."""
    distances = [np.mean([frechet_distance(draws(n, 5, 2 * s), draws(n, 5, 2 * s + 1)).value for s in range(20)]) for n in (20, 80, 320)]
    assert distances[0] > 2 * distances[1] > 4 * distances[2] > 0


# Standard error


def jackknife(x: Tensor, y: Tensor, paired: bool) -> float:
    """By leaving out each row in turn."""

    def spread(values: list[float]) -> float:
        return (len(values) - 1) ** 2 / len(values) * float(np.var(values, ddof=1))

    def without(values: Tensor, i: int) -> Tensor:
        return torch.cat([values[:i], values[i + 1 :]])

    if paired:
        return spread([frechet_distance(without(x, i), without(y, i)).value for i in range(len(x))]) ** 0.5
    one = spread([frechet_distance(without(x, i), y).value for i in range(len(x))])
    two = spread([frechet_distance(x, without(y, i)).value for i in range(len(y))])
    return (one + two) ** 0.5


@pytest.mark.parametrize("paired", [False, True])
def test_standard_error_is_that_of_the_jackknife(paired: bool) -> None:
    x = draws(120, 3)
    y = 1.5 * x + draws(120, 3, 1, 0.5) if paired else 1.5 * draws(100, 3, 1, 0.5)
    found = frechet_distance(x, y, paired=paired).standard_error
    assert found == pytest.approx(jackknife(x, y, paired), rel=0.05)  # they differ by O(1/n)
    if paired:
        assert abs(found / frechet_distance(x, y).standard_error - 1) > 0.2, "pairing matters here"


@pytest.mark.parametrize(("shift", "n", "least", "most"), [(1.0, 800, 0.8, 1.2), (0.0, 200, 1.0, 2.5), (0.5, 20, 0.9, 2.0)])
def test_standard_error_is_the_spread_over_draws(shift: float, n: int, least: float, most: float) -> None:
    """Too large rather than too small where the sets hardly differ or are small."""
    found = [frechet_distance(draws(n, 4, 2 * seed), draws(n, 4, 2 * seed + 1, shift)) for seed in range(120)]
    spread = np.std([one.value for one in found])
    assert least < np.sqrt(np.mean([one.standard_error**2 for one in found])) / spread < most


# Refusals


@pytest.mark.parametrize(("n_1", "n_2", "paired"), [(1, 9, False), (9, 1, False), (8, 9, True)])
def test_refuses_rows_that_cannot_be_compared(n_1: int, n_2: int, paired: bool) -> None:
    with pytest.raises(UsageError, match=f"{n_1} rows of 5 features and {n_2} of 5"):
        frechet_distance(draws(n_1), draws(n_2), paired=paired, allow_few_samples=True)


@pytest.mark.parametrize("n", [4, 40])
def test_refuses_features_that_are_not_finite(n: int) -> None:
    broken = draws(n)
    broken[2, 1] = torch.inf
    with pytest.raises(UsageError, match="not finite"):
        frechet_distance(broken, draws(n), allow_few_samples=True)


def test_refuses_sets_of_different_features(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jaxtyping.config, "jaxtyping_disable", True)  # as at a user's, where annotations are not checked
    with pytest.raises(UsageError, match="of 5 features and 30 of 4"):
        frechet_distance(draws(30, 5), draws(30, 4))
