"""From an image set to batches on the device, in an order that only seed, stage and epoch decide."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch
from torch import Tensor

from latlas.data.imageset import ImageSet, to_unit
from latlas.functional.randomness import mix_integers
from latlas.types import Batch

AHEAD = 2
"""Batches read ahead of their step."""


def epoch_order(rows: np.ndarray, seed: int, stage: int, epoch: int) -> np.ndarray:
    """The rows in the order of one epoch."""
    generator = torch.Generator().manual_seed(mix_integers(seed, stage, epoch))
    return rows[torch.randperm(len(rows), generator=generator).numpy()]


def feed(images: ImageSet, batches: list[np.ndarray], device: torch.device, memory_format: torch.memory_format) -> Iterator[Batch]:
    """One `Batch` on the device for each array of rows.

    Pixels travel as the source keeps them and become float32 in [0, 1] on the device. Sources that render or read
    files work ahead in a thread.
    """

    def place(rows: np.ndarray, pixels: Tensor) -> Batch:
        return Batch(
            images=to_unit(pixels.to(device)).contiguous(memory_format=memory_format),
            index=torch.from_numpy(rows).to(device),
            labels=None if images.labels is None else torch.from_numpy(images.labels[rows]).to(device),
            factors=None if images.factors is None else torch.from_numpy(images.factors[rows]).to(device),
        )

    if images.source.in_memory:
        yield from (place(rows, images.source.read(rows)) for rows in batches)
        return
    with ThreadPoolExecutor(1) as thread:
        ahead = deque(thread.submit(images.source.read, rows) for rows in batches[:AHEAD])
        for number, rows in enumerate(batches):
            pixels = ahead.popleft().result()
            if number + AHEAD < len(batches):
                ahead.append(thread.submit(images.source.read, batches[number + AHEAD]))
            yield place(rows, pixels)
