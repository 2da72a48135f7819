"""`latlas atlas RUN --out ATLAS`, the same with `DATA --append`, and `latlas atlas --encoder FILE --decoder FILE DATA --out ATLAS`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from latlas.cli import any_model
from latlas.cli.running import parse
from latlas.errors import UsageError


@dataclass(frozen=True)
class AtlasCommand:
    """Build the atlas of a run: its images, latents, map, manifold and networks in one folder. Repeat it to resume.

    Of a model that latlas did not train: latlas atlas --encoder ENC.onnx --decoder DEC.onnx DATA --out ATLAS, which has its own --help.
    """

    run: Annotated[Path, tyro.conf.Positional]
    """Folder of a finished run."""
    out: Path
    """Folder of the atlas; it appears when it is whole."""
    data: Annotated[str | None, tyro.conf.Positional] = None
    """Image set to append: a name, a folder, or an array file."""
    append: bool = False
    """Add the images of DATA to the atlas that is there; its map and rows stay, so that no other option of a build applies."""
    projection: str = "pca"
    """Map for models that have not just two latent dimensions (latlas list projections)."""
    tile_levels: int = 4
    """Zoom levels of the decoded manifold; 0 leaves it out."""
    kmeans: int = 10
    """Clusters that k-means cuts the latents into; 0 leaves them out."""
    hdbscan: bool = True
    """Look for dense islands of latents with HDBSCAN."""
    features: str = ""
    """Extractor whose features say in the explorer how far apart two images look (latlas list extractors)."""
    features_weights: str = ""
    """Its weights: a safetensors file, or hub:REPOSITORY:FILE."""
    root: Path | None = None
    """Where the images are when they have moved since the training; with --append, the root of DATA."""
    quiet: bool = False
    """Print nothing but errors."""


def command(arguments: list[str]) -> None:
    """Build."""
    if any_model.is_meant(arguments):
        any_model.command(arguments)
        return
    options = parse(AtlasCommand, "atlas", arguments)

    from latlas.api import append_to_atlas, build_atlas, load
    from latlas.cli.encode import images_for

    if options.append != (options.data is not None):
        raise UsageError("--append and an image set go together: latlas atlas RUN DATA --append --out ATLAS adds DATA's images")
    if options.data is not None:
        trained = load(options.run)
        images = images_for(trained, options.data, options.root, progress=not options.quiet)
        added = append_to_atlas(trained, images, options.out, quiet=options.quiet)
        if not options.quiet:
            print(f"atlas: {options.out}, {added.manifest['items']['count']} images, {len(images)} of them new")
        return
    build_atlas(
        load(options.run, options.root),
        options.out,
        quiet=options.quiet,
        projection=options.projection,
        tile_levels=options.tile_levels,
        kmeans=options.kmeans,
        hdbscan=options.hdbscan,
        features=options.features,
        features_weights=options.features_weights,
    )
    if not options.quiet:
        print(f"atlas: {options.out}")
