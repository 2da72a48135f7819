"""`latlas evaluate RUN [RUN…] [--json]`."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import tyro

from latlas.cli.running import parse


@dataclass(frozen=True)
class Evaluate:
    """Metrics of one or more runs on the test part of their image sets, with standard errors."""

    runs: Annotated[tuple[Path, ...], tyro.conf.Positional]
    """Folders of finished runs."""
    metric: tuple[str, ...] = ()
    """Only these metrics; all that apply when left out (latlas list metrics)."""
    root: Path | None = None
    """Where the images are when they have moved since the training."""
    json: bool = False
    """Print one JSON object instead of a table."""


def command(arguments: list[str]) -> None:
    """Evaluate and print."""
    options = parse(Evaluate, "evaluate", arguments)

    from latlas.api import evaluate, load
    from latlas.errors import UsageError

    if not options.runs:
        raise UsageError("give at least one run; make one with: latlas train MODEL DATA --out RUN")
    results = []
    for folder in options.runs:
        trained = load(folder, options.root)
        scores = evaluate(trained, list(options.metric) or None)
        record = trained.run.record
        results.append(
            {
                "run": str(folder),
                "model": record["model"]["name"],
                "data": record["data"]["name"],
                "part": "test",
                "metrics": {name: asdict(score) for name, score in scores.items()},
            }
        )
    if options.json:
        print(json.dumps(results[0] if len(results) == 1 else {"runs": results}, indent=2, ensure_ascii=False))
    else:
        print(table(results))


def table(results: list[dict[str, Any]]) -> str:
    """Metrics as rows, runs as columns, each value with its standard error."""
    names = list(dict.fromkeys(name for result in results for name in result["metrics"]))
    rows = [["", *(result["run"] for result in results)], ["model", *(f"{result['model']} on {result['data']}" for result in results)]]
    rows += [[name, *(_cell(result["metrics"].get(name)) for result in results)] for name in names]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def _cell(score: dict[str, Any] | None) -> str:
    if score is None:
        return "–"
    value, error = score["value"], score["standard_error"]
    if error is None or error == 0 or not math.isfinite(error):
        return f"{value:.6g}"
    digits = max(0, 1 - math.floor(math.log10(error)))
    return f"{value:.{digits}f} ± {error:.{digits}f}"
