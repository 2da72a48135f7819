"""The pictures of the study: which ones a result has, what they show, and drawing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from latlas.studies.figures import Picture, draw_pictures
from latlas.studies.study import Row
from latlas.studies.two_dimensional import curves, grids
from latlas.studies.two_dimensional.settings import BASE

FACES = "folder"
"""Image set of the pictures of faces, whose runs may lie beside those of a result."""


def planned(result: Mapping[str, Any]) -> list[Picture]:
    """The pictures that a result calls for; all but the first need runs as well."""
    rows: Sequence[Row] = result["rows"]
    scored = {row["model"] for row in rows if row["metric"] == "ssim"}
    data = result["conditions"]["data"]
    found = []
    if scored:
        found.append(
            Picture(
                "two-dimensional-measures.png",
                "Table I as points",
                "SSIM (more is better), Fréchet distance and MMD² (less is better) of reconstructions: a small point for each seed, a mark "
                "at their mean.",
                lambda _: curves.draw_measures(rows),
            )
        )
    if scored & {BASE, *grids.FOUR_STAGES}:
        found.append(
            Picture(
                "two-dimensional-reconstructions.png",
                "Reconstructions (figure 1)",
                "Test images, and what is reconstructed of them from 128 latents, from two latents of four-stage models, and from two-"
                "dimensional projections of the 128.",
                partial(grids.draw_reconstructions, data=data),
            )
        )
        found.append(
            Picture(
                "two-dimensional-codes.png",
                "Two latents by class",
                "Codes of test images by their class: posterior means of four-stage models, and places on the t-SNE map of the base's.",
                partial(curves.draw_codes, data=data),
            )
        )
    if scored & set(grids.FOUR_STAGES):
        found.append(
            Picture(
                "two-dimensional-manifolds.png",
                "The decoded plane",
                "Images decoded from a grid of two latents: places are the quantiles of the normal prior from 2 to 98 %.",
                partial(grids.draw_manifolds, data=data),
            )
        )
    if result["scale"] == "desk" and data == "mnist" and scored & set(grids.FOUR_STAGES):
        found += [
            Picture(
                "two-dimensional-faces.png",
                "Faces",
                "Figure 1 on faces (the ORL set, 400 images of 40 people), for a look alone: one seed, about as many steps a stage as the "
                "digits have.",
                partial(grids.draw_reconstructions, data=FACES),
            ),
            Picture(
                "two-dimensional-faces-plane.png",
                "Faces on the decoded plane",
                "The same plane for the models of faces.",
                partial(grids.draw_manifolds, data=FACES),
            ),
        ]
    return found


def pictures(result: Mapping[str, Any], runs: Path, out: Path) -> list[Path]:
    """Draw all pictures of a result into a folder; those whose runs are not under `runs`/DATA/MODEL/SEED are left out.

    Raises `UsageError` when Matplotlib is not installed.
    """
    return draw_pictures(planned(result), runs, out)
