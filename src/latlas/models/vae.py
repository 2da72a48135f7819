"""Variational autoencoder: diagonal Gaussian posterior, standard normal prior, the plain ELBO."""

from __future__ import annotations

from torch import nn
from typing_extensions import override

from latlas.functional.randomness import Randomness
from latlas.models.gaussian import AutoencoderConfig, elbo_terms, gaussian_posterior
from latlas.models.model import LatentModel
from latlas.models.prior import StandardNormal
from latlas.nn.body import build_decoder, build_encoder
from latlas.types import Batch, Images, ImageShape, Latents, Player, Posterior, Scalar


class VAE(LatentModel):
    """VAE (Kingma and Welling 2014).

    Loss: reconstruction + KL, each a sum over pixels or latents and a mean over the batch: the negative ELBO
    in nats when the reconstruction is a likelihood (bernoulli, gaussian). One posterior sample per image.
    """

    Config = AutoencoderConfig
    citation = """@inproceedings{kingma2014auto,
  title     = {Auto-Encoding Variational {Bayes}},
  author    = {Kingma, Diederik P. and Welling, Max},
  booktitle = {International Conference on Learning Representations},
  year      = {2014}
}"""

    def __init__(self, config: AutoencoderConfig, image_shape: ImageShape) -> None:
        super().__init__(config.latent_dim, image_shape)
        self.config = config
        self.prior = StandardNormal(config.latent_dim)
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
        return (Player("autoencoder", tuple(self.parameters())),)

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        return elbo_terms(self.encoder, self.decoder, self.config, batch, randomness)
