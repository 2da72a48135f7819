"""Intervals: all straight paths of a length between views of sequences, decoded in large batches.

An interval of length L steps goes from a view to the L-th view after it on its sequence; k steps from its start, the path stands at
α = k / L: x̂(α) = g((1 − α) f(x_i) + α f(x_j)) for encoder f and decoder g.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from latlas.errors import UsageError
from latlas.metrics.sequences import Sequences
from latlas.types import Images, ImageShape, Latents

Encode = Callable[[Images], Latents]
"""Maps images to latents; for a posterior, to its mean."""
Decode = Callable[[Latents], Images]
Paths = Float[Tensor, "interval step channel height width"]
Alphas = Float[np.ndarray, " step"]
Offsets = Int[np.ndarray, " step"]
Ends = Int[np.ndarray, "interval 2"]
Views = Int[np.ndarray, "interval view"]
Rows = Int[np.ndarray, "interval step"]


@dataclass(frozen=True)
class Interpolated:
    """Some intervals of one length, decoded."""

    length: int
    """Steps from the start to the end of an interval."""
    alpha: Alphas
    ends: Ends
    """Rows of the images at start and end."""
    views: Views
    """Rows of all views from start to end, both included."""
    truth: Rows
    """Rows of the true views at each α."""
    images: Paths


def image_shape(images: Images) -> ImageShape:
    """Channels, height and width."""
    channels, height, width = images.shape[1:]
    return channels, height, width


def cross_dissolve(shape: ImageShape) -> tuple[Encode, Decode]:
    """The baseline that fades one image into the other: its latents are the pixels."""
    return (lambda images: images.flatten(1)), (lambda latents: latents.unflatten(1, shape))


@torch.no_grad()
def encode_views(encode: Encode, images: Images, sequences: Sequences, batch_size: int) -> Latents:
    """Latents of all images, each encoded once. Raises `UsageError` when images, sequences and latents do not fit together."""
    if len(images) != sequences.rows.size:
        raise UsageError(f"{len(images)} images but {sequences.rows.size} views on sequences: give the images of the sequences")
    latents = torch.cat([encode(part) for part in images.split(batch_size)])
    if latents.ndim != 2 or len(latents) != len(images):
        raise UsageError(f"encode made latents of shape {tuple(latents.shape)} of {len(images)} images: it must return (batch, latent)")
    return latents


@torch.no_grad()
def decode_lines(
    decode: Decode, latents: Latents, ends: Ends, alpha: Alphas, shape: ImageShape, batch_size: int
) -> Iterator[tuple[slice, Paths]]:
    """Images along straight lines in latent space, whole intervals at a time: as many as fit `batch_size` images, at least one."""
    at = torch.from_numpy(alpha).to(latents)[:, None]
    rows = torch.from_numpy(ends).to(latents.device)
    count = max(1, batch_size // len(alpha))
    for first in range(0, len(rows), count):
        start, end = latents[rows[first : first + count]].unsqueeze(2).unbind(1)
        line = (1 - at) * start + at * end
        images = decode(line.flatten(0, 1))
        expected = (line.shape[0] * line.shape[1], *shape)
        if images.shape != expected:
            raise UsageError(f"decode made images of shape {tuple(images.shape)}: the images of the set ask for {expected}")
        yield slice(first, first + count), images.unflatten(0, line.shape[:2])


def interpolate_intervals(
    encode: Encode, decode: Decode, images: Images, sequences: Sequences, lengths: Iterable[int], batch_size: int = 256
) -> Iterator[Interpolated]:
    """Decode all in-between views of all intervals, length after length, in parts of about `batch_size` images.

    `lengths` are in steps, at least 2 each. Every image is encoded once. Memory does not grow with the number of intervals. A
    convolutional decoder is quickest with its weights in channels-last order (`model.to(memory_format=torch.channels_last)`).

    Raises `UsageError` for lengths that do not fit the sequences.
    """
    latents = encode_views(encode, images, sequences, batch_size)
    for length in lengths:
        if length < 2:
            raise UsageError(f"an interval of {length} steps has no view in between: give lengths of at least 2")
        yield from interpolate_offsets(decode, latents, sequences, length, np.arange(1, length), image_shape(images), batch_size)


def interpolate_offsets(
    decode: Decode, latents: Latents, sequences: Sequences, length: int, offsets: Offsets, shape: ImageShape, batch_size: int
) -> Iterator[Interpolated]:
    """The images at some offsets, in steps from the start, of all intervals around which these views exist."""
    first, last = min(0, int(offsets[0])), max(length, int(offsets[-1]))
    windows = sequences.windows(first, last)
    ends, views, truth = windows[:, [-first, length - first]], windows[:, -first : length - first + 1], windows[:, offsets - first]
    alpha = offsets / length
    for part, images in decode_lines(decode, latents, ends, alpha, shape, batch_size):
        yield Interpolated(length, alpha, ends[part], views[part], truth[part], images)
