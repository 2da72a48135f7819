"""The `atlas.json` of a fixture site."""

from __future__ import annotations

from typing import Any

import numpy as np

SHEET = 16
"""Thumbnails along each side of a sheet."""
TILE = 256
"""Pixels along each side of a tile."""
CHUNK = 1024
"""Items in one file of ids and metadata."""

METRICS = [
    {"name": "reconstruction MSE", "value": 0.0123, "standard_error": 0.0004, "n": 700, "protocol": "test part, posterior mean"},
    {"name": "KL per image", "value": 5.2, "standard_error": None, "n": 700, "protocol": "nats, summed over latents"},
]


def card(
    factors: np.ndarray, shape: tuple[int, int, int], bounds: tuple[float, ...], latent_dim: int, classes: int, levels: int, latents: bool
) -> dict[str, Any]:
    """What the page is told of a site with these factors `(n, 2)`."""
    count, projected = len(factors), latent_dim != 2
    channels, height, width = shape
    ranges = zip(("azimuth", "distance"), factors.min(0).tolist(), factors.max(0).tolist(), strict=True)
    return {
        "format": 1,
        "name": "fixture",
        "server": False,
        "items": {
            "count": count,
            "latent_dim": latent_dim,
            "labels": {"names": [f"class {i}" for i in range(classes)]},
            "factors": [{"name": name, "min": low, "max": high} for name, low, high in ranges],
            "clusters": [
                {"name": "k-means", "count": 3, "noise": 0, "protocol": "thirds from left to right"},
                {"name": "hdbscan", "count": 2, "noise": round(0.3 * count), "protocol": "left and right"},
            ],
            "metadata": ["file"],
            "chunk": CHUNK,
            "latents": latents,
            "sheet": {"columns": SHEET, "rows": SHEET, "height": height, "width": width, "count": -(-count // SHEET**2)},
        },
        "image": {"channels": channels, "height": height, "width": width},
        "map": {
            "bounds": list(bounds),
            "projection": {
                "name": "pca" if projected else "latent",
                "inverse": True,
                "round_trip": 0.31 if projected else None,
                **({"place_round_trip": 0.004} if projected else {}),
                "axes": ["PC 1", "PC 2"] if projected else ["z1", "z2"],
            },
        },
        "tiles": {"levels": levels, "size": TILE} if levels else None,
        "model": {
            "name": "beta_vae",
            "summary": "a random decoder that stands in for a trained one",
            "latent_dim": latent_dim,
            "data": "Gaussian clusters",
            "split": {"train": count},
            "seed": 0,
            "versions": {"latlas": "0", "numpy": np.__version__},
            "config": {"beta": 4.0, "beta_normalised": 4.0 * latent_dim / (height * width), "hidden": [24]},
            "metrics": METRICS,
        },
    }
