"""Give latlas malformed files and report what it did; the worker of `benchmarks.malformed`, and of its test.

    python -m benchmarks.malformed_runs CASES SEED [FRESH [FIRST]]    print one JSON object

Every command runs in a process of its own, which is forked from one that has imported latlas already; FRESH of them, spread over
all, run in a Python of their own instead. A case is right when

- it ended by itself within `PATIENCE` seconds, with an exit code that the command line documents for it,
- what it printed holds no traceback, no error that latlas did not expect, and names the file where it was refused,
- it took at most `MEMORY` more memory than an idle process,
- where it was refused, nothing new stands under a final name and nothing that was there has changed,
- no code out of a file was run, and nothing that was written holds a byte of the file beside the case's folder.

Needs a system with fork and /proc, such as Linux.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.malformed_cases import OUTSIDE, Case, make_seeds, surroundings, traces, write_case
from benchmarks.processes import Ended, command_line, forked, import_latlas

PATIENCE = 120
"""Seconds after which a command hangs."""
MEMORY = 600
"""MiB that a command may take beyond those of an idle process."""
RIGHT = {True: (1, 2), False: (0, 1, 2)}
"""Exit codes of a case that has to be refused, and of others."""
UNEXPECTED = ("Traceback", "LATLAS_DEBUG", "Fatal Python error", "Warning:", "core dumped")
"""What no message to a user holds."""
ALSO_WRITTEN = ("run.json", "log.csv", "metrics.json")
"""Files of a run that say how far it came, which a training that fails may write."""

DIVERGED = "the last checkpoint before it is kept"
"""What a training says that began well and came to numbers that are not finite; its run then stands there as one that failed."""


def in_fresh_process(case: Case, log: Path) -> Ended:
    """The command in a Python of its own."""
    start = time.monotonic()
    arguments = [sys.executable, "-c", "from latlas.cli import main; main()", *case.arguments]
    with log.open("wb") as printed:
        try:
            code = subprocess.run(
                arguments, stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.STDOUT, check=False, timeout=PATIENCE
            ).returncode
        except subprocess.TimeoutExpired:
            code = -signal.SIGKILL
    return Ended(code, log.read_text(errors="replace"), time.monotonic() - start, 0.0)


def state(top: Path) -> dict[str, str]:
    """Every file and folder of a case by its path, with a digest of what it holds; hidden ones and what is in them are left out."""
    found = {}
    for path in sorted(top.rglob("*")):
        name = path.relative_to(top).as_posix()
        if any(part.startswith(".") for part in name.split("/")):
            continue
        if path.is_symlink() or not path.is_file():
            found[name] = "no file"
        else:
            found[name] = hashlib.blake2b(path.read_bytes()).hexdigest()
    return found


def faults(case: Case, ended: Ended, before: dict[str, str], after: dict[str, str], idle: float, found: list[str]) -> list[str]:
    """What was wrong with how a command ended."""
    wrong = []
    if ended.seconds > PATIENCE:
        wrong.append("hangs")
    elif ended.code not in RIGHT[case.refused]:
        wrong.append(f"exit code {ended.code}")
    wrong += [f"printed {word}" for word in UNEXPECTED if word in ended.printed]
    if ended.peak - idle > MEMORY:
        wrong.append(f"took {ended.peak - idle:.0f} MiB")
    diverged = DIVERGED in ended.printed
    if ended.code and case.named not in ended.printed and not diverged:
        wrong.append(f"does not name {case.named}")
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    own = f"a/b/{case.out}"
    if ended.code:
        may = {f"a/b/run/{name}" for name in ALSO_WRITTEN} | ({own, *(f"{own}/{name}" for name in ALSO_WRITTEN)} if diverged else set())
        wrong += [f"left {name}" for name in changed if name not in may]
    else:
        wrong += [f"wrote {name}" for name in changed if name != own and not name.startswith((f"{own}/", "a/b/run/"))]
        wrong += [] if own in after or not case.out else [f"did not write {case.out}"]
    return wrong + [f"leaked to {name}" for name in found]


def run_case(number: int, seed: int, seeds: Path, place: Path, idle: float, fresh: bool) -> dict[str, Any]:
    """One case, as JSON."""
    top, log, secret = place / "case", place / "log.txt", secrets.token_bytes(32)
    shutil.rmtree(top, ignore_errors=True)
    os.chdir(surroundings(top))
    (top / OUTSIDE).write_bytes(secret)
    case = write_case(number, seed, seeds)
    before = state(top)
    ended = in_fresh_process(case, log) if fresh else forked(lambda: command_line(case.arguments), log, PATIENCE)
    after = state(top)
    new = [path for path in top.rglob("*") if path.is_file() and not path.is_symlink() and path != top / OUTSIDE]
    wrong = faults(case, ended, before, after, idle, traces(new, secret))
    told = {
        "number": number,
        "kind": case.kind,
        "code": ended.code,
        "seconds": round(ended.seconds, 3),
        "mib": round(max(0.0, ended.peak - idle), 1),
        "wrong": wrong,
        "arguments": [argument[:100] for argument in case.arguments],
        "printed": ended.printed[-500:],
    }
    if wrong:
        print(f"case {number} of seed {seed} ended wrongly: {json.dumps(told)}", file=sys.stderr, flush=True)
    return told


def report(cases: int, seed: int, fresh: int = 0, first: int = 0) -> dict[str, Any]:
    """What latlas did with `cases` malformed inputs, as JSON."""
    import_latlas()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary).resolve()
        for variable in ("HOME", "LATLAS_CACHE"):
            os.environ[variable] = str(place / "home")
        made = forked(lambda: make_seeds(place / "seeds"), place / "log.txt", PATIENCE)
        if made.code:
            raise SystemExit(f"the valid files could not be made:\n{made.printed}")
        idle = forked(lambda: None, place / "log.txt", PATIENCE).peak
        own = {first + cases * (2 * number + 1) // (2 * fresh) for number in range(fresh)}
        ended = [run_case(number, seed, place / "seeds", place, idle, number in own) for number in range(first, first + cases)]
        os.chdir("/")
    kinds = sorted({one["kind"] for one in ended})
    return {
        "cases": {kind: sum(one["kind"] == kind for one in ended) for kind in kinds},
        "exit_codes": {kind: Counter(str(one["code"]) for one in ended if one["kind"] == kind) for kind in kinds},
        "wrong": [one for one in ended if one["wrong"]],
        "fresh_processes": fresh,
        "longest_seconds": {kind: max(one["seconds"] for one in ended if one["kind"] == kind) for kind in kinds},
        "most_memory_mib": {kind: max(one["mib"] for one in ended if one["kind"] == kind) for kind in kinds},
    }


if __name__ == "__main__":
    print(json.dumps(report(*map(int, sys.argv[1:]))))
