"""What the training benchmarks share: the same data and networks, trained by three different loops.

    python -m benchmarks.training SIDE OPTIONS      a worker; SIDE is latlas, pythae or bare, OPTIONS a JSON object

- latlas: `latlas.training.loop.train` on an `ImageSet`, from its first step to its last.
- pythae: `BaseTrainer.train` on a `BaseDataset`, with its data loader, progress bar and copy of the best model.
- bare: the least that trains the model in PyTorch: index a uint8 store, cast, forward, backward, step.

A chunk is a whole epoch, with all that a loop does between two epochs; checkpoints are switched off on all sides.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override

from benchmarks.harness import Gate
from latlas.data.imageset import ArraySource, ImageSet
from latlas.models.gaussian import AutoencoderConfig
from latlas.models.vae import VAE
from latlas.nn.body import build_decoder, build_encoder
from latlas.training.config import TrainingConfig
from latlas.training.loop import train

ENDLESS = 10**6


@dataclass(frozen=True)
class Task:
    """What is trained; equal on all sides."""

    data: str = "digits"
    """Digits 28×28 ("digits") or sprites 64×64 ("sprites")."""
    body: str = "dense"
    hidden: tuple[int, ...] = (256, 256)
    channels: tuple[int, ...] = (32, 64, 128, 256)
    latent_dim: int = 20
    batch_size: int = 512
    epoch_steps: int = 117
    learning_rate: float = 1e-3
    seed: int = 0

    @property
    def config(self) -> AutoencoderConfig:
        """The model's options in latlas."""
        return AutoencoderConfig(
            latent_dim=self.latent_dim,
            body=self.body,
            hidden=tuple(self.hidden),
            channels=tuple(self.channels),  # type: ignore[arg-type]
        )


def read_images(task: Task) -> tuple[np.ndarray, str]:
    """uint8 images `(epoch_steps · batch_size, 1, height, width)` and where they come from."""
    count = task.epoch_steps * task.batch_size
    if task.data == "sprites":
        from latlas.data.sprites import Sprites

        source = Sprites().load(progress=False).source
        rows = np.sort(np.random.default_rng(0).choice(len(source), count, replace=False))
        return source.read(rows).numpy(), "sprites, rendered 64×64, a random choice"
    path = os.environ.get("LATLAS_MNIST")
    if path:
        from latlas.data.mnist import MNIST

        source = MNIST(root=Path(path)).load(progress=False).source
        images, name = source.read(np.arange(60_000)).numpy()[:, 0], "MNIST training images"
    else:
        from sklearn.datasets import load_digits

        small = torch.from_numpy(load_digits().images).float()[:, None] / 16
        large = functional.interpolate(small, (28, 28), mode="bilinear", align_corners=False)
        images, name = (large[:, 0] * 255).round().byte().numpy(), "scikit-learn's digits, enlarged to 28×28 and repeated"
    return np.resize(images, (count, *images.shape[1:]))[:, None].copy(), name


def run_latlas(task: Task, options: dict[str, Any], gate: Gate | None, epochs: int) -> list[float]:
    """Train with latlas; the mean loss of each epoch."""
    pixels = read_images(task)[0]
    source = ArraySource(pixels) if gate is None else GatedSource(pixels, gate, task.epoch_steps)
    parts = {"train": np.arange(len(pixels)), "validation": np.arange(0), "test": np.arange(0)}
    images = ImageSet("benchmark", source, parts)  # type: ignore[arg-type]
    torch.manual_seed(task.seed)
    model = VAE(task.config, images.shape)
    config = TrainingConfig(
        epochs=epochs, batch_size=task.batch_size, learning_rate=task.learning_rate, seed=task.seed, checkpoint_seconds=1e9, **options
    )
    with tempfile.TemporaryDirectory() as folder:
        train(model, images, config, Path(folder))
        with (Path(folder) / "log.csv").open(newline="") as log:
            rows = list(csv.DictReader(log))
    return [float(row["value"]) for row in rows if row["split"] == "train" and row["name"] == "autoencoder/loss"]


class GatedSource(ArraySource):
    """Images in memory whose first read of every epoch waits at the gate."""

    def __init__(self, array: np.ndarray, gate: Gate, epoch_steps: int) -> None:
        super().__init__(array)
        self._gate, self._epoch_steps, self._reads = gate, epoch_steps, 0

    @override
    def read(self, index: np.ndarray) -> Tensor:
        if self._reads % self._epoch_steps == 0:
            self._gate.wait(len(self))
        self._reads += 1
        return super().read(index)


def run_pythae(task: Task, options: dict[str, Any], gate: Gate | None, epochs: int) -> list[float]:
    """Train with pythae; the mean loss of each epoch."""
    import pythae.models
    from pythae.data.datasets import BaseDataset
    from pythae.models.base.base_utils import ModelOutput
    from pythae.models.nn import BaseDecoder, BaseEncoder
    from pythae.trainers import BaseTrainer, BaseTrainerConfig
    from pythae.trainers.training_callbacks import TrainingCallback

    class Encoder(BaseEncoder):
        def __init__(self, body: nn.Module) -> None:
            super().__init__()
            self.body = body

        def forward(self, images: Tensor) -> ModelOutput:
            mean, logvar = self.body(images).chunk(2, dim=1)
            return ModelOutput(embedding=mean, log_covariance=logvar)

    class Decoder(BaseDecoder):
        def __init__(self, body: nn.Module) -> None:
            super().__init__()
            self.body = body

        def forward(self, latents: Tensor) -> ModelOutput:
            return ModelOutput(reconstruction=self.body(latents).sigmoid())

    losses: list[float] = []

    class Watch(TrainingCallback):
        def on_epoch_begin(self, *_: Any, **__: Any) -> None:
            if gate is not None:
                gate.wait(len(pixels))

        def on_log(self, _: Any, logs: dict[str, float], **__: Any) -> None:
            losses.append(float(logs["train_epoch_loss"]))

    pixels = read_images(task)[0]
    shape = pixels.shape[1:]
    dataset = BaseDataset(torch.from_numpy(pixels).float() / 255, torch.zeros(len(pixels)))
    torch.manual_seed(task.seed)
    encoder, decoder = Encoder(build_encoder(task.config, shape, 2 * task.latent_dim)), Decoder(build_decoder(task.config, shape))
    model = pythae.models.VAE(
        pythae.models.VAEConfig(input_dim=shape, latent_dim=task.latent_dim, reconstruction_loss="bce"), encoder, decoder
    )
    with tempfile.TemporaryDirectory() as folder:
        config = BaseTrainerConfig(
            output_dir=folder,
            num_epochs=epochs,
            learning_rate=task.learning_rate,
            per_device_train_batch_size=task.batch_size,
            optimizer_cls="Adam",
            seed=task.seed,
            no_cuda=True,
            **options,
        )
        BaseTrainer(model, dataset, training_config=config, callbacks=[Watch()]).train()
    return losses


def run_bare(task: Task, options: dict[str, Any], gate: Gate | None, epochs: int) -> list[float]:
    """Train with a plain loop; the mean loss of each epoch. Options: fused, bf16, channels_last, keep_memory, compile."""
    if options.get("keep_memory"):
        from latlas.training.memory import keep_freed_memory

        keep_freed_memory()
    store = torch.from_numpy(read_images(task)[0])
    layout = torch.channels_last if options.get("channels_last") else torch.contiguous_format
    torch.manual_seed(task.seed)
    shape = (store.shape[1], store.shape[2], store.shape[3])
    encoder, decoder = build_encoder(task.config, shape, 2 * task.latent_dim), build_decoder(task.config, shape)
    model = nn.ModuleList([encoder, decoder]).to(memory_format=layout)  # type: ignore[call-overload]  # torch's overloads leave it out
    optimiser = torch.optim.Adam(model.parameters(), task.learning_rate, fused=True if options.get("fused") else None)

    def loss_of(images: Tensor) -> Tensor:
        mean, logvar = encoder(images).chunk(2, dim=1)
        latents = mean + torch.exp(0.5 * logvar) * torch.randn_like(mean)
        fit = functional.binary_cross_entropy_with_logits(decoder(latents).float(), images, reduction="sum")
        divergence = -0.5 * (1 + logvar - mean**2 - logvar.exp()).sum()
        return (fit + divergence) / len(images)

    step_loss = torch.compile(loss_of) if options.get("compile") else loss_of
    means = []
    for _ in range(epochs):
        if gate is not None:
            gate.wait(len(store))
        total = 0.0
        for rows in torch.randperm(len(store)).split(task.batch_size):
            images = store[rows].float().div_(255).contiguous(memory_format=layout)
            with torch.autocast("cpu", torch.bfloat16, enabled=bool(options.get("bf16"))):
                loss = step_loss(images)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item()
        means.append(total / task.epoch_steps)
    return means


SIDES = {"latlas": run_latlas, "pythae": run_pythae, "bare": run_bare}


def worker(side: str, task: Task, epochs: int | None = None, **options: Any) -> list[str]:
    """The command of a worker: for timing, or, with `epochs`, for its loss curve."""
    return ["-m", "benchmarks.training", side, json.dumps({"task": asdict(task), "epochs": epochs, "options": options})]


def main() -> None:
    """Be a worker."""
    gate = Gate()
    given = json.loads(sys.argv[2])
    task, timed = Task(**given["task"]), given["epochs"] is None
    try:
        losses = SIDES[sys.argv[1]](task, given["options"], gate if timed else None, ENDLESS if timed else given["epochs"])
    except Exception:
        gate.answer({"error": traceback.format_exc()})
        raise
    gate.answer(losses)


if __name__ == "__main__":
    main()
