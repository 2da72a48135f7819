"""Made-up rows of the study of pose: what a model scored is what a test says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from latlas.studies.pose.settings import NO_TRAINING, PUBLISHED, ROTATED, many_seeds, rotated_variants, variants
from latlas.studies.pose.study import STUDY
from latlas.studies.pose.tasks import AXIS
from latlas.studies.study import Request, result_of

Row = dict[str, Any]
ORIGIN = {"versions": {"torch": "2.0"}, "machine": {"system": "Linux", "cores": 2}}
TURNS = ("whole turn, one zero", "whole turn, a zero for each class", "half turn, one zero", "half turn, a zero for each class")


def metric_rows(metric: str, values: Mapping[str, float], seeds: Iterable[int] = range(3), step: float = 0.0, **place: object) -> list[Row]:
    """A value of each model for each seed; a seed adds `step` times itself less 1, so that the mean of three is the value."""
    return [
        {"data": "mnist", "model": model, "seed": seed, "metric": metric, "value": value + step * (seed - 1), **place}
        for model, value in values.items()
        for seed in seeds
    ]


def full_rows(seeds: int = 3) -> list[Row]:
    """Rows of every kind that the page and the figures read, of every model."""
    rows: list[Row] = []
    for model in (*NO_TRAINING, *variants()):
        own = range(seeds) if model not in NO_TRAINING and many_seeds(model) else range(1)
        rows += [{"data": "mnist", "model": model, "seed": seed, **row} for seed in own for row in _rows_of(model, seed)]
    for model in (AXIS, *rotated_variants()):
        rows += [{"data": ROTATED, "model": model, "seed": seed, **row} for seed in range(seeds) for row in _rotated_rows(model, seed)]
    return rows


def result(rows: list[Row], scale: str = "paper") -> dict[str, Any]:
    """The result that rows come to, as it is read from its file."""
    conditions = json.loads(json.dumps(STUDY.conditions(Request(scale, 3))))  # type: ignore[arg-type]  # a scale by name
    return json.loads(json.dumps(result_of(STUDY, scale, conditions, rows, [ORIGIN])))  # type: ignore[arg-type]  # a scale by name


def _rows_of(model: str, seed: int) -> list[Row]:
    accuracy = PUBLISHED.get(model.removesuffix("-ours"), 90.0) + 0.1 * seed
    rows = _probe_rows("z", accuracy)
    if model in NO_TRAINING:
        return rows
    rows += [{"metric": "reconstruction", "value": 80.0 + seed}, {"metric": "kl", "value": 20.0}]
    rows += [{"metric": "active", "part": "z", "value": 7.0, "of": 8}, {"metric": "collapsed", "value": 0.0}]
    gap = {"log_likelihood": -100.0, "bound": -105.0, "posterior_divergence": 5.0, "prior_divergence": 20.0, "effective_samples": 9.0}
    rows += [{"metric": name, "value": value} for name, value in {**gap, "denoised": 0.01, "noisy": 0.05, "seconds": 60.0}.items()]
    if model.startswith("vae"):
        return rows
    rows += [*_probe_rows("pose", 60.0), {"metric": "active", "part": "pose", "value": 6.0, "of": 6}]
    rows += [{"metric": "pose_correlation", "value": value, "over": over} for over, value in (("largest", 0.5), ("mean", 0.25))]
    rows += [{"metric": "distance_correlation", "value": 0.3, "p": 0.005}, {"metric": "mutual_information", "value": 0.7}]
    if variants()[model].options["pose_prior"] != "none":
        rows += [{"metric": "kl_pose", "value": 8.0}, {"metric": "pose_frechet", "value": 0.2}]
    return rows


def _probe_rows(part: str, accuracy: float) -> list[Row]:
    return [
        {"metric": "accuracy", "part": part, "value": accuracy, "se": 0.3},
        {"metric": "cross_validation", "part": part, "value": accuracy - 1, "se": 0.6},
    ]


def _rotated_rows(model: str, seed: int) -> list[Row]:
    median = 30.0 if model == AXIS else 12.0 + seed
    shifts = {"median": 0.0, "mean": 2.0, "lower_quartile": -6.0, "upper_quartile": 8.0}
    rows = [
        {"metric": "pose_error", "up_to": turn, "statistic": name, "value": median + shift}
        for turn in TURNS
        for name, shift in shifts.items()
    ]
    return rows if model == AXIS else [*rows, {"metric": "reconstruction", "value": 90.0}, {"metric": "seconds", "value": 60.0}]
