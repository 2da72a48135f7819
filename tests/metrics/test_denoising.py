"""Denoising error: against models whose answer is known, and the moments of the noises."""

import pytest
import torch
from torch import Tensor

from latlas.errors import DataError, UsageError
from latlas.metrics.denoising import Noise, denoising_error, gaussian_noise, masking, salt_and_pepper
from latlas.types import Posterior

SHAPE = (3, 8, 9)


def some_images(count: int = 40) -> Tensor:
    return torch.rand(count, *SHAPE, generator=torch.Generator().manual_seed(0))


def copy_images(images: Tensor) -> Posterior:
    return Posterior(images.flatten(1))


def unflatten(latents: Tensor) -> Tensor:
    return latents.unflatten(1, SHAPE)


def test_the_identity_is_as_wrong_as_the_noise():
    found = denoising_error(copy_images, unflatten, some_images().split(16), gaussian_noise(0.3))
    assert found.reconstructed.value == found.noisy.value > 0.01
    assert found.noisy.n == 40
    assert found.reconstructed.protocol != found.noisy.protocol


def test_a_model_that_knows_the_clean_images_has_no_error():
    images = some_images()
    found = denoising_error(lambda noisy: copy_images(images), unflatten, [images], salt_and_pepper(0.5))
    assert found.reconstructed.value == 0
    assert found.noisy.value > 0.1


def test_the_error_is_against_the_clean_images_not_the_noisy():
    images = torch.full((5, *SHAPE), 0.75)
    found = denoising_error(lambda noisy: copy_images(torch.full_like(noisy, 0.25)), unflatten, [images], masking(1.0))
    assert found.reconstructed.value == pytest.approx(0.25)
    assert found.noisy.value == pytest.approx(0.75**2)
    assert found.noisy.standard_error == pytest.approx(0, abs=1e-9)


def test_masking_costs_the_share_of_the_squared_brightness():
    images = torch.full((400, *SHAPE), 0.5)
    found = denoising_error(copy_images, unflatten, images.split(100), masking(0.3))
    # 28 800 pixels: the share is known to 0.0027
    assert found.noisy.value == pytest.approx(0.3 * 0.25, abs=4 * 0.0027 * 0.25)


def test_seeds_decide_the_noise():
    first, again, other = (denoising_error(copy_images, unflatten, [some_images()], gaussian_noise(0.1), seed) for seed in (0, 0, 1))
    assert first.noisy.value == again.noisy.value != other.noisy.value


@pytest.mark.parametrize("noise", [gaussian_noise(0.7), salt_and_pepper(0.4), masking(0.4)], ids=["gaussian", "salt", "masking"])
def test_noisy_images_stay_in_range_and_leave_the_originals_alone(noise: Noise):
    images = some_images()
    before = images.clone()
    noisy = noise(images, torch.Generator().manual_seed(1))
    assert noisy.shape == images.shape
    assert noisy.dtype == images.dtype
    assert 0 <= float(noisy.min()) <= float(noisy.max()) <= 1
    assert torch.equal(images, before)
    assert not torch.equal(noisy, images)


def test_gaussian_noise_has_the_deviation_asked_for():
    images = torch.full((200, *SHAPE), 0.5)
    difference = gaussian_noise(0.05)(images, torch.Generator().manual_seed(0)) - images  # 10 standard deviations from the clip
    assert float(difference.std()) == pytest.approx(0.05, rel=0.02)  # 43 200 values: 0.3 %
    assert float(difference.mean()) == pytest.approx(0, abs=0.001)


def test_salt_and_pepper_are_equally_many_and_whole_pixels():
    images = torch.full((400, *SHAPE), 0.5)
    noisy = salt_and_pepper(0.4)(images, torch.Generator().manual_seed(0))
    assert torch.equal(noisy, noisy[:, :1].expand_as(noisy))
    for value in (0.0, 1.0):
        assert float((noisy[:, 0] == value).double().mean()) == pytest.approx(0.2, abs=0.01)  # 28 800 pixels: 0.0024
    assert set(noisy.unique().tolist()) == {0.0, 0.5, 1.0}


@pytest.mark.parametrize("noise", [gaussian_noise(0.0), salt_and_pepper(0.0), masking(0.0)], ids=["gaussian", "salt", "masking"])
def test_no_noise_changes_nothing(noise: Noise):
    assert torch.equal(noise(some_images(), torch.Generator().manual_seed(0)), some_images())


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_refuses_shares_that_are_none(share: float):
    with pytest.raises(UsageError, match="share"):
        masking(share)
    with pytest.raises(UsageError, match="share"):
        salt_and_pepper(share)
    with pytest.raises(UsageError, match="at least 0"):
        gaussian_noise(-abs(share))


def test_refuses_no_images():
    with pytest.raises(DataError, match="at least one batch"):
        denoising_error(copy_images, unflatten, [], masking(0.1))
