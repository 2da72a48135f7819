"""An atlas is built from images that are never all in memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from linear_model import card, linear, noise_images, pretend_export

from latlas.atlas import build as building
from latlas.atlas.build import AtlasOptions, build
from latlas.atlas.store import Items
from latlas.data.imageset import ImageSet
from latlas.data.stored import StoredSource


class Watched:
    """A source that notes how many images it is asked for at a time."""

    def __init__(self, source: StoredSource) -> None:
        self.source, self.shape, self.in_memory = source, source.shape, source.in_memory
        self.asked: list[int] = []

    def __len__(self) -> int:
        return len(self.source)

    def read(self, index: np.ndarray) -> torch.Tensor:
        self.asked.append(len(index))
        return self.source.read(index)

    def fingerprint(self) -> bytes:
        return self.source.fingerprint()


def on_disk(images: ImageSet, folder: Path) -> ImageSet:
    """The same images in a file."""
    array = images.source.array  # type: ignore[attr-defined]  # images of noise are an array
    array.tofile(folder / "pixels")
    return replace(images, source=Watched(StoredSource(folder / "pixels", array.shape, array.dtype, images.source.fingerprint())))


def test_images_are_read_a_batch_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "export", pretend_export)
    images, model = noise_images(1300), linear()
    stored = on_disk(images, tmp_path)
    for name, given in (("held", images), ("stored", stored)):
        build(model, given, card(model), tmp_path / name, AtlasOptions(tile_levels=1), quiet=True)
    assert isinstance(stored.source, Watched)
    assert max(stored.source.asked) <= 512
    assert sum(stored.source.asked) <= 2 * 1300 + 16, "once to encode, once for the thumbnails, and an example"
    held, read = (Items(tmp_path / name / building.ITEMS).rows(0, 1300, ["id", "latent", "thumbnail"]) for name in ("held", "stored"))
    assert held.equals(read)
