"""Parametric UMAP against umap-learn: time of a fit, and how well places tell the class.

    LATLAS_MNIST=folder-or-npz python -m benchmarks.parametric_umap --json
    LATLAS_MNIST=folder-or-npz python -m benchmarks.parametric_umap --count 1000 --repeats 1      a quick look

The training digits of MNIST in 50 PCA dimensions, both sides at their defaults, in a new process each time and after a small first fit,
so that umap-learn's compiler is not counted. Ours fits a network to the map and one back; umap-learn fits places. The ratio is of the
times of a fit. Both accuracies, seconds of `transform` and `inverse_transform` for 10 000 digits, and both round trips are in the same
file.
"""

from __future__ import annotations

import argparse
from typing import Any

from benchmarks import harness, mapping


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Seconds of a fit, on each side."""
    return mapping.compare("parametric_umap", "umap", "umap-learn", options)


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", repeats=5, count=60_000)
