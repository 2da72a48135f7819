"""Lines from the centre of the image outwards: one factor whose interpolation is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, final

import numpy as np
from tqdm import tqdm

from latlas.data.imageset import ArraySource, ImageSet
from latlas.data.options import SplitOptions
from latlas.errors import DataError
from latlas.functional.rendering import render_line

CLASSES = 10


@final
@dataclass(frozen=True, kw_only=True)
class Lines(SplitOptions):
    """A white line from the middle of the image outwards at some angle, the benchmark of Berthelot et al. 2018; gray.

    The factor is the angle in degrees, counter-clockwise from the right; the label is the tenth of the turn that it
    lies in, as in the benchmark. Geometry, values (rounded to 8 bits), uniformly random angles and 5 000 test images
    are the benchmark's; there training sees new angles without end, here those of a set of fixed size.
    `latlas.functional.rendering.render_line` renders any angle, `latlas.metrics.lines.score_lines` scores a model.
    """

    count: int = 50_000
    """Number of images."""
    angles: Literal["random", "even"] = "random"
    """Uniformly random from [0, 360), or evenly spaced from 0 on, in that order."""
    angle_seed: int = 0
    """Decides the random angles."""
    size: int = 32
    """Height and width of the images in pixels; lines are 2 pixels wide at every size, and size/2 − 1 long."""

    def read(self, progress: bool) -> ImageSet:
        """All lines."""
        if not 8 <= self.size <= 2048:
            raise DataError(f"size {self.size} is not between 8 and 2048 pixels")
        if not 1 <= self.count <= 10**7:
            raise DataError(f"count {self.count} is not between 1 and 10 million lines")
        turns = np.arange(self.count) / self.count
        if self.angles == "random":
            turns = np.random.default_rng(self.angle_seed).random(self.count)
        images = np.empty((self.count, 1, self.size, self.size), np.uint8)
        step = max(1, 2**19 // self.size**2)
        for start in tqdm(range(0, self.count, step), "rendering lines", disable=None if progress else True, leave=False):
            rows = slice(start, start + step)
            images[rows, 0] = np.rint(255 * render_line(2 * np.pi * turns[rows], self.size))
        return ImageSet(
            name="lines",
            source=ArraySource(images),
            split=self.split(self.count),
            labels=np.floor(CLASSES * turns).astype(np.int64),
            label_names=tuple(str(number) for number in range(CLASSES)),
            factors=(360 * turns).astype(np.float32)[:, None],
            factor_names=("angle",),
        )
