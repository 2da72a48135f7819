"""Structural similarity of images (Wang, Bovik, Sheikh & Simoncelli 2004), differentiable."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from latlas.errors import UsageError
from latlas.types import Images, PerSample

Window = Float[Tensor, " size"]
Band = Float[Tensor, "place length"]

K1, K2 = 0.01, 0.03
"""The paper's constants: C₁ = (K₁ L)² and C₂ = (K₂ L)² for data of range L."""


def ssim(images: Images, targets: Images, window_size: int = 11, sigma: float | None = 1.5, data_range: float = 1.0) -> PerSample:
    """Mean structural similarity of each pair of images: 1 for identical ones, never below −1.

    The mean is over channels and over the places where the window lies wholly inside the image: nothing is padded, as in
    the paper's code and scikit-image (torchmetrics pads by reflection and averages over the border too).

    Args:
        images: in [0, `data_range`]
        targets: in [0, `data_range`], of the same shape
        window_size: side of the square window, odd. In images smaller than it the window shrinks to the largest odd side
            that fits; such values compare only with those of images of the same size.
        sigma: standard deviation of the Gaussian window, in pixels (11 and 1.5 are the paper's). None means a uniform
            window and sample covariances (n / (n − 1)): with `window_size=7` this is scikit-image's default.
        data_range: the range L of the data

    Calculates in float32 for narrower types and under autocast (variances are small differences of large numbers);
    float64 stays float64. `torch.set_float32_matmul_precision` below "highest" costs digits here as elsewhere.

    Raises `UsageError` for an even window or images that differ in shape.
    """
    if images.shape != targets.shape:
        raise UsageError(f"images of shape {tuple(images.shape)} and targets of shape {tuple(targets.shape)} must have one shape")
    if window_size < 1 or window_size % 2 == 0:
        raise UsageError(f"the SSIM window must have an odd number of pixels on a side, not {window_size}")
    height, width = images.shape[-2:]
    smallest = min(height, width)
    size = min(window_size, smallest - 1 + smallest % 2)
    if sigma is None and size == 1:
        raise UsageError(f"a uniform SSIM window needs at least 3 pixels on a side; here window {window_size}, image {height}×{width}")
    dtype = torch.promote_types(torch.promote_types(images.dtype, targets.dtype), torch.float32)
    with torch.autocast(images.device.type, enabled=False):
        x, y = images.to(dtype), targets.to(dtype)
        window = _window(size, sigma).to(x)
        rows, columns = _band(window, height), _band(window, width).T

        # Two products with banded matrices: on a CPU, forward and backward, faster than separable grouped convolutions
        # (about 5 times at 64 pixels a side, 1.4 times at 512) though most of what they multiply is zero.
        def blur(maps: Tensor) -> Tensor:
            return rows @ (maps @ columns)

        mean_x, mean_y = blur(x), blur(y)
        means, squares = mean_x * mean_y, mean_x.square() + mean_y.square()
        unbias = size**2 / (size**2 - 1) if sigma is None else 1.0
        covariance = (blur(x * y) - means) * unbias
        variances = (blur(x.square() + y.square()) - squares) * unbias
        c1, c2 = (K1 * data_range) ** 2, (K2 * data_range) ** 2
        similarity = (2 * means + c1) * (2 * covariance + c2) / ((squares + c1) * (variances + c2))
        return similarity.flatten(1).mean(1)


def _window(size: int, sigma: float | None) -> Window:
    """One side of the separable window, summing to 1."""
    if sigma is None:
        return torch.full((size,), 1 / size, dtype=torch.float64)
    offset = torch.arange(size, dtype=torch.float64) - (size - 1) / 2
    return torch.softmax(-offset.square() / (2 * sigma**2), 0)


def _band(window: Window, length: int) -> Band:
    """The matrix whose product with a line of `length` pixels is the window's average at each place it fits."""
    places = length - len(window) + 1
    band = window.new_zeros(places, length)
    row = torch.arange(places, device=window.device)[:, None]
    band[row, row + torch.arange(len(window), device=window.device)] = window
    return band
