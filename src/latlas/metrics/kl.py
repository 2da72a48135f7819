"""Divergence of the posterior from the prior: N(0, I), or the Gaussian that the model fits."""

from latlas.functional.divergence import gaussian_kl
from latlas.metrics.metric import EachImage, Metric, Seen
from latlas.types import PerSample


def per_image(seen: Seen) -> PerSample:
    """KL(q(z|x) ‖ p(z)) of each image, summed over latents, in nats."""
    if seen.posterior.logvar is None:
        raise LookupError("a posterior without variance has no divergence from the prior")
    prior_mean, prior_logvar = seen.posterior.prior_mean, seen.posterior.prior_logvar
    return gaussian_kl(
        seen.posterior.mean,
        seen.posterior.logvar,
        0.0 if prior_mean is None else prior_mean,
        0.0 if prior_logvar is None else prior_logvar,
    )


KL = Metric(
    name="kl",
    summary="divergence of the posterior from the prior, nats per image",
    higher_is_better=None,
    range=(0.0, float("inf")),
    needs=frozenset({"logvar"}),
    compute=EachImage(per_image),
    protocol="KL(q(z|x) ‖ p(z)) in closed form, with the model's own Gaussian prior, summed over latents, mean over test images",
)
"""The metric `kl`."""
