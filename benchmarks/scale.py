"""An atlas of many rendered images, built or asked in a process of its own; the worker of `atlas_scale`.

    python -m benchmarks.scale build FOLDER COUNT    build FOLDER/COUNT, and say what it took
    python -m benchmarks.scale ask FOLDER COUNT      ask it for neighbours, one query at a time
    python -m benchmarks.scale append FOLDER COUNT   add 10 000 images to it

Each prints one JSON object. Images are 32×32, gray: three blobs whose places, widths and brightness are hashes of the image's number. The
model is a small dense autoencoder with 8 latents and the weights that a seed gives it, so that the time is that of building.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.memory import MIB, Peak, anonymous

SIZE, LATENTS, BLOBS = 32, 8, 3
WARM, APPENDED, QUERIES, NEIGHBOURS = 3000, 10_000, 1000, 12


def hashed(numbers: np.ndarray, of: int) -> np.ndarray:
    """Numbers in [0, 1) that look random, `(len(numbers), of)`, by the finaliser of splitmix64."""
    with np.errstate(over="ignore"):
        state = (numbers.astype(np.uint64)[:, None] * np.uint64(of) + np.arange(1, of + 1, dtype=np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        state = (state ^ state >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ state >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return ((state ^ state >> np.uint64(31)) >> np.uint64(11)).astype(np.float64) * 2.0**-53


def render(numbers: np.ndarray) -> np.ndarray:
    """Images `(n, 1, 32, 32)` uint8."""
    x, y, width, light = hashed(numbers, 4 * BLOBS).reshape(-1, 4, BLOBS).transpose(1, 0, 2).astype(np.float32)
    grid = (np.arange(SIZE, dtype=np.float32) + 0.5) / SIZE
    sharp = 1 / (0.004 + 0.02 * width)
    across, down = (np.exp(-np.square(grid - at[..., None]) * sharp[..., None]) for at in (x, y))
    drawn = np.einsum("nb,nby,nbx->nyx", light, down, across)
    return np.minimum(drawn * 255, 255).astype(np.uint8)[:, None]


def images(count: int, first: int = 0) -> Any:
    """So many images from a number on."""
    from latlas.data.imageset import ImageSet, RenderedSource

    source = RenderedSource(count, (1, SIZE, SIZE), lambda index: render(index + first), f"blobs from {first} on, version 1")
    nobody = np.empty(0, np.int64)
    return ImageSet("blobs", source, {"train": np.arange(count), "validation": nobody, "test": nobody})


def model() -> Any:
    """The encoder and the decoder."""
    from latlas import catalog
    from latlas.runs import build_model

    config = catalog.get("models", "ae").Config(latent_dim=LATENTS, body="dense", hidden=(32,))
    return build_model("ae", config, (1, SIZE, SIZE)).eval()


def card(images: Any) -> dict[str, Any]:
    """A model card, as `append` asks for one."""
    return {"name": "ae", "config": {"latent_dim": LATENTS}, "weights": "seed 0", "data_fingerprint": images.fingerprint(), "metrics": []}


def timed(module: Any, name: str, seconds: dict[str, float]) -> None:
    """Have a function of a module note how long it takes."""
    function: Callable[..., Any] = getattr(module, name)

    def wrapped(*arguments: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*arguments)
        finally:
            seconds[name.strip("_")] = seconds.get(name.strip("_"), 0.0) + time.perf_counter() - start

    setattr(module, name, wrapped)


def size(folder: Path) -> int:
    """Bytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def building(folder: Path, count: int) -> dict[str, Any]:
    """Build a small atlas to warm up, then the large one."""
    from latlas.atlas import build as module

    network, few = model(), images(WARM)
    module.build(network, few, card(few), folder / f"{count}-few", quiet=True)
    seconds: dict[str, float] = {}
    scratch: list[int] = []
    for name in ("encode", "fit", "cluster", "write_items", "_write_tiles"):
        timed(module, name, seconds)
    timed(module.store, "build_index", seconds)
    leave = module.Work.leave
    module.Work.leave = lambda work: (scratch.append(size(work.folder)), leave(work))  # type: ignore[method-assign,assignment,func-returns-value]
    many = images(count)
    before, peak, start = anonymous(), Peak(), time.perf_counter()
    peak.start()
    module.build(network, many, card(many), folder / f"{count}", quiet=True)
    elapsed = time.perf_counter() - start
    return {
        "images": count,
        "before_mib": before / MIB,
        "peak_mib": peak.stop() / MIB,
        "seconds": elapsed,
        "stages": seconds,
        "bytes": {
            "rows": size(folder / f"{count}/items.lance/data"),
            "index": size(folder / f"{count}/items.lance/_indices") if (folder / f"{count}/items.lance/_indices").exists() else 0,
            "all": size(folder / f"{count}"),
            "scratch": scratch[0],
        },
    }


def asking(folder: Path, count: int) -> dict[str, Any]:
    """Neighbours of a thousand rows drawn by seed, as the server asks for them, after ten to warm up."""
    from latlas.atlas.atlas import open_atlas

    items = open_atlas(folder / f"{count}").items
    rows = np.random.default_rng(0).integers(0, len(items), QUERIES + 10)
    seconds = []
    for row in rows.tolist():
        start = time.perf_counter()
        items.nearest(row, NEIGHBOURS)
        seconds.append(time.perf_counter() - start)
    latents = items.column("latent")
    hits = 0
    for row in rows[:100].tolist():
        exact = np.square(latents - latents[row]).sum(1)
        exact[row] = np.inf
        hits += int(np.isin(np.argpartition(exact, NEIGHBOURS)[:NEIGHBOURS], items.nearest(row, NEIGHBOURS)[0]).sum())
    spent = np.array(seconds[10:]) * 1000
    found = {f"p{part}_ms": float(np.percentile(spent, part)) for part in (50, 95, 99)}
    return {"rows": len(items), "first_ms": seconds[0] * 1000, **found, "recall": hits / 100 / NEIGHBOURS}


def appending(folder: Path, count: int) -> dict[str, Any]:
    """Images that follow those of the atlas."""
    from latlas.atlas.append import append

    network, more = model(), images(APPENDED, count)
    before, peak, start = anonymous(), Peak(), time.perf_counter()
    peak.start()
    append(network, "seed 0", more, folder / f"{count}", quiet=True)
    return {"images": APPENDED, "seconds": time.perf_counter() - start, "before_mib": before / MIB, "peak_mib": peak.stop() / MIB}


if __name__ == "__main__":
    print(json.dumps({"build": building, "ask": asking, "append": appending}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))))
