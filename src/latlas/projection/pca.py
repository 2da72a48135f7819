"""PCA to two dimensions, and back by the transposed axes."""

from __future__ import annotations

from typing import Any

import numpy as np
from jaxtyping import Float
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

Vectors = Float[np.ndarray, "n dim"]
Positions = Float[np.ndarray, "n 2"]
VectorsLike = Any
"""What scikit-learn takes for `(n, dim)` numbers: arrays, lists, data frames."""


class PCA(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn ships no types
    """The two orthogonal directions of largest variance (Pearson 1901).

    Vectors of one dimension get a second coordinate of 0. The inverse is exact for vectors in the plane through the mean
    that the two directions span, and loses everything outside it.

    Attributes:
        mean_: `(dim,)`, the mean of the vectors.
        axes_: `(2, dim)`, orthonormal rows; the sign makes each row's largest entry positive.
        variance_share_: `(2,)`, share of the total variance along each axis.
    """

    mean_: np.ndarray
    axes_: np.ndarray
    variance_share_: np.ndarray

    def fit(self, vectors: VectorsLike, y: Any = None) -> PCA:
        """Find mean and axes of `(n, dim)` vectors."""
        vectors = validate_data(self, vectors, dtype=(np.float64, np.float32), ensure_min_samples=2)
        self.mean_ = vectors.mean(0)
        covariance = np.atleast_2d(np.cov(vectors - self.mean_, rowvar=False))
        variances, directions = np.linalg.eigh(covariance)
        axes = directions[:, ::-1].T[:2]
        signs = np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(1)])
        self.axes_ = np.zeros((2, vectors.shape[1]), vectors.dtype)
        self.axes_[: len(axes)] = axes * signs[:, None]
        total = max(float(variances.sum()), np.finfo(np.float64).tiny)
        self.variance_share_ = np.zeros(2)
        self.variance_share_[: len(axes)] = variances[::-1][:2] / total
        return self

    def transform(self, vectors: VectorsLike) -> Positions:
        """`(n, dim)` → `(n, 2)`."""
        check_is_fitted(self)
        vectors = validate_data(self, vectors, dtype=(np.float64, np.float32), reset=False)
        return (vectors - self.mean_) @ self.axes_.T

    def inverse_transform(self, positions: Positions) -> Vectors:
        """`(n, 2)` → `(n, dim)`: the point of the plane."""
        check_is_fitted(self)
        return np.asarray(positions, self.axes_.dtype) @ self.axes_ + self.mean_
