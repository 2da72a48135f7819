"""t-SNE by openTSNE."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, final

import numpy as np
from sklearn.utils.validation import check_is_fitted, validate_data
from typing_extensions import override

from latlas.errors import UsageError
from latlas.projection.known import place
from latlas.projection.projection import Positions, Projection, Vectors, VectorsLike


@final
class OpenTSNE(Projection):
    """t-SNE (van der Maaten and Hinton 2008) by openTSNE (Poličar, Stražar and Zupan 2024), from the plane of PCA on.

    It has no way back: `RidgePreImage` and `ShotgunPreImage` give it one, `ParametricTSNE` has one of its own. The fitted
    vectors keep their places; new ones are placed by openTSNE against them, each by itself. What is saved are vectors and
    places: the neighbours of the vectors are searched again, with the same seed, when a loaded one first meets a new vector.

    Needs `pip install 'latlas[projections]'`; raises `UsageError` where that is missing.

    Args:
        perplexity: About how many neighbours count; at most a third of the vectors.
        iterations: Steps after 250 of early exaggeration.
        n_jobs: Threads, as in scikit-learn; with more than one, the last digits may change from run to run.
        seed: Decides the draws of openTSNE.

    Attributes:
        vectors_: `(n, dim)`, the fitted vectors.
        embedding_: `(n, 2)`, their places.
    """

    name: ClassVar[str] = "opentsne"
    vectors_: np.ndarray
    embedding_: np.ndarray

    def __init__(self, perplexity: float = 30.0, iterations: int = 500, n_jobs: int = 1, seed: int = 0) -> None:
        self.perplexity = perplexity
        self.iterations = iterations
        self.n_jobs = n_jobs
        self.seed = seed

    @override
    def fit(self, vectors: VectorsLike, y: Any = None) -> OpenTSNE:
        openTSNE = _library()  # noqa: N806 - its own name
        vectors = validate_data(self, vectors, dtype=np.float64, ensure_min_samples=4, ensure_min_features=2)
        self.vectors_ = vectors.copy()
        self._affinities = self._search()
        start = openTSNE.initialization.pca(self.vectors_, random_state=self.seed)
        found = np.array(self._settings().fit(affinities=self._affinities, initialization=start))  # its own kind of array cannot be pickled
        # openTSNE centres the map in this way whenever it places something new.
        self.embedding_ = found - (np.max(found, 0) + np.min(found, 0)) / 2
        return self

    @override
    def transform(self, vectors: VectorsLike) -> Positions:
        check_is_fitted(self)
        vectors = validate_data(self, vectors, dtype=np.float64, reset=False)
        return place(vectors, self.vectors_, self.embedding_, self._place_new)

    @override
    def axis_names(self) -> tuple[str, str]:
        check_is_fitted(self)
        return "t-SNE 1", "t-SNE 2"

    @override
    def fitted(self) -> dict[str, np.ndarray]:
        check_is_fitted(self)
        return {"vectors": self.vectors_, "embedding": self.embedding_}

    @override
    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        self.vectors_, self.embedding_ = arrays["vectors"], arrays["embedding"]
        self._affinities = None

    def _place_new(self, vectors: Vectors) -> Positions:
        if self._affinities is None:
            self._affinities = self._search()
        # openTSNE moves the map that it is given: it gets a copy.
        reference = self._settings().prepare_initial(affinities=self._affinities, initialization="random")
        reference[:] = self.embedding_
        return np.array(reference.transform(vectors))

    def _search(self) -> Any:
        affinity = _library().affinity
        perplexity = min(self.perplexity, (len(self.vectors_) - 1) / 3)
        return affinity.PerplexityBasedNN(self.vectors_, perplexity, n_jobs=self.n_jobs, random_state=self.seed)

    def _settings(self) -> Any:
        return _library().TSNE(n_iter=self.iterations, n_jobs=self.n_jobs, random_state=self.seed)


def _library() -> Any:
    try:
        import openTSNE
    except ImportError as error:
        raise UsageError("'opentsne' needs the package openTSNE: pip install 'latlas[projections]'") from error
    return openTSNE
