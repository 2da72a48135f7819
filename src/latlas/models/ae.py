"""Plain autoencoder: the reconstruction term alone, a point instead of a posterior, no prior."""

from __future__ import annotations

from dataclasses import dataclass

from torch import nn
from typing_extensions import override

from latlas.functional.randomness import Randomness
from latlas.models.gaussian import AutoencoderConfig, reconstruction_term
from latlas.models.model import LatentModel
from latlas.nn.body import CodeConfig, build_code_encoder, build_decoder
from latlas.types import Batch, Images, ImageShape, Latents, Player, Posterior, Scalar


@dataclass(frozen=True)
class AEConfig(AutoencoderConfig, CodeConfig):
    """Options of the plain autoencoder."""


class AE(LatentModel):
    """Autoencoder (Hinton and Salakhutdinov 2006), trained end to end without layer-wise pre-training.

    Loss: reconstruction (sum over channels and pixels, mean over the batch).
    """

    Config = AEConfig
    citation = """@article{hinton2006reducing,
  title   = {Reducing the Dimensionality of Data with Neural Networks},
  author  = {Hinton, Geoffrey E. and Salakhutdinov, Ruslan R.},
  journal = {Science},
  volume  = {313},
  number  = {5786},
  pages   = {504--507},
  year    = {2006}
}"""

    def __init__(self, config: AEConfig, image_shape: ImageShape) -> None:
        super().__init__(config.latent_dim, image_shape)
        self.config = config
        self.encoder: nn.Module = build_code_encoder(config, image_shape)
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
        return {"reconstruction": reconstruction_term(self.config, self.decoder(latents), batch.images)}
