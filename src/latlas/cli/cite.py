"""`latlas cite NAME`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import tyro

from latlas import catalog
from latlas.cli.running import parse


@dataclass(frozen=True)
class Cite:
    """The BibTeX entry of a model's source."""

    name: Annotated[str, tyro.conf.Positional]
    """Name of a model."""


def command(arguments: list[str]) -> None:
    """Print the entry."""
    print(catalog.get("models", parse(Cite, "cite", arguments).name).citation)
