"""Metrics of reconstructions and posteriors against their formulas and scikit-image."""

import numpy as np
import pytest
import torch
from torch.distributions import Normal, kl_divergence

from latlas.metrics import kl, mae, mse, psnr, ssim
from latlas.metrics.metric import Seen
from latlas.types import Posterior


def seen() -> Seen:
    random = torch.Generator().manual_seed(0)
    images, noise = (torch.rand(6, 3, 16, 16, generator=random) for _ in range(2))
    share = torch.linspace(0.05, 0.9, 6).reshape(-1, 1, 1, 1)
    mean, logvar = (torch.randn(6, 4, generator=random) for _ in range(2))
    return Seen(images, Posterior(mean, logvar), (1 - share) * images + share * noise)


def test_errors_are_means_over_channels_and_pixels():
    shown = seen()
    difference = shown.images.double().numpy() - shown.reconstructions.double().numpy()
    np.testing.assert_allclose(mse.per_image(shown), (difference**2).mean((1, 2, 3)), rtol=1e-5)
    np.testing.assert_allclose(mae.per_image(shown), np.abs(difference).mean((1, 2, 3)), rtol=1e-5)


def test_psnr_equals_scikit_image():
    peak_signal_noise_ratio = pytest.importorskip("skimage.metrics").peak_signal_noise_ratio
    shown = seen()
    expected = [
        peak_signal_noise_ratio(image.numpy(), made.numpy(), data_range=1.0)
        for image, made in zip(shown.images, shown.reconstructions, strict=True)
    ]
    np.testing.assert_allclose(psnr.per_image(shown), expected, rtol=1e-5)


def test_psnr_of_a_known_error():
    images = torch.zeros(2, 1, 4, 4)
    made = torch.stack([torch.full((1, 4, 4), 0.1), torch.ones(1, 4, 4)])
    torch.testing.assert_close(psnr.per_image(Seen(images, Posterior(torch.zeros(2, 1)), made)), torch.tensor([20.0, 0.0]))


def test_psnr_of_identical_images_is_the_highest_and_finite():
    shown = seen()
    same = Seen(shown.images, shown.posterior, shown.images)
    assert psnr.per_image(same).tolist() == [psnr.HIGHEST] * 6


def test_psnr_does_not_hide_what_is_not_a_number():
    shown = seen()
    broken = Seen(shown.images, shown.posterior, shown.reconstructions * float("nan"))
    assert psnr.per_image(broken).isnan().all()


def test_ssim_falls_with_noise_and_is_one_without():
    shown = seen()
    similarity = ssim.per_image(shown)
    assert (similarity.diff() < 0).all()
    torch.testing.assert_close(ssim.per_image(Seen(shown.images, shown.posterior, shown.images)), torch.ones(6), rtol=0, atol=1e-4)


def test_kl_is_in_nats_per_image():
    shown = seen()
    assert shown.posterior.logvar is not None
    expected = kl_divergence(Normal(shown.posterior.mean, torch.exp(shown.posterior.logvar / 2)), Normal(0.0, 1.0)).sum(1)
    torch.testing.assert_close(kl.per_image(shown), expected)


def test_a_metric_that_reads_what_it_does_not_name_is_told_so():
    shown = seen()
    with pytest.raises(LookupError, match="needs"):
        mse.per_image(Seen(shown.images, shown.posterior))
    with pytest.raises(LookupError, match="variance"):
        kl.per_image(Seen(shown.images, Posterior(shown.posterior.mean)))
