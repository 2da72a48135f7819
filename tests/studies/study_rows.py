"""Made-up rows of the study of interpolation: what a model scored is what a test says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from latlas.studies.interpolation.settings import MODELS

Row = dict[str, Any]
RIVALS = ("beta_vae", "aae", "acai", "gaia", "amr")
LENGTHS = (10, 20, 40, 60, 75, 80)
VIEWS = ("all", "held out")


def between_rows(errors: Mapping[str, float], data: Sequence[str] = ("obj66", "pole"), seeds: Iterable[int] = range(3)) -> list[Row]:
    """In-between errors that are the same at every interval; a seed adds a tenth of itself."""
    return [
        {"data": one, "model": model, "seed": seed, "metric": "between", "value": error + 0.1 * seed, "views": views, "interval": length}
        for model, error in errors.items()
        for one in data
        for seed in seeds
        for length in LENGTHS
        for views in VIEWS
    ]


def retrieval_rows(deviation: Mapping[str, float], spread: Mapping[str, float], seeds: Iterable[int] = range(3)) -> list[Row]:
    """Mean |α̂ − α| and inter-quartile range on pole; within the interval they are half of it."""
    return [
        {"data": "pole", "model": model, "seed": seed, "metric": metric, "value": value * share, "gallery": gallery, "interval": 70}
        for metric, by_model in (("alpha_deviation", deviation), ("alpha_spread", spread))
        for model, value in by_model.items()
        for seed in seeds
        for gallery, share in (("set", 1.0), ("interval", 0.5))
    ]


def full_rows(data: Sequence[str] = ("obj66", "pole"), seeds: Iterable[int] = range(3)) -> list[Row]:
    """Rows of every kind that the page and the figures read, of every model."""
    seeds = list(seeds)
    errors = {model: 0.001 * (2 + number) for number, model in enumerate(MODELS)}
    rows = between_rows(errors, data, seeds)
    for model, error in errors.items():
        for one in data:
            for seed in seeds:
                place = {"data": one, "model": model, "seed": seed}
                rows += [{**place, **row} for row in _other_rows(error * (1 + 0.1 * seed), one, model)]
    for model in ("ae", "aeai"):
        rows += [
            {"data": f"obj66-{views}", "model": model, "seed": seed, "metric": "reconstruction", "value": errors[model], "views": part}
            for views in (12, 24)
            for seed in seeds
            for part in ("train", "test")
        ]
        rows.append({"data": "pole@2d", "model": model, "seed": 0, "metric": "reconstruction", "value": errors[model], "views": "test"})
    for model in ("ae", "vae", "aae", "acai"):
        rows += [
            {"data": "lines", "model": model, "seed": 0, "metric": metric, "value": 0.004, "convention": convention}
            for metric in ("line_distance", "line_smoothness")
            for convention in ("paper", "corrected")
        ]
    return rows


def _other_rows(error: float, data: str, model: str) -> list[Row]:
    alphas = [round(step / 15, 4) for step in range(1, 15)]
    rows: list[Row] = [{"metric": "reconstruction", "value": error, "views": part} for part in ("train", "test")]
    rows += [{"metric": "beyond", "value": error * far, "interval": 40, "beyond": far} for far in (5, 10, 15, 20)]
    rows += [
        {"metric": name, "value": error, "interval": 75} for name in ("boundary", "violations", "step_ratio", "credible", "credibility")
    ]
    for alpha in alphas:
        place = {"interval": 75, "alpha": alpha, "views": "all"}
        rows += [{"metric": f"between_at_alpha{end}", "value": error * alpha * (1 - alpha), **place} for end in ("", "_deviation")]
        place = {"interval": 70, "alpha": alpha, "gallery": "set"}
        shifts = (("lower", -0.1), ("median", 0.0), ("upper", 0.1))
        rows += [{"metric": f"alpha_{name}", "value": alpha + shift, **place} for name, shift in shifts]
    for gallery in ("set", "interval"):
        rows += [{"metric": name, "value": error, "interval": 70, "gallery": gallery} for name in ("alpha_deviation", "alpha_spread")]
    if data == "pole":
        for along in ("azimuth", "elevation"):
            rows.append({"metric": "walk_deviation", "value": error, "along": along})
            for name in ("to_start", "to_end", "straight_to_start", "straight_to_end"):
                rows += [{"metric": f"walk_{name}", "value": 70 * alpha, "alpha": alpha, "along": along} for alpha in alphas]
    if model != "cross_dissolve":
        rows.append({"metric": "seconds", "value": 12.0})
    return rows
