"""MNIST from the files people have: idx, idx.gz or npz.

Format of idx: http://yann.lecun.com/exdb/mnist (big-endian; magic 0, 0, type, number of dimensions; sizes; data).
"""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import final

import numpy as np

from latlas.data.arrayfile import ArrayArchive, existing_root
from latlas.data.imageset import ArraySource, ImageSet, random_split
from latlas.data.options import ImageSetOptions
from latlas.errors import DataError

REMEDY = (
    "give the folder of train-images-idx3-ubyte.gz and its three companions (https://ossci-datasets.s3.amazonaws.com/mnist/), "
    "or mnist.npz (https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz)"
)
STEMS = {
    "x_train": "train-images{}idx3-ubyte",
    "y_train": "train-labels{}idx1-ubyte",
    "x_test": "t10k-images{}idx3-ubyte",
    "y_test": "t10k-labels{}idx1-ubyte",
}
UNSIGNED_BYTE = 0x08


@final
@dataclass(frozen=True)
class MNIST(ImageSetOptions):
    """Handwritten digits, 28×28 gray, labels 0 to 9; files of the same layout, such as Fashion-MNIST's, work as well.

    The official test images are the test part; `validation` is a share of the official training images, drawn by
    seed. Training images come first, in the file's order. Source: LeCun, Bottou, Bengio and Haffner, 1998.
    """

    root: Path | None = None
    """Folder of the idx or idx.gz files or of mnist.npz, or an npz file with x_train, y_train, x_test and y_test."""

    def read(self, progress: bool) -> ImageSet:
        """The training images, then the test images."""
        root = existing_root(self.root, "mnist", REMEDY)
        archive = root / "mnist.npz" if root.is_dir() else root
        parts = _read_npz(archive) if archive.is_file() else {key: _read_part(root, key) for key in STEMS}
        for part in ("train", "test"):
            _check(root, part, parts[f"x_{part}"], parts[f"y_{part}"])
        n_train, n_test = len(parts["x_train"]), len(parts["x_test"])
        split = random_split(n_train, self.split_seed, self.validation, 0.0)
        return ImageSet(
            name="mnist",
            source=ArraySource(np.concatenate([parts["x_train"], parts["x_test"]])[:, None]),
            split={**split, "test": np.arange(n_train, n_train + n_test)},
            labels=np.concatenate([parts["y_train"], parts["y_test"]]).astype(np.int64),
            label_names=tuple("0123456789"),
        )


def _check(root: Path, part: str, images: np.ndarray, labels: np.ndarray) -> None:
    if images.dtype != np.uint8 or images.shape[1:] != (28, 28) or len(images) == 0:
        found = f"{images.dtype} of shape {images.shape}"
        raise DataError(f"{root}: the {part} images are {found}, not uint8 of (n, 28, 28); use the data set 'array' for others")
    if labels.shape != (len(images),) or labels.dtype.kind not in "iu" or labels.min() < 0 or labels.max() > 9:
        found = f"{labels.dtype} of shape {labels.shape}"
        raise DataError(f"{root}: the {part} labels, {found}, must be a whole number 0 to 9 for each of {len(images)} images")


def _read_npz(path: Path) -> dict[str, np.ndarray]:
    if path.suffix != ".npz":
        raise DataError(f"{path} is neither a folder nor an npz file: {REMEDY}")
    with ArrayArchive(path) as archive:
        return {key: archive[key] for key in STEMS}


def _read_part(root: Path, key: str) -> np.ndarray:
    names = [STEMS[key].format(mark) + ending for mark in ("-", ".") for ending in ("", ".gz")]
    for name in names:
        if (root / name).is_file():
            return read_idx(root / name, 3 if key.startswith("x") else 1)
    raise DataError(f"{root} has no {names[0]}[.gz] and no mnist.npz: {REMEDY}")


def read_idx(path: Path, dimensions: int) -> np.ndarray:
    """The unsigned bytes of an idx or idx.gz file as an array of so many dimensions.

    Raises `DataError` for a wrong magic number, other types, and data that are shorter or longer than the header says.
    """
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            magic = file.read(4)
            if magic != bytes([0, 0, UNSIGNED_BYTE, dimensions]):
                expected = f"0x{UNSIGNED_BYTE:06x}{dimensions:02x}"
                problem = f"begins with 0x{magic.hex()}, not {expected}: it is no idx file of {dimensions}-dimensional bytes"
                raise DataError(f"{path} {problem}. Get it anew, {REMEDY}")
            header = file.read(4 * dimensions)
            if len(header) < 4 * dimensions:
                raise DataError(f"{path} ends within its header: it was cut off. Get it anew, {REMEDY}")
            shape = struct.unpack(f">{dimensions}I", header)
            size = math.prod(shape)
            data = file.read()
    except (OSError, EOFError, zlib.error, MemoryError, OverflowError) as error:
        raise DataError(f"{path} cannot be read ({error or type(error).__name__}): get it anew, {REMEDY}") from error
    if len(data) != size:
        found = "more" if len(data) > size else f"only {len(data)}"
        raise DataError(f"{path} should hold {size} bytes {shape} but holds {found}: it is damaged. Get it anew, {REMEDY}")
    return np.frombuffer(data, np.uint8).reshape(shape)
