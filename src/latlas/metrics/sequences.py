"""Sequences: the views of an image set in the order in which one factor turns, and the intervals between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int, Integer

from latlas.errors import DataError, UsageError

SequenceRows = Int[np.ndarray, "sequence view"]
Windows = Int[np.ndarray, "interval offset"]
Columns = Int[np.ndarray, " image"]
ImageLabels = Integer[np.ndarray, " image"]
ImageFactors = Float[np.ndarray, "image factor"]

EVEN = 1e-3
"""How far a step may be from the mean step, as a share of it, and still count as even."""


@dataclass(frozen=True)
class Sequences:
    """Views in order, one sequence a row; a column holds the views of one value of the factor that turns.

    Every image of the set stands in one place. Raises `DataError` when it does not.
    """

    rows: SequenceRows
    """Rows of the images."""
    closed: bool = True
    """Whether the last view is followed by the first."""
    step: float = 1.0
    """Difference of the factor between neighbours, in its unit."""

    def __post_init__(self) -> None:
        if self.rows.size == 0 or not np.array_equal(np.sort(self.rows, axis=None), np.arange(self.rows.size)):
            raise DataError(
                f"sequences of {self.rows.shape[0]} × {self.rows.shape[1]} views must hold each of the images 0 to n − 1 once; "
                "measure on the images of the sequences alone, numbered anew"
            )

    @property
    def columns(self) -> Columns:
        """The column in which each image stands."""
        columns = np.empty(self.rows.size, np.int64)
        columns[self.rows] = np.arange(self.rows.shape[1])
        return columns

    def windows(self, first: int, last: int) -> Windows:
        """Rows of the views `first` to `last` steps from a start, for every start from which all of them exist.

        Sequence after sequence, starts in order. Every view of a closed sequence is a start. Raises `UsageError` when
        a sequence is too short.
        """
        views, width = self.rows.shape[1], last - first + 1
        if width > views:
            raise UsageError(f"{width} views are asked for, but a sequence has {views}: choose a shorter interval")
        starts = np.arange(views) if self.closed else np.arange(-first, views - last)
        columns = (starts[:, None] + np.arange(first, last + 1)) % views
        return self.rows[:, columns].reshape(-1, width)


def sequences_by_factor(
    factors: ImageFactors,
    factor_names: Sequence[str],
    along: str = "azimuth",
    labels: ImageLabels | None = None,
    period: float | None = 360.0,
) -> Sequences:
    """The sequences along one factor: images whose other factors, and labels if given, are equal, sorted by it.

    The sequences are closed when their steps fill the `period` of the factor (in its unit; None for a factor that does
    not come round). Views that are missing at the end of every sequence make open sequences and cannot be told.

    Raises `UsageError` for a factor that is not there and `DataError` for views that are missing, double or unevenly
    spaced.
    """
    if along not in factor_names:
        raise UsageError(f"no factor named '{along}'; the factors are: {', '.join(factor_names) or 'none'}")
    turning = factors[:, list(factor_names).index(along)].astype(np.float64)
    others = np.delete(factors.astype(np.float64), list(factor_names).index(along), axis=1)
    keys = others if labels is None else np.column_stack([labels, others])
    groups = np.unique(keys, axis=0, return_inverse=True)[1].ravel() if keys.shape[1] else np.zeros(len(turning), np.int64)
    counts = np.bincount(groups)
    fewest, most = (int(counts.min()), int(counts.max())) if len(counts) else (0, 0)
    if fewest != most or fewest < 2:
        raise DataError(
            f"the sequences along '{along}' have {fewest} to {most} views: "
            "each needs the same views, and at least 2; views are missing, or other factors and labels do not tell sequences apart"
        )
    rows = np.lexsort((turning, groups)).reshape(len(counts), -1)
    values = turning[rows]
    step = float(values[0, -1] - values[0, 0]) / (values.shape[1] - 1)
    expected = values[0, 0] + step * np.arange(values.shape[1])
    uneven = np.argwhere(np.abs(values - expected) > EVEN * step)
    if step <= 0 or len(uneven):
        image = rows[tuple(uneven[0])] if len(uneven) else rows[0, 0]
        raise DataError(
            f"'{along}' of image {image} is {turning[image]:g}, which is off the even steps of {step:g} from {values[0, 0]:g}: "
            "views are missing, double or unevenly spaced"
        )
    closed = period is not None and abs(values.shape[1] * step - period) <= EVEN * step
    return Sequences(rows, closed, step)
