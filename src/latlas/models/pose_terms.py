"""What encoders of models with a pose say, and the terms of their losses."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from jaxtyping import Float
from torch import Tensor, nn

from latlas.errors import UsageError
from latlas.functional.divergence import gaussian_kl
from latlas.functional.ramp import ramp
from latlas.functional.randomness import Randomness
from latlas.functional.reconstruction import bernoulli_image, gaussian
from latlas.models.gaussian import gaussian_draw, reconstruction_loss
from latlas.models.pose import PoseConfig, PosedDecoder
from latlas.models.pose_prior import POINT_LOGVAR, NoPosePrior, PoseLatents
from latlas.types import Batch, Images, Labels, Latents, PerSample, Posterior, Scalar, Weight

Logits = Float[Tensor, "batch class"]
Outputs = Float[Tensor, "batch output"]


@dataclass(frozen=True)
class Heads:
    """What encoders say of images, before anything is drawn; each with one row per image."""

    mean: Latents
    logvar: Latents
    pose_mean: PoseLatents
    pose_logvar: PoseLatents
    class_logits: Logits | None = None

    @classmethod
    def read(cls, mean: Latents, logvar: Latents, pose_mean: PoseLatents, pose_logvar: PoseLatents, class_logits: Logits) -> Heads:
        """From outputs of encoders: no standard deviation below 1e-6, and logits only where there are classes."""
        return cls(mean, logvar.clamp(min=POINT_LOGVAR), pose_mean, pose_logvar, class_logits if class_logits.shape[1] else None)

    def repeat(self, copies: int) -> Heads:
        """Each row `copies` times, one after the other."""
        if copies == 1:
            return self
        parts = (self.mean, self.logvar, self.pose_mean, self.pose_logvar)
        mean, logvar, pose_mean, pose_logvar = (part.repeat_interleave(copies, 0) for part in parts)
        logits = None if self.class_logits is None else self.class_logits.repeat_interleave(copies, 0)
        return Heads(mean, logvar, pose_mean, pose_logvar, logits)


def posterior_of(heads: Heads, decoder: PosedDecoder) -> Posterior:
    """The posterior over all latents, with the model's own prior; probabilities of classes are points."""
    prior_mean, prior_logvar = decoder.prior.gaussian(heads.pose_mean, heads.pose_logvar)
    zeros = torch.zeros_like(heads.mean)
    columns = [(heads.mean, heads.logvar, zeros, zeros)]
    if heads.class_logits is not None:
        probabilities = heads.class_logits.float().softmax(1).to(heads.mean.dtype)
        point = torch.full_like(probabilities, POINT_LOGVAR)
        columns.append((probabilities, point, probabilities, point))
    columns.append((heads.pose_mean, heads.pose_logvar, prior_mean.to(heads.mean.dtype), prior_logvar.to(heads.mean.dtype)))
    return Posterior(*(torch.cat(column, dim=1) for column in zip(*columns, strict=True)))


def seen_in_training(decoder: PosedDecoder, images: Images, randomness: Randomness) -> Images:
    """What the encoder sees of images in [0, 1]: in training with noise, where the options say so."""
    if not (decoder.config.input_noise and decoder.training):
        return images
    return (images + decoder.config.input_noise * randomness.normal(*images.shape[1:])).clamp(0, 1)


def draw_pose(decoder: PosedDecoder, mean: PoseLatents, logvar: PoseLatents, randomness: Randomness) -> PoseLatents:
    """A draw of the pose latents of each row; a pose without a prior is its mean, which the running average sees.

    The rows are `posterior_samples` for each image.
    """
    if isinstance(decoder.prior, NoPosePrior):
        if decoder.training:
            decoder.prior.observe(mean)
        return mean
    return gaussian_draw(mean, logvar, randomness.normal(decoder.config.posterior_samples, decoder.prior.latents).flatten(0, 1))


def pose_terms(decoder: PosedDecoder, heads: Heads, pose: PoseLatents, batch: Batch, randomness: Randomness) -> dict[str, Scalar]:
    """The terms of the negative evidence lower bound and of the options: sums over pixels or latents, means over images and draws.

    `heads` and `pose` have `posterior_samples` rows for each image of the batch, one after the other.
    """
    config = decoder.config
    latents = gaussian_draw(heads.mean, heads.logvar, randomness.normal(config.posterior_samples, config.latent_dim).flatten(0, 1))
    terms = {"kl": gaussian_kl(heads.mean, heads.logvar).mean()}
    prior_mean, prior_logvar = decoder.prior.gaussian(heads.pose_mean, heads.pose_logvar)
    if not isinstance(decoder.prior, NoPosePrior):
        terms["kl_pose"] = gaussian_kl(heads.pose_mean, heads.pose_logvar, prior_mean, prior_logvar).mean()
    what = [latents]
    if heads.class_logits is not None:
        one_hot, term = _class_part(config, heads.class_logits, batch.labels, randomness)
        terms["classification" if config.labelled else "kl_class"] = term
        what.append(one_hot)
    if config.sparse_latents:
        terms["sparsity"] = heads.mean[:, -config.sparse_latents :].float().abs().sum(1).mean()
    image = decoder(torch.cat([*what, pose], dim=1))
    target = batch.images.repeat_interleave(config.posterior_samples, 0)
    return {"reconstruction": image_loss(config)(image, target).mean(), **terms}


def _class_part(config: PoseConfig, logits: Logits, labels: Labels | None, randomness: Randomness) -> tuple[Logits, Scalar]:
    """The discrete part of the code, and its term: cross-entropy with the labels, or KL from equally likely classes, in nats."""
    logits = logits.float()
    if config.labelled:
        if labels is None or int(labels.min()) < 0 or int(labels.max()) >= config.classes:
            raise UsageError(f"labelled needs images with labels below {config.classes}: give --classes, or leave it out")
        repeated = labels.repeat_interleave(config.posterior_samples, 0)
        return F.one_hot(repeated, config.classes).float(), F.cross_entropy(logits, repeated)
    # Jang, Gu and Poole 2017, equation 2: Gumbel noise is −log(−log U).
    gumbel = -(-randomness.uniform(config.posterior_samples, config.classes).flatten(0, 1).log()).log()
    soft = ((logits + gumbel) / config.temperature).softmax(1)
    log_probabilities = logits.log_softmax(1)
    negative_entropy = (log_probabilities.exp() * log_probabilities).sum(1)
    return soft, (negative_entropy + math.log(config.classes)).mean()


def image_loss(config: PoseConfig) -> Callable[[Images, Images], PerSample]:
    """The reconstruction loss of an image that is made after the sigmoid."""
    match config.reconstruction:
        case "bernoulli":
            return bernoulli_image
        case "gaussian":
            return partial(gaussian, logvar=2 * math.log(config.gaussian_std))
        case _:
            return reconstruction_loss(config).function


def last_linear(encoder: nn.Module) -> nn.Linear:
    """The output layer of an encoder."""
    return [module for module in encoder.modules() if isinstance(module, nn.Linear)][-1]


def start_pose_head(decoder: PosedDecoder, last: nn.Linear, first: int) -> None:
    """Make the outputs from number `first` on, those of the pose, start at the identity.

    A bad start is the first cause of poor local minima (Vivé, section VI): weights 0, means 0, log-variances as those of the prior.
    """
    with torch.no_grad():
        last.weight[first:] = 0
        last.bias[first : first + decoder.prior.latents] = 0
        last.bias[first + decoder.prior.latents :] = decoder.prior.start_logvar


def kl_weights(decoder: PosedDecoder) -> dict[str, Weight]:
    """The weights of all terms but the reconstruction: 1, or what the options say, after the warm-up."""
    config = decoder.config
    one = ramp(1.0, config.term_warmup_steps)
    weights: dict[str, Weight] = {"kl": one}
    if not isinstance(decoder.prior, NoPosePrior):
        weights["kl_pose"] = one
    if config.classes:
        weights["classification" if config.labelled else "kl_class"] = one
    if config.sparse_latents:
        weights["sparsity"] = ramp(config.sparsity_weight, config.term_warmup_steps)
    if config.pose_turns > 1:
        weights["turn"] = one
    return weights


def pose_outputs(decoder: PosedDecoder) -> int:
    """Outputs of a pose head: means, and log-variances unless the pose is a point."""
    return decoder.prior.latents * (1 if isinstance(decoder.prior, NoPosePrior) else 2)


def read_pose_head(decoder: PosedDecoder, outputs: Outputs) -> tuple[PoseLatents, PoseLatents]:
    """Means and log-variances of the pose from the outputs of its head."""
    if isinstance(decoder.prior, NoPosePrior):
        return outputs, torch.full_like(outputs, POINT_LOGVAR)
    mean, logvar = outputs.chunk(2, dim=1)
    return mean, logvar.clamp(min=POINT_LOGVAR)
