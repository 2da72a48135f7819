"""MMD against double loops and torchmetrics; its standard error and p-value against what they promise, in simulations."""

from __future__ import annotations

from functools import partial

import jaxtyping
import numpy as np
import pytest
import torch
from scipy.spatial.distance import cdist, pdist
from torch import Tensor

from latlas.errors import UsageError
from latlas.functional import mmd as module
from latlas.functional.distances import slices
from latlas.functional.mmd import median_bandwidth, mmd


def draws(n: int, features: int = 4, seed: int = 0, shift: float = 0.0, dtype: torch.dtype = torch.float64) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return (torch.randn(n, features, generator=generator, dtype=torch.float64) + shift).to(dtype)


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of 7 rows, so that small sets have many, the last ones smaller."""
    monkeypatch.setattr(module, "slices", partial(slices, size=7))


def by_loops(x: np.ndarray, y: np.ndarray, sigmas: tuple[float, ...], paired: bool) -> tuple[float, float]:
    """Unbiased and biased MMD² by the definition, a pair at a time."""

    def kernel(a: np.ndarray, b: np.ndarray) -> float:
        return float(np.mean([np.exp(-((a - b) ** 2).sum() / (2 * sigma**2)) for sigma in sigmas]))

    def mean(first: np.ndarray, second: np.ndarray, distinct: bool) -> float:
        return float(np.mean([kernel(a, b) for i, a in enumerate(first) for j, b in enumerate(second) if not (distinct and i == j)]))

    unbiased = mean(x, x, True) + mean(y, y, True) - 2 * mean(x, y, paired)
    return unbiased, mean(x, x, False) + mean(y, y, False) - 2 * mean(x, y, False)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("sigmas", [(1.3,), (30.0,), (0.4, 1.0, 5.0)], ids=["one", "wide", "three"])
@pytest.mark.parametrize(("n_1", "n_2", "paired"), [(23, 16, False), (2, 9, False), (17, 17, True)])
def test_equals_the_definition(sigmas: tuple[float, ...], n_1: int, n_2: int, paired: bool) -> None:
    x, y = draws(n_1), draws(n_2, seed=1, shift=0.7)
    found = mmd(x, y, sigmas, paired=paired, permutations=3)
    assert (found.unbiased, found.biased) == pytest.approx(by_loops(x.numpy(), y.numpy(), sigmas, paired), abs=1e-12)
    assert (found.bandwidths, found.n_1, found.n_2) == (sigmas, n_1, n_2)


@pytest.mark.parametrize("sigma", [0.05, 0.5, 3.0, 1e2, 1e4, 1e6])
def test_float32_keeps_its_digits_at_any_bandwidth(sigma: float) -> None:
    """Of a wide kernel all values are near 1, where single precision has few digits; of a narrow one they are near 0."""
    x, y = draws(300, 6), draws(300, 6, seed=1, shift=1.0)
    exact, found = (mmd(first, second, (sigma,), permutations=99) for first, second in ((x, y), (x.float(), y.float())))
    assert found.unbiased == pytest.approx(exact.unbiased, rel=1e-3, abs=1e-12)
    assert found.standard_error == pytest.approx(exact.standard_error, rel=1e-3)
    assert found.biased == pytest.approx(exact.biased, rel=1e-3)
    assert found.p_value == exact.p_value
    if sigma >= 0.5:
        assert exact.p_value == 0.01


def test_equals_torchmetrics() -> None:
    from torchmetrics.image.kid import maximum_mean_discrepancy

    x, y = draws(1100), draws(1100, seed=1, shift=0.2)  # two blocks each
    xx, xy, yy = (torch.from_numpy(np.exp(-cdist(a, b, "sqeuclidean") / (2 * 2.0**2))) for a, b in ((x, x), (x, y), (y, y)))
    expected = float(maximum_mean_discrepancy(xx, xy, yy))
    assert mmd(x, y, (2.0,)).unbiased == pytest.approx(expected, abs=1e-12)
    assert mmd(x.float(), y.float(), (2.0,)).unbiased == pytest.approx(expected, abs=1e-7)


def test_float32_keeps_its_digits_far_from_the_origin() -> None:
    """Uncentred, ‖x‖² + ‖y‖² − 2 x·y would be lost in the rounding of 4 million."""
    x, y = draws(300, shift=1000.0), draws(300, seed=1, shift=1000.5)
    exact = mmd(x, y, (2.0,))
    found = mmd(x.float(), y.float(), (2.0,))
    assert found.unbiased == pytest.approx(exact.unbiased, abs=2e-6)
    assert found.standard_error == pytest.approx(exact.standard_error, rel=1e-3)


def test_identical_sets() -> None:
    x = draws(50)
    found = mmd(x, x, (1.0,), permutations=19)
    assert found.biased == pytest.approx(0, abs=1e-12)
    assert found.unbiased < 0, "the kernel of a row with itself counts across the sets only"
    assert mmd(x, x, (1.0,), paired=True).unbiased == pytest.approx(0, abs=1e-12)


@pytest.mark.usefixtures("small_blocks")
def test_never_holds_more_than_a_block_of_distances(monkeypatch: pytest.MonkeyPatch) -> None:
    original, asked = module.squared_distances, []

    def spy(a: Tensor, a_squares: Tensor, b: Tensor, b_squares: Tensor) -> Tensor:
        asked.append(len(a) * len(b))
        return original(a, a_squares, b, b_squares)

    monkeypatch.setattr(module, "squared_distances", spy)
    mmd(draws(40), draws(30, seed=1), (1.0,), permutations=10)
    assert max(asked) == 49
    assert sum(asked) < 0.6 * 70**2, "each pair is looked at once"


# Standard error


@pytest.mark.parametrize(("shift", "paired", "least", "most"), [(0.6, False, 0.8, 1.25), (0.6, True, 0.8, 1.25), (0.0, False, 1.0, 2.0)])
def test_standard_error_is_the_spread_over_draws(shift: float, paired: bool, least: float, most: float) -> None:
    """Within the accuracy of 150 simulations; too large, but not twice, when there is no difference at all."""
    found = []
    for seed in range(150):
        x = draws(100, 2, 2 * seed)
        noise = draws(100, 2, 2 * seed + 1)
        y = 0.9 * x + 0.4 * noise + shift if paired else noise[:80] + shift
        found.append(mmd(x, y, (1.5,), paired=paired))
    spread = np.std([value.unbiased for value in found])
    expected = np.sqrt(np.mean([value.standard_error**2 for value in found]))
    assert least < expected / spread < most
    if shift == 0:
        assert abs(np.mean([value.unbiased for value in found])) < 3 * spread / 150**0.5, "unbiased"
        assert np.mean([value.biased for value in found]) > spread


# Permutations


@pytest.mark.parametrize("paired", [False, True])
def test_p_values_are_uniform_when_nothing_differs(paired: bool) -> None:
    values = []
    for seed in range(120):
        x = draws(30, 3, 2 * seed)
        noise = draws(30, 3, 2 * seed + 1)
        values.append(mmd(x, 0.6 * x + 0.8 * noise if paired else noise, (1.5,), paired=paired, permutations=39, seed=seed).p_value)
    # For u of 1/40 … 1, P(p ≤ u) = u; Kolmogorov's bound for 120 draws at the level of 0.1 %.
    grid = np.arange(1, 41) / 40
    share = (np.array(values)[:, None] <= grid + 1e-9).mean(0)
    assert np.abs(share - grid).max() < 1.95 / 120**0.5


@pytest.mark.parametrize("paired", [False, True])
def test_a_difference_is_found(paired: bool) -> None:
    x, y = draws(60, 3), draws(60, 3, 1, shift=0.8)
    assert mmd(x, y, (1.5,), paired=paired, permutations=99).p_value == 0.01


def test_p_value_is_that_of_a_loop_over_relabellings() -> None:
    x, y = draws(20, 2), draws(30, 2, 1, shift=0.25)
    both, random = torch.cat([x, y]), np.random.default_rng(0)
    given, reached = mmd(x, y, (1.0,)).unbiased, 0
    for _ in range(150):
        order = torch.from_numpy(random.permutation(50))
        reached += mmd(both[order[:20]], both[order[20:]], (1.0,)).unbiased >= given
    expected = (1 + reached) / 151
    found = mmd(x, y, (1.0,), permutations=3000).p_value
    assert 0.02 < expected < 0.98, "else the comparison says nothing"
    assert found == pytest.approx(expected, abs=4 * (expected * (1 - expected) / 150) ** 0.5)


def test_relabellings_do_not_change_the_estimates_and_follow_the_seed() -> None:
    x, y = draws(40), draws(40, seed=1, shift=0.1)
    plain = mmd(x, y, (1.0,))
    assert plain.p_value is None
    tested = mmd(x, y, (1.0,), permutations=50, seed=3)
    assert (tested.unbiased, tested.standard_error) == pytest.approx((plain.unbiased, plain.standard_error), abs=1e-14)
    assert mmd(x, y, (1.0,), permutations=50, seed=3).p_value == tested.p_value
    assert len({mmd(x, y, (1.0,), permutations=50, seed=seed).p_value for seed in range(8)}) > 1


# Bandwidth


def test_median_heuristic_is_the_median_distance() -> None:
    x, y = draws(40), draws(31, seed=1, shift=2.0)
    distances = np.sort(pdist(torch.cat([x, y]).numpy()))
    assert median_bandwidth(x, y) == pytest.approx(distances[(len(distances) - 1) // 2], rel=1e-12)
    assert mmd(x, y).bandwidths == (median_bandwidth(x, y),)


def test_median_heuristic_looks_at_a_seeded_choice_of_rows() -> None:
    x, y = draws(400), draws(400, seed=1)
    some = median_bandwidth(x, y, rows=50)
    assert some == median_bandwidth(x, y, rows=50) != median_bandwidth(x, y, rows=50, seed=1)
    assert some == pytest.approx(median_bandwidth(x, y), rel=0.1)


# Refusals


@pytest.mark.parametrize(("n_1", "n_2", "paired"), [(1, 5, False), (5, 1, False), (5, 6, True)])
def test_refuses_too_few_or_unequal_rows(n_1: int, n_2: int, paired: bool) -> None:
    with pytest.raises(UsageError, match=f"not {n_1} and {n_2}"):
        mmd(draws(n_1), draws(n_2), (1.0,), paired=paired)


@pytest.mark.parametrize("bandwidth", [0.0, -1.0, float("nan"), float("inf")])
def test_refuses_bandwidths_that_are_none(bandwidth: float) -> None:
    with pytest.raises(UsageError, match="positive"):
        mmd(draws(5), draws(5), (1.0, bandwidth))


def test_refuses_features_that_are_not_finite() -> None:
    broken = draws(5)
    broken[3, 2] = torch.nan
    for pair in ((broken, draws(5)), (draws(5), broken)):
        with pytest.raises(UsageError, match="not finite"):
            mmd(*pair, (1.0,))


def test_refuses_rows_without_a_median_distance() -> None:
    with pytest.raises(UsageError, match="the same"):
        mmd(torch.ones(9, 3) / 3, torch.ones(9, 3) / 3)


def test_refuses_sets_of_different_features(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jaxtyping.config, "jaxtyping_disable", True)  # as at a user's, where annotations are not checked
    with pytest.raises(UsageError, match="3 and 4 features"):
        mmd(draws(5, 4), draws(5, 3), (1.0,))
