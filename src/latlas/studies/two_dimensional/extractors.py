"""The fixed network whose features the study compares: one with given weights, or a classifier of the training images.

Features of a network for photographs say little about digits, so that without weights a classifier is trained, once for all tasks, on the
study's own training images. Rows of different extractors do not compare: the digest of the weights is part of the conditions.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from latlas.classifiers import train_classifier
from latlas.errors import DataError, StudyError
from latlas.features.classifier import Classifier
from latlas.features.extractor import Extractor
from latlas.features.weights import load_extractor
from latlas.studies.study import Request, Row
from latlas.studies.two_dimensional.imagesets import image_options, image_set
from latlas.studies.two_dimensional.settings import SETTINGS
from latlas.training.config import TrainingConfig

FITTING = {"digits": "lenet", "mnist": "lenet", "folder": "inception"}
"""The extractor that weights are for when none is named, by image set."""


def prepare(request: Request, runs: Path, quiet: bool) -> dict[str, Any]:
    """Train the classifier where no extractor is given, and say for the conditions which one is used.

    Raises `StudyError` when a classifier cannot be trained on the images, and `UsageError` for weights that cannot be used.
    """
    path = classifier_path(request, runs)
    if not is_given(request) and not path.exists():
        setting = SETTINGS[request.scale]
        training = TrainingConfig(
            epochs=setting.classifier_epochs,
            batch_size=setting.batch_size,
            schedule="cosine",
            validate_every=setting.classifier_epochs,
            device=setting.device,
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            train_classifier(image_options(request), training, path, quiet)
        except DataError as error:
            raise StudyError(f"{error}; or give the weights of an extractor to the study: --extractor-weights FILE") from error
    extractor = task_extractor(request, runs)
    layers = request.extractor_layers or extractor.default_layers
    return {"extractor": {"name": extractor.name, "layers": list(layers), "digest": extractor.digest}}


def task_extractor(request: Request, runs: Path) -> Extractor:
    """The extractor of all tasks of a request."""
    if is_given(request):
        return load_extractor(request.extractor or FITTING[image_set(request)], request.extractor_weights)
    return load_extractor(Classifier.name, str(classifier_path(request, runs)))


def accuracy_rows(request: Request, runs: Path) -> list[Row]:
    """How good the study's own classifier is on the test images, %; nothing of an extractor that was given."""
    if is_given(request):
        return []
    from safetensors import safe_open

    path = classifier_path(request, runs)
    with safe_open(path, framework="pt") as file:
        accuracy = json.loads(file.metadata()["accuracy"])
    digest = task_extractor(request, runs).digest
    return [{"metric": "extractor_accuracy", "value": accuracy["value"], "se": accuracy["standard_error"], "digest": digest}]


def classifier_path(request: Request, runs: Path) -> Path:
    """Where the study's own classifier is, in the folder of all runs of a scale."""
    return runs / image_set(request) / "classifier.safetensors"


def is_given(request: Request) -> bool:
    """Whether the request names an extractor or its weights."""
    return bool(request.extractor or request.extractor_weights)
