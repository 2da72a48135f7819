"""Parametric t-SNE against openTSNE: time of a fit, and how well places tell the class.

    LATLAS_MNIST=folder-or-npz python -m benchmarks.parametric_tsne --json
    LATLAS_MNIST=folder-or-npz python -m benchmarks.parametric_tsne --count 1000 --repeats 1      a quick look

The training digits of MNIST in 50 PCA dimensions, both sides at their defaults, in a new process each time. Ours fits a network to the
map and one back; openTSNE fits places, and has no way back. The ratio is of the times of a fit. Both accuracies, seconds of `transform`
and `inverse_transform` for 10 000 digits, and both round trips are in the same file.
"""

from __future__ import annotations

import argparse
from typing import Any

from benchmarks import harness, mapping


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Seconds of a fit, on each side."""
    return mapping.compare("parametric_tsne", "tsne", "openTSNE", options)


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", repeats=5, count=60_000)
