"""`latlas train MODEL DATA --out RUN`."""

from __future__ import annotations

import inspect
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, make_dataclass
from pathlib import Path
from typing import Annotated, Any

from latlas import catalog
from latlas.cli.processes import run_in_processes
from latlas.cli.running import is_first, parse

USAGE = """usage: latlas train MODEL DATA --out RUN [options]

Train any model on any image set. The same command resumes an interrupted run, and with more --epochs extends a
finished one. Options come from the model, the image set and the training; see latlas train MODEL DATA --help.

MODEL  {models}
DATA   {data},
       a folder of images, an npy or npz file, or hub:OWNER/NAME"""


@dataclass(frozen=True)
class Output:
    """Where the run goes."""

    out: Path
    """Folder of the run."""
    processes: int = 1
    """Processes of this machine that share the work, each with its own GPU or its part of the cores; torchrun starts them on several."""
    quiet: bool = False
    """Print nothing but errors."""


def command(arguments: list[str]) -> None:
    """Parse and train."""
    positional = [argument for argument in arguments[:2] if not argument.startswith("-")]
    if not positional or (len(positional) < 2 and "--help" not in arguments and "-h" not in arguments):
        usage = USAGE.format(models=", ".join(catalog.names("models")), data=", ".join(catalog.names("data")))
        if not {"-h", "--help"} & set(arguments):
            print(f"{usage}\n\nlatlas train: give MODEL and DATA first, then options", file=sys.stderr)
            raise SystemExit(2)
        print(usage)
        return
    options = parse_options(positional[0], positional[1] if len(positional) > 1 else "digits", arguments[len(positional) :])
    if run_in_processes("train", arguments, options.output.processes):
        return

    from latlas.runs import train_configured

    trained = train_configured(positional[0], options.model, options.data, options.training, options.output.out, options.output.quiet)
    if not options.output.quiet and is_first():
        skipped = trained.run.record["data"]["skipped"]
        if skipped:
            print(f"{len(skipped)} files could not be read and were left out; run.json lists them", file=sys.stderr)
        for part in trained.run.record["collapsed"]:
            print(
                f"{part} is not used: none of its latents varies over the images, and what is decoded does not depend on them. "
                f"Train longer (--epochs), or again from another start:\n  {again(arguments, options.output.out, options.training.seed)}",
                file=sys.stderr,
            )
        print(f"run: {options.output.out}")


def again(arguments: Sequence[str], out: Path, seed: int) -> str:
    """The command that trains the same with the next seed, into a folder beside the run's."""
    kept: list[str] = []
    for before, argument in zip(("", *arguments), arguments, strict=False):
        if {before, argument.partition("=")[0]}.isdisjoint(("--seed", "--out")):
            kept.append(argument)
    return shlex.join(["latlas", "train", *kept, "--seed", str(seed + 1), "--out", f"{out}-seed-{seed + 1}"])


def parse_options(model: str, data: str, arguments: list[str]) -> Any:
    """Options of a model, an image set and the training, as `.model`, `.data`, `.training` and `.output`."""
    import tyro

    from latlas.runs import data_options
    from latlas.training.config import TrainingConfig

    defaults = data_options(data)
    model_class = catalog.get("models", model)
    parts: list[tuple[str, Any, Any]] = [
        ("output", Output, field()),
        ("model", model_class.Config, field(default_factory=model_class.Config)),
        ("data", Annotated[type(defaults), tyro.conf.arg(name=data)], field(default=defaults)),
        ("training", TrainingConfig, field(default_factory=TrainingConfig)),
    ]
    return parse(make_dataclass("Options", parts), f"train {model} {data}", arguments, description=inspect.getdoc(model_class))
