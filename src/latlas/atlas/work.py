"""The hidden folder beside an atlas in which a build works, and the lock that keeps a second one away."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from latlas.errors import AtlasError
from latlas.training.files import remove_leftovers, write_json


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Within the block no other process writes the atlas `out`. Raises `AtlasError` at once when one does.

    The lock is the system's: it ends with the process, however that ends.
    """
    from filelock import FileLock, Timeout

    path = out.with_name(f".{out.name}.lock")
    lock = FileLock(path)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AtlasError(f"another process is writing {out}: wait until it is done, or stop it; what it has finished is kept") from error
    except (OSError, NotImplementedError) as error:  # the latter for a file system without locks
        raise AtlasError(f"{out} cannot be written ({error}); give another --out") from error
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()  # while it is held: who opens it from now on opens another file
        lock.release()


@dataclass(frozen=True)
class Work:
    """A hidden folder that belongs to one request: the same request finds there what an interrupted one has left."""

    folder: Path
    request: Mapping[str, Any]

    @property
    def atlas(self) -> Path:
        """The folder that becomes the atlas."""
        return self.folder / "atlas"

    def scratch(self, name: str) -> Path:
        """A file that only the build needs."""
        return self.folder / "scratch" / name

    @property
    def left(self) -> bool:
        """Whether the same request has been here before."""
        path = self.folder / "request.json"
        return path.exists() and bool(json.loads(path.read_text(encoding="utf-8")) == json.loads(json.dumps(self.request)))

    def claim(self) -> bool:
        """Take up what the same request has left, or begin anew; True for the former."""
        stale = self.folder.with_name(f"{self.folder.name}.old")
        shutil.rmtree(stale, ignore_errors=True)
        if self.left:
            remove_leftovers(self.folder)
            return True
        if self.folder.exists():
            self.folder.rename(stale)  # at once, so that half of it is never taken for all
            shutil.rmtree(stale)
        self.atlas.mkdir(parents=True)
        self.scratch("").mkdir()
        write_json(self.folder / "request.json", self.request)
        return False

    def leave(self) -> None:
        """Remove the folder, and last what tells that the request was this one."""
        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
        shutil.rmtree(self.folder)
