"""What was tried to find out why claims do not hold: probes beside their rows, and the table in the features of another extractor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from latlas.studies.markdown import MISSING, shown, table
from latlas.studies.runner import read_result
from latlas.studies.study import Row
from latlas.studies.two_dimensional.claims import values
from latlas.studies.two_dimensional.settings import BASE, PROBES, STAGEWISE
from latlas.studies.two_dimensional.style import title
from latlas.studies.two_dimensional.tables import OTHERS, digits_of

REASONS = Path(__file__).parent / "results" / "reasons"
"""Where the committed results of both are."""
PROBED, PHOTOGRAPHS = "probes.json", "photographs.json"
SHOTGUN = ("pca_s", "tsne_s")
VERDICTS = {True: "holds", False: "does not hold"}


def reasons(result: Mapping[str, Any]) -> str:
    """Both tables, of what was made with the setting of a result; empty without."""
    found = [(name, read_result(path)) for name in (PROBED, PHOTOGRAPHS) if (path := REASONS / name).exists()]
    same = {
        name: other
        for name, other in found
        if all(other["conditions"][part] == result["conditions"][part] for part in ("setting", "data", "body"))
    }
    parts = []
    if PROBED in same:
        parts.append(probes(result["rows"], same[PROBED]["rows"]))
    if PHOTOGRAPHS in same:
        parts.append(other_features(result, same[PHOTOGRAPHS]))
    return "\n\n".join(part for part in parts if part)


def probes(rows: Sequence[Row], probed: Sequence[Row]) -> str:
    """Each row that was probed, and its probes below it; shotgun rows for those that are made of them."""
    metrics = {"ssim": ("SSIM", 4, 1.0), "frechet": ("Fréchet", None, 1.0), **{name: OTHERS[name] for name in ("kl", "frechet_samples")}}
    lines = {}
    for row in dict.fromkeys(probe.row for probe in PROBES.values()):
        own = [name for name, probe in PROBES.items() if probe.row == row]
        for model in (row, *(SHOTGUN if row == BASE else ())):
            lines[title(model)] = _cells(rows, model, rows, metrics)
            for name in own:
                made = name if model == row else f"{name}_{model}"
                seeds = len(values(probed, made, "ssim"))
                fewer = f" ({seeds} seeds)" if 0 < seeds < len(values(rows, model, "ssim")) else ""
                lines[f"{title(model)}, {PROBES[name].name}{fewer}"] = _cells(probed, made, rows, metrics)
    text = table([name for name, _, _ in metrics.values()], lines)
    head = (
        "Rows trained otherwise, below the rows themselves. Mean ± standard deviation over seeds, whose number is given where it is "
        "less than that of the row; all else the same."
    )
    return f"{head}\n\n{text}"


def other_features(result: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """Fréchet distances of the same trained models in two sets of features, and what the claims on them come to in the other one."""
    names = [f"`{one['conditions']['extractor']['name']}`" for one in (result, other)]
    lines = {
        title(model): [shown(values(one["rows"], model, "frechet"), digits_of(one["rows"], "frechet", None)) for one in (result, other)]
        for model in STAGEWISE
    }
    told = [claim for claim in other["claims"] if claim["id"] in ("L2", "L5") and claim["holds"] is not None]
    claims = "\n".join(f"- {claim['id']} {VERDICTS[claim['holds']]}: {claim['evidence']}." for claim in told)
    layers = ", ".join(f"`{layer}`" for layer in other["conditions"]["extractor"]["layers"])
    head = (
        f"The same models' Fréchet distances in the features of {names[0]}, and in those of {names[1]} ({layers}, averaged over places), a "
        "network for photographs."
    )
    tail = f"In the latter the claims on Fréchet distance come to:\n\n{claims}" if claims else ""
    return "\n\n".join(part for part in (head, table(names, lines), tail) if part)


def _cells(rows: Sequence[Row], model: str, scale: Sequence[Row], metrics: Mapping[str, tuple[str, int | None, float]]) -> list[str]:
    """The metrics of a model; digits are those of the rows `scale`, so that rows and probes are alike."""
    return [
        shown(found, digits_of(scale, metric, digits), unit) if (found := values(rows, model, metric)) else MISSING
        for metric, (_, digits, unit) in metrics.items()
    ]
