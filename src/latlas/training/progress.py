"""Progress of long work: a bar with rate and time left on a terminal, plain lines elsewhere, or nothing."""

from __future__ import annotations

import sys
import time
from types import TracebackType


class Progress:
    """Counts units of work towards a total.

    On a terminal it draws a bar on standard error. Elsewhere it prints plain lines, at most one in `interval` seconds but
    always the last, so that logs of batch systems stay short. Quiet prints nothing.
    """

    def __init__(self, total: int, unit: str, title: str, done: int = 0, quiet: bool = False, interval: float = 5.0) -> None:
        self.total, self.unit, self.title, self.done, self.quiet = total, unit, title, done, quiet
        self._interval = interval
        self._start = self._last = time.monotonic()
        self._first = done
        self._bar = None
        if not quiet and sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(total=total, initial=done, unit=unit, desc=title, dynamic_ncols=True, smoothing=0.1)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.close()

    def advance(self, count: int = 1) -> None:
        """`count` more units are done."""
        self.done += count
        if self._bar is not None:
            self._bar.update(count)
        elif not self.quiet and time.monotonic() - self._last >= 2 * self._interval:
            self.note("")

    def note(self, line: str) -> None:
        """Say where the work stands: beside the bar, or as a line with count, rate and time left."""
        if self.quiet:
            return
        if self._bar is not None:
            self._bar.set_postfix_str(line)
        elif time.monotonic() - self._last >= self._interval or self.done >= self.total:
            self._last = time.monotonic()
            tail = f", {line}" if line else ""
            print(f"{self.title}: {self.done}/{self.total} {self.unit}, {self.rate()}{tail}", file=sys.stderr, flush=True)

    def rate(self) -> str:
        """Rate and time left, in words."""
        seconds = max(time.monotonic() - self._start, 1e-9)
        rate = (self.done - self._first) / seconds
        left = (self.total - self.done) / rate if rate > 0 else float("inf")
        return f"{rate:.3g} {self.unit}/s, {format_seconds(left)} left"


def format_seconds(seconds: float) -> str:
    """Seconds as 12 s, 3 min 20 s or 2 h 5 min."""
    if seconds == float("inf"):
        return "unknown time"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
