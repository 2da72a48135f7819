"""The pictures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def pictures(result: Mapping[str, Any], runs: Path, out: Path) -> list[Path]:
    """Draw."""
    return []
