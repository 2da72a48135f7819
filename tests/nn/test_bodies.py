"""Bodies fit every image of at least 8×8 pixels and every number of channels."""

from __future__ import annotations

from typing import Literal

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from latlas.errors import UsageError
from latlas.nn.body import BodyConfig, build_decoder, build_encoder

SIDES = st.integers(8, 70)


@pytest.mark.parametrize("body", ["auto", "dense", "conv"])
@given(channels=st.integers(1, 5), height=SIDES, width=SIDES, latent_dim=st.integers(1, 9))
@settings(max_examples=25, deadline=None)
def test_shapes_fit(body: str, channels: int, height: int, width: int, latent_dim: int) -> None:
    shape = (channels, height, width)
    config = BodyConfig(latent_dim=latent_dim, body=body, hidden=(7, 5), channels=(4, 6, 8, 10))
    images = torch.rand(2, *shape)
    codes = build_encoder(config, shape, latent_dim)(images)
    assert codes.shape == (2, latent_dim)
    assert build_decoder(config, shape)(codes).shape == images.shape


@pytest.mark.parametrize("body", ["dense", "conv"])
def test_decoder_mirrors_encoder(body: str) -> None:
    """Every weight matrix of the encoder stands, transposed or as its transposed convolution, in the decoder."""
    config = BodyConfig(latent_dim=3, body=body, hidden=(32, 16), channels=(4, 8))
    encoder, decoder = build_encoder(config, (1, 16, 16), 3), build_decoder(config, (1, 16, 16))
    there = [tuple(p.shape) for p in encoder.parameters() if p.ndim > 1]
    back = [tuple(p.shape) for p in decoder.parameters() if p.ndim > 1][::-1]
    assert [(shape[:2], shape[2:]) for shape in there] == [
        ((shape[1], shape[0]) if len(shape) == 2 else shape[:2], shape[2:]) for shape in back
    ]


def test_auto_is_dense_up_to_32_pixels() -> None:
    def has_convolution(side: int) -> bool:
        return any(isinstance(m, torch.nn.Conv2d) for m in build_encoder(BodyConfig(), (1, side, side), 2).modules())

    assert [has_convolution(side) for side in (28, 32, 33, 64)] == [False, False, True, True]


@pytest.mark.parametrize("shape", [(1, 7, 20), (3, 20, 7), (1, 1, 1)])
def test_too_small_images_are_refused_with_a_remedy(shape: tuple[int, int, int]) -> None:
    with pytest.raises(UsageError, match=r"at least|must have 8 pixels; give --size"):
        build_encoder(BodyConfig(), shape, 2)


@pytest.mark.parametrize("body", ["conv", "vgg"])
def test_no_channels_are_refused_but_by_the_dense_body(body: Literal["conv", "vgg"]) -> None:
    with pytest.raises(UsageError, match="--body dense"):
        build_decoder(BodyConfig(body=body, channels=()), (1, 16, 16))
    build_decoder(BodyConfig(body="dense", channels=()), (1, 16, 16))


@pytest.mark.parametrize("name", ["channels", "hidden"])
@pytest.mark.parametrize("widths", [(0,), (8, -3)])
def test_widths_below_one_are_refused(name: str, widths: tuple[int, ...]) -> None:
    with pytest.raises(UsageError, match=f"{name} is {' '.join(map(str, widths))}"):
        build_encoder(BodyConfig(body="conv", **{name: widths}), (1, 16, 16), 2)  # type: ignore[arg-type]  # options by name


def test_no_latents_are_refused() -> None:
    with pytest.raises(UsageError, match="latent_dim is 0"):
        build_decoder(BodyConfig(latent_dim=0), (1, 8, 8))
