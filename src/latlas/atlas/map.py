"""Where items stand on the map, the way back, and the order they are stored in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from torch import nn

from latlas import catalog
from latlas.projection.projection import InvertibleProjection
from latlas.projection.round_trip import RoundTrip, round_trip
from latlas.projection.saving import load_projection, save_projection

MARGIN = 0.06
"""Border of the map around the items, as a share of its side."""
MOST_FITTED = 100_000
"""Latents that a projection is fitted to."""
BLOCK = 8192
"""Positions led back at a time."""


@dataclass(frozen=True)
class Map:
    """Where items stand on the map, and the way back."""

    name: str
    positions: np.ndarray
    """`(n, 2)` float32."""
    inverse: Callable[[np.ndarray], np.ndarray] | None
    """Map positions `(k, 2)` → latents `(k, latent)`; None where there is no way back."""
    axes: tuple[str, str]
    networks: tuple[nn.Module, nn.Module] | None = None
    """Map and inverse for ONNX; None when the map is the latent space itself, or has no way back."""
    trip: RoundTrip | None = None
    """How far the map and the way back lead astray; None where nothing is lost, or there is no way back."""
    errors: np.ndarray | None = None
    """`(n,)` float32, what `trip.data_of_spread` is the median of, for every item."""


def place(latents: np.ndarray, projection_name: str, kept: Path, quiet: bool) -> Map:
    """Positions of latents: themselves when they have two dimensions, else those of the named projection.

    The fitted projection is written to the file `kept`, or read from it when an interrupted build left it there.
    """
    if latents.shape[1] == 2:
        return Map("latent", latents, lambda positions: positions, ("latent 1", "latent 2"))
    if kept.exists():
        projection = load_projection(kept)
    else:
        projection = catalog.get("projections", projection_name)()
        if "quiet" in projection.get_params():
            projection.set_params(quiet=quiet)
        projection.fit(sample(latents))
        save_projection(projection, kept)
    positions = np.asarray(projection.transform(latents), dtype=np.float32)
    if not isinstance(projection, InvertibleProjection):
        return Map(projection_name, positions, None, projection.axis_names())
    spread = float(np.sqrt(np.square(latents - latents.mean(0)).sum(1).mean()))
    back = [projection.inverse_transform(positions[start : start + BLOCK]) for start in range(0, len(positions), BLOCK)]
    errors = np.linalg.norm(latents - np.concatenate(back), axis=1) / max(spread, np.finfo(np.float32).tiny)
    return Map(
        projection_name,
        positions,
        projection.inverse_transform,
        projection.axis_names(),
        projection.networks(),
        round_trip(projection, latents),
        errors.astype(np.float32),
    )


def sample(latents: np.ndarray) -> np.ndarray:
    """The latents that a projection is fitted to: all, or `MOST_FITTED` of them, drawn with a fixed seed."""
    if len(latents) <= MOST_FITTED:
        return latents
    return latents[np.sort(np.random.default_rng(0).choice(len(latents), MOST_FITTED, replace=False))]


def map_bounds(positions: np.ndarray) -> list[float]:
    """A square [xmin, ymin, xmax, ymax] around all but the outermost 0.1 % of the items on each side, with a margin."""
    exact = positions.astype(np.float64)
    low = np.percentile(exact, 0.1, axis=0, method="lower")
    high = np.percentile(exact, 99.9, axis=0, method="higher")
    centre = (low + high) / 2
    # Where all items are in one place, a side that float32 can still divide.
    smallest = 1e-5 * max(1.0, float(np.abs(centre).max()))
    side = max(float((high - low).max()), smallest) * (1 + 2 * MARGIN)
    return [float(value) for value in (*(centre - side / 2), *(centre + side / 2))]


def z_order(positions: np.ndarray, bounds: list[float]) -> np.ndarray:
    """The order of the positions along a Z-shaped curve of 2¹⁶ × 2¹⁶ cells (Morton 1966)."""
    span = bounds[2] - bounds[0]
    cells = np.clip((positions - np.array(bounds[:2])) / span * 65536, 0, 65535).astype(np.uint64)
    code = np.zeros(len(positions), dtype=np.uint64)
    for bit in range(16):
        for axis in (0, 1):
            code |= (cells[:, axis] >> np.uint64(bit) & np.uint64(1)) << np.uint64(2 * bit + axis)
    return np.argsort(code, kind="stable")
