"""Figures of the study: table I as points, drawn from rows, and codes by class, drawn from runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from latlas.studies.decoded import open_runs
from latlas.studies.study import Row
from latlas.studies.two_dimensional.claims import values
from latlas.studies.two_dimensional.grids import FOUR_STAGES, coding_of
from latlas.studies.two_dimensional.settings import BASE, PUBLISHED
from latlas.studies.two_dimensional.style import CLASSES, FAMILIES, family, title
from latlas.studies.two_dimensional.tables import TABLE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

POINTS = 2000
"""Test images in a scatter, at most."""
WIDTH, DPI = 7.6, 110
"""Inches and dots of a figure, so that letters are readable at 800 pixels."""


def draw_measures(rows: Sequence[Row]) -> Figure:
    """A panel for each metric of table I that there is, a line for each row, a point for each seed, and a mark at their mean."""
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    columns = [one for one in TABLE if any(values(rows, model, one.metric) for model in PUBLISHED)]
    models = [model for model in PUBLISHED if any(values(rows, model, one.metric) for one in columns)]
    figure = Figure(figsize=(WIDTH, 1.3 + 0.24 * len(models)), dpi=DPI, layout="constrained", facecolor="white")
    panels = figure.subplots(1, len(columns), sharey=True, squeeze=False)[0]
    for panel, column in zip(panels, columns, strict=True):
        for place, model in enumerate(models):
            own, look = values(rows, model, column.metric), FAMILIES[family(model)]
            if own:
                panel.plot(own, [place] * len(own), ".", color=look.colour, alpha=0.6, markersize=4)
                panel.plot(fmean(own), place, look.marker, color=look.colour, markersize=6)
        panel.set(title=column.name, yticks=range(len(models)), yticklabels=[title(model) for model in models])
        panel.margins(x=0.08)
    panels[0].invert_yaxis()
    looks = [FAMILIES[name] for name in dict.fromkeys(map(family, models))]
    marks = [Line2D([], [], linestyle="", marker=look.marker, color=look.colour, label=look.name) for look in looks]
    figure.legend(handles=marks, loc="outside lower center", ncols=3)
    return figure


def draw_codes(runs: Path, data: str) -> Figure | None:
    """Codes of test images by class, a panel for each four-stage model and for the t-SNE map; None without runs or labels."""
    from matplotlib.figure import Figure
    from matplotlib.patheffects import withStroke

    trained = open_runs(runs, data, (*FOUR_STAGES, BASE))
    codings = {name: coding for name in (*FOUR_STAGES, "tsne_p") if (coding := coding_of(trained, name)) is not None}
    if not codings:
        return None
    images = next(iter(trained.values())).images
    if images.labels is None:
        return None
    chosen = images.split["test"][:POINTS]
    labels = images.labels[chosen]
    down = -(-len(codings) // 2)
    figure = Figure(figsize=(WIDTH, 3.6 * down), dpi=DPI, layout="constrained", facecolor="white")
    axes = figure.subplots(down, 2, squeeze=False).ravel()
    for panel in axes[len(codings) :]:
        panel.set_axis_off()
    for panel, (name, coding) in zip(axes, codings.items(), strict=False):
        codes = np.concatenate([coding.encode(batch.images).mean.numpy() for batch in images.batches(chosen)])
        for label in np.unique(labels):
            own, colour = codes[labels == label], CLASSES[label % len(CLASSES)]
            panel.scatter(*own.T, s=3, color=colour, linewidths=0)
            middle = np.median(own, axis=0)
            text = panel.text(*middle, images.label_names[label], color=colour, fontsize=12, fontweight="bold", ha="center", va="center")
            text.set_path_effects([withStroke(linewidth=3, foreground="white")])
        panel.set(title="t-SNE" if name == "tsne_p" else title(name), xticks=[], yticks=[], box_aspect=1)
        panel.set_aspect("equal", adjustable="datalim")
    return figure
