"""`Texts`: a column of texts for a set of millions of images, such as the names of their files."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from operator import index
from typing import SupportsIndex, final, overload


@final
class Texts(Sequence[str]):
    """Texts that take the bytes of their letters and eight more each, where a Python object takes fifty and its place in a list.

    Equal to every sequence of the same texts. Names of files that are not UTF-8 are kept as Python has them.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._letters, self._ends = bytearray(), array("q")
        for text in texts:
            self._letters += text.encode("utf-8", "surrogateescape")
            self._ends.append(len(self._letters))

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: SupportsIndex) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Texts: ...
    def __getitem__(self, place: SupportsIndex | slice) -> str | Texts:
        if isinstance(place, slice):
            return Texts(self[row] for row in range(*place.indices(len(self))))
        row = index(place)
        end = self._ends[row]
        start = self._ends[row - 1] if row % len(self) else 0
        return self._letters[start:end].decode("utf-8", "surrogateescape")

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str) or not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as of every list
