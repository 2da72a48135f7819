"""Derivatives along a direction, exact wherever the function's layers have a forward mode."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor
from torch.autograd import forward_ad

from latlas.types import Latents

Values = Float[Tensor, "batch ..."]
STEP = 1e-2
"""Half the width of a central difference, as a share of the direction's length."""


def directional_derivative(function: Callable[[Latents], Values], point: Latents, direction: Latents) -> tuple[Values, Values]:
    """The value of a function at a point, and its derivative J(point) · direction there, from one pass.

    Forward-mode differentiation: exact, and itself differentiable with respect to the function's parameters, point and
    direction. Layers with hidden pitfalls: `torch.nn.BatchNorm` in training mode gives wrong parameter gradients here
    (use `latlas.nn.norm.BatchNorm`). A function with a layer that has no forward mode, such as `grid_sample`, warns and
    falls back to a central difference of width 2 · `STEP`, at the price of three passes. `torch.compile` gets it wrong.
    """
    try:
        with forward_ad.dual_level():
            with warnings.catch_warnings():
                # Its first call imports a part of torch that uses what torch itself deprecates.
                warnings.filterwarnings("ignore", r"`torch\.jit\.script", DeprecationWarning)
                dual = forward_ad.make_dual(point, direction)
            value, derivative = forward_ad.unpack_dual(function(dual))
            return value, torch.zeros_like(value) if derivative is None else derivative
    except NotImplementedError as error:
        if not any(words in str(error) for words in ("forward AD", "forward mode")):
            raise  # the function's own
        warnings.warn(
            f"a layer has no forward-mode derivative ({str(error).splitlines()[0]}); a central difference takes its place: "
            "slower, and right to about a percent",
            RuntimeWarning,
            stacklevel=2,
        )
    ahead, behind = function(point + STEP * direction), function(point - STEP * direction)
    return function(point), (ahead - behind) / (2 * STEP)
