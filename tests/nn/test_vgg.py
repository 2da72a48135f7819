"""VGG-like bodies: they fit every image, mirror each other, and have a norm after each learned layer but the last."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from latlas.errors import UsageError
from latlas.functional.rendering import render_pole
from latlas.nn.body import BodyConfig, CodeConfig, build_code_encoder, build_decoder, build_encoder
from latlas.nn.norm import BatchNorm, GroupNorm
from latlas.nn.vgg import Centred, NormName

SIDES = st.integers(8, 40)
LEARNED = (nn.Conv2d, nn.Linear)


@given(
    channels=st.integers(1, 4),
    height=SIDES,
    width=SIDES,
    latent_dim=st.integers(1, 9),
    convolutions=st.integers(1, 3),
    norm=st.sampled_from(["batch", "group", "none"]),
    hidden=st.lists(st.integers(2, 9), max_size=2),
    count=st.integers(1, 3),
)
@settings(max_examples=25)
def test_shapes_fit(
    channels: int, height: int, width: int, latent_dim: int, convolutions: int, norm: NormName, hidden: list[int], count: int
) -> None:
    shape = (channels, height, width)
    config = BodyConfig(latent_dim, "vgg", tuple(hidden), (4, 6, 16), convolutions, norm)
    images = torch.rand(count, *shape)
    codes = build_encoder(config, shape, latent_dim)(images)
    assert codes.shape == (count, latent_dim)
    assert build_decoder(config, shape)(codes).shape == images.shape
    assert bool(torch.isfinite(codes).all())


@pytest.mark.parametrize("convolutions", [1, 2])
@pytest.mark.parametrize("norm", ["batch", "group", "none"])
def test_decoder_mirrors_encoder(convolutions: int, norm: NormName) -> None:
    """Every weight of the encoder stands, with inputs and outputs exchanged, in the decoder; heights and widths too."""
    config = BodyConfig(3, "vgg", (32, 16), (4, 8), convolutions, norm)
    encoder, decoder = build_encoder(config, (1, 16, 13), 3), build_decoder(config, (1, 16, 13))
    there = [tuple(layer.weight.shape) for layer in encoder if isinstance(layer, LEARNED)]
    back = [tuple(layer.weight.shape) for layer in decoder if isinstance(layer, LEARNED)][::-1]
    assert there == [(shape[1], shape[0], *shape[2:]) for shape in back]
    assert len(there) == 2 * convolutions + 3
    assert sum(isinstance(layer, nn.MaxPool2d) for layer in encoder) == sum(isinstance(layer, nn.Upsample) for layer in decoder) == 2


@pytest.mark.parametrize(("norm", "kind"), [("batch", BatchNorm), ("group", GroupNorm)])
def test_norm_and_relu_follow_each_learned_layer_but_the_last(norm: NormName, kind: type[nn.Module]) -> None:
    config = BodyConfig(3, "vgg", (8,), (4, 8), 2, norm)
    for body in (build_encoder(config, (1, 16, 16), 3), build_decoder(config, (1, 16, 16))):
        layers = [layer for layer in body if not isinstance(layer, Centred | nn.MaxPool2d | nn.Upsample | nn.Flatten | nn.Unflatten)]
        learned = [number for number, layer in enumerate(layers) if isinstance(layer, LEARNED)]
        assert learned[-1] == len(layers) - 1, "the last learned layer ends the body"
        followed = [number for number in learned[:-1] if norm == "batch" or isinstance(layers[number], nn.Conv2d)]
        for number in learned[:-1]:
            assert isinstance(layers[number + 1], kind if number in followed else nn.ReLU)
            assert isinstance(layers[number + 1 + (number in followed)], nn.ReLU)
        assert len(layers) == 2 * (len(learned) - 1) + 1 + len(followed)


def test_group_norm_has_groups_of_eight_where_they_divide() -> None:
    body = build_encoder(BodyConfig(3, "vgg", (12,), (16, 6), 1, "group"), (1, 16, 16), 3)
    assert [(layer.groups, len(layer.weight)) for layer in body if isinstance(layer, GroupNorm)] == [(2, 16), (1, 6)]


@pytest.mark.parametrize("body", ["dense", "conv", "vgg"])
def test_latent_norm_standardises_every_latent(body: str) -> None:
    """By the batch's mean and variance in training, and without parameters of its own."""
    plain, normed = (
        build_code_encoder(CodeConfig(5, body, (8,), (4, 8), latent_norm=name), (1, 16, 16))  # type: ignore[arg-type]  # names
        for name in ("none", "batch")
    )
    assert isinstance(normed, nn.Sequential)
    normed[0].load_state_dict(plain.state_dict())
    assert sum(p.numel() for p in normed.parameters()) == sum(p.numel() for p in plain.parameters())
    images = torch.rand(64, 1, 16, 16)
    codes = plain(images)
    standard = (codes - codes.mean(0)) / torch.sqrt(codes.var(0, correction=0) + 1e-5)
    torch.testing.assert_close(normed(images), standard, atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("seed", range(3))
def test_training_leaves_the_mean_image_of_pole_at_a_high_rate(seed: int) -> None:
    """Without centred values these three stay there: their error is the variance of the images, and about a quarter of it with them."""
    azimuth, elevation = np.tile(np.arange(0.0, 360.0, 15.0), 2), np.repeat([50.0, 70.0], 24)
    images = torch.from_numpy(render_pole(elevation, azimuth, 16)).float()[:, None]
    torch.manual_seed(seed)
    config = BodyConfig(16, "vgg", (64,), (8, 16, 32), 1, "group")
    encoder, decoder = build_encoder(config, (1, 16, 16), 16), build_decoder(config, (1, 16, 16))
    optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()])
    for step in range(150):
        optimiser.param_groups[0]["lr"] = 5e-3 * min(1.0, (step + 1) / 50)
        loss = nn.functional.binary_cross_entropy_with_logits(decoder(encoder(images)), images)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    error = (decoder(encoder(images)).sigmoid() - images).square().mean()
    assert error < 0.5 * images.var(0, correction=0).mean()


def test_no_convolutions_are_refused() -> None:
    with pytest.raises(UsageError, match="convolutions is 0"):
        build_encoder(BodyConfig(convolutions=0, body="vgg"), (1, 16, 16), 2)
