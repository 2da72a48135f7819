"""From an image set to batches on the device, in an order that only seed, stage and epoch decide."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import torch

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

    def load(rows: np.ndarray) -> Batch:
        index = torch.from_numpy(rows)
        labels = None if images.labels is None else torch.from_numpy(images.labels[rows])
        factors = None if images.factors is None else torch.from_numpy(images.factors[rows])
        return Batch(images.source.read(rows), index, labels, factors)

    def place(batch: Batch) -> Batch:
        return replace(
            batch,
            images=to_unit(batch.images.to(device)).contiguous(memory_format=memory_format),
            index=batch.index.to(device),
            labels=None if batch.labels is None else batch.labels.to(device),
            factors=None if batch.factors is None else batch.factors.to(device),
        )

    if images.source.in_memory:
        yield from (place(load(rows)) for rows in batches)
        return
    with ThreadPoolExecutor(1) as thread:
        ahead = deque(thread.submit(load, rows) for rows in batches[:AHEAD])
        for rows in [*batches[AHEAD:], *[None] * len(ahead)]:
            batch = ahead.popleft().result()
            if rows is not None:
                ahead.append(thread.submit(load, rows))
            yield place(batch)
