"""Atlases of 100 000 and of 1 000 000 images: memory, time and disk of the build, and the time to find neighbours.

    python -m benchmarks.atlas_scale --json [--images 1000000]

Builds the atlas of a tenth of the images and that of all, with the default options, each in a process of its own that has built a small
one before; asks each for the 12 nearest neighbours of a thousand rows, one query at a time; and appends 10 000 images to each. `ours` is
the 95th percentile of the time of a query in the larger atlas, `theirs` the 20 ms that it may take. `conditions` has the peak of anonymous
memory (RssAnon) above that at the start, how it grows, seconds for 1000 images in all and by stage, and bytes on disk for each image.
Numerical libraries get one thread; Lance starts its own. Needs Linux. Images, model and worker: `benchmarks/scale.py`.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import harness

BUDGET_MS = 20.0


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Build, ask and append, for a tenth of the images and for all."""
    os.environ["OMP_NUM_THREADS"] = "1"
    found: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for share, count in (("a_tenth", options.images // 10), ("all", options.images)):
            found[share] = {what: run(what, Path(temporary), count) for what in ("build", "ask", "append")}
    above = {what: {share: one[what]["peak_mib"] - one[what]["before_mib"] for share, one in found.items()} for what in ("build", "append")}
    per_image = {key: found["all"]["build"]["bytes"][key] / options.images for key in found["all"]["build"]["bytes"]}
    stages = {name: seconds / options.images * 1000 for name, seconds in found["all"]["build"]["stages"].items()}
    conditions = {
        **harness.environment("torch", "pylance", "scikit-learn", "pillow"),
        "images": options.images,
        "shape": [1, 32, 32],
        "latents": 8,
        "threads": 1,
        "build_above_start_mib": above["build"],
        "build_growth_mib": above["build"]["all"] - above["build"]["a_tenth"],
        "append_above_start_mib": above["append"],
        "seconds_per_1000": {share: one["build"]["seconds"] / one["build"]["images"] * 1000 for share, one in found.items()},
        "seconds_per_1000_by_stage": stages,
        "append_seconds": {share: one["append"]["seconds"] for share, one in found.items()},
        "bytes_per_image": per_image,
        "neighbours": {share: one["ask"] for share, one in found.items()},
        "repeats": found,
    }
    return harness.result("atlas_scale", found["all"]["ask"]["p95_ms"], BUDGET_MS, "ms", False, conditions)


def run(what: str, folder: Path, count: int) -> dict[str, Any]:
    """One step in a process of its own."""
    try:
        return dict(harness.ask(["-m", "benchmarks.scale", what, str(folder), str(count)]))
    except RuntimeError as error:
        raise SystemExit(f"{error}") from error


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", images=1_000_000)
