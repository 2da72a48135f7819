"""The counter-based generator: reproducible by sample, independent between samples, steps and draws, and normal."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from latlas.functional.randomness import Randomness, mix_integers

ROWS = torch.arange(5000)


def splitmix64(value: int) -> int:
    """The finaliser, written with Python's unbounded integers."""
    mask = (1 << 64) - 1
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & mask
    value = (value ^ value >> 27) * 0x94D049BB133111EB & mask
    return value ^ value >> 31


def test_bits_match_the_definition_in_unbounded_integers() -> None:
    mask = (1 << 64) - 1
    for key, row, draw in ((12345, 77, 1), (-98765432123456789, 69_999, 3)):
        counters = [row * 0x9E3779B97F4A7C15 + (key + j + (draw << 32)) * 0xD1342543DE82EF95 & mask for j in range(5)]
        expected = [((splitmix64(counter) >> 41) + 0.5) * 2.0**-23 for counter in counters]
        randomness = Randomness(torch.tensor(key), torch.tensor([row]))
        found = [randomness.uniform(5).tolist() for _ in range(draw)]
        assert found[-1] == [expected]


COMPARISON = """
import torch
from latlas.functional.randomness import Randomness, mix_integers

def draw(key, index):
    randomness = Randomness(key, index)
    return randomness.uniform(20), randomness.uniform(3, 2)

compiled, index = torch.compile(draw), torch.arange(50)
for step in range(3):
    key = torch.tensor(mix_integers(0, step))
    assert all(torch.equal(*pair) for pair in zip(draw(key, index), compiled(key, index), strict=True))
print("equal")
"""


@pytest.mark.slow
def test_compiled_draws_are_the_eager_ones_bit_for_bit() -> None:
    """In a process of its own: a compiler cannot trace the type checks that tests run with."""
    done = subprocess.run([sys.executable, "-c", COMPARISON], capture_output=True, text=True, check=False, timeout=250)
    assert done.stdout == "equal\n", done.stderr


def test_first_output_of_the_reference_stream() -> None:
    """SplitMix64 seeded with 0 first gives 0xE220A8397B1DCDAF (the generator's published test vector)."""
    assert splitmix64(0x9E3779B97F4A7C15) == 0xE220A8397B1DCDAF
    assert mix_integers(0) & (1 << 64) - 1 == 0xE220A8397B1DCDAF


@given(st.integers(0, 2**40), st.integers(0, 2**31), st.lists(st.integers(0, 10**7), min_size=1, max_size=20, unique=True))
@settings(max_examples=50, deadline=None)
def test_a_sample_draws_the_same_alone_and_in_any_batch(seed: int, step: int, rows: list[int]) -> None:
    index = torch.tensor(rows)
    together = Randomness.at(seed, step, 0, index).normal(3, 2)
    alone = torch.cat([Randomness.at(seed, step, 0, index[k : k + 1]).normal(3, 2) for k in range(len(rows))])
    assert torch.equal(together, alone)


@pytest.mark.parametrize("change", [{"seed": 1}, {"step": 1}, {"turn": 1}])
def test_every_coordinate_changes_the_noise(change: dict[str, int]) -> None:
    at = {"seed": 0, "step": 0, "turn": 0}
    first = Randomness.at(**at, index=ROWS).normal(2)
    second = Randomness.at(**(at | change), index=ROWS).normal(2)
    # The correlation of 10 000 independent pairs has a standard deviation of 0.01; five of them are allowed.
    assert abs(np.corrcoef(first.flatten(), second.flatten())[0, 1]) < 0.05


def test_successive_draws_differ_and_are_uncorrelated() -> None:
    randomness = Randomness.at(0, 3, 0, ROWS)
    first, second = randomness.normal(2), randomness.normal(2)
    assert abs(np.corrcoef(first.flatten(), second.flatten())[0, 1]) < 0.05


def test_uniform_is_uniform_and_open() -> None:
    values = Randomness.at(0, 0, 0, torch.arange(20000)).uniform(10).double().flatten()
    assert float(values.min()) > 0
    assert float(values.max()) < 1
    assert stats.kstest(values.numpy(), "uniform").pvalue > 1e-3
    assert len(values.unique()) > 0.97 * len(values)  # 2²³ values: 200 000 draws leave about 2.3 % repeats


def test_normal_is_standard_normal_within_and_across_samples() -> None:
    values = Randomness.at(0, 0, 0, torch.arange(20000)).normal(10).double()
    assert stats.kstest(values.flatten().numpy(), "norm").pvalue > 1e-3
    assert bool(torch.isfinite(values).all())
    correlations = np.corrcoef(values.numpy().T) - np.eye(10)
    assert np.abs(correlations).max() < 5 / 20000**0.5
    neighbours = np.corrcoef(values[1:].flatten(), values[:-1].flatten())[0, 1]
    assert abs(neighbours) < 5 / 200000**0.5
