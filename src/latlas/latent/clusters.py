"""Clusters of latents: k-means, which cuts the whole space, and HDBSCAN, which finds dense islands and leaves the rest as noise.

Both look at a sample where there are many latents, so that a million of them take a minute and little memory. Clusters are
numbered by size, the largest is 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32
from threadpoolctl import threadpool_limits

NOISE = -1
"""Label of what belongs to no cluster."""
MOST_CLUSTERS = 256
MOST_KMEANS = 100_000
"""Latents that the centres of k-means are fitted to."""
MOST_HDBSCAN = 10_000
"""Latents that HDBSCAN looks at: its time grows with their square."""
LEAST_SHARE, LEAST_MEMBERS = 0.01, 5
"""What is smaller than this share of the latents, or this number, is no cluster of HDBSCAN."""
NEIGHBOURS = 5
"""The density around a latent is that of its ball with so many latents, itself among them."""

Vectors = Float32[np.ndarray, "n latent"]


@dataclass(frozen=True)
class Clusters:
    """Which cluster each latent belongs to."""

    labels: np.ndarray
    """`(n,)` int32: 0 for the largest cluster, `NOISE` for none."""
    count: int
    protocol: str
    """How they were found, in words."""


def kmeans(vectors: Vectors, count: int, seed: int = 0) -> Clusters:
    """Lloyd's k-means (1957), the best of four starts by k-means++ (Arthur and Vassilvitskii 2007).

    `count` is 1 to `MOST_CLUSTERS`; there are never more clusters than different vectors. The same vectors and seed give the
    same labels on the same machine.
    """
    from sklearn.cluster import KMeans

    fitted = vectors[_sample(len(vectors), MOST_KMEANS, seed)]
    found = min(count, len(np.unique(fitted, axis=0)))
    # Sums by several threads differ in their last bits from run to run.
    with threadpool_limits(1):
        labels = KMeans(found, n_init=4, random_state=seed).fit(fitted).predict(vectors)
    labels, found = _by_size(labels)
    return Clusters(labels, found, f"k-means, k = {count}, 4 starts, fitted to {len(fitted)} latents, seed {seed}")


def hdbscan(vectors: Vectors, seed: int = 0) -> Clusters:
    """HDBSCAN* (Campello, Moulavi and Sander 2013) by excess of mass, on all vectors or on a sample of `MOST_HDBSCAN`.

    A vector outside the sample joins the cluster of the nearest sampled one when it is no further from it than that one's own
    `NEIGHBOURS`th neighbour, and is noise otherwise. Two clusters are the least that can be found: one alone is all noise.
    """
    sample = _sample(len(vectors), MOST_HDBSCAN, seed)
    seen = vectors[sample]
    least = max(LEAST_MEMBERS, round(LEAST_SHARE * len(seen)))
    protocol = f"HDBSCAN by excess of mass on {len(seen)} latents, clusters of at least {least}, {NEIGHBOURS} neighbours, seed {seed}"
    labels = np.full(len(vectors), NOISE, dtype=np.int32)
    if len(seen) < 2 * least or not np.ptp(seen, axis=0).any():
        return Clusters(labels, 0, protocol)
    own, reach = _islands(seen, least)
    if len(seen) < len(vectors):
        labels = _join(vectors, seen, own, reach)
    labels[sample] = own
    labels, found = _by_size(labels)
    return Clusters(labels, found, protocol)


def _islands(seen: np.ndarray, least: int) -> tuple[np.ndarray, np.ndarray]:
    """Labels of the sampled vectors, and the distance of each to its last neighbour."""
    from sklearn.cluster import HDBSCAN
    from sklearn.neighbors import NearestNeighbors

    labels = HDBSCAN(min_cluster_size=least, min_samples=NEIGHBOURS, algorithm="kd_tree", copy=True).fit_predict(seen)
    distances = NearestNeighbors(n_neighbors=NEIGHBOURS).fit(seen).kneighbors(seen)[0]
    return np.maximum(labels, NOISE), distances[:, -1]


def _join(vectors: np.ndarray, seen: np.ndarray, own: np.ndarray, reach: np.ndarray) -> np.ndarray:
    """Labels of all vectors, from those of the sampled ones near them."""
    from sklearn.metrics import pairwise_distances_argmin_min

    nearest, distances = pairwise_distances_argmin_min(vectors, seen)
    return np.where(distances <= reach[nearest], own[nearest], NOISE).astype(np.int32)


def _sample(rows: int, most: int, seed: int) -> np.ndarray:
    """At most `most` of the rows, ascending."""
    if rows <= most:
        return np.arange(rows)
    return np.sort(np.random.default_rng(seed).choice(rows, most, replace=False))


def _by_size(labels: np.ndarray) -> tuple[np.ndarray, int]:
    """The labels renumbered so that the largest cluster is 0, and how many there are; noise stays noise."""
    names, members = np.unique(labels[labels != NOISE], return_counts=True)
    new = np.full(int(labels.max(initial=0)) + 2, NOISE, dtype=np.int32)  # the last entry is that of noise
    new[names[np.argsort(-members, kind="stable")]] = np.arange(len(names))
    return new[labels], len(names)
