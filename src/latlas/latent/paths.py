"""Paths between latents, and surfaces between four of them: pure functions, batched, differentiable.

A path x(α) starts at α = 0 and ends at α = 1, both exactly; α outside [0, 1] extrapolates. Narrow floating types are
calculated in float32 and returned in their own type.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor

from latlas.errors import UsageError
from latlas.types import Images, Latents

Pairs = Float[Tensor, "pair latent"]
Alphas = Float[Tensor, " step"]
PairPaths = Float[Tensor, "pair step latent"]
Corners = Float[Tensor, "4 latent"]
Surface = Float[Tensor, "row column latent"]
LatentPlaces = Float[Tensor, "*lead latent"]
"""Latents on paths or surfaces of any leading shape."""
ImagePlaces = Float[Tensor, "*lead channel height width"]
"""The images decoded from them."""


def alphas(steps: int, extrapolate: float = 0.0) -> Alphas:
    """`steps` evenly spaced values from 0 to 1, and as many beyond either end as fit into a share `extrapolate` of the way.

    Float64. Both 0 and 1 are always among them: `alphas(5, 0.5)` runs from −0.5 to 1.5 in steps of 0.25. Raises `UsageError` for
    fewer than 2 steps, and for a share that is negative or not finite.
    """
    if steps < 2:
        raise UsageError(f"steps is {steps}: a path has a start and an end, so give at least 2")
    if not (math.isfinite(extrapolate) and extrapolate >= 0):
        raise UsageError(f"extrapolate is {extrapolate}: give a share of the way, 0 or more")
    beyond = math.floor(extrapolate * (steps - 1) + 1e-9)  # 0.3 of 10 steps are 3 steps, also in binary
    return torch.arange(-beyond, steps + beyond, dtype=torch.float64) / (steps - 1)


def linear(start: Pairs, end: Pairs, alpha: Alphas) -> PairPaths:
    """The straight path (1 − α) start + α end of each pair."""
    start_, end_, alpha_ = _prepared(start, end, alpha)
    return ((1 - alpha_) * start_ + alpha_ * end_).to(start.dtype)


def spherical(start: Pairs, end: Pairs, alpha: Alphas) -> PairPaths:
    """The path along the great circle between each pair: the direction turns at constant speed, the norm changes linearly.

    With unit vectors u = start/‖start‖ and v = end/‖end‖ and the angle Ω between them,

        x(α) = ((1 − α)‖start‖ + α‖end‖) · (sin((1 − α)Ω) u + sin(αΩ) v) / sin Ω

    (Shoemake, "Animating rotation with quaternion curves", SIGGRAPH 1985, for unit vectors; White, "Sampling generative networks",
    2016, for latents). Far beyond an end, where the linear norm would be negative, it is 0.

    Parallel pairs have the straight path as their limit. Pairs with a zero vector, which has no direction, and pairs of opposite
    directions, which many great circles join (within √ε of the type: 3e-4 radians in float32), take the straight path of `linear`.
    Gradients are finite everywhere.
    """
    start_, end_, alpha_ = _prepared(start, end, alpha)
    start_norm, end_norm = (torch.linalg.vector_norm(ends, dim=2, keepdim=True) for ends in (start_, end_))
    no_direction = (start_norm == 0) | (end_norm == 0)
    # What `torch.where` leaves out must be finite as well, or its gradient spoils the whole.
    start_norm, end_norm = start_norm.where(~no_direction, 1), end_norm.where(~no_direction, 1)
    u, v = start_ / start_norm, end_ / end_norm
    # Kahan's angle keeps its digits where the arc cosine of u·v loses them, near 0 and π.
    angle = 2 * torch.atan2(*(torch.linalg.vector_norm(side, dim=2, keepdim=True) for side in (u - v, u + v)))
    straight = no_direction | (math.pi - angle < torch.finfo(angle.dtype).eps ** 0.5)
    turn = angle.where(~straight, 0) / math.pi
    # sin(αΩ)/sin Ω by sinc, which is smooth at Ω = 0. Scaling start and end, rather than u and v, keeps the ends exact.
    norm = ((1 - alpha_) * start_norm + alpha_ * end_norm).clamp(min=0)
    from_start = (1 - alpha_) * torch.sinc((1 - alpha_) * turn) / torch.sinc(turn) * (norm / start_norm)
    from_end = alpha_ * torch.sinc(alpha_ * turn) / torch.sinc(turn) * (norm / end_norm)
    curved = from_start * start_ + from_end * end_
    return torch.where(straight, (1 - alpha_) * start_ + alpha_ * end_, curved).to(start.dtype)


PATHS: dict[str, Callable[[Pairs, Pairs, Alphas], PairPaths]] = {"linear": linear, "spherical": spherical}
"""Paths by their names."""


def bilinear(corners: Corners, rows: int, columns: int) -> Surface:
    """The bilinear surface between four latents: top left, top right, bottom left, bottom right, at evenly spaced places.

    Each edge is the linear path between its corners. Raises `UsageError` for fewer than 2 rows or columns.
    """
    if rows < 2 or columns < 2:
        raise UsageError(f"a surface of {rows}×{columns} places: give at least 2 rows and 2 columns, one for each corner")
    top_left, top_right, bottom_left, bottom_right = corners[:, None]
    left, right = linear(top_left, bottom_left, alphas(rows)), linear(top_right, bottom_right, alphas(rows))
    return linear(left[0], right[0], alphas(columns))


def decode_path(decode: Callable[[Latents], Images], path: LatentPlaces, batch_size: int = 256) -> ImagePlaces:
    """The image of every latent of paths or surfaces of any leading shape, decoded `batch_size` at a time.

    Gradients are kept; call it under `torch.no_grad()` where none are needed. Raises `UsageError` for a batch size below 1.
    """
    if batch_size < 1:
        raise UsageError(f"batch_size is {batch_size}: it must be at least 1")
    images = torch.cat([decode(latents) for latents in path.reshape(-1, path.shape[-1]).split(batch_size)])
    return images.reshape(*path.shape[:-1], *images.shape[1:])


def _prepared(start: Pairs, end: Pairs, alpha: Alphas) -> tuple[Tensor, Tensor, Tensor]:
    """Start and end as `pair 1 latent`, α as `step 1`, in the type to calculate in."""
    dtype = torch.promote_types(start.dtype, torch.float32)
    return start[:, None].to(dtype), end[:, None].to(dtype), alpha.to(start.device, dtype)[:, None]
