"""Decoding many images: in threads, in their order, holding only the few that are under way."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from PIL import Image

from latlas.data.imagefile import DTYPES, Background, Depth, Fit, pixels_of, to_depth
from latlas.errors import DataError

THREADS = min(4, os.cpu_count() or 1)
AHEAD_BYTES = 16 * 2**20
MOST_AHEAD = 256
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Frame:
    """What every image of a set is brought to."""

    channels: int
    height: int
    width: int
    depth: Depth
    size: int | None
    """Height and width asked for; None takes images as they are."""
    fit: Fit
    background: Background

    @property
    def shape(self) -> tuple[int, int, int]:
        """Channels, height and width."""
        return self.channels, self.height, self.width

    @property
    def dtype(self) -> np.dtype:
        """Type of the pixels."""
        return np.dtype(DTYPES[self.depth])

    @property
    def nbytes(self) -> int:
        """Bytes of one decoded image."""
        return self.channels * self.height * self.width * self.dtype.itemsize

    @property
    def ahead(self) -> int:
        """Decoded images that may wait for those before them."""
        return max(THREADS, min(MOST_AHEAD, AHEAD_BYTES // self.nbytes))

    def decode(self, image: Image.Image, name: str) -> np.ndarray:
        """The pixels `shape` of an opened image. Raises `DataError` for floats outside [0, 1], and whatever the decoder raises."""
        pixels = pixels_of(image, self.channels, self.size, self.fit, self.background, name)
        if pixels.shape != self.shape:
            raise ValueError(f"{pixels.shape[2]}×{pixels.shape[1]} pixels, though its header said {self.width}×{self.height}")
        return to_depth(pixels, self.dtype)


@contextmanager
def threads() -> Iterator[ThreadPoolExecutor]:
    """A pool whose pending work is dropped when the block ends."""
    pool = ThreadPoolExecutor(THREADS)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def in_order(
    pool: ThreadPoolExecutor, work: Callable[[Item], Result], items: Iterable[Item], ahead: int
) -> Iterator[tuple[Item, Result | Exception]]:
    """Each item with its result, or with what the work raised, in the order of the items.

    At most `ahead` items are under way or waiting, however many there are. A `DataError` is raised.
    """

    def attempt(item: Item) -> Result | Exception:
        try:
            return work(item)
        except Exception as error:  # noqa: BLE001  # a damaged file can raise anything from its decoder; the reason is told
            return error

    waiting: deque[tuple[Item, Future[Result | Exception]]] = deque()
    for item in items:
        waiting.append((item, pool.submit(attempt, item)))
        if len(waiting) >= ahead:
            yield _settled(*waiting.popleft())
    while waiting:
        yield _settled(*waiting.popleft())


def _settled(item: Item, future: Future[Result | Exception]) -> tuple[Item, Result | Exception]:
    result = future.result()
    if isinstance(result, DataError):
        raise result
    return item, result


def reason(error: Exception) -> str:
    """Why an image cannot be read, in words for the user."""
    name, text = type(error).__name__, " ".join(str(error).split())
    if "DecompressionBomb" in name:
        return f"too many pixels to be an ordinary image ({text})"
    return "not an image of the kind its name says" if name == "UnidentifiedImageError" else text or name


def refuse_when_most_failed(where: str, reasons: dict[str, str], count: int) -> None:
    """Raise `DataError` when more than half of `count` images cannot be read."""
    if 2 * len(reasons) > count:
        some = "; ".join(f"{name}: {why}" for name, why in list(reasons.items())[:3])
        raise DataError(f"{where}: {len(reasons)} of {count} images cannot be read, more than half ({some}); remove or replace them")
