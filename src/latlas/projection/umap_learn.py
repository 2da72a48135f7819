"""UMAP by umap-learn."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any, ClassVar, final

import numpy as np
from sklearn.utils.validation import check_is_fitted, validate_data
from typing_extensions import override

from latlas.errors import UsageError
from latlas.projection.known import place
from latlas.projection.projection import Positions, Projection, Vectors, VectorsLike


@final
class UMAPLearn(Projection):
    """UMAP (McInnes, Healy and Melville 2018) by umap-learn, on one thread, which is what makes it repeatable.

    It has no way back: umap-learn's own is a new search for every place, and no network. `RidgePreImage` and `ShotgunPreImage`
    give it one, `ParametricUMAP` has one of its own. The fitted vectors keep their places; new ones are placed by umap-learn
    against them, and the places of new vectors vary a little with the others they come with. What is saved are vectors and
    places: the neighbours of the vectors are searched again, with the same seed, when a loaded one first meets a new vector.

    Needs `pip install 'latlas[projections]'`; raises `UsageError` where that is missing.

    Args:
        neighbours: About how many neighbours count; fewer where there are not so many vectors.
        min_dist: How close places may come, in units of the map.
        epochs: Passes over the edges; None leaves it to umap-learn: 500 below 10 000 vectors, 200 above.
        seed: Decides the draws of umap-learn.

    Attributes:
        vectors_: `(n, dim)` float32, the fitted vectors.
        embedding_: `(n, 2)` float32, their places.
    """

    name: ClassVar[str] = "umap_learn"
    vectors_: np.ndarray
    embedding_: np.ndarray

    def __init__(self, neighbours: int = 15, min_dist: float = 0.1, epochs: int | None = None, seed: int = 0) -> None:
        self.neighbours = neighbours
        self.min_dist = min_dist
        self.epochs = epochs
        self.seed = seed

    def __sklearn_tags__(self) -> Any:
        """For scikit-learn: what umap-learn gives is float32, whatever it is given."""
        tags = super().__sklearn_tags__()
        tags.transformer_tags.preserves_dtype = ["float32"]
        return tags

    @override
    def fit(self, vectors: VectorsLike, y: Any = None) -> UMAPLearn:
        _library()
        vectors = validate_data(self, vectors, dtype=np.float32, ensure_min_samples=4)
        self.vectors_ = vectors.copy()
        self._model = self._settings("embedding").fit(self.vectors_)
        self.embedding_ = np.array(self._model.embedding_)
        return self

    @override
    def transform(self, vectors: VectorsLike) -> Positions:
        check_is_fitted(self)
        vectors = validate_data(self, vectors, dtype=np.float32, reset=False)
        return place(vectors, self.vectors_, self.embedding_, self._place_new)

    @override
    def axis_names(self) -> tuple[str, str]:
        check_is_fitted(self)
        return "UMAP 1", "UMAP 2"

    @override
    def fitted(self) -> dict[str, np.ndarray]:
        check_is_fitted(self)
        return {"vectors": self.vectors_, "embedding": self.embedding_}

    @override
    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        self.vectors_, self.embedding_ = arrays["vectors"], arrays["embedding"]
        self._model = None

    def _place_new(self, vectors: Vectors) -> Positions:
        if self._model is None:
            # In this mode umap-learn searches for neighbours and makes no map: it gets the saved one.
            self._model = self._settings("graph").fit(self.vectors_)
            self._model.transform_mode = "embedding"
            self._model.embedding_ = self.embedding_
        return np.array(self._model.transform(vectors))

    def _settings(self, mode: str) -> Any:
        return _library().UMAP(
            n_neighbors=min(self.neighbours, len(self.vectors_) - 1),
            min_dist=self.min_dist,
            n_epochs=self.epochs,
            transform_mode=mode,
            n_jobs=1,
            random_state=self.seed,
        )


def _library() -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it misses TensorFlow, which nothing here uses
            import umap
    except ImportError as error:
        raise UsageError("'umap_learn' needs the package umap-learn: pip install 'latlas[projections]'") from error
    return umap
