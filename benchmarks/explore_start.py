"""From the command to the first answer: `latlas explore`, against the same command in a process that has loaded PyTorch.

    python -m benchmarks.explore_start --json

Whole processes, in turn, on an atlas of 3000 images. The other side is what the command did when it still imported PyTorch, which it
does not need to show an atlas.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from benchmarks import harness
from benchmarks.scale import WARM

SIDES = {"ours": "from latlas.cli import main; main()", "theirs": "import torch; from latlas.cli import main; main()"}
LIMIT = 60.0


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def seconds(code: str, atlas: Path) -> float:
    """Until the server of a fresh process has given `atlas.json`."""
    port = free_port()
    start = time.perf_counter()
    command = [sys.executable, "-c", code, "explore", str(atlas), "--no-open", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            while time.perf_counter() - start < LIMIT:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/atlas/atlas.json", timeout=5) as answer:
                        answer.read()
                    return time.perf_counter() - start
                except (urllib.error.URLError, ConnectionError):
                    time.sleep(0.01)
            raise RuntimeError(f"no answer within {LIMIT:g} s")
        finally:
            server.terminate()


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Both starts, interleaved."""
    spent: dict[str, list[float]] = {name: [] for name in SIDES}
    with tempfile.TemporaryDirectory() as folder:
        harness.ask(["-m", "benchmarks.scale", "build", folder, str(WARM)])
        for number in range(options.repeats + 1):
            harness.wait_until_idle()
            for name, code in SIDES.items():
                value = seconds(code, Path(folder) / str(WARM))
                if number:  # the first round fills the file cache
                    spent[name].append(value)
    ours, theirs = (statistics.median(values) for values in spent.values())
    conditions = harness.environment("torch", "pylance", "fastapi", "uvicorn") | {
        "theirs_is": "the same with PyTorch imported first",
        "images": WARM,
        "repeats": spent,
    }
    ratio = harness.paired_ratio(spent["theirs"], spent["ours"])
    return harness.result("explore_start", ours, theirs, "s to the first answer", False, conditions, ratio)


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", repeats=9)
