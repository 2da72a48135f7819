"""β-VAE: the VAE with a weight β on its KL term.

β means nothing without the reduction. Here both terms are sums (over channels and pixels; over latents), so
β = 1 is the VAE. The β-VAE paper compares models of different size by β_norm = β · M / N, with M latents and
N = channels · height · width inputs: that is the weight the same objective has when both terms are means. A
64×64 gray image and 10 latents turn β = 4 into β_norm = 0.0098. Give either; the run records both.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from torch import nn
from typing_extensions import override

from latlas.errors import UsageError
from latlas.functional.ramp import ramp
from latlas.functional.randomness import Randomness
from latlas.models.gaussian import AutoencoderConfig, elbo_terms, gaussian_posterior
from latlas.models.model import LatentModel
from latlas.models.prior import StandardNormal
from latlas.nn.body import build_decoder, build_encoder
from latlas.types import Batch, Images, ImageShape, Latents, Player, Posterior, Scalar


@dataclass(frozen=True)
class BetaVAEConfig(AutoencoderConfig):
    """Options of the β-VAE."""

    latent_dim: int = 10
    """Number of latent dimensions."""
    beta: float = 4.0
    """Weight of the KL term when both terms are sums; 1 is the VAE."""
    beta_normalised: float | None = None
    """β · latents / inputs, as the paper compares it; when given, it decides and `beta` is ignored."""
    beta_warmup_steps: int = 0
    """Raise the weight linearly from 0 to β over this many steps; 0 starts at β."""


class BetaVAE(LatentModel):
    """β-VAE (Higgins et al. 2017, equation 4). Loss: reconstruction + β · KL, sums per image, means over the batch."""

    Config = BetaVAEConfig
    citation = """@inproceedings{higgins2017beta,
  title     = {beta-{VAE}: Learning Basic Visual Concepts with a Constrained Variational Framework},
  author    = {Higgins, Irina and Matthey, Loic and Pal, Arka and Burgess, Christopher and Glorot, Xavier and
               Botvinick, Matthew and Mohamed, Shakir and Lerchner, Alexander},
  booktitle = {International Conference on Learning Representations},
  year      = {2017}
}"""

    def __init__(self, config: BetaVAEConfig, image_shape: ImageShape) -> None:
        super().__init__(config.latent_dim, image_shape)
        normaliser = config.latent_dim / prod(image_shape)
        beta = config.beta if config.beta_normalised is None else config.beta_normalised / normaliser
        if beta < 0:
            raise UsageError(f"β is {beta}: it must not be negative")
        self.config = config
        self.prior = StandardNormal(config.latent_dim)
        self.facts = {"beta": beta, "beta_normalised": beta * normaliser}
        self.kl_weight = ramp(beta, config.beta_warmup_steps)
        self.encoder: nn.Module = build_encoder(config, image_shape, 2 * config.latent_dim)
        self.decoder: nn.Module = build_decoder(config, image_shape)

    @override
    def encode(self, images: Images) -> Posterior:
        return gaussian_posterior(self.encoder, images)

    @override
    def decode(self, latents: Latents) -> Images:
        return self.decoder(latents).sigmoid()

    @override
    def players(self) -> tuple[Player, ...]:
        return (Player("autoencoder", tuple(self.parameters()), weights={"kl": self.kl_weight}),)

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        return elbo_terms(self.encoder, self.decoder, self.config, batch, randomness)
