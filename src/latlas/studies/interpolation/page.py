"""The page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def page(result: Mapping[str, Any]) -> str:
    """The result as Markdown."""
    return ""
