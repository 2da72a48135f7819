"""The models with a critic: their formulas and gradients against versions that are written and detached by hand."""

from __future__ import annotations

import math
from collections.abc import Callable
from copy import deepcopy

import pytest
import torch
from torch import Tensor, nn

from latlas import catalog
from latlas.data.pole import Pole
from latlas.errors import UsageError
from latlas.functional.randomness import Randomness
from latlas.models.aae import AAE, AAEConfig
from latlas.models.gaia import GAIA, distance_term
from latlas.models.model import LatentModel
from latlas.models.prior import CircleOfNormals
from latlas.runs import build_model
from latlas.training.config import TrainingConfig
from latlas.training.loop import train
from latlas.training.step import value_at, weighted_sum
from latlas.types import Batch

# The first forward mode of a process imports a part of torch that uses what torch itself deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:`torch.jit.script`:DeprecationWarning")

SHAPE = (1, 8, 8)
SMALL = {"latent_dim": 3, "hidden": (12,), "channels": (4, 8), "convolutions": 1, "critic_channels": (4, 8), "critic_hidden": (8, 8)}
MODELS = ("aae", "acai", "aeai", "amr", "gaia")
CASES: list[tuple[str, dict[str, object]]] = [
    ("aae", {}),
    ("aae", {"prior": "mixture", "components": 3}),
    ("aae", {"prior": "mixture", "components": 3, "labelled": True}),
    ("acai", {}),
    ("acai", {"blend": 0.4, "adversarial_weight": 2.0}),
    ("amr", {}),
    ("amr", {"mixing": "bernoulli", "cycle_weight": 0.3, "adversarial_loss": "hinge"}),
    ("amr", {"fool_with_reconstructions": False, "adversarial_loss": "least_squares"}),
    ("gaia", {}),
    ("gaia", {"reconstruction_weight": 0.5, "distance_weight": 0.1}),
    ("aeai", {}),
    ("aeai", {"adversarial_loss": "hinge", "cycle_unit": "latent"}),
]


def build(name: str, seed: int = 0, **options: object) -> LatentModel:
    model_class = catalog.get("models", name)
    known = set(model_class.Config.__dataclass_fields__)
    torch.manual_seed(seed)
    return model_class(model_class.Config(**({key: value for key, value in SMALL.items() if key in known} | options)), SHAPE)


def make_batch(count: int = 6) -> Batch:
    generator = torch.Generator().manual_seed(0)
    return Batch(torch.rand(count, *SHAPE, generator=generator), torch.arange(count), torch.arange(count) % 3)


def bce(image: Tensor, target: Tensor) -> Tensor:
    """Mean over all values: with weight 1 what the papers' programs minimise."""
    return nn.functional.binary_cross_entropy(image, target)


def real_made(name: object, real: Tensor, made: list[Tensor]) -> Tensor:
    """The critic's loss, from textbook formulas on D or on the logit."""
    if name == "hinge":
        return (1 - real).relu().mean() + sum((1 + logit).relu().mean() for logit in made)
    if name == "least_squares":
        return ((real - 1) ** 2).mean() + sum((logit**2).mean() for logit in made)
    return -real.sigmoid().log().mean() - sum((1 - logit.sigmoid()).log().mean() for logit in made)


def fool(name: object, made: Tensor) -> Tensor:
    if name == "hinge":
        return -made.mean()
    return ((made - 1) ** 2).mean() if name == "least_squares" else -made.sigmoid().log().mean()


Losses = tuple[Callable[[], Tensor], Callable[[], Tensor]]
"""The autoencoder's and the critic's."""


def by_hand_aae(model: LatentModel, frozen: nn.Module, x: Tensor, batch: Batch, randomness: Callable[[], Randomness]) -> Losses:
    config = model.config  # type: ignore[union-attr]  # every one has it
    assert batch.labels is not None
    told = [nn.functional.one_hot(batch.labels, 3).float()] if config.labelled else []

    def autoencoder() -> Tensor:
        codes = model.encoder(x)
        return bce(model.decode(codes), x) + config.adversarial_weight * fool("bce", frozen(torch.cat([codes, *told], 1)))

    def critic() -> Tensor:
        draw = randomness()
        draws = draw.normal(3)
        if config.prior == "mixture":
            component = batch.labels if config.labelled else (draw.uniform() * 3).floor()
            angle = 2 * math.pi * component / 3
            draws = torch.stack([4 * angle.cos() + draws[:, 0] / 2, 4 * angle.sin() + draws[:, 1] / 2, draws[:, 2]], 1)
        codes = model.encoder(x).detach()
        return real_made("bce", model.critic(torch.cat([draws, *told], 1)), [model.critic(torch.cat([codes, *told], 1))])

    return autoencoder, critic


def by_hand_acai(model: LatentModel, frozen: nn.Module, x: Tensor, batch: Batch, randomness: Callable[[], Randomness]) -> Losses:
    """Equations 1 and 2 of Berthelot et al. 2019."""
    config = model.config  # type: ignore[union-attr]  # every one has it

    def alpha() -> Tensor:
        return 0.5 * randomness().uniform(1)[:3]

    def mixed() -> Tensor:
        codes = model.encoder(x)
        return model.decode((1 - alpha()) * codes[:3] + alpha() * codes[3:])

    def autoencoder() -> Tensor:
        return bce(model.decode(model.encoder(x)), x) + config.adversarial_weight * (frozen(mixed()) ** 2).mean()

    def critic() -> Tensor:
        blended = config.blend * x + (1 - config.blend) * model.decode(model.encoder(x)).detach()
        return ((model.critic(mixed().detach()) - alpha()[:, 0]) ** 2).mean() + (model.critic(blended) ** 2).mean()

    return autoencoder, critic


def by_hand_amr(model: LatentModel, frozen: nn.Module, x: Tensor, batch: Batch, randomness: Callable[[], Randomness]) -> Losses:
    config = model.config  # type: ignore[union-attr]  # every one has it
    name = config.adversarial_loss

    def mix(codes: Tensor) -> Tensor:
        share = randomness().uniform(1)[:3]
        if config.mixing == "bernoulli":
            share = (randomness().uniform(3)[:3] < 0.5).float()
        return codes[:3] * (1 - share) + codes[3:] * share

    def autoencoder() -> Tensor:
        codes = model.encoder(x)
        image = model.decode(mix(codes))
        loss = config.reconstruction_weight * bce(model.decode(codes), x) + fool(name, frozen(image))
        if config.fool_with_reconstructions:
            loss = loss + fool(name, frozen(model.decode(codes)))
        return loss + config.cycle_weight * ((mix(codes) - model.encoder(image)) ** 2).mean()

    def critic() -> Tensor:
        codes = model.encoder(x)
        images = [model.decode(mix(codes)).detach(), model.decode(codes).detach()][: 1 + config.fool_with_reconstructions]
        # In this order, as every pass moves the spectral norm.
        return real_made(name, model.critic(x), [model.critic(image) for image in images])

    return autoencoder, critic


def by_hand_gaia(model: LatentModel, frozen: nn.Module, x: Tensor, batch: Batch, randomness: Callable[[], Randomness]) -> Losses:
    """The losses of the authors' program, with its balances held at given errors."""
    config = model.config  # type: ignore[union-attr]  # every one has it

    def sigmoid(value: Tensor) -> float:
        return 1 / (1 + math.exp(-20 * float(value)))

    def made() -> tuple[Tensor, Tensor, Tensor]:
        codes = model.encoder(x)
        share = 0.5 + 0.25 * randomness().normal(1)[:3]
        return codes, model.decode(codes), model.decode((1 - share) * codes[:3] + share * codes[3:])

    def autoencoder() -> Tensor:
        codes, reconstructed, interpolated = made()
        share = sigmoid(model.errors[2] - model.errors[1])  # type: ignore[operator,index]  # a buffer
        loss = (1 - share) * (frozen(reconstructed) - x).abs().mean() + share * (frozen(interpolated) - interpolated).abs().mean()
        own = bce(model.decode(codes), x)
        return loss + config.distance_weight * distances(x, codes) + config.reconstruction_weight * own

    def critic() -> Tensor:
        _, reconstructed, interpolated = (image.detach() for image in made())
        real = (model.critic(x) - x).abs().mean()
        errors = (model.critic(reconstructed) - x).abs().mean(), (model.critic(interpolated) - interpolated).abs().mean()
        against = min(sigmoid((errors[1] / 2 - real).detach()), 0.9)
        return real - against * (errors[0] + errors[1]) / 2

    return autoencoder, critic


def distances(x: Tensor, codes: Tensor) -> Tensor:
    """Pair by pair, from a distance matrix of torch."""
    logarithms = []
    for points in (x.flatten(1), codes):
        squares = torch.stack([((a - b) ** 2).sum() for a in points for b in points])
        logarithms.append((1 + squares / squares.mean()).log())
    return ((logarithms[0] - logarithms[1]) ** 2).mean()


def by_hand_aeai(model: LatentModel, frozen: nn.Module, x: Tensor, batch: Batch, randomness: Callable[[], Randomness]) -> Losses:
    """Equation 1 of Oring et al. 2021 with a double backward in place of the forward mode."""
    config = model.config  # type: ignore[union-attr]  # every one has it

    def between(codes: Tensor, alpha: Tensor) -> Tensor:
        return (1 - alpha) * codes[:3] + alpha * codes[3:]

    def autoencoder() -> Tensor:
        codes = model.encoder(x)
        alpha = randomness().uniform(1)[:3].requires_grad_()
        image = model.decode(between(codes, alpha))
        probe = torch.zeros_like(image, requires_grad=True)
        (pulled,) = torch.autograd.grad(image, alpha, probe, create_graph=True)
        (speed,) = torch.autograd.grad(pulled.sum(), probe, create_graph=True)
        cycle = ((between(codes, alpha.detach()) - model.encoder(image)) ** 2).sum(1).mean()
        scale = 3 if config.cycle_unit == "latent" else ((codes[3:] - codes[:3]) ** 2).sum(1).mean()
        return (
            2 * bce(model.decode(codes), x)
            + config.adversarial_weight * fool(config.adversarial_loss, frozen(image))
            + config.cycle_weight * cycle / scale
            + config.smoothness_weight * (speed**2).mean()
        )

    def critic() -> Tensor:
        image = model.decode(between(model.encoder(x), randomness().uniform(1)[:3])).detach()
        return real_made(config.adversarial_loss, model.critic(x), [model.critic(image)])

    return autoencoder, critic


BY_HAND = {"aae": by_hand_aae, "acai": by_hand_acai, "amr": by_hand_amr, "gaia": by_hand_gaia, "aeai": by_hand_aeai}


@pytest.mark.parametrize("body", ["dense", "vgg"])
@pytest.mark.parametrize(("name", "options"), CASES, ids=str)
def test_losses_and_gradients_are_those_detached_by_hand(name: str, options: dict[str, object], body: str) -> None:
    """Each player's weighted loss and the gradients of its own parameters, against a plain `.backward()`."""
    # Batch norm couples two passes through one body only by running statistics, which do not enter these losses; the double
    # backward of AEAI's oracle mixes samples there, so that it needs a norm that keeps them apart.
    norm = "group" if name == "aeai" else "batch"
    model, batch = build(name, body=body, norm=norm, **options).train(), make_batch()
    if isinstance(model, GAIA):
        model.errors.copy_(torch.tensor([0.3, 0.25, 0.2]))
    for number, player in enumerate(model.players()):
        twin = deepcopy(model)

        def randomness(turn: int = number) -> Randomness:
            return Randomness.at(3, 7, turn, batch.index)

        frozen = deepcopy(twin.critic).requires_grad_(requires_grad=False)
        expected = BY_HAND[name](twin, frozen, batch.images, batch, randomness)[number]()
        expected.backward()
        found = weighted_sum(player, model.losses(player.name, batch, randomness()), 0)
        torch.testing.assert_close(found, expected.detach(), atol=1e-6, rtol=1e-4)
        found.backward(inputs=list(player.parameters))
        parts = ("encoder", "decoder") if number == 0 else ("critic",)
        wanted = [parameter.grad for part in parts for parameter in twin.get_submodule(part).parameters()]
        assert len(wanted) == len(player.parameters)
        for parameter, gradient in zip(player.parameters, wanted, strict=True):
            assert parameter.grad is not None
            assert gradient is not None
            torch.testing.assert_close(parameter.grad, gradient, atol=1e-5, rtol=1e-3)
        model.zero_grad()


class TestAAE:
    def seen(self, model: AAE, batch: Batch) -> list[Tensor]:
        """What the critic is given in its turn: draws of the prior, then codes."""
        inputs: list[Tensor] = []
        model.critic.register_forward_pre_hook(lambda _, arguments: inputs.append(arguments[0].detach()))
        model.losses("critic", batch, Randomness.at(0, 0, 0, batch.index))
        return inputs

    def test_draws_of_class_k_lie_at_component_k(self) -> None:
        model = build("aae", prior="mixture", components=4, labelled=True)
        assert isinstance(model, AAE)
        labels = torch.arange(800) % 4
        real, made = self.seen(model, Batch(torch.rand(800, *SHAPE), torch.arange(800), labels))
        angles = torch.atan2(real[:, 1], real[:, 0])
        assert torch.equal((angles / (math.pi / 2)).round().long() % 4, labels)
        for component, centre in enumerate([(4, 0), (0, 4), (-4, 0), (0, -4)]):
            points = real[labels == component]
            torch.testing.assert_close(points[:, :3].mean(0), torch.tensor([*map(float, centre), 0.0]), atol=0.25, rtol=0)
            torch.testing.assert_close(points[:, :3].std(0), torch.tensor([0.5, 0.5, 1.0]), atol=0.12, rtol=0)
        for inputs in (real, made):
            assert torch.equal(inputs[:, 3:].argmax(1), labels)
            assert torch.equal(inputs[:, 3:].sum(1), torch.ones(800))

    def test_draws_without_labels_cover_all_components_evenly(self) -> None:
        model = build("aae", prior="mixture", components=4)
        assert isinstance(model, AAE)
        real, made = self.seen(model, Batch(torch.rand(2000, *SHAPE), torch.arange(2000)))
        assert real.shape == made.shape == (2000, 3)
        components = (torch.atan2(real[:, 1], real[:, 0]) / (math.pi / 2)).round().long() % 4
        assert components.bincount().tolist() == pytest.approx([500] * 4, abs=80)

    def test_the_prior_that_is_sampled_is_the_one_the_critic_sees(self) -> None:
        model = build("aae", prior="mixture", components=4)
        assert isinstance(model.prior, CircleOfNormals)
        samples = model.prior.sample(4000, torch.Generator().manual_seed(0))
        assert samples.shape == (4000, 3)
        radius = samples[:, :2].norm(dim=1)
        # Rice: the mean length of a 2-D normal around a point at distance 4, with deviation ½, is about 4 + ½²/8.
        assert radius.mean().item() == pytest.approx(4 + 0.5**2 / 8, abs=0.03)
        assert samples[:, 2].std().item() == pytest.approx(1, abs=0.05)
        assert torch.equal(samples, model.prior.sample(4000, torch.Generator().manual_seed(0)))

    @pytest.mark.parametrize("labels", [None, torch.tensor([0, 1, 2, 3, 0, 1]), torch.tensor([0, 1, 2, -1, 0, 1])])
    def test_missing_or_too_many_classes_are_refused(self, labels: Tensor | None) -> None:
        model = build("aae", prior="mixture", components=3, labelled=True)
        batch = make_batch()
        for player in ("autoencoder", "critic"):
            with pytest.raises(UsageError, match="labels below 3"):
                model.losses(player, Batch(batch.images, batch.index, labels), Randomness.at(0, 0, 0, batch.index))

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"labelled": True}, "--prior mixture"),
            ({"prior": "mixture", "components": 0}, "at least 1 component"),
            ({"prior": "mixture", "latent_dim": 1}, "2 latents"),
        ],
    )
    def test_options_that_cannot_be_right_are_refused(self, options: dict[str, object], message: str) -> None:
        with pytest.raises(UsageError, match=message):
            AAE(AAEConfig(**options), SHAPE)  # type: ignore[arg-type]  # options by name


class TestACAI:
    def test_the_critic_can_tell_how_a_mix_was_made(self) -> None:
        """Its right answers lie in [0, ½], and a critic that always answers ¼ has the loss of a uniform law, 1/48."""
        model = build("acai")
        count = 2000
        batch = Batch(torch.rand(count, *SHAPE), torch.arange(count))

        class Constant(nn.Module):
            def forward(self, images: Tensor) -> Tensor:
                return images.new_full((len(images),), 0.25)

        model.critic = Constant()
        terms = model.losses("critic", batch, Randomness.at(0, 0, 0, batch.index))
        assert terms["mixed"].item() == pytest.approx(1 / 48, rel=0.1)
        assert terms["blended"].item() == pytest.approx(1 / 16)


class TestGAIA:
    def gaia(self, **options: object) -> GAIA:
        model = build("gaia", **options)
        assert isinstance(model, GAIA)
        return model.train()

    def test_errors_move_in_the_critics_turn_of_training_only(self) -> None:
        model, batch = self.gaia(), make_batch()
        draws = Randomness.at(0, 0, 0, batch.index)
        model.losses("autoencoder", batch, draws)
        model.eval().losses("critic", batch, draws)
        assert not model.errors.any()
        terms = model.train().losses("critic", batch, Randomness.at(0, 0, 1, batch.index))
        expected = torch.stack([terms["real"], terms["reconstructed"], terms["interpolated"]]) / 64
        torch.testing.assert_close(model.errors, expected.detach())
        assert "errors" in model.state_dict()

    def test_balance_is_in_the_checkpoint(self, tmp_path) -> None:  # type: ignore[no-untyped-def]  # pytest's folder
        from latlas.training.checkpoint import load_checkpoint

        images = Pole(size=8).load()
        model = self.gaia()
        train(model, images, TrainingConfig(epochs=1, batch_size=230, device="cpu"), tmp_path, quiet=True)
        kept = load_checkpoint(tmp_path / "checkpoint.safetensors")
        assert kept is not None
        assert bool(model.errors.all())
        assert torch.equal(kept.tensors["model/errors"], model.errors)

    @staticmethod
    def at(model: GAIA, errors: tuple[float, float, float]) -> dict[str, float]:
        """Rates and weights, times the number of values, at errors on images, reconstructions and interpolations."""
        model.errors.copy_(torch.tensor(errors))
        generator, critic = model.players()
        return {
            "generator rate": value_at(generator.rate, 0),
            "critic rate": value_at(critic.rate, 0),
            "reconstructed": 64 * value_at(generator.weights["reconstructed"], 0),
            "interpolated": 64 * value_at(generator.weights["interpolated"], 0),
            "against": -64 * (value_at(critic.weights["reconstructed"], 0) + value_at(critic.weights["interpolated"], 0)),
        }

    def test_equal_errors_are_balance(self) -> None:
        """Both learn at the run's rate, and the generator's two terms weigh the same."""
        values = self.at(self.gaia(), (0.2, 0.2, 0.2))
        assert values["generator rate"] == values["critic rate"] == pytest.approx(1)
        assert values["reconstructed"] == values["interpolated"] == pytest.approx(0.5)
        # σ = ½: 1 / (1 + exp(20 · (0.2 − 0.1)))
        assert values["against"] == pytest.approx(1 / (1 + math.exp(2)), rel=1e-5)

    def test_who_is_behind_learns_faster(self) -> None:
        model = self.gaia()
        behind = self.at(model, (0.3, 0.2, 0.2))
        ahead = self.at(model, (0.1, 0.2, 0.2))
        assert behind["critic rate"] > 1 > ahead["critic rate"]
        assert behind["critic rate"] + behind["generator rate"] == pytest.approx(2)
        assert behind["critic rate"] == pytest.approx(2 / (1 + math.exp(-20 * 0.1)), rel=1e-5)

    def test_neither_ever_stands_still(self) -> None:
        model = self.gaia()
        for errors in ((1.0, 0.0, 0.0), (0.0, 1.0, 1.0)):
            values = self.at(model, errors)
            assert sorted([values["generator rate"], values["critic rate"]]) == pytest.approx([0.1, 1.9])

    def test_the_generator_works_on_what_the_critic_fails_on(self) -> None:
        model = self.gaia()
        assert self.at(model, (0.2, 0.1, 0.2))["interpolated"] > 0.8
        assert self.at(model, (0.2, 0.2, 0.1))["interpolated"] < 0.2

    def test_the_critic_rests_while_images_are_hard(self) -> None:
        model = self.gaia()
        assert self.at(model, (0.5, 0.2, 0.2))["against"] < 0.01
        assert self.at(model, (0.0, 0.2, 0.5))["against"] == pytest.approx(0.9), "the limit"
        assert self.at(self.gaia(equilibrium=1.0), (0.2, 0.2, 0.2))["against"] == pytest.approx(0.5)

    def test_distance_term_forgets_place_and_scale(self) -> None:
        images = torch.rand(5, *SHAPE)
        flat = images.flatten(1)
        assert distance_term(images, 3 + 7 * flat).item() == pytest.approx(0, abs=1e-8)
        torch.testing.assert_close(distance_term(images, flat[:, :3]), distances(images, flat[:, :3]))
        assert distance_term(images, torch.ones(5, 2)).item() > 0, "all codes in one place"
        with torch.autocast("cpu", torch.bfloat16):
            torch.testing.assert_close(distance_term(images, flat[:, :3]), distances(images, flat[:, :3]))


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("body", ["dense", "conv", "vgg"])
def test_bf16_takes_a_step_near_that_of_fp32(name: str, body: str) -> None:
    batch = make_batch()
    losses = []
    for enabled in (False, True):
        model = build(name, body=body).train()
        for player in model.players():
            with torch.autocast("cpu", torch.bfloat16, enabled=enabled):
                terms = model.losses(player.name, batch, Randomness.at(0, 0, 0, batch.index))
            loss = weighted_sum(player, terms, 0)
            loss.backward(inputs=list(player.parameters))
            losses.append(loss.item())
            assert all(bool(torch.isfinite(p.grad).all()) for p in player.parameters if p.grad is not None)
    assert losses[2:] == pytest.approx(losses[:2], rel=0.1, abs=0.02)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", MODELS)
def test_2000_steps_stay_finite(name: str, seed: int, tmp_path) -> None:  # type: ignore[no-untyped-def]  # pytest's folder
    """The loop raises at a value that is not finite; weights and validation are looked at too. 460 images in batches of 16."""
    images = Pole(size=16).load()
    model_class = catalog.get("models", name)
    known = set(model_class.Config.__dataclass_fields__)
    small = SMALL | {"channels": (4,), "critic_channels": (4,), "hidden": ()}
    options = {key: value for key, value in small.items() if key in known} | {"body": "vgg" if seed % 2 else "conv"}
    torch.manual_seed(seed)
    model = model_class(model_class.Config(**options), images.shape)
    epochs = math.ceil(2000 / (len(images.split["train"]) // 16))
    state = train(model, images, TrainingConfig(epochs=epochs, batch_size=16, seed=seed, device="cpu"), tmp_path, quiet=True)
    assert state.step >= 2000
    assert all(bool(torch.isfinite(tensor).all()) for tensor in model.state_dict().values())
    decoded = model.decode(model.encode(images.images(images.split["test"])).mean).detach()
    assert 0 <= decoded.min().item() <= decoded.max().item() <= 1


@pytest.mark.parametrize("name", ["aae", "acai", "amr", "gaia", "aeai"])
def test_terms_beside_the_reconstruction_can_come_in_slowly(name: str) -> None:
    options = {"reconstruction_weight": 1.0} if name == "gaia" else {}
    config_class = catalog.get("models", name).Config
    slow, plain = (
        build_model(name, config_class(hidden=(8,), channels=(4,), term_warmup_steps=steps, **options), (1, 8, 8)).players()[0].weights
        for steps in (10, 0)
    )
    assert slow.keys() == plain.keys()
    for term, weight in slow.items():
        full = value_at(plain[term], 0)
        assert [value_at(weight, step) for step in (0, 5, 10, 11)] == pytest.approx(
            [full] * 4 if term == "reconstruction" else [0.0, full / 2, full, full]
        )


NOT_NEGATIVE = {
    "aae": ("adversarial_weight", "critic_rate", "term_warmup_steps"),
    "acai": ("adversarial_weight", "critic_rate", "term_warmup_steps"),
    "amr": ("reconstruction_weight", "cycle_weight", "critic_rate", "term_warmup_steps"),
    "gaia": ("reconstruction_weight", "distance_weight", "term_warmup_steps"),
}


@pytest.mark.parametrize(("name", "option"), [(name, option) for name, options in NOT_NEGATIVE.items() for option in options])
def test_negative_options_are_refused_when_the_model_is_built(name: str, option: str) -> None:
    kind = int if option == "term_warmup_steps" else float
    with pytest.raises(UsageError, match=rf"{option} is -1(\.0)?: it must be 0 or more"):
        build(name, **{option: kind(-1)})
    build(name, **{option: kind(0)})


def test_a_weight_that_is_no_number_is_refused() -> None:
    with pytest.raises(UsageError, match="adversarial_weight is nan"):
        build("acai", adversarial_weight=math.nan)
