"""Adversarially constrained autoencoder interpolation: a critic must not see from an image how it was mixed."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import torch
from torch import nn
from typing_extensions import override

from latlas.functional.adversarial import mean_square
from latlas.functional.mixing import halves, mix
from latlas.functional.ramp import ramp
from latlas.functional.randomness import Randomness
from latlas.models.gaussian import AutoencoderConfig, WarmupConfig, reconstruction_term, refuse_negative
from latlas.models.model import LatentModel
from latlas.nn.body import CodeConfig, build_code_encoder, build_decoder
from latlas.nn.critic import CriticConfig, image_critic
from latlas.types import Batch, Images, ImageShape, Latents, Player, Posterior, Scalar


@dataclass(frozen=True)
class ACAIConfig(AutoencoderConfig, CodeConfig, CriticConfig, WarmupConfig):
    """Options of ACAI."""

    adversarial_weight: float = 0.5
    """λ: weight of the critic's squared answer in the autoencoder's loss, against a reconstruction per value of the image."""
    blend: float = 0.2
    """γ: share of the original in the image (γ · original + (1 − γ) · reconstruction) on which the critic must answer 0."""


class ACAI(LatentModel):
    """ACAI (Berthelot, Raffel, Roy and Goodfellow 2019).

    The critic d regresses α, between 0 and ½, from the decoded mix (1 − α) z₁ + α z₂, and 0 from a blend of an image and its
    reconstruction (equation 2). The autoencoder reconstructs, and makes the critic answer 0 on mixes (equation 1).
    """

    Config = ACAIConfig
    citation = """@inproceedings{berthelot2019understanding,
  title     = {Understanding and Improving Interpolation in Autoencoders via an Adversarial Regularizer},
  author    = {Berthelot, David and Raffel, Colin and Roy, Aurko and Goodfellow, Ian},
  booktitle = {International Conference on Learning Representations},
  year      = {2019}
}"""

    def __init__(self, config: ACAIConfig, image_shape: ImageShape) -> None:
        super().__init__(config.latent_dim, image_shape)
        refuse_negative(config, "adversarial_weight", "critic_rate", "term_warmup_steps")
        self.config = config
        self.encoder: nn.Module = build_code_encoder(config, image_shape)
        self.decoder: nn.Module = build_decoder(config, image_shape)
        self.critic = image_critic(image_shape, config.critic_channels)

    @override
    def encode(self, images: Images) -> Posterior:
        return Posterior(self.encoder(images))

    @override
    def decode(self, latents: Latents) -> Images:
        return self.decoder(latents).sigmoid()

    @override
    def players(self) -> tuple[Player, ...]:
        # λ belongs to a mean over values, as in the authors' code; ours is a sum.
        adversarial = ramp(self.config.adversarial_weight, self.config.term_warmup_steps)
        weights = {"reconstruction": 1 / prod(self.image_shape), "adversarial": adversarial}
        maker = (*self.encoder.parameters(), *self.decoder.parameters())
        critic = tuple(self.critic.parameters())
        return (Player("autoencoder", maker, weights), Player("critic", critic, rate=self.config.critic_rate))

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        share = randomness.uniform(1)[: max(len(batch.images) // 2, 1)] / 2
        if player == "autoencoder":
            latents = self.encoder(batch.images)
            mixed = self.decode(mix(*halves(latents), share))
            return {
                "reconstruction": reconstruction_term(self.config, self.decoder(latents), batch.images),
                "adversarial": mean_square(self.critic(mixed)),
            }
        with torch.no_grad():
            latents = self.encoder(batch.images)
            mixed = self.decode(mix(*halves(latents), share))
            blended = torch.lerp(self.decode(latents).to(batch.images.dtype), batch.images, self.config.blend)
        return {"mixed": mean_square(self.critic(mixed) - share[:, 0]), "blended": mean_square(self.critic(blended))}
