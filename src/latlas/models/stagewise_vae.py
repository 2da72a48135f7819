"""Stage-wise VAE: a VAE that gets to very few latents layer by layer, rather than all at once.

Its bodies are those of a VAE with a wide code. Stage k puts a layer between the encoder and the latents and one between the latents and
the decoder (Grujicic and Blaschko, equation 2):

    enc_k(x) = σ(enc_{k−1}(x) W_kᵀ + b_k)        dec_k(c) = dec_{k−1}(σ(c W̃_kᵀ + b̃_k))

The posterior of each stage is Gaussian: enc_k is its mean, and the same layer gives its log-variance, without σ. The next stage reads
the mean alone; the log-variances of the stages before stay in the model, unused. The paper does not name σ. Here it is a leaky ReLU,
which reaches every number: through a ReLU or a tanh, a frozen decoder could be shown only part of the codes that it learned on.

The loss of stage k, in the paper's form, is

    γ_k · (Σ over N values of an image) / N  +  β_norm,k · (Σ over M_k latents) / M_k        β_norm,k = β_k · M_k / N

so that the reconstruction is a mean over the image's values, the divergence a mean over the stage's latents, and β_norm, the normalised
β of the β-VAE paper, stands on top of the second mean. M_k cancels. In terms of sums, as all terms are here, it is (γ_k · R + β_k · K) / N:
with γ_k = β_k = 1 that of a VAE, over N. The run records β and β_norm of every stage.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from math import prod
from typing import Literal

import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from jaxtyping import Float
from torch import Tensor, nn
from typing_extensions import override

from latlas.errors import UsageError
from latlas.functional.divergence import gaussian_kl
from latlas.functional.randomness import Randomness
from latlas.functional.reconstruction import ReconstructionName
from latlas.models.gaussian import AutoencoderConfig, draw, reconstruction_term, refuse_negative
from latlas.models.model import LatentModel
from latlas.models.prior import StandardNormal
from latlas.nn.body import build_decoder, build_encoder
from latlas.types import Batch, Images, ImageShape, Latents, Player, Posterior, Scalar, Stage

WideCodes = Float[Tensor, "batch first"]
"""Codes of the first stage, as the body decodes them."""
SLOPE = 0.2
"""Of σ, below 0."""


@dataclass(frozen=True)
class StagewiseVAEConfig(AutoencoderConfig):
    """Options of the stage-wise VAE."""

    latent_dim: int = 0
    """Number of latent dimensions, in place of the last of the layers; 0 leaves that as it is."""
    layers: tuple[int, ...] = (128, 32, 8, 2)
    """Sizes of the layers between bodies and latents, one a stage; the last is the latents."""
    stages: Literal["greedy", "non_greedy", "direct"] = "non_greedy"
    """What moves in a stage: greedy is its new layers alone, non_greedy is all; direct is all layers at once, for as long as all stages."""
    reconstruction: Literal[ReconstructionName, "perceptual"] = "ssim"
    """Reconstruction term: a sum over channels and pixels, a mean over the batch."""
    reconstruction_weights: tuple[float, ...] = (1.0,)
    """γ: weight of the reconstruction as a mean over channels and pixels, one for all layers or one each; direct takes the last."""
    betas: tuple[float, ...] = (1.0,)
    """β: weight of the divergence when both terms are sums, one for all layers or one each; direct takes the last."""


class StagewiseVAE(LatentModel):
    """Stage-wise VAE (Grujicic and Blaschko, equation 3).

    Loss of each stage: (γ · reconstruction + β · KL) / N, sums per image, N values of an image, means over the batch. Until it is trained,
    and once it is, the model has all layers; during stage k of a training, `encode` and `decode` are those of k layers.
    """

    Config = StagewiseVAEConfig
    citation = """@misc{grujicicstagewise,
  title  = {2-{D} latent space models: Layer-wise perceptual training and spatial grounding},
  author = {Grujicic, Dusan and Blaschko, Matthew},
  note   = {KU Leuven},
  year   = {n.d.}
}"""

    def __init__(self, config: StagewiseVAEConfig, image_shape: ImageShape) -> None:
        refuse_negative(config, "latent_dim")
        if not config.layers or min(config.layers) < 1:
            raise UsageError(f"layers is {' '.join(map(str, config.layers)) or 'empty'}: give one size of at least 1 for each stage")
        sizes = (*config.layers[:-1], config.latent_dim or config.layers[-1])
        super().__init__(sizes[-1], image_shape)
        self.config = config
        self.sizes = sizes
        self.values = prod(image_shape)
        self.reconstruction_weights = one_for_each(config.reconstruction_weights, "reconstruction_weights", len(sizes))
        self.betas = one_for_each(config.betas, "betas", len(sizes))
        body = replace(config, latent_dim=sizes[0])
        self.encoder: nn.Module = build_encoder(body, image_shape, 2 * sizes[0])
        self.decoder: nn.Module = build_decoder(body, image_shape)
        self.narrowing = nn.ModuleList(nn.Linear(wide, 2 * narrow) for wide, narrow in pairwise(sizes))
        self.widening = nn.ModuleList(nn.Linear(narrow, wide) for wide, narrow in pairwise(sizes))
        self.stages = tuple(self._stages())
        self._reach(len(sizes) - 1)
        self.facts = {"latent_dim": self.latent_dim, **self._betas()}

    @override
    def encode(self, images: Images) -> Posterior:
        return Posterior(*self._narrow(images))

    @override
    def decode(self, latents: Latents) -> Images:
        return self.decoder(self._widen(latents)).sigmoid()

    @override
    def players(self) -> tuple[Player, ...]:
        parts = (self.encoder, self.decoder, self.narrowing[: self.level], self.widening[: self.level])
        parameters = tuple(parameter for part in parts for parameter in part.parameters())
        weights = {"reconstruction": self.reconstruction_weights[self.level] / self.values, "kl": self.betas[self.level] / self.values}
        return (Player("autoencoder", parameters, weights=weights),)

    @override
    def losses(self, player: str, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
        mean, logvar = self._narrow(batch.images)
        wide = self._widen(draw(Posterior(mean, logvar), randomness))
        return {
            "reconstruction": reconstruction_term(self.config, self.decoder(wide), batch.images),
            "kl": gaussian_kl(mean, logvar).mean(),
        }

    def _narrow(self, images: Images) -> tuple[Latents, Latents]:
        """Mean and log-variance of the present stage."""
        mean, logvar = mean_and_logvar(self.encoder(images))
        for layer in list(self.narrowing)[: self.level]:
            mean, logvar = mean_and_logvar(layer(mean))
        return mean, logvar

    def _widen(self, latents: Latents) -> WideCodes:
        """Back from the latents of the present stage."""
        for layer in reversed(list(self.widening)[: self.level]):
            latents = sigma(layer(latents))
        return latents

    def _stages(self) -> list[Stage]:
        count = len(self.sizes)
        if self.config.stages == "direct":
            return [Stage("1", epochs=count, grow=partial(self._reach, count - 1))]
        return [Stage(str(level + 1), grow=partial(self._reach, level), frozen=self._below(level)) for level in range(count)]

    def _below(self, level: int) -> tuple[str, ...]:
        """What does not move in a stage."""
        if self.config.stages != "greedy" or level == 0:
            return ()
        return ("encoder", "decoder", *(f"{part}.{number}" for part in ("narrowing", "widening") for number in range(level - 1)))

    def _reach(self, level: int) -> None:
        """Be the model of a stage, counted from 0."""
        self.level = level
        self.latent_dim = self.sizes[level]
        self.prior = StandardNormal(self.latent_dim)
        self.parts = {"z": slice(0, self.latent_dim)}

    def _betas(self) -> dict[str, float]:
        """β and β_norm of every stage, named by it; a single stage is the last one's."""
        betas: dict[str, float] = {}
        for number, level in enumerate(range(len(self.sizes))[-len(self.stages) :], 1):
            betas[f"beta_{number}"] = float(self.betas[level])
            betas[f"beta_normalised_{number}"] = self.betas[level] * self.sizes[level] / self.values
        return betas


def sigma(values: Tensor) -> Tensor:
    """The σ of the added layers."""
    return F.leaky_relu(values, SLOPE)


def mean_and_logvar(outputs: Tensor) -> tuple[Tensor, Tensor]:
    """The two halves of a layer's outputs, the mean through σ."""
    mean, logvar = outputs.chunk(2, dim=1)
    return sigma(mean), logvar


def one_for_each(weights: tuple[float, ...], name: str, count: int) -> tuple[float, ...]:
    """As many weights as there are layers. Raises `UsageError` for another number of them than 1 or that, and for negative ones."""
    if len(weights) not in (1, count):
        raise UsageError(f"{name} has {len(weights)} numbers and there are {count} layers: give one, or one for each")
    for weight in weights:
        if not weight >= 0:  # NaN is refused as well
            raise UsageError(f"{name} is {' '.join(map(str, weights))}: each must be 0 or more")
    return weights if len(weights) == count else weights * count
