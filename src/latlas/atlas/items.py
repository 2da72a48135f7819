"""The rows of an atlas: latents of images, and what is written of each image to the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import torch

from latlas.atlas import columns as files
from latlas.atlas import pictures, sheets, store
from latlas.atlas.codec import Codec
from latlas.atlas.columns import filled, in_order
from latlas.atlas.map import rows_of, z_keys
from latlas.data.imageset import ImageSet
from latlas.errors import AtlasError
from latlas.models.model import LatentModel


@dataclass(frozen=True)
class Found:
    """What was found out about the images of a set, row i about image i; all of it may be in files."""

    latents: np.ndarray
    """`(n, latent)` float32."""
    positions: np.ndarray
    """`(n, 2)` float32."""
    errors: np.ndarray | None
    """`(n,)` float32; None where nothing is lost on the map, or there is no way back."""
    clusters: np.ndarray
    """`(n, clusterings)` int32."""


@torch.no_grad()
def encode(model: LatentModel | Codec, images: ImageSet, path: Path, advance: Callable[[], None]) -> np.ndarray:
    """Posterior means of all images `(n, latent)` float32, in the file `path`. Raises `AtlasError` when one is not finite."""

    def make(start: int, stop: int) -> np.ndarray:
        means = torch.cat([model.encode(batch.images).mean for batch in images.batches(np.arange(start, stop))])
        if not bool(torch.isfinite(means).all()):
            raise AtlasError("the encoder gives latents that are not finite: the model's training has diverged")
        return means.float().numpy()

    return filled(path, len(images), make, advance)


def write_items(
    images: ImageSet,
    found: Found,
    bounds: list[float],
    folder: Path,
    scratch: Path,
    advance: Callable[[], None],
    written: int,
    before: int = 0,
    part: str | None = None,
) -> None:
    """Write rows in Z-order, a block at a time.

    The store has `written` rows, of which `before` are from earlier and the others from an interrupted call; ids and rows go on from
    `before`. `part` is what all images belong to; without it the split says so.
    """
    keys = filled(scratch / "keys", len(images), lambda start, stop: z_keys(found.positions[start:stop], bounds, start))
    keys = in_order(keys, scratch / "order")
    done = written - before
    for start in range(0, len(keys), files.BLOCK):
        if start >= done:
            chosen = rows_of(keys[start : start + files.BLOCK])
            store.append(folder, _columns(images, found, chosen, before, before + start, part))
        advance()


def _columns(images: ImageSet, found: Found, chosen: np.ndarray, before: int, first: int, part: str | None) -> dict[str, pa.Array]:
    thumbnails = [png for batch in images.batches(chosen) for png in pictures.thumbnails(batch.images)]
    labels = np.full(len(chosen), -1) if images.labels is None else images.labels[chosen]
    columns: dict[str, pa.Array] = {
        "row": pa.array(np.arange(first, first + len(chosen))),
        "id": pa.array(before + chosen),
        "latent": store.vectors(found.latents[chosen]),
        "position": store.vectors(found.positions[chosen]),
        "label": pa.array(labels.astype(np.int32)),
    }
    if found.errors is not None:
        columns["round_trip"] = pa.array(found.errors[chosen])
    if images.factors is not None:
        columns["factors"] = store.vectors(images.factors[chosen])
    if found.clusters.shape[1]:
        columns["clusters"] = store.vectors(found.clusters[chosen], pa.int32())
    columns["thumbnail"] = pa.array(thumbnails, pa.binary())
    texts = {column_name(name): [values[i] for i in chosen] for name, values in images.metadata.items()}
    metadata = {"part": _parts(images, chosen) if part is None else [part] * len(chosen), **texts}
    return columns | {store.METADATA + name: pa.array(values, pa.string()) for name, values in metadata.items()}


def column_name(metadata: str) -> str:
    """What a metadata field is called in an atlas: Lance keeps dots in names for fields of structures."""
    return metadata.replace(".", "_")


def _parts(images: ImageSet, chosen: np.ndarray) -> list[str]:
    """The part of the split that each image belongs to; an empty text for none."""
    found = np.full(len(chosen), "", dtype=object)
    for name, rows in images.split.items():
        if len(rows):
            near = np.minimum(np.searchsorted(rows, chosen), len(rows) - 1)
            found[rows[near] == chosen] = name
    return list(found)


def describe_factors(images: ImageSet) -> list[dict[str, Any]]:
    """Names and ranges of the factors."""
    if images.factors is None:
        return []
    ranges = zip(images.factor_names, images.factors.min(0), images.factors.max(0), strict=True)
    return [{"name": name, "min": float(low), "max": float(high)} for name, low, high in ranges]


def describe_sheets(images: int, height: int, width: int) -> dict[str, int]:
    """The layout of the sheets of thumbnails of so many images of a size."""
    tall, wide = sheets.thumbnail_size(height, width)
    per_sheet = sheets.SHEET_COLUMNS * sheets.SHEET_ROWS
    shape = {"columns": sheets.SHEET_COLUMNS, "rows": sheets.SHEET_ROWS, "height": tall, "width": wide}
    return {**shape, "count": -(-images // per_sheet)}
