"""Thumbnails of an atlas, PNG files of many images at once, against Pillow writing one after the other.

    python -m benchmarks.atlas_thumbnails --json

Images are 64×64 in colour, cut from the two photographs that scikit-learn ships, and 28×28 in gray, its digits enlarged. The ratio is
that of the photographs; digits, bytes, and the ratio with one thread are in `conditions`. Both sides' files hold the same pixels.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from PIL import Image

from benchmarks import harness
from benchmarks.training import Task, read_images
from latlas.atlas import pictures, png

COUNT, SIDE = 1024, 64
"""Images, and pixels of a side of a photograph's cut."""

Write = Callable[[np.ndarray], list[bytes]]


def photographs() -> np.ndarray:
    """Cuts `(1024, 64, 64, 3)`, at places drawn by seed."""
    from sklearn.datasets import load_sample_images

    random = np.random.default_rng(0)
    cuts = []
    for photograph in load_sample_images().images:
        tops = random.integers(0, photograph.shape[0] - SIDE, COUNT // 2)
        lefts = random.integers(0, photograph.shape[1] - SIDE, COUNT // 2)
        cuts += [photograph[top : top + SIDE, left : left + SIDE] for top, left in zip(tops, lefts, strict=True)]
    return np.stack(cuts)


def by_pillow(images: np.ndarray) -> list[bytes]:
    """One after the other, at Pillow's defaults."""
    made = []
    for pixels in images:
        file = io.BytesIO()
        pictures.to_picture(pixels).save(file, "PNG")
        made.append(file.getvalue())
    return made


def on_one_thread(images: np.ndarray) -> list[bytes]:
    """Ours without the help of other cores."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        return png.encode(images)
    finally:
        torch.set_num_threads(threads)


SIDES: Mapping[str, Write] = {"ours": png.encode, "theirs": by_pillow, "one_thread": on_one_thread}


def rates(images: np.ndarray, repeats: int) -> dict[str, list[float]]:
    """Images per second of each side, in turn; the first round warms up."""
    found: dict[str, list[float]] = {name: [] for name in SIDES}
    for number in range(repeats + 1):
        harness.wait_until_idle()
        for name, write in SIDES.items():
            start = time.perf_counter()
            write(images)
            if number:
                found[name].append(len(images) / (time.perf_counter() - start))
    return found


def same_pixels(images: np.ndarray) -> bool:
    """Whether Pillow reads every pixel back from our files."""
    made = zip(png.encode(images), images, strict=True)
    return all(np.array_equal(np.asarray(Image.open(io.BytesIO(file))).reshape(one.shape), one) for file, one in made)


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Photographs and digits."""
    digits = read_images(Task(batch_size=COUNT, epoch_steps=1))[0].transpose(0, 2, 3, 1)
    sets = {"photographs": photographs(), "digits": np.ascontiguousarray(digits)}
    found = {name: rates(images, options.repeats) for name, images in sets.items()}
    ratio = {name: {side: harness.paired_ratio(own[side], own["theirs"]) for side in ("ours", "one_thread")} for name, own in found.items()}
    conditions = {
        **harness.environment("torch", "pillow"),
        "threads": torch.get_num_threads(),
        "theirs_is": "Pillow's Image.save at its defaults",
        "images": {name: list(images.shape) for name, images in sets.items()},
        "same_pixels": {name: same_pixels(images) for name, images in sets.items()},
        "bytes_per_image": {
            name: {side: statistics.fmean(map(len, SIDES[side](images))) for side in ("ours", "theirs")} for name, images in sets.items()
        },
        "ratios": ratio,
        "repeats": found,
    }
    ours, theirs = (statistics.median(found["photographs"][side]) for side in ("ours", "theirs"))
    return harness.result("atlas_thumbnails", ours, theirs, "images/s", True, conditions, ratio["photographs"]["ours"])


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", repeats=7)
