"""Training on images from the cache on disk is, bit for bit, training on the same images in memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from toys import Duel, noise_set, seeded

from latlas.data.imageset import ArraySource, ImageSet
from latlas.data.stored import StoredSource
from latlas.training import loop
from latlas.training.config import TrainingConfig


def stored(images: ImageSet, folder: Path) -> ImageSet:
    """The same images in a file."""
    array = images.source.read(np.arange(len(images))).numpy()
    array.tofile(folder / "pixels")
    return replace(images, source=StoredSource(folder / "pixels", array.shape, array.dtype, ArraySource(array).fingerprint()))


def test_interrupted_on_disk_equals_uninterrupted_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    images = noise_set()
    config = TrainingConfig(epochs=3, batch_size=8)
    for name in ("memory", "disk"):
        (tmp_path / name).mkdir()
    torch.manual_seed(7)
    loop.train(seeded(Duel), images, config, tmp_path / "memory", quiet=True)

    class Killed(BaseException):
        pass

    original, calls = loop.step, 0

    def dying(*arguments: object) -> dict[str, float]:
        nonlocal calls
        calls += 1
        if calls in (3, 8):
            raise Killed
        return original(*arguments)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(loop, "step", dying)
    often = replace(config, checkpoint_seconds=1e-9)
    deaths = 0
    while deaths < 5:
        torch.manual_seed(7)
        try:
            loop.train(seeded(Duel), stored(images, tmp_path), often, tmp_path / "disk", quiet=True)
            break
        except Killed:
            deaths += 1
    assert deaths == 2
    memory, disk = (load_file(tmp_path / name / "weights.safetensors") for name in ("memory", "disk"))
    assert memory.keys() == disk.keys()
    assert all(torch.equal(memory[key], disk[key]) for key in memory)
    assert stored(images, tmp_path).fingerprint() == images.fingerprint()
