"""The solver against scikit-learn's LinearSVC, the probe against constructions whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from latlas.errors import DataError, LatlasError, UsageError
from latlas.functional import squared_hinge
from latlas.functional.squared_hinge import exact_step, minimise, one_vs_rest
from latlas.metrics import linear_probe as probing
from latlas.metrics.linear_probe import linear_probe, stratified_folds
from latlas.metrics.metric import Codes


def clusters(n: int, seed: int, spread: float, classes: int = 4, dimension: int = 6) -> tuple[torch.Tensor, torch.Tensor]:
    """Correlated clusters away from the origin, each latent with a scale of its own."""
    centres = 3 * np.random.default_rng(99).standard_normal((classes, dimension))
    random = np.random.default_rng(seed)
    labels = random.integers(0, classes, n)
    latents = (centres[labels] + spread * random.standard_normal((n, dimension)) + 2) * np.geomspace(0.1, 5, dimension)
    return torch.from_numpy(latents), torch.from_numpy(labels)


COSTS = (1e-3, 0.1, 10.0)


@pytest.mark.parametrize("spread", [0.3, 3.0], ids=["separable", "overlapping"])
def test_weights_are_those_of_linear_svc(spread: float) -> None:
    latents, labels = clusters(300, 0, spread)
    found = one_vs_rest(latents, labels, 4, COSTS, tolerance=1e-8)
    for cost, weights in zip(COSTS, found, strict=True):
        oracle = LinearSVC(dual=False, C=cost, tol=1e-8, max_iter=100_000).fit(latents.numpy(), labels.numpy())
        expected = np.column_stack([oracle.coef_, oracle.intercept_])
        np.testing.assert_allclose(weights, expected, rtol=1e-3, atol=1e-5)


def test_exact_steps_reach_the_same_minimum(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without conjugate gradients every step is Newton's own; with 40 features both forms of it occur."""
    latents, labels = clusters(120, 0, 2.0, dimension=40)
    expected = one_vs_rest(latents, labels, 4, COSTS, tolerance=1e-9)
    monkeypatch.setattr(squared_hinge, "GRADIENT_STEPS", 0)
    rows: list[int] = []
    original = squared_hinge.exact_step

    def spy(active: torch.Tensor, gradient: torch.Tensor, cost: float) -> torch.Tensor:
        rows.append(len(active))
        return original(active, gradient, cost)

    monkeypatch.setattr(squared_hinge, "exact_step", spy)
    torch.testing.assert_close(one_vs_rest(latents, labels, 4, COSTS, tolerance=1e-9), expected, rtol=1e-5, atol=1e-8)
    assert min(rows) < 41 < max(rows)


@pytest.mark.parametrize("n", [0, 3, 8, 30])
def test_exact_step_solves_newtons_equation(n: int) -> None:
    random = torch.Generator().manual_seed(n)
    rows, gradient = torch.randn(n, 8, generator=random, dtype=torch.float64), torch.randn(8, generator=random, dtype=torch.float64)
    hessian = torch.eye(8, dtype=torch.float64) + 2 * 0.7 * rows.T @ rows
    torch.testing.assert_close(hessian @ exact_step(rows, gradient, 0.7), -gradient, rtol=1e-9, atol=1e-9)


@given(
    n=st.integers(1, 40),
    dimension=st.integers(1, 8),
    exponent=st.floats(-3, 3),
    scale=st.sampled_from([1e-4, 1.0, 1e3]),
    seed=st.integers(0, 10**6),
)
def test_minimum_has_no_gradient(n: int, dimension: int, exponent: float, scale: float, seed: int) -> None:
    """The gradient by autograd of the objective as it is defined, at any size, cost and scale; one machine has a single class."""
    random = torch.Generator().manual_seed(seed)
    features = scale * torch.randn(n, dimension, generator=random, dtype=torch.float64)
    signs = torch.sign(torch.randn(n, 3, generator=random, dtype=torch.float64))
    signs[:, 2] = -1
    costs = torch.tensor([1.0, 0.1, 1.0], dtype=torch.float64) * 10**exponent

    def gradient(weights: torch.Tensor) -> torch.Tensor:
        weights = weights.clone().requires_grad_()
        slack = (1 - signs * (features @ weights)).clamp(min=0)
        (0.5 * weights.square().sum() + (costs * slack.square()).sum()).backward()
        assert weights.grad is not None
        return weights.grad.norm(dim=0)

    first = gradient(torch.zeros(dimension, 3, dtype=torch.float64))
    elsewhere = torch.randn(dimension, 3, generator=random, dtype=torch.float64) / scale
    for start in (None, elsewhere):
        assert (gradient(minimise(features, signs, costs, tolerance=1e-7, start=start)) <= 2e-7 * first + 1e-12).all()


def test_many_machines_are_solved_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    latents, labels = clusters(100, 0, 2.0)
    whole = one_vs_rest(latents, labels, 4, COSTS, tolerance=1e-9)
    monkeypatch.setattr(squared_hinge, "MACHINES_AT_ONCE", 3)
    torch.testing.assert_close(one_vs_rest(latents, labels, 4, COSTS, tolerance=1e-9), whole, rtol=1e-6, atol=1e-9)


def test_what_does_not_converge_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(squared_hinge, "NEWTON_STEPS", 2)
    latents, labels = clusters(100, 0, 2.0)
    with pytest.raises(LatlasError, match=r"of 4 linear machines did not converge in 2 steps"):
        one_vs_rest(latents, labels, 4, COSTS)


def test_probe_equals_the_protocol_written_out_with_linear_svc() -> None:
    (train, labels), (test, test_labels) = clusters(200, 0, 2.5), clusters(150, 1, 2.5)
    fold = stratified_folds(labels.numpy(), 3, 5)
    results: dict[tuple[bool, float], list[float]] = {}
    machines = {}
    for scaled in (True, False):
        for cost in (1e-3, 0.1):
            for k in (0, 1, 2, None):
                rows = fold != k if k is not None else np.ones(200, bool)
                scaler = StandardScaler(with_mean=scaled, with_std=scaled).fit(train.numpy()[rows])
                machine = LinearSVC(dual=False, C=cost, tol=1e-8).fit(scaler.transform(train.numpy()[rows]), labels.numpy()[rows])
                if k is None:
                    machines[scaled, cost] = machine.score(scaler.transform(test.numpy()), test_labels.numpy())
                else:
                    held_out = machine.score(scaler.transform(train.numpy()[~rows]), labels.numpy()[~rows])
                    results.setdefault((scaled, cost), []).append(100 * held_out)
    best = max(results, key=lambda pair: float(np.mean(results[pair])))
    found = linear_probe(train, labels, test, test_labels, folds=3, costs=(0.1, 1e-3), seed=5)
    assert 50 < found.accuracy < 95, "the case must be neither trivial nor hopeless"
    assert (found.scaled, found.cost) == best
    assert found.accuracy == pytest.approx(100 * machines[best], abs=1e-9)
    assert found.standard_error == pytest.approx(100 * np.sqrt(machines[best] * (1 - machines[best]) / 150))
    assert found.cross_validation_mean == pytest.approx(np.mean(results[best]))
    assert found.cross_validation_std == pytest.approx(np.std(results[best], ddof=1))
    assert (found.folds, found.n_train, found.n_test) == (3, 200, 150)
    assert f"C = {found.cost:g}" in found.protocol


def test_separable_classes_are_told_and_shuffled_labels_are_not() -> None:
    (train, labels), (test, test_labels) = clusters(300, 0, 0.2), clusters(200, 1, 0.2)
    found = linear_probe(train.float(), labels + 7, test.float(), test_labels + 7, folds=3)
    assert (found.accuracy, found.standard_error, found.cross_validation_mean, found.cross_validation_std) == (100, 0, 100, 0)
    tied = linear_probe(train, labels, test, test_labels, folds=3, costs=(100.0, 10.0))
    assert (tied.scaled, tied.cost) == (True, 10.0)
    shuffled = labels[torch.randperm(300, generator=torch.Generator().manual_seed(0))]
    assert 10 < linear_probe(train, shuffled, test, test_labels, folds=3, costs=(0.01, 1.0)).accuracy < 40


def test_test_part_decides_nothing() -> None:
    (train, labels), (test, test_labels) = clusters(100, 0, 2.5), clusters(60, 1, 2.5)
    first = linear_probe(train, labels, test, test_labels, folds=3, costs=(0.01, 1.0))
    other = linear_probe(train, labels, test[:30] * 9, test_labels[:30], folds=3, costs=(0.01, 1.0))
    assert (first.cost, first.scaled, first.cross_validation_mean) == (other.cost, other.scaled, other.cross_validation_mean)
    assert first.accuracy != other.accuracy


def test_odd_training_parts_have_an_answer() -> None:
    latents = torch.tensor([[0.0, 5.0], [0.1, 5.0], [3.0, 5.0], [9.0, 5.0]])  # the second latent is constant
    test, test_labels = torch.tensor([[0.0, 5.0], [9.0, 5.0]]), torch.tensor([1, 2])
    single = linear_probe(latents, torch.tensor([1, 1, 1, 1]), test, test_labels)  # one class: every image is told to be of it
    assert (single.accuracy, single.cross_validation_mean, single.folds) == (50, 100, 4)
    rare = linear_probe(latents, torch.tensor([1, 1, 1, 2]), test, test_labels)  # the only image of a class cannot be held out
    assert rare.accuracy == 100
    assert rare.cross_validation_mean == 75
    each = linear_probe(latents, torch.tensor([1, 2, 3, 4]), test, test_labels)
    assert each.cross_validation_mean == 0


@given(
    labels=st.lists(st.integers(0, 3), min_size=2, max_size=60),
    folds=st.integers(2, 9),
    seed=st.integers(0, 1000),
)
def test_folds_are_stratified_and_even(labels: list[int], folds: int, seed: int) -> None:
    array = np.array(labels)
    fold = stratified_folds(array, folds, seed)
    np.testing.assert_array_equal(fold, stratified_folds(array, folds, seed))
    for rows in (array >= 0, *(array == k for k in range(4))):
        sizes = np.bincount(fold[rows], minlength=folds)
        assert len(sizes) == folds
        assert sizes.max() - sizes.min() <= 1


def test_folds_are_shuffled_by_the_seed() -> None:
    labels = np.repeat(np.arange(3), 30)
    assert (stratified_folds(labels, 5, 0) != stratified_folds(labels, 5, 1)).any()
    assert (stratified_folds(labels, 5, 0) != np.arange(90) % 5).any()


def test_metric_is_the_probe_with_its_choice_in_the_protocol() -> None:
    (train, labels), (test, test_labels) = clusters(80, 0, 2.0), clusters(50, 1, 2.0)
    found = probing.score(Codes(test.float(), test_labels), Codes(train.float(), labels))
    expected = linear_probe(train.float(), labels, test.float(), test_labels)
    assert (found.value, found.standard_error, found.n) == (expected.accuracy, expected.standard_error, 50)
    assert "9 folds chose C = " in found.protocol
    for without in (None, Codes(train.float())):
        with pytest.raises(DataError, match="labels"):
            probing.score(Codes(test.float(), test_labels), without)


def test_wrong_requests_are_told() -> None:
    latents, labels = clusters(10, 0, 1.0)
    with pytest.raises(UsageError, match="not 1 folds"):
        linear_probe(latents, labels, latents, labels, folds=1)
    for costs in ((), (1.0, 0.0), (float("inf"),)):
        with pytest.raises(UsageError, match="positive costs"):
            linear_probe(latents, labels, latents, labels, costs=costs)
    with pytest.raises(DataError, match="not 1 and 10"):
        linear_probe(latents[:1], labels[:1], latents, labels)
    with pytest.raises(DataError, match="not 10 and 0"):
        linear_probe(latents, labels, latents[:0], labels[:0])
    with pytest.raises(DataError, match="not finite"):
        linear_probe(latents, labels, latents / 0, labels)
