"""Run every benchmark, or those named, and write `benchmarks/results/NAME.json`.

    python -m benchmarks [NAME …]

A benchmark is a file of this folder that calls `harness.main`; what it prints is what is written.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.harness import RESULTS


def names() -> list[str]:
    """The files of this folder that are benchmarks."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return [file.stem for file in files if not file.stem.startswith("_") and "    harness.main(" in file.read_text(encoding="utf-8")]


def main() -> int:
    """Exit code: 1 when a benchmark could not run; the others are still written."""
    wanted = sys.argv[1:] or names()
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(names())}", file=sys.stderr)
        return 2
    RESULTS.mkdir(exist_ok=True)
    failed = []
    for name in wanted:
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", "--json"], stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            failed.append(name)
            continue
        measured = json.loads(done.stdout.splitlines()[-1])
        (RESULTS / f"{name}.json").write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
        print(
            f"{name}: ours {measured['ours']:.4g}, theirs {measured['theirs']:.4g} {measured['unit']}; ratio {measured['ratio']:.2f}",
            flush=True,
        )
    if failed:
        print(f"could not run: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
