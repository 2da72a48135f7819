"""The exported networks give what PyTorch gives, and wrong ones are refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from linear_model import card, linear, noise_images
from torch import nn

from latlas.api import load
from latlas.atlas.atlas import open_atlas
from latlas.atlas.build import AtlasOptions, build
from latlas.atlas.onnx import export
from latlas.errors import LatlasError
from latlas.projection.affine import Affine


def run(path: Path, inputs: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (given,) = session.get_inputs()
    (outputs,) = session.run(None, {given.name: inputs})
    return outputs


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("batch", [1, 2, 7, 33])
def test_networks_of_an_atlas_equal_pytorch_on_fresh_inputs(request: pytest.FixtureRequest, wide: bool, batch: int) -> None:
    prefix = "wide_" if wide else ""
    atlas: Path = request.getfixturevalue(f"{prefix}atlas_folder")
    model = load(request.getfixturevalue(f"{prefix}run_folder")).model
    random = torch.Generator().manual_seed(batch)
    images = torch.rand(batch, *model.image_shape, generator=random)
    latents = 3 * torch.randn(batch, model.latent_dim, generator=random)
    with torch.no_grad():
        assert run(atlas / "encoder.onnx", images.numpy()) == pytest.approx(model.encode(images).mean.numpy(), abs=1e-4)
        assert run(atlas / "decoder.onnx", latents.numpy()) == pytest.approx(model.decode(latents).numpy(), abs=1e-4)


def test_the_inverse_brings_positions_to_the_plane_of_the_latents(wide_atlas_folder: Path) -> None:
    items = open_atlas(wide_atlas_folder).items
    latents, positions = items.column("latent"), items.column("position")
    back = run(wide_atlas_folder / "inverse.onnx", positions)
    # Least squares: no other affine map from the positions comes nearer to the latents.
    design = np.concatenate([positions, np.ones((len(positions), 1))], axis=1)
    best = design @ np.linalg.lstsq(design, latents, rcond=None)[0]
    assert back == pytest.approx(best, abs=1e-4)


def test_a_flat_atlas_needs_no_inverse(atlas_folder: Path) -> None:
    assert not (atlas_folder / "inverse.onnx").exists()


def test_files_are_whole_and_name_their_ends(wide_atlas_folder: Path) -> None:
    for name, ends in (("encoder", ("images", "latents")), ("decoder", ("latents", "images")), ("inverse", ("positions", "latents"))):
        network = onnx.load(wide_atlas_folder / f"{name}.onnx", load_external_data=False)
        onnx.checker.check_model(network)
        assert (network.graph.input[0].name, network.graph.output[0].name) == ends
        assert not any(tensor.external_data for tensor in network.graph.initializer), "one file, no other beside it"


class Fickle(nn.Module):
    """Computes something else while it is exported."""

    def __init__(self, shift: float) -> None:
        super().__init__()
        self.shift = shift

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return values * 2 if torch.compiler.is_exporting() else values * 2 + self.shift


@pytest.mark.parametrize("shift", [2e-4, float("nan")])
def test_a_network_that_differs_is_refused(tmp_path: Path, shift: float) -> None:
    with pytest.raises(LatlasError, match=r"wrong\.onnx differs from PyTorch"):
        export(Fickle(shift), torch.rand(16, 3), "values", "doubled", tmp_path / "wrong.onnx")


def test_a_network_that_differs_by_less_than_the_tolerance_passes(tmp_path: Path) -> None:
    assert export(Fickle(5e-5), torch.rand(16, 3), "values", "doubled", tmp_path / "x.onnx") == pytest.approx(5e-5, rel=0.01)


def test_an_affine_map(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    matrix, offset = random.normal(size=(2, 6)).astype(np.float32), random.normal(size=6).astype(np.float32)
    export(Affine(torch.from_numpy(matrix), torch.from_numpy(offset)), torch.rand(16, 2), "positions", "latents", tmp_path / "a.onnx")
    positions = random.normal(size=(5, 2)).astype(np.float32)
    assert run(tmp_path / "a.onnx", positions) == pytest.approx(positions @ matrix + offset, abs=1e-5)


def test_an_atlas_with_a_wrong_network_gets_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from latlas.atlas import build as building

    monkeypatch.setattr(building, "DecoderGraph", lambda model: Fickle(1.0))
    model = linear()
    with pytest.raises(LatlasError, match=r"decoder\.onnx differs"):
        build(model, noise_images(), card(model), tmp_path / "atlas", AtlasOptions(tile_levels=1), quiet=True)
    assert not (tmp_path / "atlas").exists()


def test_the_projection_is_exported_too(wide_atlas_folder: Path) -> None:
    items = open_atlas(wide_atlas_folder).items
    assert run(wide_atlas_folder / "projection.onnx", items.column("latent")) == pytest.approx(items.column("position"), abs=1e-4)


def test_the_tolerance_is_a_share_of_the_unit(tmp_path: Path) -> None:
    far = Affine(torch.eye(2) * 1e4, torch.zeros(2))
    assert export(far, torch.rand(16, 2), "positions", "latents", tmp_path / "a.onnx", 1e4) <= 1e-6


TWICE = """
import sys
import torch
from latlas.atlas.onnx import export
for number in range(2):
    export(torch.nn.Linear(2, 3), torch.rand(16, 2), "inputs", "outputs", f"{sys.argv[1]}/{number}.onnx")
from onnxscript._framework_apis import torch_2_5
found = torch_2_5.get_torchlib_ops.cache_info()
print("RESULT", found.misses, found.hits)
"""


def test_translations_of_operators_are_gathered_once(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", TWICE, str(tmp_path)], capture_output=True, text=True, check=True, timeout=200)
    assert done.stdout.split()[-3:] == ["RESULT", "1", "1"]
