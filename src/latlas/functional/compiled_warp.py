"""`grid_sample` as one operator that torch.compile calls as it is.

Left to itself, torch's compiler for CPUs writes the reading of four neighbours out as plain arithmetic, which takes longer than
torch's own vectorised kernel and keeps what surrounds it from being fused. What this and a compiled
optimiser bring together is the benchmark `train_compiled`.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

BILINEAR = 0
"""The number of torch's own interpolation mode; the points are those of `align_corners=True`."""


@torch.library.custom_op("latlas::grid_sample", mutates_args=(), schema="(Tensor images, Tensor grid, bool border) -> Tensor")
def grid_sample(images: Tensor, grid: Tensor, border: bool) -> Tensor:
    """`torch.nn.functional.grid_sample`, bilinear, with corners aligned: `(batch, channel, *, *)` read at `(batch, height, width, 2)`.

    Outside the images is their border, or black.
    """
    return torch.ops.aten.grid_sampler_2d(images, grid, BILINEAR, int(border), True)


@grid_sample.register_fake
def _(images: Tensor, grid: Tensor, border: bool) -> Tensor:
    return images.new_empty(*images.shape[:2], *grid.shape[1:3])


@torch.library.custom_op(
    "latlas::grid_sample_backward",
    mutates_args=(),
    schema="(Tensor gradient, Tensor images, Tensor grid, bool border, bool of_images) -> (Tensor, Tensor)",
)
def grid_sample_backward(gradient: Tensor, images: Tensor, grid: Tensor, border: bool, of_images: bool) -> tuple[Tensor, Tensor]:
    """The gradients with respect to images and grid; the first is empty unless `of_images`, as an image that is data has none."""
    mask = [of_images, True]
    to_images, to_grid = torch.ops.aten.grid_sampler_2d_backward(gradient, images, grid, BILINEAR, int(border), True, mask)
    return to_images if of_images else images.new_empty(0), to_grid


@grid_sample_backward.register_fake
def _(gradient: Tensor, images: Tensor, grid: Tensor, border: bool, of_images: bool) -> tuple[Tensor, Tensor]:
    def contiguous(like: Tensor) -> Tensor:
        return torch.empty_like(like, memory_format=torch.contiguous_format)

    return contiguous(images) if of_images else images.new_empty(0), contiguous(grid)


def _keep(ctx: Any, inputs: tuple[Any, ...], output: Tensor) -> None:
    images, grid, ctx.border = inputs
    ctx.save_for_backward(images, grid)


def _backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, Tensor, None]:
    images, grid = ctx.saved_tensors
    of_images = ctx.needs_input_grad[0]
    to_images, to_grid = grid_sample_backward(gradient, images, grid, ctx.border, of_images)
    return to_images if of_images else None, to_grid, None


grid_sample.register_autograd(_backward, setup_context=_keep)
