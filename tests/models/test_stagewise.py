"""Stage-wise VAE: what moves in each stage, for how long, what is minimised, and what a finished run gives back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from latlas.atlas.onnx import DecoderGraph, EncoderGraph, export
from latlas.data.imageset import ArraySource, ImageSet, random_split
from latlas.errors import UsageError
from latlas.functional.randomness import Randomness
from latlas.functional.ssim import ssim
from latlas.models.prior import StandardNormal
from latlas.models.stagewise_vae import StagewiseVAE, StagewiseVAEConfig
from latlas.runs import build_model, load
from latlas.runs import train as train_run
from latlas.training import loop
from latlas.training.checkpoint import load_checkpoint
from latlas.training.config import TrainingConfig
from latlas.training.log import read_log
from latlas.training.loop import train
from latlas.training.step import weighted_sum
from latlas.types import Batch

SHAPE = (1, 13, 10)
SMALL: dict[str, Any] = {"layers": (6, 4, 2), "hidden": (7,), "channels": (3, 4), "body": "resnet18"}


def make(shape: tuple[int, int, int] = SHAPE, seed: int = 0, **options: Any) -> StagewiseVAE:
    model = build_model("stagewise_vae", StagewiseVAEConfig(**SMALL | options), shape, seed)
    assert isinstance(model, StagewiseVAE)
    return model


def noise_set() -> ImageSet:
    """32 images to train on: 4 steps of 8."""
    pixels = np.random.default_rng(0).integers(0, 256, (40, *SHAPE), dtype=np.uint8)
    return ImageSet("noise", ArraySource(pixels), random_split(40, 0, 0.2, 0.0))


def options(**changes: Any) -> TrainingConfig:
    return TrainingConfig(**{"epochs": 1, "batch_size": 8} | changes)


def states_of_stages(model: StagewiseVAE, folder: Path) -> list[dict[str, Tensor]]:
    """Train, and return all weights and running statistics at the start of each stage, and at the end."""
    states: list[dict[str, Tensor]] = []

    def keep() -> None:
        states.append({name: value.clone() for name, value in model.state_dict().items()})

    def watched(grow: Any) -> None:
        keep()
        grow()

    model.stages = tuple(replace(stage, grow=partial(watched, stage.grow)) for stage in model.stages)
    train(model, noise_set(), options(), folder, quiet=True)
    keep()
    return states


def moved(before: dict[str, Tensor], after: dict[str, Tensor]) -> set[str]:
    return {name for name in before if not torch.equal(before[name], after[name])}


def names(model: StagewiseVAE, *parts: str) -> set[str]:
    return {name for name in model.state_dict() if name.startswith(parts)}


def test_greedy_moves_the_new_layers_alone(tmp_path: Path) -> None:
    """Everything below stays bitwise what it was, running statistics of batch norm included."""
    model = make(stages="greedy")
    assert any("running_mean" in name for name in names(model, "encoder"))
    assert any("running_var" in name for name in names(model, "decoder"))
    start, *states = states_of_stages(model, tmp_path)
    assert moved(start, states[0]) == names(model, "encoder", "decoder")
    assert moved(*states[0:2]) == names(model, "narrowing.0", "widening.0")
    assert moved(*states[1:3]) == names(model, "narrowing.1", "widening.1")


def test_non_greedy_moves_all_layers_there_are(tmp_path: Path) -> None:
    model = make(stages="non_greedy")
    start, *states = states_of_stages(model, tmp_path)
    assert moved(start, states[0]) == names(model, "encoder", "decoder")
    assert moved(*states[0:2]) == names(model, "encoder", "decoder", "narrowing.0", "widening.0")
    assert moved(*states[1:3]) == set(model.state_dict())


def test_direct_moves_all_layers_in_its_only_stage(tmp_path: Path) -> None:
    model = make(stages="direct")
    start, end = states_of_stages(model, tmp_path)
    assert moved(start, end) == set(model.state_dict())


@pytest.mark.parametrize(
    ("stages", "expected"), [("greedy", {"1": 2, "2": 2, "3": 2}), ("non_greedy", {"1": 2, "2": 2, "3": 2}), ("direct", {"1": 6})]
)
def test_direct_lasts_as_long_as_all_stages(stages: str, expected: dict[str, int], tmp_path: Path) -> None:
    state = train(make(stages=stages, body="dense"), noise_set(), options(epochs=2), tmp_path, quiet=True)
    rows = [row for row in read_log(tmp_path / "log.csv") if row["split"] == "train" and row["name"] == "autoencoder/loss"]
    assert {name: sum(row["stage"] == name for row in rows) for name in expected} == expected
    assert len(rows) == 6
    assert state.step == 6 * 4


@pytest.mark.parametrize("stages", ["greedy", "non_greedy"])
def test_resumed_in_the_middle_of_the_second_stage_is_bitwise_uninterrupted(
    stages: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("whole", "parts"):
        (tmp_path / name).mkdir()
    whole = make(stages=stages)
    train(whole, noise_set(), options(epochs=2), tmp_path / "whole", quiet=True)

    class Killed(BaseException):
        pass

    original, taken = loop.step, 0

    def dying(*arguments: Any) -> dict[str, float]:
        nonlocal taken
        taken += 1
        if taken == 15:  # the third step of the second epoch of stage 2
            raise Killed
        return original(*arguments)

    monkeypatch.setattr(loop, "step", dying)
    with pytest.raises(Killed):
        train(make(stages=stages), noise_set(), options(epochs=2, checkpoint_seconds=1e-9), tmp_path / "parts", quiet=True)
    checkpoint = load_checkpoint(tmp_path / "parts" / "checkpoint.safetensors")
    assert checkpoint is not None
    assert (checkpoint.state.stage, checkpoint.state.epoch, checkpoint.state.position) == (1, 1, 2)
    torch.manual_seed(5)  # nothing hangs on the state that a new process starts in, nor on the weights that it builds
    resumed = make(stages=stages, seed=7)
    train(resumed, noise_set(), options(epochs=2), tmp_path / "parts", quiet=True)
    assert not moved(whole.state_dict(), resumed.state_dict())


@pytest.mark.parametrize("stages", ["greedy", "non_greedy", "direct"])
def test_a_loaded_run_is_bitwise_the_trained_model(stages: str, tmp_path: Path) -> None:
    trained = train_run("stagewise_vae", "digits", tmp_path / "run", quiet=True, epochs=1, layers=(5, 4, 3), hidden=(6,), stages=stages)
    again = load(tmp_path / "run")
    images = trained.images.images(np.arange(9))
    with torch.no_grad():
        codes = trained.model.encode(images)
        assert codes.mean.shape == (9, 3)
        assert torch.equal(codes.mean, again.model.encode(images).mean)
        assert torch.equal(trained.model.decode(codes.mean), again.model.decode(codes.mean))
    assert trained.model.latent_dim == again.model.latent_dim == 3
    assert again.model.prior == StandardNormal(3)


@pytest.mark.parametrize("body", ["dense", "conv", "vgg", "resnet18"])
def test_every_body_goes_through_all_stages(body: str, tmp_path: Path) -> None:
    model = make(body=body, stages="greedy", layers=(9, 3))
    dims = []
    for stage in model.stages:
        assert stage.grow is not None
        stage.grow()
        dims.append((model.latent_dim, model.encode(torch.rand(4, *SHAPE)).mean.shape[1], model.prior))
    assert dims == [(9, 9, StandardNormal(9)), (3, 3, StandardNormal(3))]
    train(model, noise_set(), options(), tmp_path, quiet=True)
    assert model.decode(torch.randn(2, 3)).shape == (2, *SHAPE)


@pytest.mark.parametrize("level", [0, 1, 2])
def test_loss_is_mean_over_pixels_and_mean_over_latents(level: int) -> None:
    """Every stage written out with the weights alone: bodies of one linear layer each, on 8×8 images."""
    torch.manual_seed(0)
    weights, betas = (1.0, 2.0, 5.0), (3.0, 0.5, 7.0)
    model = make((1, 8, 8), body="dense", hidden=(), reconstruction="mse", reconstruction_weights=weights, betas=betas)
    grow = model.stages[level].grow
    assert grow is not None
    grow()
    batch = Batch(torch.rand(4, 1, 8, 8), torch.arange(4))
    values = dict(model.named_parameters())

    mean, logvar = (batch.images.flatten(1) @ values["encoder.1.weight"].T + values["encoder.1.bias"]).chunk(2, 1)
    mean = leaky(mean)
    for number in range(level):
        mean, logvar = (mean @ values[f"narrowing.{number}.weight"].T + values[f"narrowing.{number}.bias"]).chunk(2, 1)
        mean = leaky(mean)
    latents = (6, 4, 2)[level]
    code = mean + torch.exp(0.5 * logvar) * Randomness.at(0, 3, 0, batch.index).normal(latents)
    for number in range(level)[::-1]:
        code = leaky(code @ values[f"widening.{number}.weight"].T + values[f"widening.{number}.bias"])
    image = 1 / (1 + torch.exp(-(code @ values["decoder.0.weight"].T + values["decoder.0.bias"])))
    error = (image - batch.images.flatten(1)).square().mean()
    divergence = (0.5 * (mean.square() + logvar.exp() - logvar - 1)).mean()
    beta_normalised = betas[level] * latents / 64
    expected = weights[level] * error + beta_normalised * divergence

    (player,) = model.players()
    terms = model.losses("autoencoder", batch, Randomness.at(0, 3, 0, batch.index))
    torch.testing.assert_close(weighted_sum(player, terms, 3), expected, rtol=1e-5, atol=1e-6)
    assert model.facts[f"beta_normalised_{level + 1}"] == pytest.approx(beta_normalised)


def leaky(values: Tensor) -> Tensor:
    return torch.where(values > 0, values, 0.2 * values)


def test_the_reconstruction_is_one_minus_ssim_unless_told_otherwise() -> None:
    model = make(betas=(0.0,)).eval()
    batch = Batch(torch.rand(4, *SHAPE), torch.arange(4))
    (player,) = model.players()
    loss = weighted_sum(player, model.losses("autoencoder", batch, Randomness.at(0, 0, 0, batch.index)), 0)
    posterior = model.encode(batch.images)
    assert posterior.logvar is not None
    codes = posterior.mean + torch.exp(posterior.logvar / 2) * Randomness.at(0, 0, 0, batch.index).normal(2)
    torch.testing.assert_close(loss, 1 - ssim(model.decode(codes), batch.images).mean())


def test_a_stage_reads_the_mean_of_the_one_before() -> None:
    model = make(layers=(6, 2)).eval()
    images = torch.rand(3, *SHAPE)
    last = model.encoder[-1]  # type: ignore[index]  # a sequence of layers
    with torch.no_grad():
        before = model.encode(images).mean
        last.bias[6:] += 1
        assert torch.equal(model.encode(images).mean, before)
        last.bias[:6] += 1
        assert not torch.equal(model.encode(images).mean, before)


def test_sizes_and_weights_of_layers() -> None:
    """`latent_dim` stands for the last layer's size; one weight is for all layers; direct has those of the last."""
    model = make(latent_dim=3, betas=(1.0, 2.0, 4.0))
    assert (model.sizes, model.latent_dim) == ((6, 4, 3), 3)
    values = 13 * 10
    assert model.facts == pytest.approx(
        {
            "latent_dim": 3,
            "beta_1": 1,
            "beta_2": 2,
            "beta_3": 4,
            "beta_normalised_1": 6 / values,
            "beta_normalised_2": 8 / values,
            "beta_normalised_3": 12 / values,
        }
    )
    direct = make(stages="direct", betas=(1.0, 2.0, 4.0), reconstruction_weights=(3.0,))
    assert direct.facts == pytest.approx({"latent_dim": 2, "beta_1": 4, "beta_normalised_1": 8 / values})
    assert direct.players()[0].weights == pytest.approx({"reconstruction": 3 / values, "kl": 4 / values})
    assert [stage.epochs for stage in direct.stages] == [3]
    assert len(make(layers=(5,)).stages) == 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"layers": ()}, "layers is empty: give one size"),
        ({"layers": (8, 0)}, "layers is 8 0: give one size of at least 1"),
        ({"latent_dim": -1}, "latent_dim is -1"),
        ({"betas": (1.0, 2.0)}, "betas has 2 numbers and there are 3 layers"),
        ({"betas": ()}, "betas has 0 numbers"),
        ({"betas": (-1.0,)}, "betas is -1.0: each must be 0 or more"),
        ({"reconstruction_weights": (float("nan"),)}, "reconstruction_weights is nan"),
    ],
    ids=str,
)
def test_options_that_cannot_be_right_are_refused(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        make(**wrong)


def test_onnx_gives_the_same(tmp_path: Path) -> None:
    """The export itself refuses a difference above 1e-4."""
    model = make(body="dense").eval()
    assert export(EncoderGraph(model), torch.rand(16, *SHAPE), "images", "latents", tmp_path / "encoder.onnx") < 1e-4
    assert export(DecoderGraph(model), torch.randn(16, 2), "latents", "images", tmp_path / "decoder.onnx") < 1e-4
