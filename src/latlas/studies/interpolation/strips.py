"""Pictures that models decode: strips between two views, and grids between four, one block for each method."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from latlas.api import bilinear_grid, interpolate
from latlas.data.imageset import ImageSet
from latlas.latent.paths import alphas, bilinear, linear
from latlas.studies.decoded import labelled_blocks, labelled_rows, open_runs
from latlas.studies.interpolation.scoring import STEP, azimuth
from latlas.studies.interpolation.settings import DISSOLVE
from latlas.studies.interpolation.style import LOOKS
from latlas.types import Images

FACTOR_GRID, VIEW_GRID = (8, 6), (5, 5)
"""Rows and columns of a grid: on pole, every elevation and every third view along the azimuth; else what fits a picture."""
APART = 9
"""Views between the corners of a grid where there is one elevation: 45°."""
ACROSS = 15
"""Views between the corners of a grid along the azimuth where there are several elevations: 75°."""


def draw_strips(runs: Path, data: str, models: Sequence[str], length: int) -> Image.Image | None:
    """Figure 5: the true views of an interval of `length` views, and what each method makes of it; None without runs."""
    trained = open_runs(runs, data, models)
    if not trained:
        return None
    images = next(iter(trained.values())).images
    views = chosen_interval(images, length)
    truth = images.images(views)
    ends = truth[[0, -1]].flatten(1)
    rows: dict[str, Images] = {"true views": truth}
    rows[LOOKS[DISSOLVE].name] = linear(ends[:1], ends[1:], alphas(length + 1))[0].unflatten(1, images.shape)
    for model, one in trained.items():
        pair = (int(views[0]), int(views[-1]))
        rows[LOOKS[model].name] = interpolate(one, [pair], steps=length + 1, images=images)[0]
    columns = [f"{STEP * number}°" for number in range(length + 1)]
    return labelled_rows(rows, columns)


def chosen_interval(images: ImageSet, length: int) -> np.ndarray:
    """The views of the first interval whose ends were held out; of the first one at all where there is none."""
    windows = azimuth(images).windows(0, length)
    held_out = np.isin(windows[:, [0, -1]], images.split["test"]).all(1)
    return windows[int(held_out.argmax())]


def draw_grids(runs: Path, data: str, models: Sequence[str], dissolve: bool) -> Image.Image | None:
    """Figures 9 to 13: the bilinear surface between four views, a block for each method; None without runs."""
    trained = open_runs(runs, data, models)
    if not trained:
        return None
    images = next(iter(trained.values())).images
    corners = chosen_corners(images)
    truth = true_grid(images)
    size = (truth.shape[0], truth.shape[1])
    blocks: dict[str, Tensor] = {"true views": truth}
    if dissolve:
        pixels = images.images(np.array(corners)).flatten(1)
        blocks[LOOKS[DISSOLVE].name] = bilinear(pixels, *size).unflatten(2, images.shape)
    for model, one in trained.items():
        blocks[LOOKS[model].name] = bilinear_grid(one, corners, *size, images=images)
    return labelled_blocks({name: block.flatten(0, 1) for name, block in blocks.items()}, size[1])


def chosen_corners(images: ImageSet) -> tuple[int, int, int, int]:
    """Views 75° apart at the lowest and the highest elevation; four views 45° apart where there is one elevation."""
    rows = azimuth(images).rows
    corners = rows[0, : 4 * APART : APART] if len(rows) == 1 else rows[[0, 0, -1, -1], [0, ACROSS, 0, ACROSS]]
    first, second, third, fourth = (int(corner) for corner in corners)
    return first, second, third, fourth


def true_grid(images: ImageSet) -> Tensor:
    """The true views at the places of a grid `(row, column, channel, height, width)`; white where there is none, between the corners."""
    sequences = azimuth(images).rows
    rows, columns = FACTOR_GRID
    if len(sequences) == rows:
        chosen = sequences[:, : ACROSS + 1 : ACROSS // (columns - 1)]
        return images.images(chosen.ravel()).unflatten(0, FACTOR_GRID)
    rows, columns = VIEW_GRID
    cells = torch.ones(rows, columns, *images.shape)
    cells[:: rows - 1, :: columns - 1] = images.images(np.array(chosen_corners(images))).unflatten(0, (2, 2))
    return cells
