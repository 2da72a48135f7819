"""PCA to two dimensions, and back by the transposed axes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
import torch
from sklearn.utils.validation import check_is_fitted, validate_data
from torch import nn
from typing_extensions import override

from latlas.projection.affine import Affine
from latlas.projection.projection import InvertibleProjection, Positions, Vectors, VectorsLike, as_positions


class PCA(InvertibleProjection):
    """The two orthogonal directions of largest variance (Pearson 1901).

    Vectors of one dimension get a second coordinate of 0. The inverse is exact for vectors in the plane through the mean
    that the two directions span, and loses everything outside it.

    Attributes:
        mean_: `(dim,)`, the mean of the vectors.
        axes_: `(2, dim)`, orthonormal rows; the sign makes each row's largest entry positive.
        variance_share_: `(2,)`, share of the total variance along each axis.
    """

    name: ClassVar[str] = "pca"
    mean_: np.ndarray
    axes_: np.ndarray
    variance_share_: np.ndarray

    @override
    def fit(self, vectors: VectorsLike, y: Any = None) -> PCA:
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

    @override
    def transform(self, vectors: VectorsLike) -> Positions:
        check_is_fitted(self)
        vectors = validate_data(self, vectors, dtype=(np.float64, np.float32), reset=False)
        return (vectors - self.mean_) @ self.axes_.T

    @override
    def inverse_transform(self, positions: VectorsLike) -> Vectors:
        check_is_fitted(self)
        return as_positions(positions).astype(self.axes_.dtype, copy=False) @ self.axes_ + self.mean_

    @override
    def axis_names(self) -> tuple[str, str]:
        check_is_fitted(self)
        first, second = self.variance_share_
        return f"component 1 ({first:.0%})", f"component 2 ({second:.0%})"

    @override
    def networks(self) -> tuple[nn.Module, nn.Module]:
        check_is_fitted(self)
        axes, mean = torch.from_numpy(self.axes_).float(), torch.from_numpy(self.mean_).float()
        return Affine(axes.T, -(axes @ mean)), Affine(axes, mean)

    @override
    def fitted(self) -> dict[str, np.ndarray]:
        check_is_fitted(self)
        return {"mean": self.mean_, "axes": self.axes_, "variance_share": self.variance_share_}

    @override
    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        self.mean_, self.axes_, self.variance_share_ = arrays["mean"], arrays["axes"], arrays["variance_share"]
