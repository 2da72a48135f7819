"""Weights that grow with the step."""

from __future__ import annotations

from latlas.types import Weight


def ramp(weight: float, steps: int) -> Weight:
    """A weight that rises linearly from 0 to its value over some steps; with none, the number itself."""
    return (lambda step: weight * min(1.0, step / steps)) if steps else weight
