"""Dense bodies: flattened images through fully connected layers with ReLU."""

from __future__ import annotations

from itertools import pairwise
from math import prod

from torch import nn

from latlas.types import ImageShape


def dense_layers(widths: tuple[int, ...]) -> list[nn.Module]:
    """Linear layers between consecutive widths, a ReLU between each two and none at the end."""
    layers: list[nn.Module] = []
    for inputs, outputs in pairwise(widths):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return layers[:-1]


def dense_encoder(image_shape: ImageShape, hidden: tuple[int, ...], outputs: int) -> nn.Sequential:
    """Images `(batch, *image_shape)` → `(batch, outputs)`."""
    return nn.Sequential(nn.Flatten(), *dense_layers((prod(image_shape), *hidden, outputs)))


def dense_decoder(latent_dim: int, hidden: tuple[int, ...], image_shape: ImageShape) -> nn.Sequential:
    """Latents `(batch, latent_dim)` → pre-activations of images `(batch, *image_shape)`: the mirror of `dense_encoder`."""
    return nn.Sequential(*dense_layers((latent_dim, *hidden[::-1], prod(image_shape))), nn.Unflatten(1, image_shape))
