"""AEAI: the gradient of its smoothness term, and terms that are switched off."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

import latlas
from latlas.errors import UsageError
from latlas.functional.derivative import directional_derivative
from latlas.functional.mixing import halves
from latlas.functional.randomness import Randomness
from latlas.models import aeai
from latlas.models.ae import AE, AEConfig
from latlas.models.aeai import AEAI, AEAIConfig
from latlas.types import Batch

# The first forward mode of a process imports a part of torch that uses what torch itself deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:`torch.jit.script`:DeprecationWarning")

SHAPE = (1, 8, 8)
BODIES = [
    {"body": "dense"},
    {"body": "conv"},
    {"body": "vgg", "norm": "batch"},
    {"body": "vgg", "norm": "group"},
    {"body": "vgg", "norm": "none"},
]
OFF = {"adversarial_weight": 0.0, "cycle_weight": 0.0, "smoothness_weight": 0.0}


def build(seed: int = 0, **options: object) -> AEAI:
    torch.manual_seed(seed)
    known = {"latent_dim": 3, "hidden": (8,), "channels": (4, 8), "convolutions": 1, "critic_channels": (4, 8), "reconstruction": "mse"}
    return AEAI(AEAIConfig(**(known | options)), SHAPE)  # type: ignore[arg-type]  # options by name


def make_batch(count: int = 6) -> Batch:
    images = torch.rand(count, *SHAPE, generator=torch.Generator().manual_seed(0))
    return Batch(images, torch.arange(count))


def randomness(batch: Batch) -> Randomness:
    return Randomness.at(0, 0, 0, batch.index)


def smoothness_errors(decoder: nn.Module) -> dict[str, float]:
    """Each parameter's error of ∇ Σ speed², as a share of the gradient's length: a central difference in float64 along a random
    direction through all of the parameter's elements against the analytic slope there."""
    decoder = decoder.double().train()
    generator = torch.Generator().manual_seed(1)

    def random(shape: torch.Size | tuple[int, ...]) -> Tensor:
        return torch.randn(shape, generator=generator, dtype=torch.float64)

    point, direction = random((6, 3)), random((6, 3))

    def loss() -> Tensor:
        return directional_derivative(lambda latents: decoder(latents).sigmoid(), point, direction)[1].square().sum()

    named = dict(decoder.named_parameters())
    gradients = torch.autograd.grad(loss(), list(named.values()), allow_unused=True, materialize_grads=True)
    length = torch.cat([gradient.flatten() for gradient in gradients]).norm().item()
    step, errors = 1e-6, {}
    for (name, parameter), gradient in zip(named.items(), gradients, strict=True):
        way = random(parameter.shape)
        way /= way.norm()
        ends = []
        with torch.no_grad():
            for sign in (1, -2):
                parameter += sign * step * way
                ends.append(loss().item())
            parameter += step * way
        slope = (ends[0] - ends[1]) / (2 * step)
        errors[name] = abs(slope - (gradient * way).sum().item()) / length
    return errors


@pytest.mark.parametrize("options", BODIES, ids=str)
def test_gradient_of_smoothness_is_exact_for_every_parameter(options: dict[str, str]) -> None:
    errors = smoothness_errors(build(**options).decoder)
    assert len(errors) >= 4
    assert max(errors.values()) < 1e-6, errors


def test_batch_norm_of_torch_gives_wrong_gradients_here() -> None:
    """The trap that latlas.nn.norm avoids. When this fails torch has mended it, and our BatchNorm can go."""
    decoder = build(body="vgg", norm="batch").decoder
    assert isinstance(decoder, nn.Sequential)
    for number, layer in enumerate(decoder):
        if type(layer).__name__ == "BatchNorm":
            features = len(layer.running_mean)
            after_convolution = isinstance(decoder[number - 1], nn.Conv2d)
            decoder[number] = nn.BatchNorm2d(features) if after_convolution else nn.BatchNorm1d(features)
    assert max(smoothness_errors(decoder).values()) > 0.01


@pytest.mark.parametrize("unit", ["latent", "spread"])
@pytest.mark.parametrize("options", BODIES, ids=str)
def test_terms_are_those_of_the_paper(options: dict[str, str], unit: str) -> None:
    """Equation 1 in float64: the derivative as a central difference of images along α; the cycle in either unit."""
    model = build(**options, cycle_unit=unit).train().double()
    batch = replace(make_batch(), images=make_batch().images.double())
    terms = model.losses("autoencoder", batch, randomness(batch))
    images = batch.images
    latents = model.encoder(images)
    first, second = halves(latents)
    share = randomness(batch).uniform(1)[:3].double()

    def image_at(alpha: Tensor) -> Tensor:
        return model.decode((1 - alpha) * first + alpha * second)

    between = image_at(share)
    speed = (image_at(share + 1e-6) - image_at(share - 1e-6)) / 2e-6
    distance = (second - first).square().sum(1).mean() if unit == "spread" else 1
    cycle = ((1 - share) * first + share * second - model.encoder(between)).square().sum() / 3 / distance
    expected = {
        "reconstruction": (model.decode(latents) - images).square().sum() / 6,
        "adversarial": -model.critic(between).sigmoid().log().mean(),
        "cycle": cycle,
        "smoothness": speed.square().sum() / 3,
    }
    assert terms.keys() == expected.keys()
    for name, value in expected.items():
        torch.testing.assert_close(terms[name].double(), value, atol=1e-6, rtol=1e-5, msg=name)


def test_critic_sees_images_and_interpolations() -> None:
    model, batch = build().train(), make_batch()
    terms = model.losses("critic", batch, randomness(batch))
    first, second = halves(model.encoder(batch.images))
    made = model.decode(torch.lerp(first, second, randomness(batch).uniform(1)[:3]))
    torch.testing.assert_close(terms["real"], -model.critic(batch.images).sigmoid().log().mean())
    torch.testing.assert_close(terms["made"], -(1 - model.critic(made).sigmoid()).log().mean())


@pytest.mark.parametrize(
    ("on", "calls"),
    [
        ((), {"encoder": 1, "decoder": 1}),
        (("smoothness_weight",), {"encoder": 1, "decoder": 2, "derivative": 1}),
        (("cycle_weight",), {"encoder": 2, "decoder": 2}),
        (("adversarial_weight",), {"encoder": 1, "decoder": 2, "critic": 1}),
        (tuple(OFF), {"encoder": 2, "decoder": 2, "critic": 1, "derivative": 1}),
    ],
)
def test_switched_off_terms_cost_nothing(on: tuple[str, ...], calls: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Passes through the networks and forward modes in the autoencoder's turn; parameters of a critic that nobody needs."""
    model, batch, counted = build(**(OFF | dict.fromkeys(on, 0.1))).train(), make_batch(), Counter[str]()
    for name in ("encoder", "decoder", "critic"):
        model.get_submodule(name).register_forward_hook(lambda *_, name=name: counted.update([name]))

    def counting(*arguments: object) -> object:
        counted.update(["derivative"])
        return directional_derivative(*arguments)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(aeai, "directional_derivative", counting)
    terms = model.losses("autoencoder", batch, randomness(batch))
    assert counted == calls
    assert set(terms) == {"reconstruction", *(name.removesuffix("_weight") for name in on)}
    assert set(model.players()[0].weights) == set(terms)
    adversarial = "adversarial_weight" in on
    assert len(list(model.critic.parameters())) == (6 if adversarial else 0)
    assert [player.name for player in model.players()] == ["autoencoder", "critic"][: 1 + adversarial]


@pytest.mark.parametrize("options", BODIES, ids=str)
@pytest.mark.parametrize("latent_norm", ["none", "batch"])
def test_all_off_is_the_plain_autoencoder(options: dict[str, str], latent_norm: str) -> None:
    """The same term, bit for bit, and the same gradients."""
    model = build(**options, **OFF, latent_norm=latent_norm).train()
    shared = {name: getattr(model.config, name) for name in AEConfig.__dataclass_fields__}
    plain = AE(AEConfig(**shared), SHAPE).train()
    plain.load_state_dict(model.state_dict())
    batch = make_batch()
    losses = [each.losses("autoencoder", batch, randomness(batch)) for each in (model, plain)]
    assert losses[0].keys() == losses[1].keys() == {"reconstruction"}
    assert torch.equal(losses[0]["reconstruction"], losses[1]["reconstruction"])
    for loss in losses:
        loss["reconstruction"].backward()
    ours, theirs = ([p.grad for p in each.parameters()] for each in (model, plain))
    assert len(ours) == len(theirs)
    assert all(a is not None and b is not None and torch.equal(a, b) for a, b in zip(ours, theirs, strict=True))


@pytest.mark.parametrize(("unit", "count"), [("latent", 3), ("spread", 1)])
def test_weights_are_those_of_means(unit: str, count: int) -> None:
    """λ per value of the image, and per latent where the term is a sum over them; both end points of a pair are reconstructed."""
    players = build(adversarial_weight=0.5, cycle_weight=0.25, smoothness_weight=0.125, cycle_unit=unit).players()
    assert players[0].weights == {
        "reconstruction": pytest.approx(2 / 64),
        "adversarial": 0.5,
        "cycle": pytest.approx(0.25 / count),
        "smoothness": pytest.approx(0.125 / 64),
    }
    assert players[1].weights == {}


def test_shrinking_all_codes_gains_nothing_in_units_of_their_spread() -> None:
    """The cycle of a model whose codes are 0.1 as long, and whose decoder undoes it, is the same; in latents it is a hundredth."""
    cycles = {}
    for unit in ("spread", "latent"):
        for scale in (1.0, 0.1):
            model = build(body="dense", cycle_unit=unit).train()
            with torch.no_grad():
                for part, factor in ((model.encoder[-1], scale), (model.decoder[0], 1 / scale)):  # type: ignore[index]  # both are sequences
                    part.weight.mul_(factor)
                model.encoder[-1].bias.mul_(scale)  # type: ignore[index,union-attr]  # as above
            batch = make_batch()
            cycles[unit, scale] = model.losses("autoencoder", batch, randomness(batch))["cycle"].item()
    assert cycles["spread", 0.1] == pytest.approx(cycles["spread", 1.0], rel=1e-3)
    assert cycles["latent", 0.1] == pytest.approx(0.01 * cycles["latent", 1.0], rel=1e-3)


def test_perceptual_reconstruction_needs_weights() -> None:
    with pytest.raises(UsageError, match="extractor-weights"):
        build(reconstruction="perceptual")


NEGATIVE = [
    *({name: -1.0} for name in ("adversarial_weight", "cycle_weight", "smoothness_weight", "critic_rate")),
    *({name: -1} for name in ("neighbours", "term_warmup_steps")),
]


@pytest.mark.parametrize("options", NEGATIVE)
def test_negative_options_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(UsageError, match=f"{next(iter(options))} is -1"):
        build(**options)


def test_compilation_is_refused_with_a_derivative_before_a_run_is_begun(tmp_path: Path) -> None:
    options = {"latent_dim": 2, "hidden": (8,), "epochs": 1, "size": 8, "compile": True}
    with pytest.raises(UsageError, match="compile"):
        latlas.train("aeai", "pole", tmp_path / "run", quiet=True, **options)
    assert not (tmp_path / "run").exists()
    assert build(smoothness_weight=0.0).compiles
