"""Weights that grow with the step."""

from __future__ import annotations

from latlas.errors import UsageError
from latlas.types import Weight


def ramp(weight: float, steps: int) -> Weight:
    """A weight that rises linearly from 0 to its value over some steps; with none, the number itself.

    Raises `UsageError` for fewer steps than none.
    """
    if steps < 0:
        raise UsageError(f"a weight cannot rise over {steps} steps: the warm-up must not be negative")
    return (lambda step: weight * min(1.0, step / steps)) if steps else weight
