"""What the pictures of all studies share: how figures look, what a picture is, and small files."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from latlas.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from PIL.Image import Image


LARGEST, FEWEST_COLOURS = 150_000, 16
"""Bytes of a picture's file, which is drawn with fewer colours to stay below them, but not with fewer than these."""


@dataclass(frozen=True)
class Look:
    """Name, colour and marker of a method."""

    name: str
    colour: str
    marker: str


@dataclass(frozen=True)
class Picture:
    """A picture that a result calls for."""

    name: str
    """Name of its file."""
    title: str
    caption: str
    draw: Callable[[Path], Figure | Image | None]
    """Draws it, with the runs in a folder; None where runs are missing."""


RC: dict[str, Any] = {
    "font.size": 8,
    "axes.titlesize": 8,
    "axes.labelsize": 8,
    "axes.edgecolor": "#666666",
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#e4e4e4",
    "grid.linewidth": 0.6,
    "xtick.labelsize": 7,
    "ytick.labelsize": 7,
    "xtick.color": "#444444",
    "ytick.color": "#444444",
    "legend.fontsize": 8,
    "legend.frameon": False,
}
"""Matplotlib's settings for all figures."""


def figure_style() -> AbstractContextManager[None]:
    """The settings, to draw and to save under. Raises `UsageError` when Matplotlib is not installed."""
    try:
        from matplotlib import rc_context
    except ImportError as error:
        raise UsageError("the pictures of a study need Matplotlib: pip install 'latlas[studies]'") from error
    settings: Any = RC  # Matplotlib's own type names every setting
    return rc_context(settings)


def draw_pictures(planned: Sequence[Picture], runs: Path, out: Path) -> list[Path]:
    """Draw pictures into a folder, with the runs in another; those whose runs are missing are left out.

    Raises `UsageError` when Matplotlib is not installed.
    """
    written = []
    with figure_style():
        out.mkdir(parents=True, exist_ok=True)
        for picture in planned:
            drawing = picture.draw(runs)
            if drawing is not None:
                written.append(out / picture.name)
                save_small(drawing, written[-1])
    return written


def picture_section(planned: Sequence[Picture], names: Collection[str] | None) -> str:
    """Pictures in images/ beside a page, as Markdown with titles and captions; `names` are those that there are, None takes all."""
    return "\n\n".join(
        f"### {one.title}\n\n![{one.title}](images/{one.name})\n\n{one.caption}" for one in planned if names is None or one.name in names
    )


def save_small(drawing: Figure | Image, path: Path) -> None:
    """Write with a palette: 256 colours for figures, 128 for pictures of many images, fewer where the file would be large."""
    from matplotlib.figure import Figure
    from PIL import Image

    colours = 128
    if isinstance(drawing, Figure):
        colours = 256
        buffer = io.BytesIO()
        drawing.savefig(buffer, format="png")
        drawing = Image.open(buffer).convert("RGB")
    while True:
        packed = io.BytesIO()
        drawing.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
        if packed.tell() < LARGEST or colours <= FEWEST_COLOURS:
            break
        colours //= 2
    path.write_bytes(packed.getvalue())
