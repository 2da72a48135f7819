"""Writing an entry of the cache.

It grows under a hidden name, so that an interrupted call goes on where it stopped, and gets its name when it is
whole. One process writes at a time; others wait for it, and then read what it wrote.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, final

import numpy as np

from latlas.data.cache import ENTRY, FORMAT, PIXELS, VARIABLE, Stored, find_entry, size_in_words
from latlas.data.imageset import ArraySource
from latlas.errors import DataError

PARTIAL = "partial.json"
PART = 8 * 2**20
"""Bytes after which what is written is made to last: what an interruption can lose."""
ROOM_LEFT = 256 * 2**20
"""Bytes of the disk that an entry leaves free."""
REMEDY = f"make room, set {VARIABLE} to a folder elsewhere, or use fewer (--limit) or smaller (--size) images"


@final
class CacheWriter:
    """Writes an entry while its block lasts, which must be within `alone`.

    `resumes` says whether the images come in the same order again, so that those of an interrupted call can be kept. Raises
    `DataError` when the cache cannot be written.
    """

    def __init__(self, folder: Path, content: str, shape: tuple[int, int, int], dtype: np.dtype, resumes: bool = True) -> None:
        self.folder, self.shape, self.dtype = folder, shape, dtype
        self.done = 0
        """Images written or given up, also by an interrupted call before this one."""
        self.damaged: dict[str, str] = {}
        """Images given up, with the reasons."""
        self._content = content
        self._request = {"format": FORMAT, "content": content, "shape": list(shape), "dtype": dtype.str}
        self._resumes = resumes
        self._work = folder.with_name(f".{folder.name}.partial")
        self._bytes = int(np.prod(shape)) * dtype.itemsize
        self._rows = self._lasting = 0

    def __enter__(self) -> CacheWriter:
        with _told(self.folder):
            self._take_up()
            self._file = (self._work / PIXELS).open("r+b", buffering=0)
            self._file.truncate(self._rows * self._bytes)
            self._file.seek(0, os.SEEK_END)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def _take_up(self) -> None:
        """Keep what an interrupted call has left, if it was about the same images, or begin anew."""
        try:
            left = json.loads((self._work / PARTIAL).read_text(encoding="utf-8")) if self._resumes else {}
            if left["request"] == self._request and (self._work / PIXELS).stat().st_size >= left["rows"] * self._bytes:
                self.done, self._rows, self.damaged = left["done"], left["rows"], left["damaged"]
                self._lasting = self._rows
                return
        except (OSError, ValueError, KeyError, TypeError):
            pass  # nothing was left, or not as it should be
        shutil.rmtree(self._work, ignore_errors=True)
        self._work.mkdir()
        (self._work / PIXELS).touch()

    def announce(self, count: int | None, progress: bool) -> None:
        """Say where the images go and how large they get. Raises `DataError` when a known number of them finds no room."""
        if count is not None:
            self._refuse_without_room((count - self.done) * self._bytes)
        if progress:
            size = "" if count is None else f" ({count} of {size_in_words(self._bytes)}, {size_in_words(count * self._bytes)} in all)"
            print(f"keeping the decoded images{size} in {self.folder}", file=sys.stderr, flush=True)

    def add(self, image: np.ndarray) -> None:
        """The next image."""
        if self._rows == self._lasting:
            self._refuse_without_room(self._bytes)
        with _told(self.folder):
            left = np.ascontiguousarray(image).data.cast("B")
            while left:
                left = left[self._file.write(left) :]
        self._rows, self.done = self._rows + 1, self.done + 1
        if (self._rows - self._lasting) * self._bytes >= PART:
            self._make_last()

    def give_up(self, name: str, why: str) -> None:
        """The next image is left out."""
        self.damaged[name] = why
        self.done += 1

    def _make_last(self) -> None:
        """Have the images so far on the disk, then say how far the entry is."""
        with _told(self.folder):
            os.fsync(self._file.fileno())
            self._lasting = self._rows
            _replace(self._work / PARTIAL, {"request": self._request, "done": self.done, "rows": self._rows, "damaged": self.damaged})

    def finish(self, facts: Mapping[str, Any], columns: Mapping[str, np.ndarray] | None = None) -> Stored:
        """Complete the entry and give it its name; an older one there goes."""
        self._make_last()
        columns = columns or {}
        with _told(self.folder):
            shape = (self._rows, *self.shape)
            digest = ArraySource(np.memmap(self._work / PIXELS, self.dtype, mode="r", shape=shape)).fingerprint()
            for name, column in columns.items():
                np.save(self._work / f"{name}.npy", column, allow_pickle=False)
            written = {"shape": shape, "digest": digest.hex(), "columns": list(columns), "damaged": self.damaged, "facts": facts}
            _replace(self._work / ENTRY, {**self._request, **written})
            shutil.rmtree(self.folder, ignore_errors=True)
            self._work.rename(self.folder)
            (self.folder / PARTIAL).unlink()
        stored = find_entry(self.folder, self._content)
        if stored is None:
            raise DataError(f"{self.folder} was changed while it was written; repeat the command")
        return stored

    def _refuse_without_room(self, needed: int) -> None:
        free = shutil.disk_usage(self._work).free
        if needed + ROOM_LEFT > free:
            raise DataError(
                f"the decoded images take {size_in_words(needed)} in {self.folder.parent}, where {size_in_words(free)} are free: {REMEDY}"
            )


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Within the block no other process writes this entry; waits for one that does. Raises `DataError` when the cache cannot be written."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder.with_name(f".{folder.name}.lock"))
    with _told(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            print(f"waiting for another process that writes {folder}", file=sys.stderr, flush=True)
            lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Errors of the disk within the block become a `DataError`."""
    try:
        yield
    except (OSError, NotImplementedError) as error:  # the latter for a file system without locks
        problem = "the disk is full" if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT) else f"{error}"
        raise DataError(f"decoded images cannot be kept in {folder.parent} ({problem}): {REMEDY}") from error


def _replace(path: Path, content: Mapping[str, Any]) -> None:
    """Write JSON so that a crash leaves the old file or the new one."""
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
