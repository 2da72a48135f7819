"""Writing pictures for the verbs that make them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PIL import Image

from latlas.atlas.pictures import grid
from latlas.errors import UsageError
from latlas.training.files import replaced
from latlas.types import Images


def write_grid(
    images: Images, columns: int, scale: int, out: Path, apart_rows: Collection[int] = (), apart_columns: Collection[int] = ()
) -> None:
    """Write images side by side, as `grid` does. Raises `UsageError` for a name whose ending no picture format has."""
    if Image.registered_extensions().get(out.suffix.lower()) not in Image.SAVE:
        raise UsageError(f"{out}: the name must end in a picture format such as .png")
    out.parent.mkdir(parents=True, exist_ok=True)
    picture = grid(images, columns, scale=scale, apart_rows=apart_rows, apart_columns=apart_columns)
    with replaced(out) as temporary:
        picture.save(temporary)
    print(out)
