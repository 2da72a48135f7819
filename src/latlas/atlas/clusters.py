"""The clusters of an atlas's items: found once, and kept for a build that is interrupted."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from latlas.latent.clusters import NOISE, Clusters, hdbscan, kmeans
from latlas.training.files import write_atomically


@dataclass(frozen=True)
class Clusterings:
    """What the items can be coloured by beside labels and factors."""

    described: list[dict[str, Any]]
    """Name, number of clusters, number of items in none, protocol: as `atlas.json` says it."""
    labels: np.ndarray
    """`(n, clusterings)` int32; `NOISE` for no cluster."""


def cluster(latents: np.ndarray, kmeans_clusters: int, with_hdbscan: bool, kept: Path) -> Clusterings:
    """Clusters of the latents `(n, latent)`; `kmeans_clusters` may be 0 for none. Read from the file `kept` if it is there."""
    if kept.exists():
        with np.load(kept) as found:
            return Clusterings(json.loads(str(found["described"])), found["labels"])
    clusterings: dict[str, Clusters] = {}
    if kmeans_clusters:
        clusterings["k-means"] = kmeans(latents, kmeans_clusters)
    if with_hdbscan:
        clusterings["hdbscan"] = hdbscan(latents)
    labels = np.stack([own.labels for own in clusterings.values()], axis=1) if clusterings else np.zeros((len(latents), 0), np.int32)
    described = [
        {"name": name, "count": own.count, "noise": int((own.labels == NOISE).sum()), "protocol": own.protocol}
        for name, own in clusterings.items()
    ]
    _keep(kept, described, labels)
    return Clusterings(described, labels)


def _keep(path: Path, described: list[dict[str, Any]], labels: np.ndarray) -> None:
    content = io.BytesIO()
    np.savez(content, described=np.array(json.dumps(described)), labels=labels)
    write_atomically(path, content.getvalue())
