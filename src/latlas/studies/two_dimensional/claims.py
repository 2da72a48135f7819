"""The claims L1 to L5 of the spec, computed from rows alone: from means over at least three seeds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from statistics import fmean, stdev

from latlas.studies.study import Claim, Row
from latlas.studies.two_dimensional.settings import BASE, STAGEWISE
from latlas.studies.two_dimensional.style import title

LEAST_SEEDS = 3
SHOTGUN = ("pca_s", "tsne_s")
MARGIN = 0.15
"""Share of the base model's Fréchet distance that a shotgun row's may be away from it."""
MISSING = "runs are missing: each model needs at least three seeds"


def claims(rows: Sequence[Row]) -> list[Claim]:
    """Whether each claim holds; None where runs are missing. The rows are of one image set."""
    return [
        _ordered(rows, "L1", "SSIM: 4-stage non-greedy above 4-stage direct", "ssim", ("4d", "4ng")),
        _ordered(rows, "L2", "Fréchet distance: 4-stage greedy below 4-stage direct", "frechet", ("4g", "4d")),
        _shotgun(rows),
        _ordered(rows, "L4", "MMD: 4-stage non-greedy below 4-stage direct", "mmd", ("4ng", "4d")),
        _ordered(rows, "L5", "Fréchet distance of greedy training falls with the number of stages", "frechet", ("4g", "3g", "2g")),
    ]


def values(rows: Sequence[Row], model: str, metric: str, field: str = "value") -> list[float]:
    """What a model's rows of a metric have in a field, one per seed in their order."""
    found = {row["seed"]: float(row[field]) for row in rows if row["model"] == model and row["metric"] == metric and field in row}
    return [found[seed] for seed in sorted(found)]


def difference(left: Sequence[float], right: Sequence[float]) -> tuple[float, float]:
    """The difference of two means, and its standard error over seeds."""
    return fmean(left) - fmean(right), sqrt(stdev(left) ** 2 / len(left) + stdev(right) ** 2 / len(right))


def _ordered(rows: Sequence[Row], name: str, claim: str, metric: str, rising: tuple[str, ...]) -> Claim:
    """Whether the means of some models rise in their order."""
    found = {model: values(rows, model, metric) for model in rising}
    if any(len(own) < LEAST_SEEDS for own in found.values()):
        return Claim(name, claim, None, MISSING)
    pairs = [(found[low], found[high]) for low, high in pairwise(rising)]
    means = ", ".join(f"{title(model)} {fmean(found[model]):.4g}" for model in rising)
    steps = ", ".join(f"{gain:+.2g} ± {error:.1g}" for gain, error in (difference(high, low) for low, high in pairs))
    holds = all(fmean(low) < fmean(high) for low, high in pairs)
    return Claim(name, claim, holds, f"{means}; {'difference' if len(pairs) == 1 else 'differences'} {steps} over seeds")


def _shotgun(rows: Sequence[Row]) -> Claim:
    claim = f"shotgun rows: Fréchet distance within {MARGIN:.0%} of the base model's, SSIM below that of every stage-wise row"
    distances = {model: values(rows, model, "frechet") for model in (BASE, *SHOTGUN)}
    similarities = {model: values(rows, model, "ssim") for model in (*SHOTGUN, *STAGEWISE)}
    if any(len(own) < LEAST_SEEDS for own in (*distances.values(), *similarities.values())):
        return Claim("L3", claim, None, MISSING)
    base = fmean(distances[BASE])
    away = {model: fmean(distances[model]) / base - 1 for model in SHOTGUN}
    highest = max(fmean(similarities[model]) for model in SHOTGUN)
    least = min(STAGEWISE, key=lambda model: fmean(similarities[model]))
    lowest = fmean(similarities[least])
    close = all(abs(share) <= MARGIN for share in away.values())
    listed = ", ".join(f"{title(model)} {share:+.0%}" for model, share in away.items())
    evidence = f"Fréchet distance of the base model {base:.4g}, {listed}; SSIM at most {highest:.4f}, {title(least)} {lowest:.4f}"
    return Claim("L3", claim, close and highest < lowest, evidence)
