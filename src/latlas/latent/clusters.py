"""Clusters of latents: k-means, which cuts the whole space, and HDBSCAN, which finds dense islands and leaves the rest as noise.

Both look at a sample where there are many latents, so that a million of them take a minute and little memory. Clusters are
numbered by size, the largest is 0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

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
class Reference:
    """Vectors that say which cluster others belong to: that of the nearest of them, unless it is too far away."""

    vectors: np.ndarray
    """`(m, latent)` float32."""
    labels: np.ndarray
    """`(m,)` int32, the cluster of each; `NOISE` for none."""
    reach: np.ndarray
    """`(m,)` float64, how far away another vector may be to join."""
    protocol: str
    """How they were found, in words."""
    rows: np.ndarray
    """`(m,)`, which of the fitted vectors they are, ascending; empty when they are none of them."""

    def assign(self, vectors: Vectors, first: int | None = None) -> np.ndarray:
        """Labels `(n,)` int32 of vectors; `first` is the row of the first where they are fitted ones that follow each other."""
        from sklearn.neighbors import NearestNeighbors

        # A tree where there are few latents, which saves most of the distances; else all of them.
        found = NearestNeighbors(n_neighbors=1).fit(self.vectors).kneighbors(vectors)
        distances, nearest = (column[:, 0] for column in found)
        labels = np.where(distances <= self.reach[nearest], self.labels[nearest], NOISE).astype(np.int32)
        if first is not None:
            # The distance of a vector to itself may come out above 0.
            low, high = np.searchsorted(self.rows, (first, first + len(vectors)))
            labels[self.rows[low:high] - first] = self.labels[low:high]
        return labels

    def renumbered(self, members: np.ndarray) -> Reference:
        """The same with the clusters numbered by their numbers of members `(clusters,)`, the largest first; empty ones go."""
        members = np.pad(members, (0, max(0, int(self.labels.max()) + 1 - len(members))))
        return replace(self, labels=by_size(members)[self.labels])


@dataclass(frozen=True)
class Clusters:
    """Which cluster each latent belongs to."""

    labels: np.ndarray
    """`(n,)` int32: 0 for the largest cluster, `NOISE` for none."""
    count: int
    protocol: str
    """How they were found, in words."""


def kmeans(vectors: Vectors, count: int, seed: int = 0) -> Clusters:
    """Clusters of vectors by `fit_kmeans`."""
    return _label(vectors, fit_kmeans(vectors, count, seed))


def hdbscan(vectors: Vectors, seed: int = 0) -> Clusters:
    """Clusters of vectors by `fit_hdbscan`."""
    return _label(vectors, fit_hdbscan(vectors, seed))


def fit_kmeans(vectors: Vectors, count: int, seed: int = 0) -> Reference:
    """The centres of Lloyd's k-means (1957), the best of four starts by k-means++ (Arthur and Vassilvitskii 2007).

    They are fitted to all vectors, or to a sample of `MOST_KMEANS`. `count` is 1 to `MOST_CLUSTERS`; there are never more clusters than
    different vectors. The same vectors and seed give the same centres on the same machine.
    """
    from sklearn.cluster import KMeans

    fitted = vectors[_sample(len(vectors), MOST_KMEANS, seed)]
    found = min(count, len(np.unique(fitted, axis=0)))
    # Sums by several threads differ in their last bits from run to run.
    with threadpool_limits(1):
        centres = KMeans(found, n_init=4, random_state=seed).fit(fitted).cluster_centers_.astype(np.float32)
    protocol = f"k-means, k = {count}, 4 starts, fitted to {len(fitted)} latents, seed {seed}"
    return Reference(centres, np.arange(found, dtype=np.int32), np.full(found, np.inf), protocol, np.empty(0, np.int64))


def fit_hdbscan(vectors: Vectors, seed: int = 0) -> Reference:
    """HDBSCAN* (Campello, Moulavi and Sander 2013) by excess of mass, on all vectors or on a sample of `MOST_HDBSCAN`.

    A vector outside the sample joins the cluster of the nearest sampled one when it is no further from it than that one's own
    `NEIGHBOURS`th neighbour, and is noise otherwise. Two clusters are the least that can be found: one alone is all noise.
    """
    sample = _sample(len(vectors), MOST_HDBSCAN, seed)
    seen = vectors[sample]
    least = max(LEAST_MEMBERS, round(LEAST_SHARE * len(seen)))
    protocol = f"HDBSCAN by excess of mass on {len(seen)} latents, clusters of at least {least}, {NEIGHBOURS} neighbours, seed {seed}"
    labels, reach = np.full(len(seen), NOISE, dtype=np.int32), np.zeros(len(seen))
    if len(seen) >= 2 * least and np.ptp(seen, axis=0).any():
        labels, reach = _islands(seen, least)
    return Reference(seen, labels, reach, protocol, sample)


def by_size(members: np.ndarray) -> np.ndarray:
    """New numbers of clusters with so many members each `(clusters,)`: the largest is 0, empty ones are `NOISE`, as is the last entry."""
    new = np.full(len(members) + 1, NOISE, dtype=np.int32)
    order = np.argsort(-members, kind="stable")[: np.count_nonzero(members)]
    new[order] = np.arange(len(order))
    return new


def _label(vectors: Vectors, found: Reference) -> Clusters:
    labels = found.assign(vectors, 0)
    members = np.bincount(labels[labels != NOISE])
    return Clusters(by_size(members)[labels], int(np.count_nonzero(members)), found.protocol)


def _islands(seen: np.ndarray, least: int) -> tuple[np.ndarray, np.ndarray]:
    """Labels of the sampled vectors, and the distance of each to its last neighbour."""
    from sklearn.cluster import HDBSCAN
    from sklearn.neighbors import NearestNeighbors

    labels = HDBSCAN(min_cluster_size=least, min_samples=NEIGHBOURS, algorithm="kd_tree", copy=True).fit_predict(seen)
    distances = NearestNeighbors(n_neighbors=NEIGHBOURS).fit(seen).kneighbors(seen)[0]
    return np.maximum(labels, NOISE).astype(np.int32), distances[:, -1].astype(np.float64)


def _sample(rows: int, most: int, seed: int) -> np.ndarray:
    """At most `most` of the rows, ascending."""
    if rows <= most:
        return np.arange(rows)
    return np.sort(np.random.default_rng(seed).choice(rows, most, replace=False))
