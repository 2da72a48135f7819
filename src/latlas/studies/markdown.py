"""Parts of the pages that studies write: tables of lines and cells, options, machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean, stdev
from typing import Any

MISSING = "–"
"""In the cell of a table that has no value."""


def shown(values: Sequence[float], digits: int = 2, unit: float = 1.0) -> str:
    """Mean ± standard deviation over seeds, which one seed does not have."""
    if not values:
        return MISSING
    mean = f"{unit * fmean(values):.{digits}f}"
    return mean if len(values) < 2 else f"{mean} ± {unit * stdev(values):.{digits}f}"


def table(columns: Sequence[str], lines: Mapping[str, Sequence[str]]) -> str:
    """The table of some lines of cells by name; lines and columns without a cell are left out, and empty without any."""
    lines = {name: cells for name, cells in lines.items() if any(cell != MISSING for cell in cells)}
    kept = [number for number in range(len(columns)) if any(cells[number] != MISSING for cells in lines.values())]
    if not kept:
        return ""

    head = ["| | " + " | ".join(columns[number] for number in kept) + " |", "|---" * (len(kept) + 1) + "|"]
    return "\n".join([*head, *(f"| {name} | " + " | ".join(cells[number] for number in kept) + " |" for name, cells in lines.items())])


def origins(result: Mapping[str, Any]) -> str:
    """What the rows were computed on, and the time that trainings took."""
    known = [{**origin["machine"], **origin["versions"]} for origin in result["origins"]]
    lines = ["- " + ", ".join(f"{name} {value}" for name, value in own.items()) for own in known]
    hours = sum(row["value"] for row in result["rows"] if row["metric"] == "seconds") / 3600
    return "\n".join([*lines, *([f"- All trainings together took {hours:.1f} hours, one thread each."] if hours else [])])


def listed(options: Mapping[str, Any]) -> str:
    """Options as text."""
    return ", ".join(f"`{name}` {_text(value)}" for name, value in options.items()) or "those by default"


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "-".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
