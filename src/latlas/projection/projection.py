"""What every projection is: a scikit-learn estimator to two dimensions, with a way back where there is one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
from jaxtyping import Float
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_array
from torch import nn

Vectors = Float[np.ndarray, "n dim"]
Positions = Float[np.ndarray, "n 2"]
VectorsLike = Any
"""What scikit-learn takes for `(n, dim)` numbers: arrays, lists, data frames."""
FLOATS = (np.float64, np.float32)
"""Types of number that projections keep; all others become the first."""


class Projection(TransformerMixin, BaseEstimator, ABC):  # type: ignore[misc]  # scikit-learn ships no types
    """A map from vectors to two dimensions.

    Built from its options alone, as scikit-learn asks, and so saved as options and arrays: see `latlas.projection.saving`.
    """

    name: ClassVar[str]
    """Its name in the catalog."""

    @abstractmethod
    def fit(self, vectors: VectorsLike, y: Any = None) -> Projection:
        """Learn the map from `(n, dim)` vectors."""

    @abstractmethod
    def transform(self, vectors: VectorsLike) -> Positions:
        """`(n, dim)` → `(n, 2)`."""

    @abstractmethod
    def axis_names(self) -> tuple[str, str]:
        """What the two coordinates are, for the edges of a map. Raises `NotFittedError` before `fit`."""

    @abstractmethod
    def fitted(self) -> dict[str, np.ndarray]:
        """All that `fit` found out, as arrays."""

    @abstractmethod
    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Take what `fitted` gave, instead of `fit`; `n_features_in_` is set by the caller."""


def as_positions(positions: VectorsLike) -> Positions:
    """Places of a map as an array. Raises `ValueError` for what is not `(n, 2)` finite numbers."""
    places: np.ndarray = check_array(positions, dtype=FLOATS)
    if places.shape[1] != 2:
        raise ValueError(f"places of a map have 2 numbers each, these have {places.shape[1]}")
    return places


class InvertibleProjection(Projection):
    """A projection that comes back: every place of the map has a vector."""

    @abstractmethod
    def inverse_transform(self, positions: VectorsLike) -> Vectors:
        """`(n, 2)` → `(n, dim)`."""

    @abstractmethod
    def networks(self) -> tuple[nn.Module, nn.Module]:
        """The same two maps on float32 tensors, `(batch, dim)` → `(batch, 2)` and back, for programs without Python."""
