"""`--processes N`: one command in several processes of this machine, as `torchrun` would start them.

They find each other through a store that this process keeps, get its signals, and leave a report of how they ended. When one is lost, the
others see it in their next exchange and stop.
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import FrameType

from latlas.cli.running import INTERRUPTED, Ending, attempt, print_nothing
from latlas.errors import LatlasError, LostProcessError, UsageError

HERE = "127.0.0.1"
PATIENCE = 30.0
"""Seconds that the others have to end by themselves when a process has failed, before they are told to; then before they are killed."""


def run_in_processes(verb: str, arguments: list[str], count: int) -> bool:
    """Run a command in `count` processes and wait for them. False where none is to be started: for one, and within one of several.

    Raises what the command would raise in one process, a `LatlasError` with the message and the exit code of the process that failed or
    `KeyboardInterrupt`, and `LostProcessError` when a process ended without a word.
    """
    if count < 1:
        raise UsageError(f"--processes is {count}: it must be at least 1")
    there = int(os.environ.get("WORLD_SIZE", "1"))
    if there > 1 and count not in (1, there):
        raise UsageError(f"--processes is {count} in one of {there} processes that are there already: leave it out")
    if count == 1 or there > 1:
        return False
    with tempfile.TemporaryDirectory() as folder:
        codes = _run(verb, arguments, count, Path(folder))
        reports = {rank: Path(folder) / str(rank) for rank in range(count)}
        endings = {rank: Ending(**json.loads(path.read_text())) for rank, path in reports.items() if path.exists()}
    raise_cause(codes, endings)
    return True


def raise_cause(codes: Sequence[int], endings: Mapping[int, Ending]) -> None:
    """Raise what began the end, of exit codes, negative for signals, and reports: an error, or the loss of a process without report."""
    causes = [ending for ending in endings.values() if ending.code and not ending.lost]
    if any(ending.code == INTERRUPTED for ending in causes):
        raise KeyboardInterrupt
    if causes:
        error = LatlasError(causes[0].message)
        error.exit_code = causes[0].code
        raise error
    silent = [rank for rank, code in enumerate(codes) if code and rank not in endings]
    silent.sort(key=lambda rank: codes[rank] == -signal.SIGTERM)  # which those get that have not seen the loss of another
    if silent:
        code = codes[silent[0]]
        how = f"exit code {code}" if code > 0 else signal.Signals(-code).name
        hint = "; the system sends this when memory runs out" if code == -signal.SIGKILL else ""
        raise LostProcessError(
            f"process {silent[0]} of {len(codes)} (numbered from 0) was lost ({how}{hint}), and the others have stopped. "
            "Repeat the command: a training goes on from its last checkpoint"
        )
    lost = [ending for ending in endings.values() if ending.lost]
    if lost:
        raise LostProcessError(lost[0].message)


def _run(verb: str, arguments: list[str], count: int, reports: Path) -> list[int]:
    """The exit codes of the processes."""
    from torch.distributed import TCPStore  # type: ignore[attr-defined]  # it is public, but its types are not
    from torch.multiprocessing.spawn import ProcessExitedException, start_processes

    logging.getLogger("torch.multiprocessing.spawn").setLevel(logging.ERROR)  # it says whom it ends; the user is told why
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, cores // count)))  # libraries read it when the children load them
    store = TCPStore(HERE, 0, is_master=True, wait_for_workers=False)
    with _signals_passed_on():
        context = start_processes(_work, (verb, arguments, count, store.port, reports), count, join=False)
        try:
            while not context.join(grace_period=PATIENCE):
                pass
        except ProcessExitedException:
            pass  # the reports and codes of all say more
    return [process.exitcode for process in context.processes]


def _work(rank: int, verb: str, arguments: list[str], count: int, port: int, reports: Path) -> None:
    """One of the processes, from start to end."""
    if hasattr(os, "setpgrp"):
        os.setpgrp()  # Ctrl-C in a terminal then reaches the parent alone, which passes it on; a second one would not wait
    parent = multiprocessing.parent_process()
    if parent is not None and not parent.is_alive():
        sys.exit(1)  # from here on its end is a signal on Linux
    place = {"RANK": rank, "LOCAL_RANK": rank, "WORLD_SIZE": count, "LOCAL_WORLD_SIZE": count, "MASTER_ADDR": HERE, "MASTER_PORT": port}
    os.environ.update({name: str(value) for name, value in place.items()})
    os.environ["TORCHELASTIC_USE_AGENT_STORE"] = "True"  # torch's way to say that the store is there already
    if rank > 0:
        print_nothing()
    try:
        ending = attempt(verb, arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        print_nothing()
        ending = Ending(0)
    unfinished = reports / f"{rank}.tmp"
    unfinished.write_text(json.dumps(asdict(ending)))
    unfinished.replace(reports / str(rank))
    sys.exit(ending.code)


@contextmanager
def _signals_passed_on() -> Iterator[None]:
    """Within the block the children get SIGINT and SIGTERM, and decide when to stop. None is left at its end."""

    def pass_on(number: int, frame: FrameType | None) -> None:
        for process in multiprocessing.active_children():
            if process.pid is not None:
                os.kill(process.pid, number)

    before = {number: signal.signal(number, pass_on) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for process in multiprocessing.active_children():
            process.kill()
        for number, handler in before.items():
            signal.signal(number, handler)
