"""Variational autoencoder with a spatial transformer behind its decoder: z says what, the pose u says where."""

from __future__ import annotations

from dataclasses import replace

from torch import nn
from typing_extensions import override

from latlas.functional.randomness import Randomness
from latlas.models.model import LatentModel
from latlas.models.pose import PoseConfig, PosedDecoder, PosedPrior
from latlas.models.pose_terms import (
    Heads,
    draw_pose,
    kl_weights,
    last_linear,
    pose_outputs,
    pose_terms,
    posterior_of,
    read_pose_head,
    seen_in_training,
    start_pose_head,
)
from latlas.models.pose_turns import TurnLogits, Turns, best_turns, told_turns, turn_outputs, turn_terms, turned
from latlas.nn.body import build_encoder
from latlas.types import Batch, Images, ImageShape, Latents, Player, Posterior, Scalar


class TransformerVAE(LatentModel):
    """VAE whose decoder makes a canonical image, which a transformation of the pose u puts where it was seen (Vivé, model T-VAE).

    Loss: reconstruction + KL of z + KL of u, sums over pixels or latents and means over the batch: the negative ELBO. One encoder
    gives z and u.
    """

    Config = PoseConfig
    citation = """@misc{vive2017spatial,
  title  = {Variational generation of images by deep spatial architectures},
  author = {Viv{\\'e}, Arthur},
  note   = {Advisor: Yali Amit},
  year   = {2017}
}"""

    def __init__(self, config: PoseConfig, image_shape: ImageShape) -> None:
        decoder = PosedDecoder(config, image_shape)
        super().__init__(decoder.latents, image_shape)
        self.config = config
        self.decoder = decoder
        self.prior = PosedPrior(decoder)
        self.parts = decoder.parts
        self.widths = (config.latent_dim, config.latent_dim, config.classes, turn_outputs(decoder), pose_outputs(decoder))
        self.encoder: nn.Module = build_encoder(config, image_shape, sum(self.widths))
        start_pose_head(decoder, last_linear(self.encoder), sum(self.widths[:4]))

    @override
    def encode(self, images: Images) -> Posterior:
        heads, logits = self._heads(images)
        return posterior_of(replace(heads, pose_mean=told_turns(self.decoder, heads.pose_mean, logits)), self.decoder)

    @override
    def decode(self, latents: Latents) -> Images:
        return self.decoder(latents)

    @override
    def players(self) -> tuple[Player, ...]:
        return (Player("autoencoder", tuple(self.parameters()), weights=kl_weights(self.decoder)),)

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        heads, logits = self._heads(seen_in_training(self.decoder, batch.images, randomness))

        def heads_of(turns: Turns) -> Heads:
            return replace(heads, pose_mean=turned(self.decoder, heads.pose_mean, turns))

        turns = best_turns(self.decoder, batch.images, heads_of)
        begun = heads_of(turns).repeat(self.config.posterior_samples)
        pose = draw_pose(self.decoder, begun.pose_mean, begun.pose_logvar, randomness)
        return {**pose_terms(self.decoder, begun, pose, batch, randomness), **turn_terms(logits, turns)}

    def _heads(self, images: Images) -> tuple[Heads, TurnLogits]:
        """What is said of images with their pose as it is before its rotation is chosen, and of that rotation."""
        mean, logvar, logits, turns, pose = self.encoder(images).split(self.widths, dim=1)
        return Heads.read(mean, logvar, *read_pose_head(self.decoder, pose), logits), turns
