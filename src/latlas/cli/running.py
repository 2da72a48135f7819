"""What every verb shares: parsing by its dataclass of options, and errors as messages."""

from __future__ import annotations

import errno
import importlib
import os
import re
import sys
from typing import Any, TypeVar

from latlas.errors import LatlasError, UsageError

Options = TypeVar("Options")
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


def run_verb(verb: str, arguments: list[str]) -> int:
    """Run a verb's `command(arguments)` and turn what it raises into a message and an exit code."""
    try:
        importlib.import_module(f"latlas.cli.{verb}").command(arguments)
    except LatlasError as error:
        print(f"latlas {verb}: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(f"\nlatlas {verb}: interrupted; repeat the command to go on where it stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        raise
    except OSError as error:
        if os.environ.get("LATLAS_DEBUG"):
            raise
        print(f"latlas {verb}: {storage_message(error)}", file=sys.stderr)
        return 1
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else 2
    except Exception as error:
        if os.environ.get("LATLAS_DEBUG"):
            raise
        reason = str(error).partition("\n")[0]
        print(f"latlas {verb}: failed: {type(error).__name__}: {reason} (LATLAS_DEBUG=1 shows where)", file=sys.stderr)
        return 1
    return 0


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
