"""Metrics of whole parts: against constructions whose answer is known, and a search written out."""

import math
from collections import Counter

import numpy as np
import pytest
import torch

from latlas.errors import DataError
from latlas.metrics import active_units, knn_accuracy
from latlas.metrics.metric import Codes


def test_active_units_counts_latents_above_the_threshold():
    wave = torch.tensor([1.0, -1.0]).repeat(500)[:, None]  # population variance exactly 1
    scales = torch.tensor([0.0, 0.05, 0.0999, 0.1001, 1.0])  # variances 0, 0.0025, 0.00998, 0.01002, 1
    assert active_units.active_units(wave * scales + 1000) == 2


def test_bootstrap_error_of_clear_cases_is_zero():
    random = torch.Generator().manual_seed(0)
    latents = torch.randn(500, 4, generator=random) * torch.tensor([1.0, 2.0, 0.01, 0.0])
    found = active_units.score(Codes(latents))
    assert (found.value, found.standard_error, found.n) == (2.0, 0.0, 500)


def test_bootstrap_error_of_borderline_latents_is_that_of_a_binomial():
    # Each latent sits at the threshold: a resample puts it above or below with chance near ½, independently of the
    # others, so the count has a standard deviation near √(64 / 4) = 4; 200 resamples know it to 5 %, the chance varies too.
    random = np.random.default_rng(1)
    latents = random.standard_normal((4000, 64))
    latents = 0.1 * (latents - latents.mean(0)) / latents.std(0)
    error = active_units.bootstrap_error(torch.from_numpy(latents))
    assert error == pytest.approx(4, rel=0.25)
    assert error == active_units.bootstrap_error(torch.from_numpy(latents)), "seeded: the same every time"


def test_active_units_of_one_image_has_no_error():
    found = active_units.score(Codes(torch.zeros(1, 3)))
    assert (found.value, found.standard_error) == (0.0, None)


def clusters(n: int, seed: int, spread: float) -> Codes:
    random = np.random.default_rng(seed)
    labels = random.integers(0, 4, n)
    centres = np.array([[0, 0], [3, 0], [0, 3], [3, 3]], dtype=np.float32)
    latents = centres[labels] + spread * random.standard_normal((n, 2)).astype(np.float32)
    return Codes(torch.from_numpy(latents.astype(np.float32)), torch.from_numpy(labels))


def test_knn_accuracy_equals_a_search_written_out():
    train, test = clusters(300, 0, 1.2), clusters(150, 1, 1.2)
    assert train.labels is not None
    assert test.labels is not None
    right = 0
    for latent, label in zip(test.latents, test.labels, strict=True):
        nearest = ((train.latents - latent) ** 2).sum(1).argsort()[:10]
        votes = Counter(train.labels[nearest].tolist())
        right += min(votes, key=lambda cls: (-votes[cls], cls)) == int(label)
    share = right / 150
    assert 0.5 < share < 0.95, "the case must be neither trivial nor hopeless"
    found = knn_accuracy.score(test, train)
    assert found.value == pytest.approx(100 * share)
    assert found.standard_error == pytest.approx(100 * math.sqrt(share * (1 - share) / 150))
    assert found.n == 150


def test_knn_accuracy_of_separate_classes_is_100_and_of_shuffled_labels_is_chance():
    train, test = clusters(800, 0, 0.1), clusters(400, 1, 0.1)
    assert knn_accuracy.score(test, train).value == 100
    assert train.labels is not None
    shuffled = Codes(train.latents, train.labels[torch.randperm(800, generator=torch.Generator().manual_seed(0))])
    assert 10 < knn_accuracy.score(test, shuffled).value < 40  # a quarter, give or take the ties of a local vote


def test_knn_accuracy_works_with_fewer_training_latents_than_neighbours():
    train = Codes(torch.tensor([[0.0], [0.1], [5.0]]), torch.tensor([1, 1, 0]))
    test = Codes(torch.tensor([[0.0], [5.0]]), torch.tensor([1, 0]))
    assert knn_accuracy.score(test, train).value == 50  # all three vote: class 1 always wins


@pytest.mark.parametrize("train", [None, Codes(torch.zeros(3, 2))])
def test_knn_accuracy_refuses_what_has_no_labels(train: Codes | None):
    with pytest.raises(DataError, match="labels"):
        knn_accuracy.score(clusters(5, 0, 1.0), train)
