"""Training speed of a convolutional VAE (64×64×1, batch 128) against pythae.

    python -m benchmarks.train_conv --json

Four 4×4 convolutions of stride 2 with 32, 32, 64 and 64 channels, a dense layer of 256, 10 latents, and their mirror.
The gain depends on the network: with 32, 64, 128 and 256 channels (39.5 GFLOP a step, no dense layer, 32 latents) a run of seven
repeats on the same machine gave 1.52.
Ours is latlas with bf16 (channels-last and the kept memory are its defaults), theirs pythae's BaseTrainer around the same modules.
`conditions` also holds latlas at its defaults (fp32) and a plain fp32 PyTorch loop, and whether the loss curves agree.
"""

from __future__ import annotations

from benchmarks import comparison, harness
from benchmarks.training import Task

TASK = Task(
    data="sprites", body="conv", hidden=(256,), channels=(32, 32, 64, 64), latent_dim=10, batch_size=128, epoch_steps=15, learning_rate=1e-3
)
"""12.4 GFLOP a step."""
BEST = {"precision": "bf16"}

if __name__ == "__main__":
    harness.main(lambda options: comparison.measure("train_conv", TASK, BEST, options), __doc__ or "", repeats=11, seeds=3, epochs=6)
