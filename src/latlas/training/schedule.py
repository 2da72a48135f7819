"""Learning-rate schedules as pure functions of the step: nothing to keep in a checkpoint."""

from __future__ import annotations

import math

from latlas.training.config import TrainingConfig


def learning_rate(config: TrainingConfig, step: int, total: int) -> float:
    """The learning rate of one step (from 0) of a stage that is `total` steps long."""
    progress = step / max(total, 1)
    factor = {"constant": 1.0, "linear": 1.0 - progress, "cosine": (1 + math.cos(math.pi * progress)) / 2}[config.schedule]
    warmup = min(1.0, (step + 1) / config.warmup_steps) if config.warmup_steps > 0 else 1.0
    return config.learning_rate * factor * warmup
