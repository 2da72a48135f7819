"""A hundred times SIGKILL during training and atlas building, each time repeated: is the end the same, bit for bit?

    python -m benchmarks.kill --json [--kills 100] [--seed 0]

The commands of `benchmarks.killed` (trainings with patience, with several players and with several stages, and atlases with and
without a projection) are killed after random times and repeated, again and again, until they end by themselves; the end is compared
with that of a command that nobody killed. `ours` is the number of kills after which everything under a final name was whole and the
command came to the same end, `theirs` that of all; `conditions` has when the kills came, and how often each command came to its end.
There is no result when one of them went wrong. Needs Linux.
"""

from __future__ import annotations

import argparse
from typing import Any

from benchmarks import harness
from benchmarks.killed import report


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Kill all commands, and refuse to report when one came to another end."""
    environment = harness.environment("torch", "safetensors", "pylance")
    found = report(options.kills, options.seed, [])
    if found["wrong"]:
        raise SystemExit(f"commands that were killed came to another end: {found['wrong']}")
    kills = sum(found["kills"].values())
    return harness.result("kill", kills, kills, "kills without a loss", True, {**environment, "seed": options.seed, **found})


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", kills=100, seed=0)
