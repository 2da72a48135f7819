"""What `profile` looks into, each part in a process of its own.

    python -m benchmarks.profiled PART FOLDER IMAGES      PART is training, encoding or atlas

Prints rows `{"of", "case", "part", "seconds", "per"}`, `per` being what the seconds are for.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch

from benchmarks import scale
from benchmarks.training import Task, read_images
from latlas import catalog
from latlas.data.imageset import ArraySource, ImageSet
from latlas.runs import build_model
from latlas.training.config import TrainingConfig
from latlas.training.loop import train

Row = dict[str, Any]

STAGES = {
    "_write_model": "encoder and decoder as ONNX",
    "encode": "encoding",
    "fit": "fitting the map",
    "_write_networks": "map and way back as ONNX",
    "cluster": "clusters",
    "write_items": "rows with thumbnails",
    "_write_tiles": "tiles of the manifold",
}
"""Functions of a build, and what they do."""

TRAININGS: dict[str, tuple[str, Task, dict[str, Any]]] = {
    "VAE, dense, 28×28, batch 128": ("vae", Task(batch_size=128, epoch_steps=100), {}),
    "VAE, convolutions, 64×64, batch 128": ("vae", Task(data="sprites", body="conv", batch_size=128, epoch_steps=8, latent_dim=10), {}),
    "pose (affine), dense, 28×28, batch 128, Adadelta": (
        "transformer_vae",
        Task(batch_size=128, epoch_steps=100, latent_dim=8),
        {"optimiser": "adadelta", "learning_rate": 1.0},
    ),
}


@contextmanager
def timed(owner: Any, name: str, part: str, seconds: dict[str, float]) -> Iterator[None]:
    """Within the block, an attribute that is called notes how long it takes."""
    function: Callable[..., Any] = getattr(owner, name)

    def wrapped(*arguments: Any, **options: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*arguments, **options)
        finally:
            seconds[part] = seconds.get(part, 0.0) + time.perf_counter() - start

    setattr(owner, name, wrapped)
    try:
        yield
    finally:
        setattr(owner, name, function)


def image_set(task: Task) -> ImageSet:
    """The images of a task, all for training."""
    pixels, nobody = read_images(task)[0], np.arange(0)
    return ImageSet("profile", ArraySource(pixels), {"train": np.arange(len(pixels)), "validation": nobody, "test": nobody})


def network(name: str, task: Task, images: ImageSet) -> Any:
    """The model of a task."""
    config = catalog.get("models", name).Config(
        latent_dim=task.latent_dim, body=task.body, hidden=tuple(task.hidden), channels=tuple(task.channels)
    )
    return build_model(name, config, images.shape)


def training(*_: object) -> list[Row]:
    """Parts of a step of training: an epoch to warm up, then two that count."""
    rows = []
    for case, (name, task, options) in TRAININGS.items():
        images = image_set(task)
        model = network(name, task, images)
        seconds: dict[str, float] = {}
        for epochs in (1, 2):
            seconds.clear()
            config = TrainingConfig(epochs=epochs, batch_size=128, device="cpu", checkpoint_seconds=1e9, **options)
            with (
                tempfile.TemporaryDirectory() as run,
                timed(ArraySource, "read", "reading the batch", seconds),
                timed(type(model), "losses", "losses, forward", seconds),
                timed(torch.Tensor, "backward", "gradients, backward", seconds),
                timed(torch.optim.Adadelta if options else torch.optim.Adam, "step", "optimiser", seconds),
            ):
                state = train(model, images, config, Path(run), quiet=True)
        seconds["rest of the loop"] = state.seconds - sum(seconds.values())
        rows += [
            {"of": "training", "case": case, "part": part, "seconds": spent / state.step, "per": "step"} for part, spent in seconds.items()
        ]
    return rows


def encoding(*_: object) -> list[Row]:
    """Reading images and encoding them, 512 at a time; the second pass counts."""
    rows = []
    for case, (name, task, _options) in list(TRAININGS.items())[:2]:
        images = image_set(task)
        model = network(name, task, images).eval()
        for _pass in range(2):
            seconds = {"reading the batch": 0.0, "encoder": 0.0}
            start = time.perf_counter()
            with torch.no_grad():
                for batch in images.batches(np.arange(len(images))):
                    seconds["reading the batch"] += time.perf_counter() - start
                    start = time.perf_counter()
                    model.encode(batch.images)
                    seconds["encoder"] += time.perf_counter() - start
                    start = time.perf_counter()
        per = len(images) / 1000
        rows += [
            {"of": "encoding", "case": case.rpartition(",")[0], "part": part, "seconds": spent / per, "per": "1000 images"}
            for part, spent in seconds.items()
        ]
    return rows


def atlas(folder: str, count: str) -> list[Row]:
    """Stages of building an atlas of 32×32 images and 8 latents: a first small one, as a user's first is, and then a larger one."""
    from latlas.atlas import build as module

    rows = []
    for images_count in (1000, int(count)):
        images = scale.images(images_count)
        seconds: dict[str, float] = {}
        with ExitStack() as stack:
            for name, part in STAGES.items():
                stack.enter_context(timed(module, name, part, seconds))
            start = time.perf_counter()
            module.build(scale.model(), images, scale.card(images), Path(folder) / str(images_count), quiet=True)
            seconds["rest"] = time.perf_counter() - start - sum(seconds.values())
        case = f"{images_count} images" + ("" if rows else ", the first of a process")
        rows += [{"of": "atlas", "case": case, "part": part, "seconds": spent, "per": "build"} for part, spent in seconds.items()]
    return rows


PARTS: dict[str, Callable[..., list[Row]]] = {"training": training, "encoding": encoding, "atlas": atlas}

if __name__ == "__main__":
    torch.set_num_threads(1)
    print(json.dumps(PARTS[sys.argv[1]](*sys.argv[2:])))
