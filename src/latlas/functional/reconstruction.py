"""Negative log-likelihoods and distances of images: one number per image.

Every function **sums over channels and pixels** and leaves the mean over the batch to the caller, so that
each weighs against a KL divergence (summed over latents) as in the evidence lower bound. They calculate in
float32 also for bfloat16 and float16 tensors and under autocast; float64 stays float64.

Raises `latlas.errors.UsageError` when prediction and target differ in shape, which would otherwise broadcast.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from jaxtyping import Float
from torch import Tensor

from latlas.errors import UsageError
from latlas.functional.ssim import ssim
from latlas.types import Images, PerSample

LogVariance = Float[Tensor, "..."]
"""Any shape that broadcasts to that of the images."""

ReconstructionName = Literal["bernoulli", "gaussian", "mse", "mae", "ssim"]
"""What a model's option `reconstruction` can name: a key of `LOSSES`."""

CLIP = 1e-6
"""Least probability of a pixel, and of its opposite, in `bernoulli_image`."""


@dataclass(frozen=True)
class Loss:
    """A reconstruction loss, and the output of a decoder that it reads."""

    function: Callable[[Images, Images], PerSample]
    """Maps (prediction, target) to one number per image."""
    on: Literal["logits", "image"]
    """Whether the prediction is the decoder's output before the sigmoid, or the image in [0, 1]."""


def bernoulli(logits: Images, target: Images) -> PerSample:
    """Negative log-likelihood of Bernoulli pixels, in nats per image: binary cross-entropy with logits.

    Targets lie in [0, 1]. For gray targets, strictly between 0 and 1, this is a useful loss but not a normalised
    likelihood (Loaiza-Ganem & Cunningham 2019, "The continuous Bernoulli"): do not compare its value with
    likelihoods. Its least value is then the targets' entropy, not 0.
    """
    logits, target = _matched(logits, target)
    return _per_sample(F.binary_cross_entropy_with_logits(logits, target, reduction="none"))


def bernoulli_image(image: Images, target: Images) -> PerSample:
    """Negative log-likelihood of Bernoulli pixels, in nats per image, from their probabilities: an image in [0, 1].

    For images that are made after the sigmoid, such as warped ones; `bernoulli` is more exact where there are logits.
    Probabilities are clipped to [ε, 1 − ε] with ε = `CLIP`, as in Vivé, "Variational generation of images by deep spatial
    architectures" (appendix A), so that a pixel costs at most −log ε = 13.8 nats, and one beyond the clip has no gradient. What
    `bernoulli` says of gray targets holds here as well.
    """
    image, target = _matched(image, target)
    probability = image.clamp(CLIP, 1 - CLIP)
    return -_per_sample(target * probability.log() + (1 - target) * torch.log1p(-probability))


def gaussian(mean: Images, target: Images, logvar: float | LogVariance = 0.0) -> PerSample:
    """Negative log-likelihood of independent Gaussian pixels, in nats per image, with its constant.

    ½ Σ [(x − μ)² / σ² + log σ² + log 2π]. `logvar` is log σ²: a number, or a tensor that broadcasts to the images'
    shape (one value, one a channel, one a pixel). The likelihood is a density, so the result may be negative.
    """
    mean, target = _matched(mean, target)
    variance = torch.as_tensor(logvar, dtype=mean.dtype, device=mean.device).expand_as(mean)
    constant = 0.5 * math.log(2 * math.pi) * mean[0].numel()
    return 0.5 * _per_sample((target - mean).square() * torch.exp(-variance) + variance) + constant


def mse(image: Images, target: Images) -> PerSample:
    """Squared error **summed** over channels and pixels (the name is the field's; there is no mean in it).

    Twice `gaussian` at σ = 1, less its constant.
    """
    image, target = _matched(image, target)
    return _per_sample((image - target).square())


def mae(image: Images, target: Images) -> PerSample:
    """Absolute error **summed** over channels and pixels."""
    image, target = _matched(image, target)
    return _per_sample((image - target).abs())


def ssim_loss(image: Images, target: Images) -> PerSample:
    """(1 − mean SSIM) · channels · height · width: the mean scaled to the sum convention of the other losses.

    Between 0 (identical) and twice the number of values; see `latlas.functional.ssim.ssim` for the window.
    """
    image, target = _matched(image, target)
    return (1 - ssim(image, target)) * image[0].numel()


LOSSES: Mapping[ReconstructionName, Loss] = MappingProxyType(
    {
        "bernoulli": Loss(bernoulli, on="logits"),
        "gaussian": Loss(gaussian, on="image"),
        "mse": Loss(mse, on="image"),
        "mae": Loss(mae, on="image"),
        "ssim": Loss(ssim_loss, on="image"),
    }
)
"""The reconstruction losses by name."""


def _matched(prediction: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
    """Both tensors in the wider of their types, float32 at least."""
    if prediction.shape != target.shape:
        raise UsageError(f"prediction of shape {tuple(prediction.shape)} and target of shape {tuple(target.shape)} must have one shape")
    dtype = torch.promote_types(torch.promote_types(prediction.dtype, target.dtype), torch.float32)
    return prediction.to(dtype), target.to(dtype)


def _per_sample(values: Images) -> PerSample:
    return values.flatten(1).sum(1)
