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

from latlas.atlas.manifest import MANIFEST, read_manifest
from latlas.atlas.sheets import SHEET_COLUMNS, SHEET_ROWS, sheet
from latlas.atlas.store import ITEMS, METADATA, Items, has_columns
from latlas.errors import AtlasError

METADATA_CHUNK = 1024
"""Rows of metadata in one JSON file."""
LARGEST_LATENTS = 64 * 1024 * 1024
"""Bytes of latents a browser is asked to hold for its own neighbour search."""
NETWORKS = ("decoder.onnx", "encoder.onnx", "inverse.onnx", "projection.onnx", "features.onnx")
TILE_NAME = re.compile(r"tiles/[0-9]{1,2}/[0-9]{1,6}/[0-9]{1,6}\.webp")
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
        return Items(self.folder / ITEMS, self.manifest["items"].get("version"))

    @property
    def has_latents(self) -> bool:
        """Whether the site ships the latents, so that a browser can search neighbours by itself."""
        described = self.manifest["items"]
        return bool(described["count"] * described["latent_dim"] * 4 <= LARGEST_LATENTS)

    @property
    def has_round_trips(self) -> bool:
        """Whether items say how far the way to the map and back leads astray."""
        return self.manifest["map"]["projection"]["place_round_trip"] is not None

    def names(self) -> Iterator[str]:
        """Names of all files of the static site's `atlas/` folder."""
        described = self.manifest["items"]
        yield "atlas.json"
        yield "positions.f32"
        yield "ids.i32"
        if described["labels"] is not None:
            yield "labels.i32"
        if described["factors"]:
            yield "factors.f32"
        if described.get("clusters"):
            yield "clusters.i32"
        if self.has_latents:
            yield "latents.f32"
        if self.has_round_trips:
            yield "round_trips.f32"
        yield from (name for name in NETWORKS if self._is_own(name))
        yield from (f"items/{chunk}.json" for chunk in range(-(-described["count"] // METADATA_CHUNK)))
        yield from (f"thumbnails/{number}.webp" for number in range(described["sheet"]["count"]))
        tiles = (path.relative_to(self.folder).as_posix() for path in sorted((self.folder / "tiles").glob("*/*/*.webp")))
        yield from (name for name in tiles if TILE_NAME.fullmatch(name) and self._is_own(name))

    def read(self, name: str, server: bool = False) -> bytes:
        """The content of one file of the site. Raises `KeyError` for a name it does not have, `AtlasError` for a file that is damaged."""
        if name == "atlas.json":
            return json.dumps(self._site_manifest(server), ensure_ascii=False).encode()
        described = self.manifest["items"]
        columns = {"positions.f32": "position", "ids.i32": "id"}
        columns |= {} if described["labels"] is None else {"labels.i32": "label"}
        columns |= {"factors.f32": "factors"} if described["factors"] else {}
        columns |= {"clusters.i32": "clusters"} if described.get("clusters") else {}
        columns |= {"latents.f32": "latent"} if self.has_latents else {}
        columns |= {"round_trips.f32": "round_trip"} if self.has_round_trips else {}
        if name in columns:
            kind = np.int32 if name.endswith("i32") else np.float32
            return self.items.column(columns[name]).astype(np.dtype(kind).newbyteorder("<")).tobytes()
        try:
            if (name in NETWORKS or TILE_NAME.fullmatch(name)) and self._is_own(name):
                return (self.folder / name).read_bytes()
        except OSError as error:
            raise AtlasError(f"{self.folder / name} cannot be read ({error.strerror}); build the atlas again") from error
        if found := re.fullmatch(r"items/([0-9]{1,9})\.json", name):
            return self._metadata(int(found[1]))
        if found := re.fullmatch(r"thumbnails/([0-9]{1,9})\.webp", name):
            return self._sheet(int(found[1]))
        raise KeyError(name)

    def _is_own(self, name: str) -> bool:
        """Whether there is such a file in the folder; a link out of it would give away what is no part of the atlas."""
        path = self.folder / name
        return path.is_file() and path.resolve().is_relative_to(self.folder.resolve())

    def _site_manifest(self, server: bool) -> dict[str, Any]:
        items = {**self.manifest["items"], "chunk": METADATA_CHUNK, "latents": self.has_latents, "ids": True}
        return {**self.manifest, "items": items, "networks": [name for name in NETWORKS if self._is_own(name)], "server": server}

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
        pngs = self.items.rows(start, stop, ["thumbnail"])["thumbnail"].to_pylist()
        described = self.manifest["items"]["sheet"]
        try:
            return sheet(pngs, described["height"], described["width"])
        except ValueError as error:
            raise AtlasError(f"{self.folder}: {error}; build the atlas again") from error


def open_atlas(folder: str | Path) -> Atlas:
    """Open an atlas. Raises `AtlasError` for anything that is not a whole atlas of this format."""
    folder = Path(folder)
    atlas = Atlas(folder, read_manifest(folder))
    if not (folder / ITEMS).is_dir():
        raise AtlasError(f"{folder} has no {ITEMS}; build the atlas again")
    for path in (folder / ITEMS).rglob("*"):
        if not (path.is_file() or path.is_dir()):  # a pipe would be waited for
            raise AtlasError(f"{path} is no ordinary file; build the atlas again")
    described, found = atlas.manifest["items"], len(atlas.items)
    problem = None
    if found != described["count"]:
        problem = f"{MANIFEST} speaks of {described['count']} items, {ITEMS} holds {found}"
    elif not has_columns(
        atlas.items.schema,
        described["latent_dim"],
        len(described["factors"]),
        described["metadata"],
        atlas.has_round_trips,
        len(described.get("clusters", ())),
    ):
        problem = f"{ITEMS} lacks columns that {MANIFEST} speaks of"
    if problem:
        raise AtlasError(f"{folder} is damaged: {problem}; build the atlas again")
    return atlas
