"""MMD² between 10 000 and 10 000 images of 64×64×3: ours, in blocks, against whole matrices of distances. Time and memory.

    python -m benchmarks.mmd --json

Both sides get the same float32 pixels and the same σ. `theirs` is what one writes first: three times `torch.cdist`, `exp`, means without
the diagonals. Ours gives a standard error besides; `seconds_with_permutations` is for 200 relabellings too. `memory` has what each adds,
in GB, to the images themselves: the peak of the process's anonymous memory during one call, in a process that has done nothing before,
less that before the call. That the values agree is checked there.

    python -m benchmarks.mmd SIDE [COUNT, SIZE]      a worker; SIDE is ours, theirs, permutations, or one of them and -memory
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from benchmarks import harness
from latlas.functional.mmd import mmd

PERMUTATIONS = 200
AGREEMENT = 1e-5
"""Largest difference of MMD², whose kernel is at most 1."""


def make(count: int, size: int) -> tuple[Tensor, Tensor, float]:
    """Two sets of pixels in [0, 1] that differ a little, made in place; and σ, about the median distance."""
    generator = torch.Generator().manual_seed(0)
    values = 3 * size * size
    real = torch.empty(count, values).uniform_(0, 1, generator=generator)
    made = torch.empty(count, values).uniform_(0, 0.98, generator=generator)
    return real, made, (values / 6) ** 0.5


def ours(real: Tensor, made: Tensor, sigma: float) -> float:
    """Ours."""
    return mmd(real, made, (sigma,)).unbiased


def with_permutations(real: Tensor, made: Tensor, sigma: float) -> float:
    """Ours, with a p-value."""
    return mmd(real, made, (sigma,), permutations=PERMUTATIONS).unbiased


@torch.no_grad()
def theirs(real: Tensor, made: Tensor, sigma: float) -> float:
    """Whole matrices, one after the other, overwritten where that is easily said."""

    def kernel(x: Tensor, y: Tensor) -> Tensor:
        return torch.cdist(x, y).square_().mul_(-0.5 / sigma**2).exp_()

    def mean_within(x: Tensor) -> Tensor:
        similar = kernel(x, x)
        return (similar.sum(dtype=torch.float64) - similar.diagonal().sum(dtype=torch.float64)) / (len(x) * (len(x) - 1))

    across = kernel(real, made).mean(dtype=torch.float64)
    return float(mean_within(real) + mean_within(made) - 2 * across)


SIDES: Mapping[str, Callable[[Tensor, Tensor, float], float]] = {"ours": ours, "theirs": theirs, "permutations": with_permutations}


class Watch:
    """The peak of this process's anonymous memory while something runs, read every 5 ms."""

    def __init__(self) -> None:
        self.before = self.peak = self._now()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.005):
            self.peak = max(self.peak, self._now())

    @staticmethod
    def _now() -> float:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) * 1024 / 1e9 for line in lines if line.startswith("RssAnon"))


def work(side: str, count: int, size: int) -> None:
    """Be a worker."""
    gate = harness.Gate()
    try:
        made = make(count, size)
        name, _, what = side.partition("-")
        if what == "memory":
            with Watch() as watch:
                value = SIDES[name](*made)
            return gate.answer({"value": value, "added": watch.peak - watch.before, "before": watch.before})
        gate.wait()
        while True:
            SIDES[name](*made)
            gate.wait(1)
    except Exception:  # noqa: BLE001 - the parent shows it
        gate.answer({"error": traceback.format_exc()})
        sys.exit(1)


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Seconds for one value, on each side, and the memory of each."""

    def worker(side: str) -> list[str]:
        return ["-m", "benchmarks.mmd", side, json.dumps([options.images, options.size])]

    memory = {side: harness.ask(worker(f"{side}-memory")) for side in SIDES}
    difference = abs(memory["ours"]["value"] - memory["theirs"]["value"])
    assert difference < AGREEMENT, memory
    rates = harness.interleave({side: worker(side) for side in SIDES}, options.repeats)
    seconds = {side: [1 / rate for rate in values] for side, values in rates.items()}
    conditions = {
        **harness.environment("torch"),
        "images": options.images,
        "shape": [3, options.size, options.size],
        "theirs_is": "three matrices by torch.cdist",
        "value": memory["ours"]["value"],
        "difference": difference,
        "memory": {side: found["added"] for side, found in memory.items()},
        "images_in_memory": memory["ours"]["before"],
        "permutations": PERMUTATIONS,
        "seconds_with_permutations": statistics.median(seconds["permutations"]),
        "repeats": seconds,
    }
    medians = {side: statistics.median(values) for side, values in seconds.items()}
    ratio = harness.paired_ratio(rates["ours"], rates["theirs"])
    return harness.result("mmd", medians["ours"], medians["theirs"], "s", False, conditions, ratio)


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        work(sys.argv[1], *json.loads(sys.argv[2]))
    else:
        harness.main(measure, __doc__ or "", images=10_000, size=64, repeats=5)
