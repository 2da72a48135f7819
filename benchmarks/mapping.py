"""The sides of `parametric_tsne` and `parametric_umap`: maps of MNIST's training digits, fitted once, used and judged.

python -m benchmarks.mapping SIDE COUNT SEED      a worker that fits once and prints what it measured

The digits come from `LATLAS_MNIST` (see the class MNIST). Each is 50 numbers: its scores on the first 50 components of scikit-learn's PCA.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import harness

DIMENSIONS, NEIGHBOURS = 50, 10
PLACED = 10_000
"""Vectors that are placed, and places that are brought back, in one timed call."""
WARMUP = 300
"""Digits of a first fit of theirs that is not counted: umap-learn's compiler."""

Place = Callable[[np.ndarray], np.ndarray]


def read(count: int) -> tuple[np.ndarray, np.ndarray]:
    """The first `count` training digits as float32 `(count, 50)`, and their classes."""
    from sklearn.decomposition import PCA

    from latlas.data.mnist import MNIST

    images = MNIST(root=Path(os.environ["LATLAS_MNIST"])).load(progress=False)
    assert images.labels is not None
    rows = images.split["train"][:count]
    pixels = images.source.read(rows).flatten(1).float().numpy() / 255
    return PCA(DIMENSIONS, random_state=0).fit_transform(pixels), images.labels[rows]


def accuracy(positions: np.ndarray, labels: np.ndarray) -> float:
    """Share in % of places whose class most of their 10 nearest other places have; a tied vote goes to the lowest class."""
    from sklearn.neighbors import NearestNeighbors

    index = NearestNeighbors(n_neighbors=NEIGHBOURS).fit(positions).kneighbors(return_distance=False)
    votes = (labels[index][:, :, None] == np.arange(labels.max() + 1)).sum(1)
    return 100 * float((votes.argmax(1) == labels).mean())


def ours_tsne(vectors: np.ndarray, seed: int) -> Any:
    """Parametric t-SNE with its inverse, at its defaults."""
    from latlas.projection.parametric_tsne import ParametricTSNE

    return ParametricTSNE(seed=seed, device="cpu", quiet=True).fit(vectors)


def ours_umap(vectors: np.ndarray, seed: int) -> Any:
    """Parametric UMAP with its inverse, at its defaults."""
    from latlas.projection.parametric_umap import ParametricUMAP

    return ParametricUMAP(seed=seed, device="cpu", quiet=True).fit(vectors)


def theirs_tsne(vectors: np.ndarray, seed: int) -> Any:
    """openTSNE at its defaults, on all cores."""
    import openTSNE

    return openTSNE.TSNE(n_jobs=-1, random_state=seed).fit(vectors)


def theirs_umap(vectors: np.ndarray, seed: int) -> Any:
    """umap-learn at its defaults, without a seed: with one it uses a single core."""
    import umap

    return umap.UMAP().fit(vectors)


SIDES: Mapping[str, Callable[[np.ndarray, int], Any]] = {
    "ours_tsne": ours_tsne,
    "theirs_tsne": theirs_tsne,
    "ours_umap": ours_umap,
    "theirs_umap": theirs_umap,
}


def work(side: str, count: int, seed: int) -> dict[str, Any]:
    """Fit once, and measure: seconds of the fit, accuracy on the map, and of ours seconds of use and round trips."""
    vectors, labels = read(count)
    if side.startswith("theirs"):
        SIDES[side](vectors[:WARMUP], seed)
    start = time.perf_counter()
    fitted = SIDES[side](vectors, seed)
    seconds = time.perf_counter() - start
    if side.startswith("theirs"):
        return {"seconds": seconds, "accuracy": accuracy(np.asarray(getattr(fitted, "embedding_", fitted)), labels)}
    from latlas.projection.round_trip import round_trip

    used = np.resize(vectors, (PLACED, vectors.shape[1]))
    positions, there = timed(fitted.transform, used)
    _, back = timed(fitted.inverse_transform, positions)
    return {
        "seconds": seconds,
        "accuracy": accuracy(fitted.transform(vectors), labels),
        "transform_seconds": there,
        "inverse_transform_seconds": back,
        "round_trip": asdict(round_trip(fitted, vectors)),
    }


def timed(call: Place, values: np.ndarray) -> tuple[np.ndarray, float]:
    """What a call returns, and its seconds: the median of five."""
    call(values[:10])
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        found = call(values)
        seconds.append(time.perf_counter() - start)
    return found, statistics.median(seconds)


def compare(name: str, kind: str, package: str, options: argparse.Namespace) -> dict[str, Any]:
    """The benchmark's result: seconds of a fit, ours and theirs, in rounds in which each side fits once in a new process."""
    if "LATLAS_MNIST" not in os.environ:
        raise SystemExit("set LATLAS_MNIST to the folder of MNIST's files, or to mnist.npz")
    sides: dict[str, list[dict[str, Any]]] = {"ours": [], "theirs": []}
    for number in range(options.repeats):
        harness.wait_until_idle()
        for side in sorted(sides, reverse=number % 2 == 1):
            command = ["-m", "benchmarks.mapping", f"{side}_{kind}", str(options.count), str(number)]
            sides[side].append(harness.ask(command))
    seconds = {side: [found["seconds"] for found in rounds] for side, rounds in sides.items()}
    accuracies = {side: statistics.median(found["accuracy"] for found in rounds) for side, rounds in sides.items()}
    conditions = {
        **harness.environment("torch", "scikit-learn", package),
        "data": {"name": "mnist", "part": "train", "count": options.count, "pca_dimensions": DIMENSIONS},
        "ours_is": "fit of both networks, to the map and back, at the defaults",
        "theirs_is": f"{package} at its defaults on all cores; it fits no way back",
        "ratio_of_times_ours_to_theirs": 1 / harness.paired_ratio(seconds["theirs"], seconds["ours"]),
        "accuracy_is": "leave-one-out vote of the 10 nearest places, %, median over the rounds",
        "accuracy": accuracies,
        "accuracy_theirs_minus_ours": accuracies["theirs"] - accuracies["ours"],
        "seconds_for_10_000": {
            call: statistics.median(found[f"{call}_seconds"] for found in sides["ours"]) for call in ("transform", "inverse_transform")
        },
        "round_trip": sides["ours"][0]["round_trip"],
        "repeats": sides,
    }
    ours, theirs = statistics.median(seconds["ours"]), statistics.median(seconds["theirs"])
    return harness.result(name, ours, theirs, "s", False, conditions, harness.paired_ratio(seconds["theirs"], seconds["ours"]))


def main(arguments: Sequence[str]) -> None:
    """The worker."""
    gate = harness.Gate()
    warnings.simplefilter("ignore")
    try:
        gate.answer(work(arguments[0], int(arguments[1]), int(arguments[2])))
    except Exception:
        gate.answer({"error": traceback.format_exc()})
        raise


if __name__ == "__main__":
    main(sys.argv[1:])
