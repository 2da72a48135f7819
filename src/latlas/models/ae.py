"""Plain autoencoder: the reconstruction term alone, a point instead of a posterior, no prior."""

from __future__ import annotations

from torch import nn
from typing_extensions import override

from latlas.functional.randomness import Randomness
from latlas.models.gaussian import AutoencoderConfig, reconstruction_term
from latlas.models.model import LatentModel
from latlas.nn.body import build_decoder, build_encoder
from latlas.types import Batch, Images, ImageShape, Latents, Player, Posterior, Scalar


class AE(LatentModel):
    """Autoencoder (Hinton and Salakhutdinov 2006), trained end to end without layer-wise pre-training.

    Loss: reconstruction (sum over channels and pixels, mean over the batch).
    """

    Config = AutoencoderConfig
    citation = """@article{hinton2006reducing,
  title   = {Reducing the Dimensionality of Data with Neural Networks},
  author  = {Hinton, Geoffrey E. and Salakhutdinov, Ruslan R.},
  journal = {Science},
  volume  = {313},
  number  = {5786},
  pages   = {504--507},
  year    = {2006}
}"""

    def __init__(self, config: AutoencoderConfig, image_shape: ImageShape) -> None:
        super().__init__(config.latent_dim, image_shape)
        self.reconstruction = config.reconstruction
        self.encoder: nn.Module = build_encoder(config, image_shape, config.latent_dim)
        self.decoder: nn.Module = build_decoder(config, image_shape)

    @override
    def encode(self, images: Images) -> Posterior:
        return Posterior(self.encoder(images))

    @override
    def decode(self, latents: Latents) -> Images:
        return self.decoder(latents).sigmoid()

    @override
    def players(self) -> tuple[Player, ...]:
        return (Player("autoencoder", tuple(self.parameters())),)

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        latents = self.encode(batch.images).mean
        return {"reconstruction": reconstruction_term(self.reconstruction, self.decoder, latents, batch.images)}
