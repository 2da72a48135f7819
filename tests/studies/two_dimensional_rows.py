"""Made-up rows of the study of two dimensions: by default as the paper's table I has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from latlas.studies.study import Request, result_of
from latlas.studies.two_dimensional.settings import BASE, PUBLISHED, STAGEWISE
from latlas.studies.two_dimensional.study import STUDY

Row = dict[str, Any]
ORIGIN = {"versions": {"torch": "2.0"}, "machine": {"system": "Linux", "cores": 2}}
EXTRACTOR = {"name": "classifier", "layers": ["pooled"], "digest": "abc"}
ERRORS = {"ssim": 0.0005, "frechet": 0.4, "mmd": 0.0001}


def metric_rows(metric: str, values: Mapping[str, float], seeds: Iterable[int] = range(3), step: float = 0.0, **fields: Any) -> list[Row]:
    """A value of each model for each seed; a seed adds `step` times itself less 1, so that the mean of three is the value."""
    return [
        {"data": "mnist", "model": model, "seed": seed, "metric": metric, "value": value + step * (seed - 1), **fields}
        for model, value in values.items()
        for seed in seeds
    ]


def table_rows(changed: Mapping[str, Mapping[str, float]] | None = None, seeds: int = 3, step: float = 0.0) -> list[Row]:
    """Table I as published, but for some values by metric and model."""
    found = []
    for metric, error in ERRORS.items():
        own = {model: asdict(row)[metric] for model, row in PUBLISHED.items()} | dict((changed or {}).get(metric, {}))
        found += metric_rows(metric, own, range(seeds), step, se=error)
    return found


def full_rows(seeds: int = 3) -> list[Row]:
    """Rows of every kind that the page reads, of every model."""
    rows = table_rows(seeds=seeds)
    for metric, value in {"mse": 0.0123, "psnr": 19.0, "precision": 0.5, "recall": 0.25, "knn_accuracy": 80.0}.items():
        rows += metric_rows(metric, dict.fromkeys(PUBLISHED, value), range(seeds))
    for metric, value in {"kl": 7.0, "frechet_samples": 300.0, "seconds": 60.0}.items():
        rows += metric_rows(metric, dict.fromkeys((BASE, *STAGEWISE), value), range(seeds))
    return [*rows, *metric_rows("extractor_accuracy", {BASE: 98.9}, range(seeds), se=0.2, digest="abc")]


def result(rows: list[Row], scale: str = "desk", extractor: Mapping[str, Any] = EXTRACTOR) -> dict[str, Any]:
    """The result that rows come to, as it is read from its file."""
    conditions = {**STUDY.conditions(Request(scale, 3)), "extractor": extractor}  # type: ignore[arg-type]  # a scale by name
    found = result_of(STUDY, scale, conditions, rows, [ORIGIN])  # type: ignore[arg-type]  # a scale by name
    return json.loads(json.dumps(found))
