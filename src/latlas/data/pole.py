"""The pole and its shadow: two factors with a known geometry, rendered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from tqdm import tqdm

from latlas.data.imageset import ArraySource, ImageSet
from latlas.data.options import SplitOptions
from latlas.errors import DataError
from latlas.functional.rendering import render_pole

ELEVATIONS = np.arange(45, 81, 5)
AZIMUTHS = np.arange(0, 360, 5)


@final
@dataclass(frozen=True, kw_only=True)
class Pole(SplitOptions):
    """A vertical pole and its shadow seen from above, for 8 elevations × 72 azimuths of the light: 576 gray images.

    Image `72·i + j` has elevation 45° + 5°·i and azimuth 5°·j, and both as its factors, in degrees. A fifth is for
    testing, as in the paper. `latlas.functional.rendering.render_pole` renders any view in between.
    """

    size: int = 64
    """Height and width of the images in pixels."""
    test: float = 0.2
    """Share of the images that is for testing."""

    def read(self, progress: bool) -> ImageSet:
        """All 576 views."""
        if not 8 <= self.size <= 2048:
            raise DataError(f"size {self.size} is not between 8 and 2048 pixels")
        elevation, azimuth = (grid.ravel().astype(np.float64) for grid in np.meshgrid(ELEVATIONS, AZIMUTHS, indexing="ij"))
        images = np.empty((len(elevation), 1, self.size, self.size), np.uint8)
        step = max(1, 2**17 // self.size**2)
        for start in tqdm(range(0, len(images), step), "rendering pole", disable=None if progress else True, leave=False):
            rows = slice(start, start + step)
            images[rows, 0] = np.rint(255 * render_pole(elevation[rows], azimuth[rows], self.size))
        return ImageSet(
            name="pole",
            source=ArraySource(images),
            split=self.split(len(images)),
            factors=np.stack([elevation, azimuth], axis=1).astype(np.float32),
            factor_names=("elevation", "azimuth"),
        )
