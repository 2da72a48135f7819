"""`latlas study NAME --scale smoke|desk|paper --seeds N --out DIR`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import tyro

from latlas.cli.running import parse, refuse_below_one
from latlas.errors import UsageError


@dataclass(frozen=True)
class StudyOptions:
    """Run a study: train its models, score them, and say which of the paper's claims hold. Repeat the command to go on where it stopped."""

    name: Annotated[str, tyro.conf.Positional]
    """Name of the study (latlas list studies)."""
    scale: Literal["smoke", "desk", "paper"] = "smoke"
    """smoke takes under a minute, desk under an hour on two cores, paper is the paper's own size."""
    seeds: int = 1
    """Trainings of each model on each image set."""
    out: Path = Path("study")
    """Folder for runs, rows and the result file SCALE.json."""
    data: tuple[str, ...] = ()
    """Image sets, instead of those of the scale."""
    models: tuple[str, ...] = ()
    """Only these models."""
    root: Path | None = None
    """Where the files of the image sets are."""
    extractor: str = ""
    """Fixed network whose features a study compares, instead of the study's own choice (latlas list extractors)."""
    extractor_weights: str = ""
    """Its weights: a safetensors file, or hub:REPOSITORY:FILE."""
    extractor_layers: tuple[str, ...] = ()
    """Its layers; none means the extractor's own choice."""
    workers: int = 0
    """Tasks at a time, one thread each; 0 is one per core."""
    add_to: Path | None = None
    """Result file to add to: what it holds is not done again."""
    search: bool = False
    """Search each method's options on validation views instead, and write the log search.json."""
    report: Path | None = None
    """Only turn this result file into its page, written to --out as NAME.md with its pictures."""
    runs: Path | None = None
    """With --report: the folder of the runs to draw from; runs/SCALE beside the result when left out."""
    quiet: bool = False
    """Print nothing but errors."""


def command(arguments: list[str]) -> None:
    """Run, and print the claims."""
    options = parse(StudyOptions, "study", arguments)
    refuse_below_one(seeds=options.seeds)
    if options.workers < 0:
        raise UsageError(f"--workers is {options.workers}: it must be at least 1, or 0 for one per core")

    import os

    from latlas import catalog
    from latlas.studies import runner
    from latlas.studies.study import Request, Study

    study: Study = catalog.get("studies", options.name)
    if options.report is not None:
        for path in runner.report(study, options.report, options.out, options.runs):
            print(path)
        return
    if (options.extractor or options.extractor_weights or options.extractor_layers) and study.prepare is None:
        raise UsageError(f"study '{options.name}' compares no features of images: leave --extractor and its weights and layers out")
    request = Request(
        options.scale,
        options.seeds,
        options.data,
        options.models,
        options.root,
        options.search,
        options.extractor,
        options.extractor_weights,
        options.extractor_layers,
    )
    workers = options.workers or os.cpu_count() or 1
    if options.search:
        log = runner.run_search(study, request, options.out, workers, options.quiet)
        for model, chosen in log["chosen"].items():
            print(f"{model}: {chosen}")
        print(options.out / "search.json")
        return
    result = runner.run_study(study, request, options.out, workers, options.add_to, options.quiet)
    if not options.quiet:
        for claim in result["claims"]:
            verdict = {True: "holds", False: "does not hold", None: "cannot be told"}[claim["holds"]]
            print(f"{claim['id']} {verdict}: {claim['claim']}\n   {claim['evidence']}")
    print(options.add_to or options.out / f"{options.scale}.json")
