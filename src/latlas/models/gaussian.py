"""The pieces that every model with a Gaussian posterior and a sigmoid image shares, as plain functions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

import torch
from torch import nn

from latlas.errors import UsageError
from latlas.features.extractor import Extractor
from latlas.features.perceptual import perceptual_loss
from latlas.features.weights import load_extractor
from latlas.functional.divergence import gaussian_kl
from latlas.functional.randomness import Randomness
from latlas.functional.reconstruction import LOSSES, Loss, ReconstructionName
from latlas.nn.body import BodyConfig
from latlas.types import Batch, Images, ImageShape, Latents, Posterior, Scalar


@dataclass(frozen=True)
class AutoencoderConfig(BodyConfig):
    """Options of every autoencoder: a body and a reconstruction term."""

    reconstruction: Literal[ReconstructionName, "perceptual"] = "bernoulli"
    """Reconstruction term: a sum over channels and pixels, a mean over the batch."""
    extractor: str = "vgg19_distilled"
    """Fixed network whose features the perceptual term compares (latlas list extractors)."""
    extractor_weights: str = ""
    """Its weights: a safetensors file, or hub:REPOSITORY:FILE. The perceptual term needs them."""
    extractor_layers: tuple[str, ...] = ()
    """Layers that the perceptual term compares; none means the extractor's own choice."""

    def __post_init__(self) -> None:
        if self.reconstruction == "perceptual" and not self.extractor_weights:
            raise UsageError(
                f"the perceptual reconstruction needs the weights of '{self.extractor}': "
                "give --extractor-weights with a safetensors file, or hub:REPOSITORY:FILE"
            )

    @cached_property
    def loaded_extractor(self) -> Extractor:
        """The extractor with its weights, read at first use: a finished run opens without them."""
        return load_extractor(self.extractor, self.extractor_weights)


@dataclass(frozen=True)
class WarmupConfig:
    """Options of a model whose terms beside the reconstruction can come in slowly."""

    term_warmup_steps: int = 0
    """Raise the weights of all terms but the reconstruction linearly from 0 over this many steps. While nothing can be told from a code
    yet, such terms easily make all codes the same, and that state is hard to leave."""


def refuse_negative(config: object, *names: str) -> None:
    """Raise `UsageError` for an option, named by its field, that must be 0 or more and is not."""
    for name in names:
        value = getattr(config, name)
        if not value >= 0:  # NaN is refused as well
            raise UsageError(f"{name} is {value}: it must be 0 or more")


def gaussian_posterior(encoder: nn.Module, images: Images) -> Posterior:
    """Mean and log-variance from an encoder with twice as many outputs as latents."""
    mean, logvar = encoder(images).chunk(2, dim=1)
    return Posterior(mean, logvar)


def draw(posterior: Posterior, randomness: Randomness) -> Latents:
    """One reparametrised sample per image: mean + std · ε (Kingma and Welling 2014, section 2.4)."""
    if posterior.logvar is None:
        return posterior.mean
    return gaussian_draw(posterior.mean, posterior.logvar, randomness.normal(posterior.mean.shape[1]))


def gaussian_draw(mean: Latents, logvar: Latents, noise: Latents) -> Latents:
    """mean + std · noise."""
    return mean + torch.exp(logvar.float() / 2) * noise


def fixed_networks(config: object, image_shape: ImageShape) -> dict[str, str]:
    """Digests of the weights that a model's losses read and training does not move, for the record of a run.

    Raises `UsageError` when they cannot be loaded, or do not fit the images: before a run is begun.
    """
    if not isinstance(config, AutoencoderConfig) or config.reconstruction != "perceptual":
        return {}
    extractor = config.loaded_extractor
    extractor.check(image_shape, config.extractor_layers or extractor.default_layers)
    return {"extractor_digest": extractor.digest}


def reconstruction_loss(config: AutoencoderConfig) -> Loss:
    """The configured reconstruction loss: one number per image, a sum over channels and pixels."""
    if config.reconstruction == "perceptual":
        return Loss(partial(perceptual_loss, config.loaded_extractor, layers=config.extractor_layers), on="image")
    return LOSSES[config.reconstruction]


def reconstruction_term(config: AutoencoderConfig, activations: Images, target: Images) -> Scalar:
    """The configured reconstruction term of what a decoder gives before its sigmoid: sum over channels and pixels, mean over the batch."""
    loss = reconstruction_loss(config)
    return loss.function(activations if loss.on == "logits" else activations.float().sigmoid(), target).mean()


def elbo_terms(
    encoder: nn.Module, decoder: nn.Module, config: AutoencoderConfig, batch: Batch, randomness: Randomness
) -> dict[str, Scalar]:
    """The two terms of the negative evidence lower bound (Kingma and Welling 2014, equation 10), one sample each."""
    mean, logvar = encoder(batch.images).chunk(2, dim=1)
    latents = draw(Posterior(mean, logvar), randomness)
    return {
        "reconstruction": reconstruction_term(config, decoder(latents), batch.images),
        "kl": gaussian_kl(mean, logvar).mean(),
    }
