"""Importance-sampled likelihood of images under any pair of encoder and decoder, in constant memory, and the gap of its bound.

log p(x) ≈ log 1/k Σ w_i with w_i = p(x|z_i) p(z_i) / q(z_i|x) and z_i from q(z|x) (Rezende, Mohamed & Wierstra 2014;
Burda, Grosse & Salakhutdinov 2016, equation 8). On average the estimate lies below log p(x), and rises with k.

A latent that is a point, such as a pose without a prior or the discrete part of a code, is held at what the encoder gives: the estimate is
then that of log p(x | those latents), which is no log p(x) and not to be compared with one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from latlas.errors import DataError, LatlasError, UsageError
from latlas.functional import reconstruction
from latlas.functional.divergence import gaussian_kl
from latlas.metrics.log_mean_exp import LogMeanExp, Weights
from latlas.metrics.metric import Mean
from latlas.types import Images, Latents, PerSample, Posterior

Encode = Callable[[Images], Posterior]
Decode = Callable[[Latents], Images]
Draws = Float[Tensor, "sample batch latent"]
LogWeights = Callable[[Images, int, torch.Generator], Weights]
"""Maps images, a number of draws and a generator to log w of each draw for each image."""
Observation = Callable[[Images, Images], PerSample]
"""Maps (decoded, images) to log p(x|z) of each image, in nats."""
SomeImages = Float[Tensor, "_ channel height width"]
Batches = Iterable[SomeImages]
"""Batches of images, which may differ in size."""
LogVariance = Float[Tensor, "..."]


@dataclass(frozen=True)
class Likelihood:
    """Estimates of log p(x), in nats. Tensors are float64, one value per image in the order of the images."""

    per_image: PerSample
    standard_error: PerSample | None
    """Of each estimate, over draws (delta method); None for one draw. The estimate is low by about half its square."""
    effective_samples: PerSample
    """Draws that would be worth as much if all had one weight, (Σw)² / Σw²; near 1, the standard error is not to be trusted."""
    mean: float
    """Over images."""
    standard_error_of_mean: float | None
    """Over images, the spread of the draws included; None for one image."""
    n: int
    """Number of images."""
    samples: int
    """Draws for each image."""
    protocol: str
    """How it was measured, in a sentence."""


@dataclass(frozen=True)
class PosteriorGap:
    """How far the encoder's posterior is from the model's own, beside its distance from the prior (nats, float64, per image)."""

    likelihood: Likelihood
    bound: PerSample
    """Evidence lower bound: the mean of the same log weights."""
    posterior_divergence: PerSample
    """KL(q(z|x) ‖ p(z|x)) = log p(x) − bound, never negative, and low where the estimate of log p(x) is low."""
    prior_divergence: PerSample
    """KL(q(z|x) ‖ p(z)) in closed form."""


@torch.no_grad()
def bernoulli_observation(decoded: Images, images: Images) -> PerSample:
    """log p(x|z) of Bernoulli pixels with the decoded probabilities, clipped to [1e-6, 1 − 1e-6]: summed over pixels, float64.

    A normalised likelihood for images of zeros and ones only; of gray targets see `latlas.functional.reconstruction.bernoulli`.
    To be measured, not trained on: no gradient flows. Raises `UsageError` when the two differ in shape, which would otherwise broadcast.
    """
    if decoded.shape != images.shape:
        raise UsageError(f"decoded images of shape {tuple(decoded.shape)} and images of shape {tuple(images.shape)} must have one shape")
    decoded = decoded.to(torch.promote_types(decoded.dtype, torch.float32))
    off, images = 1 - decoded, images.to(decoded.dtype)
    if torch.equal(images, images.square()):  # zeros and ones need one logarithm a pixel, and logarithms are what takes the time
        logs = _clipped_log_(off.lerp_(decoded, images))
    else:
        # Each side is clipped by itself: 1 − (1 − 1e-6) is 1.3 % off in float32.
        logs = _clipped_log_(off).lerp_(_clipped_log_(decoded.clone()), images)
    return _sum_pixels(logs)


def gaussian_observation(logvar: float | LogVariance) -> Observation:
    """log p(x|z) of independent Gaussian pixels about the decoded image: summed over pixels, float64.

    `logvar` is the log-variance of a pixel: a number, or a tensor that broadcasts to the images' shape.
    """

    def observe(decoded: Images, images: Images) -> PerSample:
        return -reconstruction.gaussian(decoded.double(), images.double(), logvar)

    return observe


def gaussian_log_weights(encode: Encode, decode: Decode, observation: Observation, batch_size: int = 512) -> LogWeights:
    """log p(x|z) + log p(z) − log q(z|x) of draws z from the encoder's diagonal Gaussian, against the posterior's own prior.

    A call encodes each image once, and decodes its draws in parts of about `batch_size` images, at least one draw of all images: few
    enough to stay in the processor's cache are quickest. Noise is drawn on the generator's device. The weights raise
    `UsageError` for a posterior without variance.
    """

    def log_weights(images: Images, samples: int, generator: torch.Generator) -> Weights:
        posterior = encode(images)
        latents, log_ratio = _draw(posterior, samples, generator)
        count = min(samples, max(1, batch_size // len(images)))
        repeated = images.expand(count, *images.shape).flatten(0, 1)
        observed = []
        for part in latents.split(count):
            decoded = decode(part.flatten(0, 1).to(posterior.mean.dtype))
            observed.append(observation(decoded, repeated[: len(decoded)]).double().unflatten(0, part.shape[:2]))
        return torch.cat(observed) + log_ratio

    return log_weights


def log_likelihood(log_weights: LogWeights, images: Batches, samples: int, chunk: int, seed: int = 0) -> Likelihood:
    """log p(x) of every image of some batches, from `samples` draws each, of which `chunk` are asked for at a time.

    Memory is that of one chunk of one batch, whatever the number of draws; the chunks do not change the draws. Each chunk encodes its
    images anew.

    Raises `UsageError` for less than one sample or chunk, `DataError` without images, `LatlasError` for an estimate that is not finite.
    """
    generator = torch.Generator().manual_seed(seed)
    return _summarise([_run(log_weights, batch, samples, chunk, generator) for batch in images], samples, seed)


def posterior_gap(
    encode: Encode, decode: Decode, observation: Observation, images: Batches, samples: int, chunk: int, seed: int = 0
) -> PosteriorGap:
    """KL(q(z|x) ‖ p(z|x)) of every image, as log p(x) less the bound from the same draws, beside KL(q(z|x) ‖ p(z)).

    Arguments and errors are those of `gaussian_log_weights` and `log_likelihood`.
    """
    generator = torch.Generator().manual_seed(seed)
    log_weights = gaussian_log_weights(encode, decode, observation)
    runs, divergences = [], []
    for batch in images:
        runs.append(_run(log_weights, batch, samples, chunk, generator))
        divergences.append(_prior_divergence(encode, batch))
    likelihood = _summarise(runs, samples, seed)
    bound = torch.cat([run.mean_of_logs for run in runs]).cpu()
    return PosteriorGap(likelihood, bound, (likelihood.per_image - bound).clamp(min=0), torch.cat(divergences).cpu())


def _clipped_log_(probability: Images) -> Images:
    """The logarithm of a fresh tensor of probabilities, which is overwritten."""
    return probability.clamp_(reconstruction.CLIP, 1 - reconstruction.CLIP).log_()


def _sum_pixels(values: Images) -> PerSample:
    """Sums over channels and pixels; within a row in the values' type, between rows in float64."""
    return values.sum(3).flatten(1).sum(1, dtype=torch.float64)


def _gaussian_terms(latents: Draws, mean: Latents, logvar: Latents) -> Draws:
    """log N(z; mean, exp(logvar)) of each latent, without its constant."""
    return -0.5 * (logvar + (latents - mean).square() * torch.exp(-logvar))


def _double_posterior(posterior: Posterior) -> tuple[Latents, Latents, Latents, Latents]:
    """Mean and log-variance of posterior and prior, all `batch latent` and float64."""
    if posterior.logvar is None:
        raise UsageError("a posterior without variance has no density to sample from: give an encoder that returns a logvar")
    mean, logvar = posterior.mean.double(), posterior.logvar.double()
    nu, tau = (torch.zeros_like(mean) if prior is None else prior.double() for prior in (posterior.prior_mean, posterior.prior_logvar))
    return mean, logvar, nu.expand_as(mean), tau.expand_as(mean)


def _draw(posterior: Posterior, samples: int, generator: torch.Generator) -> tuple[Draws, Weights]:
    """Latents from the posterior, and their log p(z) − log q(z|x)."""
    mean, logvar, prior_mean, prior_logvar = _double_posterior(posterior)
    # One call a draw: torch's normal numbers depend on the size of the call, and chunks must not change them.
    noise = [torch.randn(mean.shape, generator=generator, device=generator.device, dtype=mean.dtype) for _ in range(samples)]
    latents = mean + torch.exp(0.5 * logvar) * torch.stack(noise).to(mean.device)
    # Both densities by one formula, not the posterior's by its noise: where prior and posterior are equal, the terms cancel to 0.
    ratio = _gaussian_terms(latents, prior_mean, prior_logvar) - _gaussian_terms(latents, mean, logvar)
    return latents, ratio.sum(2)


@torch.no_grad()
def _run(log_weights: LogWeights, images: Images, samples: int, chunk: int, generator: torch.Generator) -> LogMeanExp:
    if samples < 1 or chunk < 1:
        raise UsageError(f"{samples} samples in chunks of {chunk}: both must be at least 1")
    run = LogMeanExp()
    while run.n < samples:
        run.update(log_weights(images, min(chunk, samples - run.n), generator))
    bad = int((~torch.isfinite(run.value)).sum())
    if bad:
        raise LatlasError(
            f"log p(x) is not a finite number for {bad} of {len(images)} images of a batch: the posterior or the decoded images are "
            "not finite, so the weights are damaged or the training diverged"
        )
    return run


@torch.no_grad()
def _prior_divergence(encode: Encode, images: Images) -> PerSample:
    return gaussian_kl(*_double_posterior(encode(images)))


def _summarise(runs: list[LogMeanExp], samples: int, seed: int) -> Likelihood:
    if not runs:
        raise DataError("the likelihood of no images is not defined: give at least one batch")
    per_image, mean = torch.cat([run.value for run in runs]).cpu(), Mean()
    mean.update(per_image)
    errors = [run.standard_error for run in runs if run.standard_error is not None]
    protocol = (
        f"log p(x) in nats by importance sampling from the encoder's posterior, {samples} draws an image, seed {seed}; mean over images"
    )
    return Likelihood(
        per_image=per_image,
        standard_error=torch.cat(errors).cpu() if errors else None,
        effective_samples=torch.cat([run.effective_samples for run in runs]).cpu(),
        mean=mean.mean,
        standard_error_of_mean=mean.standard_error,
        n=mean.n,
        samples=samples,
        protocol=protocol,
    )
