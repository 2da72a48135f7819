"""Markdown tables of values: methods in rows, mean ± standard deviation over seeds, the best mean of a column in bold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from latlas.studies.interpolation.style import LOOKS, ORDER, data_title
from latlas.studies.interpolation.summary import Values, at, image_sets, on, spread
from latlas.studies.study import Row


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    title: str
    values: Values
    unit: float = 1.0
    """What values are multiplied by."""
    digits: int = 1
    higher_is_better: bool | None = False
    """None for a column without a best."""


def table(columns: Sequence[Column]) -> str:
    """The table, methods in their order; empty without values, and columns without values are left out."""
    columns = [column for column in columns if column.values]
    models = [model for model in ORDER if any(model in column.values for column in columns)]
    if not models:
        return ""
    lines = ["| | " + " | ".join(column.title for column in columns) + " |", "|---" * (len(columns) + 1) + "|"]
    bests = [best_of(column) for column in columns]
    for model in models:
        cells = [cell(column, model, model == best) for column, best in zip(columns, bests, strict=True)]
        lines.append(f"| {LOOKS[model].name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def best_of(column: Column) -> str | None:
    """The method with the best mean, if the column has a best and more than one method with a finite mean."""
    means = {model: mean for model, places in column.values.items() if math.isfinite(mean := spread(places).mean)}
    if column.higher_is_better is None or len(means) < 2:
        return None
    return (max if column.higher_is_better else min)(means, key=means.__getitem__)


def cell(column: Column, model: str, best: bool) -> str:
    """Mean ± standard deviation."""
    if model not in column.values:
        return "–"
    found = spread(column.values[model])
    mean = f"{column.unit * found.mean:.{column.digits}f}"
    mean = f"**{mean}**" if best else mean
    return mean if found.deviation is None else f"{mean} ± {column.unit * found.deviation:.{column.digits}f}"


def by_image_set(
    rows: Sequence[Row], values: Values, places: Sequence[tuple[str, int]], unit: float = 1.0, digits: int = 1, higher: bool | None = False
) -> str:
    """A column for each image set, and one for all of them over the places that all the methods have."""
    data = image_sets(rows)
    columns = [Column(data_title(one), on(values, one), unit, digits, higher) for one in data]
    if len(data) > 1:
        columns.append(Column("all", at(values, places), unit, digits, higher))
    return table(columns)
