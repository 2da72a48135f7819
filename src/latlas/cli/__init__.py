"""The command line: one thin file per verb, loaded when the verb is used, so that `latlas --help` loads nothing."""

from __future__ import annotations

import os
import sys

VERBS = {
    "demo": "train a 2-D VAE on the embedded digits, build its atlas, open the explorer",
    "train": "train a model on an image set; the same command resumes or extends the run",
    "evaluate": "metrics of one or more runs, with standard errors",
    "encode": "latents of an image set as Parquet or npz",
    "atlas": "build the atlas of a run or of any model, or resume an interrupted build",
    "explore": "serve an atlas to the browser",
    "export": "write an atlas as a static web site",
    "sample": "a picture of images drawn from a model",
    "reconstruct": "a picture of images and their reconstructions",
    "interpolate": "a picture of what a model decodes between images",
    "extractor": "train a classifier on labelled images, as a feature extractor for them",
    "study": "run one paper's comparison and say which of its claims hold",
    "list": "what has a name: models, image sets, metrics, transformations and more",
    "cite": "the BibTeX entry of a model's source",
}

USAGE = """usage: latlas VERB ...

Train, shape, measure, explore and steer the latent spaces of image models.

{verbs}

latlas VERB --help says more about a verb, latlas train MODEL --help about a model's options.
Exit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted (a run can then be resumed)."""


def main() -> None:
    """Run one command and exit with its code."""
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command; returns the exit code. Errors become messages on standard error, never tracebacks."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(USAGE.format(verbs="\n".join(f"  {verb:<12} {summary}" for verb, summary in VERBS.items())))
        return 0 if arguments else 2
    if arguments[0] in ("-V", "--version"):
        from latlas import __version__

        print(f"latlas {__version__}")
        return 0
    verb, rest = arguments[0], arguments[1:]
    if verb not in VERBS:
        import difflib

        close = difflib.get_close_matches(verb, VERBS, n=1)
        hint = f" Did you mean '{close[0]}'?" if close else ""
        print(f"latlas: there is no verb '{verb}'.{hint} See latlas --help", file=sys.stderr)
        return 2
    from latlas.cli.running import run_verb

    return run_verb(verb, rest)
