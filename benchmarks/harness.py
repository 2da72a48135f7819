"""Fair comparisons: each side lives in a worker process of its own, and the sides take turns.

A worker builds what it needs once, warms up, and then repeats a chunk of work whenever it is told to. The allocator and
threads of one side therefore never touch the other, only one side works at a time, and a slow minute of the machine
hits all sides alike: compare medians of interleaved repeats, not single times.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


class Gate:
    """A worker's side: stands where one chunk of work ends and the next begins.

    Everything else that the process prints goes nowhere, so that a chatty library cannot disturb the protocol (one JSON
    object a line) or be slowed down by a terminal.
    """

    def __init__(self) -> None:
        self._answers = os.fdopen(os.dup(1), "w")
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        self._start: float | None = None

    def answer(self, value: object) -> None:
        """Send one object to the parent."""
        print(json.dumps(value), file=self._answers, flush=True)

    def wait(self, units: float = 0.0) -> None:
        """End the chunk under way, saying how many units of work it held, and wait for the next to be asked for.

        The first call reports nothing. Leaves the process when the parent has heard enough.
        """
        if self._start is not None:
            self.answer({"seconds": time.perf_counter() - self._start, "units": units})
        if sys.stdin.readline().strip() != "go":
            self._answers.close()
            os._exit(0)  # amid a training: no epilogue of it is wanted
        self._start = time.perf_counter()


class Worker:
    """The parent's side of a process that works in chunks."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen([sys.executable, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def chunk(self) -> float:
        """Let the worker do one chunk; units per second."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"worker {self._process.args} died without a word")
        done = json.loads(line)
        if "error" in done:
            raise RuntimeError(f"worker {self._process.args} failed:\n{done['error']}")
        return float(done["units"] / done["seconds"])

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=60)


def busy_cores(seconds: float = 0.5) -> float:
    """Cores that anything on this machine keeps busy; 0 where the system does not say."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0.0

    def ticks() -> int:
        numbers = [int(field) for field in stat.read_text().splitlines()[0].split()[1:9]]
        return sum(numbers) - numbers[3] - numbers[4]  # without idle and waiting for disks

    before = ticks()
    time.sleep(seconds)
    return (ticks() - before) / os.sysconf("SC_CLK_TCK") / seconds


def wait_until_idle(limit: float = 5.0) -> None:
    """Wait while other work keeps more than a quarter of a core busy, but no longer than `limit` seconds."""
    end = time.monotonic() + limit
    while busy_cores() > 0.25 and time.monotonic() < end:
        time.sleep(0.5)


def interleave(commands: Mapping[str, Sequence[str]], repeats: int, warmup: int = 1) -> dict[str, list[float]]:
    """Units per second of every worker in each of `repeats` rounds; in a round each works once, in turn."""
    workers = {name: Worker(command) for name, command in commands.items()}
    try:
        for _ in range(warmup):
            for worker in workers.values():
                worker.chunk()
        rates: dict[str, list[float]] = {name: [] for name in workers}
        for number in range(repeats):
            wait_until_idle()
            order = list(workers) if number % 2 == 0 else list(workers)[::-1]
            for name in order:
                rates[name].append(workers[name].chunk())
        return rates
    finally:
        for worker in workers.values():
            worker.close()


def paired_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Median over the rounds of ours / theirs: what slows a whole round down cancels."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def ask(command: Sequence[str]) -> Any:
    """The one object that a worker prints."""
    done = subprocess.run([sys.executable, *command], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, check=False)
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        raise RuntimeError(f"worker {command} failed:\n{json.loads(lines[-1])['error'] if lines else 'without a word'}")
    return json.loads(lines[-1])


def environment(*packages: str) -> dict[str, Any]:
    """The machine and the versions that a result depends on."""
    processor = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        lines = information.read_text().splitlines()
        processor = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), processor)
    versions = {"python": platform.python_version()}
    for package in ("latlas", "numpy", *packages):
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            versions[package] = "not installed"
    load = round(os.getloadavg()[0], 1)
    return {"machine": {"system": platform.system(), "processor": processor, "cores": os.cpu_count(), "load": load}, "versions": versions}


def result(
    name: str, ours: float, theirs: float, unit: str, higher_is_better: bool, conditions: dict[str, Any], ratio: float | None = None
) -> dict[str, Any]:
    """The object that every benchmark prints; `ratio` > 1 means that ours is better."""
    if ratio is None:
        ratio = ours / theirs if higher_is_better else theirs / ours
    return {
        "name": name,
        "ours": ours,
        "theirs": theirs,
        "ratio": ratio,
        "unit": unit,
        "higher_is_better": higher_is_better,
        "conditions": conditions,
    }


def main(measure: Callable[[argparse.Namespace], dict[str, Any]], description: str, **defaults: int) -> None:
    """The command line of a benchmark: `--json` for machines, and one option for each whole number it may be given."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    for option, value in defaults.items():
        parser.add_argument(f"--{option.replace('_', '-')}", type=int, default=value, help=f"default {value}")
    options = parser.parse_args()
    measured = measure(options)
    print(json.dumps(measured, indent=None if options.json else 2))
