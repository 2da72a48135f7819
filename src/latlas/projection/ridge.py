"""Back from the map by ridge regression."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, final

import numpy as np
import torch
from sklearn.linear_model import Ridge, RidgeCV
from sklearn.utils.validation import check_is_fitted
from torch import nn
from typing_extensions import override

from latlas.projection.affine import Affine
from latlas.projection.preimage import PreImage
from latlas.projection.projection import Projection, Vectors, VectorsLike, as_positions

CANDIDATES = tuple(10.0**exponent for exponent in range(-6, 2))
"""Penalties that are tried when none is given, as shares of the places' sum of squares around their mean."""


@final
class RidgePreImage(PreImage):
    """Any projection, and back by ridge regression of vectors on places: an affine map (Hoerl and Kennard 1970).

    The vectors that come back fill a plane, however the map bends. With PCA and a penalty of 0 it is PCA's own inverse; with
    parametric t-SNE it is the baseline "t-SNE (P)" of Stage-wise training, section on baselines.

    Args:
        projection: Any projection, also one without a way back; PCA when it is None.
        alpha: The penalty, as in scikit-learn's `Ridge`: on the sum over vectors of squared errors. None chooses among
            `CANDIDATES` by leave-one-out error.
        refit: Fit a copy of the projection; False takes the given one, which has been fitted before, as it is.

    Attributes:
        projection_: The fitted projection.
        coefficients_: `(2, dim)`.
        intercept_: `(dim,)`.
        alpha_: The penalty that was used.
    """

    name: ClassVar[str] = "ridge"
    coefficients_: np.ndarray
    intercept_: np.ndarray
    alpha_: float

    def __init__(self, projection: Projection | None = None, alpha: float | None = None, refit: bool = True) -> None:
        self.projection = projection
        self.alpha = alpha
        self.refit = refit

    @override
    def learn(self, vectors: Vectors) -> None:
        positions = np.asarray(self.projection_.transform(vectors), np.float64)
        if self.alpha is None:
            scale = float(np.square(positions - positions.mean(0)).sum()) or 1.0
            model = RidgeCV(alphas=[share * scale for share in CANDIDATES]).fit(positions, vectors)
            self.alpha_ = float(model.alpha_)
        else:
            model = Ridge(alpha=self.alpha).fit(positions, vectors)
            self.alpha_ = float(self.alpha)
        # scikit-learn drops an axis where vectors have one dimension.
        self.coefficients_ = model.coef_.reshape(vectors.shape[1], 2).T.astype(vectors.dtype)
        self.intercept_ = np.asarray(model.intercept_).reshape(vectors.shape[1]).astype(vectors.dtype)

    @override
    def inverse_transform(self, positions: VectorsLike) -> Vectors:
        check_is_fitted(self)
        return as_positions(positions).astype(self.coefficients_.dtype, copy=False) @ self.coefficients_ + self.intercept_

    @override
    def inverse_network(self) -> nn.Module:
        check_is_fitted(self)
        return Affine(torch.from_numpy(self.coefficients_).float(), torch.from_numpy(self.intercept_).float())

    @override
    def learnt(self) -> dict[str, np.ndarray]:
        return {"coefficients": self.coefficients_, "intercept": self.intercept_, "alpha": np.array(self.alpha_)}

    @override
    def take_up(self, arrays: Mapping[str, np.ndarray]) -> None:
        self.coefficients_, self.intercept_ = arrays["coefficients"], arrays["intercept"]
        self.alpha_ = float(arrays["alpha"])
