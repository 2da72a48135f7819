"""The perceptual loss by its formula, and as a reconstruction term that a run can do without later."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import jaxtyping
import numpy as np
import pytest
import torch
from synthetic_weights import distilled_tensors, write_distilled
from torch import Tensor

import latlas
from latlas.cli import run as run_latlas
from latlas.errors import RunError, UsageError
from latlas.features.perceptual import perceptual_loss
from latlas.features.vgg19_distilled import VGG19Distilled
from latlas.functional.randomness import Randomness
from latlas.models.ae import AE
from latlas.models.beta_vae import BetaVAE
from latlas.models.gaussian import AutoencoderConfig
from latlas.models.vae import VAE
from latlas.types import Batch

LAYERS = ("block1_conv1", "block3_conv1")
SMALL: dict[str, Any] = {"hidden": (16,), "extractor_layers": LAYERS}


@pytest.fixture(scope="module")
def extractor() -> VGG19Distilled:
    made = VGG19Distilled()
    made.load(distilled_tensors(), "synthetic weights")
    return made


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_distilled(tmp_path_factory.mktemp("weights") / "vgg.safetensors")


@pytest.fixture(scope="module")
def colours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """40 colour images 12×10 of noise."""
    path = tmp_path_factory.mktemp("data") / "colours.npy"
    np.save(path, np.random.default_rng(0).integers(0, 256, (40, 12, 10, 3), dtype=np.uint8))
    return path


def pair(channels: int = 3, height: int = 12, width: int = 10) -> tuple[Tensor, Tensor]:
    random = torch.Generator().manual_seed(2)
    made, target = torch.rand(2, 3, channels, height, width, generator=random)
    return made, target


@pytest.mark.parametrize("channels", [1, 3])
def test_it_is_the_mean_square_of_each_layer_times_the_values_of_an_image(extractor: VGG19Distilled, channels: int) -> None:
    made, target = pair(channels)
    one, other = (extractor.features(images, LAYERS) for images in (made, target))
    expected = np.zeros(3)
    for layer in LAYERS:
        a, b = one[layer].double().numpy(), other[layer].double().numpy()
        expected += ((a - b) ** 2).sum((1, 2, 3)) / np.prod(a.shape[1:]) * channels * 12 * 10
    found = perceptual_loss(extractor, made, target, LAYERS)
    np.testing.assert_allclose(found.numpy(), expected, rtol=1e-4)
    assert (expected > 1e-3).all()


def test_it_reads_the_default_layers_unless_told_others(extractor: VGG19Distilled) -> None:
    made, target = pair(height=32, width=33)
    assert torch.equal(perceptual_loss(extractor, made, target), perceptual_loss(extractor, made, target, extractor.default_layers))
    assert (perceptual_loss(extractor, made, target) > perceptual_loss(extractor, made, target, LAYERS)).all()


def test_identical_images_are_at_distance_zero(extractor: VGG19Distilled) -> None:
    made, _ = pair()
    assert torch.equal(perceptual_loss(extractor, made, made.clone(), LAYERS), torch.zeros(3))


def test_gradients_flow_to_the_prediction_alone_and_equal_finite_differences() -> None:
    extractor = VGG19Distilled()
    extractor.load(distilled_tensors(), "synthetic weights")
    extractor.network.double()
    made, target = (images.double().requires_grad_() for images in pair())
    perceptual_loss(extractor, made, target, LAYERS).sum().backward()
    assert target.grad is None
    assert made.grad is not None
    assert bool(torch.isfinite(made.grad).all())
    direction = torch.randn(made.shape, generator=torch.Generator().manual_seed(3), dtype=torch.float64)
    with torch.no_grad():
        ahead, behind = (perceptual_loss(extractor, made + h * direction, target, LAYERS).sum() for h in (1e-6, -1e-6))
    torch.testing.assert_close((made.grad * direction).sum(), (ahead - behind) / 2e-6, rtol=1e-5, atol=0)


def test_images_that_do_not_fit_are_refused(extractor: VGG19Distilled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jaxtyping.config, "jaxtyping_disable", True)  # as at a user's, where annotations are not checked
    made, target = pair()
    with pytest.raises(UsageError, match=r"block5_conv1.*needs 32 pixels.*fit: block1_conv1, block2_conv1, block3_conv1$"):
        perceptual_loss(extractor, made, target)
    with pytest.raises(UsageError, match="must have one shape"):
        perceptual_loss(extractor, made, target[:1], LAYERS)


@pytest.mark.parametrize("model_class", [AE, VAE, BetaVAE])
def test_a_model_does_not_own_the_extractor(model_class: type[AE | VAE | BetaVAE], weights: Path) -> None:
    pixel = model_class(model_class.Config(hidden=(16,)), (3, 12, 10))
    config = model_class.Config(reconstruction="perceptual", extractor_weights=str(weights), **SMALL)
    model = model_class(config, (3, 12, 10))
    images, _ = pair()
    batch = Batch(images, torch.arange(3))
    terms = model.losses("autoencoder", batch, Randomness.at(0, 0, 0, batch.index))
    terms["reconstruction"].backward()
    assert all(p.grad is not None and bool(torch.isfinite(p.grad).all()) for p in model.parameters())
    assert model.state_dict().keys() == pixel.state_dict().keys()
    assert len(list(model.parameters())) == len(list(pixel.parameters()))
    decoded = model.decode(model.encode(images).mean)
    if model_class is AE:
        expected = perceptual_loss(config.loaded_extractor, decoded, images, LAYERS).mean()
        torch.testing.assert_close(terms["reconstruction"], expected)


def test_a_run_records_the_weights_and_opens_without_them(colours: Path, tmp_path: Path) -> None:
    weights = write_distilled(tmp_path / "vgg.safetensors")
    options = ["--extractor-weights", str(weights), "--extractor-layers", *LAYERS, "--hidden", "16", "--epochs", "1", "--batch-size", "16"]
    command = ["train", "ae", str(colours), "--out", str(tmp_path / "run"), "--quiet", "--reconstruction", "perceptual", *options]
    assert run_latlas(command) == 0
    record = json.loads((tmp_path / "run" / "run.json").read_text())["model"]
    expected = VGG19Distilled()
    expected.load(distilled_tensors(), "synthetic weights")
    assert record["extractor_digest"] == expected.digest
    assert record["config"]["extractor"] == "vgg19_distilled"
    weights.unlink()
    trained = latlas.load(tmp_path / "run")
    assert trained.model.decode(torch.zeros(2, trained.model.latent_dim)).shape == (2, 3, 12, 10)
    assert latlas.evaluate(trained, ["mse"])["mse"].value > 0


def test_a_run_resumes_with_the_same_weights_only(colours: Path, tmp_path: Path) -> None:
    def train(path: Path, epochs: int) -> None:
        options = {**SMALL, "reconstruction": "perceptual", "extractor_weights": str(path)}
        latlas.train("ae", str(colours), tmp_path / "run", quiet=True, epochs=epochs, batch_size=16, **options)

    train(write_distilled(tmp_path / "vgg.safetensors"), 1)
    with pytest.raises(RunError, match=r"extractor_digest is [0-9a-f]{32} there, [0-9a-f]{32} here"):
        train(write_distilled(tmp_path / "vgg.safetensors", seed=1), 2)
    train(write_distilled(tmp_path / "moved.safetensors"), 2)
    assert latlas.load(tmp_path / "run").run.record["training"]["epochs"] == 2


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({}, "give --extractor-weights"),
        ({"extractor_weights": "nowhere.safetensors"}, "nowhere.safetensors do not exist"),
        ({"extractor_weights": "vgg.pth"}, "is a pickle"),
        ({"extractor": "vgg91", "extractor_weights": "a.safetensors"}, "Did you mean 'vgg19'"),
        ({"extractor_layers": ("relu1_1",)}, "no layer relu1_1"),
        ({"extractor_layers": ()}, "layers that fit: block1_conv1, block2_conv1, block3_conv1"),
    ],
    ids=["none", "missing", "pickle", "unknown", "layer", "small"],
)
def test_what_cannot_be_right_is_said_before_a_run_is_begun(
    colours: Path, weights: Path, tmp_path: Path, options: dict[str, Any], reason: str
) -> None:
    if "extractor_layers" in options:
        options = {"extractor_weights": str(weights), **options}
    with pytest.raises(UsageError, match=reason):
        latlas.train("ae", str(colours), tmp_path / "run", quiet=True, reconstruction="perceptual", **options)
    assert not (tmp_path / "run").exists()


def test_the_command_line_says_that_weights_are_needed(colours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_latlas(["train", "ae", str(colours), "--out", str(tmp_path / "run"), "--reconstruction", "perceptual"]) == 2
    message = capsys.readouterr().err
    assert "--extractor-weights" in message
    assert "Traceback" not in message


def test_pixel_losses_ask_for_no_weights() -> None:
    assert {field.name for field in fields(AutoencoderConfig)} > {"extractor", "extractor_weights", "extractor_layers"}
    model = AE(AE.Config(hidden=(16,), extractor="no such extractor"), (3, 12, 10))
    images, _ = pair()
    batch = Batch(images, torch.arange(3))
    assert torch.isfinite(model.losses("autoencoder", batch, Randomness.at(0, 0, 0, batch.index))["reconstruction"])
