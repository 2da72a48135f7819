"""SSIM against torchmetrics, against the formula written out with SciPy, and (where installed) scikit-image."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.ndimage import gaussian_filter

from latlas.errors import UsageError
from latlas.functional.ssim import ssim


def pair(
    shape: tuple[int, ...] = (3, 3, 32, 29), noise: float = 0.2, dtype: torch.dtype = torch.float32
) -> tuple[torch.Tensor, torch.Tensor]:
    """Smooth images and noisy copies, both in [0, 1]: similarity neither near 0 nor near 1."""
    random = np.random.default_rng(0)
    smooth = gaussian_filter(random.random(shape), (0, 0, 2, 2))
    smooth = (smooth - smooth.min()) / (smooth.max() - smooth.min())
    noisy = np.clip(smooth + noise * random.standard_normal(shape), 0, 1)
    return torch.from_numpy(noisy).to(dtype), torch.from_numpy(smooth).to(dtype)


@pytest.mark.parametrize(("sigma", "window"), [(1.5, 11), (1.0, 9)])  # torchmetrics derives the window from σ
@pytest.mark.parametrize("data_range", [1.0, 255.0])
def test_equals_torchmetrics_where_it_does_not_pad(sigma: float, window: int, data_range: float):
    from torchmetrics.functional.image import structural_similarity_index_measure

    images, targets = (data_range * values for values in pair())
    _, places = structural_similarity_index_measure(
        images, targets, sigma=sigma, data_range=data_range, reduction="none", return_full_image=True
    )
    inside = slice(window // 2, -(window // 2))  # its mean takes in a border of reflected pixels as well
    expected = places[..., inside, inside].mean((1, 2, 3))
    assert 0.1 < expected.min() < expected.max() < 0.9
    torch.testing.assert_close(ssim(images, targets, window, sigma, data_range), expected, rtol=0, atol=1e-4)


@pytest.mark.parametrize("kind", ["gaussian", "uniform"])
def test_equals_scikit_image(kind: str):
    structural_similarity = pytest.importorskip("skimage.metrics").structural_similarity
    images, targets = pair(dtype=torch.float64)
    options = {"gaussian_weights": True, "sigma": 1.5, "use_sample_covariance": False} if kind == "gaussian" else {}
    expected = [
        structural_similarity(image.numpy(), target.numpy(), data_range=1.0, channel_axis=0, **options)
        for image, target in zip(images, targets, strict=True)
    ]
    ours = ssim(images, targets) if kind == "gaussian" else ssim(images, targets, window_size=7, sigma=None)
    np.testing.assert_allclose(ours, expected, rtol=0, atol=1e-10)


def by_definition(x: np.ndarray, y: np.ndarray, window: np.ndarray, unbias: float) -> float:
    """One channel, Wang et al. 2004, equation 13 at each place where the window fits, moments taken about the mean."""
    size, weights, values = len(window), np.outer(window, window), []
    for row in range(x.shape[0] - size + 1):
        for column in range(x.shape[1] - size + 1):
            a, b = x[row : row + size, column : column + size], y[row : row + size, column : column + size]
            mean_a, mean_b = (weights * a).sum(), (weights * b).sum()
            variance_a, variance_b = unbias * (weights * (a - mean_a) ** 2).sum(), unbias * (weights * (b - mean_b) ** 2).sum()
            covariance = unbias * (weights * (a - mean_a) * (b - mean_b)).sum()
            luminance = (2 * mean_a * mean_b + 1e-4) / (mean_a**2 + mean_b**2 + 1e-4)
            values.append(luminance * (2 * covariance + 9e-4) / (variance_a + variance_b + 9e-4))
    return float(np.mean(values))


@pytest.mark.parametrize(("side", "window"), [(8, 7), (9, 9), (10, 9), (11, 11), (13, 11)])
def test_window_shrinks_to_the_largest_odd_one_that_fits(side: int, window: int):
    images, targets = pair((1, 1, side, 13), dtype=torch.float64)
    offset = np.arange(window) - window // 2
    weights = np.exp(-(offset**2) / (2 * 1.5**2))
    expected = by_definition(images[0, 0].numpy(), targets[0, 0].numpy(), weights / weights.sum(), 1.0)
    assert ssim(images, targets).item() == pytest.approx(expected, abs=1e-12)


def test_uniform_window_uses_sample_covariances():
    images, targets = pair((1, 1, 12, 10), dtype=torch.float64)
    expected = by_definition(images[0, 0].numpy(), targets[0, 0].numpy(), np.full(7, 1 / 7), 49 / 48)
    assert ssim(images, targets, window_size=7, sigma=None).item() == pytest.approx(expected, abs=1e-12)


def test_float32_agrees_with_float64_to_1e_4_on_flat_images():
    random = torch.Generator().manual_seed(0)
    images, targets = (0.9 + 0.01 * torch.rand(2, 1, 24, 24, generator=random, dtype=torch.float64) for _ in range(2))
    exact = ssim(images, targets)
    torch.testing.assert_close(ssim(images.float(), targets.float()).double(), exact, rtol=0, atol=1e-4)


@pytest.mark.parametrize("sigma", [1.5, None])
def test_gradients_of_both_arguments_equal_finite_differences(sigma: float | None):
    images, targets = pair((2, 2, 9, 8), dtype=torch.float64)
    assert torch.autograd.gradcheck(lambda x, y: ssim(x, y, 7, sigma), (images.requires_grad_(), targets.requires_grad_()))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**31), height=st.integers(1, 20), width=st.integers(1, 20), channels=st.integers(1, 3))
def test_is_symmetric_bounded_and_one_for_equal_images(seed: int, height: int, width: int, channels: int):
    random = torch.Generator().manual_seed(seed)
    x, y = (torch.rand(2, channels, height, width, generator=random) for _ in range(2))
    forward = ssim(x, y)
    torch.testing.assert_close(forward, ssim(y, x), rtol=0, atol=1e-5)
    assert (forward.abs() <= 1 + 1e-5).all()
    torch.testing.assert_close(ssim(x, x), torch.ones(2), rtol=0, atol=1e-4)


@pytest.mark.parametrize("window", [0, -3, 4])
def test_refuses_windows_without_a_centre(window: int):
    images, targets = pair()
    with pytest.raises(UsageError, match="odd"):
        ssim(images, targets, window_size=window)


def test_refuses_a_uniform_window_of_one_pixel():
    images, targets = pair((1, 1, 2, 9))
    with pytest.raises(UsageError, match="at least 3"):
        ssim(images, targets, window_size=7, sigma=None)


def test_channels_last_images_give_the_same():
    images, targets = pair()
    torch.testing.assert_close(ssim(images.contiguous(memory_format=torch.channels_last), targets), ssim(images, targets))
