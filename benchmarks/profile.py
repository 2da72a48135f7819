"""Where the time goes: training, encoding, atlas building, start-up.

    python -m benchmarks.profile [--images 20000]

No race: nothing is compared, so there is no ratio. Parts are timed from outside, each in a process of its own with one thread, and written
to `benchmarks/results/profile.json`, from which `docs/performance.md` is made. One machine's numbers: trust the shares.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import harness
from benchmarks.profiled import PARTS

RESULTS = Path(__file__).parent / "results" / "profile.json"
STARTS = {
    "python": "pass",
    "`latlas --help`": "from latlas.cli import run; run(['--help'])",
    "PyTorch alone": "import torch",
    "`latlas explore`": "from latlas.atlas.atlas import open_atlas; from latlas.explorer import connection, serve, server",
    "`import latlas`, then `latlas.train`": "import latlas; latlas.train",
    "`latlas.build_atlas`, its exporter loaded": "import latlas; latlas.build_atlas; import torch.export, torch._dynamo, onnxscript",
}
"""What has been loaded before the work begins."""


def starts(repeats: int) -> list[dict[str, object]]:
    """Median seconds of whole processes."""
    spent: dict[str, list[float]] = {name: [] for name in STARTS}
    for number in range(repeats + 1):
        for name, code in STARTS.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if number:  # the first round fills the file cache
                spent[name].append(time.perf_counter() - start)
    return [{"of": "start-up", "case": name, "part": "all", "seconds": statistics.median(values)} for name, values in spent.items()]


def main() -> None:
    """Measure everything and write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=20_000, help="of the larger atlas; default 20000")
    parser.add_argument("--repeats", type=int, default=5, help="starts of each process; default 5")
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for part in PARTS:
            harness.wait_until_idle()
            rows += harness.ask(["-m", "benchmarks.profiled", part, folder, str(options.images)])
            print(f"{part}: done", flush=True)
    rows += starts(options.repeats)
    found = {"name": "profile", **harness.environment("torch", "onnxscript", "pylance", "pillow"), "threads": 1, "rows": rows}
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
