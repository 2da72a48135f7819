"""Scoring all intervals of one object: one pass in large batches against a loop over pairs.

    python -m benchmarks.interpolation_scoring --json

One object of 72 views (32×32, colour), a convolutional autoencoder with 64 latents, intervals of 2 to 16 steps from every view: 8 640
images in between. Both sides give, for each, its mean squared error to the true view, the nearest of all 72 images and the nearest
within the interval; that they give the same numbers is checked first.

`theirs` is what one writes first: for each pair, encode the two images; for each α, decode one latent, take its error, and its distance
to one image after the other. `ratio_to_broadcast` is against the same loop with all 72 distances in one broadcast expression. Gradients
are off and the weights in channels-last order on all sides. The loops score every eighth start of each length: their work for a pair
does not depend on its start.
"""

from __future__ import annotations

import argparse
import statistics
from dataclasses import asdict
from typing import Any

from benchmarks import harness, scoring


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Images in between scored per second, on each side."""
    differences = harness.ask(["-m", "benchmarks.scoring", "check"])
    rates = harness.interleave({side: ["-m", "benchmarks.scoring", side] for side in scoring.SIDES}, options.repeats)
    conditions = {
        **harness.environment("torch"),
        "model": {"name": "ae", **asdict(scoring.CONFIG)},
        "object": {"views": scoring.VIEWS, "size": scoring.SIZE, "lengths": list(scoring.LENGTHS)},
        "in_between": {side: scoring.in_between(every) for side, (_, every) in scoring.SIDES.items()},
        "theirs_is": "loop over pairs and α, compared with one image after the other",
        "ratio_to_broadcast": harness.paired_ratio(rates["ours"], rates["broadcast"]),
        "largest_relative_difference_of_errors": differences,
        "nearest_images_equal": True,  # checked: the workers' check fails otherwise
        "repeats": rates,
    }
    ours, theirs = statistics.median(rates["ours"]), statistics.median(rates["theirs"])
    ratio = harness.paired_ratio(rates["ours"], rates["theirs"])
    return harness.result("interpolation_scoring", ours, theirs, "images/s", True, conditions, ratio)


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", repeats=5)
