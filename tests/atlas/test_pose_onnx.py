"""Models with a pose as ONNX: warps and their inverses are part of the graphs."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from latlas import catalog
from latlas.atlas.onnx import TOLERANCE, DecoderGraph, EncoderGraph, export
from latlas.models.double_transformer_vae import DoubleTransformerVAE, DoubleTransformerVAEConfig


@pytest.mark.slow
@pytest.mark.parametrize("transformation", catalog.names("transformations"))
def test_both_networks_can_be_exported(transformation: str, tmp_path: Path) -> None:
    torch.manual_seed(0)
    config = DoubleTransformerVAEConfig(latent_dim=2, hidden=(16,), transformation=transformation, canonical_size=16, tone=True)
    model = DoubleTransformerVAE(config, (1, 12, 12)).eval()
    with torch.no_grad():
        model.localiser[-1].weight.normal_(std=0.01)  # type: ignore[union-attr,operator]  # poses that differ from the identity
    images = torch.rand(16, 1, 12, 12)
    latents = model.encode(images).mean.detach()
    assert float(model.decoder.read_pose(latents).std(0).max()) > 1e-3
    assert export(EncoderGraph(model), images, "images", "latents", tmp_path / "encoder.onnx") <= TOLERANCE
    assert export(DecoderGraph(model), latents, "latents", "images", tmp_path / "decoder.onnx") <= TOLERANCE


@pytest.mark.slow
def test_rotations_that_the_encoder_chooses_can_be_exported(tmp_path: Path) -> None:
    torch.manual_seed(0)
    options = {"transformation": "affine_named", "pose_prior": "none", "pose_turns": 4}
    model = DoubleTransformerVAE(DoubleTransformerVAEConfig(latent_dim=2, hidden=(16,), **options), (1, 12, 12)).eval()  # type: ignore[arg-type]  # options by name
    images = torch.rand(64, 1, 12, 12) * torch.rand(64, 1, 1, 1) * (torch.rand(64, 1, 12, 12) > 0.5)
    rotations = model.decoder.read_pose(model.encode(images).mean.detach())[:, 0]
    assert len(rotations.unique()) > 1, "or no choice is exported"
    assert export(EncoderGraph(model), images, "images", "latents", tmp_path / "encoder.onnx") <= TOLERANCE
