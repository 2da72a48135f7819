"""`latlas list [KIND]`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import tyro

from latlas import catalog
from latlas.cli.running import parse

KINDS: tuple[catalog.Kind, ...] = ("models", "data", "metrics", "projections", "extractors", "transformations", "studies")


@dataclass(frozen=True)
class List:
    """What there is: models, image sets (data), metrics, projections, extractors, transformations, studies; those of other packages too."""

    kind: Annotated[catalog.Kind | None, tyro.conf.Positional] = None
    """Only this kind."""


def command(arguments: list[str]) -> None:
    """Print names and summaries."""
    options = parse(List, "list", arguments)
    for kind in KINDS if options.kind is None else (options.kind,):
        entries = catalog.names(kind)
        width = max(map(len, entries), default=0)
        print(f"{kind}:")
        for name, entry in entries.items():
            print(f"  {name:<{width}}  {entry.summary}")
