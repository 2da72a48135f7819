"""Importance-sampled likelihood of a trained VAE: ours against pythae's `get_nll`, and whether the two agree.

    [LATLAS_MNIST=folder-or-npz] python -m benchmarks.likelihood --json

A dense VAE (784-256-256-20) is trained by pythae on digits binarised by one seeded draw of each pixel, and its weights are saved. Each
side then loads them in a process of its own and estimates log p(x) of the same held-out images from the same number of draws, 200.

`theirs` is `VAE.get_nll` at its default batch of 100 draws; `theirs_one_batch` gives it all draws at once. `conditions.agreement` has the
mean log p(x) on each side over more images, and the difference in nats beside our standard error over draws.

    python -m benchmarks.likelihood SIDE OPTIONS      a worker; SIDE is train, ours, theirs or theirs_one_batch
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_model, save_model
from torch import Tensor, nn

from benchmarks import harness
from benchmarks.training import Task, read_images
from latlas.metrics.likelihood import Likelihood, bernoulli_observation, gaussian_log_weights, log_likelihood
from latlas.nn.body import build_decoder, build_encoder
from latlas.types import Posterior

TASK = Task(epoch_steps=117 if os.environ.get("LATLAS_MNIST") else 3)
"""Without MNIST as many steps as there are embedded digits, so that none is trained on and held out as well."""
BATCH = 100
"""Ours takes this many images at a time."""
SHAPE = (1, 28, 28)

Bodies = nn.ModuleDict


def build() -> Bodies:
    """The networks that all sides share."""
    return Bodies({"encoder": build_encoder(TASK.config, SHAPE, 2 * TASK.latent_dim), "decoder": build_decoder(TASK.config, SHAPE)})


def binary_images(images: int) -> tuple[Tensor, Tensor]:
    """Images of zeros and ones: those to train on, and the last ones, held out."""
    gray = torch.from_numpy(read_images(TASK)[0]).float() / 255
    binary = (torch.rand(gray.shape, generator=torch.Generator().manual_seed(TASK.seed)) < gray).float()
    return binary[:-images], binary[-images:]


def wrap(bodies: Bodies) -> Any:
    """The networks as a VAE of pythae."""
    import pythae.models
    from pythae.models.base.base_utils import ModelOutput
    from pythae.models.nn import BaseDecoder, BaseEncoder

    class Encoder(BaseEncoder):
        def __init__(self) -> None:
            super().__init__()
            self.body = bodies["encoder"]

        def forward(self, images: Tensor) -> ModelOutput:
            mean, logvar = self.body(images).chunk(2, dim=1)
            return ModelOutput(embedding=mean, log_covariance=logvar)

    class Decoder(BaseDecoder):
        def __init__(self) -> None:
            super().__init__()
            self.body = bodies["decoder"]

        def forward(self, latents: Tensor) -> ModelOutput:
            return ModelOutput(reconstruction=self.body(latents).sigmoid())

    config = pythae.models.VAEConfig(input_dim=SHAPE, latent_dim=TASK.latent_dim, reconstruction_loss="bce")
    return pythae.models.VAE(config, Encoder(), Decoder())


def train_by_pythae(file: Path, images: int, epochs: int) -> float:
    """Train with pythae and save the networks; the last epoch's mean loss."""
    from pythae.data.datasets import BaseDataset
    from pythae.trainers import BaseTrainer, BaseTrainerConfig
    from pythae.trainers.training_callbacks import TrainingCallback

    losses: list[float] = []

    class Watch(TrainingCallback):
        def on_log(self, _: Any, logs: dict[str, float], **__: Any) -> None:
            losses.append(float(logs["train_epoch_loss"]))

    pixels = binary_images(images)[0]
    torch.manual_seed(TASK.seed)
    bodies = build()
    with tempfile.TemporaryDirectory() as folder:
        config = BaseTrainerConfig(
            output_dir=folder,
            num_epochs=epochs,
            learning_rate=TASK.learning_rate,
            per_device_train_batch_size=TASK.batch_size,
            optimizer_cls="Adam",
            seed=TASK.seed,
            no_cuda=True,
        )
        BaseTrainer(wrap(bodies), BaseDataset(pixels, torch.zeros(len(pixels))), training_config=config, callbacks=[Watch()]).train()
    save_model(bodies, str(file))
    return losses[-1]


def run_latlas(bodies: Bodies, images: Tensor, samples: int) -> Likelihood:
    """Ours."""

    def encode(part: Tensor) -> Posterior:
        return Posterior(*bodies["encoder"](part).chunk(2, dim=1))

    def decode(latents: Tensor) -> Tensor:
        return bodies["decoder"](latents).sigmoid()

    return log_likelihood(gaussian_log_weights(encode, decode, bernoulli_observation), images.split(BATCH), samples, chunk=samples)


@torch.no_grad()
def run_pythae(model: Any, images: Tensor, samples: int, batch_size: int) -> float:
    """Theirs: the mean of log p(x)."""
    return float(model.get_nll(images, n_samples=samples, batch_size=batch_size))


def estimate(side: str, file: Path, images: int, samples: int) -> Callable[[], dict[str, Any]]:
    """What one side does in a chunk, on the held-out images, and what it finds."""
    bodies, held_out = build(), binary_images(images)[1]
    load_model(bodies, str(file))
    if side == "ours":

        def ours() -> dict[str, Any]:
            found = run_latlas(bodies.eval(), held_out, samples)
            assert found.standard_error is not None
            return {"mean": found.mean, "standard_error": float(found.standard_error.square().mean().sqrt()) / found.n**0.5}

        return ours
    torch.manual_seed(TASK.seed)
    model, batch_size = wrap(bodies).eval(), samples if side == "theirs_one_batch" else 100
    return lambda: {"mean": run_pythae(model, held_out, samples, batch_size)}


def worker(side: str, **options: Any) -> list[str]:
    """The command of a worker: for timing, or, with `once`, for what it finds."""
    return ["-m", "benchmarks.likelihood", side, json.dumps(options)]


def work(side: str, once: bool, **options: Any) -> None:
    """Be a worker."""
    gate = harness.Gate()
    try:
        if side == "train":
            return gate.answer(train_by_pythae(Path(options["file"]), options["images"], options["epochs"]))
        chunk = estimate(side, Path(options["file"]), options["images"], options["samples"])
        if once:
            return gate.answer(chunk())
        gate.wait()
        while True:
            chunk()
            gate.wait(options["images"])
    except Exception:  # noqa: BLE001 - the parent shows it
        gate.answer({"error": traceback.format_exc()})
        sys.exit(1)


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Images per second on each side, and the agreement."""
    sides = ("ours", "theirs", "theirs_one_batch")
    with tempfile.TemporaryDirectory() as folder:
        shared = {"file": str(Path(folder) / "vae.safetensors"), "samples": options.samples}
        held_out = max(options.images, options.agreement_images)
        loss = harness.ask(worker("train", once=True, **shared, images=held_out, epochs=options.epochs))
        found = {side: harness.ask(worker(side, once=True, **shared, images=options.agreement_images)) for side in sides}
        timed = {side: worker(side, once=False, **shared, images=options.images) for side in sides}
        rates = harness.interleave(timed, options.repeats)
    conditions = {
        **harness.environment("torch", "pythae"),
        "model": {
            "hidden": TASK.hidden,
            "latent_dim": TASK.latent_dim,
            "trained_by": "pythae",
            "epochs": options.epochs,
            "last_loss": loss,
        },
        "data": {
            "images": read_images(TASK)[1].removesuffix(" and repeated"),
            "binarised": f"one draw of each pixel, seed {TASK.seed}",
            "held_out": held_out,
        },
        "samples": options.samples,
        "images": options.images,
        "theirs_is": "pythae VAE.get_nll, batch of 100 draws",
        "agreement": {
            "images": options.agreement_images,
            "log_likelihood": found,
            "difference_nats": found["ours"]["mean"] - found["theirs"]["mean"],
        },
        "ratio_to_theirs_one_batch": harness.paired_ratio(rates["ours"], rates["theirs_one_batch"]),
        "repeats": rates,
    }
    ours, theirs = statistics.median(rates["ours"]), statistics.median(rates["theirs"])
    ratio = harness.paired_ratio(rates["ours"], rates["theirs"])
    return harness.result("likelihood", ours, theirs, "images/s", True, conditions, ratio)


if __name__ == "__main__":
    if len(sys.argv) > 2 and not sys.argv[1].startswith("-"):
        work(sys.argv[1], **json.loads(sys.argv[2]))
    else:
        harness.main(measure, __doc__ or "", repeats=7, samples=200, images=100, agreement_images=1000, epochs=10)
