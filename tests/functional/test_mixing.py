"""Pairs of a batch, and what is made of them."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from latlas.functional.mixing import halves, mix, swap

FIRST, SECOND = torch.tensor([[0.0, 2.0], [1.0, -4.0]]), torch.tensor([[8.0, 6.0], [3.0, 0.0]])


@given(count=st.integers(1, 40))
def test_halves_pair_every_code_but_the_middle_one_exactly_once(count: int) -> None:
    codes = torch.arange(float(count))[:, None]
    first, second = halves(codes)
    assert first.shape == second.shape == (max(count // 2, 1), 1)
    if count == 1:
        assert torch.equal(first, second)
        return
    used = sorted([*first[:, 0].tolist(), *second[:, 0].tolist()])
    assert len(used) == len(set(used))
    left_over = set(codes[:, 0].tolist()) - set(used)
    assert left_over == ({float(count // 2)} if count % 2 else set())


def test_mix_walks_from_the_first_to_the_second() -> None:
    shares = torch.tensor([[0.0], [1.0]])
    assert mix(FIRST, SECOND, shares).tolist() == [[0.0, 2.0], [3.0, 0.0]]
    assert mix(FIRST, SECOND, torch.full((2, 1), 0.25)).tolist() == [[2.0, 3.0], [1.5, -3.0]]


def test_mix_may_go_beyond_both_ends() -> None:
    assert mix(FIRST, SECOND, torch.tensor([[1.5], [-0.5]])).tolist() == [[12.0, 8.0], [0.0, -6.0]]


def test_swap_takes_the_chosen_features_from_the_second() -> None:
    chosen = torch.tensor([[True, False], [False, True]])
    assert swap(FIRST, SECOND, chosen).tolist() == [[8.0, 2.0], [1.0, 0.0]]
