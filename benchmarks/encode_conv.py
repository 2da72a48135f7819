"""Latents of images by a convolutional VAE: `latlas.encode` of a run, against a plain loop over batches of 512.

    python -m benchmarks.encode_conv --json

Both sides encode the same 64×64 images with the same weights on the CPU. The other side is what a loop in PyTorch is by default, and what
latlas did before: memory as it comes, 512 images at a time.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from benchmarks import harness
from benchmarks.training import Task, read_images

TASK = Task(data="sprites", body="conv", channels=(32, 64, 128, 256), latent_dim=10, batch_size=512, epoch_steps=2)
AT_ONCE = 512


def trained(folder: str) -> None:
    """A run of one epoch of a few images."""
    import latlas

    np.save(Path(folder) / "images.npy", read_images(TASK)[0])
    options = {"body": TASK.body, "channels": TASK.channels, "hidden": TASK.hidden, "latent_dim": TASK.latent_dim}
    data = latlas.data_options("array", root=Path(folder) / "images.npy")
    latlas.train("vae", data, Path(folder) / "run", epochs=1, quiet=True, device="cpu", **options)


def plain(model: Any, pixels: torch.Tensor) -> torch.Tensor:
    """The loop of a notebook."""
    with torch.no_grad():
        return torch.cat([model.encode(batch.float() / 255).mean for batch in pixels.split(AT_ONCE)])


def work(side: str, folder: str, gate: harness.Gate) -> None:
    """Encode all images again and again."""
    import latlas
    from latlas import catalog
    from latlas.runs import build_model, open_run
    from latlas.training.loop import WEIGHTS

    if side == "ours":
        run = latlas.load(Path(folder) / "run")
        images = run.images
        while True:
            gate.wait(len(images))
            latlas.encode(run, images)
    from safetensors.torch import load_file

    pixels = torch.from_numpy(np.load(Path(folder) / "images.npy"))
    record = open_run(Path(folder) / "run").record["model"]
    config = {"body": TASK.body, "channels": TASK.channels, "hidden": TASK.hidden, "latent_dim": TASK.latent_dim}
    model = build_model("vae", catalog.get("models", "vae").Config(**config), tuple(record["image_shape"]))
    model.load_state_dict(load_file(Path(folder) / "run" / WEIGHTS))
    while True:
        gate.wait(len(pixels))
        plain(model.eval(), pixels)


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Both sides in turn."""
    with tempfile.TemporaryDirectory() as folder:
        trained(folder)
        sides = ("ours", "theirs")
        rates = harness.interleave({side: ["-m", "benchmarks.encode_conv", "work", side, folder] for side in sides}, options.repeats)
    conditions = {
        **harness.environment("torch"),
        "task": asdict(TASK),
        "threads": torch.get_num_threads(),
        "theirs_is": f"a plain loop of PyTorch over batches of {AT_ONCE}",
        "repeats": rates,
    }
    ours, theirs = (statistics.median(rates[side]) for side in sides)
    return harness.result("encode_conv", ours, theirs, "images/s", True, conditions, harness.paired_ratio(rates["ours"], rates["theirs"]))


def main() -> None:
    """Be a worker, or the benchmark."""
    if sys.argv[1:2] != ["work"]:
        harness.main(measure, __doc__ or "", repeats=7)
        return
    gate = harness.Gate()
    try:
        work(*sys.argv[2:4], gate)
    except Exception:
        gate.answer({"error": traceback.format_exc()})
        raise


if __name__ == "__main__":
    main()
