"""Add images to an atlas: its map, its clusters and its rows stay as they are, the new images get rows after them.

The store gets new versions, which nobody reads until the manifest names one of them; that is one rename. A reader therefore sees the old
atlas or the new one, whenever it looks and wherever this process dies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from latlas.atlas import columns, store
from latlas.atlas.build import PROJECTION
from latlas.atlas.clusters import CLUSTERS, assign, read_references, recounted
from latlas.atlas.items import Found, column_name, describe_factors, describe_sheets, encode, write_items
from latlas.atlas.manifest import MANIFEST, read_manifest
from latlas.atlas.map import Placing
from latlas.atlas.store import ITEMS
from latlas.atlas.work import Work, alone
from latlas.data.imageset import ImageSet
from latlas.errors import AtlasError
from latlas.latent.clusters import Reference
from latlas.models.model import LatentModel
from latlas.projection.saving import load_projection
from latlas.training.files import write_json
from latlas.training.progress import Progress

PART = "appended"
"""What the metadata field `part` says of images that came later."""


def append(model: LatentModel, weights: str, images: ImageSet, out: Path, quiet: bool = False) -> None:
    """Add all images of a set to the atlas `out` of a model; `weights` is the digest of the model's weights.

    An interrupted call goes on when it is repeated. Raises `AtlasError` when the atlas is of another model, of images that these do not
    fit, when it has these images already, or when another process is writing it; the atlas is then as it was.
    """
    read_manifest(out)  # refused before a lock is left beside what is no atlas
    with alone(out):
        manifest = read_manifest(out)
        fingerprint = images.fingerprint()
        request = {"weights": weights, "data": images.name, "data_fingerprint": fingerprint, "count": len(images)}
        work = Work(out.with_name(f".{out.name}.appending"), request)
        _refuse_model(manifest, model, weights, images, out)
        if _has(manifest, fingerprint):
            if work.left:  # all was done but for the last step
                work.leave()
                return
            raise AtlasError(f"{out} has the images of '{images.name}' already: give images that are not in it")
        prepared = _fit_to(images, manifest, out)
        placing, references = _tools(manifest, out)
        if "version" not in manifest["items"]:
            manifest["items"]["version"] = store.version(out / ITEMS)
            write_json(out / MANIFEST, manifest)
        if not work.claim():
            store.go_back(out / ITEMS, manifest["items"]["version"])
        write_json(out / MANIFEST, _append(model, prepared, manifest, placing, references, work, out, quiet))
        work.leave()


def _append(
    model: LatentModel,
    images: ImageSet,
    manifest: Mapping[str, Any],
    placing: Placing,
    references: dict[str, Reference],
    work: Work,
    out: Path,
    quiet: bool,
) -> dict[str, Any]:
    """Write the rows, and give the manifest that names them."""
    items = manifest["items"]
    before = items["count"]
    with Progress(2 * -(-len(images) // columns.BLOCK), "parts", "append", quiet=quiet) as progress:
        latents = encode(model, images, work.scratch("latents"), progress.advance)
        positions = placing.positions(latents, work.scratch("positions"))
        errors = placing.errors(latents, positions, work.scratch("errors"))
        labels = np.empty((len(images), 0), np.int32)
        if references:
            labels = assign(latents, references, work.scratch("clusters"))
        found = Found(latents, positions, errors, labels)
        bounds = manifest["map"]["bounds"]
        written = len(store.Items(out / ITEMS))
        write_items(images, found, bounds, out / ITEMS, work.scratch(""), progress.advance, written, before, PART)
        store.build_index(out / ITEMS)
    count = before + len(images)
    added = {"first": before, **{key: work.request[key] for key in ("count", "data", "data_fingerprint")}}
    more = {
        "count": count,
        "version": store.version(out / ITEMS),
        "labels": None if items["labels"] is None else {"names": list(images.label_names)},
        "factors": _wider(items["factors"], describe_factors(images)),
        "sheet": describe_sheets(count, *images.shape[1:]),
        "clusters": recounted(items.get("clusters", []), labels),
        "appended": [*items.get("appended", ()), added],
    }
    return {**manifest, "items": {**items, **more}}


def _refuse_model(manifest: Mapping[str, Any], model: LatentModel, weights: str, images: ImageSet, out: Path) -> None:
    """Raise `AtlasError` unless the atlas is of this model and of images of this shape."""
    made_by = manifest["model"].get("weights")
    if made_by is None:
        raise AtlasError(f"{out} is of a model that latlas did not train: build it again with all images")
    if made_by != weights:
        raise AtlasError(
            f"{out} is of another model: the weights of this run are not those it was built with; give the run it was built of"
        )
    shape = tuple(manifest["image"][side] for side in ("channels", "height", "width"))
    if not images.shape == shape == tuple(model.image_shape):
        raise AtlasError(
            f"image set '{images.name}' has images of shape {images.shape}, those of {out} are {shape} (channels, height, width)"
        )


def _has(manifest: Mapping[str, Any], fingerprint: str) -> bool:
    """Whether images of this fingerprint are in the atlas."""
    earlier = [one["data_fingerprint"] for one in manifest["items"].get("appended", ())]
    return fingerprint in (manifest["model"].get("data_fingerprint"), *earlier)


def _fit_to(images: ImageSet, manifest: Mapping[str, Any], out: Path) -> ImageSet:
    """The images with the labels, factors and metadata that the rows of the atlas have.

    Labels go by their names, and new names come last. Metadata that the atlas does not have is left out; what these images lack is an
    empty text. Raises `AtlasError` for other factors than those of the atlas.
    """
    items = manifest["items"]
    factors = [factor["name"] for factor in items["factors"]]
    if factors != list(images.factor_names):
        raise AtlasError(
            f"image set '{images.name}' has the factors {', '.join(images.factor_names) or 'none'}, the items of {out} have "
            f"{', '.join(factors) or 'none'}: give images with the same ones"
        )
    labels, names = None, list((items["labels"] or {"names": []})["names"])
    if items["labels"] is not None and images.labels is not None:
        names += [name for name in images.label_names if name not in names]
        labels = np.array([names.index(name) for name in images.label_names], dtype=np.int64)[images.labels]
    own = {column_name(name): texts for name, texts in images.metadata.items()}
    metadata = {name: own.get(name, [""] * len(images)) for name in items["metadata"] if name != "part"}
    return replace(images, labels=labels, label_names=tuple(names), metadata=metadata)


def _tools(manifest: Mapping[str, Any], out: Path) -> tuple[Placing, dict[str, Reference]]:
    """What places latents on the map, and what tells their clusters. Raises `AtlasError` for an atlas that lacks them."""
    projection, clusters = manifest["map"]["projection"], [one["name"] for one in manifest["items"].get("clusters", ())]
    if "spread" not in projection or (clusters and not (out / CLUSTERS).exists()):
        raise AtlasError(f"{out} was built by an earlier version, which did not keep what new images need: build it again with all images")
    references = read_references(out / CLUSTERS) if clusters else {}
    dim = manifest["items"]["latent_dim"]
    if list(references) != clusters or any(own.vectors.shape[1] != dim for own in references.values()):
        raise AtlasError(f"{out / CLUSTERS} does not belong to this atlas; build it again")
    named = None if projection["name"] == "latent" else load_projection(out / PROJECTION)
    return Placing(named, projection["spread"]), references


def _wider(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Ranges of factors that hold both."""
    return [
        {"name": one["name"], "min": min(one["min"], other["min"]), "max": max(one["max"], other["max"])}
        for one, other in zip(first, second, strict=True)
    ]
