"""The claims I1 to I4 of the spec, computed from rows alone. Lower is better everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import fmean

from latlas.studies.interpolation.settings import DISSOLVE, RIVALS, WITHOUT
from latlas.studies.study import Claim, Row

LEAST_SEEDS = 3
"""On an image set, for it to count."""
LEAST_INTERVAL = 20
Place = tuple[str, int]
"""An image set and a seed."""


def claims(rows: Sequence[Row]) -> list[Claim]:
    """Whether each claim holds, over the image sets and seeds that every model of the claim was scored on: see `counted_places`."""
    return [
        _shorter_error(rows),
        _retrieval(rows),
        _ablation(rows),
        _baselines(rows),
    ]


def between(rows: Sequence[Row], models: Iterable[str], views: str = "all") -> dict[str, dict[int, dict[Place, float]]]:
    """In-between error of each model at each interval of at least 20°, at the places that count for all the models."""
    found: dict[str, dict[int, dict[Place, float]]] = {model: {} for model in models}
    for row in rows:
        if row["metric"] == "between" and row["views"] == views and row["interval"] >= LEAST_INTERVAL and row["model"] in found:
            found[row["model"]].setdefault(row["interval"], {})[row["data"], row["seed"]] = row["value"]
    counted = set(counted_places(rows, found))
    intervals = set.intersection(*(set(by_interval) for by_interval in found.values())) if found else set()
    return {
        model: {length: {place: value for place, value in by_interval[length].items() if place in counted} for length in sorted(intervals)}
        for model, by_interval in found.items()
    }


def common_places(rows: Sequence[Row], models: Iterable[str]) -> list[Place]:
    """The image sets and seeds where every one of the models has been scored and none diverged."""
    places = [{(row["data"], row["seed"]) for row in rows if row["model"] == model and row["metric"] == "between"} for model in models]
    return sorted(set.intersection(*places)) if places else []


def counted_places(rows: Sequence[Row], models: Iterable[str]) -> list[Place]:
    """The common places on image sets with at least three seeds there: what claims are told from."""
    places = common_places(rows, models)
    seeds = Counter(data for data, _ in places)
    return [(data, seed) for data, seed in places if seeds[data] >= LEAST_SEEDS]


def degrees(lengths: Sequence[int]) -> str:
    """ "20°, 30° to 45°": neighbours in steps of 5° as a range."""
    runs: list[list[int]] = []
    for length in lengths:
        if runs and length - runs[-1][-1] == 5:
            runs[-1].append(length)
        else:
            runs.append([length])
    return ", ".join(f"{run[0]}°" if len(run) == 1 else f"{run[0]}° to {run[-1]}°" for run in runs)


def overall(by_interval: dict[int, dict[Place, float]]) -> float:
    """Mean over intervals, image sets and seeds."""
    return fmean(value for at in by_interval.values() for value in at.values())


def _shorter_error(rows: Sequence[Row]) -> Claim:
    text = "for every interval ≥ 20°, AEAI's mean in-between MSE is below that of β-VAE, AAE, ACAI, GAIA and AMR"
    table = between(rows, (*RIVALS, "aeai"))
    if not _suffices(rows, table):
        return Claim("I1", text, None, _too_little(rows, table))
    means = {model: {length: fmean(at.values()) for length, at in table[model].items()} for model in table}
    lost = {model: [length for length in means["aeai"] if means[model][length] <= means["aeai"][length]] for model in RIVALS}
    where = [f"{model} at {degrees(lengths)}" for model, lengths in lost.items() if lengths]
    won = ", ".join(f"{model} {_e4(overall(table[model]))}" for model in (*RIVALS, "aeai"))
    return Claim("I1", text, not where, f"{_places(rows, table)}; mean over intervals ×10⁻⁴: {won}" + _listed("; not below ", where, "; "))


def _retrieval(rows: Sequence[Row]) -> Claim:
    text = "AEAI's mean |α̂ − α| and mean inter-quartile range are below those of the five"
    models = (*RIVALS, "aeai")
    places = counted_places(rows, models)
    if not _suffices(rows, models):
        return Claim("I2", text, None, _too_little(rows, models))
    found: dict[str, dict[str, list[float]]] = {metric: {model: [] for model in models} for metric in ("alpha_deviation", "alpha_spread")}
    for row in rows:
        if row["metric"] in found and row["model"] in models and row["gallery"] == "set" and (row["data"], row["seed"]) in places:
            found[row["metric"]][row["model"]].append(row["value"])
    if not all(each for by_model in found.values() for each in by_model.values()):
        return Claim("I2", text, None, "a model has no retrieved α at the places that count")
    means = {metric: {model: fmean(each) for model, each in by_model.items()} for metric, by_model in found.items()}
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
    return bool(counted_places(rows, models))


def _too_little(rows: Sequence[Row], models: Iterable[str]) -> str:
    models = list(models)
    seeds = max(Counter(data for data, _ in common_places(rows, models)).values(), default=0)
    least = f"at least {LEAST_SEEDS} on an image set are needed to tell"
    return f"at most {_counted(seeds, 'seed')} with all the models it needs; {least}" + _lost(rows, models)


def _places(rows: Sequence[Row], models: Iterable[str]) -> str:
    models = list(models)
    places = counted_places(rows, models)
    data, seeds = {data for data, _ in places}, {seed for _, seed in places}
    few = Counter(name for name, _ in common_places(rows, models) if name not in data)
    left_out = [f"{name} ({_counted(count, 'seed')})" for name, count in sorted(few.items())]
    told = f"{_counted(len(data), 'image set')}, {_counted(len(seeds), 'seed')}, {len(places)} of both"
    return told + _listed("; too few seeds to count: ", left_out) + _lost(rows, models)


def _lost(rows: Sequence[Row], models: Iterable[str]) -> str:
    """The places that a training which diverged has cost."""
    wanted, data = set(models), {row["data"] for row in rows if row["metric"] == "between"}
    lost = {(row["data"], row["seed"], row["model"]) for row in rows if row["metric"] == "diverged" and row["model"] in wanted}
    return _listed("; lost: ", [f"{name} seed {seed} ({model} diverged)" for name, seed, model in sorted(lost) if name in data])


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _e4(value: float) -> str:
    return f"{value * 1e4:.1f}"


def _listed(before: str, items: Sequence[str], between_items: str = ", ") -> str:
    return before + between_items.join(items) if items else ""
