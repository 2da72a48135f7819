"""Digits of MNIST, each turned by an angle that is known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, final

import numpy as np
from jaxtyping import Float, UInt8
from tqdm import tqdm

from latlas.data.imageset import ArraySource, ImageSet
from latlas.data.mnist import MNIST
from latlas.data.options import SplitOptions
from latlas.errors import DataError

GrayImages = UInt8[np.ndarray, "n height width"]
Angles = Float[np.ndarray, " n"]
ROWS = 1024


@final
@dataclass(frozen=True, kw_only=True)
class RotMNIST(SplitOptions):
    """Digits of MNIST turned about the image's centre by uniformly random angles, 28×28 gray, labels 0 to 9.

    The factor is the angle in radians, in [0, 2π), counter-clockwise as seen on the screen. Digits are drawn without
    repetition and stand in the order of their file; the metadata column "original" is each one's number in the image
    set `mnist`. Angles, number and the whole turn are those of rot-MNIST in Vivé, "Variational generation of images
    by deep spatial architectures"; which digits and angles were used there is not known.
    """

    root: Path | None = None
    """Folder of MNIST's files or an npz file, as for mnist."""
    source: Literal["train", "test"] = "train"
    """Part of MNIST that the digits are drawn from."""
    count: int = 1500
    """Number of images; all of the source when it is that large."""
    angle_seed: int = 0
    """Decides which digits are drawn, and the angle of each."""

    def read(self, progress: bool) -> ImageSet:
        """The turned digits."""
        mnist = MNIST(self.root, validation=0.0).read(progress)
        if mnist.labels is None:
            raise AssertionError("MNIST has labels")
        candidates = mnist.split[self.source]
        if not 1 <= self.count <= len(candidates):
            raise DataError(f"count {self.count} is not between 1 and the {len(candidates)} digits of MNIST's {self.source} part")
        random = np.random.default_rng(self.angle_seed)
        chosen = np.sort(random.choice(candidates, self.count, replace=False))
        # A float32 draw is at most 1 − 2⁻²⁴, so that its angle stays below 2π when it is rounded to float32.
        angles = (2 * np.pi * random.random(self.count, dtype=np.float32).astype(np.float64)).astype(np.float32)
        upright = mnist.source.read(chosen).numpy()[:, 0]
        images = np.empty_like(upright)
        for start in tqdm(range(0, self.count, ROWS), "turning digits", disable=None if progress else True, leave=False):
            rows = slice(start, start + ROWS)
            images[rows] = rotate(upright[rows], angles[rows])
        return ImageSet(
            name="rot_mnist",
            source=ArraySource(images[:, None]),
            split=self.split(self.count),
            labels=mnist.labels[chosen],
            label_names=mnist.label_names,
            factors=angles[:, None],
            factor_names=("angle",),
            metadata={"original": tuple(str(number) for number in chosen)},
        )


def rotate(images: GrayImages, angles: Angles) -> GrayImages:
    """Each image turned about its centre by its angle in radians, counter-clockwise on the screen (y downwards).

    Bilinear in float64, 0 outside the image, rounded to the nearest of 0 … 255 (half to even).
    """
    height, width = images.shape[1:]
    cosine, sine = (function(angles.astype(np.float64))[:, None, None] for function in (np.cos, np.sin))
    y, x = np.meshgrid(np.arange(height) - (height - 1) / 2, np.arange(width) - (width - 1) / 2, indexing="ij")
    # Where each pixel of the result comes from. Beyond the frame of zeros below there is nothing but 0.
    column = np.clip(cosine * x - sine * y + (width - 1) / 2, -1, width)
    row = np.clip(sine * x + cosine * y + (height - 1) / 2, -1, height)
    left, top = np.floor(column).astype(np.int64), np.floor(row).astype(np.int64)
    right_share, bottom_share = column - left, row - top
    framed = np.pad(images, ((0, 0), (1, 2), (1, 2)))
    image = np.arange(len(images))[:, None, None]
    turned = (
        (1 - bottom_share) * (1 - right_share) * framed[image, top + 1, left + 1]
        + (1 - bottom_share) * right_share * framed[image, top + 1, left + 2]
        + bottom_share * (1 - right_share) * framed[image, top + 2, left + 1]
        + bottom_share * right_share * framed[image, top + 2, left + 2]
    )
    return np.rint(turned).astype(np.uint8)
