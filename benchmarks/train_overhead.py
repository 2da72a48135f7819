"""What the training loop costs: latlas at its defaults against a bare PyTorch loop with the same maths.

    python -m benchmarks.train_overhead --json

Both sides train the dense VAE in fp32 with fused Adam, from a uint8 store cast per batch, and read the loss in every step;
latlas also keeps freed memory (its default), so that is done on both sides. The ratio is ours / theirs at batch 128, where a step
is short; batch 512 is in `conditions`.
"""

from __future__ import annotations

import argparse
import statistics
from dataclasses import asdict
from typing import Any

from benchmarks import harness
from benchmarks.training import Task, worker

TASKS = {"batch_128": Task(batch_size=128, epoch_steps=300), "batch_512": Task(batch_size=512, epoch_steps=100)}


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Both batch sizes, one after the other."""
    rates = {
        name: harness.interleave(
            {"ours": worker("latlas", task), "theirs": worker("bare", task, fused=True, keep_memory=True)}, options.repeats
        )
        for name, task in TASKS.items()
    }
    conditions = {
        **harness.environment("torch"),
        "tasks": {name: asdict(task) for name, task in TASKS.items()},
        "ratio_batch_512": harness.paired_ratio(rates["batch_512"]["ours"], rates["batch_512"]["theirs"]),
        "repeats": rates,
    }
    main = rates["batch_128"]
    ours, theirs = statistics.median(main["ours"]), statistics.median(main["theirs"])
    ratio = harness.paired_ratio(main["ours"], main["theirs"])
    return harness.result("train_overhead", ours, theirs, "images/s", True, conditions, ratio)


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", repeats=15)
