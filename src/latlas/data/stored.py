"""Images that lie one after another in a file without a header."""

from __future__ import annotations

import math
import os
import weakref
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from latlas.errors import DataError


class StoredSource:
    """Decoded images `(count, channels, height, width)` of uint8, uint16 or float32 in [0, 1] in a file, read as they are asked for.

    The file stays open: one that is replaced or deleted meanwhile is read to the end. `digest` is what
    `ArraySource.fingerprint` gives for the same images in memory. Reads do not map the file, so that it can be larger than the
    machine's memory: a page fault of a random row would read its surroundings too, ten times what is asked for and more.
    """

    def __init__(self, path: Path, shape: tuple[int, int, int, int], dtype: np.dtype, digest: bytes) -> None:
        self.path, self.dtype, self.digest = path, dtype, digest
        self.count, self.shape = shape[0], shape[1:]
        self.in_memory = False
        self._row = math.prod(self.shape) * dtype.itemsize
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)

    def __len__(self) -> int:
        return self.count

    def read(self, index: np.ndarray) -> Tensor:
        """uint8 as it is, uint16 divided by 65535, float32 as it is. Raises `DataError` when the file cannot be read."""
        index = np.asarray(index, np.int64)
        rows = np.empty((len(index), *self.shape), self.dtype)
        if len(index):
            if index.min() < 0 or index.max() >= self.count:
                raise IndexError(f"rows {index.min()} to {index.max()} of {self.count} images")
            self._read_into(rows, index)
        return torch.from_numpy(rows.astype(np.float32) / np.float32(65535) if rows.dtype == np.uint16 else rows)

    def _read_into(self, rows: np.ndarray, index: np.ndarray) -> None:
        view = memoryview(rows.reshape(-1).view(np.uint8).data)
        if (np.diff(index) == 1).all():
            self._fill(view, int(index[0]) * self._row)
            return
        places = np.argsort(index)  # disks like one direction
        if hasattr(os, "posix_fadvise"):  # and to know what comes: rows that are not in memory arrive together
            for place in places:
                os.posix_fadvise(self._file, int(index[place]) * self._row, self._row, os.POSIX_FADV_WILLNEED)
        for place in places:
            self._fill(view[place * self._row : (place + 1) * self._row], int(index[place]) * self._row)

    def _fill(self, view: memoryview, offset: int) -> None:
        while view:
            try:
                count = os.preadv(self._file, [view], offset)
            except OSError as error:
                raise DataError(f"{self.path} cannot be read: {error}; delete its folder and repeat the command") from error
            if count == 0:
                raise DataError(f"{self.path} was cut off at {offset} bytes: delete its folder and repeat the command")
            view, offset = view[count:], offset + count

    def fingerprint(self) -> bytes:
        """The digest that was taken when the file was written."""
        return self.digest
