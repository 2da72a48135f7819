"""`latlas evaluate RUN [RUN…] [--json]`."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import tyro

from latlas.cli.processes import run_in_processes
from latlas.cli.running import parse

COMPARISON = (
    "extractor",
    "extractor_weights",
    "extractor_layers",
    "generated",
    "samples",
    "seed",
    "bandwidths",
    "permutations",
    "neighbours",
    "allow_few_samples",
)
"""Options of `latlas.metrics.populations.ComparisonOptions`, with the same defaults; that module would load torch."""


@dataclass(frozen=True)
class Evaluate:
    """Metrics of one or more runs on the test part of their image sets, with standard errors."""

    runs: Annotated[tuple[Path, ...], tyro.conf.Positional]
    """Folders of finished runs."""
    metric: tuple[str, ...] = ()
    """Only these metrics; all that apply when left out (latlas list metrics). Those of distributions, such as frechet and mmd, apply when
    named, or when an option of theirs, from --extractor to --allow-few-samples, is given."""
    extractor: str = "pixels"
    """Fixed network whose features of real and generated images are compared (latlas list extractors)."""
    extractor_weights: str = ""
    """Its weights: a safetensors file, or hub:REPOSITORY:FILE."""
    extractor_layers: tuple[str, ...] = ()
    """Its layers, such as pixels_64x64; none means the extractor's own choice."""
    generated: Literal["samples", "reconstructions"] = "samples"
    """Compare the test part with samples from the prior, or with its reconstructions."""
    samples: int = 10_000
    """Most images of each kind in such a comparison."""
    seed: int = 0
    """Decides samples and permutations."""
    bandwidths: tuple[float, ...] = ()
    """σ of each Gaussian of the MMD, in units of the features; none means the median distance."""
    permutations: int = 200
    """Permutations for the p-value of the MMD; 0 leaves it out."""
    neighbours: int = 3
    """Neighbours that make a neighbourhood, for precision, recall, density and coverage."""
    allow_few_samples: bool = False
    """Give Fréchet distances of no more images than features, which are refused otherwise."""
    root: Path | None = None
    """Where the images are when they have moved since the training."""
    processes: int = 1
    """Processes of this machine that share the work."""
    json: bool = False
    """Print one JSON object instead of a table."""


def command(arguments: list[str]) -> None:
    """Evaluate and print."""
    options = parse(Evaluate, "evaluate", arguments)
    if run_in_processes("evaluate", arguments, options.processes):
        return

    from latlas.api import evaluate, load
    from latlas.errors import UsageError

    if not options.runs:
        raise UsageError("give at least one run; make one with: latlas train MODEL DATA --out RUN")
    defaults = Evaluate(runs=())
    comparison = {name: getattr(options, name) for name in COMPARISON if getattr(options, name) != getattr(defaults, name)}
    results = []
    for folder in options.runs:
        trained = load(folder, options.root)
        scores = evaluate(trained, list(options.metric) or None, shared=True, **comparison)
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
        print(notes(results), end="")


def table(results: list[dict[str, Any]]) -> str:
    """Metrics as rows, runs as columns, each value with its standard error."""
    names = list(dict.fromkeys(name for result in results for name in result["metrics"]))
    rows = [["", *(result["run"] for result in results)], ["model", *(f"{result['model']} on {result['data']}" for result in results)]]
    rows += [[name, *(_cell(result["metrics"].get(name)) for result in results)] for name in names]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def notes(results: list[dict[str, Any]]) -> str:
    """What generated and real images were compared, a line for each metric that does and each run; empty when none does."""
    from latlas import catalog

    lines = []
    for result in results:
        for name, score in result["metrics"].items():
            metric = catalog.get("metrics", name)
            if "populations" in metric.needs:
                here = score["protocol"].removeprefix(f"{metric.protocol}; ")
                lines.append(f"\n{name} of {result['run']}: {here}\n")
    return "".join(lines)


def _cell(score: dict[str, Any] | None) -> str:
    if score is None:
        return "–"
    value, error = score["value"], score["standard_error"]
    if error is None or error == 0 or not math.isfinite(error):
        return f"{value:.6g}"
    digits = max(0, 1 - math.floor(math.log10(error)))
    return f"{value:.{digits}f} ± {error:.{digits}f}"
