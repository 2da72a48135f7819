"""How fast the explorer answers right after a thousand hostile requests, against before them.

    python -m benchmarks.hostile_server --json

`latlas explore` runs on an atlas of the digits, with two latents. The requests are drawn from a seed: path tricks, hosts and origins
that are none of ours, headers that contradict each other, verbs, bodies, JSON and image bombs, queries, bytes that are no HTTP,
heavy calls in parallel, and clients that never say what they want or never read the answer. `ours` and `theirs` are the median times
of four honest requests, added up, right after the attack and before it: the page, the manifest, a sheet of thumbnails and a search.

There is no result when an answer was missing, had a wrong status or held a byte of a file beside the atlas, or when the server
printed a traceback or ended. `conditions` has the statuses of each kind and the memory, which needs Linux.
"""

from __future__ import annotations

import argparse
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
    conditions = harness.environment("fastapi", "uvicorn", "h11") | {"seed": options.seed, **found}
    ours, theirs = sum(found["after_seconds"].values()), sum(found["before_seconds"].values())
    return harness.result("hostile_server", ours, theirs, "s for four honest requests", False, conditions)


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", requests=1000, seed=0, rounds=200)
