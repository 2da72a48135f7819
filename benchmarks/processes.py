"""Commands of latlas in processes of their own, forked from one that has imported latlas already. Needs fork, as on Linux."""

from __future__ import annotations

import faulthandler
import importlib
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

IMPORTED = (
    *("tyro", "latlas.api", "latlas.cli.running", "onnx", "onnxruntime", "torch._dynamo"),
    *("networkx", "onnx.reference", "onnxscript.optimizer", "onnxscript.rewriter", "onnxscript.function_libs.torch_lib"),
    "torch.onnx._internal.exporter._compat",
)
"""What commands import, sooner or later: optimisers import the compiler, and the export of a network half a minute's worth of modules."""
ADDRESSES = 16 * 2**30
"""Bytes of address space after which the system refuses more, so that a fault does not take the machine with it."""


@dataclass(frozen=True)
class Ended:
    """What one command did."""

    code: int
    """Exit code; a negative number is the signal that ended it."""
    printed: str
    seconds: float
    peak: float
    """MiB."""


def import_latlas() -> None:
    """Import what commands need, but for what does not survive a fork."""
    for name in IMPORTED:
        importlib.import_module(name)


def forked(work: Callable[[], None], log: Path, patience: float) -> Ended:
    """Do the work in a child and wait for it; it is killed after `patience` seconds. What it prints goes to the file `log`."""
    start = time.monotonic()
    child = os.fork()
    if not child:
        _in_child(work, log)
    while True:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended:
            break
        left = patience - (time.monotonic() - start)
        if left <= 0:
            os.kill(child, signal.SIGKILL)
        time.sleep(min(0.005, max(0.0005, left)))
    code = os.waitstatus_to_exitcode(status)
    return Ended(code, log.read_text(errors="replace") if log.exists() else "", time.monotonic() - start, usage.ru_maxrss / 1024)


def _in_child(work: Callable[[], None], log: Path) -> None:
    """Never returns."""
    code = 1
    try:
        printed = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(printed, 1)
        os.dup2(printed, 2)
        faulthandler.enable()
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
        work()
        code = 0
    except SystemExit as exit_:
        code = exit_.code if isinstance(exit_.code, int) else 1
    except BaseException:  # noqa: BLE001 - told as Python would
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def command_line(arguments: Sequence[str]) -> None:
    """What the command `latlas` does."""
    from latlas.cli import main

    sys.argv = ["latlas", *arguments]
    main()
