"""What every verb shares: parsing by its dataclass of options, and errors as messages."""

from __future__ import annotations

import errno
import importlib
import os
import re
import sys
from dataclasses import dataclass
from typing import Any, TypeVar

from latlas.errors import LatlasError, LostProcessError, UsageError

Options = TypeVar("Options")
INTERRUPTED = 130
"""Exit code after Ctrl-C or SIGTERM."""
MAKE_ROOM = "make room, or give a place elsewhere, and repeat the command"
GIVE_ANOTHER = "give a place that you may write to, and repeat the command"
REMEDIES = {
    errno.ENOSPC: MAKE_ROOM,
    errno.EDQUOT: MAKE_ROOM,
    errno.EFBIG: MAKE_ROOM,
    errno.EROFS: GIVE_ANOTHER,
    errno.EACCES: GIVE_ANOTHER,
    errno.EPERM: GIVE_ANOTHER,
    errno.ENOENT: "it was there before: bring it back, and repeat the command",
}
"""What to do about errors of the disk."""


@dataclass(frozen=True)
class Ending:
    """How a command ended."""

    code: int
    """Exit code."""
    message: str = ""
    """What went wrong, for the user; empty when nothing did, or when it has been said."""
    lost: bool = False
    """Whether it is that another process has gone."""


def run_verb(verb: str, arguments: list[str]) -> int:
    """Run a verb's `command(arguments)`, say what it raises as a message, and return the exit code."""
    if not is_first():
        print_nothing()
    ending = attempt(verb, arguments)
    if ending.message:
        after_the_signal = "\n" if ending.code == INTERRUPTED else ""
        print(f"{after_the_signal}latlas {verb}: {ending.message}", file=sys.stderr)
    return ending.code


def is_first() -> bool:
    """Whether this process tells the user about the work: the first of those that torchrun or `--processes` started, or the only one."""
    return int(os.environ.get("WORLD_SIZE", "1")) == 1 or os.environ.get("RANK", "0") == "0"


def print_nothing() -> None:
    """Results go nowhere from now on; messages on standard error stay."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - until the end of the process


def attempt(verb: str, arguments: list[str]) -> Ending:
    """Run a verb's `command(arguments)` and turn what it raises into words."""
    try:
        importlib.import_module(f"latlas.cli.{verb}").command(arguments)
    except LatlasError as error:
        return Ending(error.exit_code, str(error), isinstance(error, LostProcessError))
    except KeyboardInterrupt:
        return Ending(INTERRUPTED, "interrupted; repeat the command to go on where it stopped")
    except BrokenPipeError:
        raise
    except OSError as error:
        if os.environ.get("LATLAS_DEBUG"):
            raise
        return Ending(1, storage_message(error))
    except SystemExit as exit_:
        return Ending(exit_.code if isinstance(exit_.code, int) else 2)
    except Exception as error:
        if os.environ.get("LATLAS_DEBUG"):
            raise
        reason = str(error).partition("\n")[0]
        return Ending(1, f"failed: {type(error).__name__}: {reason} (LATLAS_DEBUG=1 shows where)")
    return Ending(0)


def storage_message(error: OSError) -> str:
    """What went wrong with a file, and what to do."""
    where = "" if error.filename is None else f"{error.filename}: "
    foreign = re.search(r"os error ([0-9]+)", str(error))  # as the store of the atlas has it, in Rust
    number = error.errno or (int(foreign[1]) if foreign else 0)
    reason = os.strerror(number) if number else f"{error}".partition("\n")[0]
    remedy = REMEDIES.get(number, "see that it can be read and written, and repeat the command")
    return f"{where}{reason}; {remedy}. What was finished before is kept"


def parse(options: type[Options], verb: str, arguments: list[str], **more: Any) -> Options:
    """Options of a verb from its arguments; attribute docstrings are the help. Exits with 2 on wrong use."""
    import tyro

    return tyro.cli(options, prog=f"latlas {verb}", args=arguments, config=(tyro.conf.OmitArgPrefixes,), **more)


def refuse_below_one(**numbers: int) -> None:
    """Raise `UsageError` for an option that must be at least 1 and is not."""
    for name, number in numbers.items():
        if number < 1:
            raise UsageError(f"--{name} is {number}: it must be at least 1")
