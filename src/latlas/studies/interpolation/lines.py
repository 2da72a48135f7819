"""The line benchmark of Berthelot et al. 2018 within the study: the four methods, scored as there and corrected."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from latlas.metrics.intervals import Decode, Encode
from latlas.metrics.lines import score_lines
from latlas.studies.study import Row

LINES = "lines"
LINE_BODY: Mapping[str, Any] = MappingProxyType(
    {
        "body": "vgg",
        "norm": "group",
        "channels": (16, 32, 64, 128),
        "hidden": (),
        "convolutions": 1,
        "latent_dim": 64,
        "batch_size": 64,
        "warmup_steps": 150,
    }
)
"""64 latents and widths as in the authors' code, which has two convolutions a block and averages where this body takes maxima.

It has no norm and another initialisation; without a norm, this body stays at the mean image when squared errors are minimised.
"""

# Weights of the authors' code are against squared errors of values in [−1, 1], four times those of values in [0, 1].
LINE_OPTIONS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "ae": {"reconstruction": "mse"},
        "vae": {"reconstruction": "bernoulli"},
        "aae": {"reconstruction": "mse", "adversarial_weight": 0.0025, "critic_hidden": (100, 100), "term_warmup_steps": 3000},
        "acai": {"reconstruction": "mse", "adversarial_weight": 0.125, "critic_channels": (16, 32, 64, 128)},
    }
)
"""The methods of the paper's table 1 that the library has, with its weights but one.

With a weight of 0.25 from the start, as in the authors' code (which takes smaller steps, and 262 144 of them), AAE stays at the mean image
for all of the 3 000 steps, with a hundredth of it for 2 200 steps. A hundredth that grows from 0 lets it leave.
"""
PAPER: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "ae": {"line_distance": 6.88e-3, "line_smoothness": 0.44},
        "vae": {"line_distance": 1.21e-3, "line_smoothness": 0.49},
        "aae": {"line_distance": 3.26e-3, "line_smoothness": 0.14},
        "acai": {"line_distance": 0.24e-3, "line_smoothness": 0.10},
    }
)
"""What the paper reports."""


def line_rows(encode: Encode, decode: Decode, size: int, gallery: int) -> list[Row]:
    """Mean distance and smoothness of a model, by both conventions; a value that is not finite is left out."""
    scores = score_lines(encode, decode, size=size, gallery=gallery)
    found = {
        ("line_distance", "paper"): scores.paper_distance,
        ("line_distance", "corrected"): scores.distance,
        ("line_smoothness", "paper"): scores.paper_smoothness,
        ("line_smoothness", "corrected"): scores.smoothness,
    }
    return [
        {"metric": metric, "value": score.value, "se": score.standard_error, "convention": convention, "paths": score.n}
        for (metric, convention), score in found.items()
        if math.isfinite(score.value)
    ]
