"""A training in a process of its own, and how much anonymous memory it takes at most; the worker of `data_memory`.

    python -m benchmarks.memory FOLDER cached|held RUN [VALIDATION [BATCH]]    print one JSON object; VALIDATION is a share

Anonymous memory is what a machine must have: pages of files can be dropped and read again. It is looked at every two milliseconds.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

import numpy as np
from PIL import Image

MIB = 2**20
SIZE = 64


def write_images(folder: Path, count: int, size: int = SIZE) -> None:
    """JPEG files of coloured blobs in ten folders, all different."""
    y, x = np.mgrid[:size, :size] / size
    for number in range(count):
        random = np.random.default_rng(number)
        centre, colour = random.random(2), random.random(3)
        blob = np.exp(-((x - centre[0]) ** 2 + (y - centre[1]) ** 2) * 20)
        path = folder / str(number % 10) / f"{number}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray((255 * blob[..., None] * colour).astype(np.uint8)).save(path, quality=80)


def anonymous() -> int:
    """Bytes of anonymous memory that this process has now."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("RssAnon"))
    return int(line.split()[1]) * 1024


class Peak(threading.Thread):
    """Notes the largest anonymous memory until it is stopped."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.bytes = 0
        self._end = threading.Event()

    def run(self) -> None:
        """Look until the end."""
        while not self._end.wait(0.002):
            self.bytes = max(self.bytes, anonymous())

    def stop(self) -> int:
        """The largest that was seen."""
        self._end.set()
        self.join()
        return self.bytes


def main() -> None:
    """Train for an epoch, once to warm up on a few images, then on all."""
    folder, way, run = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    from latlas.api import train
    from latlas.data import options

    options.SMALL = 0 if way == "cached" else 2**60
    validation = float(sys.argv[4]) if len(sys.argv) > 4 else 0.1
    batch = int(sys.argv[5]) if len(sys.argv) > 5 else 64
    asked = {"validation": validation, "body": "dense", "hidden": (32,), "epochs": 1, "batch_size": batch, "quiet": True}
    train("ae", str(folder), run / "few", limit=128, **asked)
    before = anonymous()
    peak = Peak()
    peak.start()
    start = time.perf_counter()
    trained = train("ae", str(folder), run / "all", **asked)
    seconds = time.perf_counter() - start
    images = trained.images
    print(
        json.dumps(
            {
                "images": len(images),
                "decoded_mib": len(images) * int(np.prod(images.shape)) / MIB,
                "before_mib": before / MIB,
                "peak_mib": peak.stop() / MIB,
                "seconds": seconds,
                "fingerprint": trained.run.record["data"]["fingerprint"],
            }
        )
    )


if __name__ == "__main__":
    main()
