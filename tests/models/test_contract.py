"""What every model of the catalog must do, whoever wrote it. A new model is tested by its catalog line alone."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from latlas import catalog
from latlas.cli.train import Output
from latlas.data.imageset import ArraySource, ImageSet, random_split
from latlas.functional.randomness import Randomness
from latlas.models.model import LatentModel
from latlas.runs import build_model
from latlas.training.config import TrainingConfig
from latlas.training.loop import train
from latlas.training.step import make_optimiser, moving_players, prepare, step, weighted_sum
from latlas.types import Batch

SHAPES = [(1, 8, 8), (3, 13, 10), (1, 40, 36)]
MODELS = sorted(catalog.names("models"))


def config_of(name: str, **options: object) -> object:
    """The default config, made small."""
    config_class = catalog.get("models", name).Config
    small = {"hidden": (24,), "channels": (4, 8), **options}
    known = {field.name for field in dataclasses.fields(config_class)}
    return config_class(**{key: value for key, value in small.items() if key in known})


def make(name: str, shape: tuple[int, int, int] = (1, 8, 8), seed: int = 0, **options: object) -> LatentModel:
    return build_model(name, config_of(name, **options), shape, seed)


def make_batch(shape: tuple[int, int, int], count: int = 6, seed: int = 0) -> Batch:
    generator = torch.Generator().manual_seed(seed)
    images = torch.rand(count, *shape, generator=generator)
    return Batch(images, torch.arange(count), torch.arange(count) % 2, torch.rand(count, 1, generator=generator))


def image_set(shape: tuple[int, int, int] = (1, 8, 8), count: int = 40) -> ImageSet:
    pixels = np.random.default_rng(0).integers(0, 256, (count, *shape), dtype=np.uint8)
    return ImageSet("noise", ArraySource(pixels), random_split(count, 0, 0.2, 0.1), labels=np.arange(count) % 2, label_names=("a", "b"))


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("name", MODELS)
class TestShapes:
    def test_encode_and_decode(self, name: str, shape: tuple[int, int, int]) -> None:
        model = make(name, shape).eval()
        batch = make_batch(shape)
        posterior = model.encode(batch.images)
        assert posterior.mean.shape == (6, model.latent_dim)
        assert posterior.logvar is None or posterior.logvar.shape == posterior.mean.shape
        images = model.decode(posterior.mean).detach()
        assert images.shape == batch.images.shape
        assert 0 <= float(images.min()) <= float(images.max()) <= 1

    def test_losses_and_gradients_are_finite_scalars(self, name: str, shape: tuple[int, int, int]) -> None:
        model = make(name, shape).train()
        batch = make_batch(shape)
        for player in model.players():
            terms = model.losses(player.name, batch, Randomness.at(0, 0, 0, batch.index))
            assert terms
            assert all(term.shape == () and bool(torch.isfinite(term)) for term in terms.values())
            assert set(player.weights) <= set(terms), "a weight without its term"
            weighted_sum(player, terms, 0).backward(inputs=list(player.parameters))
            assert all(p.grad is not None and bool(torch.isfinite(p.grad).all()) for p in player.parameters)


@pytest.mark.parametrize("name", MODELS)
class TestModel:
    def test_every_parameter_has_exactly_one_player(self, name: str) -> None:
        model = make(name)
        owned = [id(parameter) for player in model.players() for parameter in player.parameters]
        assert len(owned) == len(set(owned))
        assert set(owned) == {id(parameter) for parameter in model.parameters()}

    def test_gradients_reach_only_the_player_whose_turn_it_is(self, name: str) -> None:
        model = make(name).train()
        batch = make_batch((1, 8, 8))
        for player in model.players():
            model.zero_grad()
            terms = model.losses(player.name, batch, Randomness.at(0, 0, 0, batch.index))
            weighted_sum(player, terms, 1).backward(inputs=list(player.parameters))
            own = {id(parameter) for parameter in player.parameters}
            assert all(parameter.grad is None for parameter in model.parameters() if id(parameter) not in own)

    def test_inputs_are_not_mutated(self, name: str) -> None:
        model = make(name).train()
        batch = make_batch((1, 8, 8))
        before = batch.images.clone()
        for player in model.players():
            model.losses(player.name, batch, Randomness.at(0, 0, 0, batch.index))
        latents = model.encode(batch.images).mean.detach()
        kept = latents.clone()
        model.decode(latents)
        assert torch.equal(batch.images, before)
        assert torch.equal(latents, kept)

    def test_eval_is_deterministic_and_each_image_stands_alone(self, name: str) -> None:
        model = make(name).eval()
        images = make_batch((1, 8, 8), 9).images
        with torch.no_grad():
            whole = model.encode(images).mean
            assert torch.equal(whole, model.encode(images).mean)
            assert torch.equal(model.decode(whole), model.decode(whole))
            alone = torch.cat([model.encode(images[k : k + 1]).mean for k in range(9)])
            torch.testing.assert_close(whole, alone, atol=1e-5, rtol=1e-4)

    def test_the_seed_decides_the_weights(self, name: str) -> None:
        one, same, other = (torch.cat([p.flatten() for p in make(name, seed=s).parameters()]) for s in (0, 0, 1))
        assert torch.equal(one, same)
        assert not torch.equal(one, other)

    def test_losses_depend_on_the_randomness_alone(self, name: str) -> None:
        batch = make_batch((1, 8, 8))
        for player in make(name).players():
            torch.manual_seed(1)
            first = make(name).train().losses(player.name, batch, Randomness.at(0, 5, 0, batch.index))
            torch.manual_seed(2)
            second = make(name).train().losses(player.name, batch, Randomness.at(0, 5, 0, batch.index))
            assert {k: v.item() for k, v in first.items()} == {k: v.item() for k, v in second.items()}

    def test_overfits_one_batch(self, name: str) -> None:
        """300 steps on four images bring the squared error below half of the best that one gray level can do."""
        model = make(name, (1, 20, 20), latent_dim=4, hidden=(64,), reconstruction="mse")
        batch = make_batch((1, 20, 20), 4)
        config = TrainingConfig(learning_rate=3e-3)
        setting = prepare(model, config)
        players = moving_players(model, model.stages[-1])
        optimisers = {player.name: make_optimiser(config, player) for player in players}
        model.train()
        for number in range(300):
            step(setting, players, optimisers, batch, number, config.learning_rate)
        model.eval()
        with torch.no_grad():
            error = (model.decode(model.encode(batch.images).mean) - batch.images).square().sum((1, 2, 3)).mean()
            constant = (batch.images - batch.images.mean()).square().sum((1, 2, 3)).mean()
        assert float(error) < 0.5 * float(constant)

    def test_saved_and_loaded_is_bitwise_the_same(self, name: str, tmp_path: Path) -> None:
        from safetensors.torch import load_file

        model = make(name)
        train(model, image_set(), TrainingConfig(epochs=1, batch_size=8), tmp_path, quiet=True)
        other = make(name, seed=5)
        other.load_state_dict(load_file(tmp_path / "weights.safetensors"))
        other.eval()
        images = make_batch((1, 8, 8)).images
        with torch.no_grad():
            assert torch.equal(model.encode(images).mean, other.encode(images).mean)

    @pytest.mark.parametrize("body", ["dense", "conv", "vgg"])
    def test_resumed_is_bitwise_uninterrupted(self, name: str, body: str, tmp_path: Path) -> None:
        images = image_set()
        for folder, legs in (("whole", (3,)), ("parts", (1, 2, 3))):
            (tmp_path / folder).mkdir()
            for epochs in legs:
                # Extending a run lengthens its last stage alone, so that one of several stages cannot be reached leg by leg.
                model = make(name, body=body, seed=3, stages="direct")
                train(model, images, TrainingConfig(epochs=epochs, batch_size=8), tmp_path / folder, quiet=True)
        for file in ("weights.safetensors", "checkpoint.safetensors"):
            whole, parts = (weights(tmp_path / folder / file) for folder in ("whole", "parts"))
            assert whole.keys() == parts.keys()
            assert all(torch.equal(whole[key], parts[key]) for key in whole), file

    def test_citation_and_help(self, name: str) -> None:
        model_class = catalog.get("models", name)
        assert model_class.citation.startswith("@")
        assert (model_class.__doc__ or "").strip()
        assert dataclasses.is_dataclass(model_class.Config)
        assert model_class.Config.__dataclass_params__.frozen  # type: ignore[attr-defined]  # private to dataclasses


@pytest.mark.parametrize("data", sorted(catalog.names("data")))
@pytest.mark.parametrize("name", MODELS)
def test_options_of_model_image_set_and_training_share_no_name(name: str, data: str) -> None:
    """They are flags of one command, `latlas train MODEL DATA`."""
    parts = (catalog.get("models", name).Config, catalog.get("data", data), TrainingConfig, Output)
    flags = [field.name for part in parts for field in dataclasses.fields(part)]
    assert sorted(flags) == sorted(set(flags))


def weights(path: Path) -> dict[str, torch.Tensor]:
    from safetensors.torch import load_file

    return load_file(path)
