"""Back from the map to whichever of many known vectors lands nearest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal, final

import numpy as np
import torch
from jaxtyping import Float
from scipy.spatial import cKDTree
from sklearn.utils.validation import check_is_fitted
from torch import Tensor, nn
from typing_extensions import override

from latlas.errors import UsageError
from latlas.projection.preimage import PreImage
from latlas.projection.projection import Projection, Vectors, VectorsLike, as_positions

Keys = Float[Tensor, "count 2"]
Rows = Float[Tensor, "count dim"]


@final
class ShotgunPreImage(PreImage):
    """Any projection, and back by "shotgun": the candidate vector whose place is nearest (Stage-wise training, baselines (S)).

    Candidates are placed once and found again by a tree, so that a way back costs the logarithm of their number. What comes
    back is always a candidate: a likely vector, but in steps, and not the one that was asked for.

    Args:
        projection: Any projection, also one without a way back; PCA when it is None.
        count: Number of candidates.
        candidates: `"normal"` draws them from N(0, I), the prior of a VAE's latents, as the paper does; `"data"` draws them
            from the vectors given to `fit`, without replacement (all of them where they are fewer).
        refit: Fit a copy of the projection; False takes the given one, which has been fitted before, as it is.
        seed: Decides the draws.

    Attributes:
        projection_: The fitted projection.
        candidates_: `(count, dim)`.
        places_: `(count, 2)`, where the projection puts them.
    """

    name: ClassVar[str] = "shotgun"
    candidates_: np.ndarray
    places_: np.ndarray

    def __init__(
        self,
        projection: Projection | None = None,
        count: int = 1000,
        candidates: Literal["normal", "data"] = "normal",
        refit: bool = True,
        seed: int = 0,
    ) -> None:
        self.projection = projection
        self.count = count
        self.candidates = candidates
        self.refit = refit
        self.seed = seed

    @override
    def learn(self, vectors: Vectors) -> None:
        if self.count < 1:
            raise UsageError(f"count is {self.count}: a shotgun needs at least one candidate")
        random = np.random.default_rng(self.seed)
        if self.candidates == "data":
            chosen = random.choice(len(vectors), min(self.count, len(vectors)), replace=False)
            self.candidates_ = vectors[np.sort(chosen)]
        elif self.candidates == "normal":
            self.candidates_ = random.normal(size=(self.count, vectors.shape[1])).astype(vectors.dtype)
        else:
            raise UsageError(f"candidates is '{self.candidates}': give 'normal' or 'data'")
        self.places_ = np.array(self.projection_.transform(self.candidates_))
        self._tree = cKDTree(self.places_)

    @override
    def inverse_transform(self, positions: VectorsLike) -> Vectors:
        check_is_fitted(self)
        return self.candidates_[self._tree.query(as_positions(positions))[1]]

    @override
    def inverse_network(self) -> nn.Module:
        check_is_fitted(self)
        return Nearest(torch.from_numpy(self.places_).float(), torch.from_numpy(self.candidates_).float())

    @override
    def learnt(self) -> dict[str, np.ndarray]:
        return {"candidates": self.candidates_, "places": self.places_}

    @override
    def take_up(self, arrays: Mapping[str, np.ndarray]) -> None:
        self.candidates_, self.places_ = arrays["candidates"], arrays["places"]
        self._tree = cKDTree(self.places_)


@final
class Nearest(nn.Module):
    """The row of a table whose key is nearest, by comparison with all keys."""

    def __init__(self, keys: Keys, rows: Rows) -> None:
        super().__init__()
        self.register_buffer("keys", keys)
        self.register_buffer("rows", rows)

    @override
    def forward(self, positions: Tensor) -> Tensor:
        """`(batch, 2)` → `(batch, dim)`."""
        squares = (positions[:, None] - self.keys).square().sum(2)  # type: ignore[operator]  # buffers are untyped
        return self.rows[squares.argmin(1)]  # type: ignore[index]  # buffers are untyped
