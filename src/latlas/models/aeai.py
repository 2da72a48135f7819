"""Autoencoder adversarial interpolation: in-between codes must decode to real, consistent, evenly spaced images."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Literal

import torch
from torch import nn
from typing_extensions import override

from latlas.functional.adversarial import AdversarialName, fooling_term, made_term, real_term
from latlas.functional.derivative import directional_derivative
from latlas.functional.mixing import Pairs, halves, mix, near
from latlas.functional.ramp import ramp
from latlas.functional.randomness import Randomness
from latlas.models.gaussian import AutoencoderConfig, WarmupConfig, reconstruction_term, refuse_negative
from latlas.models.model import LatentModel
from latlas.nn.body import CodeConfig, build_code_encoder, build_decoder
from latlas.nn.critic import CriticConfig, image_critic
from latlas.types import Batch, Images, ImageShape, Latents, Player, Posterior, Scalar

SMALLEST_SPREAD = 1e-8
"""Least mean squared distance of two codes that is divided by."""


@dataclass(frozen=True)
class AEAIConfig(AutoencoderConfig, CodeConfig, CriticConfig, WarmupConfig):
    """Options of AEAI. A weight of 0 switches its term off, and all that the term would cost."""

    adversarial_weight: float = 0.01
    """λ_A: interpolations must fool the critic."""
    cycle_weight: float = 0.01
    """λ_C: decoded and encoded again, an in-between code must come back."""
    cycle_unit: Literal["spread", "latent"] = "spread"
    """What the squared error of a code is divided by: the mean squared distance of any two codes of the batch, so that shrinking all of
    them gains nothing, or the number of latents."""
    smoothness_weight: float = 0.1
    """λ_S: squared speed of the image along the path. Per value of the image, as the reconstruction."""
    neighbours: int = 0
    """Pair an image with one of this many nearest images of the batch; 0 pairs any two, as in the paper. Where the data closes on
    itself, such as views all around an object, any two teach the way across it."""
    adversarial_loss: AdversarialName = "bce"
    """Loss of the critic, and of fooling it."""


class AEAI(LatentModel):
    """AEAI (Oring, Yakhini and Hel-Or 2021, equation 1).

    Loss of the autoencoder for a pair of images: reconstruction of both, λ_A · −log D of a random in-between image, λ_C · squared
    error of that image's code, λ_S · squared speed there. Loss of the critic: the usual one of GANs on real and in-between images.
    """

    Config = AEAIConfig
    citation = """@inproceedings{oring2021autoencoder,
  title     = {Autoencoder Image Interpolation by Shaping the Latent Space},
  author    = {Oring, Alon and Yakhini, Zohar and Hel-Or, Yacov},
  booktitle = {International Conference on Machine Learning},
  series    = {Proceedings of Machine Learning Research},
  volume    = {139},
  pages     = {8281--8290},
  year      = {2021}
}"""

    def __init__(self, config: AEAIConfig, image_shape: ImageShape) -> None:
        super().__init__(config.latent_dim, image_shape)
        refuse_negative(config, "adversarial_weight", "cycle_weight", "smoothness_weight", "neighbours", "critic_rate", "term_warmup_steps")
        self.config = config
        # Compiled, a batch norm loses its forward mode, and the gradients of the derivative are wrong without a word.
        self.compiles = not config.smoothness_weight
        self.encoder: nn.Module = build_code_encoder(config, image_shape)
        self.decoder: nn.Module = build_decoder(config, image_shape)
        self.critic = image_critic(image_shape, config.critic_channels) if config.adversarial_weight else nn.Sequential()

    @override
    def encode(self, images: Images) -> Posterior:
        return Posterior(self.encoder(images))

    @override
    def decode(self, latents: Latents) -> Images:
        return self.decoder(latents).sigmoid()

    @override
    def players(self) -> tuple[Player, ...]:
        config = self.config
        # The paper's weights are taken to be those of means over values; ours are sums, so that each is divided by its count.
        weights = {
            "reconstruction": 2 / prod(self.image_shape),
            "adversarial": config.adversarial_weight,
            "cycle": config.cycle_weight / (self.latent_dim if config.cycle_unit == "latent" else 1),
            "smoothness": config.smoothness_weight / prod(self.image_shape),
        }
        maker = (*self.encoder.parameters(), *self.decoder.parameters())
        slow = {term: ramp(weight, config.term_warmup_steps) for term, weight in weights.items() if weight and term != "reconstruction"}
        players = (Player("autoencoder", maker, {"reconstruction": weights["reconstruction"], **slow}),)
        if not config.adversarial_weight:
            return players
        return (*players, Player("critic", tuple(self.critic.parameters()), rate=config.critic_rate))

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        return self._critic_losses(batch, randomness) if player == "critic" else self._autoencoder_losses(batch, randomness)

    def _autoencoder_losses(self, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        config = self.config
        latents = self.encoder(batch.images)
        terms = {"reconstruction": reconstruction_term(config, self.decoder(latents), batch.images)}
        if not (config.adversarial_weight or config.cycle_weight or config.smoothness_weight):
            return terms
        between, direction = self._between(batch.images, latents, randomness)
        if config.smoothness_weight:
            images, speed = directional_derivative(self.decode, between, direction)
            terms["smoothness"] = speed.float().square().sum((1, 2, 3)).mean()
        else:
            images = self.decode(between)
        if config.adversarial_weight:
            terms["adversarial"] = fooling_term(self.critic(images), config.adversarial_loss)
        if config.cycle_weight:
            terms["cycle"] = (between - self.encoder(images)).float().square().sum(1).mean()
            if config.cycle_unit == "spread":
                first, second = halves(latents)
                spread = (second - first).float().square().sum(1).mean()
                terms["cycle"] = terms["cycle"] / spread.clamp(min=SMALLEST_SPREAD)
        return terms

    def _critic_losses(self, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        with torch.no_grad():
            between, _ = self._between(batch.images, self.encoder(batch.images), randomness)
            images = self.decode(between)
        name = self.config.adversarial_loss
        return {"real": real_term(self.critic(batch.images), name), "made": made_term(self.critic(images), name)}

    def _between(self, images: Images, latents: Latents, randomness: Randomness) -> tuple[Pairs, Pairs]:
        """A random code between those of each pair, and the way from the first to the second."""
        first, second = halves(latents)
        if self.config.neighbours:
            second = latents[near(images, self.config.neighbours, randomness.uniform(1))][: len(first)]
        return mix(first, second, randomness.uniform(1)[: len(first)]), second - first
