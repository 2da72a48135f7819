"""Rows of a data set as the library `datasets` reads it: undecoded images and their labels."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import numpy as np
from PIL import Image

from latlas.errors import DataError, UsageError

USUAL = ("train", "validation", "valid", "val", "dev", "test")
"""Splits that are read unless others are asked for."""


@dataclass(frozen=True)
class HubRow:
    """One image and where it stands."""

    name: str
    """Its split and its number in it, such as train/17."""
    image: Mapping[str, Any] | None
    """The bytes of the file, or its path."""
    label: Any
    decoder: Any

    def open(self) -> Image.Image:
        """The image, not decoded yet. Raises whatever the decoder, or the way to the file, raises."""
        if self.image is None:
            raise ValueError("there is no image in this row")
        if self.image["bytes"] is not None:
            return Image.open(io.BytesIO(self.image["bytes"]))
        opened: Image.Image = self.decoder.decode_example(dict(self.image))
        return opened


@dataclass(frozen=True)
class HubRows:
    """The rows of some splits, one split after the other."""

    splits: Mapping[str, Any]
    """`datasets.Dataset`s, or `datasets.IterableDataset`s, by name."""
    image_column: str
    label_column: str | None
    class_names: tuple[str, ...] | None
    """Names of the labels; None when the labels speak for themselves."""
    decoder: Any
    """The feature of images, for those that are paths."""
    streaming: bool
    keep: np.ndarray | None = None
    """The only rows to go through, sorted and numbered over all splits."""
    first: int | None = None
    """Go through the first rows of each split only."""

    @property
    def counts(self) -> dict[str, int] | None:
        """Images of each split; None where only going through them tells."""
        return None if self.streaming else {name: len(split) for name, split in self.splits.items()}

    def chosen(self, keep: np.ndarray) -> HubRows:
        """Only these rows, sorted and numbered over all splits."""
        return replace(self, keep=keep)

    def rows(self, start: int = 0) -> Iterator[HubRow]:
        """The rows in their order, from number `start` of them on."""
        for name, numbers, split in self._pieces(start):
            for number, example in zip(numbers, split, strict=False):
                label = None if self.label_column is None else example[self.label_column]
                yield HubRow(f"{name}/{number}", example[self.image_column], label, self.decoder)

    def labels(self) -> list[Any]:
        """The labels of all rows that `rows` goes through, without touching their images. Not for streams."""
        if self.label_column is None:
            return []
        return [value for _, _, split in self._pieces(0) for value in split.select_columns([self.label_column])[self.label_column][:]]

    def _pieces(self, start: int) -> Iterator[tuple[str, Any, Any]]:
        """Split by split: its name, the numbers of its rows, and these rows."""
        if self.streaming:
            for name, split in self.splits.items():
                yield name, range(2**62), split if self.first is None else islice(split, self.first)
            return
        offset = 0
        for name, split in self.splits.items():
            own = (
                np.arange(len(split))
                if self.keep is None
                else self.keep[(self.keep >= offset) & (self.keep < offset + len(split))] - offset
            )
            offset += len(split)
            left, start = own[start:], max(0, start - len(own))
            yield name, left, split if len(left) == len(split) else split.select(left)


def open_rows(
    repository: str,
    subset: str | None,
    revision: str | None,
    splits: tuple[str, ...],
    image_column: str | None,
    label_column: str | None,
    streaming: bool,
    progress: bool,
) -> HubRows:
    """The rows of a data set on the hub or in a folder; without `streaming` it is downloaded first, with bars if `progress` is asked for.

    Raises `UsageError` when `datasets` is not installed, and `DataError` when the data set cannot be had, or does not say which
    columns or splits to take.
    """
    try:
        import datasets
    except ImportError as error:
        raise UsageError(f"hub:{repository} needs the package datasets: pip install 'latlas[hub]'") from error
    where = f"hub:{repository}"
    try:
        with _bars(progress):
            found = datasets.load_dataset(repository, subset, revision=revision, streaming=streaming)
    except Exception as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise DataError(f"{where} cannot be had: {why}. Look at its name, --subset and --revision, and at the network") from error
    names = _split_names(where, list(found), splits)
    features = found[names[0]].features
    if features is None:
        raise DataError(f"{where} does not say which columns it has: leave out --streaming")
    image = _column(where, features, datasets.Image, image_column, "image")
    if image is None:
        raise DataError(f"{where} has no column of images; its columns are {', '.join(features)}")
    if not isinstance(features[image], datasets.Image):
        raise DataError(f"{where}: column '{image}' does not hold images; its columns are {', '.join(features)}")
    label = _column(where, features, datasets.ClassLabel, label_column, "label")
    columns = [image] if label is None else [image, label]
    return HubRows(
        splits={name: found[name].select_columns(columns).cast_column(image, datasets.Image(decode=False)) for name in names},
        image_column=image,
        label_column=label,
        class_names=tuple(features[label].names) if label is not None and isinstance(features[label], datasets.ClassLabel) else None,
        decoder=datasets.Image(),
        streaming=streaming,
    )


@contextmanager
def _bars(shown: bool) -> Iterator[None]:
    """The libraries show progress on their own account; nobody else's setting is changed for longer than the block."""
    quiet = [] if shown else [found for name in ("datasets.utils", "huggingface_hub.utils") if (found := sys.modules.get(name))]
    quiet = [module for module in quiet if not module.are_progress_bars_disabled()]
    for module in quiet:
        module.disable_progress_bars()
    try:
        yield
    finally:
        for module in quiet:
            module.enable_progress_bars()


def _split_names(where: str, there: list[str], asked: tuple[str, ...]) -> list[str]:
    missing = [name for name in asked if name not in there]
    if missing:
        raise DataError(f"{where} has no split {', '.join(missing)}; its splits are {', '.join(there)}")
    return list(asked) or [name for name in USUAL if name in there] or there


def _column(where: str, features: Mapping[str, Any], kind: type, asked: str | None, what: str) -> str | None:
    """The column asked for, else the only one of its kind; None when there is none."""
    if asked is not None:
        if asked not in features:
            raise DataError(f"{where} has no column '{asked}'; its columns are {', '.join(features)}")
        return asked
    found = [name for name, feature in features.items() if isinstance(feature, kind)]
    if len(found) > 1:
        raise DataError(f"{where} has several columns to choose from: say --{what}-column with one of {', '.join(found)}")
    return found[0] if found else None
