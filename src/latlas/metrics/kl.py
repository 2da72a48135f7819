"""Divergence of the posterior from a standard normal prior."""

from latlas.functional.divergence import gaussian_kl
from latlas.metrics.metric import EachImage, Metric, Seen
from latlas.types import PerSample


def per_image(seen: Seen) -> PerSample:
    """KL(q(z|x) ‖ N(0, I)) of each image, summed over latents, in nats."""
    if seen.posterior.logvar is None:
        raise LookupError("a posterior without variance has no divergence from the prior")
    return gaussian_kl(seen.posterior.mean, seen.posterior.logvar)


KL = Metric(
    name="kl",
    summary="divergence of the posterior from N(0, I), nats per image",
    higher_is_better=None,
    range=(0.0, float("inf")),
    needs=frozenset({"logvar"}),
    compute=EachImage(per_image),
    protocol="KL(q(z|x) ‖ N(0, I)) in closed form, summed over latents, mean over test images",
)
"""The metric `kl`."""
