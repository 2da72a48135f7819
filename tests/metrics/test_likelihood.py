"""Importance-sampled likelihood: against linear-Gaussian models, whose marginal likelihood is known, and NumPy."""

import math
from collections.abc import Callable

import jaxtyping
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor
from torch.distributions import Bernoulli, MultivariateNormal, Normal

from latlas.errors import DataError, LatlasError, UsageError
from latlas.metrics.likelihood import (
    Decode,
    Encode,
    Observation,
    bernoulli_observation,
    gaussian_log_weights,
    gaussian_observation,
    log_likelihood,
    posterior_gap,
)
from latlas.metrics.log_mean_exp import LogMeanExp
from latlas.types import Posterior

SHAPE = (1, 3, 4)
LATENTS = 2
NOISE = 0.5


class LinearGaussian:
    """x = W z + b + σ ε with z ~ N(ν, diag τ²), and encoders that miss its posterior by as much as they are told.

    The columns of W are orthogonal and scaled by the prior, so that the true posterior is diagonal.
    """

    def __init__(self, prior_mean: float = 0.0, prior_logvar: float = 0.0) -> None:
        random = torch.Generator().manual_seed(0)
        self.weight = torch.linalg.qr(torch.randn(12, LATENTS, generator=random, dtype=torch.float64))[0] * torch.tensor([1.5, 0.7])
        self.bias = torch.randn(12, generator=random, dtype=torch.float64)
        self.prior_mean = torch.full((LATENTS,), prior_mean, dtype=torch.float64)
        self.prior_logvar = torch.full((LATENTS,), prior_logvar, dtype=torch.float64)
        covariance = self.weight * self.prior_logvar.exp() @ self.weight.T + NOISE**2 * torch.eye(12, dtype=torch.float64)
        self.marginal = MultivariateNormal(self.bias + self.weight @ self.prior_mean, covariance)

    def images(self, count: int, seed: int = 1) -> Tensor:
        random = torch.Generator().manual_seed(seed)
        latents = torch.randn(count, LATENTS, generator=random, dtype=torch.float64) * (self.prior_logvar / 2).exp() + self.prior_mean
        noise = torch.randn(count, 12, generator=random, dtype=torch.float64)
        return (latents @ self.weight.T + self.bias + NOISE * noise).unflatten(1, SHAPE)

    def log_likelihood(self, images: Tensor) -> Tensor:
        return self.marginal.log_prob(images.flatten(1))

    def encoder(self, widen: float = 0.0, shift: float = 0.0) -> Callable[[Tensor], Posterior]:
        """The true posterior with its log-variance raised by `widen` and its mean moved by `shift`."""

        def encode(images: Tensor) -> Posterior:
            precision = self.weight.square().sum(0) / NOISE**2 + torch.exp(-self.prior_logvar)
            evidence = (images.flatten(1) - self.bias) @ self.weight / NOISE**2 + self.prior_mean * torch.exp(-self.prior_logvar)
            mean = evidence / precision + shift
            logvar = (widen - precision.log()).expand_as(mean)
            return Posterior(mean, logvar, self.prior_mean.expand_as(mean), self.prior_logvar.expand_as(mean))

        return encode

    def decode(self, latents: Tensor) -> Tensor:
        return (latents @ self.weight.T + self.bias).unflatten(1, SHAPE)


OBSERVE = gaussian_observation(2 * math.log(NOISE))
MODELS = [LinearGaussian(), LinearGaussian(prior_mean=0.8, prior_logvar=-1.0)]


@pytest.mark.parametrize("model", MODELS, ids=["standard prior", "fitted prior"])
def test_is_exact_for_the_true_posterior_with_one_draw(model: LinearGaussian):
    images = model.images(7)
    found = log_likelihood(gaussian_log_weights(model.encoder(), model.decode, OBSERVE), [images], samples=1, chunk=1)
    torch.testing.assert_close(found.per_image, model.log_likelihood(images), rtol=0, atol=1e-10)
    assert (found.n, found.samples, found.standard_error) == (7, 1, None)


@pytest.mark.parametrize("model", MODELS, ids=["standard prior", "fitted prior"])
def test_agrees_with_the_closed_form_to_002_nats_at_10_000_draws(model: LinearGaussian):
    images = model.images(6)
    # Twice the variance and a mean that is off by about half a standard deviation.
    weights = gaussian_log_weights(model.encoder(widen=math.log(2), shift=0.15), model.decode, OBSERVE)
    found = log_likelihood(weights, images.split(4), samples=10_000, chunk=2000)
    expected = model.log_likelihood(images)
    assert found.standard_error is not None
    assert (found.standard_error > 1e-3).all(), "a case without an error to make shows nothing"
    assert float((found.per_image - expected).abs().max()) < 0.02
    assert found.mean == pytest.approx(float(expected.mean()), abs=0.02)


def test_a_prior_left_out_is_standard_normal():
    model, images = MODELS[0], MODELS[0].images(3)

    def encode(images: Tensor) -> Posterior:
        posterior = model.encoder(0.3)(images)
        return Posterior(posterior.mean, posterior.logvar)

    given_prior = log_likelihood(gaussian_log_weights(model.encoder(0.3), model.decode, OBSERVE), [images], 5, 5)
    no_prior = log_likelihood(gaussian_log_weights(encode, model.decode, OBSERVE), [images], 5, 5)
    torch.testing.assert_close(no_prior.per_image, given_prior.per_image, rtol=0, atol=0)


def test_the_estimate_rises_with_the_number_of_draws():
    # Burda et al. 2016, theorem 1. Images are repeated, so that each mean is over 2 000 independent estimates.
    model = MODELS[0]
    images = model.images(4).repeat(500, 1, 1, 1)
    weights = gaussian_log_weights(model.encoder(widen=1.5, shift=0.4), model.decode, OBSERVE)
    found = [log_likelihood(weights, [images], samples, samples, seed=samples) for samples in (1, 4, 16, 64)]
    truth = float(model.log_likelihood(images).mean())
    means = [likelihood.mean for likelihood in found]
    # Errors are of the 2 000 draws alone, not of the images, which are the same for all.
    errors = [float((likelihood.per_image - model.log_likelihood(images)).std()) / 2000**0.5 for likelihood in found]
    assert all(after - before > 4 * error for before, after, error in zip(means, means[1:], errors, strict=False))
    assert means[-1] < truth + 4 * errors[-1]
    assert truth - means[-1] < 0.1 * (truth - means[0])


@pytest.mark.parametrize("chunk", [1, 7, 30, 1000])
def test_chunks_change_nothing(chunk: int):
    model, images = MODELS[1], MODELS[1].images(5)
    weights = gaussian_log_weights(model.encoder(widen=1.0), model.decode, OBSERVE)
    whole, parts = (log_likelihood(weights, images.split(3), 30, size) for size in (30, chunk))
    torch.testing.assert_close(parts.per_image, whole.per_image, rtol=0, atol=1e-9)
    assert parts.standard_error is not None
    torch.testing.assert_close(parts.standard_error, whole.standard_error, rtol=0, atol=1e-9)
    torch.testing.assert_close(parts.effective_samples, whole.effective_samples, rtol=0, atol=1e-7)


def recorded(model: LinearGaussian, encoded: list[int], decoded: list[int]) -> tuple[Encode, Decode]:
    """The model, noting how many images each call has."""

    def encode(images: Tensor) -> Posterior:
        encoded.append(len(images))
        return model.encoder(widen=0.5)(images)

    def decode(latents: Tensor) -> Tensor:
        decoded.append(len(latents))
        return model.decode(latents)

    return encode, decode


def test_a_chunk_encodes_its_images_once_and_holds_no_more_draws_than_asked_for():
    encoded, decoded = [], []
    weights = gaussian_log_weights(*recorded(MODELS[0], encoded, decoded), OBSERVE)
    log_likelihood(weights, MODELS[0].images(5).split(3), samples=10, chunk=4)
    assert encoded == [3, 3, 3, 2, 2, 2]
    assert decoded == [12, 12, 6, 8, 8, 4]


def test_draws_are_decoded_in_parts_that_change_nothing():
    encoded, decoded, images = [], [], MODELS[0].images(5)
    small = gaussian_log_weights(*recorded(MODELS[0], encoded, decoded), OBSERVE, batch_size=12)
    found = log_likelihood(small, [images], samples=7, chunk=7)
    assert encoded == [5]
    assert decoded == [10, 10, 10, 5]
    least = gaussian_log_weights(*recorded(MODELS[0], encoded, decoded), OBSERVE, batch_size=1)
    whole = gaussian_log_weights(MODELS[0].encoder(widen=0.5), MODELS[0].decode, OBSERVE)
    for other in (least, whole):
        torch.testing.assert_close(log_likelihood(other, [images], 7, 7).per_image, found.per_image, rtol=0, atol=1e-9)
    assert decoded[4:] == [5] * 7


def test_seeds_decide_the_draws():
    model, images = MODELS[0], MODELS[0].images(3)
    weights = gaussian_log_weights(model.encoder(1.0), model.decode, OBSERVE)
    first, again, other = (log_likelihood(weights, [images], 5, 5, seed).per_image for seed in (0, 0, 1))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_the_standard_error_is_the_spread_over_repeats():
    model = MODELS[0]
    images = model.images(1).repeat(2000, 1, 1, 1)
    weights = gaussian_log_weights(model.encoder(widen=1.0, shift=0.2), model.decode, OBSERVE)
    found = log_likelihood(weights, [images], samples=100, chunk=50)
    assert found.standard_error is not None
    spread = float(found.per_image.std())
    # 2 000 repeats know a standard deviation to 1.6 %; the delta method is good to about 1/100 of the squared spread of the weights
    assert float(found.standard_error.square().mean().sqrt()) == pytest.approx(spread, rel=0.1)
    covered = ((found.per_image - model.log_likelihood(images)).abs() < 1.96 * found.standard_error).double().mean()
    assert 0.92 < float(covered) < 0.97
    assert found.standard_error_of_mean == pytest.approx(spread / 2000**0.5, rel=1e-6)


log_weights = st.lists(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=2), min_size=1, max_size=8)


@given(chunks=st.lists(log_weights, min_size=1, max_size=4), shift=st.sampled_from([0.0, 1e5, -1e5]))
def test_log_mean_exp_equals_numpy_however_weights_arrive(chunks: list[list[list[float]]], shift: float):
    running = LogMeanExp()
    for chunk in chunks:
        running.update(torch.tensor(chunk, dtype=torch.float64) + shift)
    logs = np.concatenate([np.array(chunk) for chunk in chunks])
    top = logs.max(0)
    weights = np.exp(logs - top)
    atol = 1e-9 if shift == 0 else 1e-8  # float64 has steps of 1.5e-11 at 1e5
    np.testing.assert_allclose(running.value, np.log(weights.mean(0)) + top + shift, rtol=0, atol=atol)
    np.testing.assert_allclose(running.mean_of_logs, logs.mean(0) + shift, rtol=0, atol=atol)
    np.testing.assert_allclose(running.effective_samples, weights.sum(0) ** 2 / (weights**2).sum(0), rtol=1e-6)
    if len(logs) > 1:
        assert running.standard_error is not None
        expected = weights.std(0, ddof=1) / weights.mean(0) / len(logs) ** 0.5
        np.testing.assert_allclose(running.standard_error, expected, rtol=1e-6, atol=1e-4)  # the root of 1 − 1 is worth √1e-9
    else:
        assert running.standard_error is None


@pytest.mark.parametrize("size", [1e5, -1e5])
def test_log_weights_of_any_size_neither_overflow_nor_vanish(size: float):
    running = LogMeanExp()
    running.update(torch.full((4, 1), size, dtype=torch.float64))
    running.update(torch.full((4, 1), size, dtype=torch.float64) + math.log(3))
    assert float(running.value) == pytest.approx(size + math.log(2), abs=1e-9)
    assert float(running.effective_samples) == pytest.approx((4 + 12) ** 2 / (4 + 36), rel=1e-9)


def test_the_mean_of_no_weights_is_refused():
    with pytest.raises(ValueError, match="no weights"):
        _ = LogMeanExp().value


def test_a_point_latent_with_its_posterior_for_prior_weighs_nothing():
    # Latent 1 is a point: a standard deviation of 1e-6, its own prior. It must not disturb the likelihood of latent 0.
    model = MODELS[0]
    images = model.images(5).float()

    def encode(images: Tensor) -> Posterior:
        full = model.encoder()(images.double())
        assert full.logvar is not None
        mean, logvar = full.mean.float(), full.logvar.float()
        logvar[:, 1] = 2 * math.log(1e-6)
        prior_mean, prior_logvar = torch.zeros_like(mean), torch.zeros_like(mean)
        prior_mean[:, 1], prior_logvar[:, 1] = mean[:, 1], logvar[:, 1]
        return Posterior(mean, logvar, prior_mean, prior_logvar)

    found = posterior_gap(encode, lambda latents: model.decode(latents.double()), OBSERVE, [images], samples=8, chunk=8)
    mean = encode(images).mean[:, 1].double()
    # Given latent 1, the model is a linear-Gaussian one of latent 0 alone, whose posterior is the encoder's.
    covariance = torch.outer(model.weight[:, 0], model.weight[:, 0]) + NOISE**2 * torch.eye(12, dtype=torch.float64)
    expected = MultivariateNormal(model.bias + mean[:, None] * model.weight[:, 1], covariance).log_prob(images.double().flatten(1))
    torch.testing.assert_close(found.likelihood.per_image, expected, rtol=0, atol=1e-4)  # the posterior is in float32
    only = encode(images)
    assert only.logvar is not None
    alone = 0.5 * (only.mean[:, 0].double().square() + only.logvar[:, 0].double().exp() - 1 - only.logvar[:, 0].double())
    torch.testing.assert_close(found.prior_divergence, alone, rtol=0, atol=1e-12)


def test_points_alone_leave_the_observation_and_nothing_else():
    mean = torch.randn(4, 3, generator=torch.Generator().manual_seed(0))
    logvar = torch.full_like(mean, 2 * math.log(1e-6))
    found = posterior_gap(
        lambda images: Posterior(mean, logvar, mean, logvar),
        lambda latents: torch.full((len(latents), *SHAPE), 0.25),
        bernoulli_observation,
        [torch.ones(4, *SHAPE)],
        samples=3,
        chunk=2,
    )
    assert torch.equal(found.prior_divergence, torch.zeros(4, dtype=torch.float64))
    torch.testing.assert_close(found.likelihood.per_image, torch.full((4,), 12 * math.log(0.25), dtype=torch.float64), rtol=0, atol=1e-6)
    torch.testing.assert_close(found.posterior_divergence, torch.zeros(4, dtype=torch.float64), rtol=0, atol=1e-12)


@pytest.mark.parametrize("model", MODELS, ids=["standard prior", "fitted prior"])
def test_the_gap_is_the_divergence_from_the_true_posterior(model: LinearGaussian):
    images, encode, truth = model.images(4), model.encoder(widen=math.log(2), shift=0.15), model.encoder()
    found = posterior_gap(encode, model.decode, OBSERVE, images.split(3), samples=20_000, chunk=2000)

    def normal(posterior: Posterior) -> Normal:
        assert posterior.logvar is not None
        return Normal(posterior.mean, torch.exp(posterior.logvar / 2))

    prior = Normal(model.prior_mean, torch.exp(model.prior_logvar / 2))
    expected = torch.distributions.kl_divergence(normal(encode(images)), normal(truth(images))).sum(1)
    assert float(expected.min()) > 0.3, "a gap worth measuring"
    torch.testing.assert_close(found.posterior_divergence, expected, rtol=0, atol=0.03)
    torch.testing.assert_close(found.bound, model.log_likelihood(images) - expected, rtol=0, atol=0.03)
    torch.testing.assert_close(found.prior_divergence, torch.distributions.kl_divergence(normal(encode(images)), prior).sum(1))
    torch.testing.assert_close(found.likelihood.per_image - found.bound, found.posterior_divergence)


def test_the_true_posterior_leaves_no_gap():
    model = MODELS[0]
    found = posterior_gap(model.encoder(), model.decode, OBSERVE, [model.images(4)], samples=5, chunk=5)
    assert float(found.posterior_divergence.max()) < 1e-10
    assert (found.posterior_divergence >= 0).all()


@pytest.mark.parametrize("gray", [False, True])
def test_bernoulli_observation_equals_cross_entropy(gray: bool):
    random = torch.Generator().manual_seed(0)
    decoded = torch.rand(5, 2, 28, 28, generator=random)
    images = torch.rand(5, 2, 28, 28, generator=random)
    images = images if gray else (images < decoded).float()
    expected = -torch.nn.functional.binary_cross_entropy(decoded.double(), images.double(), reduction="none").flatten(1).sum(1)
    before = decoded.clone(), images.clone()
    found = bernoulli_observation(decoded, images)
    assert found.dtype == torch.float64
    torch.testing.assert_close(found, expected, rtol=0, atol=1e-3)
    assert torch.equal(decoded, before[0])
    assert torch.equal(images, before[1])


def test_bernoulli_observation_of_zeros_and_ones_equals_torch_distributions():
    random = torch.Generator().manual_seed(0)
    decoded = torch.rand(5, *SHAPE, generator=random, dtype=torch.float64)
    images = torch.rand(5, *SHAPE, generator=random).round()
    expected = Bernoulli(decoded).log_prob(images.double()).flatten(1).sum(1)
    torch.testing.assert_close(bernoulli_observation(decoded, images), expected, rtol=0, atol=1e-9)


@pytest.mark.parametrize("gray", [0.0, 0.5])
@pytest.mark.parametrize(("decoded", "image"), [(0.0, 1.0), (1.0, 0.0)])
def test_bernoulli_observation_is_never_surer_than_one_in_a_million(decoded: float, image: float, gray: float):
    target = torch.full((1, *SHAPE), image)
    target[0, 0, 0, 0] = abs(image - gray)  # a gray pixel pays its share on each side
    found = bernoulli_observation(torch.full((1, *SHAPE), decoded), target)
    assert float(found) == pytest.approx((12 - gray) * math.log(1e-6), abs=1e-4)


def test_bernoulli_observation_is_reckoned_in_float32_for_narrow_types():
    decoded = torch.rand(3, *SHAPE, generator=torch.Generator().manual_seed(0)).bfloat16()
    images = decoded.float().round()
    torch.testing.assert_close(bernoulli_observation(decoded, images), bernoulli_observation(decoded.float(), images), rtol=0, atol=0)


@pytest.mark.parametrize("observe", [bernoulli_observation, OBSERVE], ids=["bernoulli", "gaussian"])
def test_observations_refuse_shapes_that_would_broadcast(observe: Observation, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jaxtyping.config, "jaxtyping_disable", True)  # as at a user's, where annotations are not checked
    with pytest.raises(UsageError, match="one shape"):
        observe(torch.rand(2, 3, 4, 4), torch.rand(2, 1, 4, 4))


@pytest.mark.parametrize("logvar", [-1.5, torch.linspace(-2, 1, 12).unflatten(0, SHAPE)], ids=["number", "pixelwise"])
def test_gaussian_observation_equals_torch_distributions(logvar: float | Tensor):
    random = torch.Generator().manual_seed(0)
    decoded, images = torch.rand(2, 5, *SHAPE, generator=random).unbind(0)
    deviation = torch.exp(torch.as_tensor(logvar, dtype=torch.float64) / 2)
    expected = Normal(decoded.double(), deviation).log_prob(images.double()).flatten(1).sum(1)
    found = gaussian_observation(logvar)(decoded, images)
    assert found.dtype == torch.float64
    torch.testing.assert_close(found, expected, rtol=0, atol=1e-9 if isinstance(logvar, float) else 1e-5)


def test_refuses_what_cannot_be_estimated():
    model, images = MODELS[0], MODELS[0].images(3)
    weights = gaussian_log_weights(model.encoder(), model.decode, OBSERVE)
    point = gaussian_log_weights(lambda images: Posterior(torch.zeros(len(images), LATENTS)), model.decode, OBSERVE)
    with pytest.raises(UsageError, match="without variance"):
        log_likelihood(point, [images], 5, 5)
    with pytest.raises(UsageError, match="at least 1"):
        log_likelihood(weights, [images], 0, 5)
    with pytest.raises(UsageError, match="at least 1"):
        log_likelihood(weights, [images], 5, 0)
    with pytest.raises(DataError, match="at least one batch"):
        log_likelihood(weights, [], 5, 5)
    with pytest.raises(DataError, match="at least one batch"):
        posterior_gap(model.encoder(), model.decode, OBSERVE, [], 5, 5)


@pytest.mark.parametrize("broken", [float("nan"), float("inf")])
def test_an_estimate_that_is_not_finite_is_said(broken: float):
    model = MODELS[0]

    def decode(latents: Tensor) -> Tensor:
        return model.decode(latents) + torch.tensor([broken] + [0.0] * (len(latents) - 1))[:, None, None, None]

    with pytest.raises(LatlasError, match="1 of 3 images"):
        log_likelihood(gaussian_log_weights(model.encoder(), decode, OBSERVE), [model.images(3)], 1, 1)
