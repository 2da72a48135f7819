"""What the index of an atlas finds, and how soon, where latents are as hard to index as a VAE makes them.

    python -m benchmarks.index_recall --json [--images 1000000]

For each number of dimensions, as many latents as images are drawn from a standard normal, where the cells of an index overlap most, stored
and indexed as an atlas does it. Two hundred of them ask for their 12 nearest neighbours, once by the index and once by Lance's exact scan,
in turns. `ours` is the median time of a query by the index at 8 dimensions, `theirs` that of the scan; `conditions` has the times
and the share of the true neighbours that the index found at every number of dimensions. Numerical libraries get one thread; Lance starts
its own.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import harness

DIMENSIONS = (2, 8, 16, 32)
CHOSEN, QUERIES, NEIGHBOURS, BATCH = 8, 200, 12, 50_000


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Store, index and ask, for each number of dimensions."""
    os.environ["OMP_NUM_THREADS"] = "1"
    found = {}
    for dimension in DIMENSIONS:
        with tempfile.TemporaryDirectory() as temporary:
            found[str(dimension)] = asked(Path(temporary) / "items.lance", options.images, dimension)
    conditions = {
        **harness.environment("pylance", "scikit-learn"),
        "images": options.images,
        "neighbours": NEIGHBOURS,
        "queries": QUERIES,
        "dimensions": found,
    }
    chosen = found[str(CHOSEN)]
    return harness.result("index_recall", chosen["index_ms"]["p50"], chosen["scan_ms"]["p50"], "ms", False, conditions)


def asked(folder: Path, count: int, dimension: int) -> dict[str, Any]:
    """Times of both searches, and the share of the true neighbours that the index finds."""
    import pyarrow as pa

    from latlas.atlas import store

    latents = np.random.default_rng(dimension).standard_normal((count, dimension), dtype=np.float32)
    for start in range(0, count, BATCH):
        some = latents[start : start + BATCH]
        store.append(folder, {"row": pa.array(np.arange(start, start + len(some))), "latent": store.vectors(some)})
    indexed = store.build_index(folder)
    items = store.Items(folder)
    seconds: dict[str, list[float]] = {"index": [], "scan": []}
    hits = 0
    for row in np.random.default_rng(0).choice(count, QUERIES, replace=False).tolist():
        start = time.perf_counter()
        near, _ = items.nearest(row, NEIGHBOURS)
        middle = time.perf_counter()
        search = {"column": "latent", "q": items.latent(row), "k": NEIGHBOURS + 1, "metric": "l2", "use_index": False}
        exact = items.dataset.scanner(columns=["row", "_distance"], nearest=search).to_table()["row"].to_numpy()
        end = time.perf_counter()
        seconds["index"].append(middle - start)
        seconds["scan"].append(end - middle)
        hits += int(np.isin(exact[exact != row][:NEIGHBOURS], near).sum())
    times = {f"{way}_ms": {f"p{part}": float(np.percentile(spent, part)) * 1000 for part in (50, 95)} for way, spent in seconds.items()}
    return {"indexed": indexed, "cells": store.cells_searched(dimension), "recall": hits / QUERIES / NEIGHBOURS, **times}


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", images=1_000_000)
