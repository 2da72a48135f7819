"""Precision, recall, density and coverage of generated images among real ones."""

from __future__ import annotations

from collections.abc import Callable

from latlas.functional.neighbourhoods import Overlap, Share
from latlas.metrics.metric import Metric, Score, WholePopulations
from latlas.metrics.populations import Populations


def _metric(name: str, summary: str, protocol: str, over: str, greatest: float, share: Callable[[Overlap], Share]) -> Metric:
    stated = f"{protocol}; standard error over {over} images, the neighbourhoods held fixed"

    def score(populations: Populations) -> Score:
        found = share(populations.overlap)
        how = f"{populations.protocol(stated)}, neighbourhoods of {populations.options.neighbours}"
        return Score(found.value, found.standard_error, len(populations.real), how)

    return Metric(
        name=name,
        summary=summary,
        higher_is_better=True,
        range=(0.0, greatest),
        needs=frozenset({"populations"}),
        compute=WholePopulations(score),
        protocol=stated,
    )


PRECISION = _metric(
    "precision",
    "generated images that lie among real ones, 0 to 1",
    "share of generated images in the neighbourhood of a real one: the ball to its k-th nearest other real image",
    "generated",
    1.0,
    lambda found: found.precision,
)
"""The metric `precision`."""
RECALL = _metric(
    "recall",
    "real images that lie among generated ones, 0 to 1",
    "share of real images in the neighbourhood of a generated one: the ball to its k-th nearest other generated image",
    "real",
    1.0,
    lambda found: found.recall,
)
"""The metric `recall`."""
DENSITY = _metric(
    "density",
    "real neighbourhoods that hold a generated image, over k",
    "number of real neighbourhoods (balls to the k-th nearest other real image) around a generated image, over k",
    "generated",
    float("inf"),
    lambda found: found.density,
)
"""The metric `density`."""
COVERAGE = _metric(
    "coverage",
    "real neighbourhoods with a generated image in them, 0 to 1",
    "share of real images whose neighbourhood, the ball to the k-th nearest other real image, holds a generated image",
    "real",
    1.0,
    lambda found: found.coverage,
)
"""The metric `coverage`."""
