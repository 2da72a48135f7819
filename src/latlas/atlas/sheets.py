"""Thumbnails as the page gets them: 256 on a sheet. Without torch, which an atlas that is only looked at does not need."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from PIL import Image

LARGEST_THUMBNAIL = 64
"""Pixels of a thumbnail's longer side; larger images are reduced to it."""
SHEET_COLUMNS = 16
SHEET_ROWS = 16


def thumbnail_size(height: int, width: int) -> tuple[int, int]:
    """Height and width of the thumbnails of images of a size."""
    scale = min(1.0, LARGEST_THUMBNAIL / max(height, width))
    return max(1, round(height * scale)), max(1, round(width * scale))


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


def encode(picture: Image.Image, kind: str, **options: int) -> bytes:
    """A picture as the bytes of a file."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
