"""Number of latents that the encoder uses (Burda, Grosse & Salakhutdinov 2016, section 5, whose prior has a variance of 1)."""

from __future__ import annotations

import numpy as np

from latlas.metrics.metric import Codes, Metric, Score, WholePart
from latlas.types import Latents

THRESHOLD = 0.01
"""Least variance of the posterior mean over images, as a multiple of the prior's, that makes a latent active: the paper's."""
RESAMPLES = 200
SEED = 0


def active_units(latents: Latents, threshold: float = THRESHOLD) -> int:
    """How many columns of the posterior means vary over images by more than `threshold` (population variance)."""
    return int((latents.double().var(0, correction=0) > threshold).sum())


def bootstrap_error(latents: Latents, threshold: float = THRESHOLD, resamples: int = RESAMPLES, seed: int = SEED) -> float:
    """Standard error of `active_units` over images: its standard deviation over seeded bootstrap resamples."""
    values = latents.detach().cpu().double().numpy()
    values = values - values.mean(0)
    n, squares, random = len(values), values**2, np.random.default_rng(seed)
    counts = []
    for _ in range(resamples):
        weights = np.bincount(random.integers(0, n, n), minlength=n) / n
        counts.append(int((weights @ squares - (weights @ values) ** 2 > threshold).sum()))
    return float(np.std(counts, ddof=1))


def score(test: Codes, train: Codes | None = None) -> Score:
    """Active units of the test part."""
    latents = test.latents if test.scale is None else test.latents.double() / test.scale
    error = bootstrap_error(latents) if len(latents) > 1 else None
    return Score(float(active_units(latents)), error, len(test.latents), ACTIVE_UNITS.protocol)


ACTIVE_UNITS = Metric(
    name="active_units",
    summary="latents whose posterior mean varies over images",
    higher_is_better=None,
    range=(0.0, float("inf")),
    needs=frozenset(),
    compute=WholePart(score),
    protocol=f"latents whose posterior mean has a variance above {THRESHOLD} of the prior's over the test part; "
    f"standard error from {RESAMPLES} bootstrap resamples of the images, seed {SEED}",
)
"""The metric `active_units`."""
