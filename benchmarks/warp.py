"""Warping images by thin-plate splines, forward and backward, against kornia.

    pip install kornia
    python -m benchmarks.warp --json

128 gray images 28×28, each with its own offsets of a 3×3 grid, up to 0.2; gradients of images and offsets. `theirs` is what kornia's
documentation says: `get_tps_transform` solves for the weights of every image, `warp_image_tps` applies them. Its spline is another one:
kornia centres the kernel at the points where the control points go, not at the control points, so both agree in where these go and
differ in between. `ratio_to_same_spline` is against `warp_image_tps` with our weights, for which no system is solved; that all images
and gradients agree there is checked first.
"""

from __future__ import annotations

import argparse
import statistics
from typing import Any

from benchmarks import harness, warping


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Images warped per second, on each side."""
    differences = harness.ask(["-m", "benchmarks.warping", "check"])
    rates = harness.interleave({side: ["-m", "benchmarks.warping", side] for side in warping.SIDES}, options.repeats)
    conditions = {
        **harness.environment("torch", "kornia"),
        "images": {"count": warping.COUNT, "size": warping.SIZE, "grid": warping.GRID, "offsets_up_to": warping.OFFSET},
        "passes": "forward, and backward to images and offsets",
        "theirs_is": "kornia get_tps_transform + warp_image_tps, align_corners=True",
        "ratio_to_same_spline": harness.paired_ratio(rates["ours"], rates["same_spline"]),
        "largest_differences": differences,
        "repeats": rates,
    }
    ours, theirs = statistics.median(rates["ours"]), statistics.median(rates["theirs"])
    ratio = harness.paired_ratio(rates["ours"], rates["theirs"])
    return harness.result("warp", ours, theirs, "images/s", True, conditions, ratio)


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", repeats=7)
