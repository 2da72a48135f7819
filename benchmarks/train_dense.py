"""Training speed of a dense VAE (784-256-256-20, batch 512) against pythae, and whether the loss curves agree.

    [LATLAS_MNIST=folder-or-npz] python -m benchmarks.train_dense --json

Ours is latlas with bf16 and torch.compile, theirs pythae's BaseTrainer; both train the same networks on the same images with
Adam. `conditions` also holds latlas at its defaults (fp32) and a plain fp32 PyTorch loop.
"""

from __future__ import annotations

from benchmarks import comparison, harness
from benchmarks.training import Task

TASK = Task()
BEST = {"precision": "bf16", "compile": True}

if __name__ == "__main__":
    harness.main(lambda options: comparison.measure("train_dense", TASK, BEST, options), __doc__ or "", repeats=11, seeds=3, epochs=5)
