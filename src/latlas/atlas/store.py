"""The items of an atlas: one row per image in a Lance data set (see ADR 3).

Columns: `row` int64 (position in the store), `id` int64 (position in the image set), `latent` fixed list of float32,
`position` fixed list of two float32, `label` int32 (-1 without), `factors` fixed list of float32 (absent without),
`clusters` fixed list of int32 (absent without), `thumbnail` PNG bytes, and a text column `metadata:NAME` for each metadata
field. Rows stand in Z-order of their positions, so that what is near on the map is near on disk. A version of the data set holds the
rows and the index of one moment: what is added later makes another version, and readers of the first go on seeing the first.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
from threadpoolctl import threadpool_limits

from latlas.errors import AtlasError

Read = TypeVar("Read")

METADATA = "metadata:"
ITEMS = "items.lance"
ROWS_PER_CELL = 4096
"""Cells of the index: latents near a standard normal overlap, and smaller cells lose neighbours (ADR 3)."""
CELLS_PER_DIMENSION, FEWEST_SEARCHED, MOST_SEARCHED = 2, 8, 32
"""How many of them a query looks into: neighbours lie in the more cells the more dimensions latents have (ADR 3)."""
ROWS_PER_CENTRE = 64
"""Latents, drawn from all, that the centre of a cell is fitted to."""
MOST_FITTED = 250_000
"""Latents that all centres are fitted to at most."""
INDEXED_FROM = 200_000
"""Below this many rows an exact scan answers within milliseconds and an index is not worth its time and space."""
INDEXED_AT_ONCE = 200_000
"""Rows, about, that one piece of the index is built of: Lance holds several copies of their latents meanwhile."""
INDEX = "latent_idx"
os.environ.setdefault("LANCE_LOG", "error")  # it warns of empty cells, which are none of a user's business


def vectors(values: np.ndarray, kind: pa.DataType | None = None) -> pa.FixedSizeListArray:
    """`(n, k)` numbers as an Arrow column of vectors, of float32 unless another type is given."""
    kind = kind or pa.float32()
    flat = np.ascontiguousarray(values, dtype=kind.to_pandas_dtype()).reshape(-1)
    return pa.FixedSizeListArray.from_arrays(pa.array(flat, kind), values.shape[1])


def has_columns(schema: pa.Schema, latent_dim: int, factors: int, metadata: Sequence[str], round_trips: bool, clusterings: int = 0) -> bool:
    """Whether a store has the columns that these numbers and names ask for, in their types."""
    expected = {
        "row": pa.int64(),
        "id": pa.int64(),
        "latent": pa.list_(pa.float32(), latent_dim),
        "position": pa.list_(pa.float32(), 2),
        "label": pa.int32(),
        "thumbnail": pa.binary(),
        **{METADATA + name: pa.string() for name in metadata},
        **({"factors": pa.list_(pa.float32(), factors)} if factors else {}),
        **({"round_trip": pa.float32()} if round_trips else {}),
        **({"clusters": pa.list_(pa.int32(), clusterings)} if clusterings else {}),
    }
    found = {field.name: field.type for field in schema}
    return all(found.get(name) == kind for name, kind in expected.items())


def append(folder: Path, columns: Mapping[str, pa.Array]) -> None:
    """Add rows; a reader sees all of them or, if the process dies, none."""
    import lance

    lance.write_dataset(pa.table(dict(columns)), folder, mode="append" if folder.exists() else "create")


def count(folder: Path) -> int:
    """Rows written so far; what a process that died in its first write has left is removed."""
    import lance

    if not folder.exists():
        return 0
    try:
        return int(lance.dataset(folder).count_rows())
    except (ValueError, OSError):
        shutil.rmtree(folder)
        return 0


def version(folder: Path) -> int:
    """The number of the newest version."""
    import lance

    return int(lance.dataset(folder).version)


def go_back(folder: Path, to: int) -> None:
    """Make an earlier version the newest again, unless it is."""
    import lance

    if version(folder) != to:
        dataset: Any = lance.dataset(folder, version=to)
        dataset.restore()


def sweep(folder: Path) -> None:
    """Remove what killed writers have left and earlier versions; nobody else may use the store meanwhile."""
    import lance

    if count(folder):
        lance.dataset(folder).cleanup_old_versions(older_than=timedelta(0), delete_unverified=True)


def build_index(folder: Path) -> bool:
    """Index the latents of all rows when there are enough for it to pay; True when that was done now.

    The index is built in pieces that are merged, so that memory does not hold copies of all latents. Their cells have the same centres,
    those of a seeded k-means on a sample.
    """
    import lance

    dataset = lance.dataset(folder)
    rows = dataset.count_rows()
    found = [index for index in dataset.describe_indices() if index.name == INDEX]
    covered = {number for index in found for segment in index.segments for number in segment.fragment_ids}
    if rows < INDEXED_FROM or covered == {fragment.fragment_id for fragment in dataset.get_fragments()}:
        return False
    centres = _centres(dataset, rows)
    chosen: dict[str, Any] = {"name": INDEX, "metric": "l2", "num_partitions": len(centres), "ivf_centroids": centres, "replace": True}
    pieces: list[Any] = [dataset.create_index_uncommitted("latent", "IVF_FLAT", fragment_ids=some, **chosen) for some in _groups(dataset)]
    if found:
        dataset.drop_index(INDEX)
        dataset = lance.dataset(folder)
    whole = dataset.merge_existing_index_segments(pieces) if len(pieces) > 1 else pieces[0]
    dataset.commit_existing_index_segments(INDEX, "latent", [whole])
    return True


def cells_searched(latent_dim: int) -> int:
    """How many cells of the index a query looks into."""
    return min(MOST_SEARCHED, max(FEWEST_SEARCHED, CELLS_PER_DIMENSION * latent_dim))


def _centres(dataset: Any, rows: int) -> np.ndarray:
    """Centres of the cells `(cells, latent)` float32."""
    from sklearn.cluster import MiniBatchKMeans

    cells = max(1, rows // ROWS_PER_CELL)
    sample = np.random.default_rng(0).choice(rows, min(rows, max(2 * cells, min(MOST_FITTED, ROWS_PER_CENTRE * cells))), replace=False)
    latents = to_numpy(dataset.take(np.sort(sample).tolist(), columns=["latent"])["latent"])
    with threadpool_limits(1):  # sums by several threads differ in their last bits from run to run
        return MiniBatchKMeans(cells, n_init=1, random_state=0, batch_size=4096).fit(latents).cluster_centers_.astype(np.float32)


def _groups(dataset: Any) -> list[list[int]]:
    """The numbers of the fragments, dealt out to groups of about `INDEXED_AT_ONCE` rows, each from all over the map."""
    numbers = [fragment.fragment_id for fragment in dataset.get_fragments()]
    groups = min(len(numbers), -(-dataset.count_rows() // INDEXED_AT_ONCE))
    return [numbers[group::groups] for group in range(groups)]


@dataclass(frozen=True)
class Items:
    """The rows of an atlas, read on demand. Raises `AtlasError` when the store is damaged."""

    folder: Path
    version: int | None = None
    """The version to read; the newest where none is given."""

    @cached_property
    def dataset(self) -> Any:
        """The open Lance data set."""
        import lance

        return self._read(lambda: lance.dataset(self.folder, version=self.version))

    @cached_property
    def _firsts(self) -> np.ndarray:
        """The row that each fragment begins with, by its number; Lance calls a row by fragment and place."""
        fragments = self.dataset.get_fragments()
        firsts = np.zeros(max(fragment.fragment_id for fragment in fragments) + 1, np.int64)
        first = 0
        for fragment in fragments:
            firsts[fragment.fragment_id] = first
            first += fragment.count_rows()
        return firsts

    def __len__(self) -> int:
        return int(self._read(lambda: self.dataset.count_rows()))

    @property
    def schema(self) -> pa.Schema:
        """Names and types of the columns."""
        return self._read(lambda: self.dataset.schema)

    def column(self, name: str) -> np.ndarray:
        """A whole numeric column: `(n,)`, or `(n, k)` for vectors."""
        return self._read(lambda: to_numpy(_whole(self.dataset.to_table(columns=[name]))[name]))

    def rows(self, start: int, stop: int, columns: Sequence[str]) -> pa.Table:
        """Consecutive rows, in storage order."""
        stop = min(stop, len(self))
        return self._read(lambda: _whole(self.dataset.take(list(range(start, stop)), columns=list(columns))))

    def latent(self, row: int) -> np.ndarray:
        """The latent of one row, `(latent,)`."""
        return self.latents(np.array([row]))[0]

    def latents(self, rows: np.ndarray) -> np.ndarray:
        """The latents of some rows, `(rows, latent)`."""
        table = self._read(lambda: _whole(self.dataset.take(rows.tolist(), columns=["latent"])))
        latents = to_numpy(table["latent"])
        for row in rows[~np.isfinite(latents).all(1)][:1]:
            raise AtlasError(f"{self.folder}: the latent of row {row} is not finite; build the atlas again")
        return latents

    def nearest(self, row: int, k: int) -> tuple[np.ndarray, np.ndarray]:
        """The k rows whose latents are nearest to a row's own, itself left out: rows and Euclidean distances, near first."""
        rows, distances = self.nearest_to(self.latent(row), k + 1)
        others = rows != row
        return rows[others][:k], distances[others][:k]

    def nearest_to(self, latent: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
        """The k rows whose latents are nearest to `latent`, float32 `(latent,)`: rows and Euclidean distances, near first."""
        search = {"column": "latent", "q": latent, "k": k, "metric": "l2", "nprobes": cells_searched(len(latent))}
        # Any other column would be read from as many files as there are neighbours.
        table = self._read(lambda: self.dataset.scanner(columns=["_distance"], with_row_id=True, nearest=search).to_table())
        places, squares = table["_rowid"].to_numpy(), table["_distance"].to_numpy()
        fragments, offsets = (places >> np.uint64(32)).astype(np.int64), (places & np.uint64(2**32 - 1)).astype(np.int64)
        rows = self._read(lambda: self._firsts[fragments]) + offsets
        known = np.isfinite(squares)
        return rows[known], np.sqrt(np.maximum(squares[known], 0))

    def _read(self, read: Callable[[], Read]) -> Read:
        try:
            return read()
        except AtlasError:
            raise
        except BaseException as error:
            # Over foreign bytes Lance and Arrow raise whatever they stumble on; a panic of Lance is no Exception.
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            raise AtlasError(f"{self.folder} cannot be read ({str(error).partition(chr(10))[0]}); build the atlas again") from error


def _whole(table: pa.Table) -> pa.Table:
    if any(column.null_count for column in table.columns):
        raise ValueError("values are missing")
    return table


def to_numpy(column: pa.ChunkedArray) -> np.ndarray:
    """A numeric or vector column as an array."""
    if pa.types.is_fixed_size_list(column.type):
        flat = pa.chunked_array([chunk.flatten() for chunk in column.chunks], type=column.type.value_type).to_numpy()
        return flat.reshape(-1, column.type.list_size)
    return column.to_numpy()
