"""Likelihoods against torch.distributions, distances against NumPy, and what holds for all of them."""

import math
from typing import get_args

import jaxtyping
import numpy as np
import pytest
import torch
from torch.distributions import Bernoulli, Normal

from latlas.errors import UsageError
from latlas.functional import reconstruction
from latlas.functional.reconstruction import LOSSES, ReconstructionName
from latlas.functional.ssim import ssim

SHAPE = (4, 3, 12, 14)


def pair(seed: int = 0, dtype: torch.dtype = torch.float32) -> tuple[torch.Tensor, torch.Tensor]:
    random = torch.Generator().manual_seed(seed)
    return torch.rand(SHAPE, generator=random, dtype=dtype), torch.rand(SHAPE, generator=random, dtype=dtype)


def test_bernoulli_is_the_negative_log_likelihood_of_binary_pixels():
    logits, gray = pair()
    logits, target = 12 * logits - 6, (gray > 0.5).float()
    expected = -Bernoulli(logits=logits.double()).log_prob(target.double()).sum((1, 2, 3))
    torch.testing.assert_close(reconstruction.bernoulli(logits, target).double(), expected, rtol=1e-6, atol=0)


def test_bernoulli_of_a_gray_target_is_least_at_the_target_and_is_its_entropy_there():
    _, target = pair()
    target = target.clamp(0.01, 0.99)
    at_target = reconstruction.bernoulli(torch.logit(target), target)
    entropy = Bernoulli(probs=target).entropy().sum((1, 2, 3))
    torch.testing.assert_close(at_target, entropy, rtol=1e-5, atol=0)
    assert (reconstruction.bernoulli(torch.logit(target) + 0.1, target) > at_target).all()


def test_bernoulli_stays_finite_for_extreme_logits():
    target = torch.tensor([0.0, 1.0]).reshape(1, 1, 1, 2)
    logits = torch.tensor([1e4, -1e4]).reshape(1, 1, 1, 2)
    assert reconstruction.bernoulli(logits, target).item() == 2e4


def test_bernoulli_of_an_image_is_that_of_its_logits():
    logits, target = pair(dtype=torch.float64)
    logits = 24 * logits - 12  # probabilities from 6e-6 to 1 − 6e-6, within the clip
    expected = reconstruction.bernoulli(logits, target)
    torch.testing.assert_close(reconstruction.bernoulli_image(logits.sigmoid(), target), expected, rtol=1e-9, atol=0)


def test_bernoulli_of_an_image_is_clipped_at_black_and_white():
    image = torch.tensor([0.0, 0.0, 1.0, 1.0], dtype=torch.float64).reshape(4, 1, 1, 1)
    target = torch.tensor([0.0, 1.0, 0.0, 1.0], dtype=torch.float64).reshape(4, 1, 1, 1)
    right, wrong = -math.log1p(-1e-6), -math.log(1e-6)
    expected = torch.tensor([right, wrong, wrong, right], dtype=torch.float64)
    torch.testing.assert_close(reconstruction.bernoulli_image(image, target), expected, rtol=1e-9, atol=0)
    single = reconstruction.bernoulli_image(image.float(), target.float())
    torch.testing.assert_close(single.double(), expected, rtol=2e-3, atol=1e-7)  # 1 − 1e-6 in float32 is off by 1 % of 1e-6


def test_gradient_of_bernoulli_of_an_image_equals_finite_differences():
    image, target = (values[:2, :1, :4, :5] for values in pair(1, torch.float64))
    assert torch.autograd.gradcheck(reconstruction.bernoulli_image, (image.requires_grad_(), target))


def test_bernoulli_of_an_image_sums_over_all_but_the_batch_and_takes_bfloat16():
    image, target = (values.bfloat16() for values in pair(2))
    found = reconstruction.bernoulli_image(image, target)
    assert (found.shape, found.dtype) == ((SHAPE[0],), torch.float32)
    probability = image.double().clamp(1e-6, 1 - 1e-6)
    expected = -Bernoulli(probs=probability, validate_args=False).log_prob(target.double()).sum((1, 2, 3))
    torch.testing.assert_close(found.double(), expected, rtol=1e-4, atol=0)


@pytest.mark.parametrize(
    "logvar",
    [0.0, -3.0, torch.tensor(1.5), torch.linspace(-2, 1, 3).reshape(3, 1, 1), torch.linspace(-4, 4, math.prod(SHAPE)).reshape(SHAPE)],
    ids=["unit", "number", "scalar", "per channel", "per pixel"],
)
def test_gaussian_is_the_negative_log_density(logvar: float | torch.Tensor):
    mean, target = pair()
    std = torch.exp(torch.as_tensor(logvar).double() / 2)
    expected = -Normal(mean.double(), std).log_prob(target.double()).sum((1, 2, 3))
    torch.testing.assert_close(reconstruction.gaussian(mean, target, logvar).double(), expected, rtol=1e-5, atol=1e-4)


def test_mse_and_mae_are_sums_over_channels_and_pixels():
    image, target = pair()
    difference = image.double().numpy() - target.double().numpy()
    np.testing.assert_allclose(reconstruction.mse(image, target), (difference**2).sum((1, 2, 3)), rtol=1e-5)
    np.testing.assert_allclose(reconstruction.mae(image, target), np.abs(difference).sum((1, 2, 3)), rtol=1e-5)


def test_ssim_loss_has_the_scale_of_a_sum():
    image, target = pair()
    expected = (1 - ssim(image, target)) * math.prod(SHAPE[1:])
    torch.testing.assert_close(reconstruction.ssim_loss(image, target), expected)
    torch.testing.assert_close(reconstruction.ssim_loss(target, target), torch.zeros(len(target)), rtol=0, atol=1e-2)


def test_the_names_of_the_option_are_those_of_the_losses():
    assert set(get_args(ReconstructionName)) == set(LOSSES)


@pytest.mark.parametrize("name", LOSSES)
class TestEvery:
    def test_gradient_equals_finite_differences(self, name: ReconstructionName):
        prediction, target = (values[:2, :2, :7, :8] for values in pair(1, torch.float64))
        assert torch.autograd.gradcheck(LOSSES[name].function, (prediction.requires_grad_(), target))

    def test_samples_do_not_mix(self, name: ReconstructionName):
        prediction, target = pair(2)
        function = LOSSES[name].function
        alone = torch.cat([function(prediction[i : i + 1], target[i : i + 1]) for i in range(len(target))])
        torch.testing.assert_close(function(prediction, target), alone, rtol=1e-5, atol=1e-4)

    def test_calculates_in_float32_for_bfloat16(self, name: ReconstructionName):
        prediction, target = (values.bfloat16() for values in pair(3))
        function = LOSSES[name].function
        with torch.autocast("cpu", dtype=torch.bfloat16):
            narrow = function(prediction, target)
        assert narrow.dtype == torch.float32
        torch.testing.assert_close(narrow, function(prediction.float(), target.float()))

    def test_refuses_shapes_that_would_broadcast(self, name: ReconstructionName, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(jaxtyping.config, "jaxtyping_disable", True)  # as at a user's, where annotations are not checked
        prediction, target = pair()
        with pytest.raises(UsageError, match="must have one shape"):
            LOSSES[name].function(prediction, target[:, :1])

    def test_leaves_its_arguments_alone(self, name: ReconstructionName):
        prediction, target = pair(4)
        before = prediction.clone(), target.clone()
        LOSSES[name].function(prediction, target)
        assert torch.equal(prediction, before[0])
        assert torch.equal(target, before[1])
