"""What several rooms test with: a tiny image set, a run on it and its atlas, each made once."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

# CI judges a change, not the luck of a draw: new examples are for the machines of developers.
settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)  # a busy machine is no failure
settings.load_profile("untimed")

SHAPE = (10, 12)
COUNT = 300


@pytest.fixture(scope="session")
def array_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """300 gray images 10×12 of a blob: its row is the label (3 classes), its column a factor."""
    random = np.random.default_rng(0)
    labels = random.integers(0, 3, COUNT)
    column = random.uniform(2, 9, COUNT).astype(np.float32)
    y, x = np.mgrid[: SHAPE[0], : SHAPE[1]]
    row = 2 + 3 * labels
    images = np.exp(-((x - column[:, None, None]) ** 2 + (y - row[:, None, None]) ** 2) / 4)
    path = tmp_path_factory.mktemp("data") / "blobs.npz"
    np.savez(
        path,
        images=np.rint(images * 255).astype(np.uint8),
        labels=labels,
        label_names=np.array(["top", "middle", "bottom"]),
        factors=column[:, None],
        factor_names=np.array(["column"]),
    )
    return path


@pytest.fixture(scope="session")
def run_folder(array_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of a small dense VAE with two latents. Tests must not change it."""
    from latlas.api import train

    folder = tmp_path_factory.mktemp("runs") / "vae"
    train("vae", str(array_file), folder, quiet=True, hidden=(32,), epochs=30, batch_size=60, learning_rate=0.01)
    return folder


@pytest.fixture(scope="session")
def wide_run_folder(array_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of a small autoencoder with four latents. Tests must not change it."""
    from latlas.api import train

    folder = tmp_path_factory.mktemp("runs") / "ae"
    train("ae", str(array_file), folder, quiet=True, latent_dim=4, hidden=(32,), epochs=5, batch_size=60, learning_rate=0.01)
    return folder


@pytest.fixture(scope="session")
def atlas_folder(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas of `run_folder` with two levels of tiles. Tests must not change it."""
    from latlas.api import build_atlas, load

    folder = tmp_path_factory.mktemp("atlases") / "flat"
    build_atlas(load(run_folder), folder, quiet=True, tile_levels=2)
    return folder


@pytest.fixture(scope="session")
def wide_atlas_folder(wide_run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas of `wide_run_folder`, on a map by PCA, with one level of tiles. Tests must not change it."""
    from latlas.api import build_atlas, load

    folder = tmp_path_factory.mktemp("atlases") / "wide"
    build_atlas(load(wide_run_folder), folder, quiet=True, tile_levels=1)
    return folder
