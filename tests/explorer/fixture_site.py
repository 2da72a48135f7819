"""A site folder from analytic data: what an exported atlas looks like to the page, without training anything.

`python tests/explorer/fixture_site.py OUT` writes one to look at; options below.
"""

from __future__ import annotations

import argparse
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from fixture_card import CHUNK, SHEET, TILE, card
from fixture_graphs import dense_decoder, drifting_projection, linear_encoder, linear_inverse, session
from PIL import Image

STATIC = Path(__file__).parents[2] / "src" / "latlas" / "explorer" / "static"


DRIFT = 0.125
"""How far to the right of itself a place of a projected map returns."""


@dataclass(frozen=True)
class Site:
    """What the fixture made, as arrays to hold the page against."""

    folder: Path
    latents: np.ndarray
    positions: np.ndarray
    labels: np.ndarray
    factors: np.ndarray
    clusters: np.ndarray
    """`(n, 2)`: three clusters without noise, and two clusters with it."""
    thumbnails: np.ndarray
    """`(n, height, width, channels)` uint8."""
    bounds: tuple[float, float, float, float]


def to_bytes(images: np.ndarray) -> np.ndarray:
    """Images `(n, c, h, w)` in [0, 1] as `(n, h, w, c)` uint8."""
    return np.rint(np.clip(images, 0, 1).transpose(0, 2, 3, 1) * 255).astype(np.uint8)


def z_order(positions: np.ndarray, bounds: tuple[float, float, float, float]) -> np.ndarray:
    """The order of positions `(n, 2)` along a Z curve over the bounds."""
    low, high = np.array(bounds[:2]), np.array(bounds[2:])
    cell = np.clip((positions - low) / (high - low) * 65535, 0, 65535).astype(np.uint64)
    code = np.zeros(len(positions), dtype=np.uint64)
    for bit in range(16):
        for axis in range(2):
            code |= ((cell[:, axis] >> np.uint64(bit)) & np.uint64(1)) << np.uint64(2 * bit + axis)
    return np.argsort(code, kind="stable")


def round_trips(positions: np.ndarray) -> np.ndarray:
    """Errors that grow from left to right, so that places can be told apart: the share of items further left."""
    return (np.argsort(np.argsort(positions[:, 0])) / len(positions)).astype("<f4")


def find_clusters(positions: np.ndarray) -> np.ndarray:
    """Clusters whose members are plain: `(n, 2)`, thirds from left to right, and left or right with noise in between."""
    rank = round_trips(positions)
    return np.stack([rank * 3 // 1, np.select([rank < 0.4, rank > 0.7], [0, 1], -1)], axis=1).astype(np.int32)


def make_site(
    folder: Path,
    *,
    count: int = 700,
    latent_dim: int = 2,
    shape: tuple[int, int, int] = (1, 12, 12),
    hidden: tuple[int, ...] = (24,),
    classes: int = 3,
    levels: int = 2,
    ship_latents: bool = True,
    thumbnails: bool = True,
    seed: int = 0,
) -> Site:
    """Write a site to `folder`: clusters of Gaussian latents, a random decoder, thumbnails that are noisy decodes.

    `latent_dim` above 2 puts items on the map by a linear projection with a linear inverse. Without `thumbnails`
    every sheet is the same grey picture, for sites of a million items.
    """
    rng = np.random.default_rng(seed)
    atlas = folder / "atlas"
    for name in ("items", "thumbnails", "tiles"):
        (atlas / name).mkdir(parents=True, exist_ok=True)
    labels = rng.integers(0, classes, count).astype(np.int32)
    centres = rng.normal(size=(classes, latent_dim)) * 2
    latents = (centres[labels] + rng.normal(size=(count, latent_dim)) * 0.6).astype(np.float32)
    axes = np.eye(2, latent_dim) if latent_dim == 2 else np.linalg.qr(rng.normal(size=(latent_dim, 2)))[0].T
    positions = (latents @ axes.T).astype(np.float32)
    reach = float(np.ceil(np.abs(positions).max() * 10.5) / 10)
    bounds = (-reach, -reach, reach, reach)
    order = z_order(positions, bounds)
    labels, latents, positions = labels[order], latents[order], positions[order]
    factors = np.stack([positions[:, 0] * 10, np.hypot(*positions.T)], axis=1).astype(np.float32)

    onnx.save(dense_decoder(latent_dim, hidden, shape, seed), atlas / "decoder.onnx")
    onnx.save(linear_encoder(shape, latent_dim, seed), atlas / "encoder.onnx")
    if latent_dim != 2:
        onnx.save(linear_inverse(axes), atlas / "inverse.onnx")
        onnx.save(drifting_projection(axes, DRIFT), atlas / "projection.onnx")
        round_trips(positions).tofile(atlas / "round_trips.f32")
    decode = session(atlas / "decoder.onnx")
    pictures = np.zeros((0, *shape[1:], shape[0]), dtype=np.uint8)
    sheets = -(-count // SHEET**2)
    if thumbnails:
        noisy = decode.run(None, {"latents": latents})[0] + rng.normal(size=(count, *shape)) * 0.08
        pictures = to_bytes(noisy)
        for sheet in range(sheets):
            save_sheet(atlas / "thumbnails" / f"{sheet}.webp", pictures[sheet * SHEET**2 : (sheet + 1) * SHEET**2], SHEET)
    else:
        save_sheet(atlas / "thumbnails" / "0.webp", np.full((1, *shape[1:], shape[0]), 128, np.uint8), SHEET)
        for sheet in range(1, sheets):
            shutil.copy(atlas / "thumbnails" / "0.webp", atlas / "thumbnails" / f"{sheet}.webp")
    for level in range(levels):
        save_tiles(atlas / "tiles", level, bounds, axes, shape, decode)
    for chunk in range(-(-count // CHUNK)):
        rows = range(chunk * CHUNK, min(count, (chunk + 1) * CHUNK))
        text = json.dumps({"id": [f"item-{row}" for row in rows], "metadata": {"file": [f"folder/{row}.png" for row in rows]}})
        (atlas / "items" / f"{chunk}.json").write_text(text)
    positions.astype("<f4").tofile(atlas / "positions.f32")
    labels.astype("<i4").tofile(atlas / "labels.i32")
    factors.astype("<f4").tofile(atlas / "factors.f32")
    clusters = find_clusters(positions)
    clusters.astype("<i4").tofile(atlas / "clusters.i32")
    if ship_latents:
        latents.astype("<f4").tofile(atlas / "latents.f32")
    (atlas / "atlas.json").write_text(json.dumps(card(factors, shape, bounds, latent_dim, classes, levels, ship_latents)))
    shutil.copytree(STATIC, folder, dirs_exist_ok=True)
    return Site(folder, latents, positions, labels, factors, clusters, pictures, bounds)


def save_sheet(path: Path, pictures: np.ndarray, side: int, cell: int | None = None) -> None:
    """Up to side² pictures `(n, h, w, c)`, row by row, in one lossless WebP; each enlarged to `cell` pixels if given."""
    n, height, width, channels = pictures.shape
    full = np.zeros((side * side, height, width, channels), np.uint8)
    full[:n] = pictures
    grid = full.reshape(side, side, height, width, channels).swapaxes(1, 2).reshape(side * height, side * width, channels)
    image = Image.fromarray(grid[..., 0] if channels == 1 else grid)
    if cell is not None:
        image = image.resize((side * cell, side * cell), Image.Resampling.BILINEAR)
    image.save(path, lossless=True)


def save_tiles(folder: Path, level: int, bounds: tuple, axes: np.ndarray, shape: tuple, decode: onnxruntime.InferenceSession) -> None:
    """One level of the manifold's pyramid: tiles of 8×8 decoded images."""
    across = 2**level * 8
    centre = (np.arange(across) + 0.5) / across
    x = bounds[0] + centre * (bounds[2] - bounds[0])
    y = bounds[3] - centre * (bounds[3] - bounds[1])
    places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    pictures = to_bytes(decode.run(None, {"latents": (places @ axes).astype(np.float32)})[0])
    pictures = pictures.reshape(across, across, *pictures.shape[1:])
    for tx in range(2**level):
        (folder / str(level) / str(tx)).mkdir(parents=True, exist_ok=True)
        for ty in range(2**level):
            block = pictures[ty * 8 : ty * 8 + 8, tx * 8 : tx * 8 + 8].reshape(64, *pictures.shape[2:])
            save_sheet(folder / str(level) / str(tx) / f"{ty}.webp", block, 8, TILE // 8)


def main() -> None:
    """Write a site to look at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--latent-dim", type=int, default=2)
    parser.add_argument("--classes", type=int, default=10)
    parser.add_argument("--no-thumbnails", action="store_true")
    options = parser.parse_args()
    make_site(
        options.out,
        count=options.count,
        latent_dim=options.latent_dim,
        shape=(1, 28, 28),
        hidden=(512, 512),
        classes=options.classes,
        levels=4,
        thumbnails=not options.no_thumbnails,
    )


if __name__ == "__main__":
    main()
