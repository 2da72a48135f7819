"""Fréchet distance between Gaussians: how far apart two clouds of features, latents or poses are."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from latlas.errors import UsageError
from latlas.functional.distances import FeatureRows, slices, sum_of_rows
from latlas.types import Scalar

MeanVector = Float[Tensor, " feature"]
Covariance = Float[Tensor, "feature feature"]
Factor = Float[Tensor, "feature _"]
"""One column for each direction in which there is a spread; two of them need not have equally many."""
Product = Float[Tensor, "row column"]
LeftVectors = Float[Tensor, "row kept"]
RightVectors = Float[Tensor, "column kept"]
SingularValues = Float[Tensor, " kept"]
Transport = Float[Tensor, "feature kept"]
PerRow = Float[Tensor, " n"]

INDEFINITE = 1e-5
"""Largest negative eigenvalue, as a share of the largest, that passes for rounding (of covariances estimated in float32)."""
QUICK = 1e-5
"""Share of the distance that the rounding of the quick way may be at most."""
NOT_FINITE = "a covariance has values that are not finite: look for them in the features it was made of"
FLAT = 1e-7
"""Singular values below this share of all together are left out of the standard error: directions in which a set has no extent."""


@dataclass(frozen=True)
class FrechetDistance:
    """Squared Fréchet distance between Gaussians fitted to two sets of features."""

    value: float
    """Biased upwards, the more so the fewer rows there are for the features: it compares only with values at the same counts."""
    standard_error: float
    """Of `value` over draws of as many rows, to first order: it holds none of the bias, and is too large where the sets hardly differ."""
    n_1: int
    n_2: int
    features: int

    @property
    def has_few_samples(self) -> bool:
        """Whether a set has no more rows than features, so that its covariance lacks rank."""
        return min(self.n_1, self.n_2) <= self.features


@torch.no_grad()
def frechet_distance(
    features_1: FeatureRows, features_2: FeatureRows, *, paired: bool = False, allow_few_samples: bool = False
) -> FrechetDistance:
    """Squared Fréchet distance between Gaussians fitted to two sets of features, with its standard error.

    On pooled features of Inception v3 this is the FID (Heusel et al. 2017). Means and sample covariances (n − 1) in float64. The standard
    error is that of the delta method (the infinitesimal jackknife): the spread, over the rows, of how much each moves the distance. With
    `paired`, row i of both sets is of the same image, and moves it once.

    Raises `UsageError` for features that differ in number or are not finite, for fewer than two rows, and, unless `allow_few_samples`, for
    sets of no more rows than features: their covariances lack rank, and the distance says more about their size than about the images.
    """
    (n_1, width), n_2 = features_1.shape, len(features_2)
    if width != features_2.shape[1] or min(n_1, n_2) < 2 or (paired and n_1 != n_2):
        what = f"{n_1} rows of {width} features and {n_2} of {features_2.shape[1]}"
        raise UsageError(f"a Fréchet distance needs at least 2 rows of the same features in each set, equally many of pairs; not {what}")
    if min(n_1, n_2) <= width and not allow_few_samples:
        raise UsageError(
            f"{min(n_1, n_2)} samples are too few for a Fréchet distance of {width} features: give more than {width} in each set, or fewer "
            "features; or allow_few_samples, for a value that depends on their number more than on the images"
        )
    (mean_1, factor_1), (mean_2, factor_2) = _fit(features_1), _fit(features_2)
    value = _distance(mean_1 - mean_2, factor_1, factor_2)
    left, singular, right = _singular_vectors(factor_1.T @ factor_2)
    moves_1 = _moves(features_1, mean_1, mean_1 - mean_2, factor_2 @ right, singular)
    moves_2 = _moves(features_2, mean_2, mean_2 - mean_1, factor_1 @ left, singular)
    variance = (moves_1 + moves_2).var() / n_1 if paired else moves_1.var() / n_1 + moves_2.var() / n_2
    return FrechetDistance(float(value), float(variance.sqrt()), n_1, n_2, width)


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
    return _distance(mean_1.double() - mean_2.double(), _factor(covariance_1), _factor(covariance_2))


def _fit(features: FeatureRows) -> tuple[MeanVector, Factor]:
    """Mean and a factor of the covariance, in float64. Of few rows these are the factor: no covariance is made."""
    n, width = features.shape
    mean = sum_of_rows(features) / n
    if n <= width:
        centred = features.double() - mean
        if not bool(torch.isfinite(centred).all()):
            raise UsageError(NOT_FINITE)
        return mean, centred.T / (n - 1) ** 0.5
    scatter = mean.new_zeros(width, width)
    for part in slices(n):
        centred = features[part].double() - mean
        scatter.addmm_(centred.T, centred)
    return mean, _factor(scatter / (n - 1))


def _distance(difference: MeanVector, factor_1: Factor, factor_2: Factor) -> Scalar:
    # For Σ = F Fᵀ the trace is the sum of the singular values of F₁ᵀ F₂.
    product = factor_1.T @ factor_2
    rest = difference.square().sum() + factor_1.square().sum() + factor_2.square().sum()
    gram = product @ product.T if len(product) <= product.shape[1] else product.T @ product
    squares = torch.linalg.eigvalsh(gram)
    # Their squares are found in half the time, but rounding near 0 comes out of the root eight digits larger.
    rounding = 8 * torch.finfo(squares.dtype).eps * torch.linalg.matrix_norm(gram)
    distance = rest - 2 * squares.clamp(min=0).sqrt().sum()
    if bool((2 * rounding / squares.clamp(min=rounding).sqrt()).sum() <= QUICK * distance):
        return distance
    return (rest - 2 * torch.linalg.svdvals(product).sum()).clamp(min=0)


def _singular_vectors(product: Product) -> tuple[LeftVectors, SingularValues, RightVectors]:
    """Left vectors, values and right vectors, without those of values near 0."""
    if len(product) > product.shape[1]:
        right, singular, left = _singular_vectors(product.T)
        return left, singular, right
    squares, left = torch.linalg.eigh(product @ product.T)
    kept = squares > FLAT**2 * squares.abs().sum()
    left, singular = left[:, kept], squares[kept].sqrt()
    return left, singular, product.T @ left / singular


def _moves(features: FeatureRows, mean: MeanVector, difference: MeanVector, other: Transport, singular: SingularValues) -> PerRow:
    """The influence of each row on the distance, up to a constant: 2 (μ − μ′)ᵀc + cᵀ(1 − T)c for c = x − μ.

    T is the linear map that transports the set's Gaussian to the other; with `other` = F′V it is F′V S⁻¹ (F′V)ᵀ.
    """
    found = []
    for part in slices(len(features)):
        centred = features[part].double() - mean
        transported = ((centred @ other).square() / singular).sum(1)
        found.append(2 * centred @ difference + centred.square().sum(1) - transported)
    return torch.cat(found)


def _factor(covariance: Covariance) -> Factor:
    """A factor F of Σ = F Fᵀ in float64: Cholesky's where there is one, at a twentieth of the cost of `square_root`."""
    symmetric = _symmetric(covariance)
    triangle, failed = torch.linalg.cholesky_ex(symmetric)
    pivots = triangle.diagonal().square()
    if bool(failed) or bool(pivots.min() <= pivots.max() * len(pivots) * torch.finfo(pivots.dtype).eps):
        return square_root(covariance)
    return triangle


def _symmetric(covariance: Covariance) -> Covariance:
    if not bool(torch.isfinite(covariance).all()):
        raise UsageError(NOT_FINITE)
    return (covariance.double() + covariance.double().T) / 2


def square_root(covariance: Covariance) -> Factor:
    """A factor F of Σ = F Fᵀ in float64, with one column for each eigenvalue that is not rounding.

    Raises `UsageError` when values are not finite or an eigenvalue is negative.
    """
    values, vectors = torch.linalg.eigh(_symmetric(covariance))
    largest = float(values.abs().max())
    if float(values.min()) < -INDEFINITE * largest:
        raise UsageError(f"a covariance has the eigenvalue {float(values.min()):.3g}: it is no covariance, which has none below 0")
    kept = values > largest * len(values) * torch.finfo(torch.float64).eps
    return vectors[:, kept] * values[kept].sqrt()
