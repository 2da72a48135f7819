"""One pass over the test part: right numbers, no more work than asked for, honest refusals."""

from collections.abc import Iterator

import pytest
import torch

from latlas import catalog
from latlas.errors import DataError, LatlasError
from latlas.metrics.active_units import ACTIVE_UNITS
from latlas.metrics.evaluate import evaluate
from latlas.metrics.kl import KL
from latlas.metrics.knn_accuracy import KNN_ACCURACY
from latlas.metrics.metric import Metric
from latlas.metrics.mse import MSE
from latlas.types import Batch, Images, Latents, Posterior

EVERY: list[Metric] = [catalog.get("metrics", name) for name in catalog.BUILT_IN["metrics"]]
ALL = [metric for metric in EVERY if "populations" not in metric.needs]
"""Those that need no comparison; test_distributions.py has the others."""


class Spy:
    """A linear encoder to two latents and its transpose, counting what it is asked for."""

    def __init__(self, variance: bool = True) -> None:
        self.basis = torch.linalg.qr(torch.randn(64, 2, generator=torch.Generator().manual_seed(0))).Q
        self.variance, self.encoded, self.decoded = variance, 0, 0

    def encode(self, images: Images) -> Posterior:
        assert not torch.is_grad_enabled()
        self.encoded += len(images)
        mean = images.flatten(1) @ self.basis
        return Posterior(mean, torch.zeros_like(mean) if self.variance else None)

    def decode(self, latents: Latents) -> Images:
        assert not torch.is_grad_enabled()
        self.decoded += len(latents)
        return (latents @ self.basis.T).reshape(-1, 1, 8, 8).clamp(0, 1)


def batches(n: int, size: int, seed: int = 0, labelled: bool = True) -> Iterator[Batch]:
    random = torch.Generator().manual_seed(seed)
    images, labels = torch.rand(n, 1, 8, 8, generator=random), torch.randint(0, 3, (n,), generator=random)
    for start in range(0, n, size):
        part = slice(start, start + size)
        yield Batch(images[part], torch.arange(n)[part], labels[part] if labelled else None)


def test_gives_every_metric_in_order_with_values_in_their_range():
    spy = Spy()
    scores = evaluate(spy.encode, spy.decode, batches(40, 16, 1), batches(25, 7), ALL)
    assert list(scores) == [metric.name for metric in ALL]
    for metric in ALL:
        score = scores[metric.name]
        assert metric.range[0] <= score.value <= metric.range[1]
        assert score.n == 25
        assert score.protocol.startswith(metric.protocol), "a score may add what it chose"
        assert score.standard_error is not None


def test_does_not_depend_on_the_batch_size():
    spy = Spy()
    small = evaluate(spy.encode, spy.decode, batches(40, 3, 1), batches(25, 4), ALL)
    large = evaluate(spy.encode, spy.decode, batches(40, 40, 1), batches(25, 25), ALL)
    for name, score in small.items():
        assert score.value == pytest.approx(large[name].value, rel=1e-5)
        assert score.standard_error == pytest.approx(large[name].standard_error, rel=1e-4)


def test_value_and_error_are_those_of_the_per_image_errors():
    spy = Spy()
    (batch,) = batches(25, 25)
    with torch.no_grad():
        errors = (spy.decode(spy.encode(batch.images).mean) - batch.images).square().mean((1, 2, 3))
    score = evaluate(spy.encode, spy.decode, (), batches(25, 7), [MSE])["mse"]
    assert score.value == pytest.approx(float(errors.mean()), rel=1e-5)
    assert score.standard_error == pytest.approx(float(errors.std()) / 5, rel=1e-5)


def test_walks_the_training_part_only_for_a_metric_that_needs_it():
    def untouchable() -> Iterator[Batch]:
        raise AssertionError("the training part was walked")
        yield

    spy = Spy()
    evaluate(spy.encode, spy.decode, untouchable(), batches(25, 7), [m for m in ALL if "train_latents" not in m.needs])
    assert spy.encoded == 25
    evaluate(spy.encode, spy.decode, untouchable(), batches(25, 7, labelled=False), [KNN_ACCURACY])


def test_decodes_each_test_image_once_and_only_for_a_metric_that_needs_it():
    spy = Spy()
    evaluate(spy.encode, spy.decode, batches(40, 16), batches(25, 7), ALL)
    assert (spy.encoded, spy.decoded) == (65, 25)
    evaluate(spy.encode, spy.decode, batches(40, 16), batches(25, 7), [KL, ACTIVE_UNITS, KNN_ACCURACY])
    assert spy.decoded == 25


def test_leaves_out_what_the_model_or_the_data_cannot_answer():
    point = Spy(variance=False)
    assert set(evaluate(point.encode, point.decode, batches(9, 9), batches(9, 9), [MSE, KL, KNN_ACCURACY])) == {"mse", "knn_accuracy"}
    spy = Spy()
    unlabelled = batches(9, 9, labelled=False)
    assert set(evaluate(spy.encode, spy.decode, batches(9, 9), unlabelled, [MSE, KL, KNN_ACCURACY])) == {"mse", "kl"}


def test_refuses_an_empty_test_part():
    spy = Spy()
    with pytest.raises(DataError, match="test part is empty"):
        evaluate(spy.encode, spy.decode, batches(9, 9), (), [MSE])


def test_says_which_metric_met_numbers_that_are_not_finite():
    spy = Spy()
    with pytest.raises(LatlasError, match="'mse' is not a finite number on 7 of 7"):
        evaluate(spy.encode, lambda latents: spy.decode(latents) * float("nan"), (), batches(25, 7), [MSE])


def test_says_that_latents_are_not_finite():
    spy = Spy()

    def broken(images: Images) -> Posterior:
        return Posterior(spy.encode(images).mean / 0)

    with pytest.raises(LatlasError, match="latents that are not finite"):
        evaluate(broken, spy.decode, (), batches(25, 7), [ACTIVE_UNITS])
