"""Images of a data set on a Hugging Face hub, or in a folder laid out like one."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, final

import numpy as np
from tqdm import tqdm

from latlas.data.cache import Stored, entry_folder, find_entry
from latlas.data.cachewriter import CacheWriter, alone
from latlas.data.decoding import Frame, in_order, reason, refuse_when_most_failed, threads
from latlas.data.folder import state_of
from latlas.data.hubrows import HubRow, HubRows, open_rows
from latlas.data.imagefile import Background, Fit, Header, header_of, strict_decoding
from latlas.data.imageset import PARTS, ImageSet, Part, limited_rows, random_split, without_rows
from latlas.data.options import SplitOptions
from latlas.data.texts import Texts
from latlas.errors import DataError

UNLABELLED = "unlabelled"
ROLES: dict[str, Part] = {"validation": "validation", "valid": "validation", "val": "validation", "dev": "validation", "test": "test"}
"""What splits are used for, by name; those of other names are for training."""


@final
@dataclass(frozen=True, kw_only=True)
class Hub(SplitOptions):
    """A data set on the Hugging Face hub, `hub:OWNER/NAME`, or a folder that is laid out like one, `hub:FOLDER`.

    The split named test is the test part, the one named validation (or valid, val, dev) the validation part; where one is
    missing, its share of the training images takes its place. Labels are the column of classes; images without
    a class are labelled "unlabelled". The metadata column "row" says split and row of each image. Images are decoded once, into
    the cache on disk; later runs read them there and ask the hub for nothing. No code that comes with a data set is run.
    """

    repository: str = ""
    """OWNER/NAME on the hub, or a folder."""
    subset: str | None = None
    """Which configuration of the data set, where it has several."""
    revision: str | None = None
    """Branch, tag or commit; unset takes the newest there is at the first use."""
    splits: tuple[str, ...] = ()
    """Splits to read, in this order; unset takes train, validation and test, or all when there is none of them."""
    image_column: str | None = None
    """Column of the images; needed when there are several."""
    label_column: str | None = None
    """Column of the labels: classes, whole numbers or text; needed when there are several columns of classes."""
    streaming: bool = False
    """Decode images as they arrive, instead of downloading the data set first; a limit then takes the first images of each split."""
    size: int | None = None
    """Height and width to bring all images to; needed when their sizes differ."""
    fit: Fit = "crop"
    """How images that are not square become so: crop the middle, pad with the background, or stretch."""
    image_channels: Literal[1, 3] | None = None
    """1 for gray, 3 for colour; unset: as the first image is."""
    background: Background = "white"
    """What transparent pixels and padding show."""

    def read(self, progress: bool) -> ImageSet:
        """All readable images, split by split, or those that the limit chooses of them."""
        if not self.repository:
            raise DataError("hub needs a data set: hub:OWNER/NAME, for example hub:ylecun/mnist, or hub:FOLDER")
        if self.size is not None and not 1 <= self.size <= 2**14:
            raise DataError(f"size {self.size} is not between 1 and 16384 pixels")
        root = Path(self.repository)
        local = root.is_dir()
        content = state_of(root, _files(root)) if local else f"revision {self.revision}"
        folder = entry_folder(self.repository, self._request(str(root.resolve()) if local else self.repository))
        return self._image_set(find_entry(folder, content) or self._store(folder, content, progress))

    def _request(self, repository: str) -> dict[str, Any]:
        """What decides the decoded images, but for the data set's content."""
        limit = {"limit": self.limit, "seed": self.split_seed, "shares": [self.validation, self.test]} if self.limit else {}
        decoding = {"size": self.size, "fit": self.fit, "channels": self.image_channels, "background": self.background}
        columns = {"splits": self.splits, "image": self.image_column, "label": self.label_column, "streaming": self.streaming}
        return {"kind": "hub", "repository": repository, "subset": self.subset, **columns, **decoding, **limit}

    def _store(self, folder: Path, content: str, progress: bool) -> Stored:
        columns = (self.image_column, self.label_column)
        rows = open_rows(self.repository, self.subset, self.revision, self.splits, *columns, self.streaming, progress)
        if rows.counts is None:
            rows = replace(rows, first=self.limit or None)
        elif self._limits(rows.counts):
            rows = rows.chosen(limited_rows(self._split(rows.counts), self.limit or 0, self.split_seed)[0])
        with strict_decoding():
            frame, guessed = self._frame(rows)
            with alone(folder):
                stored = find_entry(folder, content)  # another process may just have written it
                if stored is not None:
                    return stored
                with CacheWriter(folder, content, frame.shape, frame.dtype, resumes=not rows.streaming) as writer:
                    return self._fill(writer, rows, frame, guessed, progress)

    def _frame(self, rows: HubRows) -> tuple[Frame, bool]:
        """What the first image asks for, and whether its being gray decided for all."""
        for row in rows.rows():
            try:
                with row.open() as image:
                    header = header_of(image)
                break
            except Exception:  # noqa: BLE001, S112  # a damaged image can raise anything; whoever decodes them all tells
                continue
        else:
            raise DataError(f"hub:{self.repository} holds no image that can be read")
        width, height = header.size if self.size is None else (self.size, self.size)
        channels = self.image_channels or (1 if header.gray else 3)
        frame = Frame(channels, height, width, header.depth, self.size, self.fit, self.background)
        return frame, header.gray and self.image_channels is None

    def _fill(self, writer: CacheWriter, rows: HubRows, frame: Frame, guessed: bool, progress: bool) -> Stored:
        def decode(row: HubRow) -> np.ndarray:
            with row.open() as image:
                self._check(row.name, header_of(image), frame, guessed)
                return frame.decode(image, f"hub:{self.repository}: {row.name}")

        counts = dict.fromkeys(rows.splits, 0) if rows.counts is None else rows.counts
        values: list[Any] = []
        total = len(rows.keep) if rows.keep is not None else sum(counts.values()) or None
        writer.announce(total, progress)
        disabled = None if progress else True
        with threads() as pool:
            attempts = in_order(pool, decode, rows.rows(writer.done), frame.ahead)
            with closing(tqdm(attempts, "decoding", total, initial=writer.done, disable=disabled, leave=False, unit="image")) as bar:
                for row, image in bar:
                    if rows.streaming:
                        counts[row.name.rpartition("/")[0]] += 1
                        values.append(row.label)
                    if isinstance(image, Exception):
                        writer.give_up(row.name, reason(image))
                    else:
                        writer.add(image)
        refuse_when_most_failed(f"hub:{self.repository}", writer.damaged, writer.done)
        labels, names = number_labels(values if rows.streaming else rows.labels(), rows.class_names, f"hub:{self.repository}")
        return writer.finish({"counts": counts, "label_names": names}, {} if labels is None else {"labels": labels})

    def _check(self, name: str, header: Header, frame: Frame, guessed: bool) -> None:
        """Raise `DataError` for an image that is not as the first one promised."""
        where, width, height = f"hub:{self.repository}: {name}", *header.size
        if self.size is None and header.size != (frame.width, frame.height):
            raise DataError(f"{where} is {width}×{height}, the first image {frame.width}×{frame.height}; bring them to one with --size 64")
        if guessed and not header.gray:
            raise DataError(f"{where} is in colour, the first image gray: say --image-channels 3 or --image-channels 1")
        if header.depth > frame.depth:
            raise DataError(f"{where} has {header.depth} bits, the first image {frame.depth}; convert them to one depth")

    def _limits(self, counts: Mapping[str, int]) -> bool:
        return bool(self.limit) and not self.streaming and (self.limit or 0) < sum(counts.values())

    def _split(self, counts: Mapping[str, int]) -> dict[Part, np.ndarray]:
        """The parts of all rows, split after split."""
        ends = np.cumsum(list(counts.values()))
        own: dict[Part, list[np.ndarray]] = {part: [] for part in PARTS}
        for name, count, end in zip(counts, counts.values(), ends, strict=True):
            own[ROLES.get(name, "train")].append(np.arange(end - count, end))
        parts = {part: np.concatenate([np.zeros(0, np.int64), *rows]) for part, rows in own.items()}
        train = parts["train"]
        if not len(train):  # only a test split, say
            return self.split(int(ends[-1]))
        shares = random_split(
            len(train), self.split_seed, 0.0 if len(parts["validation"]) else self.validation, 0.0 if len(parts["test"]) else self.test
        )
        return {part: parts[part] if len(parts[part]) and part != "train" else train[shares[part]] for part in PARTS}

    def _image_set(self, stored: Stored) -> ImageSet:
        counts: dict[str, int] = stored.facts["counts"]
        split = self._split(counts)
        names = Texts(f"{name}/{number}" for name, count in counts.items() for number in range(count))
        if self._limits(counts):
            keep, split = limited_rows(split, self.limit or 0, self.split_seed)
            names = Texts(names[row] for row in keep)
        gone = np.array([row for row, name in enumerate(names) if name in stored.damaged], np.int64)
        labels = stored.columns.get("labels")
        return ImageSet(
            name=Path(self.repository).name,
            source=stored.source,
            split=without_rows(split, gone),
            labels=None if labels is None else np.delete(labels, gone),
            label_names=tuple(stored.facts["label_names"]),
            metadata={"row": Texts(name for name in names if name not in stored.damaged)},
            skipped=tuple(f"{name}: {why}" for name, why in stored.damaged.items()),
        )


def number_labels(values: list[Any], names: tuple[str, ...] | None, where: str) -> tuple[np.ndarray | None, tuple[str, ...]]:
    """Labels as numbers and the names of these: those given, else the values in their order.

    None and, among classes, -1 become the class "unlabelled"; without any label there are none. Raises `DataError` for
    values that are no labels.
    """
    if names is None:
        wrong = next((value for value in values if not isinstance(value, int | str | None)), None)
        if wrong is not None:
            raise DataError(
                f"{where}: labels are classes, whole numbers or text, not {type(wrong).__name__}; choose another --label-column"
            )
        found = sorted({value for value in values if value is not None}, key=lambda value: (isinstance(value, str), value))
        names, place = tuple(map(str, found)), {value: number for number, value in enumerate(found)}
        values = [None if value is None else place[value] for value in values]
    labels = np.array([-1 if value is None else value for value in values], np.int64)
    missing = labels < 0
    if missing.all():
        return None, ()
    if missing.any():
        labels[missing], names = len(names), (*names, UNLABELLED)
    return labels, names


def _files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
