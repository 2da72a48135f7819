"""How well the nearest training latents tell the class of a test image."""

from __future__ import annotations

import math

from latlas.errors import DataError
from latlas.metrics.metric import Codes, Metric, Score, WholePart

NEIGHBOURS = 10


def score(test: Codes, train: Codes | None, neighbours: int = NEIGHBOURS) -> Score:
    """Accuracy in % of `neighbours`-nearest-neighbour classification of test latents among training latents.

    Euclidean distance, exact search, equal votes; a tied vote goes to the lowest class. A training part smaller
    than `neighbours` votes as a whole. Raises `DataError` without labels or training latents.
    """
    if train is None or train.labels is None or test.labels is None:
        raise DataError("nearest-neighbour accuracy needs labels on the training part and on the test part")
    from sklearn.neighbors import KNeighborsClassifier

    classifier = KNeighborsClassifier(min(neighbours, len(train.latents)))
    classifier.fit(train.latents.cpu().numpy(), train.labels.cpu().numpy())
    n, labels = len(test.latents), test.labels.cpu().numpy()
    share = float((classifier.predict(test.latents.cpu().numpy()) == labels).mean())
    return Score(100 * share, 100 * math.sqrt(share * (1 - share) / n), n, KNN_ACCURACY.protocol)


KNN_ACCURACY = Metric(
    name="knn_accuracy",
    summary=f"classes told by the {NEIGHBOURS} nearest training latents, %",
    higher_is_better=True,
    range=(0.0, 100.0),
    needs=frozenset({"labels", "train_latents"}),
    compute=WholePart(score),
    protocol=f"{NEIGHBOURS}-nearest-neighbour vote among the posterior means of the training part, Euclidean; "
    "standard error of a proportion over test images, the training part held fixed",
)
"""The metric `knn_accuracy`."""
