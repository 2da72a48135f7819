"""A folder of images of any common format."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar, final

import numpy as np
from tqdm import tqdm

from latlas.data.arrayfile import existing_root
from latlas.data.imagefile import DTYPES, PEAK, Background, Depth, Fit, Header, read_header, read_pixels, strict_decoding
from latlas.data.imageset import ArraySource, ImageSet
from latlas.data.options import SplitOptions
from latlas.errors import DataError

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".gif"})
THREADS = min(4, os.cpu_count() or 1)
Result = TypeVar("Result")


@final
@dataclass(frozen=True)
class Folder(SplitOptions):
    """All images in a folder and the folders in it: PNG, JPEG, WebP, TIFF, BMP and GIF (first frame).

    The label of an image is the folder right below `root` that it lies in, at whatever depth; "." for images that
    lie beside such folders; without folders there are no labels. Files come in natural order (2 before 10), their
    relative paths are the metadata column "file". Hidden files and links to folders are left out; files that cannot be decoded are
    skipped and listed, unless they are more than half.

    8-bit images give uint8; as soon as one file is 16-bit gray all become uint16, and float32 as soon as one holds
    floats, which must be in [0, 1]. 16-bit colour is read with 8 bits, the decoder's limit.
    """

    root: Path | None = None
    """The folder."""
    size: int | None = None
    """Height and width to bring all images to; needed when their sizes differ."""
    fit: Fit = "crop"
    """How images that are not square become so: crop the middle, pad with the background, or stretch."""
    image_channels: Literal[1, 3] | None = None
    """1 for gray, 3 for colour; unset: gray if all files are gray (by mode or palette), else colour."""
    background: Background = "white"
    """What transparent pixels and padding show."""

    def read(self, progress: bool) -> ImageSet:
        """All readable images."""
        root = existing_root(self.root, "folder", "give a folder of images")
        if not root.is_dir():
            raise DataError(f"{root} is a file, not a folder; for npy and npz files use the data set 'array'")
        if self.size is not None and not 1 <= self.size <= 2**14:
            raise DataError(f"size {self.size} is not between 1 and 16384 pixels")
        files = image_files(root)
        if not files:
            raise DataError(f"{root} holds no image: looked for {', '.join(sorted(SUFFIXES))} in it and the folders in it")
        reasons: dict[str, str] = {}
        with strict_decoding(), _pool() as pool:
            headers = _in_threads(pool, lambda name: read_header(root / name), files, reasons, "looking at", progress)
            _check_enough(root, files, reasons)
            array = self._empty(headers)

            def decode(numbered: tuple[int, str]) -> None:
                number, name = numbered
                pixels = read_pixels(root / name, array.shape[1], self.size, self.fit, self.background)
                array[number] = _to_dtype(pixels, array.dtype)

            decoded = _in_threads(pool, decode, list(enumerate(headers)), reasons, "reading", progress)
        _check_enough(root, files, reasons)
        kept = [name for _, name in decoded]
        if len(kept) < len(array):
            array = array[[number for number, _ in decoded]]
        labels, label_names = _labels(kept)
        return ImageSet(
            name=root.resolve().name,
            source=ArraySource(array),
            split=self.split(len(kept)),
            labels=labels,
            label_names=label_names,
            metadata={"file": tuple(name.encode("utf-8", "replace").decode() for name in kept)},
            skipped=tuple(f"{name}: {reasons[name]}" for name in files if name in reasons),
        )

    def _empty(self, headers: dict[str, Header]) -> np.ndarray:
        """Room for the images of all headers."""
        channels = self.image_channels or (1 if all(header.gray for header in headers.values()) else 3)
        depth: Depth = max(header.depth for header in headers.values())
        first_name, first = next(iter(headers.items()))
        if self.size is None:
            for name, header in headers.items():
                if header.size != first.size:
                    raise DataError(
                        f"images differ in size: {first_name} is {first.size[0]}×{first.size[1]}, {name} is "
                        f"{header.size[0]}×{header.size[1]}; bring them to one with --size 64"
                    )
        width, height = first.size if self.size is None else (self.size, self.size)
        return np.zeros((len(headers), channels, height, width), DTYPES[depth])


def image_files(root: Path) -> list[str]:
    """Relative posix paths of the images below a folder, in natural order; nothing hidden."""
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = Path(folder).relative_to(root)
        found += [(inside / name).as_posix() for name in files if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES]
    return sorted(found, key=natural)


def natural(name: str) -> tuple[list[list[tuple[bool, int, str]]], str]:
    """A sort key that takes folders one by one and numbers as numbers: a2 before a10."""

    def as_number(text: str) -> tuple[bool, int, str]:
        return (True, int(text), "") if text.isdecimal() else (False, 0, text)

    return [[as_number(text) for text in re.split(r"(\d+)", part)] for part in name.split("/")], name


def _labels(files: list[str]) -> tuple[np.ndarray | None, tuple[str, ...]]:
    tops = [name.split("/")[0] if "/" in name else "." for name in files]
    names = tuple(sorted(set(tops), key=natural))
    if names == (".",):
        return None, ()
    place = {name: number for number, name in enumerate(names)}
    return np.array([place[top] for top in tops], np.int64), tuple(name.encode("utf-8", "replace").decode() for name in names)


def _to_dtype(pixels: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Pixels on the scale of another depth, at least as deep."""
    if pixels.dtype == dtype:
        return pixels
    depth = {np.dtype(kind): PEAK[bits] for bits, kind in DTYPES.items()}
    return (pixels.astype(np.float64) * (depth[dtype] / depth[pixels.dtype])).astype(dtype)


@contextmanager
def _pool() -> Iterator[ThreadPoolExecutor]:
    pool = ThreadPoolExecutor(THREADS)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


Item = TypeVar("Item", str, tuple[int, str])


def _in_threads(
    pool: ThreadPoolExecutor, work: Callable[[Item], Result], items: list[Item], reasons: dict[str, str], what: str, progress: bool
) -> dict[Item, Result]:
    """The work on each item, in order; files that fail are left out, with the reason by name."""

    def attempt(item: Item) -> tuple[Result] | Exception:
        try:
            return (work(item),)
        except Exception as error:  # noqa: BLE001  # a damaged file can raise anything from its decoder; the reason is told
            return error

    results: dict[Item, Result] = {}
    attempts = tqdm(pool.map(attempt, items), what, len(items), disable=None if progress else True, leave=False, unit="file")
    for item, result in zip(items, attempts, strict=True):
        if isinstance(result, DataError):
            raise result
        if isinstance(result, Exception):
            reasons[item if isinstance(item, str) else item[1]] = _reason(result)
        else:
            results[item] = result[0]
    return results


def _reason(error: Exception) -> str:
    name, text = type(error).__name__, " ".join(str(error).split())
    if "DecompressionBomb" in name:
        return f"too many pixels to be an ordinary image ({text})"
    return "not an image of the kind its name says" if name == "UnidentifiedImageError" else text or name


def _check_enough(root: Path, files: list[str], reasons: dict[str, str]) -> None:
    if 2 * len(reasons) > len(files):
        some = "; ".join(f"{name}: {reason}" for name, reason in list(reasons.items())[:3])
        raise DataError(f"{root}: {len(reasons)} of {len(files)} images cannot be read, more than half ({some}); remove or replace them")
