"""The page of the study: what a result says, in words, tables and pictures. Every number comes from the result."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from latlas.studies.figures import picture_section
from latlas.studies.interpolation.claims import LEAST_INTERVAL, common_places
from latlas.studies.interpolation.conditions import compared, diverged
from latlas.studies.interpolation.findings import findings
from latlas.studies.interpolation.lines import PAPER
from latlas.studies.interpolation.pictures import planned
from latlas.studies.interpolation.settings import FEW, METHODS, WITHOUT
from latlas.studies.interpolation.style import ORDER, data_title
from latlas.studies.interpolation.summary import Values, at, few_views, image_sets, models_of, on, values
from latlas.studies.interpolation.tables import Column, by_image_set, table
from latlas.studies.study import Row

NOTES = Path(__file__).parent / "notes.md"
"""What a person has to say about claims that do not hold; part of the page when it is there."""
LENGTHS = (20, 40, 60, 75, 80)
"""Intervals in degrees that have a column of their own."""
VERDICTS = {True: "holds", False: "does not hold", None: "cannot be told"}
E4 = 1e4


def page(result: Mapping[str, Any], pictures: Collection[str] | None = None) -> str:
    """The result as Markdown. `pictures` are the names of the files in images/ beside the page; None takes all that the rows allow."""
    rows: list[Row] = result["rows"]
    sections = [
        ("", _opening(result)),
        ("Claims", _claims(result)),
        ("What the numbers say", findings(result)),
        ("Notes", NOTES.read_text(encoding="utf-8").strip() if NOTES.exists() else ""),
        ("What was compared", compared(result)),
        ("In-between error", _between(rows)),
        ("Retrieved α", _retrieval(rows)),
        ("Admissibility", _admissibility(rows)),
        ("Ablation", _ablation(rows)),
        ("Extrapolation", _extrapolation(rows)),
        ("Reconstruction, with many views and with few", _reconstruction(rows)),
        ("Lines", _lines(rows)),
        ("Time", _seconds(rows)),
        ("Diverged trainings", diverged(rows)),
        ("Pictures", picture_section(planned(result), pictures)),
    ]
    return "\n\n".join(f"## {title}\n\n{text}" if title else text for title, text in sections if text) + "\n"


def _opening(result: Mapping[str, Any]) -> str:
    return (
        "# Study: interpolation\n\n"
        "Autoencoder adversarial interpolation (AEAI) promises images between two images as if the scene had really moved. Here it stands "
        "beside the methods it was published against, on the same networks, images and steps. "
        f"This page is written by `latlas study interpolation --report` from the result of the scale `{result['scale']}`; "
        "[how to run it](../how-to/study.md)."
    )


def _claims(result: Mapping[str, Any]) -> str:
    return "\n".join(
        f"- **{claim['id']} {VERDICTS[claim['holds']]}**: {claim['claim']}. Evidence: {claim['evidence']}." for claim in result["claims"]
    )


def _between(rows: Sequence[Row]) -> str:
    methods = models_of(rows, [model for model in ORDER if model not in WITHOUT])
    places = common_places(rows, methods)
    parts = [
        "Mean squared error ×10⁻⁴ against the true views in between, by the length of the interval; values of pixels are in [0, 1]. Mean "
        "over all intervals, then mean ± standard deviation over seeds. The best mean of a column is in bold."
    ]
    found = {length: values(rows, "between", methods, _at(length)) for length in LENGTHS}
    mean = values(rows, "between", methods, _long("all"))

    def lengths(pick: Callable[[Values], Values]) -> str:
        columns = [Column(f"{length}°", pick(each), E4) for length, each in found.items()]
        return table([*columns, Column(f"mean ≥ {LEAST_INTERVAL}°", pick(mean), E4)])

    data = image_sets(rows)
    parts += [f"### {data_title(one)}\n\n{lengths(partial(on, data=one))}" for one in data]
    if len(data) > 1 and places:
        parts.append(
            f"### All image sets\n\nOver the {len(places)} pairs of image set and seed that every method has.\n\n"
            f"{lengths(partial(at, places=places))}"
        )
    held_out = by_image_set(rows, values(rows, "between", methods, _long("held out")), places, E4)
    if held_out:
        parts.append(f"### Held-out views alone\n\nMean ≥ {LEAST_INTERVAL}° over the in-between views that no training saw.\n\n{held_out}")
    return "\n\n".join(parts) if methods else ""


def _retrieval(rows: Sequence[Row], models: Sequence[str] = ()) -> str:
    methods = models_of(rows, models or [model for model in ORDER if model not in WITHOUT])
    places = common_places(rows, methods)
    parts = []
    for title, metric, gallery in (
        ("Mean |α̂ − α|, where α̂ is told by the nearest image of the whole set", "alpha_deviation", "set"),
        ("Mean inter-quartile range of α̂, nearest of the whole set", "alpha_spread", "set"),
        ("Mean |α̂ − α|, nearest of the views of the interval alone", "alpha_deviation", "interval"),
    ):
        found = values(rows, metric, methods, _with("gallery", gallery))
        if text := by_image_set(rows, found, places, 1.0, 3):
            parts.append(f"{title}:\n\n{text}")
    walks = {along: values(rows, "walk_deviation", methods, _with("along", along)) for along in ("azimuth", "elevation")}
    walked = [Column(f"along {along}", found, 1.0, 3) for along, found in walks.items()]
    if text := table(walked):
        parts.append(
            "Distance of the retrieved image from a straight walk in elevation and azimuth on pole, as a share of the distance of the "
            f"ends:\n\n{text}"
        )
    return "\n\n".join(parts)


def _admissibility(rows: Sequence[Row]) -> str:
    methods = models_of(rows, [model for model in ORDER if model not in WITHOUT])
    places = common_places(rows, methods)
    shown = (
        ("boundary error ×10⁻⁴", "boundary", E4, 1, False),
        ("monotonicity violations %", "violations", 100.0, 1, False),
        ("longest / mean step", "step_ratio", 1.0, 2, False),
        ("distance to the data", "credibility", 1.0, 2, False),
        ("credible images %", "credible", 100.0, 1, True),
    )
    columns = [Column(title, at(values(rows, name, methods), places), unit, digits, up) for title, name, unit, digits, up in shown]
    text = table(columns)
    explained = (
        "Means over image sets and seeds. The cross-dissolve wins boundary and monotonicity by construction: these say little alone. "
        "Distance to the data is the median distance of a decoded image to the nearest real one over the distance of that one to its own "
        "nearest; an image is credible when this is at most 1 ([definitions](../metrics.md))."
    )
    return f"{explained}\n\n{text}" if text else ""


def _ablation(rows: Sequence[Row]) -> str:
    models = models_of(rows, ("aeai", *WITHOUT))
    if not models_of(rows, WITHOUT):
        return ""
    places = common_places(rows, models)
    errors = by_image_set(rows, values(rows, "between", models, _long("all")), places, E4)
    return f"In-between error ×10⁻⁴, mean ≥ {LEAST_INTERVAL}°:\n\n{errors}\n\n{_retrieval(rows, models)}"


def _extrapolation(rows: Sequence[Row]) -> str:
    methods = models_of(rows, [model for model in ORDER if model not in WITHOUT])
    places = common_places(rows, methods)
    reached = sorted({row["beyond"] for row in rows if row["metric"] == "beyond"})
    columns = [Column(f"{far}° beyond", at(values(rows, "beyond", methods, _with("beyond", far)), places), E4) for far in reached]
    text = table(columns)
    return f"Mean squared error ×10⁻⁴ beyond both ends of intervals of 40°, mean over image sets and seeds.\n\n{text}" if text else ""


def _reconstruction(rows: Sequence[Row]) -> str:
    methods = models_of(rows, METHODS)
    found = values(rows, "reconstruction", methods, lambda row: row["views"] == "test")
    parts = []
    if text := by_image_set(rows, found, common_places(rows, methods), E4):
        parts.append(f"Reconstruction error ×10⁻⁴ of views that were not trained on:\n\n{text}")
    tested = values(rows, "reconstruction", FEW, lambda row: row["views"] == "test")
    for data, counts in few_views(rows).items():
        columns = [Column(f"{count} training views", on(tested, f"{data}-{count}"), E4) for count in counts]
        text = table([*columns, Column("80 % of the views", on(tested, data), E4)])
        parts.append(f"{data_title(data)}, trained with few views, with AEAI's terms and without:\n\n{text}")
    return "\n\n".join(parts)


def _lines(rows: Sequence[Row]) -> str:
    models = list(PAPER)
    columns = []
    for title, metric, unit, digits in (("mean distance ×10⁻³", "line_distance", 1e3, 2), ("smoothness", "line_smoothness", 1.0, 2)):
        paper = {model: {("lines", 0): by_metric[metric]} for model, by_metric in PAPER.items()}
        columns.append(Column(f"{title}: Berthelot et al.", paper, unit, digits, None))
        for convention in ("paper", "corrected"):
            found = values(rows, metric, models, _with("convention", convention))
            columns.append(Column(f"{title}: here, {'as there' if convention == 'paper' else 'corrected'}", found, unit, digits))
    text = table(columns) if any(row["metric"] == "line_distance" for row in rows) else ""
    explained = (
        "The line benchmark of Berthelot et al. (2018): their own numbers, and ours by their way of counting and by the corrected one "
        "([definitions](../metrics.md))."
    )
    return f"{explained}\n\n{text}" if text else ""


def _seconds(rows: Sequence[Row]) -> str:
    models = models_of(rows, ORDER)
    text = by_image_set(rows, values(rows, "seconds", models), [], 1.0, 0, None)
    return f"Seconds per training; machines may differ, and were busy with other trainings.\n\n{text}" if text else ""


def _at(length: int) -> Callable[[Row], bool]:
    return lambda row: row["views"] == "all" and row["interval"] == length


def _with(coordinate: str, value: object) -> Callable[[Row], bool]:
    return lambda row: bool(row[coordinate] == value)


def _long(views: str) -> Callable[[Row], bool]:
    return lambda row: row["views"] == views and row["interval"] >= LEAST_INTERVAL
