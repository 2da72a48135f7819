"""Perceptual loss: how far apart two images are in the features of a fixed network."""

from __future__ import annotations

from collections.abc import Collection

import torch

from latlas.errors import UsageError
from latlas.features.extractor import Extractor
from latlas.types import Images, PerSample


def perceptual_loss(extractor: Extractor, image: Images, target: Images, layers: Collection[str] = ()) -> PerSample:
    """Feature reconstruction loss (Johnson, Alahi and Fei-Fei 2016, equation 2), summed over layers: one number per image.

    C·H·W · Σ_l ‖φ_l(x̂) − φ_l(x)‖² / (C_l·H_l·W_l), with φ_l the features of layer l, C_l maps of H_l×W_l, and C, H, W those of the image.
    The paper's loss is a mean over the values of a layer; the factor C·H·W puts it on the scale of the sums over pixels that it
    stands in for. Layers weigh the same, and are the extractor's `default_layers` unless named. Images are in [0, 1]; gray ones are
    repeated to three channels, and count as one in C. No gradient flows to `target`.

    Raises `UsageError` for images that differ in shape, for an unknown layer, and for images too small for a layer.
    """
    if image.shape != target.shape:
        raise UsageError(f"prediction of shape {tuple(image.shape)} and target of shape {tuple(target.shape)} must have one shape")
    chosen = tuple(layers) or extractor.default_layers
    with torch.no_grad():
        aims = extractor.features(target, chosen)
    made = extractor.features(image, chosen)
    distances = [(made[layer] - aims[layer]).square().flatten(1).mean(1) for layer in chosen]
    return torch.stack(distances).sum(0) * image[0].numel()
