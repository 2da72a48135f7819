"""The files of a site beside the page: those of its atlas, and of the one that it is compared with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from latlas.atlas.atlas import Atlas
from latlas.explorer.pair import matching_rows

MAIN, OTHER = "atlas/", "compare/atlas/"
ROWS = f"{OTHER}rows.i32"


@dataclass(frozen=True)
class SiteFiles:
    """Names and contents of the files that the page asks for."""

    atlas: Atlas
    other: Atlas | None = None
    """An atlas of the same images, shown beside the first."""
    view: str | None = None
    """Where the page opens: the part of an address from # on."""

    def names(self) -> Iterator[str]:
        """Names of all files, relative to the page."""
        yield from (MAIN + name for name in self.atlas.names())
        if self.other is not None:
            yield ROWS
            yield from (OTHER + name for name in self.other.names())

    def read(self, name: str, server: bool = False) -> bytes:
        """The content of one file. Raises `KeyError` for a name that the site does not have."""
        if name == f"{MAIN}atlas.json":
            content = self.atlas.read("atlas.json", server)
            more = {**({} if self.other is None else {"compare": True}), **({} if self.view is None else {"view": self.view})}
            return json.dumps({**json.loads(content), **more}, ensure_ascii=False).encode() if more else content
        if name.startswith(MAIN):
            return self.atlas.read(name.removeprefix(MAIN), server)
        if self.other is None or not name.startswith(OTHER):
            raise KeyError(name)
        if name == ROWS:
            return matching_rows(self.atlas, self.other).astype("<i4").tobytes()
        return self.other.read(name.removeprefix(OTHER), server)
