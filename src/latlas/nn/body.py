"""One choice of body for encoder and decoder, shared by every model that takes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from torch import nn

from latlas.errors import UsageError
from latlas.nn.conv import conv_decoder, conv_encoder
from latlas.nn.dense import dense_decoder, dense_encoder
from latlas.types import ImageShape

SMALLEST_SIDE = 8
"""Images narrower than this are refused: no convolutional body is left of them."""


@dataclass(frozen=True)
class BodyConfig:
    """Options of a model with an exchangeable body."""

    latent_dim: int = 2
    """Number of latent dimensions."""
    body: Literal["auto", "dense", "conv"] = "auto"
    """Network type; auto is dense up to 32×32 pixels and convolutional beyond."""
    hidden: tuple[int, ...] = (512, 512)
    """Widths of the dense layers, from the image towards the latent; the decoder mirrors them."""
    channels: tuple[int, ...] = (32, 64, 128, 256)
    """Channels of the convolutional blocks, from the image towards the latent; the decoder mirrors them."""


def build_encoder(config: BodyConfig, image_shape: ImageShape, outputs: int) -> nn.Module:
    """A network from images to `(batch, outputs)`."""
    if _is_conv(config, image_shape):
        return conv_encoder(image_shape, config.channels, config.hidden, outputs)
    return dense_encoder(image_shape, config.hidden, outputs)


def build_decoder(config: BodyConfig, image_shape: ImageShape) -> nn.Module:
    """A network from latents to image pre-activations; a sigmoid makes them images."""
    if _is_conv(config, image_shape):
        return conv_decoder(config.latent_dim, config.hidden, config.channels, image_shape)
    return dense_decoder(config.latent_dim, config.hidden, image_shape)


def _is_conv(config: BodyConfig, image_shape: ImageShape) -> bool:
    if min(image_shape[1:]) < SMALLEST_SIDE:
        raise UsageError(f"images are {image_shape[1]}×{image_shape[2]}: the smallest side must have {SMALLEST_SIDE} pixels; give --size")
    if config.latent_dim < 1:
        raise UsageError(f"latent_dim is {config.latent_dim}: it must be at least 1")
    return config.body == "conv" or (config.body == "auto" and max(image_shape[1:]) > 32)
