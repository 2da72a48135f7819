"""What the numbers say where a claim does not hold: computed sentences, no opinions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from latlas.studies.interpolation.claims import between, counted_places, degrees, overall
from latlas.studies.interpolation.settings import DISSOLVE, RIVALS, WITHOUT
from latlas.studies.interpolation.style import LOOKS, data_title
from latlas.studies.interpolation.summary import at, spread, values
from latlas.studies.study import Row


def findings(result: Mapping[str, Any]) -> str:
    """A paragraph for each claim that fails; empty when none does."""
    says = {"I1": _intervals, "I2": _retrieval, "I3": _ablation, "I4": _baselines}
    rows = result["rows"]
    return "\n\n".join(f"**{claim['id']}.** {says[claim['id']](rows)}" for claim in result["claims"] if claim["holds"] is False)


def _intervals(rows: Sequence[Row]) -> str:
    models = (*RIVALS, "aeai")
    found = between(rows, models)
    means = {length: {model: fmean(found[model][length].values()) for model in models} for length in found["aeai"]}
    first = [length for length, by_model in means.items() if min(by_model, key=by_model.__getitem__) == "aeai"]
    text = f"AEAI has the lowest error at {degrees(first) or 'no interval'}."
    for model in RIVALS:
        lower = [length for length, by_model in means.items() if by_model[model] <= by_model["aeai"]]
        if lower:
            text += f" {LOOKS[model].name} is at least as good at {degrees(lower)}."
    return f"{text} {_by_data(rows, models)}"


def _retrieval(rows: Sequence[Row]) -> str:
    models = (*RIVALS, "aeai")
    places = counted_places(rows, models)
    sentences = []
    for metric, name in (("alpha_deviation", "mean |α̂ − α|"), ("alpha_spread", "mean inter-quartile range")):
        found = at(values(rows, metric, models, lambda row: row["gallery"] == "set"), places)
        means = {model: spread(own).mean for model, own in found.items()}
        order = sorted(means, key=means.__getitem__)
        sentences.append(f"In order of {name}: " + ", ".join(f"{LOOKS[model].name} {means[model]:.3f}" for model in order) + ".")
    return " ".join(sentences)


def _ablation(rows: Sequence[Row]) -> str:
    found = between(rows, ("aeai", *WITHOUT))
    full = overall(found["aeai"])
    changes = []
    for model in WITHOUT:
        change = overall(found[model]) / full - 1
        changes.append(f"{LOOKS[model].name.removeprefix('AEAI ')} it is {abs(change):.1%} {'higher' if change > 0 else 'lower'}")
    return f"Against AEAI with all terms, the error changes: {', '.join(changes)}. {_by_data(rows, ('aeai', *WITHOUT))}"


def _baselines(rows: Sequence[Row]) -> str:
    models = ("ae", DISSOLVE, "aeai")
    found = between(rows, models)
    sentences = []
    for model in models[:2]:
        change = overall(found["aeai"]) / overall(found[model]) - 1
        side = "above" if change > 0 else "below"
        lower = [length for length in found["aeai"] if fmean(found["aeai"][length].values()) < fmean(found[model][length].values())]
        where = degrees(lower) or "no interval"
        sentences.append(f"AEAI's error is {abs(change):.1%} {side} that of {LOOKS[model].name}; it is lower at {where}.")
    return " ".join(sentences)


def _by_data(rows: Sequence[Row], models: Sequence[str]) -> str:
    places = counted_places(rows, models)
    found = between(rows, models)
    sentences = []
    for data in sorted({name for name, _ in places}):
        own = {model: [value for each in found[model].values() for place, value in each.items() if place[0] == data] for model in models}
        means = {model: fmean(each) for model, each in own.items()}
        best = min(means, key=means.__getitem__)
        sentences.append(f"on {data_title(data)} {LOOKS[best].name} ({means[best] * 1e4:.1f}, AEAI {means['aeai'] * 1e4:.1f})")
    return f"Lowest mean error ×10⁻⁴: {', '.join(sentences)}."
