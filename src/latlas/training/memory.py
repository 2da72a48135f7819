"""Keep freed memory in the process.

glibc gives every large activation back to the kernel when it is freed, and the next step pays a page fault
for each of its pages: up to a quarter of a convolutional training step on the CPU. Raising two thresholds
of its allocator (mallopt(3)) keeps the pages. Process-wide, and a no-op where the C library is another one.
"""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD = -1
_MMAP_THRESHOLD = -3
_LARGEST_MMAP_THRESHOLD = 32 * 1024 * 1024
"""glibc refuses more than half a heap."""


def keep_freed_memory() -> bool:
    """Ask glibc to keep freed blocks; True when it agreed."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return False
    return bool(mallopt(_MMAP_THRESHOLD, _LARGEST_MMAP_THRESHOLD)) and bool(mallopt(_TRIM_THRESHOLD, 2**31 - 1))
