"""Fréchet distance of two Gaussians at 2048 dimensions: ours against SciPy's matrix square root.

    python -m benchmarks.frechet --json

Means and covariances, in float64, are those of 10 000 rows of correlated features whose standard deviations fall over two decades;
the second set is scaled and shifted. `theirs` is the formula as it is usually written: ‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2 sqrtm(Σ₁Σ₂)). That
both agree to 1e-3 of the value is checked first. `seconds_from_features` is for `frechet_distance`: from the rows themselves, with a
standard error.

    python -m benchmarks.frechet SIDE FEATURES ROWS      a worker; SIDE is ours, theirs, features or check
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
import scipy.linalg
import torch
from torch import Tensor

from benchmarks import harness
from latlas.functional.frechet import frechet_distance, gaussian_frechet

AGREEMENT = 1e-3
"""Largest relative difference of the sides."""

Moments = tuple[Tensor, Tensor, Tensor, Tensor]


def make(features: int, rows: int) -> tuple[Tensor, Tensor]:
    """Two sets of rows, in float32 as a network gives them."""
    generator = torch.Generator().manual_seed(0)
    mix = torch.linalg.qr(torch.randn(features, features, generator=generator)).Q * torch.logspace(0, -2, features)
    first, second = torch.randn(2, rows, features, generator=generator)
    return first @ mix.T, 1.2 * second @ mix.T + 0.02


def moments(first: Tensor, second: Tensor) -> Moments:
    """Means and covariances."""
    return first.double().mean(0), torch.cov(first.double().T), second.double().mean(0), torch.cov(second.double().T)


def ours(given: Moments) -> float:
    """Ours."""
    return float(gaussian_frechet(*given))


def theirs(given: Moments) -> float:
    """With the matrix square root."""
    mean_1, covariance_1, mean_2, covariance_2 = (values.numpy() for values in given)
    root = scipy.linalg.sqrtm(covariance_1 @ covariance_2)
    return float(((mean_1 - mean_2) ** 2).sum() + np.trace(covariance_1 + covariance_2 - 2 * root).real)


SIDES: Mapping[str, Callable[[Moments], float]] = {"ours": ours, "theirs": theirs}


def work(side: str, features: int, rows: int) -> None:
    """Be a worker: measure distances until the parent has heard enough."""
    gate = harness.Gate()
    try:
        sets = make(features, rows)
        given = moments(*sets)
        if side == "check":
            values = {name: distance(given) for name, distance in SIDES.items()}
            difference = abs(values["ours"] / values["theirs"] - 1)
            assert difference < AGREEMENT, values
            return gate.answer({"values": values, "relative_difference": difference})
        gate.wait()
        while True:
            if side == "features":
                frechet_distance(*sets)
            else:
                SIDES[side](given)
            gate.wait(1)
    except Exception:  # noqa: BLE001 - the parent shows it
        gate.answer({"error": traceback.format_exc()})
        sys.exit(1)


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Seconds for one distance, on each side."""

    def worker(side: str) -> list[str]:
        return ["-m", "benchmarks.frechet", side, json.dumps([options.features, options.rows])]

    agreement = harness.ask(worker("check"))
    rates = harness.interleave({side: worker(side) for side in (*SIDES, "features")}, options.repeats)
    seconds = {side: [1 / rate for rate in values] for side, values in rates.items()}
    conditions = {
        **harness.environment("torch", "scipy"),
        "features": options.features,
        "rows": options.rows,
        "theirs_is": "scipy.linalg.sqrtm of the product of the covariances",
        "agreement": agreement,
        "seconds_from_features": statistics.median(seconds["features"]),
        "repeats": seconds,
    }
    medians = {side: statistics.median(values) for side, values in seconds.items()}
    ratio = harness.paired_ratio(rates["ours"], rates["theirs"])
    return harness.result("frechet", medians["ours"], medians["theirs"], "s", False, conditions, ratio)


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        work(sys.argv[1], *json.loads(sys.argv[2]))
    else:
        harness.main(measure, __doc__ or "", features=2048, rows=10_000, repeats=5)
