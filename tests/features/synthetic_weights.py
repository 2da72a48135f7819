"""Seeded random weights in the layouts of the real files; the layouts are written out here, apart from the code they test."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor

VGG19_CONVOLUTIONS = {
    0: (3, 64),
    2: (64, 64),
    5: (64, 128),
    7: (128, 128),
    10: (128, 256),
    12: (256, 256),
    14: (256, 256),
    16: (256, 256),
    19: (256, 512),
    21: (512, 512),
    23: (512, 512),
    25: (512, 512),
    28: (512, 512),
    30: (512, 512),
    32: (512, 512),
    34: (512, 512),
}
"""Place in torchvision's `features` → channels in and out."""
DISTILLED_CONVOLUTIONS = {
    "conv0": (3, 3, 1),
    "conv11": (3, 16, 3),
    "conv12": (16, 16, 3),
    "conv21": (16, 32, 3),
    "conv22": (32, 32, 3),
    "conv31": (32, 64, 3),
    "conv32": (64, 64, 3),
    "conv33": (64, 64, 3),
    "conv34": (64, 64, 3),
    "conv41": (64, 128, 3),
    "conv42": (128, 128, 3),
    "conv43": (128, 128, 3),
    "conv44": (128, 128, 3),
    "conv51": (128, 128, 3),
    "conv11_aux": (16, 64, 1),
    "conv21_aux": (32, 128, 1),
    "conv31_aux": (64, 256, 1),
    "conv41_aux": (128, 512, 1),
    "conv51_aux": (128, 512, 1),
}
"""Name → channels in and out, and width of the kernel."""


def convolution(inputs: int, outputs: int, width: int, random: torch.Generator) -> tuple[Tensor, Tensor]:
    scale = (2 / (inputs * width**2)) ** 0.5  # He: activations keep their size from layer to layer
    return scale * torch.randn(outputs, inputs, width, width, generator=random), 0.1 * torch.randn(outputs, generator=random)


def vgg19_tensors(seed: int = 0) -> dict[str, Tensor]:
    random = torch.Generator().manual_seed(seed)
    tensors = {"classifier.6.bias": torch.zeros(1000)}
    for place, (inputs, outputs) in VGG19_CONVOLUTIONS.items():
        tensors[f"features.{place}.weight"], tensors[f"features.{place}.bias"] = convolution(inputs, outputs, 3, random)
    return tensors


def distilled_tensors(seed: int = 0) -> dict[str, Tensor]:
    random = torch.Generator().manual_seed(seed)
    tensors = {}
    for name, (inputs, outputs, width) in DISTILLED_CONVOLUTIONS.items():
        tensors[f"{name}.weight"], tensors[f"{name}.bias"] = convolution(inputs, outputs, width, random)
    return tensors


def write_distilled(path: Path, seed: int = 0) -> Path:
    save_file(distilled_tensors(seed), path)
    return path
