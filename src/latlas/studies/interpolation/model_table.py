"""What a result says of one model, for the page of that model: its errors beside those of the baselines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from latlas.studies.interpolation.claims import LEAST_INTERVAL, common_places
from latlas.studies.interpolation.lines import PAPER
from latlas.studies.interpolation.settings import DISSOLVE
from latlas.studies.interpolation.style import data_title
from latlas.studies.interpolation.summary import at, models_of, spread, values
from latlas.studies.interpolation.tables import Column, table
from latlas.studies.study import Row

LENGTHS = (20, 40, 60, 80)
"""Intervals in degrees that have a column of their own."""


def model_table(result: Mapping[str, Any], model: str) -> str:
    """In-between errors and retrieved α of a model, the plain autoencoder and the cross-dissolve; empty when the model is not in it."""
    rows: list[Row] = result["rows"]
    models = models_of(rows, dict.fromkeys((model, "ae", DISSOLVE)))
    if model not in models:
        return ""
    places = common_places(rows, models)
    every = [row for row in rows if row["metric"] == "between" and row["views"] == "all"]
    found = {length: values(every, "between", models, _with("interval", length)) for length in LENGTHS}
    mean = values(every, "between", models, lambda row: row["interval"] >= LEAST_INTERVAL)
    alpha = values(rows, "alpha_deviation", models, lambda row: row["gallery"] == "set")
    text = table(
        [
            *(Column(f"{length}°", at(each, places), 1e4) for length, each in found.items()),
            Column(f"mean ≥ {LEAST_INTERVAL}°", at(mean, places), 1e4),
            Column("mean deviation of α̂", at(alpha, places), 1.0, 3),
        ]
    )
    setting = result["conditions"]["setting"]
    seeds = len({seed for _, seed in places})
    data = ", ".join(data_title(one) for one in sorted({one for one, _ in places}))
    note = (
        "In-between error ×10⁻⁴ (values of pixels are in [0, 1]) by the length of the interval, and how far the retrieved α̂ is from α: "
        f"{'one seed,' if seeds == 1 else f'mean ± standard deviation over {seeds} seeds of'} the mean over {data}; "
        f"{setting['size']}×{setting['size']}, {setting['steps']} steps, the options that the search chose."
    )
    return f"{text}\n\n{note}{_lines(rows, model)}"


def _lines(rows: list[Row], model: str) -> str:
    """The line benchmark, for the models that its paper has."""
    found = {
        (metric, convention): spread(own[model]).mean
        for metric in ("line_distance", "line_smoothness")
        for convention in ("paper", "corrected")
        if (own := values(rows, metric, (model,), _with("convention", convention)))
    }
    if len(found) < 4:
        return ""
    paper = PAPER[model]
    return (
        f" On `lines`: mean distance {found['line_distance', 'paper'] * 1e3:.2f}·10⁻³ "
        f"(corrected {found['line_distance', 'corrected'] * 1e3:.2f}; Berthelot et al. {paper['line_distance'] * 1e3:.2f}), "
        f"smoothness {found['line_smoothness', 'paper']:.2f} (corrected {found['line_smoothness', 'corrected']:.2f}; "
        f"{paper['line_smoothness']:.2f})."
    )


def _with(coordinate: str, value: object) -> Callable[[Row], bool]:
    return lambda row: bool(row[coordinate] == value)
