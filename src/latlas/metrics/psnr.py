"""Peak signal-to-noise ratio of reconstructions."""

import torch

from latlas.metrics import mse
from latlas.metrics.metric import EachImage, Metric, Seen
from latlas.types import PerSample

HIGHEST = 100.0
"""Decibels given to an image that is reconstructed (almost) exactly. Its PSNR is infinite, and one such image
would make the mean infinite as well; an error of 8-bit rounding alone is 58.9 dB."""


def per_image(seen: Seen) -> PerSample:
    """−10 log₁₀(mean squared error) of each reconstruction, in dB for a peak of 1, at most `HIGHEST`."""
    return (-10 * torch.log10(mse.per_image(seen))).clamp(max=HIGHEST)


PSNR = Metric(
    name="psnr",
    summary="peak signal-to-noise ratio of reconstructions, dB",
    higher_is_better=True,
    range=(0.0, HIGHEST),
    needs=frozenset({"reconstructions"}),
    compute=EachImage(per_image),
    protocol=f"PSNR of each decoded posterior mean for a peak of 1, at most {HIGHEST:g} dB, averaged over "
    "test images (not the PSNR of their mean error)",
)
"""The metric `psnr`."""
