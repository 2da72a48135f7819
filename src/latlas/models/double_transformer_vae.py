"""Variational autoencoder between two spatial transformers: the pose is taken out of the image, and put back behind the decoder."""

from __future__ import annotations

from dataclasses import dataclass, replace

from torch import nn
from typing_extensions import override

from latlas.functional.randomness import Randomness
from latlas.models.model import LatentModel
from latlas.models.pose import PoseConfig, PosedDecoder, PosedPrior
from latlas.models.pose_prior import PoseLatents
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


@dataclass(frozen=True)
class DoubleTransformerVAEConfig(PoseConfig):
    """Options of the VAE between two spatial transformers."""

    localisation: tuple[int, ...] = (128,)
    """Widths of the dense layers of the network that reads the pose."""


class DoubleTransformerVAE(LatentModel):
    """VAE that sees the image with its pose u undone, T_u⁻¹(x), and whose output T_u puts back (Vivé, model DT-VAE).

    Loss: reconstruction + KL of z + KL of u, sums over pixels or latents and means over the batch: the negative ELBO. A network of its own
    reads u; z is read from the image without it.
    """

    Config = DoubleTransformerVAEConfig
    citation = """@misc{vive2017spatial,
  title  = {Variational generation of images by deep spatial architectures},
  author = {Viv{\\'e}, Arthur},
  note   = {Advisor: Yali Amit},
  year   = {2017}
}"""

    def __init__(self, config: DoubleTransformerVAEConfig, image_shape: ImageShape) -> None:
        decoder = PosedDecoder(config, image_shape)
        super().__init__(decoder.latents, image_shape)
        self.config = config
        self.decoder = decoder
        self.prior = PosedPrior(decoder)
        self.parts = decoder.parts
        self.widths = (config.latent_dim, config.latent_dim, config.classes)
        self.encoder: nn.Module = build_encoder(config, image_shape, sum(self.widths))
        self.outputs = (turn_outputs(decoder), pose_outputs(decoder))
        self.localiser: nn.Module = build_encoder(replace(config, hidden=config.localisation), image_shape, sum(self.outputs))
        start_pose_head(decoder, last_linear(self.localiser), self.outputs[0])

    @override
    def encode(self, images: Images) -> Posterior:
        logits, pose_mean, pose_logvar = self._localised(images)
        pose_mean = told_turns(self.decoder, pose_mean, logits)
        return posterior_of(self._heads(images, pose_mean, pose_logvar, pose_mean), self.decoder)

    @override
    def decode(self, latents: Latents) -> Images:
        return self.decoder(latents)

    @override
    def players(self) -> tuple[Player, ...]:
        return (Player("autoencoder", tuple(self.parameters()), weights=kl_weights(self.decoder)),)

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        copies = self.config.posterior_samples
        seen = seen_in_training(self.decoder, batch.images, randomness).repeat_interleave(copies, 0)
        logits, pose_mean, pose_logvar = self._localised(seen)

        def heads_of(turns: Turns) -> Heads:
            mean = turned(self.decoder, pose_mean, turns)
            return self._heads(seen, mean, pose_logvar, mean)

        turns = best_turns(self.decoder, batch.images.repeat_interleave(copies, 0), heads_of)
        pose_mean = turned(self.decoder, pose_mean, turns)
        pose = draw_pose(self.decoder, pose_mean, pose_logvar, randomness)
        heads = self._heads(seen, pose_mean, pose_logvar, pose)
        return {**pose_terms(self.decoder, heads, pose, batch, randomness), **turn_terms(logits, turns)}

    def _localised(self, images: Images) -> tuple[TurnLogits, PoseLatents, PoseLatents]:
        """What is said of the rotation that the pose begins from, and its mean and log-variance from there."""
        logits, outputs = self.localiser(images).split(self.outputs, dim=1)
        return logits, *read_pose_head(self.decoder, outputs)

    def _heads(self, images: Images, pose_mean: PoseLatents, pose_logvar: PoseLatents, pose: PoseLatents) -> Heads:
        """What is said of images seen with the pose undone."""
        upright = self.decoder.put_back(images, self.decoder.parameters_of(pose))
        mean, logvar, logits = self.encoder(upright).split(self.widths, dim=1)
        return Heads.read(mean, logvar, pose_mean, pose_logvar, logits)
