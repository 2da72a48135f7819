"""Figures of the study: reconstruction over dimensions, drawn from rows, and scatters of two latents, drawn from runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean, stdev
from typing import TYPE_CHECKING

import numpy as np
import torch

from latlas.errors import StudyError
from latlas.studies.decoded import open_runs
from latlas.studies.pose.settings import FAMILIES, POSE_PARAMETERS, TOTALS
from latlas.studies.pose.style import CLASSES, LOOKS
from latlas.studies.pose.tables import found
from latlas.studies.study import Row

if TYPE_CHECKING:
    from matplotlib.figure import Figure

POINTS = 2000
"""Test images in a scatter, at most."""
WIDTH, DPI = 7.6, 110
"""Inches and dots of a figure, so that letters are readable at 800 pixels."""


def sizes(rows: Sequence[Row]) -> Mapping[str, dict[int, list[float]]]:
    """Reconstruction errors, one per seed, of each family with the paper's recipe, by the dimensions of z and u together."""
    by_family: dict[str, dict[int, list[float]]] = {}
    for model in {row["model"] for row in rows if row["metric"] == "reconstruction"}:
        family, _, latents = model.partition("-")
        if family in FAMILIES and latents.isdigit():
            by_family.setdefault(family, {})[int(latents) + POSE_PARAMETERS[family]] = found(rows, model, "reconstruction")
    return {family: dict(sorted(by_family[family].items())) for family in FAMILIES if family in by_family}


def draw_dimensions(rows: Sequence[Row]) -> Figure:
    """Figure 5: a line for each family, with bars of one standard deviation where there are several seeds."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, 3.8), dpi=DPI, layout="constrained", facecolor="white")
    panel = figure.subplots()
    for family, by_total in sizes(rows).items():
        look = LOOKS[family]
        deviations = [stdev(own) if len(own) > 1 else 0.0 for own in by_total.values()]
        panel.errorbar(
            list(by_total),
            [fmean(own) for own in by_total.values()],
            deviations,
            color=look.colour,
            marker=look.marker,
            markersize=5,
            linewidth=1.4,
            capsize=2,
            label=look.name,
        )
    panel.set(xlabel="dimensions of z and u together", ylabel="reconstruction term, nats per image", xticks=TOTALS)
    figure.legend(loc="outside lower center", ncols=4)
    return figure


def draw_scatters(runs: Path, data: str) -> Figure | None:
    """Figure 8: a panel for each model with two latents z, posterior means of test images by class; None without runs."""
    from matplotlib.figure import Figure
    from matplotlib.patheffects import withStroke

    trained = open_runs(runs, data, [f"{family}-2" for family in LOOKS])
    if not trained:
        return None
    images = next(iter(trained.values())).images
    chosen = images.split["test"][:POINTS]
    if images.labels is None:
        raise StudyError(f"image set '{images.name}' has no labels to colour by")
    labels = np.asarray(images.labels)[chosen]
    down = -(-len(trained) // 2)
    figure = Figure(figsize=(WIDTH, 3.6 * down), dpi=DPI, layout="constrained", facecolor="white")
    axes = figure.subplots(down, 2, squeeze=False).ravel()
    for panel in axes[len(trained) :]:
        panel.set_axis_off()
    for panel, (model, one) in zip(axes, trained.items(), strict=False):
        with torch.no_grad():
            places = one.model.encode(images.images(chosen)).mean[:, one.model.parts["z"]].numpy()
        for digit in np.unique(labels):
            own, colour = places[labels == digit], CLASSES[digit % len(CLASSES)]
            panel.scatter(*own.T, s=3, color=colour, linewidths=0)
            text = panel.text(*np.median(own, axis=0), str(digit), color=colour, fontsize=13, fontweight="bold", ha="center", va="center")
            text.set_path_effects([withStroke(linewidth=3, foreground="white")])
        panel.set(title=LOOKS[model.partition("-")[0]].name, xlabel="z₁", ylabel="z₂", box_aspect=1)
        panel.set_aspect("equal", adjustable="datalim")
    return figure
