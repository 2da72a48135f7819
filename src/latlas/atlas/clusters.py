"""The clusters of an atlas's items: what they were found by is kept in the atlas, for images that come later."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import torch

from latlas.atlas import columns
from latlas.atlas.columns import filled
from latlas.errors import AtlasError
from latlas.latent.clusters import NOISE, Reference, by_size, fit_hdbscan, fit_kmeans
from latlas.training.tensors import write_tensors

CLUSTERS = "clusters.safetensors"
ARRAYS = tuple(field.name for field in fields(Reference) if field.name != "protocol")


@dataclass(frozen=True)
class Clusterings:
    """What the items can be coloured by beside labels and factors."""

    described: list[dict[str, Any]]
    """Name, number of clusters, number of items in none, protocol: as `atlas.json` says it."""
    labels: np.ndarray
    """`(n, clusterings)` int32; `NOISE` for no cluster."""


def cluster(latents: np.ndarray, kmeans: int, hdbscan: bool, kept: Path, scratch: Path) -> Clusterings:
    """Clusters of the latents `(n, latent)`; `kmeans` may be 0 for none.

    What they were found by goes to the file `kept`. The folder `scratch` takes what an interrupted call needs to go on.
    """
    fitted = scratch / CLUSTERS
    if not fitted.exists():
        found = {**({"k-means": fit_kmeans(latents, kmeans)} if kmeans else {}), **({"hdbscan": fit_hdbscan(latents)} if hdbscan else {})}
        write_references(found, fitted)
    references = read_references(fitted)
    if not references:
        return Clusterings([], np.empty((len(latents), 0), np.int32))
    raw = assign(latents, references, scratch / "clusters.raw", fitted_rows=True)
    members = [_members(raw[:, number]) for number in range(len(references))]
    numbered = {name: own.renumbered(held) for (name, own), held in zip(references.items(), members, strict=True)}
    write_references(numbered, kept)
    described = [
        {"name": name, "count": int(np.count_nonzero(held)), "noise": len(latents) - int(held.sum()), "protocol": own.protocol}
        for (name, own), held in zip(numbered.items(), members, strict=True)
    ]
    new = [by_size(held) for held in members]

    def renumber(start: int, stop: int) -> np.ndarray:
        return np.stack([numbers[column] for numbers, column in zip(new, raw[start:stop].T, strict=True)], axis=1)

    return Clusterings(described, filled(scratch / "clusters", len(latents), renumber))


def assign(latents: np.ndarray, references: dict[str, Reference], path: Path, fitted_rows: bool = False) -> np.ndarray:
    """Labels `(n, clusterings)` int32, in the file `path`; `fitted_rows` says that the latents are those that were fitted."""

    def make(start: int, stop: int) -> np.ndarray:
        first = start if fitted_rows else None
        return np.stack([own.assign(latents[start:stop], first) for own in references.values()], axis=1)

    return filled(path, len(latents), make)


def write_references(references: dict[str, Reference], path: Path) -> None:
    """Write what clusters were found by: numbers and texts, nothing that could run code."""
    arrays = {f"{name}.{key}": torch.from_numpy(getattr(own, key)) for name, own in references.items() for key in ARRAYS}
    # One entry: safetensors writes several in an order that differs from run to run.
    write_tensors(path, arrays, {"protocols": json.dumps({name: own.protocol for name, own in references.items()})})


def read_references(path: Path) -> dict[str, Reference]:
    """Read what `write_references` wrote. Raises `AtlasError` for a file that is damaged or holds something else."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="np") as file:
            protocols = json.loads((file.metadata() or {})["protocols"])
            found = {
                name: Reference(**{key: file.get_tensor(f"{name}.{key}") for key in ARRAYS}, protocol=protocol)
                for name, protocol in protocols.items()
            }
            if any(not own.vectors.ndim - 1 == len({*map(len, (own.vectors, own.labels, own.reach))}) == 1 for own in found.values()):
                raise ValueError("its arrays do not fit each other")
            return found
    except (SafetensorError, OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise AtlasError(f"{path} cannot be read ({error}); build the atlas again") from error


def recounted(described: list[dict[str, Any]], labels: np.ndarray) -> list[dict[str, Any]]:
    """What `atlas.json` says of clusterings after items with these labels `(n, clusterings)` have come."""
    added = [len(labels) - int(_members(column).sum()) for column in labels.T]
    return [{**own, "noise": own["noise"] + more} for own, more in zip(described, added, strict=True)]


def _members(labels: np.ndarray) -> np.ndarray:
    """Items of each cluster `(clusters,)`, counted a block at a time."""
    counts = np.zeros(1, np.int64)
    for start in range(0, len(labels), columns.BLOCK):
        block = labels[start : start + columns.BLOCK]
        found = np.bincount(block[block != NOISE], minlength=len(counts))
        counts = np.pad(counts, (0, len(found) - len(counts))) + found
    return counts
