"""The network of features in an atlas gives the distances of the perceptual loss, and is what PyTorch computes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from linear_model import card, linear, noise_images, pretend_export

from latlas.atlas import build as building
from latlas.atlas.atlas import open_atlas
from latlas.atlas.build import AtlasOptions, build
from latlas.atlas.features import FeatureGraph
from latlas.errors import UsageError
from latlas.features.extractor import Extractor
from latlas.features.lenet import LeNet
from latlas.features.perceptual import perceptual_loss
from latlas.features.pixels import Pixels


@pytest.mark.parametrize("make", [Pixels, LeNet])
def test_squared_distances_are_perceptual_losses_per_value(make: type[Extractor]) -> None:
    torch.manual_seed(0)
    extractor = make()
    one, other = torch.rand(2, 5, 3, 20, 16)
    graph = FeatureGraph(extractor)
    with torch.no_grad():
        squares = (graph(one) - graph(other)).square().sum(1)
    expected = perceptual_loss(extractor, one, other) / (3 * 20 * 16)
    assert squares.tolist() == pytest.approx(expected.tolist(), rel=1e-5)
    assert squares.min() > 1e-6


def test_an_atlas_carries_the_extractor_it_was_built_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "export", pretend_export)  # of the other networks
    images = noise_images()
    options = AtlasOptions(tile_levels=0, features="pixels")
    build(linear(), images, card(linear()), tmp_path / "atlas", options, quiet=True)
    atlas = open_atlas(tmp_path / "atlas")
    values = int(np.prod(images.shape))
    assert atlas.manifest["features"] == {"extractor": "pixels", "weights": "", "layers": ["pixels"], "values": values}
    assert "features.onnx" in set(atlas.names())
    given = np.random.default_rng(0).random((3, *images.shape)).astype(np.float32)
    session = onnxruntime.InferenceSession(atlas.read("features.onnx"), providers=["CPUExecutionProvider"])
    (rows,) = session.run(["features"], {"images": given})
    # the pixels themselves, so that distances of rows are root mean squared errors
    assert rows == pytest.approx(given.reshape(3, -1) / np.sqrt(values), abs=1e-6)


def test_an_extractor_without_its_weights_is_refused_before_the_work(tmp_path: Path) -> None:
    images = noise_images()
    with pytest.raises(UsageError, match="needs its weights"):
        build(linear(), images, card(linear()), tmp_path / "atlas", AtlasOptions(features="lenet"), quiet=True)
    assert list(tmp_path.iterdir()) == []
