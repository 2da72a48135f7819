"""Writing that is never seen half-done, whether the process dies, the disk is full or the folder is read-only."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

LEFTOVER = re.compile(r"\..+\.[0-9]+\.tmp(\.[A-Za-z0-9]+)?")
"""Names that are written to before a file is whole."""


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Within the block an `OSError` that names no file, as that of a full disk, names this one."""
    try:
        yield
    except OSError as error:
        if error.errno is None or error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A name beside `path` to write to; what is there when the block ends gets the name `path`, unless the block raises.

    An `OSError` of the block names `path` where it names no file, as that of a full disk.
    """
    temporary = path.with_name(f".{path.stem}.{os.getpid()}.tmp{path.suffix}")  # some writers look at the ending
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()  # on a full disk it would keep what others need
        if isinstance(error, OSError) and error.errno is not None and error.filename in (None, str(temporary)):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or a crash, sees the old content or the new, never a part."""
    with replaced(path) as temporary:
        temporary.write_bytes(content)


def is_leftover(path: Path) -> bool:
    """Whether a process that was killed while it wrote has left this file."""
    return LEFTOVER.fullmatch(path.name) is not None


def remove_leftovers(folder: Path) -> None:
    """Remove what processes that were killed while they wrote have left in a folder of ours, which nobody else may be writing in."""
    for path in filter(is_leftover, list(folder.rglob(".*"))):
        path.unlink(missing_ok=True)


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write JSON atomically, readable by people."""
    write_atomically(path, (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode())
