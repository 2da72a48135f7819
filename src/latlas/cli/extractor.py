"""`latlas extractor DATA --out FILE.safetensors`."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, make_dataclass
from pathlib import Path
from typing import Annotated, Any

from latlas import catalog
from latlas.cli.processes import run_in_processes
from latlas.cli.running import is_first, parse

USAGE = """usage: latlas extractor DATA --out FILE.safetensors [options]

Train a small classifier on a labelled image set. Its file is the weights of extractor 'classifier', whose features
say more about images of this kind than those of a network trained on photographs. The same command resumes an interrupted
training, and with more --epochs extends a finished one; its log and checkpoint are in the folder FILE.run.
Options come from the image set and the training; see latlas extractor DATA --help.

DATA   {data},
       a folder with a folder of images for each class, or an npz file with labels"""
DESCRIPTION = "Train a small classifier on a labelled image set, as weights of the extractor 'classifier'."


@dataclass(frozen=True)
class Output:
    """Where the weights go."""

    out: Path
    """Safetensors file to write; a folder of the same name that ends in .run keeps log and checkpoint."""
    processes: int = 1
    """Processes of this machine that share the work, each with its own GPU or its part of the cores."""
    quiet: bool = False
    """Print nothing but errors."""


def command(arguments: list[str]) -> None:
    """Parse, train, and say how good the classifier is."""
    if not arguments or arguments[0].startswith("-"):
        usage = USAGE.format(data=", ".join(catalog.names("data")))
        if not {"-h", "--help"} & set(arguments):
            print(f"{usage}\n\nlatlas extractor: give DATA first, then options", file=sys.stderr)
            raise SystemExit(2)
        print(usage)
        return
    options = parse_options(arguments[0], arguments[1:])
    if run_in_processes("extractor", arguments, options.output.processes):
        return

    from latlas.classifiers import train_classifier

    trained = train_classifier(options.data, options.training, options.output.out, options.output.quiet)
    if not options.output.quiet and is_first():
        if trained.skipped:
            print(f"{len(trained.skipped)} files could not be read and were left out; run.json lists them", file=sys.stderr)
        accuracy = trained.accuracy
        error = "" if accuracy.standard_error is None else f" ± {accuracy.standard_error:.2f}"
        print(f"test accuracy: {accuracy.value:.2f}{error} % of {accuracy.n} images")
        print(f"extractor: classifier, weights: {trained.path}")


def parse_options(data: str, arguments: list[str]) -> Any:
    """Options of an image set and the training, as `.data`, `.training` and `.output`."""
    import tyro

    from latlas.runs import data_options
    from latlas.training.config import TrainingConfig

    defaults = data_options(data)
    parts: list[tuple[str, Any, Any]] = [
        ("output", Output, field()),
        ("data", Annotated[type(defaults), tyro.conf.arg(name=data)], field(default=defaults)),
        ("training", TrainingConfig, field(default_factory=TrainingConfig)),
    ]
    return parse(make_dataclass("Options", parts), f"extractor {data}", arguments, description=DESCRIPTION)
