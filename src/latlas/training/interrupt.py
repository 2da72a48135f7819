"""Ctrl-C and SIGTERM that wait for the end of a step."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupt:
    """True once a signal has asked the work to stop."""

    asked = False

    def __bool__(self) -> bool:
        return self.asked


@contextmanager
def deferred_interrupts() -> Iterator[Interrupt]:
    """Within the block the first SIGINT or SIGTERM only sets the flag; a second one acts as usual.

    Outside the main thread signals cannot be caught, and the flag stays unset.
    """
    interrupt = Interrupt()
    if threading.current_thread() is not threading.main_thread():
        yield interrupt
        return

    def ask(number: int, frame: FrameType | None) -> None:
        interrupt.asked = True
        for caught, handler in before.items():
            signal.signal(caught, handler)

    before = {caught: signal.signal(caught, ask) for caught in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield interrupt
    finally:
        for caught, handler in before.items():
            signal.signal(caught, handler)
