"""Interpolation error: decoded in-between images against the true views, for all starts and lengths in one pass.

Intervals are those of `latlas.metrics.intervals`. The paper (Oring et al. 2021, section 4.3) calls 16 views that are 5° apart an interval
of 80°; it is one of 15 steps. Errors are means over channels and pixels of values in [0, 1].
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, Float

from latlas.errors import LatlasError, UsageError
from latlas.metrics.intervals import (
    Alphas,
    Decode,
    Encode,
    Ends,
    Interpolated,
    Offsets,
    Rows,
    encode_views,
    image_shape,
    interpolate_intervals,
    interpolate_offsets,
)
from latlas.metrics.metric import Score
from latlas.metrics.nearest import gallery_of, mean_squares
from latlas.metrics.sequences import Sequences
from latlas.types import Images

Numbers = Float[np.ndarray, "interval step"]
Chosen = Bool[np.ndarray, "interval step"]
Mask = Bool[np.ndarray, " image"]


@dataclass(frozen=True)
class IntervalScores:
    """What was found at every α of every interval of one length; intervals sequence after sequence, starts in order."""

    length: int
    """Steps from the start to the end of an interval."""
    alpha: Alphas
    ends: Ends
    """Rows of the images at start and end."""
    truth: Rows
    """Rows of the true views."""
    error: Numbers
    """Mean squared error to the true view, over channels and pixels."""
    nearest_all: Rows
    """Row of the nearest image of the whole set, by squared distance."""
    nearest_within: Rows
    """Row of the nearest view of the interval itself, its ends included."""
    nearest_distance: Numbers
    """Mean squared difference to the nearest image of the whole set; rounding is near 1e-7 of the images' variance."""


@dataclass(frozen=True)
class ErrorByAlpha:
    """Error at each α over the intervals of one length."""

    alpha: Alphas
    mean: Alphas
    """NaN where no interval counts."""
    standard_deviation: Alphas
    """Over intervals, with n − 1; NaN where fewer than two count."""
    n: Offsets
    """Intervals that count."""


def score_intervals(
    encode: Encode, decode: Decode, images: Images, sequences: Sequences, lengths: Iterable[int], batch_size: int = 256
) -> dict[int, IntervalScores]:
    """Error and nearest images of all in-between views, for each length in steps; see `interpolate_intervals`.

    Raises `LatlasError` when the decoder gives values that are not finite.
    """
    lengths = list(dict.fromkeys(lengths))
    return _score(images, interpolate_intervals(encode, decode, images, sequences, lengths, batch_size))


def score_extrapolation(
    encode: Encode, decode: Decode, images: Images, sequences: Sequences, length: int, beyond: int = 4, batch_size: int = 256
) -> IntervalScores:
    """The same 1 to `beyond` steps outside the interval, on both sides.

    Images at α < 0 are held against the views before the interval's start, those at α > 1 against the views after its end.
    On open sequences, only intervals with all these views count.
    """
    if length < 1 or beyond < 1:
        raise UsageError(f"{beyond} steps beyond an interval of {length}: both must be at least 1")
    latents = encode_views(encode, images, sequences, batch_size)
    offsets = np.concatenate([np.arange(-beyond, 0), np.arange(length + 1, length + beyond + 1)])
    return _score(images, interpolate_offsets(decode, latents, sequences, length, offsets, image_shape(images), batch_size))[length]


def error_by_alpha(scores: IntervalScores, held_out: Mask | None = None) -> ErrorByAlpha:
    """Mean and standard deviation of the error at each α (figures 6 and 14 of the paper).

    With `held_out`, a mask of the images, only in-between views in it count.
    """
    counts = np.ones(scores.truth.shape, bool) if held_out is None else held_out[scores.truth]
    n = counts.sum(0)
    mean = _divided((scores.error * counts).sum(0), n)
    squares = ((scores.error - np.nan_to_num(mean)) ** 2 * counts).sum(0)
    return ErrorByAlpha(scores.alpha, mean, np.sqrt(_divided(squares, n - 1)), n)


def mean_error(scores: IntervalScores, held_out: Mask | None = None) -> Score:
    """Mean error of all in-between views of one length; with `held_out`, of those in the mask. Raises `UsageError` when there are none."""
    which = "all in-between views" if held_out is None else "in-between views of the mask"
    counts = np.ones(scores.truth.shape, bool) if held_out is None else held_out[scores.truth]
    return mean_over_intervals(scores.error, counts, f"mean squared error to the true view of values in [0, 1], {which}")


def mean_over_intervals(values: Numbers, counts: Chosen | None, protocol: str) -> Score:
    """Mean of the values that count, and its standard error with whole intervals as units; `n` is the number of intervals that count.

    Intervals of neighbouring starts overlap, so that the error over other objects or seeds is larger.
    """
    weights = (np.ones(values.shape) if counts is None else counts.astype(np.float64)).sum(1)
    totals = (values.astype(np.float64) if counts is None else values.astype(np.float64) * counts).sum(1)
    used = weights > 0
    n = int(used.sum())
    if n == 0:
        raise UsageError("no in-between view of these intervals is in the mask: choose another mask or longer intervals")
    mean = float(totals.sum() / weights.sum())
    spread = float(np.square(totals[used] - mean * weights[used]).sum())
    error = float(np.sqrt(spread * n / (n - 1)) / weights.sum()) if n > 1 else None
    return Score(mean, error, n, f"{protocol}; mean over {n} intervals, standard error over intervals, which overlap")


def _divided(totals: np.ndarray, n: np.ndarray) -> np.ndarray:
    return np.divide(totals, n, out=np.full(totals.shape, np.nan), where=n > 0)


@torch.no_grad()
def _score(images: Images, parts: Iterable[Interpolated]) -> dict[int, IntervalScores]:
    gallery = gallery_of(images)
    found: dict[int, list[tuple[Interpolated, list[np.ndarray]]]] = {}
    for part in parts:
        shape = part.truth.shape
        made = part.images.flatten(0, 1).flatten(1).to(gallery.images)
        truth, views = (torch.from_numpy(rows).to(made.device) for rows in (part.truth, part.views))
        error = mean_squares(gallery.images[truth.flatten()].sub_(made))
        if not bool(torch.isfinite(error).all()):
            raise LatlasError("the decoder gives images that are not finite: the model is damaged or its training diverged")
        distances = gallery.distances(made).unflatten(0, shape)
        nearest = distances.min(2)
        choice = views[:, None].expand(*shape, -1)
        within = choice.gather(2, distances.gather(2, choice).argmin(2, keepdim=True))[..., 0]
        columns = (error.unflatten(0, shape), nearest.indices, within, nearest.values)
        found.setdefault(part.length, []).append((part, [column.cpu().numpy() for column in columns]))
    return {length: _joined(chunks) for length, chunks in found.items()}


def _joined(chunks: list[tuple[Interpolated, list[np.ndarray]]]) -> IntervalScores:
    error, nearest, within, distance = (np.concatenate(column) for column in zip(*(columns for _, columns in chunks), strict=True))
    ends, truth = (np.concatenate([getattr(part, name) for part, _ in chunks]) for name in ("ends", "truth"))
    first = chunks[0][0]
    return IntervalScores(first.length, first.alpha, ends, truth, error, nearest, within, distance)
