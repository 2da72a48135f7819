"""Dependence between latents: against closed forms of jointly Gaussian data, NumPy, and U-centred matrices written out."""

import math

import jaxtyping
import numpy as np
import pytest
import scipy.stats
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from latlas.errors import DataError, UsageError
from latlas.metrics.dependence import aggregated_covariance, correlations, distance_correlation, gaussian_mutual_information


def normal(n: int, *shape: int, seed: int = 0) -> Tensor:
    return torch.randn(n, *shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def correlated(n: int, rho: float, seed: int = 0) -> tuple[Tensor, Tensor]:
    first, noise = normal(n, 1, seed=seed), normal(n, 1, seed=seed + 1000)
    return first, rho * first + math.sqrt(1 - rho**2) * noise


def test_correlations_of_means_equal_numpy():
    latents = normal(300, 5) @ normal(5, 5, seed=1) + 100
    np.testing.assert_allclose(correlations(latents.float()), np.corrcoef(latents.numpy(), rowvar=False), rtol=0, atol=1e-4)
    np.testing.assert_allclose(correlations(latents), np.corrcoef(latents.numpy(), rowvar=False), rtol=0, atol=1e-12)


def test_the_aggregated_covariance_is_that_of_draws_from_all_posteriors():
    mean, logvar = normal(50, 3) @ normal(3, 3, seed=1), normal(50, 3, seed=2)
    draws = (mean + torch.exp(logvar / 2) * normal(20_000, 50, 3, seed=3)).flatten(0, 1)
    expected = np.cov(draws.numpy(), rowvar=False)
    np.testing.assert_allclose(aggregated_covariance(mean, logvar), expected, rtol=0, atol=0.01 * expected.max())  # 1e6 draws: 0.2 %
    np.testing.assert_allclose(correlations(mean, logvar), np.corrcoef(draws.numpy(), rowvar=False), rtol=0, atol=0.01)


def test_posterior_variance_weakens_correlations():
    first, second = correlated(2000, 0.9)
    mean = torch.cat([first, second], 1)
    unit = torch.zeros_like(mean)  # a posterior variance of 1 halves the share of the means
    assert float(correlations(mean, unit)[0, 1]) == pytest.approx(float(correlations(mean)[0, 1]) / 2, rel=0.05)


def test_a_latent_that_never_varies_correlates_with_nothing():
    found = correlations(torch.cat([normal(20, 2), torch.full((20, 1), 3.0, dtype=torch.float64)], 1))
    assert found[2].tolist() == [0, 0, 1]
    assert found.diagonal().tolist() == [1, 1, 1]


@pytest.mark.parametrize("rho", [0.0, 0.5, -0.95])
def test_mutual_information_of_two_gaussians(rho: float):
    found = gaussian_mutual_information(*correlated(100_000, rho))
    # its standard deviation is |ρ| / √n: 0.003
    assert found == pytest.approx(-0.5 * math.log(1 - rho**2), abs=0.015)


def test_mutual_information_is_the_ratio_of_determinants():
    joint = normal(400, 7) @ normal(7, 7, seed=1)
    covariance = np.cov(joint.numpy(), rowvar=False)
    logs = [np.linalg.slogdet(part)[1] for part in (covariance, covariance[:3, :3], covariance[3:, 3:])]
    expected = -0.5 * (logs[0] - logs[1] - logs[2])
    assert expected > 0.5
    assert gaussian_mutual_information(joint[:, :3], joint[:, 3:]) == pytest.approx(expected, rel=1e-9)


@given(seed=st.integers(0, 50), scale=st.floats(1e-3, 1e3), shift=st.floats(-100, 100))
def test_mutual_information_does_not_see_the_units(seed: int, scale: float, shift: float):
    left, right = normal(60, 2, seed=seed), normal(60, 3, seed=seed + 100)
    right[:, 0] += left[:, 1]
    found = gaussian_mutual_information(scale * left @ normal(2, 2, seed=7) + shift, right)
    assert found == pytest.approx(gaussian_mutual_information(left, right), rel=1e-6)
    assert gaussian_mutual_information(right, left) == pytest.approx(gaussian_mutual_information(left, right), rel=1e-9)


def test_mutual_information_of_parts_without_full_rank():
    left, right = correlated(500, 0.8)
    still = torch.full((500, 1), 5.0, dtype=torch.float64)
    plain = gaussian_mutual_information(left, right)
    assert gaussian_mutual_information(torch.cat([left, still, 2 * left], 1), right) == pytest.approx(plain, rel=1e-9)
    assert gaussian_mutual_information(still, right) == 0
    assert gaussian_mutual_information(left, torch.cat([right, 3 * left + 1], 1)) == math.inf


def test_independent_parts_have_the_mutual_information_of_chance():
    # −2n times the log ratio is χ² with pq degrees of freedom: its mean is pq / 2n, in nats.
    found = [gaussian_mutual_information(normal(500, 4, seed=seed), normal(500, 6, seed=seed + 500)) for seed in range(40)]
    assert float(np.mean(found)) == pytest.approx(4 * 6 / 1000, rel=0.15)  # 40 repeats: 4.6 %


def written_out(left: Tensor, right: Tensor) -> float:
    """Székely & Rizzo 2014: the ratio of inner products of U-centred distance matrices."""

    def centred(values: Tensor) -> np.ndarray:
        rows = values.double().numpy()
        n = len(rows)
        distances = np.array([[np.sqrt(((a - b) ** 2).sum()) for b in rows] for a in rows])
        edge = distances.sum(0) / (n - 2)
        made = distances - edge[:, None] - edge[None] + distances.sum() / ((n - 1) * (n - 2))
        np.fill_diagonal(made, 0)
        return made

    a, b = centred(left), centred(right)
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum()))


@pytest.mark.parametrize("block", [1, 7, 256])
def test_distance_correlation_equals_the_definition(block: int):
    left, right = normal(40, 2), normal(40, 3, seed=1)
    right[:, 0] += left[:, 0].square()
    found = distance_correlation(left, right, permutations=9, block=block)
    assert found.value == pytest.approx(written_out(left, right), rel=1e-9)
    assert (found.n, found.permutations) == (40, 9)


@pytest.mark.parametrize("rho", [0.3, 0.8])
def test_distance_correlation_of_two_gaussians(rho: float):
    # Székely et al. 2007, theorem 7
    numerator = rho * math.asin(rho) + math.sqrt(1 - rho**2) - rho * math.asin(rho / 2) - math.sqrt(4 - rho**2) + 1
    expected = numerator / (1 + math.pi / 3 - math.sqrt(3))
    found = [distance_correlation(*correlated(500, rho, seed), permutations=1).value for seed in range(10)]
    error = float(np.std(found, ddof=1)) / math.sqrt(10)
    assert error < 0.15 * expected, "too noisy to tell a wrong formula"
    assert float(np.mean(found)) == pytest.approx(expected, abs=4 * error)


def test_a_dependence_without_correlation_is_seen():
    left = normal(300, 1)
    right = left.square() + 0.1 * normal(300, 1, seed=1)
    assert abs(float(correlations(torch.cat([left, right], 1))[0, 1])) < 0.2
    found = distance_correlation(left, right, permutations=99)
    assert found.value > 0.1
    assert found.p_value == 0.01


def test_p_values_of_independent_parts_are_uniform_and_the_estimate_is_unbiased():
    found = [
        distance_correlation(normal(40, 2, seed=seed), normal(40, 8, seed=seed + 500), permutations=19, seed=seed) for seed in range(100)
    ]
    values = np.array([one.value for one in found])
    assert abs(values.mean()) < 4 * values.std() / 10  # the biased form would give 0.4 here
    counts = np.bincount([round(20 * one.p_value) - 1 for one in found], minlength=20)
    assert scipy.stats.chisquare(counts.reshape(5, 4).sum(1)).pvalue > 1e-3


def test_the_same_latents_have_a_distance_correlation_of_one():
    values = normal(50, 3)
    found = distance_correlation(values, 5 * values + 2, permutations=19)
    assert found.value == pytest.approx(1, rel=1e-9)
    assert found.p_value == 0.05


def test_a_part_that_never_varies_depends_on_nothing():
    found = distance_correlation(normal(30, 2), torch.ones(30, 1, dtype=torch.float64), permutations=19)
    assert (found.value, found.p_value) == (0.0, 1.0)


def test_a_subsample_is_chosen_by_the_seed():
    left, right = correlated(200, 0.5)
    first, again, other = (distance_correlation(left, right, subsample=50, permutations=9, seed=seed) for seed in (0, 0, 1))
    assert first == again
    assert first.n == 50
    assert first.value != other.value


def test_refuses_parts_of_other_images(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jaxtyping.config, "jaxtyping_disable", True)  # as at a user's, where annotations are not checked
    with pytest.raises(UsageError, match="same images"):
        gaussian_mutual_information(normal(20, 2), normal(21, 2))
    with pytest.raises(UsageError, match="same images"):
        distance_correlation(normal(20, 2), normal(21, 2))


def test_refuses_too_few_images():
    with pytest.raises(DataError, match="at least 4"):
        distance_correlation(normal(3, 1), normal(3, 1))
    with pytest.raises(DataError, match="too few"):
        gaussian_mutual_information(normal(6, 3), normal(6, 2))
    with pytest.raises(DataError, match="at least two"):
        correlations(normal(1, 3))
