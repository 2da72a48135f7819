"""`latlas sample RUN --out FILE.png`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from latlas.cli.running import parse, refuse_below_one


@dataclass(frozen=True)
class Sample:
    """A picture of images drawn from a model's prior; without a prior, from a Gaussian fitted to the training latents."""

    run: Annotated[Path, tyro.conf.Positional]
    """Folder of a finished run."""
    out: Path
    """Picture to write."""
    count: int = 64
    """Number of images."""
    columns: int = 8
    """Images in a row."""
    seed: int = 0
    """Decides the draws."""
    scale: int = 2
    """Screen pixels per image pixel."""
    root: Path | None = None
    """Where the images are when they have moved since the training."""


def command(arguments: list[str]) -> None:
    """Draw and write."""
    options = parse(Sample, "sample", arguments)
    refuse_below_one(count=options.count, columns=options.columns, scale=options.scale)

    from latlas.api import load, sample
    from latlas.cli.picture import write_grid

    write_grid(sample(load(options.run, options.root), options.count, options.seed), options.columns, options.scale, options.out)
