"""Losses of critic and maker against other formulations of the same."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from latlas.functional.adversarial import AdversarialName, fooling_term, made_term, mean_square, real_term

LOGITS = torch.tensor([-3.0, -1.0, -0.4, 0.0, 0.7, 1.0, 4.5])


def test_bce_is_that_of_torch_with_labels_one_and_zero() -> None:
    loss, ones, zeros = nn.BCEWithLogitsLoss(), torch.ones_like(LOGITS), torch.zeros_like(LOGITS)
    torch.testing.assert_close(real_term(LOGITS), loss(LOGITS, ones))
    torch.testing.assert_close(made_term(LOGITS), loss(LOGITS, zeros))
    torch.testing.assert_close(fooling_term(LOGITS), loss(LOGITS, ones))


def test_hinge_and_least_squares_are_their_formulas() -> None:
    values = LOGITS.tolist()
    count = len(values)
    assert real_term(LOGITS, "hinge").item() == pytest.approx(sum(max(0.0, 1 - value) for value in values) / count)
    assert made_term(LOGITS, "hinge").item() == pytest.approx(sum(max(0.0, 1 + value) for value in values) / count)
    assert fooling_term(LOGITS, "hinge").item() == pytest.approx(-sum(values) / count)
    assert real_term(LOGITS, "least_squares").item() == pytest.approx(sum((value - 1) ** 2 for value in values) / count)
    assert made_term(LOGITS, "least_squares").item() == pytest.approx(sum(value**2 for value in values) / count)
    assert fooling_term(LOGITS, "least_squares").item() == pytest.approx(sum((value - 1) ** 2 for value in values) / count)


@pytest.mark.parametrize("name", ["bce", "hinge", "least_squares"])
def test_the_maker_always_pulls_where_the_critic_pushes(name: AdversarialName) -> None:
    """Also for a sample that the critic is sure of, as the maker's loss does not saturate: its slope is −1 there, and not 0."""
    logits = torch.tensor([-20.0], requires_grad=True)
    (fooling,) = torch.autograd.grad(fooling_term(logits, name), logits)
    (judging,) = torch.autograd.grad(made_term(logits + 20.5, name), logits)
    assert fooling.item() <= -0.999
    assert judging.item() > 0


@pytest.mark.parametrize("name", ["bce", "hinge", "least_squares"])
@pytest.mark.parametrize("term", [real_term, made_term, fooling_term])
def test_narrow_types_give_finite_float32(term: object, name: AdversarialName) -> None:
    value = term(torch.tensor([-300.0, 300.0], dtype=torch.float16), name)  # type: ignore[operator]  # one of three functions
    assert value.dtype == torch.float32
    assert bool(torch.isfinite(value))


def test_mean_square() -> None:
    assert mean_square(torch.tensor([1.0, -2.0, 0.5])).item() == pytest.approx((1 + 4 + 0.25) / 3)
