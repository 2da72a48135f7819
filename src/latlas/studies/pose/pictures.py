"""The pictures of the study: which ones a result has, what they show, and drawing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from latlas.studies.figures import Picture, draw_pictures
from latlas.studies.pose import curves, grids
from latlas.studies.pose.settings import PRIOR_FAMILIES, ROTATED
from latlas.studies.pose.style import LOOKS, data_title
from latlas.studies.pose.tables import OUR_MODELS, PRIOR_MODELS, TABLE_MODELS, image_sets
from latlas.studies.study import Row

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from PIL.Image import Image


def planned(result: Mapping[str, Any]) -> list[Picture]:
    """The pictures that a result calls for; all but the first need runs as well."""
    rows: Sequence[Row] = result["rows"]
    found = []
    for data in image_sets(rows):
        found += _of_set(data, [row for row in rows if row["data"] == data])
    if any(row["data"] == ROTATED and row["metric"] == "seconds" for row in rows):
        found.append(
            Picture(
                "pose-rotated.png",
                "Turned digits made upright",
                "Digits of rot-MNIST with the angles by which they were turned; for each model, what the decoder makes of z before it is "
                "turned, and the digits with the pose that the model reads from them undone. Models are the transformer VAE (single) and "
                "the double one, without a prior of u, with a normal one, and without one but begun from several rotations.",
                grids.draw_turned,
            )
        )
    return found


def pictures(result: Mapping[str, Any], runs: Path, out: Path) -> list[Path]:
    """Draw all pictures of a result into a folder; those whose runs are not under `runs`/DATA/MODEL/SEED are left out.

    Raises `UsageError` when Matplotlib is not installed.
    """
    return draw_pictures(planned(result), runs, out)


def _of_set(data: str, rows: Sequence[Row]) -> list[Picture]:
    """The pictures of one set of upright digits."""
    trained = {row["model"] for row in rows if row["metric"] == "reconstruction"}
    found = []

    def add(name: str, title: str, caption: str, draw: Callable[[Path], Figure | Image | None]) -> None:
        found.append(Picture(f"pose-{name}-{data}.png", f"{title}: {data_title(data)}", caption, draw))

    if curves.sizes(rows):
        add(
            "dimensions",
            "Reconstruction by dimension (figure 5)",
            "Reconstruction term on test images against the dimensions of z and u together, with the paper's recipe; bars are one standard "
            "deviation over seeds where there are several.",
            lambda _: curves.draw_dimensions(rows),
        )
    for ending, recipe, models in (("", "paper's recipe", TABLE_MODELS), ("-ours", "our recipe", OUR_MODELS)):
        if trained & set(models):
            add(
                f"samples{ending}",
                f"Samples, {recipe} (figures 6 and 7)",
                "Images decoded from draws of z, with the pose that changes nothing; the number of latents z in brackets.",
                partial(grids.draw_samples, data=data, ending=ending),
            )
    for family in PRIOR_FAMILIES:
        if any(model in trained for model in PRIOR_MODELS if model.startswith(f"{family}-")):
            add(
                f"priors-{family}",
                f"Priors of the pose, {LOOKS[family].name} (figures 10 and 11)",
                "The same draws of z in the pose that changes nothing, in the mean pose of test images, and in poses drawn from the "
                "prior, by the prior of u; without one, there are no draws but the average pose of training.",
                partial(grids.draw_priors, data=data, family=family),
            )
    if trained & {f"{family}-2" for family in LOOKS}:
        add(
            "scatter",
            "Two latents (figure 8)",
            "Posterior means of z of test images by class, with each digit at the median of its class.",
            partial(curves.draw_scatters, data=data),
        )
        add(
            "manifold",
            "The manifold of two latents",
            "Images decoded from a grid of z, with the pose that changes nothing: places are the quantiles of the normal prior from 2 to "
            "98 %.",
            partial(grids.draw_manifolds, data=data),
        )
    if trained & {*TABLE_MODELS, *OUR_MODELS} - {model for model in trained if model.startswith("vae")}:
        add(
            "before",
            "Before the transformation (figure 12)",
            "Test images, and for each model with 8 latents what the decoder makes of them before the transformation (canonical), and "
            "after (in pose).",
            partial(grids.draw_before, data=data),
        )
    if trained & {*TABLE_MODELS, *OUR_MODELS}:
        add(
            "denoising",
            "Denoising",
            "Test images, the same with noise, and what models with 8 latents reconstruct from the noisy ones.",
            partial(grids.draw_denoising, data=data),
        )
    return found
