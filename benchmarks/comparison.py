"""Ours against pythae and against a plain loop: speed, and agreement of the loss curves."""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from benchmarks import harness
from benchmarks.training import Task, read_images, worker

Curve = Sequence[float]


def measure(name: str, task: Task, best: dict[str, Any], options: argparse.Namespace) -> dict[str, Any]:
    """The benchmark's result: images per second with the best options against pythae."""
    sides = {
        "ours": worker("latlas", task, **best),
        "theirs": worker("pythae", task),
        "ours_fp32": worker("latlas", task),
        "bare_fp32": worker("bare", task),
    }
    rates = harness.interleave(sides, options.repeats)
    medians = {side: statistics.median(values) for side, values in rates.items()}
    conditions = {
        **harness.environment("torch", "pythae"),
        "task": {**asdict(task), "images": read_images(task)[1]},
        "ours_options": best,
        "theirs_is": "pythae BaseTrainer, fp32, Adam",
        "ratio_ours_to_bare_fp32": harness.paired_ratio(rates["ours"], rates["bare_fp32"]),
        "ratio_ours_fp32_to_bare_fp32": harness.paired_ratio(rates["ours_fp32"], rates["bare_fp32"]),
        "ratio_ours_fp32_to_theirs": harness.paired_ratio(rates["ours_fp32"], rates["theirs"]),
        "ratio_bare_fp32_to_theirs": harness.paired_ratio(rates["bare_fp32"], rates["theirs"]),
        "repeats": rates,
        "loss_curves": curves(task, best, range(options.seeds), options.epochs),
    }
    ratio = harness.paired_ratio(rates["ours"], rates["theirs"])
    return harness.result(name, medians["ours"], medians["theirs"], "images/s", True, conditions, ratio)


def curves(task: Task, best: dict[str, Any], seeds: range, epochs: int) -> dict[str, Any]:
    """Mean training loss of every epoch, for every seed, and whether the sides differ by more than their seeds do."""
    sides: dict[str, tuple[str, dict[str, Any]]] = {"ours": ("latlas", best), "ours_fp32": ("latlas", {}), "theirs": ("pythae", {})}
    losses: dict[str, list[Curve]] = {name: [] for name in sides}
    for seed in seeds:
        for name, (side, options) in sides.items():
            losses[name].append(harness.ask(worker(side, replace(task, seed=seed), epochs, **options)))
    return {
        "losses": losses,
        "ours_against_theirs": agreement(losses["ours"], losses["theirs"]),
        "ours_against_ours_fp32": agreement(losses["ours"], losses["ours_fp32"]),
        "ours_fp32_against_theirs": agreement(losses["ours_fp32"], losses["theirs"]),
    }


def agreement(ours: Sequence[Curve], theirs: Sequence[Curve]) -> dict[str, Any]:
    """Difference of the mean curves beside the seeds' spread, epoch by epoch.

    The spread is twice the root of the two sides' pooled variance over seeds: about the range in which 95 % of seeds of one
    side fall. `within` says whether the difference stays inside it in every epoch; a last epoch in which ours is lower by more
    is no harm and is shown by the sign of the difference.
    """
    differences, spreads = [], []
    for a, b in zip(zip(*ours, strict=True), zip(*theirs, strict=True), strict=True):
        differences.append(statistics.mean(a) - statistics.mean(b))
        spreads.append(2 * ((statistics.variance(a) + statistics.variance(b)) / 2) ** 0.5)
    within = [abs(difference) <= spread for difference, spread in zip(differences, spreads, strict=True)]
    return {"difference": differences, "spread": spreads, "within": all(within), "within_at_the_end": within[-1]}
