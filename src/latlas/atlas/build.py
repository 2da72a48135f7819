"""Build an atlas from a trained model and its images.

Work happens in a hidden folder beside the target, step by step, each step leaving files that a repeated call finds; the folder
gets its final name only when the atlas is whole.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import torch

from latlas import catalog
from latlas.atlas import pictures, store
from latlas.atlas.clusters import Clusterings, cluster
from latlas.atlas.codec import Codec
from latlas.atlas.features import write_features
from latlas.atlas.manifest import FORMAT, MANIFEST
from latlas.atlas.map import Map, map_bounds, place, z_order
from latlas.atlas.onnx import DecoderGraph, EncoderGraph, export
from latlas.data.imageset import ImageSet
from latlas.errors import AtlasError, UsageError
from latlas.features.weights import load_extractor
from latlas.latent.clusters import MOST_CLUSTERS
from latlas.models.model import LatentModel
from latlas.training.files import remove_leftovers, write_atomically, write_json, write_tensors
from latlas.training.progress import Progress
from latlas.types import Images

ITEMS = "items.lance"
PROJECTION = "projection.safetensors"
CHUNK = 8192
"""Rows encoded, and written, at a time."""
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
    repeated with the same card and options. Raises `AtlasError` when `out` exists.
    """
    options = options or AtlasOptions()
    if out.exists():
        raise AtlasError(f"{out} exists; delete it or give another --out")
    catalog.get("projections", options.projection)  # a wrong name is refused before the work
    extractor = load_extractor(options.features, options.features_weights) if options.features else None
    if extractor is not None:
        extractor.check(images.shape, extractor.default_layers)
    out.parent.mkdir(parents=True, exist_ok=True)
    work = out.with_name(f".{out.name}.building")
    _claim(work, {"card": dict(card), "options": asdict(options)})
    cells = pictures.cells_per_tile(*images.shape[1:])
    tiles = [(level, x, y) for level in range(options.tile_levels) for x in range(2**level) for y in range(2**level)]
    chunks = -(-len(images) // CHUNK)
    with Progress(2 * chunks + len(tiles) + 2, "parts", "atlas", quiet=quiet) as progress:
        _write_model(model, images, card, work)
        features = None
        if extractor is not None:
            features = write_features(extractor, _examples(images), work / "features.onnx", work / "work" / "features.json")
        progress.advance()
        latents = _encode(model, images, work, progress)
        placed = place(latents, options.projection, work / PROJECTION, quiet)
        if placed.networks is not None:
            there, back = placed.networks
            extent = float(np.ptp(placed.positions, axis=0).max())
            export(there, torch.from_numpy(_sixteen(latents)), "latents", "positions", work / "projection.onnx", max(1.0, extent))
            export(back, torch.from_numpy(_sixteen(placed.positions)), "positions", "latents", work / "inverse.onnx")
        bounds = map_bounds(placed.positions)
        clusterings = cluster(latents, options.kmeans, options.hdbscan, work / "work" / "clusters.npz")
        progress.advance()
        _write_items(images, latents, placed, clusterings, bounds, work, progress)
        store.build_index(work / ITEMS)
        _write_tiles(model, placed, bounds, tiles, cells, work, progress)
    manifest = {
        "format": FORMAT,
        "name": f"{card['name']}-{images.name}",
        "items": _describe_items(images, latents) | {"clusters": clusterings.described},
        "image": dict(zip(("channels", "height", "width"), images.shape, strict=True)),
        "map": {
            "bounds": bounds,
            "projection": {
                "name": placed.name,
                "inverse": placed.inverse is not None,
                "round_trip": None if placed.trip is None else placed.trip.data_of_spread,
                "place_round_trip": None if placed.trip is None else placed.trip.map,
                "round_trips": None if placed.trip is None else asdict(placed.trip),
                "axes": placed.axes,
            },
        },
        "tiles": {"levels": options.tile_levels, "size": pictures.TILE} if tiles and placed.inverse is not None else None,
        "features": features,
        "model": card,
    }
    write_json(work / MANIFEST, manifest)
    remove_leftovers(work)
    shutil.rmtree(work / "work")  # before the name is given: a kill in between must not leave it there
    work.rename(out)


def _claim(work: Path, request: Mapping[str, Any]) -> None:
    """Make the hidden folder, or take up the one that the same request left."""
    asked = json.loads(json.dumps(request))
    path = work / "work" / "request.json"
    if path.exists() and json.loads(path.read_text()) == asked:
        return
    shutil.rmtree(work, ignore_errors=True)
    (work / "work").mkdir(parents=True)
    write_json(path, asked)


def _write_model(model: LatentModel | Codec, images: ImageSet, card: Mapping[str, Any], work: Path) -> None:
    folder = work / "model"
    folder.mkdir(exist_ok=True)
    if (folder / "config.json").exists():
        return
    some = _examples(images)
    if isinstance(model, Codec):
        model.write(some, work)
    else:
        write_tensors(folder / "model.safetensors", model.state_dict())
        export(EncoderGraph(model), some, "images", "latents", work / "encoder.onnx")
        with torch.no_grad():
            codes = model.encode(some).mean
        export(DecoderGraph(model), codes, "latents", "images", work / "decoder.onnx")
    write_json(folder / "config.json", {"name": card["name"], "config": card["config"], "image_shape": images.shape})


def _examples(images: ImageSet) -> Images:
    """Sixteen training images, again from the first where there are fewer."""
    return images.images(np.resize(images.split["train"], 16))


@torch.no_grad()
def _encode(model: LatentModel | Codec, images: ImageSet, work: Path, progress: Progress) -> np.ndarray:
    """Posterior means of all images `(n, latent)`, in the image set's order; finished chunks are read back."""
    parts = []
    for start in range(0, len(images), CHUNK):
        path = work / "work" / f"latents-{start:010d}.npy"
        if not path.exists():
            rows = np.arange(start, min(start + CHUNK, len(images)))
            means = torch.cat([model.encode(batch.images).mean for batch in images.batches(rows)])
            if not bool(torch.isfinite(means).all()):
                raise AtlasError("the encoder gives latents that are not finite: the model's training has diverged")
            buffer = np.ascontiguousarray(means.float().numpy())
            temporary = path.with_suffix(".tmp.npy")
            np.save(temporary, buffer)
            temporary.replace(path)
        parts.append(np.load(path))
        progress.advance()
    return np.concatenate(parts)


def _write_items(
    images: ImageSet, latents: np.ndarray, placed: Map, clusterings: Clusterings, bounds: list[float], work: Path, progress: Progress
) -> None:
    """Rows in Z-order, a chunk at a time; what an interrupted build has written is kept."""
    folder = work / ITEMS
    order = z_order(placed.positions, bounds)
    done = store.count(folder)
    for start in range(0, len(order), CHUNK):
        if start >= done:
            chosen = order[start : start + CHUNK]
            store.append(folder, _columns(images, latents, placed, clusterings, chosen, start))
        progress.advance()


def _columns(
    images: ImageSet, latents: np.ndarray, placed: Map, clusterings: Clusterings, chosen: np.ndarray, start: int
) -> dict[str, pa.Array]:
    thumbnails = [png for batch in images.batches(chosen) for png in pictures.thumbnails(batch.images)]
    labels = np.full(len(chosen), -1) if images.labels is None else images.labels[chosen]
    columns: dict[str, pa.Array] = {
        "row": pa.array(np.arange(start, start + len(chosen))),
        "id": pa.array(chosen),
        "latent": store.vectors(latents[chosen]),
        "position": store.vectors(placed.positions[chosen]),
        "label": pa.array(labels.astype(np.int32)),
    }
    if placed.errors is not None:
        columns["round_trip"] = pa.array(placed.errors[chosen])
    if images.factors is not None:
        columns["factors"] = store.vectors(images.factors[chosen])
    if clusterings.described:
        columns["clusters"] = store.vectors(clusterings.labels[chosen], pa.int32())
    columns["thumbnail"] = pa.array(thumbnails, pa.binary())
    # Lance keeps dots in names for fields of structures.
    texts = {name.replace(".", "_"): [values[i] for i in chosen] for name, values in images.metadata.items()}
    metadata = {"part": _parts(images, chosen), **texts}
    return columns | {store.METADATA + name: pa.array(values, pa.string()) for name, values in metadata.items()}


def _parts(images: ImageSet, chosen: np.ndarray) -> list[str]:
    """The part of the split that each image belongs to; an empty text for none."""
    found = np.full(len(chosen), "", dtype=object)
    for name, rows in images.split.items():
        if len(rows):
            near = np.minimum(np.searchsorted(rows, chosen), len(rows) - 1)
            found[rows[near] == chosen] = name
    return list(found)


@torch.no_grad()
def _write_tiles(
    model: LatentModel | Codec,
    placed: Map,
    bounds: list[float],
    tiles: list[tuple[int, int, int]],
    cells: int,
    work: Path,
    progress: Progress,
) -> None:
    inverse = placed.inverse
    if inverse is None:
        return

    def decode(positions: np.ndarray) -> Images:
        return model.decode(torch.from_numpy(np.asarray(inverse(positions), dtype=np.float32)))

    for level, x, y in tiles:
        path = work / "tiles" / str(level) / str(x) / f"{y}.webp"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, pictures.tile(decode, pictures.tile_positions(bounds, level, x, y, cells), cells))
        progress.advance()


def _describe_items(images: ImageSet, latents: np.ndarray) -> dict[str, Any]:
    height, width = pictures.thumbnail_size(*images.shape[1:])
    per_sheet = pictures.SHEET_COLUMNS * pictures.SHEET_ROWS
    factors = (
        []
        if images.factors is None
        else [
            {"name": name, "min": float(images.factors[:, k].min()), "max": float(images.factors[:, k].max())}
            for k, name in enumerate(images.factor_names)
        ]
    )
    return {
        "count": len(images),
        "latent_dim": int(latents.shape[1]),
        "labels": None if images.labels is None else {"names": list(images.label_names)},
        "factors": factors,
        "metadata": ["part", *(name.replace(".", "_") for name in images.metadata)],
        "sheet": {
            "columns": pictures.SHEET_COLUMNS,
            "rows": pictures.SHEET_ROWS,
            "height": height,
            "width": width,
            "count": -(-len(images) // per_sheet),
        },
    }


def _sixteen(rows: np.ndarray) -> np.ndarray:
    return np.resize(rows, (16, rows.shape[1])).astype(np.float32)
