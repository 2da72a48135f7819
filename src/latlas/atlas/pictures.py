"""Pictures of an atlas: thumbnails, and the tiles of the decoded manifold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np
from PIL import Image

from latlas.atlas import png
from latlas.atlas.sheets import encode, thumbnail_size
from latlas.types import Images

TILE = 256
"""Pixels of a tile's side."""


def to_bytes(images: Images) -> np.ndarray:
    """Images in [0, 1] as uint8 `(n, height, width, channels)`."""
    return (images.detach().cpu().clamp(0, 1) * 255).round().byte().permute(0, 2, 3, 1).numpy()


def to_picture(pixels: np.ndarray) -> Image.Image:
    """uint8 `(height, width, channels)` as a picture: gray for one channel, colour for three, else the first three."""
    shown = _shown(pixels[None])[0]
    return Image.fromarray(np.ascontiguousarray(shown[:, :, 0] if shown.shape[2] == 1 else shown))


def thumbnails(images: Images) -> list[bytes]:
    """One PNG for each image."""
    height, width = thumbnail_size(*images.shape[2:])
    pixels = to_bytes(images)
    if pixels.shape[1:3] == (height, width):
        return png.encode(_shown(pixels))
    small = (np.asarray(to_picture(one).resize((width, height), Image.Resampling.LANCZOS)) for one in pixels)
    return png.encode(np.stack([one.reshape(height, width, -1) for one in small]))


def _shown(pixels: np.ndarray) -> np.ndarray:
    """The channels `(n, height, width, 1 or 3)` that are shown of pixels `(n, height, width, channels)`; of two, the third is black."""
    if pixels.shape[3] == 2:
        return np.concatenate([pixels, np.zeros_like(pixels[..., :1])], axis=3)
    return pixels[..., :3]


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
