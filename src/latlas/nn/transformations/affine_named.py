"""Affine transformation by rotation, scales and shifts."""

from __future__ import annotations

from typing import final

import torch
from jaxtyping import Float
from torch import Tensor
from typing_extensions import override

from latlas.functional.warp import Points
from latlas.nn.transformations.transformation import Parameters, SharedPoints, Transformation

Angles = Float[Tensor, "batch 1"]


@final
class AffineNamed(Transformation):
    """Points are turned by ψ, shifted by (T_x, T_y), then scaled by (S_x, S_y).

    As one matrix, [[S_x cos ψ, −S_x sin ψ, S_x T_x], [S_y sin ψ, S_y cos ψ, S_y T_y]]: five of the six degrees of freedom of an affine
    map. The picture turns by ψ counter-clockwise, and shrinks where log S is above 0. Coordinates are relative, so in an image that is
    not square a rotation also shears. The inverse is exact for all parameters.
    """

    angle = "rotation"

    def __init__(self) -> None:
        super().__init__(("rotation", "log_scale_x", "log_scale_y", "shift_x", "shift_y"), torch.zeros(5))

    @override
    def coordinates(self, parameters: Parameters, points: SharedPoints) -> Points:
        parameters, points = self.checked(parameters, points)
        angle, log_scale, shift = parameters[:, :1], parameters[:, None, 1:3], parameters[:, None, 3:]
        return log_scale.exp() * (_turned(points, angle) + shift)

    @override
    def inverse_coordinates(self, parameters: Parameters, points: SharedPoints) -> Points:
        parameters, points = self.checked(parameters, points)
        angle, log_scale, shift = parameters[:, :1], parameters[:, None, 1:3], parameters[:, None, 3:]
        return _turned((-log_scale).exp() * points - shift, -angle)


def _turned(points: SharedPoints, angle: Angles) -> Points:
    x, y = points.unbind(2)
    cos, sin = angle.cos(), angle.sin()
    return torch.stack([cos * x - sin * y, sin * x + cos * y], dim=2)
