"""Generative adversarial interpolative autoencoding: generator and critic are both autoencoders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod

import torch
from torch import Tensor, nn
from typing_extensions import override

from latlas.functional.mixing import halves, mix
from latlas.functional.ramp import ramp
from latlas.functional.randomness import Randomness
from latlas.functional.reconstruction import mae
from latlas.models.gaussian import AutoencoderConfig, WarmupConfig, reconstruction_term, refuse_negative
from latlas.models.model import LatentModel
from latlas.nn.body import CodeConfig, build_code_encoder, build_decoder, build_encoder
from latlas.types import Batch, Images, ImageShape, Latents, Player, Posterior, Scalar, Weight

LEAST, MOST = 0.05, 0.95
"""Limits of a player's share of the learning rate, so that neither ever stands still for good."""


@dataclass(frozen=True)
class GAIAConfig(AutoencoderConfig, CodeConfig, WarmupConfig):
    """Options of GAIA."""

    critic_channels: tuple[int, ...] = (16, 32, 64, 128)
    """Channels of the critic's convolutional blocks; half of the generator's, as in the authors' code."""

    distance_weight: float = 5e-5
    """Weight of the term that keeps pairwise distances of images in their codes, against reconstructions per value of the image."""
    reconstruction_weight: float = 0.0
    """Weight of the generator's own reconstruction of images, without the critic's eyes, per value of the image; the paper has none."""
    spread: float = 0.25
    """Standard deviation of the share of the second code in a mix; its mean is ½, and it may leave [0, 1]."""
    steepness: float = 20.0
    """How sharply the balance of the players reacts to their losses, per value of the image."""
    equilibrium: float = 0.5
    """σ: the critic stops working against interpolations whose error is less than the error on images over σ."""


class GAIA(LatentModel):
    """GAIA (Sainburg et al. 2018).

    The critic reconstructs images well, and what the generator makes badly. The generator makes reconstructions that the critic takes
    back to the *original* image, and interpolations that the critic reconstructs well. All errors are absolute. Who is behind learns
    faster: a balance, kept with the weights, moves with the players' losses.
    """

    Config = GAIAConfig
    citation = """@article{sainburg2018generative,
  title   = {Generative adversarial interpolative autoencoding: adversarial training on latent space interpolations encourage convex
             latent distributions},
  author  = {Sainburg, Tim and Thielk, Marvin and Theilman, Brad and Migliori, Benjamin and Gentner, Timothy},
  journal = {arXiv preprint arXiv:1807.06650},
  year    = {2018}
}"""

    def __init__(self, config: GAIAConfig, image_shape: ImageShape) -> None:
        super().__init__(config.latent_dim, image_shape)
        refuse_negative(config, "distance_weight", "reconstruction_weight", "term_warmup_steps")
        self.config = config
        self.encoder: nn.Module = build_code_encoder(config, image_shape)
        self.decoder: nn.Module = build_decoder(config, image_shape)
        # Both turns of the critic would share a batch norm's statistics, and real and made images differ there.
        plain = replace(config, channels=config.critic_channels, norm="group" if config.norm == "batch" else config.norm)
        self.critic = nn.Sequential(build_encoder(plain, image_shape, config.latent_dim), build_decoder(plain, image_shape), nn.Sigmoid())
        self.register_buffer("errors", torch.zeros(3))
        self.errors: Tensor
        """The critic's last errors per value: on images, on reconstructions and on interpolations."""

    @override
    def encode(self, images: Images) -> Posterior:
        return Posterior(self.encoder(images))

    @override
    def decode(self, latents: Latents) -> Images:
        return self.decoder(latents).sigmoid()

    @override
    def players(self) -> tuple[Player, ...]:
        # Weights and balance belong to means over values, as in the authors' code; ours are sums.
        value = 1 / prod(self.image_shape)
        # Without a reconstruction of its own, the generator has nothing but the critic's word to start from.
        slow = ramp(1.0, self.config.term_warmup_steps if self.config.reconstruction_weight else 0)
        grown = slow if callable(slow) else lambda step: 1.0
        generator: dict[str, Weight] = {
            "reconstructed": lambda step: grown(step) * value * (1 - self._interpolation_share()),
            "interpolated": lambda step: grown(step) * value * self._interpolation_share(),
            "distance": lambda step: grown(step) * self.config.distance_weight,
        }
        if self.config.reconstruction_weight:
            generator["reconstruction"] = self.config.reconstruction_weight * value
        critic: dict[str, Weight] = {
            "real": value,
            "reconstructed": lambda step: -value * self._opposition() / 2,
            "interpolated": lambda step: -value * self._opposition() / 2,
        }
        maker = (*self.encoder.parameters(), *self.decoder.parameters())
        return (
            Player("autoencoder", maker, generator, rate=lambda step: 2 * (1 - self._critic_share())),
            Player("critic", tuple(self.critic.parameters()), critic, rate=lambda step: 2 * self._critic_share()),
        )

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        with torch.set_grad_enabled(player == "autoencoder" and torch.is_grad_enabled()):
            latents = self.encoder(batch.images)
            share = 0.5 + self.config.spread * randomness.normal(1)[: max(len(latents) // 2, 1)]
            activations = self.decoder(latents)
            reconstructed = activations.sigmoid()
            interpolated = self.decode(mix(*halves(latents), share))
        terms = {
            "reconstructed": mae(self.critic(reconstructed), batch.images).mean(),
            "interpolated": mae(self.critic(interpolated), interpolated).mean(),
        }
        if player == "critic":
            terms["real"] = mae(self.critic(batch.images), batch.images).mean()
            if self.training:
                values = torch.stack([terms["real"], terms["reconstructed"], terms["interpolated"]]).detach()
                self.errors.copy_(values / prod(self.image_shape))
            return terms
        terms["distance"] = distance_term(batch.images, latents)
        if self.config.reconstruction_weight:
            terms["reconstruction"] = reconstruction_term(self.config, activations, batch.images)
        return terms

    def _sigmoid(self, difference: Tensor) -> float:
        return torch.sigmoid(self.config.steepness * difference).item()

    def _critic_share(self) -> float:
        """The critic's share of the learning rate: more when images are harder for it than made ones."""
        real, reconstructed, interpolated = self.errors
        return min(max(self._sigmoid(real - (reconstructed + interpolated) / 2), LEAST), MOST)

    def _interpolation_share(self) -> float:
        """Interpolations' part of the generator's loss: more when the critic fails on them."""
        return self._sigmoid(self.errors[2] - self.errors[1])

    def _opposition(self) -> float:
        """How much the critic works against what the generator makes, at most 0.9."""
        return min(self._sigmoid(self.errors[2] * self.config.equilibrium - self.errors[0]), 0.9)


def distance_term(images: Images, latents: Latents) -> Scalar:
    """Mean squared difference of log(1 + d) between images and codes; d are squared distances, divided by their mean.

    The authors' code has this form; the paper's equation 4 does not divide.
    """
    logarithms = []
    for points in (images.flatten(1).float(), latents.float()):
        centred = points - points.mean(0)
        squares = centred.square().sum(1)
        with torch.autocast(images.device.type, enabled=False):  # a small distance is a difference of large products
            distances = (squares[:, None] + squares - 2 * centred @ centred.T).clamp(min=0)
        logarithms.append(torch.log1p(distances / distances.mean().clamp(min=1e-12)))
    return (logarithms[0] - logarithms[1]).square().mean()
