"""Poses that begin from several rotations: the best is found, told by the encoder, and gets a model round half a turn."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from latlas.data.rot_mnist import rotate
from latlas.errors import UsageError
from latlas.functional.randomness import Randomness
from latlas.metrics.pose_error import pose_error
from latlas.models.double_transformer_vae import DoubleTransformerVAE, DoubleTransformerVAEConfig
from latlas.models.pose import PoseConfig
from latlas.models.pose_terms import Heads
from latlas.models.pose_turns import Turns, best_turns, turned
from latlas.models.transformer_vae import TransformerVAE
from latlas.types import Batch, Images

SHAPE = (1, 12, 12)
MODELS = (TransformerVAE, DoubleTransformerVAE)
Model = TransformerVAE | DoubleTransformerVAE


def make(model: type[Model], **options: object) -> Model:
    torch.manual_seed(0)
    chosen = {"latent_dim": 2, "hidden": (32,), "transformation": "affine_named", "pose_prior": "none", "pose_turns": 4, **options}
    if model is TransformerVAE:
        return TransformerVAE(PoseConfig(**chosen), SHAPE)  # type: ignore[arg-type]  # options by name
    return DoubleTransformerVAE(DoubleTransformerVAEConfig(**chosen), SHAPE)  # type: ignore[arg-type]  # as above


def pointers(quarters: torch.Tensor) -> Images:
    """A bar with one thick end, turned counter-clockwise by quarters of a turn; no two quarters look alike."""
    image = torch.zeros(1, 1, 12, 12)
    image[..., 1:11, 5:7] = 1
    image[..., 1:4, 3:9] = 1
    return torch.cat([torch.rot90(image, int(quarter), (2, 3)) for quarter in quarters])


def batch_of(images: Images) -> Batch:
    return Batch(images, torch.arange(len(images)))


@pytest.mark.parametrize("model", MODELS)
def test_batch_norm_is_refused(model: type[Model]) -> None:
    """It would keep statistics of all rotations that were tried."""
    with pytest.raises(UsageError, match="give --norm group, or none"):
        make(model, body="vgg", channels=(4,))
    make(model, body="vgg", channels=(4,), norm="group")


@pytest.mark.parametrize("model", MODELS)
def test_one_turn_is_the_model_without_the_option(model: type[Model]) -> None:
    plain, one = make(model, pose_turns=1), make(model)
    assert "turn" not in plain.losses("autoencoder", batch_of(pointers(torch.arange(4))), Randomness.at(0, 0, 0, torch.arange(4)))
    assert sum(p.numel() for p in one.parameters()) > sum(p.numel() for p in plain.parameters())


@pytest.mark.parametrize("model", MODELS)
def test_rotations_are_spread_over_a_turn_and_added_to_the_rotation_alone(model: type[Model]) -> None:
    decoder = make(model).decoder
    pose = torch.full((4, 5), 0.1)
    added = turned(decoder, pose, torch.arange(4)) - pose
    torch.testing.assert_close(added[:, 0], torch.tensor([0.0, math.pi / 2, -math.pi, -math.pi / 2]))
    assert not added[:, 1:].any()


def test_the_best_rotation_is_the_one_with_the_least_loss() -> None:
    """A decoder that always makes the upright pointer is held against turned ones."""
    model = make(DoubleTransformerVAE).eval()
    images = pointers(torch.tensor([0, 1, 2, 3, 1]))
    last = [module for module in model.decoder.body.modules() if isinstance(module, torch.nn.Linear)][-1]
    with torch.no_grad():
        last.weight.zero_()
        last.bias.copy_((pointers(torch.zeros(1)) * 8 - 4).flatten())
        _, mean, logvar = model._localised(images)

        def heads_of(turns: Turns) -> Heads:
            pose = turned(model.decoder, mean, turns)
            return model._heads(images, pose, logvar, pose)

        found = best_turns(model.decoder, images, heads_of)
    back = model.decoder.put_back(images, model.decoder.parameters_of(turned(model.decoder, mean, found)))
    torch.testing.assert_close(back, pointers(torch.zeros(5)), atol=1e-4, rtol=0)


@pytest.mark.parametrize("model", MODELS)
def test_the_encoder_begins_from_the_rotation_it_takes_for_the_likeliest(model: type[Model]) -> None:
    fresh = make(model).eval()
    images = pointers(torch.arange(4))
    logits = fresh._localised(images)[0] if isinstance(fresh, DoubleTransformerVAE) else fresh._heads(images)[1]
    angle = fresh.decoder.read_pose(fresh.encode(images).mean)[:, 0]
    expected = turned(fresh.decoder, torch.zeros(4, 5), logits.argmax(1))[:, 0]
    torch.testing.assert_close(angle, expected)


@pytest.mark.parametrize("samples", [1, 3])
@pytest.mark.parametrize("model", MODELS)
def test_the_term_teaches_the_encoder_alone(model: type[Model], samples: int) -> None:
    fresh = make(model, posterior_samples=samples)
    terms = fresh.losses("autoencoder", batch_of(pointers(torch.arange(4))), Randomness.at(0, 0, 0, torch.arange(4)))
    assert 0 < float(terms["turn"].detach()) < 3 * math.log(4)
    terms["turn"].backward()
    assert all(parameter.grad is None or not parameter.grad.any() for parameter in fresh.decoder.parameters())
    reader = fresh.localiser if isinstance(fresh, DoubleTransformerVAE) else fresh.encoder
    assert any(parameter.grad is not None and parameter.grad.any() for parameter in reader.parameters())


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"pose_turns": 0}, "at least 1"),
        ({"transformation": "affine"}, "needs a transformation with a rotation"),
        ({"pose_prior": "normal"}, "--pose-prior none"),
        ({"pose_prior": "full"}, "--pose-prior none"),
        ({"pose_limit": 0.3}, "no --pose-limit"),
    ],
)
@pytest.mark.parametrize("model", MODELS)
def test_what_cannot_be_turned_is_refused(model: type[Model], options: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        make(model, **options)


@pytest.mark.parametrize("model", MODELS)
def test_training_gets_round_half_a_turn(model: type[Model]) -> None:
    """Pointers at any angle: with the rotations their angle is read, without them it stays where it began."""
    random = np.random.default_rng(0)
    angles = (2 * np.pi * random.random(128)).astype(np.float32)
    upright = (255 * pointers(torch.zeros(128))[:, 0].numpy()).astype(np.uint8)
    images = torch.from_numpy(rotate(upright, angles)[:, None]).float() / 255
    errors = {}
    for turns in (1, 8):
        network = make(model, pose_turns=turns, hidden=(64,))
        optimiser = torch.optim.Adam(network.parameters(), lr=5e-3)
        for step in range(80):
            index = torch.from_numpy(random.choice(128, 64, replace=False))
            terms = network.losses("autoencoder", Batch(images[index], index), Randomness.at(0, step, 0, index))
            optimiser.zero_grad()
            torch.stack(list(terms.values())).sum().backward()
            optimiser.step()
        network.eval()
        with torch.no_grad():
            read = network.decoder.read_pose(network.encode(images).mean)[:, 0]
        errors[turns] = pose_error(read, torch.from_numpy(angles)).degrees.median
    assert errors[8] < 15 < 40 < errors[1], errors
