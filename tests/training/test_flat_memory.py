"""Training takes no more memory for more images."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
import torch
from toys import Duel, noise_set, seeded

from latlas.functional.randomness import Randomness
from latlas.training import loop
from latlas.training.config import TrainingConfig
from latlas.types import Batch, Scalar

ROOT = Path(__file__).resolve().parents[2]
SIZE = 96


def measured(folder: Path, way: str, place: Path) -> dict[str, Any]:
    """What `benchmarks.memory` says of a training in a process of its own.

    Large buffers go back to the system as soon as they are free, and batches are small: what glibc keeps of freed ones
    depends on how threads interleave, by tens of MiB from run to run.
    """
    environment = {**os.environ, "LATLAS_CACHE": str(place / "cache"), "OMP_NUM_THREADS": "1", "MALLOC_MMAP_THRESHOLD_": "131072"}
    command = [sys.executable, "-m", "benchmarks.memory", str(folder), way, str(place), "0.1", "16"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="anonymous memory is read from /proc")
def test_ten_times_the_images_take_the_same_memory(tmp_path: Path) -> None:
    """Ten times as many images may take at most a fifth of their decoded 264 MiB more; held in memory they take all of it.

    A fifth is what a few buffers and the allocator need, whatever the number.
    """
    sys.path.insert(0, str(ROOT))
    from benchmarks.memory import write_images

    write_images(tmp_path / "few", 1_000, SIZE)
    write_images(tmp_path / "many", 10_000, SIZE)
    few, many, held = (
        measured(tmp_path / images, way, tmp_path / f"{images}-{way}")
        for images, way in (("few", "cached"), ("many", "cached"), ("many", "held"))
    )
    assert many["decoded_mib"] > 260
    allowed = many["decoded_mib"] / 5
    grown = [one["peak_mib"] - one["before_mib"] for one in (few, many, held)]
    assert grown[1] - grown[0] < allowed, grown
    assert grown[2] - grown[0] > 4 * allowed, "the measure sees images that are held"
    assert many["fingerprint"] == held["fingerprint"]


def test_validation_takes_no_more_memory_than_a_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its batches are no larger, and the graph of one, which its terms keep, is gone before the next."""
    sizes: list[int] = []
    left: list[ref[torch.Tensor]] = []
    original = Duel.losses

    def watched(self: Duel, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        assert [one() for one in left] == [None] * len(left)
        terms = original(self, player, batch, randomness)
        if not self.training:
            sizes.append(len(batch.images))
            left.extend(map(ref, terms.values()))
        return terms

    monkeypatch.setattr(Duel, "losses", watched)
    loop.train(seeded(Duel), noise_set(), TrainingConfig(epochs=1, batch_size=8), tmp_path, quiet=True)
    assert sizes == [8, 8, 4, 4], "12 images, for two players"
