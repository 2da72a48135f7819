"""How well a plane tells each class of latents from all others."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from latlas.errors import DataError, UsageError
from latlas.functional.squared_hinge import one_vs_rest
from latlas.metrics.metric import Codes, Metric, Score, WholePart

FOLDS = 9
COSTS = (1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0, 100.0)
TOLERANCE = 1e-5
"""Of the gradient against that at zero weights: LinearSVC's default for ten classes of equal size."""

TrainLatents = Float[Tensor, "train latent"]
TrainLabels = Int[Tensor, " train"]
TestLatents = Float[Tensor, "test latent"]
TestLabels = Int[Tensor, " test"]
Predictions = Int[Tensor, "cost test"]
IntegerColumn = Int[np.ndarray, " n"]


@dataclass(frozen=True)
class LinearProbe:
    """What a linear support vector machine makes of latents. Accuracies are in %."""

    accuracy: float
    """On the test part."""
    standard_error: float
    """Of `accuracy`: that of a proportion over test images, the training part held fixed."""
    cross_validation_mean: float
    """Mean accuracy on the held-out folds of the training part, of the chosen cost and scaling."""
    cross_validation_std: float
    """Sample standard deviation of that accuracy over the folds. Folds share training images: it is no standard error."""
    cost: float
    """The chosen C."""
    scaled: bool
    """Whether standardised latents were chosen."""
    folds: int
    """`folds` as asked for, or the number of training images when they are fewer."""
    n_train: int
    n_test: int
    protocol: str
    """How it was measured, in a sentence."""


def linear_probe(
    train_latents: TrainLatents,
    train_labels: TrainLabels,
    test_latents: TestLatents,
    test_labels: TestLabels,
    *,
    folds: int = FOLDS,
    costs: Sequence[float] = COSTS,
    seed: int = 0,
) -> LinearProbe:
    """Test accuracy of a linear support vector machine, its cost and scaling chosen by cross-validation on the training part.

    One machine a class against all others: the problem of scikit-learn's `LinearSVC(dual=False)`, squared hinge loss and L2
    penalty, the intercept penalised with the weights. Latents are taken as they are and standardised, by the mean and the standard
    deviation of those that the machine learns from; of all pairs of scaling and cost the one with the largest mean accuracy over the
    folds is chosen (a tie goes to standardised latents, then to the smaller cost), learnt on the whole training part, and tested once.
    Folds are stratified, by `seed`. A class with fewer images than folds is missing from some; one with a single image is never
    recognised when that is held out.

    Cost grows with images · dimensions · classes · costs, for two scalings of every fold: for pixels in place of latents give fewer
    `costs`, and small ones. Calculated in float64 on the CPU.

    Raises `DataError` for fewer than two training latents, an empty test part and values that are not finite, `UsageError` for fewer
    than two folds and costs that are not positive, `LatlasError` when the machines do not converge.
    """
    if folds < 2 or len(costs) == 0 or not all(math.isfinite(cost) and cost > 0 for cost in costs):
        raise UsageError(f"a linear probe needs at least 2 folds and positive costs, not {folds} folds and costs {tuple(costs)}")
    if len(train_latents) < 2 or len(test_latents) == 0:
        raise DataError(f"a linear probe needs 2 training latents and a test latent, not {len(train_latents)} and {len(test_latents)}")
    train, test = (latents.detach().cpu().double() for latents in (train_latents, test_latents))
    if not (torch.isfinite(train).all() and torch.isfinite(test).all()):
        raise DataError("latents are not finite: the model is damaged or its training diverged")
    known, labels = train_labels.cpu().unique(return_inverse=True)
    ascending = tuple(sorted(costs))
    fold = torch.from_numpy(stratified_folds(labels.numpy(), min(folds, len(train)), seed))
    trials = [
        [_held_out(train, labels, len(known), ascending, fold == k, scaled) for k in range(int(fold.max()) + 1)] for scaled in (True, False)
    ]
    held_out = torch.stack([torch.stack(trial) for trial in trials])  # scaling × fold × cost
    raw, chosen = divmod(int(held_out.mean(1).flatten().argmax()), len(ascending))  # of equals the first
    scaled, cost, accuracies = raw == 0, ascending[chosen], held_out[raw, :, chosen]
    right = known[_predict(train, labels, len(known), (cost,), test, scaled)[0]] == test_labels.cpu()
    share, n = float(right.double().mean()), len(right)
    mean, std = float(accuracies.mean()), float(accuracies.std())
    choice = f"C = {cost:g} on {'standardised' if scaled else 'raw'} latents"
    return LinearProbe(
        accuracy=100 * share,
        standard_error=100 * math.sqrt(share * (1 - share) / n),
        cross_validation_mean=mean,
        cross_validation_std=std,
        cost=cost,
        scaled=scaled,
        folds=len(accuracies),
        n_train=len(train),
        n_test=n,
        protocol=f"{LINEAR_PROBE.protocol}; here {len(accuracies)} folds chose {choice}, {mean:.2f} ± {std:.2f} % over the folds",
    )


def stratified_folds(labels: IntegerColumn, folds: int, seed: int) -> IntegerColumn:
    """The fold of each sample, 0 … folds − 1: the shuffled samples of each class in turn are dealt out.

    Counts of a class in two folds differ by at most 1, and so do the sizes of the folds. scikit-learn's `StratifiedKFold` does the same but
    warns of, or refuses, classes with fewer samples than folds.
    """
    order = np.random.default_rng(seed).permutation(len(labels))
    order = order[np.argsort(labels[order], kind="stable")]
    numbers = np.empty(len(labels), np.int64)
    numbers[order] = np.arange(len(labels)) % folds
    return numbers


def _held_out(latents: Tensor, labels: Tensor, classes: int, costs: tuple[float, ...], held_out: Tensor, scaled: bool) -> Tensor:
    """Accuracy in % on the rows that are held out, for each cost."""
    predicted = _predict(latents[~held_out], labels[~held_out], classes, costs, latents[held_out], scaled)
    return 100 * (predicted == labels[held_out]).double().mean(1)


def _predict(train: Tensor, labels: Tensor, classes: int, costs: tuple[float, ...], test: Tensor, scaled: bool) -> Predictions:
    """Classes of the test latents, for each cost; of equal scores the lowest class."""
    if scaled:
        from sklearn.preprocessing import StandardScaler

        scaler = StandardScaler().fit(train.numpy())
        train, test = (torch.from_numpy(scaler.transform(latents.numpy())) for latents in (train, test))
    weights = one_vs_rest(train, labels, classes, costs, TOLERANCE)
    return (test @ weights[..., :-1].mT + weights[:, None, :, -1]).argmax(2)


def score(test: Codes, train: Codes | None) -> Score:
    """The accuracy of `linear_probe`. Raises `DataError` without labels or training latents, and what `linear_probe` raises."""
    if train is None or train.labels is None or test.labels is None:
        raise DataError("a linear probe needs labels on the training part and on the test part")
    found = linear_probe(train.latents, train.labels, test.latents, test.labels)
    return Score(found.accuracy, found.standard_error, found.n_test, found.protocol)


LINEAR_PROBE = Metric(
    name="linear_probe",
    summary="classes told by a linear SVM on latents, %",
    higher_is_better=True,
    range=(0.0, 100.0),
    needs=frozenset({"labels", "train_latents"}),
    compute=WholePart(score),
    protocol="one-vs-rest linear SVM (squared hinge, L2) on posterior means, learnt on the training part; "
    "C and scaling chosen by stratified cross-validation on it; "
    "standard error of a proportion over test images, the training part held fixed",
)
"""The metric `linear_probe`."""
