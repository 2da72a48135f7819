"""`latlas interpolate RUN --out FILE.png`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
import tyro

from latlas.cli.running import parse, refuse_below_one
from latlas.errors import UsageError

if TYPE_CHECKING:
    from latlas.data.imageset import ImageSet, Part
    from latlas.runs import TrainedModel


@dataclass(frozen=True)
class Interpolate:
    """A picture of what a model decodes between images: strips between two, or with --grid the surface between four.

    The images themselves stand outside, beyond the wider gaps; what is between is decoded.
    """

    run: Annotated[Path, tyro.conf.Positional]
    """Folder of a finished run."""
    out: Path
    """Picture to write."""
    pairs: tuple[str, ...] = ()
    """Numbers of the images of each strip, such as 3:17 5:40; drawn from --part when left out."""
    count: int = 4
    """Number of pairs to draw."""
    seed: int = 0
    """Decides the draws."""
    part: Literal["train", "validation", "test"] = "test"
    """Part of the image set to draw from."""
    steps: int = 9
    """Decoded images from the first of a pair to the second, both included."""
    path: Literal["linear", "spherical"] = "linear"
    """Path between the latents: straight, or along the great circle."""
    extrapolate: float = 0.0
    """Go on beyond both ends, by this share of the way."""
    cross_dissolve: bool = False
    """Add, for comparison, the images mixed pixel by pixel."""
    grid: tuple[int, int, int, int] | None = None
    """Numbers of four images: draw the bilinear surface between top left, top right, bottom left and bottom right instead."""
    rows: int = 8
    """Rows of the surface."""
    columns: int = 8
    """Columns of the surface."""
    with_: Annotated[tuple[Path, ...], tyro.conf.arg(name="with")] = ()
    """Other runs, to draw the same below."""
    scale: int = 2
    """Screen pixels per image pixel."""
    root: Path | None = None
    """Where the images are when they have moved since the training."""


def command(arguments: list[str]) -> None:
    """Interpolate and write."""
    options = parse(Interpolate, "interpolate", arguments)
    refuse_below_one(count=options.count, scale=options.scale)
    pairs = [parse_pair(text) for text in options.pairs]
    if options.grid is not None and (pairs or options.path != "linear" or options.extrapolate != 0):
        raise UsageError("--grid draws a bilinear surface: it goes without --pairs, --path spherical and --extrapolate")

    from latlas.api import load

    runs = {str(folder): load(folder, options.root) for folder in (options.run, *options.with_)}
    first = runs[str(options.run)]
    for folder, trained in runs.items():
        if trained.model.image_shape != first.model.image_shape:
            raise UsageError(
                f"{folder} was trained on images of shape {trained.model.image_shape}, {options.run} on {first.model.image_shape}: "
                "--with takes runs of the same images"
            )
    if options.grid is not None:
        write_surfaces(runs, first.images, options.grid, options)
    else:
        write_strips(runs, first.images, pairs or draw_pairs(first.images, options.part, options.count, options.seed), options)


def parse_pair(text: str) -> tuple[int, int]:
    """The two image numbers of "3:17". Raises `UsageError` for any other form."""
    numbers = re.fullmatch("([0-9]{1,18}):([0-9]{1,18})", text)
    if numbers is None:
        raise UsageError(f"--pairs: '{text}' is no pair of image numbers; write them like 3:17")
    return int(numbers[1]), int(numbers[2])


def draw_pairs(images: ImageSet, part: Part, count: int, seed: int) -> list[tuple[int, int]]:
    """Pairs of different images of a part. The first pairs are the same for every count.

    Raises `UsageError` for a part of fewer than two images.
    """
    from latlas.functional.randomness import mix_integers

    rows = images.split[part]
    if len(rows) < 2:
        raise UsageError(f"the {part} part of '{images.name}' has {len(rows)} images: give another --part, or --pairs")
    random = np.random.default_rng(mix_integers(seed) % 2**64)  # NumPy takes no negative seeds
    drawn = [random.choice(rows, 2, replace=False) for _ in range(count)]
    return [(int(start), int(end)) for start, end in drawn]


def write_strips(runs: dict[str, TrainedModel], images: ImageSet, pairs: list[tuple[int, int]], options: Interpolate) -> None:
    """One strip for each pair and run; those of a pair stand together."""
    import torch

    from latlas.api import interpolate
    from latlas.cli.picture import write_grid
    from latlas.latent.paths import alphas, linear

    strips = {
        _title(folder, trained): interpolate(
            trained, pairs, steps=options.steps, path=options.path, extrapolate=options.extrapolate, images=images
        )
        for folder, trained in runs.items()
    }
    originals = images.images(np.array(pairs).ravel()).unflatten(0, (-1, 2))
    if options.cross_dissolve:
        alpha = alphas(options.steps, options.extrapolate)
        strips["cross-dissolve"] = linear(originals[:, 0].flatten(1), originals[:, 1].flatten(1), alpha).unflatten(2, images.shape)
    stacked = torch.stack(list(strips.values()), dim=1)
    start, end = (original.expand(-1, len(strips), *images.shape)[:, :, None] for original in originals.split(1, dim=1))
    cells = torch.cat([start, stacked, end], dim=2)
    columns = cells.shape[2]
    beyond = (columns - 2 - options.steps) // 2
    write_grid(
        cells.flatten(0, 2),
        columns,
        options.scale,
        options.out,
        apart_rows=range(0, len(pairs) * len(strips), len(strips)) if len(strips) > 1 else (),
        apart_columns={1, 1 + beyond, columns - 1 - beyond, columns - 1},
    )
    for number, (pair, title) in enumerate(((pair, title) for pair in pairs for title in strips), start=1):
        print(f"row {number}: {pair[0]}:{pair[1]}, {title}")


def write_surfaces(runs: dict[str, TrainedModel], images: ImageSet, corners: tuple[int, int, int, int], options: Interpolate) -> None:
    """One surface for each run, with the four images themselves beside its corners."""
    import torch

    from latlas.api import bilinear_grid
    from latlas.cli.picture import write_grid
    from latlas.latent.paths import bilinear

    rows, columns = options.rows, options.columns
    surfaces = {_title(folder, trained): bilinear_grid(trained, corners, rows, columns, images=images) for folder, trained in runs.items()}
    originals = images.images(np.array(corners))
    if options.cross_dissolve:
        surfaces["cross-dissolve"] = bilinear(originals.flatten(1), rows, columns).unflatten(2, images.shape)
    cells = torch.ones(len(surfaces), rows, columns + 2, *images.shape)
    cells[:, :, 1:-1] = torch.stack(list(surfaces.values()))
    cells[:, :: rows - 1, :: columns + 1] = originals.unflatten(0, (2, 2))
    write_grid(
        cells.flatten(0, 2),
        columns + 2,
        options.scale,
        options.out,
        apart_rows=range(0, len(surfaces) * rows, rows),
        apart_columns={1, columns + 1},
    )
    for number, title in enumerate(surfaces, start=1):
        print(f"surface {number}: {title}")


def _title(folder: str, trained: TrainedModel) -> str:
    record = trained.run.record
    return f"{folder} ({record['model']['name']} on {record['data']['name']})"
