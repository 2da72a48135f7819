"""Build an atlas from a trained model and its images.

Work happens in a hidden folder beside the target, step by step, each step leaving files that a repeated call finds; the folder
gets its final name only when the atlas is whole. Numbers of all items are in files, so that memory does not grow with the items.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from latlas import catalog
from latlas.atlas import columns, pictures, store
from latlas.atlas.clusters import CLUSTERS, cluster
from latlas.atlas.codec import Codec
from latlas.atlas.features import write_features
from latlas.atlas.items import Found, column_name, describe_factors, describe_sheets, encode, write_items
from latlas.atlas.manifest import FORMAT, MANIFEST
from latlas.atlas.map import Placing, fit, map_bounds
from latlas.atlas.onnx import DecoderGraph, EncoderGraph, export
from latlas.atlas.store import ITEMS
from latlas.atlas.work import Work, alone
from latlas.data.imageset import ImageSet
from latlas.errors import AtlasError, UsageError
from latlas.features.extractor import Extractor
from latlas.features.weights import load_extractor
from latlas.latent.clusters import MOST_CLUSTERS
from latlas.models.model import LatentModel
from latlas.training.files import write_atomically, write_json
from latlas.training.progress import Progress
from latlas.training.tensors import write_tensors
from latlas.types import Images

PROJECTION = "projection.safetensors"
MOST_LEVELS = 8
"""Deepest pyramid: 21 845 tiles."""


@dataclass(frozen=True)
class AtlasOptions:
    """Options of an atlas."""

    projection: str = "pca"
    """Projection to the map for models that have not just two latent dimensions."""
    tile_levels: int = 4
    """Zoom levels of the decoded manifold; level l has 4^l tiles, 0 leaves the manifold out."""
    kmeans: int = 10
    """Clusters that k-means cuts the latents into; 0 leaves them out."""
    hdbscan: bool = True
    """Whether HDBSCAN looks for dense islands of latents."""
    features: str = ""
    """Extractor whose features say how far apart images look; "" for none."""
    features_weights: str = ""
    """Its weights: a safetensors file, or hub:REPOSITORY:FILE."""

    def __post_init__(self) -> None:
        if not 0 <= self.kmeans <= MOST_CLUSTERS:
            raise UsageError(f"kmeans is {self.kmeans}: it must be 0 to {MOST_CLUSTERS}")
        if not 0 <= self.tile_levels <= MOST_LEVELS:
            raise UsageError(f"tile_levels is {self.tile_levels}: it must be 0 to {MOST_LEVELS}")


def build(
    model: LatentModel | Codec,
    images: ImageSet,
    card: Mapping[str, Any],
    out: Path,
    options: AtlasOptions | None = None,
    quiet: bool = False,
) -> None:
    """Write the atlas of all images of a set under the name `out`.

    `card` describes the model: name, data, split, seed, config, versions, metrics. An interrupted build resumes when it is
    repeated with the same card and options. Raises `AtlasError` when `out` exists, or when another process is building it.
    """
    options = options or AtlasOptions()
    work = Work(out.with_name(f".{out.name}.building"), {"card": dict(card), "options": asdict(options)})
    _refuse(out, work)
    catalog.get("projections", options.projection)  # a wrong name is refused before the work
    extractor = load_extractor(options.features, options.features_weights) if options.features else None
    if extractor is not None:
        extractor.check(images.shape, extractor.default_layers)
    with alone(out):
        _refuse(out, work)
        if not out.exists():
            if work.claim():
                store.sweep(work.atlas / ITEMS)
            _build(model, images, card, work, options, extractor, quiet)
            work.atlas.rename(out)
        work.leave()


def _refuse(out: Path, work: Work) -> None:
    """Raise `AtlasError` when there is something; the whole atlas of this request, stopped before its work was cleared away, is fine."""
    if out.exists() and not (work.left and not work.atlas.exists()):
        raise AtlasError(f"{out} exists; delete it or give another --out")


def _build(
    model: LatentModel | Codec,
    images: ImageSet,
    card: Mapping[str, Any],
    work: Work,
    options: AtlasOptions,
    extractor: Extractor | None,
    quiet: bool,
) -> None:
    atlas = work.atlas
    tiles = [(level, x, y) for level in range(options.tile_levels) for x in range(2**level) for y in range(2**level)]
    blocks = -(-len(images) // columns.BLOCK)
    with Progress(2 * blocks + len(tiles) + 2, "parts", "atlas", quiet=quiet) as progress:
        _write_model(model, images, card, atlas)
        features = None
        if extractor is not None:
            features = write_features(extractor, _examples(images), atlas / "features.onnx", work.scratch("features.json"))
        progress.advance()
        latents = encode(model, images, work.scratch("latents"), progress.advance)
        placing = fit(latents, options.projection, atlas / PROJECTION, quiet)
        positions = placing.positions(latents, work.scratch("positions"))
        _write_networks(placing, latents, positions, atlas)
        bounds = map_bounds(positions)
        clusterings = cluster(latents, options.kmeans, options.hdbscan, atlas / CLUSTERS, work.scratch(""))
        progress.advance()
        errors = placing.errors(latents, positions, work.scratch("errors"))
        found = Found(latents, positions, errors, clusterings.labels)
        write_items(images, found, bounds, atlas / ITEMS, work.scratch(""), progress.advance, store.count(atlas / ITEMS))
        store.build_index(atlas / ITEMS)
        _write_tiles(model, placing, bounds, tiles, images, atlas, progress)
    trip = placing.trip(latents)
    manifest = {
        "format": FORMAT,
        "name": f"{card['name']}-{images.name}",
        "items": {
            "count": len(images),
            "version": store.version(atlas / ITEMS),
            "latent_dim": int(latents.shape[1]),
            "labels": None if images.labels is None else {"names": list(images.label_names)},
            "factors": describe_factors(images),
            "metadata": ["part", *map(column_name, images.metadata)],
            "sheet": describe_sheets(len(images), *images.shape[1:]),
            "clusters": clusterings.described,
        },
        "image": dict(zip(("channels", "height", "width"), images.shape, strict=True)),
        "map": {
            "bounds": bounds,
            "projection": {
                "name": placing.name,
                "inverse": placing.inverse is not None,
                "spread": placing.spread,
                "round_trip": None if trip is None else trip.data_of_spread,
                "place_round_trip": None if trip is None else trip.map,
                "round_trips": None if trip is None else asdict(trip),
                "axes": placing.axes,
            },
        },
        "tiles": {"levels": options.tile_levels, "size": pictures.TILE} if tiles and placing.inverse is not None else None,
        "features": features,
        "model": card,
    }
    write_json(atlas / MANIFEST, manifest)


def _write_model(model: LatentModel | Codec, images: ImageSet, card: Mapping[str, Any], atlas: Path) -> None:
    folder = atlas / "model"
    folder.mkdir(exist_ok=True)
    if (folder / "config.json").exists():
        return
    some = _examples(images)
    if isinstance(model, Codec):
        model.write(some, atlas)
    else:
        write_tensors(folder / "model.safetensors", model.state_dict())
        export(EncoderGraph(model), some, "images", "latents", atlas / "encoder.onnx")
        with torch.no_grad():
            codes = model.encode(some).mean
        export(DecoderGraph(model), codes, "latents", "images", atlas / "decoder.onnx")
    write_json(folder / "config.json", {"name": card["name"], "config": card["config"], "image_shape": images.shape})


def _examples(images: ImageSet) -> Images:
    """Sixteen training images, again from the first where there are fewer."""
    return images.images(np.resize(images.split["train"][:16], 16))


def _write_networks(placing: Placing, latents: np.ndarray, positions: np.ndarray, atlas: Path) -> None:
    """The map and the way back as ONNX files, where there are such."""
    if placing.networks is None:
        return
    there, back = placing.networks
    extent = float(np.ptp(positions, axis=0).max())
    export(there, torch.from_numpy(_sixteen(latents)), "latents", "positions", atlas / "projection.onnx", max(1.0, extent))
    export(back, torch.from_numpy(_sixteen(positions)), "positions", "latents", atlas / "inverse.onnx")


@torch.no_grad()
def _write_tiles(
    model: LatentModel | Codec,
    placing: Placing,
    bounds: list[float],
    tiles: list[tuple[int, int, int]],
    images: ImageSet,
    atlas: Path,
    progress: Progress,
) -> None:
    inverse = placing.inverse
    if inverse is None:
        return

    cells = pictures.cells_per_tile(*images.shape[1:])

    def decode(positions: np.ndarray) -> Images:
        return model.decode(torch.from_numpy(np.asarray(inverse(positions), dtype=np.float32)))

    for level, x, y in tiles:
        path = atlas / "tiles" / str(level) / str(x) / f"{y}.webp"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, pictures.tile(decode, pictures.tile_positions(bounds, level, x, y, cells), cells))
        progress.advance()


def _sixteen(rows: np.ndarray) -> np.ndarray:
    return np.resize(rows[:16], (16, rows.shape[1])).astype(np.float32)
