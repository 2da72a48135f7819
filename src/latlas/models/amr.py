"""Adversarial mixup resynthesis: decoded mixes of codes must look as real as images."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Literal

import torch
from torch import nn
from typing_extensions import override

from latlas.functional.adversarial import AdversarialName, fooling_term, made_term, real_term
from latlas.functional.mixing import Pairs, halves, mix, swap
from latlas.functional.ramp import ramp
from latlas.functional.randomness import Randomness
from latlas.models.gaussian import AutoencoderConfig, WarmupConfig, reconstruction_term, refuse_negative
from latlas.models.model import LatentModel
from latlas.nn.body import CodeConfig, build_code_encoder, build_decoder
from latlas.nn.critic import CriticConfig, image_critic
from latlas.types import Batch, Images, ImageShape, Latents, Player, Posterior, Scalar


@dataclass(frozen=True)
class AMRConfig(AutoencoderConfig, CodeConfig, CriticConfig, WarmupConfig):
    """Options of AMR."""

    reconstruction_weight: float = 10.0
    """λ: weight of the reconstruction per value of the image, against adversarial terms of weight 1."""
    mixing: Literal["mixup", "bernoulli"] = "mixup"
    """mixup: one share per pair of codes, uniform in [0, 1]; bernoulli: each feature from either code, with the same probability."""
    cycle_weight: float = 0.0
    """β: a decoded mix, encoded again, must give the mix. Per latent."""
    fool_with_reconstructions: bool = True
    """Reconstructions must look real too, as in all experiments of the paper."""
    adversarial_loss: AdversarialName = "bce"
    """Loss of the critic, and of fooling it."""


class AMR(LatentModel):
    """AMR (Beckham et al. 2019) with mixes of two codes.

    Loss of the autoencoder: λ · reconstruction, plus −log D of reconstructions and of decoded mixes. The critic is spectrally
    normalised and sees images as real, reconstructions and mixes as made.
    """

    Config = AMRConfig
    citation = """@inproceedings{beckham2019adversarial,
  title     = {On Adversarial Mixup Resynthesis},
  author    = {Beckham, Christopher and Honari, Sina and Verma, Vikas and Lamb, Alex and Ghadiri, Farnoosh and Hjelm, R Devon
               and Bengio, Yoshua and Pal, Christopher},
  booktitle = {Advances in Neural Information Processing Systems},
  volume    = {32},
  year      = {2019}
}"""

    def __init__(self, config: AMRConfig, image_shape: ImageShape) -> None:
        super().__init__(config.latent_dim, image_shape)
        refuse_negative(config, "reconstruction_weight", "cycle_weight", "critic_rate", "term_warmup_steps")
        self.config = config
        self.encoder: nn.Module = build_code_encoder(config, image_shape)
        self.decoder: nn.Module = build_decoder(config, image_shape)
        self.critic = image_critic(image_shape, config.critic_channels, spectral=True)

    @override
    def encode(self, images: Images) -> Posterior:
        return Posterior(self.encoder(images))

    @override
    def decode(self, latents: Latents) -> Images:
        return self.decoder(latents).sigmoid()

    @override
    def players(self) -> tuple[Player, ...]:
        # The weights belong to means over values and latents, as in the authors' code; ours are sums.
        config, steps = self.config, self.config.term_warmup_steps
        weights = {"reconstruction": config.reconstruction_weight / prod(self.image_shape), "mixed": ramp(1.0, steps)}
        if config.fool_with_reconstructions:
            weights["reconstructed"] = ramp(1.0, steps)
        if config.cycle_weight:
            weights["cycle"] = ramp(config.cycle_weight / self.latent_dim, steps)
        maker = (*self.encoder.parameters(), *self.decoder.parameters())
        critic = tuple(self.critic.parameters())
        return (Player("autoencoder", maker, weights), Player("critic", critic, rate=self.config.critic_rate))

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        return self._critic_losses(batch, randomness) if player == "critic" else self._autoencoder_losses(batch, randomness)

    def _autoencoder_losses(self, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        config = self.config
        latents = self.encoder(batch.images)
        mixed = self._mixed(latents, randomness)
        images = self.decode(mixed)
        activations = self.decoder(latents)
        terms = {
            "reconstruction": reconstruction_term(config, activations, batch.images),
            "mixed": fooling_term(self.critic(images), config.adversarial_loss),
        }
        if config.fool_with_reconstructions:
            terms["reconstructed"] = fooling_term(self.critic(activations.sigmoid()), config.adversarial_loss)
        if config.cycle_weight:
            terms["cycle"] = (mixed - self.encoder(images)).float().square().sum(1).mean()
        return terms

    def _critic_losses(self, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        name = self.config.adversarial_loss
        with torch.no_grad():
            latents = self.encoder(batch.images)
            mixed = self.decode(self._mixed(latents, randomness))
            reconstructed = self.decode(latents) if self.config.fool_with_reconstructions else None
        terms = {"real": real_term(self.critic(batch.images), name), "mixed": made_term(self.critic(mixed), name)}
        if reconstructed is not None:
            terms["reconstructed"] = made_term(self.critic(reconstructed), name)
        return terms

    def _mixed(self, latents: Latents, randomness: Randomness) -> Pairs:
        first, second = halves(latents)
        if self.config.mixing == "bernoulli":
            return swap(first, second, randomness.uniform(self.latent_dim)[: len(first)] < 0.5)
        return mix(first, second, randomness.uniform(1)[: len(first)])
