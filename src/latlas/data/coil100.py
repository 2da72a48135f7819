"""COIL-100 from its original files: objects on a turntable, one colour view every 5°."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, final

import numpy as np
from PIL import Image
from tqdm import tqdm

from latlas.data.arrayfile import existing_root
from latlas.data.imagefile import read_pixels, strict_decoding
from latlas.data.imageset import ArraySource, ImageSet
from latlas.data.options import SplitOptions
from latlas.errors import DataError

REMEDY = "give the folder of obj1__0.png to obj100__355.png (https://www.cs.columbia.edu/CAVE/software/softlib/coil-100.php), all or some"
SUBFOLDER = "coil-100"
"""The folder inside the publisher's archive."""
OBJECTS = range(1, 101)
AZIMUTHS = range(0, 360, 5)
NAME = re.compile(r"obj([1-9][0-9]{0,2})__(0|[1-9][0-9]{0,2})\.png")


class View(NamedTuple):
    """One file of COIL-100. Views sort by object, then by azimuth."""

    number: int
    """Of the object, 1 to 100."""
    azimuth: int
    """Angle of the turntable in degrees: 0, 5, …, 355."""

    @property
    def file(self) -> str:
        """The original file name."""
        return f"obj{self.number}__{self.azimuth}.png"


@final
@dataclass(frozen=True, kw_only=True)
class Coil100(SplitOptions):
    """Objects on a black turntable, 72 colour views of each, 5° apart; up to 100 objects, as many as the folder holds.

    Order: by object, then by azimuth. The label is the object, "obj12"; the factor is the azimuth in degrees; the
    metadata column "file" is the original name. Views of a found object that are missing or cannot be read are
    left out and listed; other files are ignored. A fifth is for testing, as in Oring et al. Source: Nene, Nayar and
    Murase, 1996.
    """

    root: Path | None = None
    """Folder of the files obj1__0.png to obj100__355.png, or the folder that holds it as coil-100."""
    objects: tuple[int, ...] = ()
    """Numbers of the objects to use, such as 12 34; empty: all that are found."""
    size: int = 128
    """Height and width of the images in pixels; the files have 128. Divisors of that average blocks of pixels, other
    sizes are resampled with a Lanczos filter; both are free of aliasing."""
    test: float = 0.2
    """Share of the images that is for testing."""

    def read(self, progress: bool) -> ImageSet:
        """All readable views of the chosen objects."""
        root = existing_root(self.root, "coil100", REMEDY)
        if not 1 <= self.size <= 2048:
            raise DataError(f"size {self.size} is not between 1 and 2048 pixels")
        folder, present = _find(root)
        views = [View(number, azimuth) for number in self._chosen(folder, present) for azimuth in AZIMUTHS]
        reasons = {view: "no such file" for view in views if view not in present}
        files = [view for view in views if view in present]

        def attempt(view: View) -> np.ndarray | str:
            try:
                return read_view(folder / view.file, self.size)
            except Exception as error:  # noqa: BLE001  # a damaged file can raise anything from its decoder; the reason is told
                return " ".join(str(error).split()) or type(error).__name__

        images = np.empty((len(files), 3, self.size, self.size), np.uint8)
        kept: list[View] = []
        with strict_decoding(), ThreadPoolExecutor(4) as pool:
            attempts = tqdm(pool.map(attempt, files), "reading coil100", len(files), disable=None if progress else True, leave=False)
            for view, found in zip(files, attempts, strict=True):
                if isinstance(found, str):
                    reasons[view] = found
                else:
                    images[len(kept)] = found
                    kept.append(view)
        if 2 * len(kept) < len(files):
            some = "; ".join(f"{view.file}: {reasons[view]}" for view in files[:3] if view in reasons)
            raise DataError(f"{folder}: {len(files) - len(kept)} of {len(files)} views cannot be read ({some}); replace or remove them")
        numbers = sorted({view.number for view in kept})
        return ImageSet(
            name="coil100",
            source=ArraySource(images[: len(kept)]),
            split=self.split(len(kept)),
            labels=np.array([numbers.index(view.number) for view in kept], np.int64),
            label_names=tuple(f"obj{number}" for number in numbers),
            factors=np.array([[view.azimuth] for view in kept], np.float32),
            factor_names=("azimuth",),
            metadata={"file": tuple(view.file for view in kept)},
            skipped=tuple(f"{view.file}: {reasons[view]}" for view in views if view in reasons),
        )

    def _chosen(self, folder: Path, present: set[View]) -> list[int]:
        numbers = sorted({view.number for view in present})
        missing = sorted(set(self.objects) - set(numbers))
        if missing:
            raise DataError(f"{folder} has no views of object {', '.join(map(str, missing))}; it has: {', '.join(map(str, numbers))}")
        return sorted(set(self.objects)) or numbers


def parse_view(name: str) -> View | None:
    """The view that a file name tells, obj<k>__<degrees>.png; None for any other name.

    Only what COIL-100 holds: objects 1 to 100, degrees 0 to 355 in steps of 5, neither with leading zeros.
    """
    match = NAME.fullmatch(name)
    if match is None:
        return None
    view = View(int(match[1]), int(match[2]))
    return view if view.number in OBJECTS and view.azimuth in AZIMUTHS else None


def read_view(path: Path, size: int) -> np.ndarray:
    """A square 8-bit image as uint8 `(3, size, size)`.

    Sizes that divide the file's average blocks of pixels (a box filter), others are resampled with Pillow's
    antialiasing Lanczos filter. Raises `DataError` for images of another shape or depth, and what the decoder raises.
    """
    pixels = read_pixels(path, 3, None, "stretch", "black")
    height, width = pixels.shape[1:]
    if pixels.dtype != np.uint8 or height != width:
        raise DataError(f"{width}×{height} pixels of {pixels.dtype}, not a square image of 8 bits")
    if width == size:
        return pixels
    image = Image.fromarray(np.ascontiguousarray(pixels.transpose(1, 2, 0)))
    small = image.reduce(width // size) if width % size == 0 else image.resize((size, size), Image.Resampling.LANCZOS)
    return np.asarray(small).transpose(2, 0, 1)


def _find(root: Path) -> tuple[Path, set[View]]:
    """The folder that holds the files, and which views it has. Raises `DataError` when it has none."""
    for folder in (root, root / SUBFOLDER):
        if folder.is_dir():
            present = {view for path in folder.iterdir() if (view := parse_view(path.name)) is not None}
            if present:
                return folder, present
    raise DataError(f"{root} holds no obj<k>__<degrees>.png of COIL-100, nor does {SUBFOLDER} in it: {REMEDY}")
