"""Rows brought together: one value of each model at each place, and mean and spread over seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from latlas.studies.interpolation.claims import Place
from latlas.studies.study import Row

Values = dict[str, dict[Place, float]]
"""One value of each model at each image set and seed."""


@dataclass(frozen=True)
class Spread:
    """Mean over seeds and their standard deviation, which one seed does not have."""

    mean: float
    deviation: float | None


def image_sets(rows: Sequence[Row]) -> list[str]:
    """The image sets with in-between errors, in order; not those with few views or few latents, nor the lines."""
    return sorted({row["data"] for row in rows if row["metric"] == "between"})


def models_of(rows: Sequence[Row], among: Iterable[str]) -> list[str]:
    """Those of some models that have been scored on an image set, in the given order."""
    scored = {row["model"] for row in rows if row["metric"] == "between"}
    return [model for model in among if model in scored]


def few_views(rows: Sequence[Row]) -> dict[str, list[int]]:
    """The numbers of training views of each image set that reconstruction was measured apart with, fewest first."""
    found: dict[str, set[int]] = {}
    for row in rows:
        data, dash, views = row["data"].partition("-")
        if dash and row["metric"] == "reconstruction":
            found.setdefault(data, set()).add(int(views))
    return {data: sorted(views) for data, views in sorted(found.items())}


def values(rows: Sequence[Row], metric: str, models: Iterable[str], keep: Callable[[Row], bool] = lambda row: True) -> Values:
    """Value of each model at each place: the mean over its rows of a metric that are to be kept. Models without rows are left out."""
    found: dict[str, dict[Place, list[float]]] = {model: {} for model in models}
    for row in rows:
        if row["metric"] == metric and row["model"] in found and keep(row):
            found[row["model"]].setdefault((row["data"], row["seed"]), []).append(row["value"])
    return {model: {place: fmean(each) for place, each in at.items()} for model, at in found.items() if at}


def on(table: Values, data: str) -> Values:
    """The places on one image set."""
    chosen = {model: {place: value for place, value in at.items() if place[0] == data} for model, at in table.items()}
    return {model: at for model, at in chosen.items() if at}


def at(table: Values, places: Iterable[Place]) -> Values:
    """The values at some places, of the models that have all of them."""
    wanted = list(places)
    return {model: {place: own[place] for place in wanted} for model, own in table.items() if wanted and all(p in own for p in wanted)}


def spread(values: Mapping[Place, float]) -> Spread:
    """Mean over places; standard deviation over seeds of the mean over image sets, of the seeds that every image set has."""
    data = {name for name, _ in values}
    seeds = [seed for seed in sorted({seed for _, seed in values}) if all((name, seed) in values for name in data)]
    by_seed = [fmean(values[name, seed] for name in data) for seed in seeds]
    return Spread(fmean(values.values()), stdev(by_seed) if len(by_seed) > 1 else None)


def curve(rows: Sequence[Row], metric: str, along: str, keep: Callable[[Row], bool]) -> tuple[list[float], list[Spread]]:
    """The rows of one model on one image set as a curve over one of their coordinates: its values in order, and what stands there."""
    found: dict[float, dict[Place, float]] = {}
    for row in rows:
        if row["metric"] == metric and along in row and keep(row):
            found.setdefault(float(row[along]), {})[row["data"], row["seed"]] = row["value"]
    places = sorted(found)
    return places, [spread(found[place]) for place in places]
