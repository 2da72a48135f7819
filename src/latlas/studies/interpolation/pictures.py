"""The pictures of the study: which ones a result has, what they show, and drawing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from latlas.studies.figures import Picture, draw_pictures
from latlas.studies.interpolation import curves
from latlas.studies.interpolation.settings import DISSOLVE, SETTINGS, WITHOUT
from latlas.studies.interpolation.style import ORDER, data_title
from latlas.studies.interpolation.summary import few_views, image_sets, models_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from PIL.Image import Image


def planned(result: Mapping[str, Any]) -> list[Picture]:
    """The pictures that a result calls for; those of models need their runs as well."""
    rows, setting = result["rows"], SETTINGS[result["scale"]]
    methods = models_of(rows, [model for model in ORDER if model not in WITHOUT])
    ablation = models_of(rows, ("aeai", *WITHOUT)) if models_of(rows, WITHOUT) else []
    trained = [model for model in methods if model != DISSOLVE]
    band = "lines are means over seeds, bands one standard deviation over seeds"
    degrees = 5 * setting.fixed
    found = []

    def add(name: str, title: str, caption: str, draw: Callable[[Path], Figure | Image | None]) -> None:
        found.append(Picture(f"{name}.png", title, caption, draw))

    if methods:
        add(
            "interpolation-errors",
            "In-between error (figure 6)",
            f"Mean and standard deviation of the error over α at {degrees}°, and mean error over the length of the interval; {band}.",
            lambda _: curves.draw_errors(rows, methods),
        )
        add(
            "interpolation-retrieval",
            "Retrieved α (figure 7)",
            "The α that the nearest real image tells against the true one: medians as marks and inter-quartile ranges as bands, means over "
            "seeds, cut off at −0.3 and 1.3; the dotted line is perfect.",
            lambda _: curves.draw_retrieval(rows, methods),
        )
    if any(row["metric"] == "walk_to_start" for row in rows):
        add(
            "interpolation-walk",
            "The walk in factor space (figure 8)",
            "Distance in elevation and azimuth of the nearest real image to the start and to the end of the path on pole; the dotted lines "
            "are a straight walk.",
            lambda _: curves.draw_walk(rows, methods),
        )
    if ablation:
        add(
            "interpolation-ablation-errors",
            "In-between error of the ablation (figure 14)",
            f"As figure 6, for AEAI with all terms and without each one; {band}.",
            lambda _: curves.draw_errors(rows, ablation),
        )
        add(
            "interpolation-ablation-retrieval",
            "Retrieved α of the ablation (figure 15)",
            "As figure 7, for AEAI with all terms and without each one.",
            lambda _: curves.draw_retrieval(rows, ablation),
        )
    if any(row["metric"] == "beyond" for row in rows):
        add(
            "interpolation-beyond",
            "Extrapolation",
            f"Mean error against the true views beyond both ends of intervals of 40°; {band}.",
            lambda _: curves.draw_extrapolation(rows, methods),
        )
    if few_views(rows):
        add(
            "interpolation-few-views",
            "Few training views",
            f"Error of reconstructing the views that were not trained on, over the number of those that were; {band}.",
            lambda _: curves.draw_few_views(rows),
        )
    if trained:
        for data in image_sets(rows):
            found += _of_methods(data, trained, setting.fixed)
    if ablation:
        found += [_of_ablation(data, ablation) for data in image_sets(rows)]
    if any("@" in row["data"] for row in rows):
        add(
            "interpolation-manifold",
            "The encoded manifold (figure 2)",
            "The latents of all views of pole, joined along azimuth at each elevation (colour) and along elevation every 15° of azimuth "
            "(gray).",
            lambda runs: _manifold(runs, setting.flat),
        )
    return found


def _of_methods(data: str, models: list[str], length: int) -> list[Picture]:
    strips = Picture(
        f"interpolation-strips-{data}.png",
        f"Strips: {data_title(data)} (figure 5)",
        f"The true views of one interval of {5 * length}° and what each method decodes between its ends, which no training saw where there "
        "is such an interval.",
        lambda runs: _strips(runs, data, models, length),
    )
    grids = Picture(
        f"interpolation-grids-{data}.png",
        f"Grids: {data_title(data)} (figures 9 to 11)",
        "The bilinear surface between the latents of four views, the corners of the first block, as each method decodes it.",
        lambda runs: _grids(runs, data, models, True),
    )
    return [strips, grids]


def _of_ablation(data: str, models: list[str]) -> Picture:
    return Picture(
        f"interpolation-ablation-grids-{data}.png",
        f"Grids of the ablation: {data_title(data)} (figures 12 and 13)",
        "The same four views, for AEAI with all terms and without each one.",
        lambda runs: _grids(runs, data, models, False),
    )


def pictures(result: Mapping[str, Any], runs: Path, out: Path) -> list[Path]:
    """Draw all pictures of a result into a folder; those whose runs are not under `runs`/DATA/MODEL/SEED are left out.

    Raises `UsageError` when Matplotlib is not installed.
    """
    return draw_pictures(planned(result), runs, out)


def _strips(runs: Path, data: str, models: list[str], length: int) -> Image | None:
    from latlas.studies.interpolation.strips import draw_strips

    return draw_strips(runs, data, models, length)


def _grids(runs: Path, data: str, models: list[str], dissolve: bool) -> Image | None:
    from latlas.studies.interpolation.strips import draw_grids

    return draw_grids(runs, data, models, dissolve)


def _manifold(runs: Path, latents: tuple[int, ...]) -> Figure | None:
    from latlas.studies.interpolation.manifold import draw_manifold

    return draw_manifold(runs, latents)
