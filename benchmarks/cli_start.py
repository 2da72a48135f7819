"""How long until `latlas --help` is there, against ten starts of an empty Python.

    python -m benchmarks.cli_start --json

Whole processes, in turn. `theirs` is ten times `python -c pass`: a ratio above 1 says that help costs less than
ten starts of the interpreter.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks import harness

LATLAS = Path(sys.executable).with_name("latlas")


def seconds(command: list[str]) -> float:
    """Wall time of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Both starts, interleaved."""
    sides = {"help": [str(LATLAS), "--help"], "pass": [sys.executable, "-c", "pass"]}
    spent: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(options.repeats + 1):
        for name, command in sides.items():
            value = seconds(command)
            if number:  # the first round fills the file cache
                spent[name].append(value)
    ours, theirs = statistics.median(spent["help"]), 10 * statistics.median(spent["pass"])
    conditions = harness.environment("tyro") | {"theirs_is": "10 × python -c pass", "repeats": spent}
    return harness.result("cli_start", ours, theirs, "s", False, conditions)


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", repeats=21)
