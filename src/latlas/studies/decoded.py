"""What trained models of a study decode, as pictures with labels: the runs it is drawn from, rows of images, and blocks of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from PIL import Image, ImageDraw, ImageFont

from latlas.atlas.pictures import grid
from latlas.errors import RunError
from latlas.metrics.intervals import image_shape
from latlas.runs import TrainedModel, load
from latlas.types import Images

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

ROW_CELL, BLOCK_CELL = (48, 64), (32, 40)
"""Least and most pixels of an image's longer side in rows and blocks: smaller images are enlarged, larger ones reduced."""
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


def labelled_rows(rows: Mapping[str, Images], columns: Sequence[str], apart: Collection[int] = (1,)) -> Image.Image:
    """Rows of images with their names on the left, and names of columns above. A wider gap stands before the rows `apart`."""
    font = _font()
    cells = _shown(torch.cat(list(rows.values())), len(columns), ROW_CELL, apart)
    left = max(int(font.getlength(name)) for name in rows) + 12
    top = TEXT + 9
    canvas = Image.new("RGB", (left + cells.width, top + cells.height), "white")
    canvas.paste(cells, (left, top))
    draw = ImageDraw.Draw(canvas)
    across = (cells.width + 1) / len(columns)
    for number, name in enumerate(columns):
        draw.text((left + (number + 0.5) * across, top - 5), name, "#444444", font, anchor="ms")
    wider = [number for number in range(1, len(rows)) if number in apart]
    down = _shown(next(iter(rows.values()))[:1], 1, ROW_CELL).height + 1
    extra = (cells.height + 1 - len(rows) * down) / max(1, len(wider))
    for number, name in enumerate(rows):
        y = top + (number + 0.5) * down - 0.5 + extra * sum(other <= number for other in wider)
        draw.text((left - 8, y), name, "black", font, anchor="rm")
    return canvas


def labelled_blocks(blocks: Mapping[str, Images], columns: int, across: int = 3, cell: tuple[int, int] = BLOCK_CELL) -> Image.Image:
    """Blocks of images with some columns, a few blocks side by side, each under its name."""
    font = _font()
    shown = {name: _shown(images, columns, cell) for name, images in blocks.items()}
    width, height = next(iter(shown.values())).size
    across, gap, head = min(across, len(shown)), 14, TEXT + 12
    down = -(-len(shown) // across)
    canvas = Image.new("RGB", (across * (width + gap) - gap, down * (height + head + gap) - gap), "white")
    draw = ImageDraw.Draw(canvas)
    for number, (name, block) in enumerate(shown.items()):
        row, column = divmod(number, across)
        x, y = column * (width + gap), row * (height + head + gap) + head
        canvas.paste(block, (x, y))
        draw.text((x + width / 2, y - 7), name, "black", font, anchor="ms")
    return canvas


def _shown(images: Images, columns: int, cell: tuple[int, int], apart_rows: Collection[int] = ()) -> Image.Image:
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
