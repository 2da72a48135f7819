"""Pictures that models decode: strips between two views, and grids between four, one block for each method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont
from torch import Tensor

from latlas.api import TrainedModel, bilinear_grid, interpolate, load
from latlas.atlas.pictures import grid
from latlas.data.imageset import ImageSet
from latlas.errors import RunError
from latlas.latent.paths import alphas, bilinear, linear
from latlas.metrics.intervals import image_shape
from latlas.studies.interpolation.scoring import STEP, azimuth
from latlas.studies.interpolation.settings import DISSOLVE
from latlas.studies.interpolation.style import LOOKS
from latlas.types import Images

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

STRIP_CELL, GRID_CELL = (48, 64), (32, 40)
"""Least and most pixels of an image's longer side in strips and grids: smaller images are enlarged, larger ones reduced."""
FACTOR_GRID, VIEW_GRID = (8, 6), (5, 5)
"""Rows and columns of a grid: on pole, every elevation and every third view along the azimuth; else what fits a picture."""
APART = 9
"""Views between the corners of a grid where there is one elevation: 45°."""
ACROSS = 15
"""Views between the corners of a grid along the azimuth where there are several elevations: 75°."""
TEXT = 15
"""Height of letters in pixels."""


def open_runs(runs: Path, data: str, models: Sequence[str]) -> dict[str, TrainedModel]:
    """The trained models of the first seed that has any; what is not there or not finished is left out."""
    folders = [folder for model in models for folder in (runs / data / model).glob("*") if folder.name.isdigit()]
    for seed in sorted({int(folder.name) for folder in folders}):
        found = {}
        for model in models:
            try:
                found[model] = load(runs / data / model / str(seed))
            except RunError:
                continue
        if found:
            return found
    return {}


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


def labelled_rows(rows: Mapping[str, Images], columns: Sequence[str]) -> Image.Image:
    """Rows of images with their names on the left, and names of columns above."""
    font = _font()
    cells = _shown(torch.cat(list(rows.values())), len(columns), STRIP_CELL, apart_rows=(1,))
    left = max(int(font.getlength(name)) for name in rows) + 12
    top = TEXT + 9
    canvas = Image.new("RGB", (left + cells.width, top + cells.height), "white")
    canvas.paste(cells, (left, top))
    draw = ImageDraw.Draw(canvas)
    side = (cells.width + 1) / len(columns)
    for number, name in enumerate(columns):
        draw.text((left + (number + 0.5) * side, top - 5), name, "#444444", font, anchor="ms")
    gap = cells.height - len(rows) * (side - 1) - (len(rows) - 2)
    for number, name in enumerate(rows):
        y = top + (number + 0.5) * side - 0.5 + (gap - 1 if number else 0)
        draw.text((left - 8, y), name, "black", font, anchor="rm")
    return canvas


def labelled_blocks(blocks: Mapping[str, Images], columns: int) -> Image.Image:
    """Grids of images with some columns, three side by side, each under its name."""
    font = _font()
    shown = {name: _shown(images, columns, GRID_CELL) for name, images in blocks.items()}
    width, height = next(iter(shown.values())).size
    across, gap, head = min(3, len(shown)), 14, TEXT + 12
    down = -(-len(shown) // across)
    canvas = Image.new("RGB", (across * (width + gap) - gap, down * (height + head + gap) - gap), "white")
    draw = ImageDraw.Draw(canvas)
    for number, (name, block) in enumerate(shown.items()):
        row, column = divmod(number, across)
        x, y = column * (width + gap), row * (height + head + gap) + head
        canvas.paste(block, (x, y))
        draw.text((x + width / 2, y - 7), name, "black", font, anchor="ms")
    return canvas


def _shown(images: Images, columns: int, cell: tuple[int, int], apart_rows: tuple[int, ...] = ()) -> Image.Image:
    smallest, largest = cell
    _, height, width = image_shape(images)
    longer = max(height, width)
    if longer > largest:
        size = (round(height * largest / longer), round(width * largest / longer))
        return grid(torch.nn.functional.interpolate(images, size, mode="area"), columns, apart_rows=apart_rows).convert("RGB")
    return grid(images, columns, scale=max(1, -(-smallest // longer)), apart_rows=apart_rows).convert("RGB")


def _font() -> FreeTypeFont:
    from matplotlib.font_manager import findfont

    return ImageFont.truetype(findfont("DejaVu Sans"), TEXT)  # Matplotlib brings it, and it has a β
