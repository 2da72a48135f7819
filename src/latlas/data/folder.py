"""A folder of images of any common format."""

from __future__ import annotations

import hashlib
import heapq
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal, final

import numpy as np
from PIL import Image
from tqdm import tqdm

from latlas.data.arrayfile import existing_root
from latlas.data.cache import Stored, entry_folder, find_entry
from latlas.data.cachewriter import CacheWriter, alone
from latlas.data.decoding import MOST_AHEAD, Frame, in_order, reason, refuse_when_most_failed, threads
from latlas.data.imagefile import Background, Depth, Fit, Header, read_header, strict_decoding
from latlas.data.imageset import ArraySource, ImageSet, Source, limited_rows, without_rows
from latlas.data.options import SplitOptions, is_small
from latlas.data.texts import Texts
from latlas.errors import DataError

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".gif"})
SORTED_AT_ONCE = 2**14
"""Names brought into order as Python's own objects; runs of so many are merged."""


@final
@dataclass(frozen=True)
class Folder(SplitOptions):
    """All images in a folder and the folders in it: PNG, JPEG, WebP, TIFF, BMP and GIF (first frame).

    The label of an image is the folder right below `root` that it lies in, at whatever depth; "." for images that
    lie beside such folders; without folders there are no labels. Files come in natural order (2 before 10), their
    relative paths are the metadata column "file". Hidden files and links to folders are left out; files that cannot be decoded are
    skipped and listed, unless they are more than half.

    8-bit images give uint8; as soon as one file is 16-bit gray all become uint16, and float32 as soon as one holds
    floats, which must be in [0, 1]. 16-bit colour is read with 8 bits, the decoder's limit.

    Images of more than 256 MiB, when decoded, are decoded once, into the cache on disk, and read from there.
    """

    root: Path | None = None
    """The folder."""
    size: int | None = None
    """Height and width to bring all images to; needed when their sizes differ."""
    fit: Fit = "crop"
    """How images that are not square become so: crop the middle, pad with the background, or stretch."""
    image_channels: Literal[1, 3] | None = None
    """1 for gray, 3 for colour; unset: gray if all files are gray (by mode or palette), else colour."""
    background: Background = "white"
    """What transparent pixels and padding show."""

    def read(self, progress: bool) -> ImageSet:
        """All readable images, or those that the limit chooses of them: images beyond it are not decoded."""
        root = existing_root(self.root, "folder", "give a folder of images")
        if not root.is_dir():
            raise DataError(f"{root} is a file, not a folder; for npy and npz files use the data set 'array'")
        if self.size is not None and not 1 <= self.size <= 2**14:
            raise DataError(f"size {self.size} is not between 1 and 16384 pixels")
        files = image_files(root)
        if not files:
            raise DataError(f"{root} holds no image: looked for {', '.join(sorted(SUFFIXES))} in it and the folders in it")
        content = state_of(root, files)
        folder = entry_folder(root.resolve().name, self._request(root))
        stored = find_entry(folder, content)
        if stored is not None:
            return self._image_set(root, files, stored.facts["unreadable"], stored.damaged, stored.source)
        with strict_decoding():
            unreadable: dict[str, str] = {}
            frame = self._look(root, files, unreadable, progress)
            chosen = self._chosen(_others(files, unreadable))
            if not is_small(len(chosen), frame.nbytes):
                stored = self._store(root, chosen, frame, unreadable, folder, content, progress)
                return self._image_set(root, files, unreadable, stored.damaged, stored.source)
            damaged: dict[str, str] = {}
            array = self._decode(root, chosen, frame, unreadable, damaged, progress)
        return self._image_set(root, files, unreadable, damaged, ArraySource(array))

    def _request(self, root: Path) -> dict[str, Any]:
        """What decides the decoded images, but for the files."""
        limit = {"limit": self.limit, "seed": self.split_seed, "shares": [self.validation, self.test]} if self.limit else {}
        decoding = {"size": self.size, "fit": self.fit, "channels": self.image_channels, "background": self.background}
        return {"kind": "folder", "root": str(root.resolve()), **decoding, **limit}

    def _look(self, root: Path, files: Texts, unreadable: dict[str, str], progress: bool) -> Frame:
        """What the headers of all files ask for; files without one are added to the unreadable ones."""
        gray, depth = True, 8
        first: tuple[str, Header] | None = None
        other: tuple[str, Header] | None = None
        with threads() as pool:
            for name, header in _bar(
                in_order(pool, lambda name: read_header(root / name), files, MOST_AHEAD), "looking at", files, progress
            ):
                if isinstance(header, Exception):
                    unreadable[name] = reason(header)
                    continue
                gray, depth = gray and header.gray, max(depth, header.depth)
                first = first or (name, header)
                if header.size != first[1].size:
                    other = other or (name, header)
        refuse_when_most_failed(f"{root}", unreadable, len(files))
        if first is None:
            raise AssertionError("half of the files have headers")
        if self.size is None and other is not None:
            one, two = (f"{name} is {header.size[0]}×{header.size[1]}" for name, header in (first, other))
            raise DataError(f"images differ in size: {one}, {two}; bring them to one with --size 64")
        width, height = first[1].size if self.size is None else (self.size, self.size)
        bits: Depth = 8 if depth == 8 else 16 if depth == 16 else 32
        return Frame(self.image_channels or (1 if gray else 3), height, width, bits, self.size, self.fit, self.background)

    def _chosen(self, names: Texts) -> Texts:
        """The names that the limit keeps."""
        if not self.limit or self.limit >= len(names):
            return names
        return Texts(names[row] for row in limited_rows(self.split(len(names)), self.limit, self.split_seed)[0])

    def _decode(
        self, root: Path, chosen: Texts, frame: Frame, unreadable: dict[str, str], damaged: dict[str, str], progress: bool
    ) -> np.ndarray:
        """The images in memory; those that cannot be decoded are left out and added to the damaged ones."""
        array = np.empty((len(chosen), *frame.shape), frame.dtype)
        kept = 0
        for name, image in decoded(root, chosen, frame, 0, progress):
            if isinstance(image, Exception):
                damaged[name] = reason(image)
            else:
                array[kept] = image
                kept += 1
        self._refuse(root, chosen, unreadable, damaged)
        return array[:kept]

    def _store(
        self, root: Path, chosen: Texts, frame: Frame, unreadable: dict[str, str], folder: Path, content: str, progress: bool
    ) -> Stored:
        """The images in the cache."""
        with alone(folder):
            stored = find_entry(folder, content)  # another process may just have written it
            if stored is not None:
                return stored
            with CacheWriter(folder, content, frame.shape, frame.dtype) as writer:
                writer.announce(len(chosen), progress)
                for name, image in decoded(root, chosen, frame, writer.done, progress):
                    if isinstance(image, Exception):
                        writer.give_up(name, reason(image))
                    else:
                        writer.add(image)
                self._refuse(root, chosen, unreadable, writer.damaged)
                return writer.finish({"unreadable": unreadable})

    def _refuse(self, root: Path, chosen: Texts, unreadable: Mapping[str, str], damaged: Mapping[str, str]) -> None:
        if self.limit:
            refuse_when_most_failed(f"{root}", dict(damaged), len(chosen))
        else:
            refuse_when_most_failed(f"{root}", {**unreadable, **damaged}, len(chosen) + len(unreadable))

    def _image_set(self, root: Path, files: Texts, unreadable: Mapping[str, str], damaged: Mapping[str, str], source: Source) -> ImageSet:
        names = _others(files, unreadable)
        if not self.limit or self.limit >= len(names):
            kept = _others(names, damaged)
            split = self.split(len(kept))
            labels, label_names = _labels(kept)
        else:
            keep, split = limited_rows(self.split(len(names)), self.limit, self.split_seed)
            gone = np.array([place for place, row in enumerate(keep) if names[row] in damaged], np.int64)
            split, keep = without_rows(split, gone), np.delete(keep, gone)
            labels, label_names = _labels(names)
            labels, kept = None if labels is None else labels[keep], Texts(names[row] for row in keep)
        reasons = {**unreadable, **damaged}
        return ImageSet(
            name=root.resolve().name,
            source=source,
            split=split,
            labels=labels,
            label_names=label_names,
            metadata={"file": Texts(map(_text, kept))},
            skipped=tuple(f"{name}: {reasons[name]}" for name in files if name in reasons),
        )


def image_files(root: Path) -> Texts:
    """Relative posix paths of the images below a folder, in natural order; nothing hidden."""
    names = _image_files(root)
    runs = [Texts(sorted(run, key=natural)) for run in iter(lambda: list(islice(names, SORTED_AT_ONCE)), [])]
    return runs[0] if len(runs) == 1 else Texts(heapq.merge(*runs, key=natural))


def _image_files(root: Path) -> Iterator[str]:
    """The same in any order. Folders that cannot be read count as empty."""
    folders = [""]
    while folders:
        inside = folders.pop()
        with suppress(OSError), os.scandir(root / inside) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if _is_folder(entry):
                    if not entry.is_symlink():
                        folders.append(f"{inside}{entry.name}/")
                elif Path(entry.name).suffix.lower() in SUFFIXES:
                    yield inside + entry.name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, say
        return False


def natural(name: str) -> str:
    """A sort key that takes folders one by one and numbers as numbers: a2 before a10.

    One text, so that the keys of a million names fit in memory. No name has a zero in it, and a name has at most 255 letters:
    what ends a text, a folder and a name stands below the length that a number begins with.
    """
    return "\1".join(map(_natural, name.split("/"))) + "\0" + name


def _natural(part: str) -> str:
    pieces = re.split(r"(\d+)", part)
    numbers = [str(int(digits)) for digits in pieces[1::2]]
    return pieces[0] + "\0" + "".join(f"{chr(2 + len(n))}{n}{text}\0" for n, text in zip(numbers, pieces[2::2], strict=True))


def state_of(root: Path, files: Iterable[str]) -> str:
    """A digest of names, sizes and times of files: it changes when one of them is added, removed or written."""
    digest = hashlib.blake2b(digest_size=16)
    for name in files:
        try:
            found = (root / name).stat()
            state = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
        except OSError:
            state = "unreadable"
        digest.update(f"{name}\0{state}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def decoded(root: Path, names: Texts, frame: Frame, start: int, progress: bool) -> Iterator[tuple[str, np.ndarray | Exception]]:
    """Every image from number `start` on, or why it cannot be decoded."""

    def decode(name: str) -> np.ndarray:
        with Image.open(root / name) as image:
            return frame.decode(image, f"{root / name}")

    with threads() as pool:
        yield from _bar(in_order(pool, decode, islice(names, start, None), frame.ahead), "reading", names, progress, start)


def _bar(items: Iterator[Any], what: str, names: Texts, progress: bool, start: int = 0) -> Iterator[Any]:
    disabled = None if progress else True
    with closing(tqdm(items, what, len(names), initial=start, disable=disabled, leave=False, unit="file")) as bar:
        yield from bar


def _others(names: Texts, some: Mapping[str, str]) -> Texts:
    return Texts(name for name in names if name not in some) if some else names


def _labels(files: Texts) -> tuple[np.ndarray | None, tuple[str, ...]]:
    found: dict[str, int] = {}
    tops = (name.partition("/")[0] if "/" in name else "." for name in files)
    labels = np.fromiter((found.setdefault(top, len(found)) for top in tops), np.int64, len(files))
    names = sorted(found, key=natural)
    if names == ["."]:
        return None, ()
    return np.argsort([found[name] for name in names])[labels], tuple(map(_text, names))


def _text(name: str) -> str:
    """A file's name as text that can be written, whatever its bytes."""
    return name.encode("utf-8", "replace").decode()
