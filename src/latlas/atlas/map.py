"""Where items stand on the map, the way back, and the order they are stored in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from torch import nn

from latlas import catalog
from latlas.atlas.columns import filled, lowest, spread
from latlas.projection.projection import InvertibleProjection, Projection
from latlas.projection.round_trip import RoundTrip, round_trip
from latlas.projection.saving import load_projection, save_projection

MARGIN = 0.06
"""Border of the map around the items, as a share of its side."""
MOST_FITTED = 100_000
"""Latents that a projection is fitted to, and its round trip measured on."""
ROW_BITS = 32
"""Bits of a key that hold an item's row; those above hold its place along the curve."""


@dataclass(frozen=True)
class Placing:
    """How latents get their places on the map: by themselves where they have two dimensions, else by a fitted projection."""

    projection: Projection | None
    spread: float
    """Root-mean-square distance of the latents from their mean, the unit of round-trip errors."""

    @property
    def name(self) -> str:
        """The projection's name in the catalog, or `latent`."""
        return "latent" if self.projection is None else self.projection.name

    @property
    def axes(self) -> tuple[str, str]:
        """Titles of the two coordinates."""
        return ("latent 1", "latent 2") if self.projection is None else self.projection.axis_names()

    @property
    def inverse(self) -> Callable[[np.ndarray], np.ndarray] | None:
        """Map positions `(k, 2)` → latents `(k, latent)`; None where there is no way back."""
        if self.projection is None:
            return lambda positions: positions
        return self.projection.inverse_transform if isinstance(self.projection, InvertibleProjection) else None

    @property
    def networks(self) -> tuple[nn.Module, nn.Module] | None:
        """Map and inverse for ONNX; None when the map is the latent space itself, or has no way back."""
        return self.projection.networks() if isinstance(self.projection, InvertibleProjection) else None

    def positions(self, latents: np.ndarray, path: Path) -> np.ndarray:
        """Places of all latents `(n, 2)` float32, in the file `path`."""
        projection = self.projection
        if projection is None:
            return latents
        return filled(path, len(latents), lambda start, stop: np.asarray(projection.transform(latents[start:stop]), np.float32))

    def errors(self, latents: np.ndarray, positions: np.ndarray, path: Path) -> np.ndarray | None:
        """How far from each latent its place leads back to `(n,)` float32, over `spread`, in the file `path`.

        None where nothing is lost, or there is no way back.
        """
        projection = self.projection
        if not isinstance(projection, InvertibleProjection):
            return None
        unit = max(self.spread, float(np.finfo(np.float32).tiny))

        def make(start: int, stop: int) -> np.ndarray:
            lost = latents[start:stop] - projection.inverse_transform(positions[start:stop])
            return (np.linalg.norm(lost, axis=1) / unit).astype(np.float32)

        return filled(path, len(latents), make)

    def trip(self, latents: np.ndarray) -> RoundTrip | None:
        """How far the map and the way back lead astray; None where nothing is lost, or there is no way back."""
        return round_trip(self.projection, sample(latents)) if isinstance(self.projection, InvertibleProjection) else None


def fit(latents: np.ndarray, projection_name: str, kept: Path, quiet: bool) -> Placing:
    """Find the map of latents `(n, latent)`.

    The fitted projection is written to the file `kept`, or read from it when an interrupted build left it there.
    """
    unit = spread(latents)
    if latents.shape[1] == 2:
        return Placing(None, unit)
    if kept.exists():
        return Placing(load_projection(kept), unit)
    projection = catalog.get("projections", projection_name)()
    if "quiet" in projection.get_params():
        projection.set_params(quiet=quiet)
    projection.fit(sample(latents))
    save_projection(projection, kept)
    return Placing(projection, unit)


def sample(latents: np.ndarray) -> np.ndarray:
    """The latents that a projection is fitted to: all, or `MOST_FITTED` of them, drawn with a fixed seed."""
    if len(latents) <= MOST_FITTED:
        return latents
    return latents[np.sort(np.random.default_rng(0).choice(len(latents), MOST_FITTED, replace=False))]


def map_bounds(positions: np.ndarray) -> list[float]:
    """A square [xmin, ymin, xmax, ymax] around all but the outermost 0.1 % of the items on each side, with a margin."""
    outside = (len(positions) - 1) // 1000
    low = np.array([lowest(positions[:, axis], outside) for axis in (0, 1)])
    high = np.array([lowest(positions[:, axis], outside, -1) for axis in (0, 1)])
    centre = (low + high) / 2
    # Where all items are in one place, a side that float32 can still divide.
    smallest = 1e-5 * max(1.0, float(np.abs(centre).max()))
    side = max(float((high - low).max()), smallest) * (1 + 2 * MARGIN)
    return [float(value) for value in (*(centre - side / 2), *(centre + side / 2))]


def z_keys(positions: np.ndarray, bounds: list[float], first: int = 0) -> np.ndarray:
    """Keys `(n,)` uint64 in whose order items lie along a Z-shaped curve of 2¹⁶ × 2¹⁶ cells (Morton 1966); see `rows_of`.

    `first` is the row of the first position.
    """
    span = bounds[2] - bounds[0]
    cells = np.clip((positions - np.array(bounds[:2])) / span * 65536, 0, 65535).astype(np.uint64)
    code = np.zeros(len(positions), dtype=np.uint64)
    for bit in range(16):
        for axis in (0, 1):
            code |= (cells[:, axis] >> np.uint64(bit) & np.uint64(1)) << np.uint64(2 * bit + axis)
    return code << np.uint64(ROW_BITS) | np.arange(first, first + len(positions), dtype=np.uint64)


def rows_of(keys: np.ndarray) -> np.ndarray:
    """The rows that keys of `z_keys` are of, `(n,)` int64."""
    return (keys & np.uint64(2**ROW_BITS - 1)).astype(np.int64)
