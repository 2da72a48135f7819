"""SSIM of images, forward and backward: ours against torchmetrics and against grouped convolutions.

    python -m benchmarks.ssim --json

128 colour images 64×64 and targets, a Gaussian window of 11 pixels with σ = 1.5, the mean over images, its gradient to the images. `theirs`
is torchmetrics' function as its pages show it. It pads by reflection and takes the mean over the border too; on the places where the window
fits, its map is ours to 1e-4, which is checked first, and so are the convolutions. `ratio_to_convolutions` is against separable grouped
convolutions without padding, as other packages have them. scikit-image, which has no gradients, is not timed.

    python -m benchmarks.ssim SIDE [COUNT, SIZE]      a worker; SIDE is ours, theirs, convolutions or check
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from torch import Tensor

from benchmarks import harness
from latlas.functional.ssim import ssim

STEPS = 3
"""Passes in a chunk."""
WINDOW, SIGMA = 11, 1.5
AGREEMENT = 1e-4


def make(count: int, size: int) -> tuple[Tensor, Tensor]:
    """Smooth images and noisy copies: similarity neither near 0 nor near 1."""
    generator = torch.Generator().manual_seed(0)
    coarse = torch.rand(count, 3, max(2, size // 8), max(2, size // 8), generator=generator)
    smooth = F.interpolate(coarse, (size, size), mode="bilinear")
    return (smooth + 0.1 * torch.randn(smooth.shape, generator=generator)).clamp(0, 1).requires_grad_(), smooth


def ours(images: Tensor, targets: Tensor) -> Tensor:
    """Ours."""
    return ssim(images, targets).mean()


def theirs(images: Tensor, targets: Tensor) -> Tensor:
    """Of torchmetrics."""
    from torchmetrics.functional.image import structural_similarity_index_measure

    value = structural_similarity_index_measure(images, targets, data_range=1.0)
    assert isinstance(value, Tensor)
    return value


def convolutions(images: Tensor, targets: Tensor) -> Tensor:
    """Five blurs, each of two grouped convolutions."""
    channels = images.shape[1]
    offset = torch.arange(WINDOW) - (WINDOW - 1) / 2
    line = torch.softmax(-offset.square() / (2 * SIGMA**2), 0).expand(channels, 1, WINDOW)

    def blur(maps: Tensor) -> Tensor:
        return F.conv2d(F.conv2d(maps, line[..., None, :], groups=channels), line[..., None], groups=channels)

    mean_x, mean_y = blur(images), blur(targets)
    covariance = blur(images * targets) - mean_x * mean_y
    variance_x, variance_y = blur(images.square()) - mean_x.square(), blur(targets.square()) - mean_y.square()
    alike = (2 * mean_x * mean_y + 1e-4) / (mean_x.square() + mean_y.square() + 1e-4)
    return (alike * (2 * covariance + 9e-4) / (variance_x + variance_y + 9e-4)).mean()


SIDES: Mapping[str, Callable[[Tensor, Tensor], Tensor]] = {"ours": ours, "theirs": theirs, "convolutions": convolutions}


def check(images: Tensor, targets: Tensor) -> dict[str, float]:
    """Differences to ours. Raises `AssertionError` for any above 1e-4 where borders do not differ."""
    from torchmetrics.functional.image import structural_similarity_index_measure

    with torch.no_grad():
        value = ours(images, targets)
        _, places = structural_similarity_index_measure(images, targets, data_range=1.0, reduction="none", return_full_image=True)
        inside = slice(WINDOW // 2, -(WINDOW // 2))
        differences = {
            "torchmetrics_without_border": float((places[..., inside, inside].mean((1, 2, 3)) - ssim(images, targets)).abs().max()),
            "convolutions": float((convolutions(images, targets) - value).abs()),
        }
        assert all(difference < AGREEMENT for difference in differences.values()), differences
        return {"value": float(value), **differences, "torchmetrics_with_border": float((theirs(images, targets) - value).abs())}


def work(side: str, count: int, size: int) -> None:
    """Be a worker."""
    gate = harness.Gate()
    try:
        images, targets = make(count, size)
        if side == "check":
            return gate.answer(check(images, targets))
        gate.wait()
        while True:
            for _ in range(STEPS):
                torch.autograd.grad(SIDES[side](images, targets), images)
            gate.wait(STEPS * count)
    except Exception:  # noqa: BLE001 - the parent shows it
        gate.answer({"error": traceback.format_exc()})
        sys.exit(1)


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Images per second, on each side."""

    def worker(side: str) -> list[str]:
        return ["-m", "benchmarks.ssim", side, json.dumps([options.images, options.size])]

    agreement = harness.ask(worker("check"))
    rates = harness.interleave({side: worker(side) for side in SIDES}, options.repeats)
    conditions = {
        **harness.environment("torch", "torchmetrics"),
        "images": options.images,
        "shape": [3, options.size, options.size],
        "passes": "forward, and backward to the images",
        "theirs_is": "torchmetrics structural_similarity_index_measure, data_range=1",
        "agreement": agreement,
        "ratio_to_convolutions": harness.paired_ratio(rates["ours"], rates["convolutions"]),
        "repeats": rates,
    }
    ours_, theirs_ = statistics.median(rates["ours"]), statistics.median(rates["theirs"])
    ratio = harness.paired_ratio(rates["ours"], rates["theirs"])
    return harness.result("ssim", ours_, theirs_, "images/s", True, conditions, ratio)


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        work(sys.argv[1], *json.loads(sys.argv[2]))
    else:
        harness.main(measure, __doc__ or "", images=128, size=64, repeats=7)
