"""Structural similarity of reconstructions."""

from latlas.functional.ssim import ssim
from latlas.metrics.metric import EachImage, Metric, Seen
from latlas.types import PerSample


def per_image(seen: Seen) -> PerSample:
    """SSIM of each reconstruction with its original."""
    return ssim(seen.reconstructions, seen.images)


SSIM = Metric(
    name="ssim",
    summary="structural similarity of reconstructions, 1 is identical",
    higher_is_better=True,
    range=(-1.0, 1.0),
    needs=frozenset({"reconstructions"}),
    compute=EachImage(per_image),
    protocol="SSIM of decoded posterior means with an 11×11 Gaussian window, σ = 1.5 (in images below 11 pixels the largest odd window "
    "that fits), no padding; mean over places, channels and test images",
)
"""The metric `ssim`."""
