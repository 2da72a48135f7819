"""Linear support vector machines with the squared hinge loss, many at once.

One machine has weights w and minimises

    f(w) = ½ ‖w‖² + C Σ max(0, 1 − y · xᵀw)²,    y = ±1,

the objective of LIBLINEAR's solver 2 (Fan et al. 2008, "LIBLINEAR: a library for large linear classification", equation 1 with the
squared loss). An intercept is a feature of ones, and is regularised with the rest. f is strictly convex and piecewise
quadratic, so that Newton's method ends after few steps (Keerthi & DeCoste 2005, "A modified finite Newton method for fast solution
of large scale linear SVMs"): here about ten, for all classes in the same matrix products.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Bool, Float
from torch import Tensor

from latlas.errors import LatlasError
from latlas.types import Labels

Features = Float[Tensor, "batch feature"]
Signs = Float[Tensor, "batch machine"]
"""+1 or −1 for each sample, one column a machine."""
Costs = Float[Tensor, " machine"]
Weights = Float[Tensor, "feature machine"]
Step = Float[Tensor, " feature"]
AllWeights = Float[Tensor, "cost class feature_and_one"]
Selection = Bool[Tensor, " machine"]

NEWTON_STEPS = 200
HALVINGS = 40
DESCENT = 1e-4
"""Share of the slope's promise that a step must keep (Armijo's rule)."""
FORCING = 0.1
"""Conjugate gradients end when the residual is this share of the gradient, or less near the minimum (Eisenstat & Walker 1996)."""
GRADIENT_STEPS = 64
"""Of conjugate gradients at most. One costs 2 · batch · feature products, an exact step active · feature · min(active, feature)."""
MACHINES_AT_ONCE = 128
"""Bounds the memory: a few matrices of samples × machines are held."""


def one_vs_rest(features: Features, labels: Labels, classes: int, costs: tuple[float, ...], tolerance: float = 1e-6) -> AllWeights:
    """Weights of one machine a class against all others, for each cost; the last weight is the intercept's.

    `labels` are 0 … classes − 1. The class of a sample is the machine with the largest [x, 1]ᵀw. In the type of `features`: give float64.
    The machines of a cost begin where those of the cost before it ended: ascending costs are solved soonest. Raises `LatlasError` when
    Newton's method does not converge.
    """
    extended = torch.cat([features, features.new_ones(len(features), 1)], 1)
    signs = torch.where(labels[:, None] == torch.arange(classes, device=features.device), 1.0, -1.0).to(features.dtype)
    weights, found = features.new_zeros(extended.shape[1], classes), []
    for cost in costs:
        parts = zip(signs.split(MACHINES_AT_ONCE, 1), weights.split(MACHINES_AT_ONCE, 1), strict=True)
        weights = torch.cat([minimise(extended, some, some.new_full(some.shape[1:], cost), tolerance, start) for some, start in parts], 1)
        found.append(weights.T)
    return torch.stack(found)


def objective(weights: Weights, margins: Signs, costs: Costs) -> Costs:
    """f of each machine, given its margins y · xᵀw."""
    return 0.5 * weights.square().sum(0) + costs * (1 - margins).clamp(min=0).square().sum(0)


@dataclass
class _Machines:
    """The machines that have not converged, a column each."""

    number: Tensor
    signs: Tensor
    costs: Tensor
    weights: Tensor
    margins: Tensor
    first: Tensor
    """Norm of the gradient at w = 0."""
    stiff: Tensor
    """Machines for which conjugate gradients were too slow once; their steps are solved for exactly from then on."""

    def keep(self, some: Selection) -> _Machines:
        """The selected ones."""
        return _Machines(*(values[..., some] for values in vars(self).values()))


def minimise(features: Features, signs: Signs, costs: Costs, tolerance: float = 1e-6, start: Weights | None = None) -> Weights:
    """The minimum of f for each machine, to a gradient of at most `tolerance` times that at w = 0; from `start`, or from 0.

    A truncated Newton method with backtracking. Its steps come from conjugate gradients for all machines at once, or, where these are slow,
    from a Cholesky factor of the Hessian. Raises `LatlasError` when it does not converge.
    """
    # In the principal axes the Hessian is nearly diagonal, so that its diagonal makes a good preconditioner; ‖w‖ stays the same.
    moments, axes = torch.linalg.eigh(features.T @ features)
    rotated = features @ axes
    found = torch.zeros(features.shape[1], signs.shape[1], dtype=features.dtype, device=features.device)
    first = (2 * costs * (rotated.T @ signs)).norm(dim=0)
    numbers = torch.arange(len(costs), device=features.device)
    weights = found.clone() if start is None else axes.T @ start
    left = _Machines(numbers, signs, costs, weights, signs * (rotated @ weights), first, torch.zeros_like(costs, dtype=torch.bool))
    for _ in range(NEWTON_STEPS):
        slack = (1 - left.margins).clamp(min=0)
        gradient = left.weights - 2 * left.costs * (rotated.T @ (left.signs * slack))
        open_ = gradient.norm(dim=0) > tolerance * left.first
        found[:, left.number[~open_]] = left.weights[:, ~open_]
        if not open_.any():
            return axes @ found
        if not open_.all():
            left, gradient, slack = left.keep(open_), gradient[:, open_], slack[:, open_]
        active = slack > 0
        step = _solve(rotated, moments.clamp(min=0), active, gradient, left)
        _descend(left, step, left.signs * (rotated @ step), (gradient * step).sum(0))
    raise LatlasError(
        f"{len(left.costs)} of {len(costs)} linear machines did not converge in {NEWTON_STEPS} steps: "
        "scale the features to a standard deviation near 1, or leave out the largest costs"
    )


def _solve(features: Features, moments: Tensor, active: Tensor, gradient: Weights, machines: _Machines) -> Weights:
    """Newton's steps −H⁻¹g, H = I + 2C Σ_active x xᵀ; marks the machines as stiff for which conjugate gradients were too slow."""
    step = torch.zeros_like(gradient)
    easy = ~machines.stiff
    if easy.any():
        norm = gradient[:, easy].norm(dim=0)
        goal = norm * (norm / machines.first[easy]).sqrt().clamp(max=FORCING)
        step[:, easy], solved = _conjugate_gradients(features, moments, active[:, easy], gradient[:, easy], machines.costs[easy], goal)
        machines.stiff[easy] = ~solved
    for machine in machines.stiff.nonzero().flatten().tolist():
        step[:, machine] = exact_step(features[active[:, machine]], gradient[:, machine], float(machines.costs[machine]))
    return step


def _conjugate_gradients(
    features: Features, moments: Tensor, active: Tensor, gradient: Weights, costs: Costs, goal: Costs
) -> tuple[Weights, Selection]:
    """Approximate steps, and which of them reached their goal."""
    weight = active.to(features.dtype)
    diagonal = 1 + 2 * costs * weight.mean(0) * moments[:, None]
    step, residual = torch.zeros_like(gradient), -gradient
    scaled = residual / diagonal
    direction, product = scaled, (residual * scaled).sum(0)
    for _ in range(GRADIENT_STEPS):
        going = residual.norm(dim=0) > goal
        if not going.any():
            break
        curved = direction + 2 * costs * (features.T @ (weight * (features @ direction)))
        length = torch.where(going, product / (direction * curved).sum(0), 0.0)
        step, residual = step + length * direction, residual - length * curved
        scaled = residual / diagonal
        before, product = product, (residual * scaled).sum(0)
        direction = scaled + torch.where(going, product / before, 0.0) * direction
    return step, residual.norm(dim=0) <= goal


def exact_step(rows: Features, gradient: Step, cost: float) -> Step:
    """−(I + 2C AᵀA)⁻¹ g for the active rows A, through the smaller of AᵀA and AAᵀ (Woodbury's identity)."""
    n, dimension = rows.shape
    if n < dimension:
        inner = rows @ rows.T
        inner.diagonal().add_(1 / (2 * cost))
        return rows.T @ torch.cholesky_solve((rows @ gradient)[:, None], torch.linalg.cholesky(inner))[:, 0] - gradient
    hessian = 2 * cost * (rows.T @ rows)
    hessian.diagonal().add_(1)
    return -torch.cholesky_solve(gradient[:, None], torch.linalg.cholesky(hessian))[:, 0]


def _descend(machines: _Machines, step: Weights, slope_of_margins: Signs, slope: Costs) -> None:
    """Move each machine along its step, halved until f falls enough."""
    before = objective(machines.weights, machines.margins, machines.costs)
    length = torch.ones_like(slope)
    for _ in range(HALVINGS):
        weights, margins = machines.weights + length * step, machines.margins + length * slope_of_margins
        # Beside the minimum a fall of f is lost in its rounding.
        rise = objective(weights, margins, machines.costs) - before - DESCENT * length * slope
        too_long = rise > 8 * torch.finfo(before.dtype).eps * before
        if not too_long.any():
            break
        length = torch.where(too_long, length / 2, length)
    machines.weights, machines.margins = weights, margins
