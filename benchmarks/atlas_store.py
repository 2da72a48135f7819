"""Which embedded store should hold an atlas's items? (decision: docs/adr/0003-atlas-store.md)

    python -m benchmarks.atlas_store --json [--rows 1000000] [--dim 32] [--stores lance lancedb arrow_usearch]

Each store is written, indexed, opened and searched in processes of its own, one at a time. `ours` and `theirs` are the
time from a fresh process to its first filtered answer (import, open, 12 neighbours of one label) for the chosen store
and for LanceDB; everything else measured is in `conditions`. Needs `pylance`, `lancedb` and `usearch`.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.harness import environment
from benchmarks.stores import IMPORTS, PACKAGES, STORES, Store, answer, batches

K, LABEL, QUERIES = 12, 3, 30
SEARCHES = {"exact": (False, None), "indexed": (True, None), "filtered_exact": (False, LABEL), "filtered_indexed": (True, LABEL)}
"""Phase → (through the index, label filter)."""


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds and result of one call."""
    start = time.perf_counter()
    result = call()
    return (time.perf_counter() - start) * 1e3, result


def memory() -> dict[str, float]:
    """Peak resident memory and the part of the present one that is not file pages, in MiB."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    return {"peak": int(status["VmHWM"].split()[0]) / 1024, "anonymous": int(status["RssAnon"].split()[0]) / 1024}


def forget(folder: Path) -> None:
    """Ask the kernel to drop the folder's pages, so that the next read comes from disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def queries(dim: int) -> np.ndarray:
    """Latents that are not in the store, from the same distribution."""
    batch = next(iter(batches(10_000, dim, 0, 10_000)))
    rows = batch.column("latent").flatten().to_numpy().reshape(-1, dim)[:QUERIES]
    return (rows + np.random.default_rng(5).normal(scale=0.3, size=rows.shape)).astype(np.float32)


def work(name: str, phase: str, folder: Path, options: argparse.Namespace) -> None:
    """One phase of one store, in this process; prints what it measured."""
    store = STORES[name](folder)
    if phase == "write":
        seconds = 0.0
        for batch in batches(options.rows, options.dim, options.thumbnail, options.batch):
            seconds += timed(lambda batch=batch: store.append(batch))[0] / 1e3
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
        answer({"write_s": seconds, "size_mib": size, "write_memory_mib": memory()})
    elif phase == "index":
        milliseconds, _ = timed(lambda: store.index(options.rows))
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
        answer({"index_s": milliseconds / 1e3, "size_with_index_mib": size, "index_memory_mib": memory()})
    elif phase == "interrupt":
        large = next(iter(batches(options.batch * 8, options.dim, options.thumbnail, options.batch * 8)))
        for module in IMPORTS[name].split(", "):
            importlib.import_module(module)
        answer({"ready": True})
        store.append(large)
    elif phase == "fresh":  # what a user waits for: import, open, first filtered answer
        query = queries(options.dim)[0]
        start = time.perf_counter()
        store.open()
        store.nearest(query, K, indexed=False, label=LABEL)
        answer({"open_and_first_ms": (time.perf_counter() - start) * 1e3})
    elif phase in SEARCHES:
        answer({phase: search(store, phase, options), f"{phase}_memory_mib": memory()})
    elif phase == "count":
        store.open()
        answer({"rows": store.count()})
    else:
        answer({"read": read(store, options), "read_memory_mib": memory()})


def search(store: Store, phase: str, options: argparse.Namespace) -> dict[str, Any]:
    """First (cold pages) and median (warm) latency of 12-nearest-neighbour queries, and the ids found."""
    asked = queries(options.dim)
    indexed, label = SEARCHES[phase]
    opened, _ = timed(store.open)
    spent, found = [], []
    for query in asked:
        milliseconds, ids = timed(lambda query=query: store.nearest(query, K, indexed=indexed, label=label))
        spent.append(milliseconds)
        found.append(ids)
    return {"open_ms": opened, "first_ms": spent[0], "median_ms": statistics.median(spent[1:]), "ids": found}


def read(store: Store, options: argparse.Namespace) -> dict[str, float]:
    """Milliseconds to read 256 rows with thumbnails, scattered and consecutive, and to read all positions and labels."""
    store.open()
    random = np.random.default_rng(7)
    scattered = [sorted(random.choice(options.rows, 256, replace=False).tolist()) for _ in range(11)]
    starts = [int(start) for start in random.integers(0, options.rows - 256, 11)]
    assert store.take(scattered[0])["id"].to_pylist() == scattered[0]
    points = timed(store.points)[0]
    return {
        "random_256_ms": statistics.median(timed(lambda rows=rows: store.take(rows))[0] for rows in scattered[1:]),
        "consecutive_256_ms": statistics.median(timed(lambda s=s: store.take(list(range(s, s + 256))))[0] for s in starts),
        "points_ms": points,
    }


def interrupted(name: str, folder: Path, arguments: list[str]) -> dict[str, Any]:
    """Kill a writer in the middle of a large batch at several moments; the rows a reader then sees, and whether writing goes on."""
    options = parse(arguments)
    seen, completed = [], 0
    small = next(iter(batches(1_000, options.dim, options.thumbnail, 1_000)))
    STORES[name](folder).append(small)
    for delay in (0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 3.0):
        process = subprocess.Popen(command(name, "interrupt", folder, arguments), stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        completed += process.wait() == 0
        seen.append(run(name, "count", folder, arguments)["rows"])
    whole = [(rows - 1_000) % (options.batch * 8) == 0 for rows in seen]
    STORES[name](folder).append(small)
    return {
        "killed": len(seen) - completed,
        "rows_seen": seen,
        "only_whole_batches": all(whole),
        "append_after": run(name, "count", folder, arguments)["rows"] - seen[-1] == 1_000,
    }


def command(name: str, phase: str, folder: Path, arguments: list[str]) -> list[str]:
    """The command line of a worker."""
    return [sys.executable, "-m", "benchmarks.atlas_store", *arguments, "--worker", name, phase, str(folder)]


def run(name: str, phase: str, folder: Path, arguments: list[str]) -> dict[str, Any]:
    """Run a worker and return what it printed last."""
    done = subprocess.run(command(name, phase, folder, arguments), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{name} {phase} failed:\n{done.stderr}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def seconds_to_import(modules: str) -> float:
    """Wall time of importing modules in a fresh process, less that of an empty one: median of five."""

    def once(code: str) -> float:
        return timed(lambda: subprocess.run([sys.executable, "-c", code], check=True))[0] / 1e3

    once(f"import {modules}")
    return statistics.median(once(f"import {modules}") - once("pass") for _ in range(5))


def installed(packages: list[str]) -> float:
    """MiB of files that a store adds to a machine that has pyarrow and numpy."""
    sizes = [file.size or 0 for package in packages for file in importlib.metadata.distribution(package).files or []]
    return sum(sizes) / 2**20


def measure(name: str, arguments: list[str]) -> dict[str, Any]:
    """Everything about one store; its data are deleted afterwards."""
    result: dict[str, Any] = {"import_s": seconds_to_import(IMPORTS[name]), "installed_mib": installed(PACKAGES[name])}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "items"
        result |= run(name, "write", folder, arguments)
        forget(folder)
        result |= run(name, "exact", folder, arguments)
        result |= run(name, "index", folder, arguments)
        for phase in ("indexed", "filtered_exact", "filtered_indexed", "read"):
            forget(folder)
            result |= run(name, phase, folder, arguments)
        result["recall_at_12"] = recall(result["exact"]["ids"], result["indexed"]["ids"])
        result["filtered_recall_at_12"] = recall(result["filtered_exact"]["ids"], result["filtered_indexed"]["ids"])
        result["fresh_process_to_filtered_answer_s"] = [timed(lambda: run(name, "fresh", folder, arguments))[0] / 1e3 for _ in range(5)]
        result["interrupted"] = interrupted(name, Path(temporary) / "killed", arguments)
    for phase in SEARCHES:
        del result[phase]["ids"]
    return result


def recall(exact: list[list[int]], found: list[list[int]]) -> float:
    """Mean share of the true neighbours among those found."""
    return statistics.mean(len(set(a) & set(b)) / K for a, b in zip(exact, found, strict=True))


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--dim", type=int, default=32)
    parser.add_argument("--thumbnail", type=int, default=400, help="bytes")
    parser.add_argument("--batch", type=int, default=50_000, help="rows in one commit")
    parser.add_argument("--stores", nargs="+", choices=STORES, default=list(STORES))
    parser.add_argument("--worker", nargs=3, metavar=("STORE", "PHASE", "FOLDER"), help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def main() -> None:
    """Measure all stores, print the result."""
    options = parse()
    if options.worker:
        name, phase, folder = options.worker
        work(name, phase, Path(folder), options)
        return
    sizes = [f"--{field}={getattr(options, field)}" for field in ("rows", "dim", "thumbnail", "batch")]
    stores = {}
    for name in options.stores:
        stores[name] = measure(name, sizes)
        if not options.json:
            print(name, json.dumps(stores[name], indent=2), file=sys.stderr)
    speed = {name: statistics.median(each["fresh_process_to_filtered_answer_s"]) for name, each in stores.items()}
    ours, theirs = speed.get("lance"), speed.get("lancedb")
    print(
        json.dumps(
            {
                "name": "atlas_store",
                "ours": ours,
                "theirs": theirs,
                "ratio": theirs / ours if ours and theirs else None,
                "unit": "s from a fresh process to 12 neighbours of one label, pylance against lancedb",
                "higher_is_better": False,
                "conditions": environment("pylance", "lancedb", "usearch", "pyarrow") | {"sizes": sizes, "stores": stores},
            },
            indent=None if options.json else 2,
        )
    )


if __name__ == "__main__":
    main()
