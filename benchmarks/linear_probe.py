"""A linear probe of the size of MNIST's latents: ours against scikit-learn's `LinearSVC`.

    python -m benchmarks.linear_probe --json

Latents are those of ten overlapping normal classes. Both sides choose a scaling and a cost C by cross-validation on the same folds, learn
with them on all training latents and are tested once: the problem is the same, so `check` asserts first that both choose alike and agree
in accuracy. Each has one thread; two folds in place of the probe's nine keep the run short, for the work of both grows with the folds.

    python -m benchmarks.linear_probe SIDE "[TRAIN, DIMENSION, FOLDS]"      a worker; SIDE is ours, theirs or check
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC
from torch import Tensor

from benchmarks import harness
from latlas.metrics.linear_probe import COSTS, linear_probe, stratified_folds

TEST = 10_000
CLASSES = 10
AGREEMENT = 0.1
"""Largest difference of the sides' accuracies, in points."""

Data = tuple[Tensor, Tensor, Tensor, Tensor]
Found = tuple[bool, float, float, float]
"""Whether standardised latents were chosen, the cost, accuracy over the folds and on the test part in %."""


def make(train: int, dimension: int) -> Data:
    """Latents and labels of the training part and of the test part; dimensions differ in scale as latents do."""
    generator = torch.Generator().manual_seed(0)
    means = torch.randn(CLASSES, dimension, generator=generator)
    labels = torch.randint(CLASSES, (train + TEST,), generator=generator)
    scales = torch.logspace(-1, 1, dimension)
    latents = (means[labels] + 1.2 * torch.randn(len(labels), dimension, generator=generator)) * scales
    return latents[:train], labels[:train], latents[train:], labels[train:]


def ours(data: Data, folds: int) -> Found:
    """Ours."""
    found = linear_probe(*data, folds=folds)
    return found.scaled, found.cost, found.cross_validation_mean, found.accuracy


def theirs(data: Data, folds: int) -> Found:
    """The same with scikit-learn's machines, at their own tolerance."""
    train, labels, test, test_labels = (values.double().numpy() if values.is_floating_point() else values.numpy() for values in data)
    fold = stratified_folds(labels, folds, 0)

    def right(scaled: bool, cost: float, part: np.ndarray, held_out: np.ndarray, truth: np.ndarray) -> float:
        machine = LinearSVC(C=cost, dual=False, max_iter=10_000)
        rows = train[part]
        if scaled:
            scaler = StandardScaler().fit(rows)
            rows, held_out = scaler.transform(rows), scaler.transform(held_out)
        return 100 * float(machine.fit(rows, labels[part]).score(held_out, truth))

    means = {
        (scaled, cost): statistics.fmean(right(scaled, cost, fold != k, train[fold == k], labels[fold == k]) for k in range(folds))
        for scaled in (True, False)
        for cost in COSTS
    }
    scaled, cost = max(means, key=means.__getitem__)
    return scaled, cost, means[scaled, cost], right(scaled, cost, np.ones(len(train), bool), test, test_labels)


SIDES: Mapping[str, Callable[[Data, int], Found]] = {"ours": ours, "theirs": theirs}


def work(side: str, train: int, dimension: int, folds: int) -> None:
    """Be a worker: probe until the parent has heard enough."""
    gate = harness.Gate()
    try:
        torch.set_num_threads(1)
        data = make(train, dimension)
        if side == "check":
            found = {name: probe(data, folds) for name, probe in SIDES.items()}
            assert found["ours"][:2] == found["theirs"][:2], found
            for own, other in zip(found["ours"][2:], found["theirs"][2:], strict=True):
                assert abs(own - other) < AGREEMENT, found
            return gate.answer(found)
        gate.wait()
        while True:
            SIDES[side](data, folds)
            gate.wait(1)
    except Exception:  # noqa: BLE001 - the parent shows it
        gate.answer({"error": traceback.format_exc()})
        sys.exit(1)


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Seconds for one probe, on each side."""

    def worker(side: str) -> list[str]:
        return ["-m", "benchmarks.linear_probe", side, json.dumps([options.train, options.dimension, options.folds])]

    agreement = harness.ask(worker("check"))
    rates = harness.interleave({side: worker(side) for side in SIDES}, options.repeats, warmup=0)
    seconds = {side: [1 / rate for rate in values] for side, values in rates.items()}
    named = ("scaled", "cost", "accuracy over the folds, %", "accuracy on the test part, %")
    conditions = {
        **harness.environment("torch", "scikit-learn"),
        "train": options.train,
        "test": TEST,
        "dimension": options.dimension,
        "folds": options.folds,
        "costs": COSTS,
        "threads": 1,
        "theirs_is": "sklearn.svm.LinearSVC(dual=False), the same folds, scalings and costs",
        "found": {side: dict(zip(named, found, strict=True)) for side, found in agreement.items()},
        "repeats": seconds,
    }
    medians = {side: statistics.median(values) for side, values in seconds.items()}
    ratio = harness.paired_ratio(rates["ours"], rates["theirs"])
    return harness.result("linear_probe", medians["ours"], medians["theirs"], "s", False, conditions, ratio)


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        work(sys.argv[1], *json.loads(sys.argv[2]))
    else:
        harness.main(measure, __doc__ or "", train=60_000, dimension=20, folds=2, repeats=5)
