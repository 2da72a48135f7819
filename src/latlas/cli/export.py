"""`latlas export ATLAS --out SITE`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from latlas.cli.running import parse


@dataclass(frozen=True)
class Export:
    """Write an atlas as a static site: any web host shows it, also python -m http.server."""

    atlas: Annotated[Path, tyro.conf.Positional]
    """Folder of an atlas."""
    out: Path
    """Folder of the site; an earlier export there is replaced."""
    compare: Path | None = None
    """Folder of another atlas of the same images, to show beside it."""
    view: str | None = None
    """View to open in: an address of the page, or its part from # on."""
    quiet: bool = False
    """Print nothing but errors."""


def command(arguments: list[str]) -> None:
    """Export."""
    options = parse(Export, "export", arguments)

    from latlas.atlas.atlas import open_atlas
    from latlas.explorer.site import export_site

    other = None if options.compare is None else open_atlas(options.compare)
    export_site(open_atlas(options.atlas), options.out, options.quiet, other, options.view)
    if not options.quiet:
        print(f"site: {options.out}; look at it with: python -m http.server --bind 127.0.0.1 --directory {options.out}")
