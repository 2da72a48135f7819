"""One image file as an array: every format, mode and depth that Pillow reads."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image, ImageOps

from latlas.errors import DataError

Fit = Literal["crop", "pad", "stretch"]
Background = Literal["white", "black"]
Depth = Literal[8, 16, 32]
"""Bits of a channel: uint8, uint16, or float32 in [0, 1]."""

DTYPES: dict[Depth, type[np.uint8 | np.uint16 | np.float32]] = {8: np.uint8, 16: np.uint16, 32: np.float32}
PEAK: dict[Depth, float] = {8: 255.0, 16: 65535.0, 32: 1.0}
GRAY_MODES = ("1", "L", "LA", "La", "I", "F")
ALPHA_MODES = ("LA", "La", "PA", "RGBA", "RGBa")
ORIENTATION_TAG = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each EXIF orientation (EXIF 2.32, tag 0x0112)."""


@dataclass(frozen=True)
class Header:
    """What a file says of itself before its pixels are decoded."""

    size: tuple[int, int]
    """Width and height, as seen after its EXIF orientation."""
    gray: bool
    depth: Depth


@contextlib.contextmanager
def strict_decoding() -> Iterator[None]:
    """Decompression bombs are errors within, and damaged tags are nobody's business. Not to be nested in threads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def read_header(path: Path) -> Header:
    """Size, colour and depth of a file. Raises whatever the decoder raises."""
    if not path.is_file() and path.exists():
        raise ValueError("no ordinary file")  # a pipe would be waited for
    with Image.open(path) as image:
        return header_of(image)


def header_of(image: Image.Image) -> Header:
    """Size, colour and depth of an opened image."""
    width, height = image.size
    turned = _orientation(image) >= 5
    return Header((height, width) if turned else (width, height), _is_gray(image), _depth(image))


def read_pixels(path: Path, channels: int, size: int | None, fit: Fit, background: Background) -> np.ndarray:
    """The pixels of a file, see `pixels_of`. Raises `DataError` for floats outside [0, 1], and whatever the decoder raises."""
    with Image.open(path) as opened:
        return pixels_of(opened, channels, size, fit, background, f"{path}")


def pixels_of(opened: Image.Image, channels: int, size: int | None, fit: Fit, background: Background, name: str) -> np.ndarray:
    """The pixels `(channels, height, width)` of an opened image as uint8, uint16, or float32 in [0, 1].

    Turned by its EXIF orientation, laid on the background where transparent, resized with antialiasing to `size` × `size` unless that is
    None. Raises `DataError`, which begins with `name`, for floats outside [0, 1], and whatever the decoder raises for what it cannot read.
    """
    orientation, depth = _orientation(opened), _depth(opened)
    opened.load()
    image = _deep(opened, depth, name) if depth > 8 else _flat(opened, channels, background)
    if orientation in TURNS:
        image = image.transpose(TURNS[orientation])
    if size is not None and image.size != (size, size):
        image = _resized(image, size, fit, PEAK[depth] if background == "white" else 0.0)
    pixels = np.asarray(image)
    if depth > 8:
        pixels = np.clip(pixels if depth == 32 else np.rint(pixels), 0, PEAK[depth])
    pixels = pixels.astype(DTYPES[depth], copy=False)
    pixels = pixels[None] if pixels.ndim == 2 else pixels.transpose(2, 0, 1)
    return pixels if len(pixels) == channels else np.repeat(pixels, channels, axis=0)


def to_depth(pixels: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Pixels on the scale of another depth, at least as deep."""
    if pixels.dtype == dtype:
        return pixels
    peak = {np.dtype(kind): PEAK[bits] for bits, kind in DTYPES.items()}
    return (pixels.astype(np.float64) * (peak[dtype] / peak[pixels.dtype])).astype(dtype)


def _orientation(image: Image.Image) -> int:
    with contextlib.suppress(Exception):  # damaged EXIF can raise anything; the image is as good without it
        return int(image.getexif().get(ORIENTATION_TAG, 1))
    return 1


def _is_gray(image: Image.Image) -> bool:
    if image.mode in ("P", "PA"):
        palette = np.array(image.getpalette("RGB") or [0, 0, 0]).reshape(-1, 3)
        return bool((palette == palette[:, :1]).all())
    return image.mode in GRAY_MODES or image.mode.startswith("I;16")


def _depth(image: Image.Image) -> Depth:
    if image.mode == "F":
        return 32
    return 16 if image.mode == "I" or image.mode.startswith("I;16") else 8


def _deep(image: Image.Image, depth: Depth, name: str) -> Image.Image:
    """16-bit or float gray as a float image, on its own scale."""
    pixels = np.asarray(image).astype(np.float32)
    low, high = float(pixels.min()), float(pixels.max())
    if not (low >= 0 and high <= PEAK[depth]):
        kind, remedy = ("floats", "scale it to [0, 1]") if depth == 32 else ("whole numbers", "scale it to 16 bits")
        raise DataError(f"{name} holds {kind} from {low:.6g} to {high:.6g}, outside 0 to {PEAK[depth]:.6g}; {remedy} and save it again")
    return Image.fromarray(pixels)


def _flat(image: Image.Image, channels: int, background: Background) -> Image.Image:
    """8-bit gray or colour, without transparency."""
    if image.mode in ALPHA_MODES or "transparency" in image.info:
        layer = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", layer.size, background), layer)
    return image.convert("L" if channels == 1 else "RGB")


def _resized(image: Image.Image, size: int, fit: Fit, background: float) -> Image.Image:
    target, bicubic = (size, size), Image.Resampling.BICUBIC
    if fit == "crop":
        return ImageOps.fit(image, target, bicubic)
    if fit == "stretch":
        return image.resize(target, bicubic)
    width, height = image.size
    scale = size / max(width, height)
    small = image.resize((max(1, round(width * scale)), max(1, round(height * scale))), bicubic)
    value = background if image.mode == "F" else round(background)
    padded = Image.new(image.mode, target, (round(value),) * 3 if image.mode == "RGB" else value)
    padded.paste(small, ((size - small.width) // 2, (size - small.height) // 2))
    return padded
