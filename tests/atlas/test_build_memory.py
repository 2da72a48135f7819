"""A build takes no more memory for more images: what is found out about them is in files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

FEW, MANY, LATENTS = 2_000, 12_000, 64
ALLOWED = 48
"""Bytes for an image, where its latents alone are 256. Lance says nothing of what it holds: `benchmarks.atlas_scale` sees that, too."""

# A process of its own: tests check the types of every call, which takes memory too.
BUILDING = """
import json, sys, tracemalloc
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from linear_model import card, linear, noise_images, pretend_export
from latlas.atlas import append, build, columns, map, store
from latlas.latent import clusters
build.export = pretend_export
# What is bounded is as large for few images as for many.
columns.BLOCK, map.MOST_FITTED, clusters.MOST_KMEANS, clusters.MOST_HDBSCAN = 256, 500, 500, 500
store.INDEXED_FROM, store.INDEXED_AT_ONCE, store.ROWS_PER_CELL, store.MOST_FITTED = 1000, 500, 1000, 200
model = linear(int(sys.argv[3]))
found = []
for number, count in enumerate(json.loads(sys.argv[4])):
    images, more, out = noise_images(count), noise_images(count + 1), Path(sys.argv[2]) / str(number)
    described = card(model, weights="w", data_fingerprint="old")
    for work in (
        lambda: build.build(model, images, described, out, build.AtlasOptions(tile_levels=1), True),
        lambda: append.append(model, "w", more, out, True),
    ):
        tracemalloc.start()
        work()
        found.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
print(json.dumps(found))
"""


@pytest.mark.slow
def test_memory_for_each_image_is_some_bytes(tmp_path: Path) -> None:
    """Both to build an atlas and to append to it."""
    counts = json.dumps([FEW, FEW, MANY])  # the first also for what is kept at the first use
    arguments = [sys.executable, "-c", BUILDING, str(Path(__file__).parent), str(tmp_path), str(LATENTS), counts]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, done.stderr
    few, many = (json.loads(done.stdout)[at : at + 2] for at in (2, 4))
    for what, one, other in zip(("built", "appended"), few, many, strict=True):
        grown = (other - one) / (MANY - FEW)
        assert grown < ALLOWED, f"{what}: {grown:.0f} bytes an image"
