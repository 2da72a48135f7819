"""One choice of body for encoder and decoder, shared by every model that takes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from torch import nn

from latlas.errors import UsageError
from latlas.nn.conv import conv_decoder, conv_encoder
from latlas.nn.dense import dense_decoder, dense_encoder
from latlas.nn.norm import BatchNorm, ScaleNorm
from latlas.nn.resnet import resnet_decoder, resnet_encoder
from latlas.nn.vgg import NormName, vgg_decoder, vgg_encoder
from latlas.types import ImageShape

SMALLEST_SIDE = 8
"""Images narrower than this are refused: no convolutional body is left of them."""


@dataclass(frozen=True)
class BodyConfig:
    """Options of a model with an exchangeable body."""

    latent_dim: int = 2
    """Number of latent dimensions."""
    body: Literal["auto", "dense", "conv", "vgg", "resnet18"] = "auto"
    """Network type; auto is dense up to 32×32 pixels and conv (convolutions of stride 2) beyond. vgg has max-pools and norms,
    resnet18 shortcuts and norms."""
    hidden: tuple[int, ...] = (512, 512)
    """Widths of the dense layers, from the image towards the latent; the decoder mirrors them."""
    channels: tuple[int, ...] = (32, 64, 128, 256)
    """Channels of the convolutional blocks, from the image towards the latent; the decoder mirrors them. 64 128 256 512 are ResNet-18's."""
    convolutions: int = 2
    """Convolutions per block of the vgg body."""
    norm: NormName = "batch"
    """Norm after each learned layer of the vgg body but the last, group norm after its convolutions only; of the resnet18 body, after
    its convolutions only."""


@dataclass(frozen=True)
class CodeConfig(BodyConfig):
    """Options of a model whose encoder gives one code per image, not a distribution."""

    latent_norm: Literal["none", "batch", "scale"] = "none"
    """Norm on the codes: batch gives every latent mean 0 and variance 1, scale gives them mean 0 and a mean variance of 1."""


def build_encoder(config: BodyConfig, image_shape: ImageShape, outputs: int) -> nn.Module:
    """A network from images to `(batch, outputs)`."""
    match body_name(config, image_shape):
        case "resnet18":
            return resnet_encoder(image_shape, config.channels, config.hidden, outputs, config.norm)
        case "vgg":
            return vgg_encoder(image_shape, config.channels, config.convolutions, config.hidden, outputs, config.norm)
        case "conv":
            return conv_encoder(image_shape, config.channels, config.hidden, outputs)
        case _:
            return dense_encoder(image_shape, config.hidden, outputs)


def build_code_encoder(config: CodeConfig, image_shape: ImageShape) -> nn.Module:
    """A network from images to codes `(batch, latent_dim)`."""
    encoder = build_encoder(config, image_shape, config.latent_dim)
    match config.latent_norm:
        case "batch":
            return nn.Sequential(encoder, BatchNorm(config.latent_dim, affine=False))
        case "scale":
            return nn.Sequential(encoder, ScaleNorm(config.latent_dim))
        case "none":
            return encoder


def build_decoder(config: BodyConfig, image_shape: ImageShape) -> nn.Module:
    """A network from latents to image pre-activations; a sigmoid makes them images."""
    match body_name(config, image_shape):
        case "resnet18":
            return resnet_decoder(config.latent_dim, config.hidden, config.channels, image_shape, config.norm)
        case "vgg":
            return vgg_decoder(config.latent_dim, config.hidden, config.channels, config.convolutions, image_shape, config.norm)
        case "conv":
            return conv_decoder(config.latent_dim, config.hidden, config.channels, image_shape)
        case _:
            return dense_decoder(config.latent_dim, config.hidden, image_shape)


def body_name(config: BodyConfig, image_shape: ImageShape) -> Literal["dense", "conv", "vgg", "resnet18"]:
    """The body of images of this shape, chosen where the option says auto. Raises `UsageError` for widths that there cannot be."""
    if min(image_shape[1:]) < SMALLEST_SIDE:
        raise UsageError(f"images are {image_shape[1]}×{image_shape[2]}: the smallest side must have {SMALLEST_SIDE} pixels; give --size")
    for name in ("latent_dim", "convolutions"):
        if getattr(config, name) < 1:
            raise UsageError(f"{name} is {getattr(config, name)}: it must be at least 1")
    for name in ("hidden", "channels"):
        if min(getattr(config, name), default=1) < 1:
            raise UsageError(f"{name} is {' '.join(map(str, getattr(config, name)))}: every width must be at least 1")
    body = config.body if config.body != "auto" else "conv" if max(image_shape[1:]) > 32 else "dense"
    if body != "dense" and not config.channels:
        raise UsageError(f"channels is empty: the {body} body needs at least one block; give --channels, or --body dense")
    return body
