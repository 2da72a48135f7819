"""Training on more images than memory holds: anonymous memory from the cache on disk against images held in memory.

    python -m benchmarks.data_memory --json [--images 100000]

Both sides train a small autoencoder for an epoch on a folder of JPEG files, 64×64 in colour, decoding included, once with a tenth
of the images and once with all. `ours` and `theirs` are the peak of anonymous memory (RssAnon) with all images above what the
process has after a training on 128 of them. `conditions` has the same for a tenth, which says how it grows, the decoded size,
and the seconds. The default holds sets of up to 256 MiB in memory; here each side does what its name says. Needs Linux.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import harness
from benchmarks.memory import write_images

WAYS = {"ours": "cached", "theirs": "held"}


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Both ways, each with a tenth of the images and with all."""
    found: dict[str, dict[str, Any]] = {name: {} for name in WAYS}
    with tempfile.TemporaryDirectory() as temporary:
        for share, count in (("a_tenth", options.images // 10), ("all", options.images)):
            folder = Path(temporary) / share
            write_images(folder, count)
            for name, way in WAYS.items():
                found[name][share] = run(folder, way, Path(temporary) / f"{share}-{name}")
    grown = {name: {share: one["peak_mib"] - one["before_mib"] for share, one in shares.items()} for name, shares in found.items()}
    conditions = {
        **harness.environment("torch", "pillow"),
        "images": options.images,
        "above_start_mib": grown,
        "growth_of_ours_mib": grown["ours"]["all"] - grown["ours"]["a_tenth"],
        "growth_of_theirs_mib": grown["theirs"]["all"] - grown["theirs"]["a_tenth"],
        "decoded_mib": {share: one["decoded_mib"] for share, one in found["ours"].items()},
        "repeats": found,
    }
    return harness.result("data_memory", grown["ours"]["all"], grown["theirs"]["all"], "MiB", False, conditions)


def run(folder: Path, way: str, place: Path) -> dict[str, Any]:
    """One training in a process of its own, with a cache of its own."""
    before = os.environ.get("LATLAS_CACHE")
    os.environ["LATLAS_CACHE"] = str(place / "cache")
    try:
        return dict(harness.ask(["-m", "benchmarks.memory", str(folder), way, str(place)]))
    except RuntimeError as error:
        raise SystemExit(f"{error}") from error
    finally:
        os.environ.pop("LATLAS_CACHE") if before is None else os.environ.update(LATLAS_CACHE=before)


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", images=100_000)
