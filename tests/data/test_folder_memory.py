"""What a folder of images takes for each image besides its pixels, which lie on the disk."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image

FEW, MANY = 300, 2300
ALLOWED = 100
"""Bytes for an image. Its name of eleven letters is held up to three times, each with eight bytes more, and its label, its row in the
split and the order that the split is drawn from are eight bytes each: 81 in all. One Python text alone takes sixty."""

# A process of its own: tests check the types of every call, which takes memory too.
LOADING = """
import json, sys, tracemalloc
from pathlib import Path
from latlas.data import decoding, folder, options
options.SMALL = 0
folder.SORTED_AT_ONCE, decoding.MOST_AHEAD = 64, 16  # what is bounded is as large for few images as for many
few, many = map(Path, sys.argv[1:])
found = []
for root in (few, few, few, many, many):  # decoded, then from the cache; the first also for what is kept at the first use
    if root == few and len(found) == 1:
        (root / "0" / "00000.png").touch()
    tracemalloc.start()
    images = folder.Folder(root).load()
    found.append(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
print(json.dumps(found[1:]))
"""


def test_memory_for_each_image_is_some_tens_of_bytes(tmp_path: Path) -> None:
    """Both when the images are decoded into the cache and when they are found there."""
    file = io.BytesIO()
    Image.fromarray(np.zeros((8, 8), np.uint8)).save(file, "png")
    for name, count in (("few", FEW), ("many", MANY)):
        for number in range(count):
            path = tmp_path / name / str(number % 10) / f"{number:05}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.getvalue())
    environment = {**os.environ, "LATLAS_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-c", LOADING, str(tmp_path / "few"), str(tmp_path / "many")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, done.stderr
    few, few_found, many, many_found = json.loads(done.stdout)
    for state, one, other in (("decoded", few, many), ("found", few_found, many_found)):
        grown = (other - one) / (MANY - FEW)
        assert grown < ALLOWED, f"{state}: {grown:.0f} bytes an image"
