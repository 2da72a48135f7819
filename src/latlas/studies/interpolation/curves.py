"""Figures drawn from rows alone: errors over α and interval, retrieved α, the walk in factor space, extrapolation, few views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from latlas.studies.interpolation.settings import FEW
from latlas.studies.interpolation.style import LOOKS, data_title
from latlas.studies.interpolation.summary import Spread, curve, few_views, image_sets, on, spread, values
from latlas.studies.study import Row

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

E4 = 1e4
"""Errors are drawn in units of 10⁻⁴."""
WIDTH = 8.4
"""Inches that a row of panels takes at most, so that letters are readable when a page shrinks the figure to its own width."""
HALVES: dict[str, Any] = {"xlim": (0, 1), "xticks": (0, 0.5, 1), "xticklabels": ("0", "½", "1")}
"""The axis of α in small panels."""
SHOWN = (-0.3, 1.3)
"""Range of retrieved α that is shown."""


def draw_errors(rows: Sequence[Row], models: Sequence[str]) -> Figure:
    """Figures 6 and 14: mean and standard deviation of the error over α, and mean error over the interval; a column an image set."""
    data = image_sets(rows)
    figure, axes = _panels(3, len(data), 1.9)
    for column, one in enumerate(data):
        axes[0][column].set_title(data_title(one))
        for model in models:
            own = _rows_of(model, one, lambda row: row.get("views") == "all")
            for row, metric in enumerate(("between_at_alpha", "between_at_alpha_deviation")):
                _line(axes[row][column], model, *curve(rows, metric, "alpha", own), every=3)
            _line(axes[2][column], model, *curve(rows, "between", "interval", own), every=3)
        for row, label in enumerate(("α", "α", "interval in degrees")):
            axes[row][column].set_xlabel(label)
            axes[row][column].set_ylim(bottom=0)
    for row, label in enumerate(("mean MSE ×10⁻⁴", "standard deviation of MSE ×10⁻⁴", "mean MSE ×10⁻⁴")):
        axes[row][0].set_ylabel(label)
    _legend(figure, axes[0][0])
    return figure


def draw_retrieval(rows: Sequence[Row], models: Sequence[str]) -> Figure:
    """Figures 7 and 15: the α that the nearest image of the set tells, median and inter-quartile range; a row an image set."""
    data = image_sets(rows)
    figure, axes = _panels(len(data), len(models), 1.2, share=True)
    for row, one in enumerate(data):
        axes[row][0].set_ylabel(f"{data_title(one)}\nretrieved α", fontsize=7)
        for column, model in enumerate(models):
            panel, look, own = axes[row][column], LOOKS[model], _rows_of(model, one)
            panel.plot([0, 1], [0, 1], color="#888888", linewidth=0.8, linestyle=":")
            alpha, median = curve(rows, "alpha_median", "alpha", own)
            lower, upper = (curve(rows, f"alpha_{side}", "alpha", own)[1] for side in ("lower", "upper"))
            panel.fill_between(alpha, _means(lower), _means(upper), color=look.colour, alpha=0.25, linewidth=0)
            panel.plot(alpha, _means(median), look.marker, color=look.colour, markersize=3)
            panel.set(**HALVES, ylim=SHOWN, yticks=(0, 0.5, 1))
    _name_columns(axes, models)
    for panel in axes[-1]:
        panel.set_xlabel("α")
    return figure


def draw_walk(rows: Sequence[Row], models: Sequence[str]) -> Figure:
    """Figure 8: distance in factor space of the retrieved image to start and end; a row each factor that is walked along."""
    from matplotlib.lines import Line2D

    factors = sorted({row["along"] for row in rows if row["metric"] == "walk_to_start"})
    figure, axes = _panels(len(factors), len(models), 1.4, share_rows=True)
    for row, along in enumerate(factors):
        axes[row][0].set_ylabel(f"along {along}\ndistance in degrees", fontsize=7)
        for column, model in enumerate(models):
            panel, look = axes[row][column], LOOKS[model]
            own = _rows_of(model, "pole", _along(along))
            for side, filled in (("start", True), ("end", False)):
                alpha, straight = curve(rows, f"walk_straight_to_{side}", "alpha", own)
                panel.plot(alpha, _means(straight), color="#888888", linewidth=0.8, linestyle=":")
                alpha, walked = curve(rows, f"walk_to_{side}", "alpha", own)
                _band(panel, alpha, walked, look.colour, 1.0)
                panel.plot(
                    alpha,
                    _means(walked),
                    color=look.colour,
                    linewidth=0.9,
                    marker=look.marker,
                    markersize=3.4,
                    markeredgewidth=0.8,
                    markerfacecolor=look.colour if filled else "white",
                )
            panel.set(**HALVES)
        axes[row][0].set_ylim(bottom=0)
    _name_columns(axes, models)
    for panel in axes[-1]:
        panel.set_xlabel("α")
    signs = [
        Line2D([], [], color="#444444", linewidth=0.9, marker="o", markersize=3.4, markerfacecolor=face, label=label)
        for face, label in (("#444444", "to the start"), ("white", "to the end"))
    ]
    signs.append(Line2D([], [], color="#888888", linewidth=0.8, linestyle=":", label="straight walk"))
    figure.legend(handles=signs, loc="outside lower center", ncols=3)
    return figure


def draw_extrapolation(rows: Sequence[Row], models: Sequence[str]) -> Figure:
    """Error beyond the ends; a column an image set."""
    data = image_sets(rows)
    figure, axes = _panels(1, len(data), 2.3)
    for panel, one in zip(axes[0], data, strict=True):
        for model in models:
            _line(panel, model, *curve(rows, "beyond", "beyond", _rows_of(model, one)))
        panel.set(title=data_title(one), xlabel="degrees beyond the end", xticks=(5, 10, 15, 20))
        panel.set_ylim(bottom=0)
    axes[0][0].set_ylabel("mean MSE ×10⁻⁴")
    _legend(figure, axes[0][0])
    return figure


def draw_few_views(rows: Sequence[Row]) -> Figure:
    """Reconstruction of views that were not trained on, over the number of views that were; a column an image set."""
    data = few_views(rows)
    figure, axes = _panels(1, len(data), 2.3)
    for panel, (one, counts) in zip(axes[0], data.items(), strict=True):
        names = [*(f"{one}-{count}" for count in counts), one]
        for model in FEW:
            found = values(rows, "reconstruction", [model], lambda row: row["views"] == "test").get(model, {})
            by_name = [on({model: found}, name) for name in names]
            present = [number for number, each in enumerate(by_name) if each]
            _line(panel, model, [float(number) for number in present], [spread(by_name[number][model]) for number in present])
        panel.set(title=data_title(one), xlabel="training views", xticks=range(len(names)), xticklabels=[*map(str, counts), "80 %"])
        panel.set_ylim(bottom=0)
    axes[0][0].set_ylabel("test reconstruction MSE ×10⁻⁴")
    _legend(figure, axes[0][0])
    return figure


def _along(factor: str) -> Callable[[Row], bool]:
    return lambda row: row.get("along") == factor


def _rows_of(model: str, data: str, keep: Callable[[Row], bool] = lambda row: True) -> Callable[[Row], bool]:
    return lambda row: row["model"] == model and row["data"] == data and keep(row)


def _panels(rows: int, columns: int, height: float, share: bool = False, share_rows: bool = False) -> tuple[Figure, list[list[Axes]]]:
    from matplotlib.figure import Figure

    width = min(2.9, WIDTH / columns)
    figure = Figure(figsize=(width * columns + 0.6, height * rows + 0.5), dpi=110, layout="constrained", facecolor="white")
    axes = figure.subplots(rows, columns, squeeze=False, sharex=share, sharey=True if share else "row" if share_rows else False)
    return figure, [list(each) for each in axes]


def _line(panel: Axes, model: str, x: Sequence[float], spreads: Sequence[Spread], every: int = 1) -> None:
    """One method's curve in units of 10⁻⁴ with a band of one standard deviation over seeds; AEAI's is drawn on top."""
    if not x:
        return
    look, main = LOOKS[model], model == "aeai"
    _band(panel, x, spreads, look.colour, E4)
    panel.plot(
        x,
        [E4 * mean for mean in _means(spreads)],
        color=look.colour,
        marker=look.marker,
        markevery=every,
        markersize=4,
        linewidth=2 if main else 1.1,
        linestyle="--" if model == "cross_dissolve" else "-",
        zorder=3 if main else 2,
        label=look.name,
    )


def _band(panel: Axes, x: Sequence[float], spreads: Sequence[Spread], colour: str, unit: float) -> None:
    if spreads and all(each.deviation is not None for each in spreads):
        low = [unit * (each.mean - (each.deviation or 0)) for each in spreads]
        high = [unit * (each.mean + (each.deviation or 0)) for each in spreads]
        panel.fill_between(x, low, high, color=colour, alpha=0.15, linewidth=0)


def _means(spreads: Sequence[Spread]) -> list[float]:
    return [each.mean for each in spreads]


def _name_columns(axes: Sequence[Sequence[Axes]], models: Sequence[str]) -> None:
    for panel, model in zip(axes[0], models, strict=True):
        panel.set_title(LOOKS[model].name.replace(" without", "\nwithout"))


def _legend(figure: Figure, panel: Axes) -> None:
    handles, labels = panel.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=min(len(labels), max(3, round(figure.get_figwidth() * 0.8))))
