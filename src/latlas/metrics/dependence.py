"""Dependence between latents, and between the parts of a latent that a model takes for independent, such as what and where."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from jaxtyping import Float, Int
from torch import Tensor

from latlas.errors import DataError, UsageError
from latlas.types import Latents

Square = Float[Tensor, "latent latent"]
Left = Float[Tensor, "batch left"]
Right = Float[Tensor, "batch right"]
Basis = Float[Tensor, "batch rank"]
Distances = Float[Tensor, "row batch"]
Order = Int[Tensor, " batch"]

FEWEST = 4
"""The unbiased distance covariance divides by n (n − 3): of three images there is none."""


@dataclass(frozen=True)
class DistanceCorrelation:
    """Distance correlation of two parts of a latent, and whether chance explains it."""

    value: float
    """Estimates the squared distance correlation: 0 only for independent parts, 1 for the same shape; by chance slightly negative."""
    p_value: float
    """Share of random pairings of the two parts, this one included, that are at least as dependent."""
    n: int
    """Images that were used."""
    permutations: int


def aggregated_covariance(mean: Latents, logvar: Latents | None = None) -> Square:
    """Covariance of the aggregated posterior, the mixture of all images' posteriors, float64.

    It is the covariance of the posterior means plus, on the diagonal, the mean posterior variance. Without `logvar` the posteriors
    are points. Raises `DataError` for fewer than two images.
    """
    if len(mean) < 2:
        raise DataError(f"the covariance of {len(mean)} images is not defined: give at least two")
    centred = mean.double() - mean.double().mean(0)
    covariance = centred.T @ centred / len(mean)
    return covariance if logvar is None else covariance + torch.diag(logvar.double().exp().mean(0))


def correlations(mean: Latents, logvar: Latents | None = None) -> Square:
    """Correlations of the aggregated posterior (`aggregated_covariance`), float64; 0 with a latent that never varies."""
    covariance = aggregated_covariance(mean, logvar)
    deviation = covariance.diagonal().sqrt()
    still = deviation == 0
    scale = torch.where(still, 1, deviation)
    found = (covariance / scale / scale[:, None]).clamp(-1, 1)
    return torch.where(torch.eye(len(found), dtype=torch.bool, device=found.device), 1, found)


def gaussian_mutual_information(left: Left, right: Right) -> float:
    """Mutual information in nats between two parts as if they were jointly Gaussian: what their linear dependence tells at least.

    −½ log (det Σ / (det Σ_left det Σ_right)) = −½ Σ log(1 − ρ²) over the canonical correlations ρ (Cover & Thomas 2006, example 8.5.1, for
    one pair). Directions in which a part never varies tell nothing. Of independent parts about pq / 2n is found by chance.

    Infinite when a direction of one part is a linear function of the other. Raises `UsageError` when the parts are not of the same
    images, `DataError` for fewer images than the latents need.
    """
    if len(left) != len(right):
        raise UsageError(f"{len(left)} and {len(right)} latents: give both parts of the same images")
    if len(left) < left.shape[1] + right.shape[1] + 2:
        raise DataError(f"{len(left)} images are too few for {left.shape[1]} and {right.shape[1]} latents: any would seem dependent")
    # Through orthonormal bases, not determinants: those of many small variances vanish, and those of still latents are 0.
    cosines = torch.linalg.svdvals(_basis(left).T @ _basis(right))
    if bool((cosines > 1 - 1e-12).any()):
        return math.inf
    return float(-0.5 * torch.log1p(-cosines.square()).sum())


def distance_correlation(
    left: Left, right: Right, subsample: int = 1000, permutations: int = 199, seed: int = 0, block: int = 256
) -> DistanceCorrelation:
    """Distance correlation between two parts of a latent, of any dependence, not the linear one alone.

    Székely, Rizzo & Bakirov 2007, in the unbiased form of Székely & Rizzo 2014. At most `subsample` images are used, a
    seeded choice; the p-value is that of a seeded permutation test. Distances are calculated `block` rows at a time and never
    held at once.

    Raises `UsageError` when the parts are not of the same images, `DataError` for fewer than four images.
    """
    if len(left) != len(right):
        raise UsageError(f"{len(left)} and {len(right)} latents: give both parts of the same images")
    generator = torch.Generator().manual_seed(seed)
    chosen = torch.randperm(len(left), generator=generator)[:subsample]
    n = len(chosen)
    if n < FEWEST:
        raise DataError(f"distance correlation of {n} images is not defined: give at least {FEWEST}")
    first, second = left.detach().cpu().double()[chosen], right.detach().cpu().double()[chosen]
    orders = [torch.arange(n), *(torch.randperm(n, generator=generator) for _ in range(permutations))]
    crossed = _covariances(first, second, orders, block)
    spread = math.sqrt(
        max(_covariances(first, first, orders[:1], block)[0], 0) * max(_covariances(second, second, orders[:1], block)[0], 0)
    )
    if spread == 0:
        return DistanceCorrelation(0.0, 1.0, n, permutations)
    tolerance = 1e-12 * spread  # pairings that are equal but for rounding
    beyond = sum(covariance >= crossed[0] - tolerance for covariance in crossed)
    return DistanceCorrelation(crossed[0] / spread, beyond / len(crossed), n, permutations)


def _basis(values: Latents) -> Basis:
    """Orthonormal directions over images that span the centred values."""
    centred = values.detach().double() - values.detach().double().mean(0)
    directions, sizes, _ = torch.linalg.svd(centred, full_matrices=False)
    rounding = max(centred.shape) * torch.finfo(torch.float64).eps * values.detach().double().norm()
    return directions[:, sizes > rounding]


def _distances(values: Latents, rows: slice) -> Distances:
    """Euclidean distances of some rows to all."""
    # Not by the product of the two: rounding would put a distance between a row and itself.
    return torch.cdist(values[rows], values, compute_mode="donot_use_mm_for_euclid_dist")


def _covariances(left: Left, right: Right, orders: list[Order], block: int) -> list[float]:
    """n (n − 3) times the unbiased squared distance covariance of `left` and `right[order]`, for each order.

    Σ a_ij b_ij − 2 / (n − 2) Σ a_i b_i + a b / ((n − 1) (n − 2)) with sums of rows a_i and of everything a (Huo & Székely 2016): the sums
    of rows are the same for all orders.
    """
    n, places = len(left), [slice(start, start + block) for start in range(0, len(left), block)]
    rows_left, rows_right = (torch.cat([_distances(values, rows).sum(1) for rows in places]) for values in (left, right))
    whole = float(rows_left.sum() * rows_right.sum()) / ((n - 1) * (n - 2))
    products = [0.0] * len(orders)
    for rows in places:
        distances = _distances(left, rows)
        for number, order in enumerate(orders):
            products[number] += float((distances * _distances(right[order], rows)).sum())
    edges = [2 / (n - 2) * float(rows_left @ rows_right[order]) for order in orders]
    return [product - edge + whole for product, edge in zip(products, edges, strict=True)]
