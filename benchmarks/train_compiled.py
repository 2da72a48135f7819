"""Training a VAE with a pose by the recipe of its paper, compiled against as it is written.

    python -m benchmarks.train_compiled --json

The model is that of table 1 (affine transformation, 8 latents, 2×256 hidden units, Adadelta, batches of 128, fp32) on 28×28 digits, one
thread on each side, as the study trains it. `--compile` keeps the warp as torch's own kernel and compiles the optimiser's step with the
losses. Compiling happens in the first chunk, which is not counted: its seconds are in `conditions`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

import numpy as np
import torch

from benchmarks import harness
from benchmarks.training import ENDLESS, GatedSource, Task, read_images
from latlas.data.imageset import ImageSet
from latlas.models.pose import PoseConfig
from latlas.models.transformer_vae import TransformerVAE
from latlas.training.config import TrainingConfig
from latlas.training.loop import train

TASK = Task(batch_size=128, epoch_steps=100, latent_dim=8)
OPTIONS: dict[str, Any] = {"optimiser": "adadelta", "learning_rate": 1.0, "device": "cpu"}
POSE: dict[str, Any] = {"transformation": "affine", "pose_prior": "none", "padding": "border"}


def work(compiled: bool, gate: harness.Gate) -> None:
    """Train for ever; a chunk is an epoch."""
    torch.set_num_threads(1)
    pixels = read_images(TASK)[0]
    nobody = np.arange(0)
    parts = {"train": np.arange(len(pixels)), "validation": nobody, "test": nobody}
    images = ImageSet("benchmark", GatedSource(pixels, gate, TASK.epoch_steps), parts)  # type: ignore[arg-type]
    torch.manual_seed(TASK.seed)
    model = TransformerVAE(PoseConfig(latent_dim=TASK.latent_dim, body="dense", hidden=TASK.hidden, **POSE), images.shape)
    config = TrainingConfig(epochs=ENDLESS, batch_size=TASK.batch_size, seed=TASK.seed, checkpoint_seconds=1e9, compile=compiled, **OPTIONS)
    with tempfile.TemporaryDirectory() as folder:
        train(model, images, config, Path(folder))


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Both sides in turn."""
    commands = {name: ["-m", "benchmarks.train_compiled", "work", json.dumps(name == "ours")] for name in ("ours", "theirs")}
    rates = harness.interleave(commands, options.repeats + 1, warmup=0)
    first = {name: TASK.epoch_steps * TASK.batch_size / values.pop(0) for name, values in rates.items()}
    conditions = {
        **harness.environment("torch"),
        "task": {"data": read_images(TASK)[1], "batch_size": TASK.batch_size, "steps": TASK.epoch_steps, "hidden": TASK.hidden, **POSE},
        "options": OPTIONS,
        "threads": 1,
        "theirs_is": "the same training without --compile",
        "seconds_of_first_chunk": first,
        "repeats": rates,
    }
    ours, theirs = (statistics.median(rates[side]) for side in ("ours", "theirs"))
    ratio = harness.paired_ratio(rates["ours"], rates["theirs"])
    return harness.result("train_compiled", ours, theirs, "images/s", True, conditions, ratio)


def main() -> None:
    """Be a worker, or the benchmark."""
    if sys.argv[1:2] != ["work"]:
        harness.main(measure, __doc__ or "", repeats=9)
        return
    gate = harness.Gate()
    try:
        work(json.loads(sys.argv[2]), gate)
    except Exception:
        gate.answer({"error": traceback.format_exc()})
        raise


if __name__ == "__main__":
    main()
