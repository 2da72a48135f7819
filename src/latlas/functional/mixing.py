"""Mixing the codes of different images, inside a batch."""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from latlas.types import Images, Latents

Share = Float[Tensor, "pair 1"]
"""The second code's part of a mix."""


Chosen = Bool[Tensor, "pair latent"]
Pairs = Float[Tensor, "pair latent"]
Draw = Float[Tensor, "batch 1"]
Rows = Int[Tensor, " batch"]


def halves(latents: Latents) -> tuple[Pairs, Pairs]:
    """The codes of a batch as pairs: the first half against the second; the middle one of an odd number stands alone.

    Batches come in random order, so that this is a random pairing. A single code is paired with itself.
    """
    count = max(len(latents) // 2, 1)
    return latents[:count], latents[-count:]


@torch.no_grad()
def near(images: Images, neighbours: int, draw: Draw) -> Rows:
    """For each image of a batch the row of another: one of its nearest by squared error, which one is drawn from [0, 1).

    A single image is its own neighbour.
    """
    points = images.flatten(1).float()
    distances = torch.cdist(points, points).fill_diagonal_(torch.inf)
    count = min(neighbours, max(len(points) - 1, 1))
    nearest = distances.topk(count, largest=False).indices
    return nearest.gather(1, (draw * count).long().clamp(max=count - 1))[:, 0]


def mix(first: Pairs, second: Pairs, share: Share) -> Pairs:
    """(1 − share) · first + share · second."""
    return (1 - share) * first + share * second


def swap(first: Pairs, second: Pairs, chosen: Chosen) -> Pairs:
    """The chosen features from the second code, the others from the first (Beckham et al. 2019, "Bernoulli mixup")."""
    return torch.where(chosen, second, first)
