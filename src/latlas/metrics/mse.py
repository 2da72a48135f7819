"""Mean squared error of reconstructions."""

from latlas.functional import reconstruction
from latlas.metrics.metric import EachImage, Metric, Seen
from latlas.types import PerSample


def per_image(seen: Seen) -> PerSample:
    """Squared error of each reconstruction, mean over channels and pixels."""
    return reconstruction.mse(seen.reconstructions, seen.images) / seen.images[0].numel()


MSE = Metric(
    name="mse",
    summary="mean squared error of reconstructions, of values in [0, 1]",
    higher_is_better=False,
    range=(0.0, 1.0),
    needs=frozenset({"reconstructions"}),
    compute=EachImage(per_image),
    protocol="decoded posterior means against originals in [0, 1]; mean over channels, pixels and test images",
)
"""The metric `mse`."""
