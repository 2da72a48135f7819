"""Fréchet distance of Gaussians: against SciPy's matrix square root, closed forms, and optimal transport in one dimension."""

import jaxtyping
import numpy as np
import pytest
import scipy.linalg
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from latlas.errors import UsageError
from latlas.functional.frechet import gaussian_frechet, square_root


def gaussian(seed: int, features: int = 6, samples: int = 40) -> tuple[Tensor, Tensor]:
    """Mean and covariance of random correlated data; fewer samples than features leave it without full rank."""
    random = np.random.default_rng(seed)
    values = random.standard_normal((samples, features)) @ random.standard_normal((features, features)) + random.standard_normal(features)
    return torch.from_numpy(values.mean(0)), torch.from_numpy(np.cov(values, rowvar=False))


def by_scipy(mean_1: Tensor, covariance_1: Tensor, mean_2: Tensor, covariance_2: Tensor) -> float:
    root = scipy.linalg.sqrtm(covariance_1.numpy() @ covariance_2.numpy())
    trace = torch.trace(covariance_1) + torch.trace(covariance_2) - 2 * np.trace(root).real
    return float((mean_1 - mean_2).square().sum() + trace)


@pytest.mark.parametrize("seed", range(5))
def test_equals_scipy(seed: int):
    pair = (*gaussian(2 * seed), *gaussian(2 * seed + 1))
    assert float(gaussian_frechet(*pair)) == pytest.approx(by_scipy(*pair), rel=1e-6)


@given(values=st.lists(st.tuples(st.floats(0, 9), st.floats(0, 9), st.floats(-9, 9)), min_size=1, max_size=6), seed=st.integers(0, 99))
def test_commuting_covariances_have_a_closed_form(values: list[tuple[float, float, float]], seed: int):
    # With common eigenvectors each direction stands alone: (σ₁ − σ₂)² and the squared difference of the means.
    deviation_1, deviation_2, difference = torch.tensor(values, dtype=torch.float64).T
    turn = torch.linalg.qr(torch.randn(len(values), len(values), generator=torch.Generator().manual_seed(seed), dtype=torch.float64))[0]
    covariance_1, covariance_2 = (turn * deviation.square() @ turn.T for deviation in (deviation_1, deviation_2))
    expected = (deviation_1 - deviation_2).square().sum() + difference.square().sum()
    found = gaussian_frechet(turn @ difference, covariance_1, torch.zeros_like(difference), covariance_2)
    torch.testing.assert_close(found, expected, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(("features", "samples"), [(6, 40), (40, 12)], ids=["full rank", "rank 11 of 40"])
def test_a_gaussian_has_no_distance_to_itself(features: int, samples: int):
    mean, covariance = gaussian(0, features, samples)
    assert 0 <= float(gaussian_frechet(mean, covariance, mean, covariance)) < 1e-12 * float(torch.trace(covariance))


def test_covariances_without_rank_keep_their_digits():
    # Data in two orthogonal planes of 50 dimensions: nothing overlaps, and the distance is the sum of the traces.
    wide = torch.linalg.qr(torch.randn(50, 4, generator=torch.Generator().manual_seed(0), dtype=torch.float64))[0]
    scales = torch.tensor([1e4, 1.0, 3.0, 0.5], dtype=torch.float64)
    first, second = (wide[:, part] * scales[part] @ wide[:, part].T for part in (slice(2), slice(2, 4)))
    zero = torch.zeros(50, dtype=torch.float64)
    assert float(gaussian_frechet(zero, first, zero, second)) == pytest.approx(float(scales.sum()), rel=1e-12)
    # The same data against itself scaled by 2: (2 − 1)² tr Σ.
    assert float(gaussian_frechet(zero, first, zero, 4 * first)) == pytest.approx(float(scales[:2].sum()), rel=1e-9)


def test_is_symmetric_and_invariant_under_rotation():
    pair_1, pair_2 = gaussian(0), gaussian(1)
    distance = gaussian_frechet(*pair_1, *pair_2)
    torch.testing.assert_close(gaussian_frechet(*pair_2, *pair_1), distance)
    turn = torch.linalg.qr(torch.randn(6, 6, generator=torch.Generator().manual_seed(0), dtype=torch.float64))[0]
    turned = [part for mean, covariance in (pair_1, pair_2) for part in (turn @ mean, turn @ covariance @ turn.T)]
    torch.testing.assert_close(gaussian_frechet(*turned), distance)


def test_equals_the_transport_between_quantiles_in_one_dimension():
    grid = (torch.arange(100_000, dtype=torch.float64) + 0.5) / 100_000
    quantiles = torch.special.ndtri(grid)
    transported = ((1.5 + 2 * quantiles) - (-0.5 + 0.3 * quantiles)).square().mean()
    one = torch.ones(1, dtype=torch.float64)
    found = gaussian_frechet(1.5 * one, 4 * one[:, None], -0.5 * one, 0.09 * one[:, None])
    torch.testing.assert_close(found, transported, rtol=1e-3, atol=0)  # the grid cuts the tails off


def test_float32_inputs_are_reckoned_in_float64():
    pair = (*gaussian(0), *gaussian(1))
    found = gaussian_frechet(*(values.float() for values in pair))
    assert found.dtype == torch.float64
    assert float(found) == pytest.approx(by_scipy(*pair), rel=1e-5)


def test_square_root_gives_the_covariance_back():
    covariance = gaussian(3, 20, 8)[1]
    factor = square_root(covariance)
    assert factor.shape == (20, 7)
    torch.testing.assert_close(factor @ factor.T, covariance)


def test_refuses_what_is_no_covariance():
    mean, covariance = gaussian(0)
    with pytest.raises(UsageError, match="eigenvalue"):
        gaussian_frechet(mean, covariance, mean, -covariance)
    with pytest.raises(UsageError, match="not finite"):
        gaussian_frechet(mean, covariance, mean, covariance * float("nan"))


def test_refuses_sizes_that_would_broadcast(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jaxtyping.config, "jaxtyping_disable", True)  # as at a user's, where annotations are not checked
    mean, covariance = gaussian(0)
    with pytest.raises(UsageError, match="do not fit"):
        gaussian_frechet(mean, covariance, mean[:1], covariance[:1, :1])
