"""Thin-plate spline: the smoothest map that moves given points by given offsets."""

from __future__ import annotations

from typing import final

import torch
from jaxtyping import Float
from torch import Tensor
from typing_extensions import override

from latlas.errors import UsageError
from latlas.functional.warp import Points, pixel_points
from latlas.nn.transformations.transformation import Parameters, SharedPoints, Transformation

NEWTON_STEPS = 8
"""For offsets up to 0.2 on a 3×3 grid seven reach the last digits of float64, six those of float32."""
SMALLEST_DETERMINANT = 1e-3
"""The inverse divides by determinants of the derivative that are at least this far from 0."""

Controls = Float[Tensor, "control 2"]
Matrix = Float[Tensor, "term control"]
Weights = Float[Tensor, "batch 2 term"]
Basis = Float[Tensor, "#batch point term"]
FromControls = Float[Tensor, "#batch point control"]
Jacobians = Float[Tensor, "batch point 2 2"]


@final
class ThinPlate(Transformation):
    """p ↦ p + a + A p + Σ_k w_k U(|p − c_k|) with U(r) = r² log r (Bookstein 1989): control point c_k goes to c_k + offset k.

    The control points are a lattice over [-1, 1]² with `grid` points per side, row by row; the parameters are their offsets, x and y of
    one point after the other, named `x_0_1` for x in row 0, column 1. a, A and w_k are linear in the offsets, by a matrix that is found
    once, in float64.

    A plate that is bent too far folds: it is then not one-to-one. It does not fold within the frame while no control point moves further
    than 0.58, 0.23, 0.13 or 0.10 on a grid of 2, 3, 4 or 5 per side: Σ_k |∇h_k(p)| times that stays below 1 for the influences h_k of
    the offsets. Offsets that are not the worst for their size may be larger.

    The inverse is found by Newton's method, for each point from that point, with steps that are halved until the error falls. Where the
    plate folds it is one of several points that go where they should or, for the few from which the method cannot get away, the best
    point on its way: finite, and no worse than its start. Its gradients are those of the implicit function theorem, first derivatives
    only. Determinants are kept at 1e-3 or more, so these gradients are not exact where the plate is about to fold.

    Raises `UsageError` for a grid below 2.
    """

    gridded = True
    controls: Controls
    matrix: Matrix

    def __init__(self, grid: int = 3) -> None:
        if grid < 2:
            raise UsageError(f"grid is {grid}: a thin plate needs at least 2 control points per side")
        names = (f"{axis}_{row}_{column}" for row in range(grid) for column in range(grid) for axis in "xy")
        super().__init__(tuple(names), torch.zeros(2 * grid**2))
        controls = pixel_points(grid, grid, torch.device("cpu"), torch.float64)
        self.register_buffer("controls", controls.to(self.identity.dtype), persistent=False)
        self.register_buffer("matrix", _weights_of_offsets(controls).to(self.identity.dtype), persistent=False)

    @override
    def coordinates(self, parameters: Parameters, points: SharedPoints) -> Points:
        parameters, points = self.checked(parameters, points)
        with torch.autocast(points.device.type, enabled=False):
            return self._moved(self._weights(parameters), points)

    @override
    def inverse_coordinates(self, parameters: Parameters, points: SharedPoints) -> Points:
        parameters, points = self.checked(parameters, points)
        with torch.autocast(points.device.type, enabled=False):
            weights = self._weights(parameters)
            found = self._newton(weights, points)
            with torch.no_grad():
                _, jacobians = self._linearised(weights, found)
            # 0 in value: its gradient is that of one more Newton step, −J⁻¹ ∂(T_u(found) − points).
            error = self._moved(weights, found) - points
            return found - _solved(jacobians, error - error.detach())

    @torch.no_grad()
    def _newton(self, weights: Weights, targets: SharedPoints) -> Points:
        """Points that T_u takes to the targets. All take as many steps: the answer for one image does not depend on its company."""
        best = targets.expand(weights.shape[0], -1, -1)
        values, jacobians = self._linearised(weights, best)
        error = values - targets
        step = _solved(jacobians, error)
        for _ in range(NEWTON_STEPS):
            tried = best - step
            values, jacobians = self._linearised(weights, tried)
            tried_error = values - targets
            better = tried_error.norm(dim=2, keepdim=True) < error.norm(dim=2, keepdim=True)
            best, error = torch.where(better, tried, best), torch.where(better, tried_error, error)
            step = torch.where(better, _solved(jacobians, tried_error), step / 2)
        return best

    def _weights(self, parameters: Parameters) -> Weights:
        """The weights of U at each control point, of 1, of x and of y, in this order; for either coordinate of the result."""
        return parameters.unflatten(1, (-1, 2)).mT @ self.matrix.to(parameters.dtype).T

    def _moved(self, weights: Weights, points: SharedPoints) -> Points:
        basis, *_ = _basis(points, self.controls)
        # A basis that all images share makes one product of matrices in place of one for each image.
        return points + (weights @ (basis[0] if basis.shape[0] == 1 else basis).mT).mT

    def _linearised(self, weights: Weights, points: Points) -> tuple[Points, Jacobians]:
        """T_u(points) and its derivative there, by ∇U(|p − c|) = (log |p − c|² + 1) (p − c)."""
        basis, right, down, log_squared = _basis(points, self.controls)
        count = len(self.controls)
        slope, bends = log_squared + 1, weights[..., :count].mT
        along_x = (slope * right) @ bends + weights[:, None, :, count + 1]
        along_y = (slope * down) @ bends + weights[:, None, :, count + 2]
        identity = torch.eye(2, dtype=points.dtype, device=points.device)
        return points + (weights @ basis.mT).mT, torch.stack([along_x, along_y], dim=3) + identity


def _basis(points: SharedPoints, controls: Controls) -> tuple[Basis, FromControls, FromControls, FromControls]:
    """U at each control point, 1, x and y for each point; then how far right and down of each control it is, and log |p − c|²."""
    controls = controls.to(points.dtype)
    right, down = points[..., :1] - controls[:, 0], points[..., 1:] - controls[:, 1]
    squared = right.square() + down.square()
    # The smallest normal number in place of 0 makes U and its gradient at a control point 0, not NaN.
    log_squared = squared.clamp_min(torch.finfo(points.dtype).tiny).log()
    return torch.cat([0.5 * squared * log_squared, torch.ones_like(points[..., :1]), points], dim=2), right, down, log_squared


def _weights_of_offsets(controls: Controls) -> Matrix:
    """The matrix from offsets to weights: they interpolate the offsets, with Σ_k w_k = 0 and Σ_k w_k c_k = 0."""
    count = len(controls)
    basis = _basis(controls[None], controls)[0][0]
    system = controls.new_zeros(count + 3, count + 3)
    system[:count] = basis
    system[count:, :count] = basis[:, count:].T
    return torch.linalg.inv(system)[:, :count]


def _solved(jacobians: Jacobians, vectors: Points) -> Points:
    """J⁻¹ v by Cramer's rule, with a determinant that is kept away from 0."""
    (a, b), (c, d) = (row.unbind(2) for row in jacobians.unbind(2))
    determinant = a * d - b * c
    # Not copysign, which has no counterpart in ONNX.
    smallest = torch.full_like(determinant, SMALLEST_DETERMINANT)
    smallest = torch.where(determinant < 0, -smallest, smallest)
    determinant = torch.where(determinant.abs() < SMALLEST_DETERMINANT, smallest, determinant)
    x, y = vectors.unbind(2)
    return torch.stack([d * x - b * y, a * y - c * x], dim=2) / determinant[..., None]
