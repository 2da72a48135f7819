"""The three candidate stores of `benchmarks.atlas_store`, each as a user of the library would write it.

One row per image: `id` int64, `latent` fixed-size list of float32, `x` and `y` float32, `label` int32, `thumbnail` binary.
"""

from __future__ import annotations

import json
import os
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from typing_extensions import override

LABELS = 10
PARTITION, PROBES = 4096, 32
"""Rows in a cell of the inverted file, and cells that a query looks into."""
NUMBERS = ["id", "x", "y", "label"]


def batches(rows: int, dim: int, thumbnail: int, batch: int) -> Iterator[pa.RecordBatch]:
    """Rows around ten overlapping class centres; batch i is a function of i, so that a resumed write needs no earlier batch."""
    centres = np.random.default_rng(0).normal(size=(LABELS, dim)).astype(np.float32)
    for start in range(0, rows, batch):
        random = np.random.default_rng([1, start])
        n = min(batch, rows - start)
        label = random.integers(0, LABELS, n, dtype=np.int32)
        latent = centres[label] + random.normal(size=(n, dim)).astype(np.float32)
        pixels = random.bytes(n * thumbnail)
        offsets = np.arange(n + 1, dtype=np.int32) * thumbnail
        yield pa.record_batch(
            {
                "id": pa.array(np.arange(start, start + n)),
                "latent": pa.FixedSizeListArray.from_arrays(pa.array(latent.ravel()), dim),
                "x": pa.array(latent[:, 0]),
                "y": pa.array(latent[:, 1]),
                "label": pa.array(label),
                "thumbnail": pa.Array.from_buffers(pa.binary(), n, [None, pa.py_buffer(offsets), pa.py_buffer(pixels)]),
            }
        )


class Store(ABC):
    """What an atlas needs of its item store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def append(self, batch: pa.RecordBatch) -> None:
        """Add rows: all of them, or none if the process dies."""

    @abstractmethod
    def index(self, rows: int) -> None:
        """Build the nearest-neighbour index, and the label index where there is such a thing."""

    @abstractmethod
    def open(self) -> None:
        """Open for reading."""

    @abstractmethod
    def count(self) -> int:
        """Rows that a reader sees."""

    @abstractmethod
    def nearest(self, query: np.ndarray, k: int, *, indexed: bool, label: int | None = None) -> list[int]:
        """Ids of the k nearest rows by Euclidean distance, among one label where given."""

    @abstractmethod
    def take(self, rows: list[int]) -> pa.Table:
        """Rows by position with their thumbnails."""

    @abstractmethod
    def points(self) -> int:
        """Read position and label of every row, as the explorer's map does; returns the number of rows."""


class Lance(Store):
    """The Lance format through its own package (`pylance`)."""

    @override
    def append(self, batch: pa.RecordBatch) -> None:
        import lance

        self.dataset = lance.write_dataset(pa.Table.from_batches([batch]), self.folder, mode="append" if self.folder.exists() else "create")

    @override
    def index(self, rows: int) -> None:
        import lance

        dataset = lance.dataset(self.folder)
        dataset.create_index("latent", "IVF_FLAT", metric="l2", num_partitions=max(1, rows // PARTITION))
        dataset.create_scalar_index("label", "BITMAP")

    @override
    def open(self) -> None:
        import lance

        self.dataset: Any = lance.dataset(self.folder)

    @override
    def count(self) -> int:
        return int(self.dataset.count_rows())

    @override
    def nearest(self, query: np.ndarray, k: int, *, indexed: bool, label: int | None = None) -> list[int]:
        near = {"column": "latent", "q": query, "k": k, "use_index": indexed, "nprobes": PROBES}
        where = None if label is None else f"label = {label}"
        table = self.dataset.to_table(columns=["id", "_distance"], nearest=near, filter=where, prefilter=label is not None)
        return list(table["id"].to_pylist())

    @override
    def take(self, rows: list[int]) -> pa.Table:
        return self.dataset.take(rows, columns=["id", "label", "thumbnail"])

    @override
    def points(self) -> int:
        return int(self.dataset.to_table(columns=NUMBERS).num_rows)


class LanceDB(Store):
    """The same format through LanceDB's tables."""

    def _connect(self) -> Any:
        import lancedb

        return lancedb.connect(self.folder)

    @override
    def append(self, batch: pa.RecordBatch) -> None:
        connection = self._connect()
        data = pa.Table.from_batches([batch])
        if self.folder.joinpath("items.lance").exists():
            connection.open_table("items").add(data)
        else:
            connection.create_table("items", data)

    @override
    def index(self, rows: int) -> None:
        import lancedb.index

        table = self._connect().open_table("items")
        table.create_index("latent", config=lancedb.index.IvfFlat(distance_type="l2", num_partitions=max(1, rows // PARTITION)))
        table.create_index("label", config=lancedb.index.Bitmap())

    @override
    def open(self) -> None:
        self.table = self._connect().open_table("items")

    @override
    def count(self) -> int:
        return int(self.table.count_rows())

    @override
    def nearest(self, query: np.ndarray, k: int, *, indexed: bool, label: int | None = None) -> list[int]:
        search = self.table.search(query, vector_column_name="latent").distance_type("l2").select(["id", "_distance"]).limit(k)
        search = search.nprobes(PROBES) if indexed else search.bypass_vector_index()
        if label is not None:
            search = search.where(f"label = {label}", prefilter=True)
        return list(search.to_arrow()["id"].to_pylist())

    @override
    def take(self, rows: list[int]) -> pa.Table:
        return self.table.take_offsets(rows).select(["id", "label", "thumbnail"]).to_arrow()

    @override
    def points(self) -> int:
        return int(self.table.search().select(NUMBERS).limit(self.count()).to_arrow().num_rows)


class ArrowUsearch(Store):
    """Arrow IPC files, one a batch, memory-mapped, with a usearch (HNSW) file beside them."""

    def _parts(self) -> list[Path]:
        return sorted(self.folder.glob("part-*.arrow"))

    @override
    def append(self, batch: pa.RecordBatch) -> None:
        self.folder.mkdir(exist_ok=True)
        path = self.folder / f"part-{len(self._parts()):06d}.arrow"
        unfinished = path.with_suffix(".tmp")
        with pa.OSFile(str(unfinished), "wb") as sink, pa.ipc.new_file(sink, batch.schema) as writer:
            writer.write_batch(batch)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(path)

    def _latents(self) -> np.ndarray:
        column = self.data["latent"]
        return np.concatenate([chunk.flatten().to_numpy() for chunk in column.chunks]).reshape(len(column), -1)

    @override
    def index(self, rows: int) -> None:
        from usearch.index import Index

        self.open()
        latents = self._latents()
        graph = Index(ndim=latents.shape[1], metric="l2sq", dtype="f32", connectivity=16)
        graph.add(np.arange(rows), latents, threads=2)
        graph.save(str(self.folder / "latent.usearch"))

    @override
    def open(self) -> None:
        from usearch.index import Index

        parts = [pa.ipc.open_file(pa.memory_map(str(part))).read_all() for part in self._parts()]
        self.data = pa.concat_tables(parts)
        path = self.folder / "latent.usearch"
        self.graph: Any = Index.restore(str(path), view=True) if path.exists() else None

    @override
    def count(self) -> int:
        return int(self.data.num_rows)

    @override
    def nearest(self, query: np.ndarray, k: int, *, indexed: bool, label: int | None = None) -> list[int]:
        if indexed and label is None:
            return list(self.graph.search(query, k).keys.tolist())
        distances, ids = [], []  # the Python package has no filtered search: exact over the rows that pass
        start = 0
        for latent, labels in zip(self.data["latent"].chunks, self.data["label"].chunks, strict=True):
            rows = latent.flatten().to_numpy().reshape(len(latent), -1)
            keep = np.arange(len(rows)) if label is None else np.flatnonzero(labels.to_numpy() == label)
            away = ((rows[keep] - query) ** 2).sum(1) if label is not None else ((rows - query) ** 2).sum(1)
            best = np.argpartition(away, min(k, len(away)) - 1)[:k]
            distances.append(away[best])
            ids.append(keep[best] + start)
            start += len(rows)
        order = np.argsort(np.concatenate(distances))[:k]
        return list(np.concatenate(ids)[order].tolist())

    @override
    def take(self, rows: list[int]) -> pa.Table:
        return self.data.select(["id", "label", "thumbnail"]).take(rows)

    @override
    def points(self) -> int:
        return int(pa.concat_tables([self.data.select(NUMBERS)]).combine_chunks().num_rows)


STORES: dict[str, type[Store]] = {"lance": Lance, "lancedb": LanceDB, "arrow_usearch": ArrowUsearch}
IMPORTS = {"lance": "lance", "lancedb": "lancedb", "arrow_usearch": "pyarrow, usearch.index"}
PACKAGES = {
    "lance": ["pylance", "lance-namespace", "lance-namespace-urllib3-client"],
    "lancedb": ["lancedb", "lance-namespace", "lance-namespace-urllib3-client"],
    "arrow_usearch": ["usearch", "numkong"],
}


def answer(value: object) -> None:
    """Print one JSON line, as a worker does."""
    print(json.dumps(value), flush=True)
