"""Where on its way an interpolated image is, told by the real image that is nearest to it: α retrieval and the walk in factor space."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from latlas.errors import UsageError
from latlas.metrics.interpolation import IntervalScores, Numbers, mean_over_intervals
from latlas.metrics.intervals import Alphas
from latlas.metrics.metric import Score
from latlas.metrics.sequences import ImageFactors, Sequences


@dataclass(frozen=True)
class RetrievedAlpha:
    """α̂ of every in-between image of one length (figures 7 and 15 of the paper)."""

    alpha: Alphas
    retrieved: Numbers
    """α̂ of each interval at each α."""
    lower: Alphas
    """Lower quartile over intervals, for each α."""
    median: Alphas
    upper: Alphas
    """Upper quartile."""
    deviation: Score
    """Mean |α̂ − α|."""
    spread: float
    """Mean over α of the inter-quartile range."""


@dataclass(frozen=True)
class FactorWalk:
    """How the factors of the retrieved images walk from start to end (figure 8 of the paper); distances in the unit of the factors."""

    alpha: Alphas
    to_start: Alphas
    """Distance of the retrieved image's factors to those of the start, mean over intervals."""
    to_end: Alphas
    straight_to_start: Alphas
    """What a straight walk at constant speed has: α times the distance of the ends."""
    straight_to_end: Alphas
    deviation: Score
    """Mean absolute deviation of both distances of every retrieved image from the straight walk, as a share of the distance of the ends."""


def retrieve_alpha(scores: IntervalScores, sequences: Sequences, within: bool = False) -> RetrievedAlpha:
    """α̂ = steps from the start to the retrieved view, along the interval, over the interval's length.

    The retrieved view is the nearest image of the whole set, as in the paper. On a closed sequence of n views, steps are counted the way
    that ends nearer to the middle of the interval, at most n/2 from it, so that α̂ may lie outside [0, 1]. An image of another sequence
    counts by its column: on a set of several elevations, by its azimuth alone. With `within`, the nearest view of the interval
    itself, so that 0 ≤ α̂ ≤ 1.
    """
    columns, views = sequences.columns, sequences.rows.shape[1]
    steps = columns[scores.nearest_within if within else scores.nearest_all] - columns[scores.ends[:, :1]]
    if sequences.closed:
        steps %= views
        if not within:
            steps = np.where(2 * steps - scores.length > views, steps - views, steps)
    retrieved = steps / scores.length
    lower, median, upper = np.percentile(retrieved, [25, 50, 75], axis=0)
    where = "the interval" if within else "the whole set"
    deviation = mean_over_intervals(np.abs(retrieved - scores.alpha), None, f"|α̂ − α|, α̂ of the nearest image of {where}")
    return RetrievedAlpha(scores.alpha, retrieved, lower, median, upper, deviation, float((upper - lower).mean()))


def walk_factors(scores: IntervalScores, factors: ImageFactors, periods: tuple[float | None, ...]) -> FactorWalk:
    """Distances in factor space of the retrieved images, from the whole set, to start and end of their interval.

    Distance is Euclidean over all factors, each in its own unit; `periods` has one number for each factor, after which it
    comes round (360 for an azimuth in degrees), or None; an interval should span no more than half of it. The paper walks
    along both factors of pole: score the sequences along each.

    Raises `UsageError` when factors and periods do not fit, or start and end have the same factors.
    """
    if factors.shape[1] != len(periods):
        raise UsageError(
            f"{len(periods)} periods for {factors.shape[1]} factors: give one for each, None for a factor that does not come round"
        )
    start, end = (factors[scores.ends[:, side], None] for side in (0, 1))
    retrieved = factors[scores.nearest_all]
    whole = _distance(start, end, periods)
    if not np.all(whole > 0):
        raise UsageError("start and end of an interval have the same factors: a walk between them has no length")
    to_start, to_end = _distance(retrieved, start, periods), _distance(retrieved, end, periods)
    straight_to_start, straight_to_end = scores.alpha * whole, (1 - scores.alpha) * whole
    off = (np.abs(to_start - straight_to_start) + np.abs(to_end - straight_to_end)) / (2 * whole)
    deviation = mean_over_intervals(off, None, "deviation from a straight walk in factor space, share of the distance of the ends")
    return FactorWalk(scores.alpha, to_start.mean(0), to_end.mean(0), straight_to_start.mean(0), straight_to_end.mean(0), deviation)


def _distance(a: np.ndarray, b: np.ndarray, periods: tuple[float | None, ...]) -> Numbers:
    apart = np.abs(a.astype(np.float64) - b)
    for column, period in enumerate(periods):
        if period is not None:
            apart[..., column] %= period
            apart[..., column] = np.minimum(apart[..., column], period - apart[..., column])
    distance: np.ndarray = np.sqrt(np.square(apart).sum(-1))
    return distance
