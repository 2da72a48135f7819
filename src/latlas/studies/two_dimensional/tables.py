"""Markdown tables of rows: the twelve rows of table I in lines, metrics in columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from statistics import fmean, stdev

from latlas.studies.markdown import MISSING, shown, table
from latlas.studies.study import Row
from latlas.studies.two_dimensional.claims import values
from latlas.studies.two_dimensional.settings import PUBLISHED
from latlas.studies.two_dimensional.style import title


@dataclass(frozen=True)
class Column:
    """A metric of table I."""

    metric: str
    name: str
    published: str
    """What the paper calls it."""
    digits: int | None
    """None for a scale that depends on the extractor: four digits of the largest value."""
    of_paper: int
    """Digits of the paper's own numbers."""


TABLE: Sequence[Column] = (
    Column("ssim", "SSIM", "SSIM", 4, 4),
    Column("frechet", "Fréchet", "FID", None, 1),
    Column("mmd", "MMD²", "MMD", 5, 4),
)
OTHERS: Mapping[str, tuple[str, int | None, float]] = {
    "mse": ("MSE ×10⁻³", 2, 1e3),
    "psnr": ("PSNR, dB", 2, 1.0),
    "kl": ("KL, nats", 2, 1.0),
    "precision": ("precision", 3, 1.0),
    "recall": ("recall", 3, 1.0),
    "knn_accuracy": ("10-NN accuracy of codes, %", 1, 1.0),
    "frechet_samples": ("Fréchet of samples", None, 1.0),
}
"""Metrics beside those of table I: name, digits and unit."""


def table_one(rows: Sequence[Row]) -> str:
    """Table I: each value with its standard error over test images, its spread over seeds, and the paper's."""
    measured = [one for one in TABLE if any(values(rows, model, one.metric) for model in PUBLISHED)]
    columns = [name for one in measured for name in (f"{one.name} ± se", "over seeds", f"paper's {one.published}")]
    scored = [model for model in PUBLISHED if any(values(rows, model, one.metric) for one in measured)]
    return table(columns, {title(model): [cell for one in measured for cell in _cells(rows, model, one)] for model in scored})


def others(rows: Sequence[Row]) -> str:
    """The other metrics: mean ± standard deviation over seeds."""
    columns = [name for name, _, _ in OTHERS.values()]
    lines = {
        title(model): [
            shown(values(rows, model, metric), digits_of(rows, metric, digits), unit) for metric, (_, digits, unit) in OTHERS.items()
        ]
        for model in PUBLISHED
    }
    return table(columns, lines)


def same_order(rows: Sequence[Row]) -> dict[str, float]:
    """Spearman's rank correlation of each column of table I with the paper's, over its twelve rows; without incomplete columns."""
    from scipy.stats import spearmanr

    found = {}
    for column in TABLE:
        ours = [values(rows, model, column.metric) for model in PUBLISHED]
        if all(ours):
            paper = [getattr(one, column.metric) for one in PUBLISHED.values()]
            found[column.name] = float(spearmanr([fmean(own) for own in ours], paper).statistic)
    return found


def digits_of(rows: Sequence[Row], metric: str, fixed: int | None) -> int:
    """Digits after the point: the fixed ones, or as many as give four of the metric's largest value."""
    if fixed is not None:
        return fixed
    largest = max((abs(row["value"]) for row in rows if row["metric"] == metric), default=0.0)
    return min(max(3 - floor(log10(largest)), 0), 6) if largest else 2


def _cells(rows: Sequence[Row], model: str, column: Column) -> tuple[str, str, str]:
    """Value and standard error, spread over seeds, and the paper's value."""
    own, errors = values(rows, model, column.metric), values(rows, model, column.metric, "se")
    digits = digits_of(rows, column.metric, column.digits)
    error = f" ± {fmean(errors):.{digits}f}" if errors else ""
    return (
        f"{fmean(own):.{digits}f}{error}" if own else MISSING,
        f"{stdev(own):.{digits}f}" if len(own) > 1 else MISSING,
        f"{getattr(PUBLISHED[model], column.metric):.{column.of_paper}f}",
    )
