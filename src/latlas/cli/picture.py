"""Writing pictures for the verbs that make them."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from latlas.atlas.pictures import grid
from latlas.errors import UsageError
from latlas.types import Images


def write_grid(images: Images, columns: int, scale: int, out: Path) -> None:
    """Write images side by side. Raises `UsageError` for a name whose ending no picture format has."""
    if Image.registered_extensions().get(out.suffix.lower()) not in Image.SAVE:
        raise UsageError(f"{out}: the name must end in a picture format such as .png")
    out.parent.mkdir(parents=True, exist_ok=True)
    grid(images, columns, scale=scale).save(out)
    print(out)
