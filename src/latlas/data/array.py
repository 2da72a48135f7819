"""Images in an npy or npz file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, final

import numpy as np

from latlas.data.arrayfile import ArrayArchive, existing_root, mapped_array
from latlas.data.imageset import ArraySource, ImageSet
from latlas.data.options import SplitOptions
from latlas.errors import DataError

Layout = Literal["auto", "NHW", "NHWC", "NCHW"]
IMAGE_KEYS = ("images", "imgs", "x", "X", "x_train", "arr_0")
LABEL_KEYS = {"x_train": ("y_train",)}
BLOCK = 256


@final
@dataclass(frozen=True)
class Array(SplitOptions):
    """Images in an npy file, or in an npz file with labels and factors if it has them.

    An npz file holds `images` (or `imgs`, `x`, `X`, `x_train`, `arr_0`: the first of them that is there) and may hold
    `labels` (or `y`; for `x_train`, `y_train`) of whole numbers or text `(n,)`, `label_names` of text `(k,)`,
    `factors` `(n, k)` and `factor_names` `(k,)`. Images are uint8, uint16, bool, or floats in [0, 1].
    Large npy files with channels first and native uint8, uint16 or float32 stay on disk (memory-mapped).
    """

    root: Path | None = None
    """The npy or npz file."""
    layout: Layout = "auto"
    """Order of the axes: N images, C channels, H height, W width. `auto` takes an axis of 1, 3 or 4 for the channels
    and refuses when two could be."""
    key: str | None = None
    """Name of the images in the npz file, when it is none of the usual ones."""

    def read(self, progress: bool) -> ImageSet:
        """All images of the file, in its order."""
        path = existing_root(self.root, "array", "give an npy file of images, or an npz file with images and labels")
        if path.suffix == ".npy":
            images = as_images(mapped_array(path), self.layout, f"{path}")
            return ImageSet(name=path.stem, source=ArraySource(images), split=self.split(len(images)))
        if path.suffix != ".npz":
            raise DataError(f"{path} is neither an npy nor an npz file; use the data set 'folder' for a folder of images")
        with ArrayArchive(path) as archive:
            key = self.key or archive.first(IMAGE_KEYS)
            if key is None:
                usual, own = ", ".join(IMAGE_KEYS), ", ".join(archive.names)
                raise DataError(f"{path} has none of the arrays {usual}; say with --key which of its own holds the images: {own}")
            images = as_images(archive[key], self.layout, f"{path}: array '{key}'")
            return ImageSet(
                name=path.stem,
                source=ArraySource(images),
                split=self.split(len(images)),
                **_labels(archive, key, len(images)),
                **_factors(archive, len(images)),
            )


def as_images(array: np.ndarray, layout: Layout, where: str) -> np.ndarray:
    """An array in any accepted layout and type as `(n, channels, height, width)` of uint8, uint16 or float32.

    A memory map stays one when neither axes nor type need change. `where` begins the messages of `DataError`, raised
    for other types, ambiguous or wrong layouts, and floats that are not in [0, 1].
    """
    kind, bits = array.dtype.kind, 8 * array.dtype.itemsize
    if kind not in "buf" or (kind == "u" and bits > 16) or (kind == "f" and bits > 64):
        raise DataError(f"{where} is of type {array.dtype}; convert it to uint8 (0 to 255), uint16, or floats in [0, 1]")
    images = _channels_first(array, layout, where)
    if 0 in images.shape:
        raise DataError(f"{where} has shape {array.shape}: there is no image in it")
    if kind == "f":
        _check_range(images, where)
    if kind == "b":
        return np.ascontiguousarray(images).view(np.uint8) * np.uint8(255)
    native = np.dtype(np.float32 if kind == "f" else f"u{bits // 8}")
    if isinstance(images, np.memmap) and images.dtype == native and images.flags.c_contiguous:
        return images
    return np.array(images, dtype=native, order="C", subok=False)


def _channels_first(array: np.ndarray, layout: Layout, where: str) -> np.ndarray:
    if layout == "auto":
        layout = _guess_layout(array.shape, where)
    if array.ndim != len(layout):
        raise DataError(f"{where} has shape {array.shape}, which is not {layout}; choose another --layout")
    if layout == "NHW":
        return array[:, None]
    return array.transpose(0, 3, 1, 2) if layout == "NHWC" else array


def _guess_layout(shape: tuple[int, ...], where: str) -> Layout:
    if len(shape) == 3:
        return "NHW"
    if len(shape) != 4:
        raise DataError(f"{where} has shape {shape}; images are (n, height, width), with channels last or second if there are any")
    first, last = shape[1] in (1, 3, 4), shape[3] in (1, 3, 4)
    if first == last:
        problem = "both the second and the last axis" if first else "neither the second nor the last axis"
        raise DataError(f"{where} has shape {shape}: {problem} could be 1, 3 or 4 channels; say --layout NCHW or --layout NHWC")
    return "NCHW" if first else "NHWC"


def _check_range(images: np.ndarray, where: str) -> None:
    """Raise `DataError` unless all floats are in [0, 1]; looks at a block of images at a time."""
    undefined = outside = 0
    low, high = np.inf, -np.inf
    for start in range(0, len(images), BLOCK):
        block = images[start : start + BLOCK]
        finite = np.isfinite(block)
        undefined += block.size - int(finite.sum())
        values = block[finite]
        outside += int(((values < 0) | (values > 1)).sum())
        low, high = min(low, values.min(initial=np.inf)), max(high, values.max(initial=-np.inf))
    if not undefined + outside:
        return
    found = f" (range {low:.6g} to {high:.6g})" if low <= high else ""
    if undefined:
        problem = f"{undefined} of {images.size} values are NaN or infinite and {outside} lie outside [0, 1]{found}"
        raise DataError(f"{where}: {problem}; replace or leave out these images")
    if low >= -1.001 and high <= 1.001 and low < -0.01:
        remedy = "bring it to [0, 1] by (x + 1) / 2"
    elif low >= 0 and 1.01 < high <= 255:
        remedy = "divide it by 255, or save it as uint8"
    else:
        remedy = "scale it to [0, 1], or clip it if that is rounding"
    raise DataError(f"{where}: {outside} of {images.size} values lie outside [0, 1]{found}; {remedy}")


def _labels(archive: ArrayArchive, key: str, count: int) -> dict[str, Any]:
    name = archive.first(LABEL_KEYS.get(key, ("labels", "y")))
    if name is None:
        return {}
    where, labels = f"{archive.path}: array '{name}'", archive[name]
    if labels.shape != (count,):
        raise DataError(f"{where} has shape {labels.shape} but there are {count} images; give one label for each")
    if labels.dtype.kind not in "biuUS":
        raise DataError(f"{where} is of type {labels.dtype}; labels are whole numbers or text (save it with .astype(int))")
    if labels.dtype.kind == "S":
        labels = np.char.decode(labels, "utf-8", "replace")
    if "label_names" not in archive:
        values, index = np.unique(labels, return_inverse=True)
        return {"labels": index.astype(np.int64), "label_names": tuple(str(value) for value in values)}
    names = _names(archive, "label_names")
    if labels.dtype.kind == "U":
        raise DataError(f"{where} is text, so it needs no label_names; leave out one of the two")
    if int(labels.min()) < 0 or int(labels.max()) >= len(names):
        raise DataError(f"{where} has values {labels.min()} to {labels.max()} but label_names names 0 to {len(names) - 1}")
    return {"labels": labels.astype(np.int64), "label_names": names}


def _factors(archive: ArrayArchive, count: int) -> dict[str, Any]:
    if "factors" not in archive:
        return {}
    where, factors = f"{archive.path}: array 'factors'", archive["factors"]
    if factors.ndim not in (1, 2) or len(factors) != count or factors.dtype.kind not in "biuf":
        raise DataError(f"{where} is {factors.dtype} of shape {factors.shape}; give numbers of shape ({count}, k), a row for each image")
    with np.errstate(over="ignore"):
        factors = factors.reshape(count, -1).astype(np.float32)
    if not np.isfinite(factors).all():
        raise DataError(f"{where} has {int((~np.isfinite(factors)).sum())} values that are not finite in float32; replace them")
    names = _names(archive, "factor_names") if "factor_names" in archive else tuple(f"factor {i}" for i in range(factors.shape[1]))
    if len(names) != factors.shape[1]:
        raise DataError(f"{archive.path}: factor_names has {len(names)} names for {factors.shape[1]} factors")
    return {"factors": factors, "factor_names": names}


def _names(archive: ArrayArchive, key: str) -> tuple[str, ...]:
    names = archive[key]
    if names.ndim != 1 or names.dtype.kind not in "US":
        raise DataError(f"{archive.path}: array '{key}' is {names.dtype} of shape {names.shape}; give text of shape (k,)")
    if names.dtype.kind == "S":
        names = np.char.decode(names, "utf-8", "replace")
    return tuple(str(name) for name in names)
