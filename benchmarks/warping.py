"""The sides of `warp`: one batch of images warped by thin-plate splines, forward and backward, by latlas and by kornia.

python -m benchmarks.warping SIDE      a worker; a chunk is `STEPS` batches
python -m benchmarks.warping check     how far the sides are apart
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable, Mapping

import torch
from torch import Tensor

from benchmarks.harness import Gate
from latlas.functional.warp import pixel_points
from latlas.nn.transformations.thin_plate import ThinPlate
from latlas.nn.transformations.transformation import transform

COUNT, SIZE, GRID, OFFSET = 128, 28, 3, 0.2
STEPS = 30
"""Batches in a chunk."""

PLATE = ThinPlate(GRID)
CONTROLS = pixel_points(GRID, GRID, torch.device("cpu"), torch.float32)


def make() -> tuple[Tensor, Tensor, Tensor]:
    """Images `(128, 1, 28, 28)`, offsets `(128, 18)`, and a gradient for each pixel that comes from the loss."""
    generator = torch.Generator().manual_seed(0)
    images, weights = torch.rand(2, COUNT, 1, SIZE, SIZE, generator=generator)
    offsets = OFFSET * (2 * torch.rand(COUNT, 2 * GRID**2, generator=generator) - 1)
    return images.requires_grad_(), offsets.requires_grad_(), weights


def ours(images: Tensor, offsets: Tensor) -> Tensor:
    """T_u of latlas."""
    return transform(PLATE, images, offsets, SIZE, SIZE, "zeros")


def theirs(images: Tensor, offsets: Tensor) -> Tensor:
    """Kornia's spline from the control points to where they go; the result is read there, so no order is reversed."""
    from kornia.geometry.transform import get_tps_transform, warp_image_tps

    controls = CONTROLS.expand(len(offsets), -1, -1)
    moved = controls + offsets.unflatten(1, (-1, 2))
    kernel, affine = get_tps_transform(controls, moved)
    return warp_image_tps(images, moved, kernel, affine, align_corners=True)


def same_spline(images: Tensor, offsets: Tensor) -> Tensor:
    """Kornia's warp by the spline of latlas: the kernel at the control points, weights by one product."""
    from kornia.geometry.transform import warp_image_tps

    weights = PLATE.matrix @ offsets.unflatten(1, (-1, 2))
    kernel, displacement = weights[:, :-3], weights[:, -3:]
    identity = torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    return warp_image_tps(images, CONTROLS.expand(len(offsets), -1, -1), kernel, identity + displacement, align_corners=True)


Side = Callable[[Tensor, Tensor], Tensor]
SIDES: Mapping[str, Side] = {"ours": ours, "theirs": theirs, "same_spline": same_spline}


def step(side: Side, images: Tensor, offsets: Tensor, weights: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The warped images, and the gradients of images and offsets."""
    warped = side(images, offsets)
    by_images, by_offsets = torch.autograd.grad((warped * weights).sum(), (images, offsets))
    return warped.detach(), by_images, by_offsets


def check() -> dict[str, float]:
    """Largest differences of pixels to ours. Raises `AssertionError` when the same spline gives other images or gradients."""
    made = make()
    here, by_images, by_offsets = step(ours, *made)
    there, their_images, their_offsets = step(same_spline, *made)
    torch.testing.assert_close(there, here, atol=1e-4, rtol=0)
    torch.testing.assert_close(their_images, by_images, atol=1e-4, rtol=0)
    # A point on the edge of a pixel may be read on either side of it: a few gradients of points differ, and no more than a few.
    off = (their_offsets - by_offsets).abs() > 1e-3 * by_offsets.abs().max()
    assert float(off.float().mean()) < 0.01, f"{int(off.sum())} gradients of offsets differ"
    return {
        "same_spline": float((there - here).abs().max()),
        "theirs": float((theirs(*made[:2]).detach() - here).abs().max()),
    }


def work(side: str) -> None:
    """Warp until the parent has heard enough."""
    gate = Gate()
    try:
        made = make()
        gate.wait()
        while True:
            for _ in range(STEPS):
                step(SIDES[side], *made)
            gate.wait(STEPS * COUNT)
    except Exception:  # noqa: BLE001 - the parent shows it
        gate.answer({"error": traceback.format_exc()})


if __name__ == "__main__":
    if sys.argv[1] == "check":
        print(json.dumps(check()))
    else:
        work(sys.argv[1])
