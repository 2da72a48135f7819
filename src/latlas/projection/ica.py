"""Independent component analysis in the plane of PCA."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, final

import numpy as np
import torch
from sklearn.decomposition import FastICA
from sklearn.utils.validation import check_is_fitted, validate_data
from torch import nn
from typing_extensions import override

from latlas.projection.affine import Affine
from latlas.projection.pca import PCA
from latlas.projection.projection import FLOATS, InvertibleProjection, Positions, Vectors, VectorsLike, as_positions


@final
class ICA(InvertibleProjection):
    """The plane of PCA, seen along its two most independent directions (FastICA, Hyvärinen 1999, by scikit-learn).

    FastICA with two components whitens by PCA first, so that the plane is PCA's and so is the way back: exact in the plane,
    and all that is outside it is lost. The independent part is only how coordinates are laid through the plane; they have unit
    variance. The order is that of the variance each explains, and the sign makes each direction's largest entry positive.
    Vectors that fill no plane get a second coordinate of 0.

    Args:
        iterations: At most so many; scikit-learn warns when they do not suffice.
        seed: Decides where the search begins.

    Attributes:
        mean_: `(dim,)`, the mean of the vectors.
        unmixing_: `(2, dim)`, vectors less the mean → coordinates.
        mixing_: `(2, dim)`, coordinates → vectors less the mean.
    """

    name: ClassVar[str] = "ica"
    mean_: np.ndarray
    unmixing_: np.ndarray
    mixing_: np.ndarray

    def __init__(self, iterations: int = 1000, seed: int = 0) -> None:
        self.iterations = iterations
        self.seed = seed

    @override
    def fit(self, vectors: VectorsLike, y: Any = None) -> ICA:
        vectors = validate_data(self, vectors, dtype=FLOATS, ensure_min_samples=2)
        plane = PCA().fit(vectors.astype(np.float64))
        flat = plane.transform(vectors.astype(np.float64))
        deviations = flat.std(0)
        if deviations[1] > 1e-6 * deviations[0]:
            found = FastICA(whiten="unit-variance", max_iter=self.iterations, random_state=self.seed).fit(flat)
            unmixing, mixing = found.components_, found.mixing_.T
            order = np.argsort(-np.linalg.norm(mixing, axis=1), kind="stable")
            unmixing, mixing = unmixing[order], mixing[order]
        else:
            unmixing = np.diag([1 / deviations[0] if deviations[0] > 0 else 0.0, 0.0])
            mixing = np.diag([deviations[0], 0.0])
        mixing = mixing @ plane.axes_
        signs = np.where(mixing[np.arange(2), np.abs(mixing).argmax(1)] < 0, -1.0, 1.0)[:, None]
        self.mean_ = plane.mean_.astype(vectors.dtype)
        self.mixing_ = (signs * mixing).astype(vectors.dtype)
        self.unmixing_ = (signs * (unmixing @ plane.axes_)).astype(vectors.dtype)
        return self

    @override
    def transform(self, vectors: VectorsLike) -> Positions:
        check_is_fitted(self)
        vectors = validate_data(self, vectors, dtype=FLOATS, reset=False)
        return (vectors - self.mean_) @ self.unmixing_.T

    @override
    def inverse_transform(self, positions: VectorsLike) -> Vectors:
        check_is_fitted(self)
        return as_positions(positions).astype(self.mixing_.dtype, copy=False) @ self.mixing_ + self.mean_

    @override
    def axis_names(self) -> tuple[str, str]:
        check_is_fitted(self)
        return "independent component 1", "independent component 2"

    @override
    def networks(self) -> tuple[nn.Module, nn.Module]:
        check_is_fitted(self)
        mean, unmixing, mixing = (torch.from_numpy(array).float() for array in (self.mean_, self.unmixing_, self.mixing_))
        return Affine(unmixing.T, -(unmixing @ mean)), Affine(mixing, mean)

    @override
    def fitted(self) -> dict[str, np.ndarray]:
        check_is_fitted(self)
        return {"mean": self.mean_, "unmixing": self.unmixing_, "mixing": self.mixing_}

    @override
    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        self.mean_, self.unmixing_, self.mixing_ = arrays["mean"], arrays["unmixing"], arrays["mixing"]
