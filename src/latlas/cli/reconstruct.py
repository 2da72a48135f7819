"""`latlas reconstruct RUN --out FILE.png`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import tyro

from latlas.cli.running import parse, refuse_below_one


@dataclass(frozen=True)
class Reconstruct:
    """A picture of images (odd rows) and their reconstructions below them (even rows)."""

    run: Annotated[Path, tyro.conf.Positional]
    """Folder of a finished run."""
    out: Path
    """Picture to write."""
    count: int = 32
    """Number of images."""
    columns: int = 16
    """Images in a row."""
    part: Literal["train", "validation", "test"] = "test"
    """Part of the image set."""
    scale: int = 2
    """Screen pixels per image pixel."""
    root: Path | None = None
    """Where the images are when they have moved since the training."""


def command(arguments: list[str]) -> None:
    """Reconstruct and write."""
    options = parse(Reconstruct, "reconstruct", arguments)
    refuse_below_one(count=options.count, columns=options.columns, scale=options.scale)

    import torch

    from latlas.api import load, reconstruct
    from latlas.cli.picture import write_grid

    originals, reconstructions = reconstruct(load(options.run, options.root), options.count, options.part)
    columns = min(options.columns, len(originals))
    blank = -len(originals) % columns
    padded = [torch.cat([part, torch.ones(blank, *part.shape[1:])]).split(columns) for part in (originals, reconstructions)]
    rows = [row for pair in zip(*padded, strict=True) for row in pair]
    write_grid(torch.cat(rows), columns, options.scale, options.out)
