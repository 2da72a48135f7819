"""dSprites: five factors of three white shapes, rendered on demand or read from the official file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import final

import numpy as np

from latlas.data.arrayfile import ArrayArchive, existing_root
from latlas.data.imageset import ArraySource, ImageSet, RenderedSource
from latlas.data.options import SplitOptions
from latlas.errors import DataError
from latlas.functional.rendering import SPRITE_SHAPES, SPRITE_SIZE, render_sprites

SHAPES = tuple(SPRITE_SHAPES)
FACTORS = ("shape", "scale", "orientation", "x", "y")
GRID = (3, 6, 40, 32, 32)
AXES = (np.arange(1.0, 4.0), np.linspace(0.5, 1, 6), np.linspace(0, 2 * np.pi, 40), np.linspace(0, 1, 32), np.linspace(0, 1, 32))
OFFICIAL = "dsprites_ndarray_co1sh3sc6or40x32y32_64x64.npz"
RECIPE = "latlas sprites, version 1"
"""Change it with every change of a rendered pixel: fingerprints are made of it."""
BLOCK = 1024


@final
@dataclass(frozen=True)
class Sprites(SplitOptions):
    """The 737 280 images of dSprites, 64×64, white on black, in the official order (y varies fastest).

    Factors: shape (1 square, 2 ellipse, 3 heart), scale (0.5 to 1, 6 steps), orientation (0 to 2π in 40 steps, both
    ends there, so that the last equals the first), x and y (0 to 1, 32 steps); the label is the shape. Rendered to
    at most 2 pixels of the official frames; images appear as they are asked for, so the whole set takes no memory.
    """

    root: Path | None = None
    """The official file, dsprites_ndarray_co1sh3sc6or40x32y32_64x64.npz, or its folder, to use instead of rendering;
    it takes 3 GB of memory."""

    def read(self, progress: bool) -> ImageSet:
        """The whole grid, or all of the official file."""
        if self.root is not None:
            return self._official(self.root)
        factors = np.stack([grid.ravel() for grid in np.meshgrid(*AXES, indexing="ij")], axis=1).astype(np.float32)
        return self._image_set(RenderedSource(len(factors), (1, SPRITE_SIZE, SPRITE_SIZE), render, RECIPE), factors)

    def _official(self, root: Path) -> ImageSet:
        remedy = f"give {OFFICIAL} (https://github.com/google-deepmind/dsprites-dataset), or leave --root out to render"
        path = existing_root(root, "sprites", remedy)
        with ArrayArchive(path / OFFICIAL if path.is_dir() else path) as archive:
            images, values = archive["imgs"], archive["latents_values"]
        if images.dtype != np.uint8 or images.shape[1:] != (SPRITE_SIZE, SPRITE_SIZE) or images.max(initial=0) > 1:
            raise DataError(f"{path}: 'imgs' is {images.dtype} of shape {images.shape}, not the 0 and 1 of (n, 64, 64) of dSprites")
        if values.shape != (len(images), 6) or values.dtype.kind != "f" or not np.isin(values[:, 1], AXES[0]).all():
            columns = "colour, shape 1 to 3, scale, orientation, x, y"
            raise DataError(f"{path}: 'latents_values' of shape {values.shape} are not the (n, 6) factors of dSprites: {columns}")
        images *= 255
        return self._image_set(ArraySource(images[:, None]), values[:, 1:].astype(np.float32))

    def _image_set(self, source: RenderedSource | ArraySource, factors: np.ndarray) -> ImageSet:
        return ImageSet(
            name="sprites",
            source=source,
            split=self.split(len(factors)),
            labels=factors[:, 0].astype(np.int64) - 1,
            label_names=SHAPES,
            factors=factors,
            factor_names=FACTORS,
        )


def render(index: np.ndarray) -> np.ndarray:
    """The images of some places in the grid as uint8 `(len(index), 1, 64, 64)` of 0 and 255."""
    images = np.empty((len(index), 1, SPRITE_SIZE, SPRITE_SIZE), np.uint8)
    for start in range(0, len(index), BLOCK):
        rows = np.arange(start, min(start + BLOCK, len(index)))
        shape, *others = np.unravel_index(index[rows], GRID)
        scale, orientation, x, y = (axis[place] for axis, place in zip(AXES[1:], others, strict=True))
        for number, name in enumerate(SHAPES):
            chosen = shape == number
            frames = render_sprites(name, scale[chosen], orientation[chosen], x[chosen], y[chosen])
            images[rows[chosen], 0] = frames.view(np.uint8) * np.uint8(255)
    return images
