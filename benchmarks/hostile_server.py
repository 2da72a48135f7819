"""How fast the explorer answers right after a thousand hostile requests, against one that nobody attacked.

    python -m benchmarks.hostile_server --json

`latlas explore` runs on an atlas of the digits, with two latents. The requests are drawn from a seed: path tricks, hosts and
origins that are none of ours, headers that contradict each other, verbs, bodies, JSON and image bombs, queries, bytes that are no
HTTP, heavy calls in parallel, and clients that never say what they want or never read the answer. `ours` and `theirs` are the
median times of four honest requests right after the attack, one after the other: the page, the manifest, a sheet of thumbnails and
a search. The other side is a second server that was left alone. Both are asked in turn; the ratio is the median over the rounds.
`conditions` has the same from before the attack (`ratio_before`; in lists the attacked server comes first), the statuses of each
kind and the memory, which needs Linux.

There is no result when an answer was missing, had a wrong status or held a byte of a file beside the atlas, or when the server
printed a traceback or ended.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import harness
from benchmarks.hostile import report


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Build an atlas, attack its server, and refuse to report one that fell."""
    from latlas.api import build_atlas, load, train

    with tempfile.TemporaryDirectory() as temporary:
        run, atlas = Path(temporary) / "run", Path(temporary) / "atlas"
        train("vae", "digits", run, quiet=True, latent_dim=2, epochs=2)
        build_atlas(load(run), atlas, quiet=True, tile_levels=2)
        found = report(atlas, options.requests, options.seed, options.rounds)
    faults = {name: found[name] for name in ("wrong", "leaks", "tracebacks", "exit_code") if found[name]}
    if faults or not found["alive"]:
        raise SystemExit(f"the server fell: {faults or 'it ended'}\n{found['complaints']}")
    rounds = {
        when: [[sum(one) for one in zip(*server.values(), strict=True)] for server in found["repeats"][when]]
        for when in ("before", "after")
    }
    attacked, untouched = rounds["after"]
    conditions = harness.environment("fastapi", "uvicorn", "h11") | {"seed": options.seed, **found}
    conditions["ratio_before"] = harness.paired_ratio(rounds["before"][1], rounds["before"][0])
    ratio = harness.paired_ratio(untouched, attacked)
    ours, theirs = statistics.median(attacked), statistics.median(untouched)
    return harness.result("hostile_server", ours, theirs, "s for four honest requests", False, conditions, ratio)


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", requests=1000, seed=0, rounds=200)
