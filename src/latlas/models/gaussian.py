"""The pieces that every model with a Gaussian posterior and a sigmoid image shares, as plain functions."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn

from latlas.functional.divergence import gaussian_kl
from latlas.functional.randomness import Randomness
from latlas.functional.reconstruction import LOSSES, ReconstructionName
from latlas.nn.body import BodyConfig
from latlas.types import Batch, Images, Latents, Posterior, Scalar


@dataclass(frozen=True)
class AutoencoderConfig(BodyConfig):
    """Options of every autoencoder: a body and a reconstruction term."""

    reconstruction: ReconstructionName = "bernoulli"
    """Reconstruction term: a sum over channels and pixels, a mean over the batch."""


def gaussian_posterior(encoder: nn.Module, images: Images) -> Posterior:
    """Mean and log-variance from an encoder with twice as many outputs as latents."""
    mean, logvar = encoder(images).chunk(2, dim=1)
    return Posterior(mean, logvar)


def draw(posterior: Posterior, randomness: Randomness) -> Latents:
    """One reparametrised sample per image: mean + std · ε (Kingma and Welling 2014, section 2.4)."""
    if posterior.logvar is None:
        return posterior.mean
    noise = randomness.normal(posterior.mean.shape[1])
    return posterior.mean + torch.exp(posterior.logvar.float() / 2) * noise


def reconstruction_term(name: ReconstructionName, decoder: nn.Module, latents: Latents, target: Images) -> Scalar:
    """The named reconstruction term of decoded latents: sum over channels and pixels, mean over the batch."""
    loss = LOSSES[name]
    activations = decoder(latents)
    return loss.function(activations if loss.on == "logits" else activations.float().sigmoid(), target).mean()


def elbo_terms(
    encoder: nn.Module, decoder: nn.Module, reconstruction: ReconstructionName, batch: Batch, randomness: Randomness
) -> dict[str, Scalar]:
    """The two terms of the negative evidence lower bound (Kingma and Welling 2014, equation 10), one sample each."""
    mean, logvar = encoder(batch.images).chunk(2, dim=1)
    latents = draw(Posterior(mean, logvar), randomness)
    return {
        "reconstruction": reconstruction_term(reconstruction, decoder, latents, batch.images),
        "kl": gaussian_kl(mean, logvar).mean(),
    }
