"""The part of the library `datasets` that latlas uses, over rows in memory; tests with the library itself keep it honest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from PIL import Image as Pillow


@dataclass
class Image:
    decode: bool = True

    def decode_example(self, value: dict[str, Any]) -> Pillow.Image:
        return Pillow.open(value["path"])


@dataclass
class ClassLabel:
    names: list[str]


@dataclass
class Value:
    dtype: str


@dataclass
class Split:
    """Rows of one split: a `Dataset`, or an `IterableDataset` when streaming."""

    rows: list[dict[str, Any]]
    features: dict[str, Any] | None
    streaming: bool = False
    name: str = ""
    given: Counter[str] = field(default_factory=Counter)

    def _like(self, **changes: Any) -> Split:
        return Split(**{**self.__dict__, **changes})

    def select_columns(self, names: list[str]) -> Split:
        assert self.features is not None
        return self._like(
            rows=[{name: row[name] for name in names} for row in self.rows], features={name: self.features[name] for name in names}
        )

    def cast_column(self, name: str, feature: Any) -> Split:
        assert self.features is not None
        return self._like(features={**self.features, name: feature})

    def select(self, numbers: Any) -> Split:
        assert not self.streaming
        return self._like(rows=[self.rows[number] for number in numbers])

    def __len__(self) -> int:
        if self.streaming:
            raise TypeError("object of type 'IterableDataset' has no len()")
        return len(self.rows)

    def __getitem__(self, name: str) -> list[Any]:
        assert not self.streaming
        return [row[name] for row in self.rows]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        assert self.features is not None
        for row in self.rows:
            self.given[self.name] += 1
            for name, feature in self.features.items():
                assert not (isinstance(feature, Image) and feature.decode), f"column {name} is decoded twice"
            yield row


class Hub:
    """Data sets by name, and what was asked of them."""

    def __init__(self, sets: dict[str, dict[str, Split]]) -> None:
        self.sets = sets
        self.asked: list[dict[str, Any]] = []
        self.given: Counter[str] = Counter()

    def load_dataset(self, path: str, name: str | None, *, revision: str | None, streaming: bool) -> dict[str, Split]:
        self.asked.append({"name": path, "subset": name, "revision": revision, "streaming": streaming})
        if path not in self.sets:
            raise FileNotFoundError(f"Dataset '{path}' doesn't exist on the Hub")
        return {key: split._like(streaming=streaming, name=key, given=self.given) for key, split in self.sets[path].items()}

    def module(self) -> ModuleType:
        module = ModuleType("datasets")
        for name, value in {"Image": Image, "ClassLabel": ClassLabel, "load_dataset": self.load_dataset}.items():
            setattr(module, name, value)
        return module
