"""Pictures that models of the study decode: figure 1, and the plane of two latents."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from jaxtyping import Int
from PIL import Image

from latlas.data.imageset import ImageSet
from latlas.runs import TrainedModel
from latlas.studies.decoded import labelled_blocks, labelled_rows, open_runs
from latlas.studies.two_dimensional.coding import Coding, model_coding, projected_coding
from latlas.studies.two_dimensional.projected import load_saved
from latlas.studies.two_dimensional.settings import BASE
from latlas.studies.two_dimensional.style import title
from latlas.types import Images

Chosen = Int[np.ndarray, " chosen"]

FOUR_STAGES = ("4g", "4ng", "4d")
IN_FIGURE_1 = (BASE, *FOUR_STAGES, "pca_p", "tsne_s")
"""Rows of figure 1 after the images, in the paper's order."""
COLUMNS = 10
"""Test images in figure 1, at most."""
SIDE = 15
"""Images along a side of a manifold."""
SMALL_CELL = (20, 28)
"""Pixels of an image's longer side in a manifold."""


def draw_reconstructions(runs: Path, data: str) -> Image.Image | None:
    """Figure 1: test images, one of each class, and their reconstructions, a row for each model; None without runs."""
    trained = open_runs(runs, data, (BASE, *FOUR_STAGES))
    if not trained:
        return None
    images = next(iter(trained.values())).images
    chosen = one_of_each(images)
    rows = {"test images": images.images(chosen)}
    for name in IN_FIGURE_1:
        coding = coding_of(trained, name)
        if coding is not None:
            rows[title(name)] = reconstructed(coding, rows["test images"])
    names = [""] * len(chosen) if images.labels is None else [images.label_names[label] for label in images.labels[chosen]]
    return labelled_rows(rows, names, apart=(1,))


def draw_manifolds(runs: Path, data: str) -> Image.Image | None:
    """Images over the plane of two latents, a block for each four-stage model; None without runs."""
    trained = open_runs(runs, data, FOUR_STAGES)
    if not trained:
        return None
    places = torch.special.ndtri(torch.linspace(0.02, 0.98, SIDE))
    second, first = torch.meshgrid(places.flip(0), places, indexing="ij")
    plane = torch.stack([first.flatten(), second.flatten()], dim=1)
    blocks = {title(name): model_coding(one.model).decode(plane) for name, one in trained.items()}
    return labelled_blocks(blocks, SIDE, cell=SMALL_CELL)


def coding_of(trained: dict[str, TrainedModel], name: str) -> Coding | None:
    """The coding of a row of table I, of a run or a projection kept beside the base model's; None where it is not there."""
    if name in trained:
        return model_coding(trained[name].model)
    projection = load_saved(trained[BASE].folder, name) if BASE in trained else None
    return None if projection is None else projected_coding(model_coding(trained[BASE].model), projection)


def reconstructed(coding: Coding, images: Images) -> Images:
    """Images there and back."""
    return coding.decode(coding.encode(images).mean)


def one_of_each(images: ImageSet) -> Chosen:
    """The first test image of each of the first classes, in their order; without labels, the first test images."""
    test = images.split["test"]
    if images.labels is None:
        return test[:COLUMNS]
    labels = images.labels[test]
    return test[[int(np.flatnonzero(labels == label)[0]) for label in np.unique(labels)[:COLUMNS]]]
