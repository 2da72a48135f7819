"""Affine transformation by the six entries of its matrix."""

from __future__ import annotations

from typing import final

import torch
from typing_extensions import override

from latlas.functional.warp import Points
from latlas.nn.transformations.transformation import Parameters, SharedPoints, Transformation

SMALLEST_DETERMINANT = 1e-6
"""The inverse divides by a determinant that is at least this far from 0."""


@final
class Affine(Transformation):
    """(x, y) ↦ (a x + b y + c, d x + e y + f) (Jaderberg et al. 2015, eq. 1).

    The inverse is exact where the determinant a e − b d is 1e-6 or more away from 0. Nearer to 0 it is replaced by 1e-6 of the same sign
    (plus for 0 itself), so that the inverse of a matrix that flattens the plane is large but finite.
    """

    def __init__(self) -> None:
        super().__init__(("a", "b", "c", "d", "e", "f"), torch.tensor([1.0, 0.0, 0.0, 0.0, 1.0, 0.0]))

    @override
    def coordinates(self, parameters: Parameters, points: SharedPoints) -> Points:
        parameters, points = self.checked(parameters, points)
        a, b, c, d, e, f = parameters[:, :, None].unbind(1)
        x, y = points.unbind(2)
        return torch.stack([a * x + b * y + c, d * x + e * y + f], dim=2)

    @override
    def inverse_coordinates(self, parameters: Parameters, points: SharedPoints) -> Points:
        parameters, points = self.checked(parameters, points)
        a, b, c, d, e, f = parameters[:, :, None].unbind(1)
        determinant = a * e - b * d
        # Not copysign, which has no counterpart in ONNX.
        smallest = torch.full_like(determinant, SMALLEST_DETERMINANT)
        smallest = torch.where(determinant < 0, -smallest, smallest)
        determinant = torch.where(determinant.abs() < SMALLEST_DETERMINANT, smallest, determinant)
        x, y = points.unbind(2)
        x, y = x - c, y - f
        return torch.stack([e * x - b * y, a * y - d * x], dim=2) / determinant[:, :, None]
