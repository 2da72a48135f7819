"""Two processes against one: how far apart the weights are after the same training.

    python -m benchmarks.two_processes --json

Every model whose losses take each image by itself is trained on the embedded digits from the command line, with `--processes 1` and
`--processes 2`, with one batch size over all processes, and their weights are compared, as are their evaluations. `theirs` is the
difference that may be, 1e-5; `ours` the largest that was, over models and weights. Two that mix the images of a batch in pairs, which each
process does with its own share, are in `conditions`, and not counted. Needs no second machine and no GPU, and says nothing of them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import harness

MODELS = ("ae", "vae", "beta_vae", "stagewise_vae", "transformer_vae", "double_transformer_vae", "aae")
PAIRED = ("acai", "amr")
OPTIONS = ("--hidden", "32", "--epochs", "3", "--batch-size", "64", "--device", "cpu", "--limit", "640", "--quiet")
ALLOWED = 1e-5


def latlas(*arguments: str) -> None:
    """Run a command, with one thread in each process."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-m", "latlas", *arguments], check=True, env=environment, stdout=subprocess.DEVNULL)


def compare(model: str, folder: Path) -> dict[str, Any]:
    """The largest differences of a model's weights and scores, and how far the training moved its weights."""
    from safetensors.torch import load_file

    for processes in (1, 2):
        run = str(folder / f"{model}-{processes}")
        latlas("train", model, "digits", *OPTIONS, "--processes", str(processes), "--out", run)
        latlas("evaluate", run, "--processes", str(processes))
    one, two = (load_file(folder / f"{model}-{processes}" / "weights.safetensors") for processes in (1, 2))
    scores = [json.loads((folder / f"{model}-{processes}" / "metrics.json").read_text(encoding="utf-8")) for processes in (1, 2)]
    assert one.keys() == two.keys()
    assert scores[0].keys() == scores[1].keys()
    relative = [abs(scores[1][name]["value"] - own["value"]) / max(abs(own["value"]), 1e-9) for name, own in scores[0].items()]
    return {
        "weights": max(float((two[name] - own).abs().max()) for name, own in one.items()),
        "largest_weight": max(float(own.abs().max()) for own in one.values()),
        "scores_relative": max(relative),
        "scores": len(relative),
    }


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """All models, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        found = {model: compare(model, Path(folder)) for model in (*MODELS, *PAIRED)[: options.models]}
    ours = max(found[model]["weights"] for model in MODELS if model in found)
    conditions = {
        **harness.environment("torch"),
        "options": " ".join(OPTIONS),
        "backend": "gloo",
        "theirs_is": "the difference that may be",
        "counted": MODELS,
        "models": found,
    }
    return harness.result("two_processes", ours, ALLOWED, "largest difference of a weight", False, conditions)


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", models=len(MODELS + PAIRED))
