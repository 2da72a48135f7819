"""Fill the results tables of the models' pages and of the benchmarks' from committed results: `python docs/generate_results.py [--check]`.

A page says where its table goes by a pair of comments: `<!-- results MODEL -->` for benchmarks/results/quality.json, or
`<!-- results MODEL of STUDY SCALE -->` for the result of a study at a scale, and `<!-- end of results -->`. The page of benchmarks has
`<!-- benchmarks -->`, that of performance `<!-- profile -->`. With --check nothing is written and the exit code is 1 when a page is stale.
"""

from __future__ import annotations

import json
import math
import re
import statistics
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from latlas import catalog

PAGES = Path(__file__).parent / "models"
BENCHMARKS = Path(__file__).parent / "benchmarks.md"
PERFORMANCE = Path(__file__).parent / "performance.md"
RESULTS = Path(__file__).parents[1] / "benchmarks" / "results" / "quality.json"
PROFILE = RESULTS.with_name("profile.json")
STUDIES = Path(__file__).parents[1] / "src" / "latlas" / "studies"
METRICS = {
    "mse": "MSE of reconstructions",
    "mae": "MAE of reconstructions",
    "psnr": "PSNR, dB",
    "ssim": "SSIM",
    "kl": "KL, nats per image",
    "active_units": "active units",
    "knn_accuracy": "10-NN accuracy, %",
}
RATIOS = re.compile(r"(<!-- benchmarks -->\n).*?(<!-- end of benchmarks -->)", re.DOTALL)
PROFILED = re.compile(r"(<!-- profile -->\n).*?(<!-- end of profile -->)", re.DOTALL)
PLACE = re.compile(r"(<!-- results (\w+)(?: of ([\w-]+) (\w+))? -->\n).*?(<!-- end of results -->)", re.DOTALL)


def of_study(study: str, scale: str, model: str) -> str:
    """What a study's committed result says of a model."""
    found = catalog.get("studies", study)
    path = STUDIES / study.replace("-", "_") / "results" / f"{scale}.json"
    text = found.model_table(json.loads(path.read_text(encoding="utf-8")), model) if path.exists() else ""
    return f"{text}\n" if text else f"No results yet: run `latlas study {study} --scale {scale}`.\n"


def table(results: Mapping[str, Any], model: str) -> str:
    """Metrics as rows, numbers of latents as columns: the mean over complete seeds ± their standard deviation."""
    rows = [row for row in results["rows"] if row["model"] == model and row["seed"] in results["seeds_complete"]]
    dims = sorted({row["latent_dim"] for row in rows})
    if not rows:
        return "No results yet: run `python -m benchmarks.quality`.\n"
    lines = ["| test part | " + " | ".join(f"{dim} latents" for dim in dims) + " |", "|---|" + "---|" * len(dims)]
    for metric, title in METRICS.items():
        values = [[row for row in rows if row["metric"] == metric and row["latent_dim"] == dim] for dim in dims]
        if any(values):
            lines.append(f"| {title} | " + " | ".join(cell(column) for column in values) + " |")
    machine, versions, seeds = results["machine"], results["versions"], results["seeds_complete"]
    train, test = (f"{results['data']['split'][part]:,}".replace(",", " ") for part in ("train", "test"))
    spread = (
        f"One seed ({seeds[0]}); ± is the standard error over test images and says nothing about other seeds."
        if len(seeds) == 1
        else f"Mean over {len(seeds)} seeds ({', '.join(map(str, seeds))}) ± their standard deviation."
    )
    note = (
        f"MNIST, {train} training images, {test} test images, {results['epochs']} epochs, all other options at their defaults. {spread} "
        f"latlas {versions['latlas']}, torch {versions['torch']}, {machine['processor']}."
    )
    return "\n".join(lines) + f"\n\n{note}\n"


def cell(rows: Sequence[Mapping[str, Any]]) -> str:
    """A mean with what is known of its spread."""
    values = [row["value"] for row in rows]
    if not values:
        return "–"
    mean = statistics.fmean(values)
    spread = statistics.stdev(values) if len(values) > 1 else rows[0]["se"]
    if not spread:
        return f"{mean:.3g}"
    digits = max(0, 1 - math.floor(math.log10(spread)))
    return f"{mean:.{digits}f} ± {spread:.{digits}f}"


def ratios() -> str:
    """Every benchmark with a committed result that compares two sides."""
    lines = ["| name | ratio | latlas | other side | unit |", "|---|---|---|---|---|"]
    for path in sorted(RESULTS.parent.glob("*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        if "ratio" in found:
            unit = found["unit"].partition(",")[0]
            lines.append(f"| `{path.stem}` | {found['ratio']:.2f} | {plain(found['ours'])} | {plain(found['theirs'])} | {unit} |")
    return "\n".join(lines) + "\n"


def profile() -> str:
    """One table for each thing that was looked into, with the share of each part."""
    found = json.loads(PROFILE.read_text(encoding="utf-8"))
    machine = found["machine"]
    lines = [
        f"One thread, {machine['processor']}, torch {found['versions']['torch']}. One run each, but for the starts, which are medians: "
        "trust the shares more than the times."
    ]
    for what in dict.fromkeys(row["of"] for row in found["rows"]):
        rows = [row for row in found["rows"] if row["of"] == what]
        whole: dict[str, float] = {}
        for row in rows:
            whole[row["case"]] = whole.get(row["case"], 0.0) + row["seconds"]
        lines += ["", f"### {what[0].upper()}{what[1:]}", ""]
        if all(row["part"] == "all" for row in rows):
            lines += ["| | seconds |", "|---|---|", *(f"| {row['case']} | {row['seconds']:.2f} |" for row in rows)]
            continue
        lines += ["| | part | ms | share |", "|---|---|---|---|"]
        lines += [
            f"| {row['case']}, per {row['per']} | {row['part']} | {plain_ms(row['seconds'])} | {row['seconds'] / whole[row['case']]:.0%} |"
            for row in rows
        ]
    return "\n".join(lines) + "\n"


def plain_ms(seconds: float) -> str:
    """Milliseconds with three significant digits."""
    return f"{float(f'{1000 * seconds:.3g}'):,.10g}".replace(",", " ")


def plain(value: float) -> str:
    """Four significant digits without an exponent."""
    return f"{float(f'{value:.4g}'):,.10g}".replace(",", " ")


def filled(results: Mapping[str, Any], place: re.Match[str]) -> str:
    """The table that goes to a place."""
    return of_study(place[3], place[4], place[2]) if place[3] else table(results, place[2])


def main() -> int:
    """Write or check."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    stale = []
    for path in [*sorted(PAGES.glob("*.md")), BENCHMARKS, PERFORMANCE]:
        old = path.read_text(encoding="utf-8")
        new = PLACE.sub(lambda place: place[1] + filled(results, place) + place[5], old)
        new = RATIOS.sub(lambda place: place[1] + ratios() + place[2], new)
        new = PROFILED.sub(lambda place: place[1] + profile() + place[2], new)
        if new != old:
            stale.append(path.name)
            if "--check" not in sys.argv[1:]:
                path.write_text(new, encoding="utf-8")
    print(f"stale: {', '.join(stale)}" if stale else "up to date")
    return int(bool(stale) and "--check" in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
