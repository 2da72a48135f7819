"""Fréchet distance between Gaussians: how far apart two clouds of features, latents or poses are."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from latlas.errors import UsageError
from latlas.types import Scalar

MeanVector = Float[Tensor, " feature"]
Covariance = Float[Tensor, "feature feature"]
Factor = Float[Tensor, "feature rank"]

INDEFINITE = 1e-5
"""Largest negative eigenvalue, as a share of the largest, that passes for rounding (of covariances estimated in float32)."""


def gaussian_frechet(mean_1: MeanVector, covariance_1: Covariance, mean_2: MeanVector, covariance_2: Covariance) -> Scalar:
    """Squared Fréchet distance (2-Wasserstein distance) between two Gaussians, in the squared unit of the features.

    ‖μ₁ − μ₂‖² + tr Σ₁ + tr Σ₂ − 2 tr (Σ₁^½ Σ₂ Σ₁^½)^½ (Dowson & Landau 1982, "The Fréchet distance between multivariate normal
    distributions"). Covariances may lack rank, as those of fewer images than features do. The result is
    float64 on the inputs' device, and never negative.

    Raises `UsageError` when sizes differ, or when a covariance has values that are not finite or a negative eigenvalue.
    """
    sizes = [tuple(values.shape) for values in (mean_1, covariance_1, mean_2, covariance_2)]
    features = mean_1.numel()
    if sizes != [(features,), (features, features)] * 2:
        raise UsageError(f"means and covariances of shapes {sizes} do not fit together: give two of `feature` and two of `feature feature`")
    factor_1, factor_2 = square_root(covariance_1), square_root(covariance_2)
    # For Σ = F Fᵀ the trace is the sum of the singular values of F₁ᵀ F₂. Eigenvalues of the product would be their squares:
    # rounding near 0 would come out of the root eight digits larger.
    overlap = torch.linalg.svdvals(factor_1.T @ factor_2).sum()
    distance = (mean_1.double() - mean_2.double()).square().sum()
    return (distance + factor_1.square().sum() + factor_2.square().sum() - 2 * overlap).clamp(min=0)


def square_root(covariance: Covariance) -> Factor:
    """A factor F of Σ = F Fᵀ in float64, with one column for each eigenvalue that is not rounding.

    Raises `UsageError` when values are not finite or an eigenvalue is negative.
    """
    if not bool(torch.isfinite(covariance).all()):
        raise UsageError("a covariance has values that are not finite: look for them in the features it was made of")
    symmetric = (covariance.double() + covariance.double().T) / 2
    values, vectors = torch.linalg.eigh(symmetric)
    largest = float(values.abs().max())
    if float(values.min()) < -INDEFINITE * largest:
        raise UsageError(f"a covariance has the eigenvalue {float(values.min()):.3g}: it is no covariance, which has none below 0")
    kept = values > largest * len(values) * torch.finfo(torch.float64).eps
    return vectors[:, kept] * values[kept].sqrt()
