"""How well angles are recovered: circular errors, up to symmetry and up to a model's own zero.

Angles are in radians. A period below 2π is a symmetry: with a period of π, an angle and its opposite are the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import torch
from jaxtyping import Float
from torch import Tensor

from latlas.errors import DataError, UsageError
from latlas.types import Images, Labels, PerSample

TURN = 2 * math.pi
Criterion = Literal["median", "mean"]
Candidates = Float[Tensor, " candidate"]


@dataclass(frozen=True)
class Alignment:
    """A model's own zero and direction of turning: `known ≈ sign · estimated + offset`."""

    offset: float
    """Radians, in [0, period]."""
    sign: int
    """-1 where the model turns the other way round."""
    period: float
    error: float
    """What was minimised, in radians: the median or the mean of the circular errors."""

    def apply(self, estimated: PerSample) -> PerSample:
        """The angles in the terms of the known ones, in [0, period]."""
        return (self.sign * estimated.double() + self.offset).remainder(self.period)


@dataclass(frozen=True)
class Spread:
    """Where a set of errors lies."""

    median: float
    mean: float
    lower_quartile: float
    upper_quartile: float


@dataclass(frozen=True)
class PoseError:
    """Circular errors of estimated angles after alignment."""

    radians: Spread
    degrees: Spread
    per_image: PerSample
    """In radians, float64, in the order of the images."""
    alignments: dict[int | None, Alignment]
    """Of each group of labels, or of None where all images are one group."""
    n: int
    """Number of images."""
    protocol: str
    """How it was measured, in a sentence."""


def circular_error(estimated: PerSample, known: PerSample, period: float = TURN) -> PerSample:
    """Length of the shorter way from one angle to the other, float64, in [0, period / 2].

    Raises `UsageError` for a period that is not positive.
    """
    _check_period(period)
    apart = (estimated.double() - known.double()).remainder(period)
    return torch.minimum(apart, period - apart)


def align(estimated: PerSample, known: PerSample, period: float = TURN, criterion: Criterion = "median") -> Alignment:
    """The offset and the sign that make the median or the mean circular error least: exact, by looking at all candidates.

    Of an even number of errors the median is the upper one. Where offsets tie, the first found is taken, and sign +1 before -1.

    Raises `DataError` without angles, for angles that are not finite, and when the two sets differ in number; `UsageError` for a
    period that is not positive.
    """
    _check_period(period)
    if len(estimated) == 0 or len(estimated) != len(known):
        raise DataError(f"{len(estimated)} estimated and {len(known)} known angles: give one of each for every image, and at least one")
    if not bool(torch.isfinite(estimated).all() and torch.isfinite(known).all()):
        raise DataError("some angles are not finite: leave those images out, or say how their pose is to be read")
    estimated, known = estimated.detach().double().cpu(), known.detach().double().cpu()
    best = _least_median if criterion == "median" else _least_mean
    found = []
    for sign in (1, -1):
        offset, error = best((known - sign * estimated).remainder(period), period)
        found.append(Alignment(offset % period, sign, period, error))
    # A mirror must gain more than rounding.
    return found[0] if found[0].error <= found[1].error + 1e-9 * period else found[1]


def pose_error(
    estimated: PerSample, known: PerSample, period: float = TURN, groups: Labels | None = None, criterion: Criterion = "median"
) -> PoseError:
    """Circular errors of estimated angles once offset and sign are aligned on these same images.

    With `groups`, such as class labels, each group is aligned for itself: a model may hold each class upright in its own way. The
    more groups, the more the alignment flatters: a group of one image has no error.

    Raises `DataError` and `UsageError` as `align` and `circular_error`.
    """
    if groups is not None and len(groups) != len(estimated):
        raise DataError(f"{len(estimated)} angles but {len(groups)} labels: give one for every image")
    estimated, known = estimated.detach().cpu(), known.detach().cpu()
    errors, alignments = torch.zeros(len(estimated), dtype=torch.float64), {}
    members: dict[int | None, Tensor] = {None: torch.arange(len(estimated))}
    if groups is not None and len(groups):
        members = {int(label): torch.nonzero(groups.cpu() == label)[:, 0] for label in groups.cpu().unique()}
    for label, rows in members.items():
        alignment = align(estimated[rows], known[rows], period, criterion)
        errors[rows] = circular_error(alignment.apply(estimated[rows]), known[rows], period)
        alignments[label] = alignment
    aligned = "all images as one group" if groups is None else f"each of {len(alignments)} groups of labels for itself"
    protocol = f"circular errors, period {math.degrees(period):g}°; offset and mirror aligned to the least {criterion} error, {aligned}"
    return PoseError(_spread(errors), _spread(errors.rad2deg()), errors, alignments, len(errors), protocol)


def principal_axis_angle(images: Images) -> PerSample:
    """Angle of the long axis of each image's brightness, in (-π/2, π/2], float64; its period is π.

    ½ atan2(2 μ₁₁, μ₂₀ − μ₀₂) of the second central moments, summed over channels (Hu 1962). From the x axis, which points right, towards
    the y axis, which points down. An image without a long axis, such as a blank one, has the angle 0. Brightness is at least 0.
    """
    mass = images.double().sum(1)
    height, width = mass.shape[1:]
    y, x = torch.arange(height, dtype=torch.float64, device=mass.device), torch.arange(width, dtype=torch.float64, device=mass.device)
    total = mass.sum((1, 2)).clamp(min=torch.finfo(torch.float64).tiny)
    along_x, along_y = x - ((mass.sum(1) @ x) / total)[:, None], y - ((mass.sum(2) @ y) / total)[:, None]
    horizontal, vertical = (mass.sum(1) * along_x.square()).sum(1), (mass.sum(2) * along_y.square()).sum(1)
    mixed = (along_y * (mass @ along_x[:, :, None])[:, :, 0]).sum(1)
    return 0.5 * torch.atan2(2 * mixed, horizontal - vertical)


def _check_period(period: float) -> None:
    if not 0 < period < math.inf:
        raise UsageError(f"a period of {period}: it must be above 0, such as π or 2π")


def _least_mean(differences: PerSample, period: float) -> tuple[float, float]:
    """The offset of least mean circular distance to the differences, and that mean.

    The mean is a broken line in the offset, convex only at the differences: one of them is the best. Each is tried in its own
    window of one period, by running sums of the sorted differences laid out three times.
    """
    ordered = differences.sort().values
    n = len(ordered)
    unrolled = torch.cat([ordered - period, ordered, ordered + period])
    sums = torch.cat([torch.zeros(1, dtype=torch.float64), unrolled.cumsum(0)])
    middle = torch.arange(n, 2 * n)
    first = torch.searchsorted(unrolled, ordered - period / 2)
    above = sums[first + n] - sums[middle] - (first + n - middle) * ordered
    below = (middle - first) * ordered - (sums[middle] - sums[first])
    means = (above + below) / n
    best = int(means.argmin())
    return float(ordered[best]), float(means[best].clamp(min=0))


def _least_median(differences: PerSample, period: float) -> tuple[float, float]:
    """The offset of least median circular distance to the differences, and that median.

    It is the middle of the shortest arc that holds the nearer half of them (least median of squares, Rousseeuw 1984).
    """
    ordered = differences.sort().values
    half = len(ordered) // 2
    arcs = torch.cat([ordered, ordered + period])[half : half + len(ordered)] - ordered
    best = int(arcs.argmin())
    return float(ordered[best] + arcs[best] / 2), float(arcs[best] / 2)


def _spread(errors: PerSample) -> Spread:
    lower, median, upper = torch.quantile(errors, torch.tensor([0.25, 0.5, 0.75], dtype=errors.dtype)).tolist()
    return Spread(median, float(errors.mean()), lower, upper)
