"""`ImageSet`: images, labels, factors, metadata and a split, with a fingerprint.

An image set never holds more than its source does: a source is an array in memory, a memory map, or a
renderer, and is asked for the images of some indices at a time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, runtime_checkable

import numpy as np
import torch
from torch import Tensor

from latlas.data.texts import Texts
from latlas.errors import DataError
from latlas.types import Batch, Images

Part = Literal["train", "validation", "test"]
PARTS: tuple[Part, ...] = ("train", "validation", "test")
BATCH = 128
"""Images of a batch, unless a caller wants another size: what a layer of convolutions makes of more leaves the processor's caches."""


@runtime_checkable
class Source(Protocol):
    """Where the pixels of an image set come from."""

    shape: tuple[int, int, int]
    """Channels, height and width."""
    in_memory: bool
    """Reading costs no more than a copy, so that no thread need read ahead."""

    def __len__(self) -> int: ...

    def read(self, index: np.ndarray) -> Tensor:
        """Images `(len(index), channels, height, width)`: uint8, or float32 in [0, 1]."""
        ...

    def fingerprint(self) -> bytes:
        """A digest of everything that decides the pixels."""
        ...


class ArraySource:
    """Images in one array or memory map `(n, channels, height, width)` of uint8, uint16 or float32 in [0, 1]."""

    def __init__(self, array: np.ndarray) -> None:
        if array.ndim != 4 or array.dtype not in (np.uint8, np.uint16, np.float32):
            raise DataError(
                f"images must be uint8, uint16 or float32 of shape (n, channels, height, width), not {array.dtype} of shape {array.shape}"
            )
        self.array = array
        self.shape = (array.shape[1], array.shape[2], array.shape[3])
        self.in_memory = not isinstance(array, np.memmap)
        self._tensor = torch.from_numpy(array) if self.in_memory and array.dtype == np.uint8 and array.flags.writeable else None

    def __len__(self) -> int:
        return len(self.array)

    def read(self, index: np.ndarray) -> Tensor:
        """uint8 as it is, uint16 divided by 65535, float32 as it is."""
        if self._tensor is not None:
            return self._tensor[torch.from_numpy(np.asarray(index, dtype=np.int64))]
        rows = self.array[index]
        if rows.dtype == np.uint16:
            return torch.from_numpy(rows.astype(np.float32) / np.float32(65535))
        return torch.from_numpy(np.ascontiguousarray(rows))

    def fingerprint(self) -> bytes:
        """A digest of type, shape and every value."""
        digest = hashlib.blake2b(f"{self.array.dtype}{self.array.shape}".encode(), digest_size=16)
        for start in range(0, len(self.array), 4096):
            digest.update(np.ascontiguousarray(self.array[start : start + 4096]).data)
        return digest.digest()


class RenderedSource:
    """Images made on demand by a pure function of the index.

    `render` maps indices `(k,)` to uint8 images `(k, channels, height, width)`; `recipe` is a text that
    names the renderer, its version and every option that changes a pixel.
    """

    def __init__(self, count: int, shape: tuple[int, int, int], render: Callable[[np.ndarray], np.ndarray], recipe: str) -> None:
        self.count, self.shape, self.render, self.recipe = count, shape, render, recipe
        self.in_memory = False

    def __len__(self) -> int:
        return self.count

    def read(self, index: np.ndarray) -> Tensor:
        """The images, rendered now."""
        return torch.from_numpy(self.render(np.asarray(index, dtype=np.int64)))

    def fingerprint(self) -> bytes:
        """A digest of the recipe."""
        return hashlib.blake2b(self.recipe.encode(), digest_size=16).digest()


@dataclass(frozen=True)
class ImageSet:
    """Images + labels + factors + metadata + split. Row i of every field speaks of image i."""

    name: str
    source: Source
    split: Mapping[Part, np.ndarray]
    """Disjoint, sorted int64 indices; "test" and "validation" may be empty, "train" may not."""
    labels: np.ndarray | None = None
    """`(n,)` int64, indices into `label_names`."""
    label_names: tuple[str, ...] = ()
    factors: np.ndarray | None = None
    """`(n, k)` float32, in the units the data set states."""
    factor_names: tuple[str, ...] = ()
    metadata: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Free text columns, such as the file an image came from."""
    skipped: tuple[str, ...] = ()
    """Files that could not be read, each with its reason."""

    def __post_init__(self) -> None:
        n = len(self.source)
        if n == 0:
            raise DataError(f"image set '{self.name}' has no images")
        for what, column in (("labels", self.labels), ("factors", self.factors), *self.metadata.items()):
            if column is not None and len(column) != n:
                raise DataError(f"image set '{self.name}' has {n} images but {len(column)} {what}: give one for each image")
        if self.factors is not None and self.factors.shape[1] != len(self.factor_names):
            raise DataError(f"image set '{self.name}' has {self.factors.shape[1]} factors but names {len(self.factor_names)}")
        if len(self.split["train"]) == 0:
            raise DataError(f"image set '{self.name}' has {n} images, too few to leave any for training")

    @property
    def shape(self) -> tuple[int, int, int]:
        """Channels, height and width of every image."""
        return self.source.shape

    def __len__(self) -> int:
        return len(self.source)

    def images(self, index: np.ndarray) -> Images:
        """Images of some rows as float32 in [0, 1]."""
        return to_unit(self.source.read(index))

    def batch(self, index: np.ndarray) -> Batch:
        """The rows as a `Batch` on the CPU."""
        rows = torch.from_numpy(np.asarray(index, dtype=np.int64))
        labels = None if self.labels is None else torch.from_numpy(self.labels[index])
        factors = None if self.factors is None else torch.from_numpy(self.factors[index])
        return Batch(self.images(index), rows, labels, factors)

    def batches(self, index: np.ndarray, size: int = BATCH) -> Iterator[Batch]:
        """Rows in their order, `size` at a time; the last batch may be smaller."""
        for start in range(0, len(index), size):
            yield self.batch(index[start : start + size])

    def fingerprint(self) -> str:
        """Hex digest of pixels, labels, factors and split: equal exactly when a training would see the same."""
        digest = hashlib.blake2b(self.source.fingerprint(), digest_size=16)
        for part in PARTS:
            digest.update(part.encode() + np.ascontiguousarray(self.split[part], dtype=np.int64).tobytes())
        for column in (self.labels, self.factors):
            digest.update(b"-" if column is None else np.ascontiguousarray(column).tobytes())
        digest.update(repr((self.label_names, self.factor_names)).encode())
        return digest.hexdigest()


def to_unit(images: Tensor) -> Images:
    """uint8 images as float32 in [0, 1]; float images as they are."""
    return images.float().div_(255) if images.dtype == torch.uint8 else images


def random_split(count: int, seed: int, validation: float, test: float) -> dict[Part, np.ndarray]:
    """A seeded split of `count` rows into parts of the given shares; the rest is for training."""
    if not (0 <= validation < 1 and 0 <= test < 1 and validation + test < 1):
        raise DataError(f"validation share {validation} and test share {test} must be ≥ 0 and leave something to train on")
    order = np.random.default_rng(seed).permutation(count)
    n_test, n_validation = round(count * test), round(count * validation)
    return {
        "train": np.sort(order[n_test + n_validation :]),
        "validation": np.sort(order[n_test : n_test + n_validation]),
        "test": np.sort(order[:n_test]),
    }


def limited(images: ImageSet, limit: int | None, seed: int) -> ImageSet:
    """At most `limit` images: a seeded choice that keeps the shares of the split; None or 0 keeps all."""
    n = len(images)
    if not limit or limit >= n:
        return images
    keep, split = limited_rows(images.split, limit, seed)
    return ImageSet(
        name=images.name,
        source=SubsetSource(images.source, keep),
        split=split,
        labels=None if images.labels is None else images.labels[keep],
        label_names=images.label_names,
        factors=None if images.factors is None else images.factors[keep],
        factor_names=images.factor_names,
        metadata={name: Texts(column[i] for i in keep) for name, column in images.metadata.items()},
        skipped=images.skipped,
    )


def limited_rows(split: Mapping[Part, np.ndarray], limit: int, seed: int) -> tuple[np.ndarray, dict[Part, np.ndarray]]:
    """The rows that `limited` keeps, sorted, and their split, in which they are numbered from 0."""
    random = np.random.default_rng(seed)
    sizes = _shares({part: len(split[part]) for part in PARTS}, limit)
    chosen = {part: np.sort(random.choice(split[part], size=sizes[part], replace=False)) for part in PARTS}
    keep = np.sort(np.concatenate(list(chosen.values())))
    return keep, {part: np.searchsorted(keep, rows) for part, rows in chosen.items()}


def without_rows(split: Mapping[Part, np.ndarray], gone: np.ndarray) -> dict[Part, np.ndarray]:
    """A split after some rows, given sorted, are gone and the others have moved up."""
    left = {part: np.setdiff1d(rows, gone) for part, rows in split.items()}
    return {part: rows - np.searchsorted(gone, rows) for part, rows in left.items()}


def _shares(sizes: Mapping[Part, int], limit: int) -> dict[Part, int]:
    """`limit` dealt out in proportion to the sizes, each rounded down or up (largest remainders first)."""
    total = sum(sizes.values())
    dealt: dict[Part, int] = {part: size * limit // total for part, size in sizes.items()}
    by_remainder = sorted(PARTS, key=lambda part: -(sizes[part] * limit % total))
    for part in by_remainder[: limit - sum(dealt.values())]:
        dealt[part] += 1
    return dealt


class SubsetSource:
    """Some rows of another source."""

    def __init__(self, source: Source, rows: np.ndarray) -> None:
        self.source, self.rows, self.shape, self.in_memory = source, rows, source.shape, source.in_memory

    def __len__(self) -> int:
        return len(self.rows)

    def read(self, index: np.ndarray) -> Tensor:
        """The images of these rows of the subset."""
        return self.source.read(self.rows[index])

    def fingerprint(self) -> bytes:
        """A digest of the whole source and of which rows these are."""
        return hashlib.blake2b(self.source.fingerprint() + self.rows.tobytes(), digest_size=16).digest()
