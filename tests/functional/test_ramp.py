"""Weights that grow with the step."""

from __future__ import annotations

import pytest

from latlas.errors import UsageError
from latlas.functional.ramp import ramp


def test_a_ramp_rises_evenly_and_stays() -> None:
    weight = ramp(4.0, 8)
    assert callable(weight)
    assert [weight(step) for step in (0, 2, 8, 100)] == [0.0, 1.0, 4.0, 4.0]


def test_without_steps_the_weight_is_itself() -> None:
    assert ramp(0.5, 0) == pytest.approx(0.5)


def test_fewer_steps_than_none_are_refused() -> None:
    with pytest.raises(UsageError, match="-5 steps"):
        ramp(0.5, -5)
