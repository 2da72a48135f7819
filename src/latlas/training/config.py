"""How a training runs; what is minimised is the model's business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from latlas.errors import UsageError


@dataclass(frozen=True)
class TrainingConfig:
    """Options of the training loop."""

    epochs: int = 20
    """Epochs of each stage. Raise it and repeat the command to extend a finished run."""
    batch_size: int = 128
    """Images per step; what an epoch leaves over is drawn again in the next epoch."""
    learning_rate: float = 1e-3
    """Step size of the optimiser."""
    optimiser: Literal["adam", "adamw", "adadelta", "sgd"] = "adam"
    """Update rule, with PyTorch's defaults for everything but the learning rate and Adadelta's rho, 0.95 as in its paper."""
    schedule: Literal["constant", "linear", "cosine"] = "constant"
    """Course of the learning rate over a stage; linear and cosine end at 0."""
    warmup_steps: int = 0
    """Raise the learning rate linearly over the first steps of a stage."""
    clip_norm: float | None = None
    """Scale each player's gradient down to this 2-norm when it is longer."""
    validate_every: int = 1
    """Validate, and count patience, after every n-th epoch only; for sets whose epochs are a few steps long."""
    patience: int | None = None
    """Stop a stage after this many validations without a lower loss, and keep the best weights."""
    seed: int = 0
    """Decides initial weights, order of the images and all noise."""
    device: str = "auto"
    """cpu, cuda, cuda:1, mps; auto takes the first accelerator there is."""
    precision: Literal["fp32", "bf16"] = "fp32"
    """Arithmetic of the networks' forward and backward passes; weights and losses stay in fp32."""
    compile: bool = False
    """Compile the losses with torch.compile: seconds once, then faster steps for dense networks; no double backward."""
    memory_format: Literal["auto", "contiguous", "channels_last"] = "auto"
    """Layout of images and convolutions; auto is channels_last for convolutional models."""
    checkpoint_seconds: float = 30.0
    """Write a checkpoint when the last one is older than this; the end of a run always writes one."""
    tensorboard: bool = False
    """Write TensorBoard events beside log.csv; needs the extra latlas[tensorboard]."""

    def __post_init__(self) -> None:
        for name in ("epochs", "batch_size", "validate_every"):
            if getattr(self, name) < 1:
                raise UsageError(f"{name} is {getattr(self, name)}: it must be at least 1")
        for name in ("learning_rate", "clip_norm", "patience"):
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise UsageError(f"{name} is {value}: it must be positive")
        if self.patience is not None and self.validate_every > self.epochs:
            raise UsageError(f"validate_every is {self.validate_every} of {self.epochs} epochs: patience would wait for ever; lower it")


MAY_CHANGE = frozenset({"epochs", "device", "checkpoint_seconds", "tensorboard"})
"""Options that may differ when a run is resumed or extended."""
