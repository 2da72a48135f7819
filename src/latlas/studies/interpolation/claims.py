"""The claims I1 to I4 of the spec, computed from rows alone. Lower is better everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean

from latlas.studies.interpolation.settings import DISSOLVE, RIVALS, WITHOUT
from latlas.studies.study import Claim, Row

LEAST_SEEDS = 3
LEAST_INTERVAL = 20
Place = tuple[str, int]
"""An image set and a seed."""


def claims(rows: Sequence[Row]) -> list[Claim]:
    """Whether each claim holds, over all image sets and seeds that every model of the claim was scored on."""
    return [
        _shorter_error(rows),
        _retrieval(rows),
        _ablation(rows),
        _baselines(rows),
    ]


def between(rows: Sequence[Row], models: Iterable[str], views: str = "all") -> dict[str, dict[int, dict[Place, float]]]:
    """In-between error of each model at each interval of at least 20°, at every place where all the models have been."""
    found: dict[str, dict[int, dict[Place, float]]] = {model: {} for model in models}
    for row in rows:
        if row["metric"] == "between" and row["views"] == views and row["interval"] >= LEAST_INTERVAL and row["model"] in found:
            found[row["model"]].setdefault(row["interval"], {})[row["data"], row["seed"]] = row["value"]
    common = common_places(rows, found)
    intervals = set.intersection(*(set(by_interval) for by_interval in found.values())) if found else set()
    return {
        model: {length: {place: value for place, value in by_interval[length].items() if place in common} for length in sorted(intervals)}
        for model, by_interval in found.items()
    }


def common_places(rows: Sequence[Row], models: Iterable[str]) -> list[Place]:
    """The image sets and seeds where every one of the models has been scored and none diverged."""
    places = [{(row["data"], row["seed"]) for row in rows if row["model"] == model and row["metric"] == "between"} for model in models]
    return sorted(set.intersection(*places)) if places else []


def overall(by_interval: dict[int, dict[Place, float]]) -> float:
    """Mean over intervals, image sets and seeds."""
    return fmean(value for at in by_interval.values() for value in at.values())


def _shorter_error(rows: Sequence[Row]) -> Claim:
    text = "for every interval ≥ 20°, AEAI's mean in-between MSE is below that of β-VAE, AAE, ACAI, GAIA and AMR"
    table = between(rows, (*RIVALS, "aeai"))
    if not _suffices(rows, table):
        return Claim("I1", text, None, _too_little(rows, table))
    lost = [
        f"{length}°: {model} {_e4(there)} against {_e4(here)}"
        for length in table["aeai"]
        for model in RIVALS
        if (there := fmean(table[model][length].values())) <= (here := fmean(table["aeai"][length].values()))
    ]
    won = ", ".join(f"{model} {_e4(overall(table[model]))}" for model in (*RIVALS, "aeai"))
    return Claim("I1", text, not lost, f"{_places(rows, table)}; mean over intervals ×10⁻⁴: {won}" + _listed("; not below at ", lost))


def _retrieval(rows: Sequence[Row]) -> Claim:
    text = "AEAI's mean |α̂ − α| and mean inter-quartile range are below those of the five"
    models = (*RIVALS, "aeai")
    places = common_places(rows, models)
    if not _suffices(rows, models):
        return Claim("I2", text, None, _too_little(rows, models))
    means = {
        metric: {
            model: fmean(
                row["value"]
                for row in rows
                if row["metric"] == metric and row["model"] == model and row["gallery"] == "set" and (row["data"], row["seed"]) in places
            )
            for model in models
        }
        for metric in ("alpha_deviation", "alpha_spread")
    }
    holds = all(by_model["aeai"] < by_model[model] for by_model in means.values() for model in RIVALS)
    evidence = "; ".join(
        f"{metric}: " + ", ".join(f"{model} {value:.4f}" for model, value in by_model.items()) for metric, by_model in means.items()
    )
    return Claim("I2", text, holds, f"{_places(rows, models)}; {evidence}")


def _ablation(rows: Sequence[Row]) -> Claim:
    text = "each ablated AEAI has a higher mean in-between MSE than the full one; the one without discriminator has the highest"
    models = ("aeai", *WITHOUT)
    table = between(rows, models)
    if not _suffices(rows, models):
        return Claim("I3", text, None, _too_little(rows, models))
    means = {model: overall(table[model]) for model in models}
    holds = all(means[model] > means["aeai"] for model in WITHOUT) and means["aeai_no_critic"] == max(means.values())
    evidence = ", ".join(f"{model} {_e4(value)}" for model, value in means.items())
    return Claim("I3", text, holds, f"{_places(rows, models)}; ×10⁻⁴: {evidence}")


def _baselines(rows: Sequence[Row]) -> Claim:
    text = "AEAI's mean in-between MSE is below that of the plain autoencoder and of the cross-dissolve"
    models = ("ae", DISSOLVE, "aeai")
    table = between(rows, models)
    if not _suffices(rows, models):
        return Claim("I4", text, None, _too_little(rows, models))
    means = {model: overall(table[model]) for model in models}
    evidence = ", ".join(f"{model} {_e4(value)}" for model, value in means.items())
    return Claim("I4", text, means["aeai"] < min(means["ae"], means[DISSOLVE]), f"{_places(rows, models)}; ×10⁻⁴: {evidence}")


def _suffices(rows: Sequence[Row], models: Iterable[str]) -> bool:
    return len({seed for _, seed in common_places(rows, models)}) >= LEAST_SEEDS


def _too_little(rows: Sequence[Row], models: Iterable[str]) -> str:
    seeds = len({seed for _, seed in common_places(rows, models)})
    return f"{_counted(seeds, 'seed')} with all the models it needs; at least {LEAST_SEEDS} are needed to tell"


def _places(rows: Sequence[Row], models: Iterable[str]) -> str:
    places = common_places(rows, models)
    data, seeds = {data for data, _ in places}, {seed for _, seed in places}
    return f"{_counted(len(data), 'image set')}, {_counted(len(seeds), 'seed')}, {len(places)} of both"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _e4(value: float) -> str:
    return f"{value * 1e4:.1f}"


def _listed(before: str, items: Sequence[str]) -> str:
    return before + ", ".join(items) if items else ""
