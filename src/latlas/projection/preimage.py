"""A projection that has no way back of its own, and a pre-image that is learnt after it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

import numpy as np
from sklearn.base import clone
from sklearn.utils.validation import check_is_fitted, validate_data
from torch import nn
from typing_extensions import override

from latlas.errors import UsageError
from latlas.projection.pca import PCA
from latlas.projection.projection import FLOATS, InvertibleProjection, Positions, Projection, Vectors, VectorsLike

WRAPPED = "projection."
"""What the names of the wrapped projection's arrays begin with."""


class PreImage(InvertibleProjection):
    """Goes to the map by a given projection, and comes back by what it learns from vectors and their places.

    Attributes:
        projection_: the fitted projection.
    """

    projection: Projection | None
    """Option: any projection, also one without a way back; PCA when it is None."""
    refit: bool
    """Option: fit a copy of the projection; False takes the given one, which has been fitted before, as it is. scikit-learn's
    `clone` takes its fit away, so that such an estimator cannot be cross-validated."""
    projection_: Projection

    @abstractmethod
    def learn(self, vectors: Vectors) -> None:
        """Learn the way back to `(n, dim)` vectors; `projection_` is fitted."""

    @abstractmethod
    def learnt(self) -> dict[str, np.ndarray]:
        """All that `learn` found out, as arrays."""

    @abstractmethod
    def take_up(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Take what `learnt` gave, instead of `learn`."""

    @abstractmethod
    def inverse_network(self) -> nn.Module:
        """The way back on float32 tensors, `(batch, 2)` → `(batch, dim)`."""

    @override
    def fit(self, vectors: VectorsLike, y: Any = None) -> PreImage:
        vectors = validate_data(self, vectors, dtype=FLOATS, ensure_min_samples=2)
        if self.refit:
            self.projection_ = self._unfitted().fit(vectors)
        else:
            self.projection_ = PCA() if self.projection is None else self.projection
            check_is_fitted(self.projection_)
        self.learn(vectors)
        return self

    @override
    def transform(self, vectors: VectorsLike) -> Positions:
        check_is_fitted(self)
        return self.projection_.transform(validate_data(self, vectors, dtype=FLOATS, reset=False))

    @override
    def axis_names(self) -> tuple[str, str]:
        check_is_fitted(self)
        return self.projection_.axis_names()

    @override
    def networks(self) -> tuple[nn.Module, nn.Module]:
        """Raises `UsageError` when the projection itself is no network."""
        check_is_fitted(self)
        if not isinstance(self.projection_, InvertibleProjection):
            raise UsageError(
                f"'{self.projection_.name}' places new vectors by a search and is no network: "
                "only the way back of this projection is one, `inverse_network()`"
            )
        return self.projection_.networks()[0], self.inverse_network()

    @override
    def fitted(self) -> dict[str, np.ndarray]:
        check_is_fitted(self)
        wrapped = {WRAPPED + name: array for name, array in self.projection_.fitted().items()}
        return wrapped | self.learnt()

    @override
    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        self.projection_ = self._unfitted()
        self.projection_.n_features_in_ = self.n_features_in_
        self.projection_.restore({name.removeprefix(WRAPPED): array for name, array in arrays.items() if name.startswith(WRAPPED)})
        self.take_up(arrays)

    def _unfitted(self) -> Projection:
        return PCA() if self.projection is None else clone(self.projection)
