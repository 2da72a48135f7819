"""Markdown tables of rows: models in lines, mean ± standard deviation over seeds in cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from latlas.studies.pose.settings import FAMILIES, PRIOR_FAMILIES, PRIORS, ROTATED, TABLE_LATENTS, prior_model
from latlas.studies.pose.style import data_title
from latlas.studies.study import Row

TABLE_MODELS = tuple(f"{family}-{latents}" for latents in TABLE_LATENTS for family in FAMILIES)
"""The trained rows of table 1, with the paper's recipe."""
OUR_MODELS = tuple(f"{model}-ours" for model in TABLE_MODELS)
PRIOR_MODELS = tuple(prior_model(family, prior) for family in PRIOR_FAMILIES for prior in PRIORS)
MODELS = tuple(dict.fromkeys((*TABLE_MODELS, *OUR_MODELS, *PRIOR_MODELS)))
"""The models of all tables but that of figure 5, in their order."""


def image_sets(rows: Sequence[Row]) -> list[str]:
    """The image sets of upright digits, in order."""
    return sorted({row["data"] for row in rows} - {ROTATED})


def for_each_set(rows: Sequence[Row], section: Callable[[Sequence[Row]], str]) -> str:
    """A section for the rows of each set of upright digits, under its name where there are several."""
    texts = {data: section([row for row in rows if row["data"] == data]) for data in image_sets(rows)}
    texts = {data: text for data, text in texts.items() if text}
    return "\n\n".join(texts.values() if len(texts) < 2 else (f"### {data_title(data)}\n\n{text}" for data, text in texts.items()))


def found(rows: Sequence[Row], model: str, metric: str, field: str = "value", **place: object) -> list[float]:
    """What a model's rows of a metric have in a field, one per seed in their order. The rows are of one image set."""
    by_seed = {
        row["seed"]: float(row[field])
        for row in rows
        if row["model"] == model and row["metric"] == metric and field in row and all(row.get(key) == value for key, value in place.items())
    }
    return [by_seed[seed] for seed in sorted(by_seed)]
