"""`ImageSetOptions`: what every image set's options have in common.

An image set is a frozen dataclass of options with one method to fill in, `read`. Attribute docstrings are the
help of the command line.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import final

import numpy as np
from tqdm import tqdm

from latlas.data.imageset import ArraySource, ImageSet, Part, limited, random_split
from latlas.errors import DataError

SMALL = 256 * 2**20
"""Sets of at most this many bytes are held in memory, rather than rendered or read anew in each epoch."""


@dataclass(frozen=True, kw_only=True)
class ImageSetOptions(ABC):
    """Options of every image set."""

    limit: int | None = None
    """Use at most this many images, chosen by the split's seed; the split keeps its shares."""
    split_seed: int = 0
    """Decides which image falls into which part, and which ones a limit keeps."""
    validation: float = 0.1
    """Share of the images that is for validation."""

    @final
    def load(self, progress: bool = False) -> ImageSet:
        """The image set, limited, and in memory when it is small; `progress` shows a bar on stderr.

        Raises `DataError` for files or options that cannot be used.
        """
        if self.limit is not None and self.limit < 0:
            raise DataError(f"limit {self.limit} is negative: give a number of images, or leave it out to use all")
        return in_memory_when_small(limited(self.read(progress), self.limit, self.split_seed), progress)

    @abstractmethod
    def read(self, progress: bool) -> ImageSet:
        """The image set. It need not heed the limit, but one that reads costly files should read no more of them. Raises `DataError`."""


@dataclass(frozen=True, kw_only=True)
class SplitOptions(ImageSetOptions, ABC):
    """Options of image sets that come without a test part of their own."""

    test: float = 0.1
    """Share of the images that is for testing."""

    @final
    def split(self, count: int) -> dict[Part, np.ndarray]:
        """A seeded split of `count` images. Raises `DataError` for shares that leave nothing to train on."""
        return random_split(count, self.split_seed, self.validation, self.test)


def is_small(count: int, nbytes: int) -> bool:
    """Whether so many images of so many bytes are held in memory."""
    return count * nbytes <= SMALL


def in_memory_when_small(images: ImageSet, progress: bool = False) -> ImageSet:
    """The same pixels in one array, if they take at most `SMALL` bytes and are not in one already."""
    source = images.source
    if isinstance(source, ArraySource) and source.in_memory:
        return images
    first = source.read(np.array([0])).numpy()
    if not is_small(len(source), first.nbytes):
        return images
    array = np.empty((len(source), *source.shape), first.dtype)
    starts = range(0, len(source), 1024)
    for start in tqdm(starts, f"reading {images.name}", disable=None if progress and not source.in_memory else True, leave=False):
        rows = np.arange(start, min(start + 1024, len(source)))
        array[rows] = source.read(rows).numpy()
    return replace(images, source=ArraySource(array))
