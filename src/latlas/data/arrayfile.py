"""Reading npy and npz files of strangers: never a pickle, and every damage told as a `DataError`."""

from __future__ import annotations

import struct
import tokenize
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import final

import numpy as np

from latlas.errors import DataError

DAMAGE = (
    *(ValueError, TypeError, KeyError, IndexError, SyntaxError, tokenize.TokenError, struct.error),  # headers
    *(OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError),  # containers
    *(MemoryError, OverflowError),  # shapes
)
"""What numpy and zipfile are seen to raise on damaged or hostile files."""


@contextmanager
def _told(path: Path, what: str = "") -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # numpy warns of headers that Python 2 wrote
            yield
    except DataError:
        raise
    except DAMAGE as error:
        if any(word in str(error) for word in ("allow_pickle", "Object arrays", "Python objects")):
            reason = "holds pickled objects, which can run code when read; save plain numbers instead (images of one size, as one array)"
        else:
            reason = f"cannot be read ({_first_line(error)}); save it again with numpy.save or numpy.savez"
        raise DataError(f"{path}{what} {reason}") from error


def _first_line(error: BaseException) -> str:
    lines = str(error).splitlines()
    return lines[0] if lines else type(error).__name__


def existing_root(root: Path | str | None, what: str, remedy: str) -> Path:
    """The path a user gave as `root`. Raises `DataError` when there is none, or nothing is there."""
    if root is None:
        raise DataError(f"{what} needs --root: {remedy}")
    path = Path(root).expanduser()
    if not path.exists():
        raise DataError(f"{path} does not exist: {remedy}")
    return path


def mapped_array(path: Path) -> np.ndarray:
    """The array of an npy file as a read-only memory map. Raises `DataError`."""
    _refuse_pipe(path)
    with _told(path):
        return np.lib.format.open_memmap(path, mode="r")


def _refuse_pipe(path: Path) -> None:
    if not path.is_file():
        raise DataError(f"{path} is no ordinary file; give an npy or npz file")


@final
class ArrayArchive:
    """The named arrays of an npz file, read one by one as they are asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        _refuse_pipe(path)
        with ExitStack() as opened, _told(path):
            file = opened.enter_context(path.open("rb"))  # numpy would leave its own open when the archive is damaged
            archive = np.load(file, allow_pickle=False)
            if not isinstance(archive, np.lib.npyio.NpzFile):
                raise DataError(f"{path} is not an npz file, in spite of its name; save it with numpy.savez")
            self._archive = opened.enter_context(archive)
            self._opened = opened.pop_all()

    def __enter__(self) -> ArrayArchive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._opened.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the arrays, in the file's order."""
        return tuple(self._archive.files)

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def __getitem__(self, name: str) -> np.ndarray:
        """One array. Raises `DataError` when it is missing, damaged or pickled."""
        if name not in self:
            raise DataError(f"{self.path} has no array '{name}'; it has: {', '.join(self.names) or 'none'}")
        with _told(self.path, f": array '{name}'"):
            array = self._archive[name]
            if not isinstance(array, np.ndarray):
                raise DataError(f"{self.path}: '{name}' is not an array; save it with numpy.savez")
        return array

    def first(self, names: Iterable[str]) -> str | None:
        """The first of some names that the file has."""
        return next((name for name in names if name in self), None)
