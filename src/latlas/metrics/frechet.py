"""Fréchet distance between the features of real and generated images."""

from __future__ import annotations

from latlas.functional.frechet import frechet_distance
from latlas.metrics.metric import Metric, Score, WholePopulations
from latlas.metrics.populations import Populations


def score(populations: Populations) -> Score:
    """The distance, with a warning in its protocol when there are no more images than features.

    Raises `UsageError` for so few images unless the options allow them.
    """
    options = populations.options
    found = frechet_distance(
        populations.real, populations.generated, paired=populations.paired, allow_few_samples=options.allow_few_samples
    )
    protocol = f"{populations.protocol(FRECHET.protocol)}, {found.features} features"
    if found.has_few_samples:
        protocol += "; WARNING: no more images than features, so the value depends on their number more than on what they show"
    return Score(found.value, found.standard_error, found.n_1, protocol)


FRECHET = Metric(
    name="frechet",
    summary="Fréchet distance of generated to real images, in features",
    higher_is_better=False,
    range=(0.0, float("inf")),
    needs=frozenset({"populations"}),
    compute=WholePopulations(score),
    protocol="squared Fréchet distance between Gaussians fitted to features; biased upwards by few images, so that it compares at equal "
    "counts only; standard error by the delta method over images, without the bias",
)
"""The metric `frechet`."""
