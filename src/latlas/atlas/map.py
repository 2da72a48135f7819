"""Where items stand on the map, the way back, and the order they are stored in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from latlas import catalog
from latlas.atlas.onnx import AffineGraph

MARGIN = 0.06
"""Border of the map around the items, as a share of its side."""


@dataclass(frozen=True)
class Map:
    """Where items stand on the map, and the way back."""

    name: str
    positions: np.ndarray
    """`(n, 2)` float32."""
    inverse: Callable[[np.ndarray], np.ndarray]
    """Map positions `(k, 2)` → latents `(k, latent)`."""
    graph: AffineGraph | None
    """The inverse for ONNX; None when the map is the latent space itself."""
    round_trip: float | None
    """Median distance between a latent and where map and inverse bring it, over the latents' root-mean-square distance from
    their mean; None where nothing is lost."""
    axes: tuple[str, str]


def place(latents: np.ndarray, projection_name: str) -> Map:
    """Positions of latents: themselves when they have two dimensions, else those of the named projection."""
    if latents.shape[1] == 2:
        return Map("latent", latents, lambda positions: positions, None, None, ("latent 1", "latent 2"))
    projection = catalog.get("projections", projection_name)().fit(latents)
    positions = np.asarray(projection.transform(latents), dtype=np.float32)
    back = projection.inverse_transform(positions)
    spread = np.sqrt(np.square(latents - latents.mean(0)).sum(1).mean())
    error = float(np.median(np.linalg.norm(latents - back, axis=1)) / max(spread, 1e-12))
    graph = AffineGraph(torch.from_numpy(projection.axes_).float(), torch.from_numpy(projection.mean_).float())
    shares = projection.variance_share_
    axes = (f"component 1 ({shares[0]:.0%})", f"component 2 ({shares[1]:.0%})")
    return Map(projection_name, positions, projection.inverse_transform, graph, error, axes)


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
