"""`latlas explore ATLAS`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from latlas.cli.running import parse


@dataclass(frozen=True)
class Explore:
    """Serve an atlas to the browser, on this machine only unless --host says otherwise."""

    atlas: Annotated[Path, tyro.conf.Positional]
    """Folder of an atlas."""
    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int | None = None
    """Port; the first free one from 8765 on when left out."""
    compare: Path | None = None
    """Folder of another atlas of the same images, to show beside it."""
    open: bool = True
    """Open the page where there is a display."""


def command(arguments: list[str]) -> None:
    """Serve until Ctrl-C."""
    options = parse(Explore, "explore", arguments)

    from latlas.atlas.atlas import open_atlas
    from latlas.explorer.serve import serve

    other = None if options.compare is None else open_atlas(options.compare)
    serve(open_atlas(options.atlas), options.host, options.port, options.open, other)
