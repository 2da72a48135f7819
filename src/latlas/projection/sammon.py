"""Sammon's mapping: a layout that keeps distances, small ones above all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, final

import numpy as np
from jaxtyping import Float
from scipy.optimize import minimize
from scipy.spatial.distance import cdist
from sklearn.utils.validation import check_is_fitted, validate_data
from typing_extensions import override

from latlas.errors import UsageError
from latlas.projection.known import place
from latlas.projection.pca import PCA
from latlas.projection.projection import Positions, Projection, Vectors, VectorsLike

MOST_VECTORS = 10_000
BLOCK = 4_000_000
"""Distances that are held at once besides the stored ones, 32 MB each time."""
JITTER = 1e-3
"""Takes layouts off the line that vectors of one dimension begin on, as a share of the mean distance."""
STEPS = 1000
"""Steps for the place of a new vector."""

Distances = Float[np.ndarray, "n n"]
NewDistances = Float[np.ndarray, "new n"]
NewPositions = Float[np.ndarray, "new 2"]
PerNew = Float[np.ndarray, " new"]


def stress_and_gradient(positions: Positions, distances: Distances) -> tuple[float, Positions]:
    """Sammon's stress of a layout and its gradient (Sammon 1969, equation 1).

    E = Σ (D_ij − d_ij)² / D_ij / Σ D_ij over pairs i < j, with the distances D of the vectors and d of their places; ≥ 0.
    Pairs of equal vectors, where D is 0, do not count. Not all distances may be 0.
    """
    total = distances.sum()
    stress, gradient = 0.0, np.empty_like(positions)
    size = max(1, BLOCK // len(positions))
    for start in range(0, len(positions), size):
        rows = slice(start, start + size)
        found = cdist(positions[rows], positions)
        error = found - distances[rows]
        weighted = np.divide(error, distances[rows], out=np.zeros_like(error), where=distances[rows] > 0)
        stress += float((weighted * error).sum())
        pull = np.divide(weighted, found, out=np.zeros_like(error), where=found > 0)
        gradient[rows] = pull.sum(1)[:, None] * positions[rows] - pull @ positions
    # `total` and `stress` hold every pair twice, each row of the gradient once.
    return stress / total, gradient * (4 / total)


@final
class Sammon(Projection):
    """Sammon's mapping (Sammon 1969): the layout of least stress, from that of PCA on, by L-BFGS.

    It has no way back: `RidgePreImage` and `ShotgunPreImage` give it one. The fitted vectors keep their places; a new one goes
    where its own stress against them is least, near the place of its nearest.

    Memory and the time of a step grow with the square of the number of vectors, 0.8 GB at the 10 000 that are the most.
    Distances on the map are in the units of the vectors.

    Args:
        iterations: At most so many steps.
        seed: Decides a small shake of the first layout.

    Attributes:
        vectors_: `(n, dim)`, the fitted vectors.
        embedding_: `(n, 2)`, their places.
        stress_: Sammon's stress of the layout; 0 keeps every distance.
    """

    name: ClassVar[str] = "sammon"
    vectors_: np.ndarray
    embedding_: np.ndarray
    stress_: float

    def __init__(self, iterations: int = 300, seed: int = 0) -> None:
        self.iterations = iterations
        self.seed = seed

    @override
    def fit(self, vectors: VectorsLike, y: Any = None) -> Sammon:
        vectors = validate_data(self, vectors, dtype=np.float64, ensure_min_samples=2)
        if len(vectors) > MOST_VECTORS:
            raise UsageError(
                f"{len(vectors)} vectors are too many for Sammon's mapping, whose memory grows with their square: "
                f"fit on at most {MOST_VECTORS} of them, and transform the rest"
            )
        distances = cdist(vectors, vectors)
        unit = float(distances.mean())
        self.vectors_ = vectors.copy()
        if unit == 0:
            self.embedding_, self.stress_ = np.zeros((len(vectors), 2)), 0.0
            return self
        distances /= unit
        start = PCA().fit_transform(vectors) / unit
        start += JITTER * np.random.default_rng(self.seed).normal(size=start.shape)

        def objective(flat: np.ndarray) -> tuple[float, np.ndarray]:
            stress, gradient = stress_and_gradient(flat.reshape(-1, 2), distances)
            return stress, gradient.ravel()

        options = {"maxiter": self.iterations, "ftol": 1e-12, "gtol": 1e-9}
        found = minimize(objective, start.ravel(), jac=True, method="L-BFGS-B", options=options)
        self.embedding_, self.stress_ = found.x.reshape(-1, 2) * unit, float(found.fun)
        return self

    @override
    def transform(self, vectors: VectorsLike) -> Positions:
        check_is_fitted(self)
        vectors = validate_data(self, vectors, dtype=np.float64, reset=False)
        return place(vectors, self.vectors_, self.embedding_, self._place_new)

    @override
    def axis_names(self) -> tuple[str, str]:
        check_is_fitted(self)
        return "Sammon 1", "Sammon 2"

    @override
    def fitted(self) -> dict[str, np.ndarray]:
        check_is_fitted(self)
        return {"vectors": self.vectors_, "embedding": self.embedding_, "stress": np.array(self.stress_)}

    @override
    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        self.vectors_, self.embedding_, self.stress_ = arrays["vectors"], arrays["embedding"], float(arrays["stress"])

    def _place_new(self, vectors: Vectors) -> Positions:
        size = max(1, BLOCK // len(self.vectors_))
        blocks = (vectors[start : start + size] for start in range(0, len(vectors), size))
        return np.concatenate([place_beside(cdist(block, self.vectors_), self.embedding_) for block in blocks])


def place_beside(distances: NewDistances, embedding: Positions) -> NewPositions:
    """Where Σ_j (D_j − d_j)² / D_j is least, for rows of distances D > 0 to vectors with given places.

    Each step is the better of two: Newton's where the stress is convex, quick near the end, and that of majorisation (de Leeuw 1977), to
    the minimum of a quadratic function that lies above the stress and touches it, which never makes it larger.
    """
    weights = 1 / np.maximum(distances, np.finfo(np.float64).tiny)
    positions = embedding[distances.argmin(1)]
    moving = np.arange(len(positions))
    smallest = 1e-9 * np.ptp(embedding, axis=0).max()
    for _ in range(STEPS):
        at, pulls = positions[moving], weights[moving]
        newton, majorised = _steps(at, pulls, embedding)
        better = _stress_beside(newton, pulls, embedding) < _stress_beside(majorised, pulls, embedding)
        positions[moving] = np.where(better[:, None], newton, majorised)
        moving = moving[np.abs(positions[moving] - at).max(1) > smallest]
        if not len(moving):
            break
    return positions


def _stress_beside(at: NewPositions, weights: NewDistances, embedding: Positions) -> PerNew:
    """Σ_j (D_j − d_j)² / D_j less Σ_j D_j, which does not move."""
    found = cdist(at, embedding)
    return ((weights * found - 2) * found).sum(1)


def _steps(at: NewPositions, weights: NewDistances, embedding: Positions) -> tuple[NewPositions, NewPositions]:
    """Where Newton's step and that of majorisation lead; half the gradient is Σ_j (1/D_j − 1/d_j) (y − y_j)."""
    x, y = (at[:, axis, None] - embedding[:, axis] for axis in (0, 1))
    found = np.hypot(x, y)
    ratio = np.divide(1, found, out=np.zeros_like(found), where=found > 0)
    slope = weights - ratio
    gradient = np.stack([(slope * x).sum(1), (slope * y).sum(1)], 1)
    cubed, level = ratio**3, slope.sum(1)
    xx, xy, yy = level + (cubed * x * x).sum(1), (cubed * x * y).sum(1), level + (cubed * y * y).sum(1)
    turned = np.stack([yy * gradient[:, 0] - xy * gradient[:, 1], xx * gradient[:, 1] - xy * gradient[:, 0]], 1)
    determinant = xx * yy - xy * xy
    # Where the stress is not convex, Newton's step would lead to a saddle as soon as to a minimum.
    convex = ((determinant > 0) & (xx + yy > 0))[:, None]
    newton = at - np.divide(turned, determinant[:, None], out=np.zeros_like(turned), where=convex)
    return newton, at - gradient / weights.sum(1)[:, None]
