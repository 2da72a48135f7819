"""Adversarial autoencoder: a critic of codes makes them look drawn from the prior."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Literal

import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from torch import nn
from typing_extensions import override

from latlas.errors import UsageError
from latlas.functional.adversarial import fooling_term, made_term, real_term
from latlas.functional.ramp import ramp
from latlas.functional.randomness import Randomness
from latlas.models.gaussian import AutoencoderConfig, WarmupConfig, reconstruction_term, refuse_negative
from latlas.models.model import LatentModel
from latlas.models.prior import CircleOfNormals, StandardNormal
from latlas.nn.body import CodeConfig, build_code_encoder, build_decoder
from latlas.nn.critic import code_critic
from latlas.types import Batch, Images, ImageShape, Labels, Latents, Player, Posterior, Scalar


@dataclass(frozen=True)
class AAEConfig(AutoencoderConfig, CodeConfig, WarmupConfig):
    """Options of the adversarial autoencoder."""

    adversarial_weight: float = 0.01
    """Weight of fooling the critic, against a reconstruction per value of the image."""
    prior: Literal["normal", "mixture"] = "normal"
    """N(0, I), or narrow Gaussians on a circle in the first two latents."""
    components: int = 10
    """Gaussians of the mixture."""
    labelled: bool = False
    """Tell the critic each image's class, so that class k comes to lie in component k of the mixture."""
    critic_hidden: tuple[int, ...] = (256, 256)
    """Widths of the critic's dense layers."""
    critic_rate: float = 1.0
    """The critic's learning rate as a multiple of the autoencoder's."""


class AAE(LatentModel):
    """AAE (Makhzani et al. 2015), deterministic encoder.

    Loss of the autoencoder: reconstruction and −log D of its codes. Loss of the critic D: the usual one of GANs on draws of the prior and
    on codes.
    """

    Config = AAEConfig
    citation = """@article{makhzani2015adversarial,
  title   = {Adversarial Autoencoders},
  author  = {Makhzani, Alireza and Shlens, Jonathon and Jaitly, Navdeep and Goodfellow, Ian and Frey, Brendan},
  journal = {arXiv preprint arXiv:1511.05644},
  year    = {2015}
}"""

    def __init__(self, config: AAEConfig, image_shape: ImageShape) -> None:
        super().__init__(config.latent_dim, image_shape)
        refuse_negative(config, "adversarial_weight", "critic_rate", "term_warmup_steps")
        if config.labelled and config.prior != "mixture":
            raise UsageError("labelled needs a prior with one component per class: give --prior mixture too")
        if config.prior == "mixture" and (config.components < 1 or config.latent_dim < 2):
            raise UsageError("a mixture needs at least 1 component and 2 latents")
        self.config = config
        self.prior = (
            CircleOfNormals(config.latent_dim, config.components) if config.prior == "mixture" else StandardNormal(config.latent_dim)
        )
        self.encoder: nn.Module = build_code_encoder(config, image_shape)
        self.decoder: nn.Module = build_decoder(config, image_shape)
        self.critic = code_critic(config.latent_dim + config.components * config.labelled, config.critic_hidden)

    @override
    def encode(self, images: Images) -> Posterior:
        return Posterior(self.encoder(images))

    @override
    def decode(self, latents: Latents) -> Images:
        return self.decoder(latents).sigmoid()

    @override
    def players(self) -> tuple[Player, ...]:
        adversarial = ramp(self.config.adversarial_weight, self.config.term_warmup_steps)
        weights = {"reconstruction": 1 / prod(self.image_shape), "adversarial": adversarial}
        maker = (*self.encoder.parameters(), *self.decoder.parameters())
        critic = tuple(self.critic.parameters())
        return (Player("autoencoder", maker, weights), Player("critic", critic, rate=self.config.critic_rate))

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        classes = self._classes(batch.labels)
        if player == "autoencoder":
            latents = self.encoder(batch.images)
            return {
                "reconstruction": reconstruction_term(self.config, self.decoder(latents), batch.images),
                "adversarial": fooling_term(self._judge(latents, classes)),
            }
        with torch.no_grad():
            latents = self.encoder(batch.images)
        noise = randomness.normal(self.latent_dim)
        draws = noise
        if isinstance(self.prior, CircleOfNormals):
            component = (randomness.uniform() * self.config.components).long() if classes is None else classes
            draws = self.prior.place(noise, component)
        return {"real": real_term(self._judge(draws, classes)), "made": made_term(self._judge(latents, classes))}

    def _classes(self, labels: Labels | None) -> Labels | None:
        """The labels that the critic is told, or None."""
        if not self.config.labelled:
            return None
        if labels is None or int(labels.min()) < 0 or int(labels.max()) >= self.config.components:
            raise UsageError(f"labelled needs images with labels below {self.config.components}: give --components, or leave it out")
        return labels

    def _judge(self, latents: Latents, classes: Labels | None) -> torch.Tensor:
        if classes is None:
            return self.critic(latents)
        return self.critic(torch.cat([latents, F.one_hot(classes, self.config.components).to(latents.dtype)], dim=1))
