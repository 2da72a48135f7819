"""Pictures of an atlas: thumbnails, sheets of them, and the tiles of the decoded manifold."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Collection, Sequence

import numpy as np
from PIL import Image

from latlas.types import Images

TILE = 256
"""Pixels of a tile's side."""
LARGEST_THUMBNAIL = 64
"""Pixels of a thumbnail's longer side; larger images are reduced to it."""
SHEET_COLUMNS = 16
SHEET_ROWS = 16


def to_bytes(images: Images) -> np.ndarray:
    """Images in [0, 1] as uint8 `(n, height, width, channels)`."""
    return (images.detach().cpu().clamp(0, 1) * 255).round().byte().permute(0, 2, 3, 1).numpy()


def to_picture(pixels: np.ndarray) -> Image.Image:
    """uint8 `(height, width, channels)` as a picture: gray for one channel, colour for three, else the first three."""
    if pixels.shape[2] == 1:
        return Image.fromarray(pixels[:, :, 0])
    if pixels.shape[2] == 2:
        pixels = np.concatenate([pixels, np.zeros_like(pixels[:, :, :1])], axis=2)
    return Image.fromarray(np.ascontiguousarray(pixels[:, :, :3]))


def thumbnail_size(height: int, width: int) -> tuple[int, int]:
    """Height and width of the thumbnails of images of a size."""
    scale = min(1.0, LARGEST_THUMBNAIL / max(height, width))
    return max(1, round(height * scale)), max(1, round(width * scale))


def thumbnails(images: Images) -> list[bytes]:
    """One PNG for each image."""
    height, width = thumbnail_size(*images.shape[2:])
    made = []
    for pixels in to_bytes(images):
        picture = to_picture(pixels)
        if picture.size != (width, height):
            picture = picture.resize((width, height), Image.Resampling.LANCZOS)
        made.append(encode(picture, "PNG"))
    return made


def sheet(pngs: Sequence[bytes], height: int, width: int) -> bytes:
    """Up to 256 thumbnails in one WebP, row by row.

    Raises `ValueError` for anything but PNGs of the given size.
    """
    canvas: Image.Image | None = None
    for number, png in enumerate(pngs):
        try:
            picture = Image.open(io.BytesIO(png), formats=["PNG"])
            if picture.size != (width, height):
                raise ValueError(f"it has not {height}×{width} pixels")
            picture.load()
        except (OSError, ValueError, SyntaxError, zlib.error, Image.DecompressionBombError) as error:
            raise ValueError(f"thumbnail {number} of a sheet is damaged: {error}") from error
        canvas = canvas or Image.new(picture.mode, (SHEET_COLUMNS * width, SHEET_ROWS * height))
        canvas.paste(picture, (number % SHEET_COLUMNS * width, number // SHEET_COLUMNS * height))
    if canvas is None:
        raise ValueError("a sheet needs at least one thumbnail")
    return encode(canvas, "WEBP", quality=90, method=2)


def cells_per_tile(height: int, width: int) -> int:
    """Decoded images along a tile's side: cells of 32 pixels for small images, 64 for larger ones."""
    return TILE // (32 if max(height, width) <= 32 else 64)


def tile_positions(bounds: Sequence[float], level: int, x: int, y: int, cells: int) -> np.ndarray:
    """Map positions `(cells², 2)` of the centres of a tile's cells, row by row from the top (the largest second coordinate)."""
    xmin, ymin, xmax, ymax = bounds
    across = cells * 2**level
    columns = xmin + (x * cells + np.arange(cells) + 0.5) * (xmax - xmin) / across
    rows = ymax - (y * cells + np.arange(cells) + 0.5) * (ymax - ymin) / across
    grid_y, grid_x = np.meshgrid(rows, columns, indexing="ij")
    return np.stack([grid_x.ravel(), grid_y.ravel()], axis=1).astype(np.float32)


def tile(decode: Callable[[np.ndarray], Images], positions: np.ndarray, cells: int) -> bytes:
    """One tile of the manifold as a WebP; images that are not square leave their cell's rest transparent."""
    images = to_bytes(decode(positions))
    side = TILE // cells
    height, width = images.shape[1:3]
    scale = side / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    mode = to_picture(images[0]).mode if height == width else "RGBA"
    canvas = Image.new(mode, (TILE, TILE))
    for number, pixels in enumerate(images):
        picture = to_picture(pixels).resize(size, Image.Resampling.BICUBIC).convert(mode)
        row, column = divmod(number, cells)
        canvas.paste(picture, (column * side + (side - size[0]) // 2, row * side + (side - size[1]) // 2))
    return encode(canvas, "WEBP", quality=85, method=2)


def grid(
    images: Images, columns: int, gap: int = 1, scale: int = 1, apart_rows: Collection[int] = (), apart_columns: Collection[int] = ()
) -> Image.Image:
    """Images side by side on white, row by row. A wider gap stands before the rows and columns of the numbers in `apart_*`."""
    pictures = [to_picture(pixels) for pixels in to_bytes(images)]
    width, height = (side * scale for side in pictures[0].size)
    wide = max(4 * gap, min(width, height) // 6)
    left = _offsets(columns, width, gap, wide, apart_columns)
    top = _offsets(-(-len(pictures) // columns), height, gap, wide, apart_rows)
    white = 255 if pictures[0].mode == "L" else (255, 255, 255)
    canvas = Image.new(pictures[0].mode, (left[-1] + width, top[-1] + height), white)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, columns)
        canvas.paste(picture.resize((width, height), Image.Resampling.NEAREST), (left[column], top[row]))
    return canvas


def _offsets(count: int, side: int, gap: int, wide: int, apart: Collection[int]) -> list[int]:
    """Where each of the cells of a row or column begins."""
    gaps = [0, *(wide if number in apart else gap for number in range(1, count))]
    return [number * side + sum(gaps[: number + 1]) for number in range(count)]


def encode(picture: Image.Image, kind: str, **options: int) -> bytes:
    """A picture as the bytes of a file."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
