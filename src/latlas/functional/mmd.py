"""Maximum mean discrepancy between two sets of images or features (Gretton, Borgwardt, Rasch, Schölkopf & Smola 2012)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from latlas.errors import UsageError
from latlas.functional.distances import Distances, FeatureRows, Rows, rows_about_their_mean, slices, squared_distances, without_rounding
from latlas.functional.randomness import mix_integers

Kernel = Float[Tensor, "row column"]
Memberships = Float[Tensor, "n relabelling"]
"""1 where a row counts to the first set, else 0; one column for each relabelling, the first as given."""
PerRelabelling = Float[Tensor, " relabelling"]
PerRow = Float[Tensor, " n"]

MEDIAN_ROWS = 1000
"""Rows of either set whose distances the median heuristic looks at."""
TIE = 1e-7
"""Relabellings this close to the given labels count as reaching them, as a share of the kernel's mean: its sums are of float32 products."""


@dataclass(frozen=True)
class MMD:
    """Squared maximum mean discrepancy, of a kernel that is at most 1."""

    unbiased: float
    """U-statistic of MMD²: on average right, so below 0 at times when the sets cannot be told apart."""
    biased: float
    """V-statistic of MMD²: never below 0, and above it on average even for two sets of one distribution."""
    standard_error: float
    """Of `unbiased`, to first order over rows of both sets. Where the sets can hardly be told apart it is somewhat too large."""
    p_value: float | None
    """Share of relabellings with an MMD² at least as large, the given one among them; None when none were asked for."""
    bandwidths: tuple[float, ...]
    """σ of each Gaussian."""
    n_1: int
    n_2: int


@torch.no_grad()
def mmd(
    features_1: FeatureRows,
    features_2: FeatureRows,
    bandwidths: Sequence[float] = (),
    *,
    paired: bool = False,
    permutations: int = 0,
    seed: int = 0,
) -> MMD:
    """MMD² between two sets of rows, its standard error, and on request the p-value of "both are of one distribution".

    The kernel is the mean over bandwidths σ of exp(−‖x − y‖² / 2σ²); without any, σ is `median_bandwidth`. Kernels are made a block at a
    time: memory grows with rows and permutations, not with pairs. A permutation relabels the rows; all of them share each block, so that
    200 cost little beside distances in many dimensions. In the features' float type, float32 at least; sums in float64; without gradients.

    Args:
        paired: row i of both sets is of the same image, as of a reconstruction and its original. Partners are then left out of the unbiased
            estimate, the standard error is one over pairs, and a permutation swaps partners.
        permutations: number of relabellings; the least p-value is 1 / (permutations + 1)

    Raises `UsageError` for fewer than two rows in a set, features that do not fit or are not finite, and bandwidths that are not positive.
    """
    n_1, n_2 = len(features_1), len(features_2)
    if min(n_1, n_2) < 2 or (paired and n_1 != n_2):
        wanted = "equally many rows in both" if paired else "at least 2 rows in each"
        raise UsageError(f"MMD needs two sets with {wanted}, not {n_1} and {n_2}")
    if not all(math.isfinite(sigma) and sigma > 0 for sigma in bandwidths):
        raise UsageError(f"bandwidths must be positive numbers, not {tuple(bandwidths)}")
    sigmas = tuple(bandwidths) or (median_bandwidth(features_1, features_2),)
    first, second = rows_about_their_mean(features_1, features_2)
    gaussians = _gaussians(torch.cat([first.squares, second.squares]), sigmas)
    sums = _kernel_sums(first, second, gaussians, _memberships(n_1, n_2, permutations, paired, seed).to(first.squares))
    partners = _partners(first, second, gaussians) if paired else sums.total.new_zeros(1)
    crossing = sums.to_all - sums.within
    rest = sums.total.sum() - sums.to_all - crossing
    pairs = n_1 * n_2 - len(partners) if paired else n_1 * n_2
    unbiased = sums.within / (n_1 * (n_1 - 1)) + rest / (n_2 * (n_2 - 1)) - 2 * (crossing - partners.sum()) / pairs
    itself = sum(one.itself for one in gaussians) / len(gaussians)
    biased = (sums.within[0] + itself * n_1) / n_1**2 + (rest[0] + itself * n_2) / n_2**2 - 2 * crossing[0] / (n_1 * n_2)
    mean = sums.total.sum().abs() / ((n_1 + n_2) * (n_1 + n_2 - 1))
    reached = int((unbiased[1:] >= unbiased[0] - TIE * mean).sum())
    return MMD(
        unbiased=float(unbiased[0]),
        biased=max(0.0, float(biased)),
        standard_error=_standard_error(sums, n_1, n_2, partners, paired),
        p_value=(1 + reached) / (1 + permutations) if permutations else None,
        bandwidths=sigmas,
        n_1=n_1,
        n_2=n_2,
    )


def median_bandwidth(features_1: FeatureRows, features_2: FeatureRows, rows: int = MEDIAN_ROWS, seed: int = 0) -> float:
    """The median heuristic: the median distance between any two of at most `rows` rows of either set, drawn by the seed.

    Raises `UsageError` when it is 0, and what `mmd` raises for features that do not fit or are not finite.
    """
    generator = torch.Generator().manual_seed(mix_integers(seed))
    drawn = []
    for features in (features_1, features_2):
        chosen = torch.randperm(len(features), generator=generator)[:rows]
        drawn.append(features[chosen.to(features.device)])
    (both,) = rows_about_their_mean(torch.cat(drawn))
    block = both.block(slice(0, len(both)))
    distances = squared_distances(block, both.squares, block, both.squares)
    once = torch.ones_like(distances, dtype=torch.bool).triu_(1)
    median = float(without_rounding(distances, both.squares, both.squares)[once].median().sqrt())
    if median == 0:
        raise UsageError("more than half of the rows are the same, so that the median distance is no bandwidth: give one")
    return median


@dataclass(frozen=True)
class _Gaussian:
    """A Gaussian of the kernel, or the Gaussian less 1: a constant leaves MMD² as it is, and near 1 float32 has few digits."""

    sigma: float
    wide: bool
    """Whether 1 is taken off, as is best for a σ at which most of the kernel is nearer to 1 than to 0."""

    @property
    def itself(self) -> float:
        """Of a row with itself."""
        return 0.0 if self.wide else 1.0


def _gaussians(squares: PerRow, sigmas: tuple[float, ...]) -> tuple[_Gaussian, ...]:
    """The kernel; `squares` are squared lengths of all rows about their mean, whose mean is half the mean squared distance of two rows."""
    half = float(squares.double().mean())
    return tuple(_Gaussian(sigma, half / sigma**2 < math.log(2)) for sigma in sigmas)


@dataclass(frozen=True)
class _Sums:
    """Sums of the kernel in float64, without those of rows with themselves."""

    within: PerRelabelling
    """Over all pairs of rows of the first set."""
    to_all: PerRelabelling
    """Over pairs of a row of the first set and any row."""
    total: PerRow
    """Of each row with all others."""
    to_first: PerRow
    """Of each row with the others of the first set, labelled as given."""


def _kernel_sums(first: Rows, second: Rows, gaussians: tuple[_Gaussian, ...], members: Memberships) -> _Sums:
    """One pass over the blocks on and above the diagonal of the kernel of all rows."""
    blocks = [(first, part, part) for part in slices(len(first))]
    blocks += [(second, part, slice(len(first) + part.start, len(first) + part.stop)) for part in slices(len(second))]
    within = members.new_zeros(members.shape[1], dtype=torch.float64)
    total, to_first = members.new_zeros(2, len(members), dtype=torch.float64)
    for number, (rows, part, here) in enumerate(blocks):
        block = rows.block(part)
        for others, other_part, there in blocks[number:]:
            kernel = _kernel(squared_distances(block, rows.squares[part], others.block(other_part), others.squares[other_part]), gaussians)
            if here == there:
                kernel.fill_diagonal_(0)
            else:
                total[there] += kernel.sum(0, dtype=torch.float64)
                to_first[there] += members[here, 0] @ kernel
            to_members = kernel @ members[there]
            total[here] += kernel.sum(1, dtype=torch.float64)
            to_first[here] += to_members[:, 0]
            within += (1 if here == there else 2) * (members[here] * to_members).sum(0, dtype=torch.float64)
    to_all = torch.stack([total[here] @ members[here].double() for _, _, here in blocks]).sum(0)
    return _Sums(within, to_all, total, to_first)


def _kernel(distances: Distances, gaussians: tuple[_Gaussian, ...]) -> Kernel:
    """The kernel of squared distances, which are overwritten."""
    if len(gaussians) == 1:
        exponent = distances.mul_(-0.5 / gaussians[0].sigma ** 2)
        return exponent.expm1_() if gaussians[0].wide else exponent.exp_()
    exponents = [distances * (-0.5 / one.sigma**2) for one in gaussians]
    return torch.stack([power.expm1_() if one.wide else power.exp_() for power, one in zip(exponents, gaussians, strict=True)]).mean(0)


def _partners(first: Rows, second: Rows, gaussians: tuple[_Gaussian, ...]) -> PerRow:
    """The kernel of each row with its partner, in float64."""
    rows = [(first.block(part) - second.block(part)).square().sum(1, dtype=torch.float64) for part in slices(len(first))]
    return _kernel(torch.cat(rows)[:, None], gaussians)[:, 0]


def _memberships(n_1: int, n_2: int, permutations: int, paired: bool, seed: int) -> Memberships:
    """Who counts to the first set: as given, then relabelled."""
    generator = torch.Generator().manual_seed(mix_integers(seed))
    given = torch.cat([torch.ones(n_1), torch.zeros(n_2)])
    members = given[:, None].repeat(1, 1 + permutations)
    for column in range(1, 1 + permutations):
        if paired:
            stays = torch.randint(2, (n_1,), generator=generator)
            members[:, column] = torch.cat([stays, 1 - stays])
        else:
            members[:, column] = given[torch.randperm(n_1 + n_2, generator=generator)]
    return members


def _standard_error(sums: _Sums, n_1: int, n_2: int, partners: PerRow, paired: bool) -> float:
    """Root of the first-order variance of the U-statistic: 4 var h, h a row's mean kernel with its own set less that with the other.

    Of pairs, h is that of both partners (Hoeffding 1948; Gretton et al. 2012 have it for MMD).
    """
    to_second = sums.total - sums.to_first
    h_1 = sums.to_first[:n_1] / (n_1 - 1)
    h_2 = to_second[n_1:] / (n_2 - 1)
    if paired:
        h = h_1 + h_2 - (to_second[:n_1] + sums.to_first[n_1:] - 2 * partners) / (n_1 - 1)
        return float((4 * h.var() / n_1).sqrt())
    variances = (h_1 - to_second[:n_1] / n_2).var() / n_1 + (h_2 - sums.to_first[n_1:] / n_1).var() / n_2
    return float((4 * variances).sqrt())
