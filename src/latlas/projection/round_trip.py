"""How far a projection and its inverse lead astray, measured both ways."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.spatial.distance import cdist
from sklearn.neighbors import NearestNeighbors

from latlas.errors import UsageError
from latlas.projection.pca import PCA
from latlas.projection.projection import InvertibleProjection, Positions, Vectors, VectorsLike

Chosen = Float[np.ndarray, "chosen dim"]

MOST_VECTORS = 10_000
BLOCK = 1000
"""Rows of distances held at once."""
NOTHING = 1e-6
"""What is smaller than this share of the vectors' spread is taken for rounding, and nothing is divided by it."""


@dataclass(frozen=True)
class RoundTrip:
    """Median errors of data → map → data and of map → data → map. 0 is a perfect return."""

    vectors: int
    """How many were tried; as many places."""
    data: float
    """|x − back(there(x))|, in the units of the vectors."""
    data_of_spread: float | None
    """`data` over the root-mean-square distance of the vectors from their mean: near 1, the map says little of a vector."""
    data_of_neighbour: float | None
    """`data` over the median distance of a vector to the nearest other of all the given ones: above 1, another vector is nearer than the
    one that comes back."""
    data_of_pca: float | None
    """`data` over the same error of the plane of PCA, fitted on all the given vectors: below 1 is better than PCA."""
    map: float | None
    """|y − there(back(y))| over the diameter of the map (the largest distance of two places of vectors), for places drawn
    uniformly over the smallest upright square around the vectors' places."""
    map_at_vectors: float | None
    """The same for the places of the vectors themselves."""


def round_trip(projection: InvertibleProjection, vectors: VectorsLike, seed: int = 0, most: int = MOST_VECTORS) -> RoundTrip:
    """Try a fitted projection on `(n, dim)` vectors, or on `most` of them drawn by `seed`.

    What would be divided by 0, or by no more than rounding, is None. Besides copies of the vectors, memory grows with `most`,
    not with its square. Raises `UsageError` for fewer than two vectors.
    """
    given = np.asarray(vectors, np.float64)
    if len(given) < 2:
        raise UsageError(f"{len(given)} vectors are too few to measure a round trip: give at least 2")
    random = np.random.default_rng(seed)
    chosen = np.sort(random.choice(len(given), min(most, len(given)), replace=False))
    tried, sample = given[chosen], np.asarray(vectors)[chosen]
    positions = projection.transform(sample)
    data = _median_distance(tried, projection.inverse_transform(positions))
    plane = PCA().fit(given)
    low, high = positions.min(0), positions.max(0)
    side = float((high - low).max())
    places = ((low + high) / 2 + side * random.uniform(-0.5, 0.5, positions.shape)).astype(positions.dtype)
    spread = float(np.sqrt(np.square(given - given.mean(0)).sum(1).mean()))
    across = diameter(positions)
    return RoundTrip(
        vectors=len(sample),
        data=data,
        data_of_spread=_share(data, spread, 0.0),
        data_of_neighbour=_share(data, _neighbour_distance(given, tried), NOTHING * spread),
        data_of_pca=_share(data, _median_distance(tried, plane.inverse_transform(plane.transform(tried))), NOTHING * spread),
        map=_share(_map_error(projection, places), across, 0.0),
        map_at_vectors=_share(_map_error(projection, positions), across, 0.0),
    )


def diameter(positions: Positions) -> float:
    """The largest distance of two places."""
    exact = np.asarray(positions, np.float64)
    return float(max(cdist(exact[start : start + BLOCK], exact).max() for start in range(0, len(exact), BLOCK)))


def _map_error(projection: InvertibleProjection, places: Positions) -> float:
    return _median_distance(places, projection.transform(projection.inverse_transform(places)))


def _median_distance(first: Vectors, second: Vectors) -> float:
    return float(np.median(np.linalg.norm(np.asarray(first, np.float64) - second, axis=1)))


def _neighbour_distance(given: Vectors, tried: Chosen) -> float:
    """The median distance of those that are tried, which are among the given, to the nearest other of all."""
    # Near the mean, the squares that scikit-learn subtracts from each other are small.
    mean = given.mean(0)
    distances, _ = NearestNeighbors(n_neighbors=2).fit(given - mean).kneighbors(tried - mean)
    return float(np.median(distances[:, 1]))


def _share(part: float, whole: float, nothing: float) -> float | None:
    return part / whole if whole > nothing else None
