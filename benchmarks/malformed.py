"""A thousand malformed inputs: how many latlas refuses, or takes where they are harmless, as it should.

    python -m benchmarks.malformed --json [--cases 1000] [--seed 0]

Images, folders with strange names in them, npy and npz files, records, weights and checkpoints of runs, weights of extractors, ONNX
files, atlases and options are drawn from a seed, damaged or made to do harm, and given to the command line, which has to end in time
with a documented exit code and a message that names the file, without a traceback, without running code or reading a file that a file
names, and without leaving a new or changed file when it refuses. `benchmarks.malformed_runs` says what exactly is asked of a case.
`ours` is the number of cases that ended so, `theirs` that of all; `conditions` has the kinds, their exit codes, the longest times and
the most memory beyond that of an idle process. There is no result when one ended otherwise. Needs Linux.
"""

from __future__ import annotations

import argparse
from typing import Any

from benchmarks import harness
from benchmarks.malformed_runs import report


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Run all cases, and refuse to report when one ended wrongly."""
    environment = harness.environment("torch", "pillow", "safetensors", "onnx", "onnxruntime", "pylance")
    found = report(options.cases, options.seed, options.fresh)
    if found["wrong"]:
        raise SystemExit(f"{len(found['wrong'])} of {options.cases} cases ended wrongly, see above")
    return harness.result(
        "malformed",
        options.cases,
        options.cases,
        "malformed inputs that ended as they should",
        True,
        {**environment, "seed": options.seed, **found},
    )


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", cases=1000, seed=0, fresh=20)
