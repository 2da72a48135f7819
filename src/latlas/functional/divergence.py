"""Kullback-Leibler divergences between diagonal Gaussians, in nats.

Summed over latents, per sample; the mean over the batch is the caller's. Calculated in float32 also for
bfloat16 and float16 tensors; float64 stays float64.
"""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from latlas.types import Latents, PerSample

Parameter = Float[Tensor, "..."]
"""A parameter of the prior: any shape that broadcasts to `batch latent`."""


def gaussian_kl(
    mean: Latents,
    logvar: Latents,
    prior_mean: float | Parameter = 0.0,
    prior_logvar: float | Parameter = 0.0,
) -> PerSample:
    """KL(N(mean, exp(logvar)) ‖ N(prior_mean, exp(prior_logvar))), summed over latents: nats per sample.

    The prior is N(0, I) unless given; its mean and log-variance are numbers or tensors that broadcast to
    `batch latent` (Kingma & Welling 2014, appendix B, for N(0, I)).
    """
    return gaussian_kl_per_dimension(mean, logvar, prior_mean, prior_logvar).sum(1)


def gaussian_kl_per_dimension(
    mean: Latents,
    logvar: Latents,
    prior_mean: float | Parameter = 0.0,
    prior_logvar: float | Parameter = 0.0,
) -> Latents:
    """The terms of `gaussian_kl`, one per sample and latent.

    ½ [σ²/τ² − 1 − log(σ²/τ²) + (μ − ν)²/τ²] for posterior N(μ, σ²) and prior N(ν, τ²).
    """
    dtype = torch.promote_types(mean.dtype, torch.float32)
    mean, logvar = mean.to(dtype), logvar.to(dtype)
    if isinstance(prior_mean, float) and isinstance(prior_logvar, float) and prior_mean == prior_logvar == 0.0:
        return 0.5 * (torch.expm1(logvar) - logvar + mean.square())  # a third of the operations, in every step of every VAE
    nu = torch.as_tensor(prior_mean, dtype=dtype, device=mean.device)
    prior = torch.as_tensor(prior_logvar, dtype=dtype, device=mean.device)
    log_ratio = logvar - prior
    # expm1 keeps the digits of σ²/τ² − 1 where the posterior is close to the prior, as it is in collapsed latents
    return 0.5 * (torch.expm1(log_ratio) - log_ratio + (mean - nu).square() * torch.exp(-prior))
