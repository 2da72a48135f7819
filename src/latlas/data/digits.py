"""The handwritten digits that scikit-learn carries: nothing to download."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from latlas.data.imageset import ArraySource, ImageSet
from latlas.data.options import SplitOptions


@final
@dataclass(frozen=True, kw_only=True)
class Digits(SplitOptions):
    """1 797 scanned digits of 13 people, 8×8 gray, labels 0 to 9.

    Source: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI 1998 (its test part), as in
    `sklearn.datasets.load_digits`. The original counts 0 to 16 become uint8 by `round(count · 255 / 16)`.
    """

    def read(self, progress: bool) -> ImageSet:
        """All 1 797 digits."""
        from sklearn.datasets import load_digits

        digits = load_digits()
        counts = digits.images[:, None]
        return ImageSet(
            name="digits",
            source=ArraySource(np.rint(counts * (255 / 16)).astype(np.uint8)),
            split=self.split(len(counts)),
            labels=digits.target.astype(np.int64),
            label_names=tuple("0123456789"),
        )
