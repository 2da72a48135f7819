"""Exceptions that tell the user what was wrong, where, and what to do.

The command line turns a `LatlasError` into its message and the exit code of its class; nothing else is
shown, so the message has to stand alone: the offending file or value first, then the remedy.
"""


class LatlasError(Exception):
    """Anything latlas refuses or cannot finish, in words for the user."""

    exit_code = 1


class UsageError(LatlasError):
    """A request that cannot be right: an unknown name, a bad option, an option that contradicts a run."""

    exit_code = 2


class DataError(UsageError):
    """Images, labels or files that cannot be used as they are."""


class RunError(UsageError):
    """A folder that is not a run, or a run that does not fit the request."""


class AtlasError(UsageError):
    """A folder that is not an atlas, is of another version, or is damaged."""


class NonFiniteLossError(LatlasError):
    """A loss became infinite or not a number; the last good checkpoint is kept."""


class LostProcessError(LatlasError):
    """A process among several that share the work has ended before its time, or cannot be reached; the last checkpoint is kept."""


class StudyError(UsageError):
    """A study that is asked for what it cannot do, or a file that is no result of a study."""
