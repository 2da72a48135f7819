"""Open an atlas and give every file of its site, each made when it is asked for.

The server and the static export both take their files from here, so what is served and what is exported is the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from latlas.atlas.build import FORMAT, ITEMS, MANIFEST
from latlas.atlas.pictures import SHEET_COLUMNS, SHEET_ROWS, sheet
from latlas.atlas.store import METADATA, Items
from latlas.errors import AtlasError

METADATA_CHUNK = 1024
"""Rows of metadata in one JSON file."""
LARGEST_LATENTS = 64 * 1024 * 1024
"""Bytes of latents a browser is asked to hold for its own neighbour search."""
MEDIA_TYPES = {
    ".json": "application/json",
    ".f32": "application/octet-stream",
    ".i32": "application/octet-stream",
    ".onnx": "application/octet-stream",
    ".webp": "image/webp",
}


@dataclass(frozen=True)
class Atlas:
    """An atlas folder. Opening one reads JSON, Arrow, safetensors, ONNX and pictures, and runs none of it."""

    folder: Path
    manifest: dict[str, Any]

    @cached_property
    def items(self) -> Items:
        """The rows, one per image, in Z-order."""
        return Items(self.folder / ITEMS)

    @property
    def has_latents(self) -> bool:
        """Whether the site ships the latents, so that a browser can search neighbours by itself."""
        described = self.manifest["items"]
        return bool(described["count"] * described["latent_dim"] * 4 <= LARGEST_LATENTS)

    def names(self) -> Iterator[str]:
        """Names of all files of the static site's `atlas/` folder."""
        described = self.manifest["items"]
        yield "atlas.json"
        yield "positions.f32"
        if described["labels"] is not None:
            yield "labels.i32"
        if described["factors"]:
            yield "factors.f32"
        if self.has_latents:
            yield "latents.f32"
        yield from (name for name in ("decoder.onnx", "encoder.onnx", "inverse.onnx") if (self.folder / name).exists())
        yield from (f"items/{chunk}.json" for chunk in range(-(-described["count"] // METADATA_CHUNK)))
        yield from (f"thumbnails/{number}.webp" for number in range(described["sheet"]["count"]))
        yield from (path.relative_to(self.folder).as_posix() for path in sorted((self.folder / "tiles").glob("*/*/*.webp")))

    def read(self, name: str, server: bool = False) -> bytes:
        """The content of one file of the site. Raises `KeyError` for a name the site does not have."""
        if name == "atlas.json":
            return json.dumps(self._site_manifest(server), ensure_ascii=False).encode()
        columns = {"positions.f32": "position", "labels.i32": "label", "factors.f32": "factors", "latents.f32": "latent"}
        if name in columns:
            if (name == "latents.f32" and not self.has_latents) or (name == "factors.f32" and not self.manifest["items"]["factors"]):
                raise KeyError(name)
            kind = np.int32 if name.endswith("i32") else np.float32
            return self.items.column(columns[name]).astype(np.dtype(kind).newbyteorder("<")).tobytes()
        if name in ("decoder.onnx", "encoder.onnx", "inverse.onnx") or re.fullmatch(r"tiles/\d{1,2}/\d{1,6}/\d{1,6}\.webp", name):
            path = self.folder / name
            if not path.is_file():
                raise KeyError(name)
            return path.read_bytes()
        if found := re.fullmatch(r"items/(\d{1,9})\.json", name):
            return self._metadata(int(found[1]))
        if found := re.fullmatch(r"thumbnails/(\d{1,9})\.webp", name):
            return self._sheet(int(found[1]))
        raise KeyError(name)

    def _site_manifest(self, server: bool) -> dict[str, Any]:
        items = {**self.manifest["items"], "chunk": METADATA_CHUNK, "latents": self.has_latents}
        return {**self.manifest, "items": items, "server": server}

    def _span(self, number: int, size: int) -> tuple[int, int]:
        if number * size >= len(self.items):
            raise KeyError(f"{number}")
        return number * size, (number + 1) * size

    def _metadata(self, chunk: int) -> bytes:
        start, stop = self._span(chunk, METADATA_CHUNK)
        names = self.manifest["items"]["metadata"]
        table = self.items.rows(start, stop, ["id", *(METADATA + name for name in names)])
        fields = {name: table[METADATA + name].to_pylist() for name in names}
        return json.dumps({"id": table["id"].to_pylist(), "metadata": fields}, ensure_ascii=False).encode()

    def _sheet(self, number: int) -> bytes:
        start, stop = self._span(number, SHEET_COLUMNS * SHEET_ROWS)
        return sheet(self.items.rows(start, stop, ["thumbnail"])["thumbnail"].to_pylist())


def open_atlas(folder: Path) -> Atlas:
    """Open an atlas. Raises `AtlasError` for anything that is not a whole atlas of this format."""
    path = folder / MANIFEST
    if not path.is_file():
        what = "is no atlas: it has no atlas.json" if folder.is_dir() else "does not exist"
        raise AtlasError(f"{folder} {what}; make one with: latlas atlas RUN --out {folder}")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        found = manifest["format"]
        if found == FORMAT:
            items = manifest["items"]
            _ = (
                manifest["map"]["bounds"],
                items["sheet"]["count"],
                items["latent_dim"] + items["count"],
                items["labels"],
                items["factors"],
                items["metadata"],
            )
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise AtlasError(f"{path} is damaged ({error!r}); build the atlas again") from error
    if found != FORMAT:
        raise AtlasError(f"{path} has format {found!r}, this latlas reads format {FORMAT}: build the atlas again or use another version")
    if not (folder / ITEMS).is_dir():
        raise AtlasError(f"{folder} has no {ITEMS}; build the atlas again")
    return Atlas(folder, manifest)
