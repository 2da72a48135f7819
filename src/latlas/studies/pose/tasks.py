"""The tasks of the study of pose: train one model on one image set with one seed, and score it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from latlas.data.imageset import ImageSet
from latlas.data.options import ImageSetOptions
from latlas.errors import NonFiniteLossError, StudyError
from latlas.runs import TrainedModel, data_options, train
from latlas.studies.pose.scoring import baseline_rows, rotated_baseline_rows, rotated_rows, score_model, validation_rows
from latlas.studies.pose.settings import (
    BATCH_SIZE,
    BODY,
    CANDIDATES,
    FAMILIES,
    NO_TRAINING,
    PAPER,
    ROTATED,
    SETTINGS,
    Setting,
    Variant,
    many_seeds,
    rotated_variants,
    variants,
)
from latlas.studies.study import Request, Row, Task

NEVER = 10**9
"""Epochs between validations, which the study has no use for."""
AXIS = "principal_axis"
"""The baseline of pose recovery that no network makes."""
SEARCHED_LATENTS = 8


def tasks(request: Request) -> list[Task]:
    """Every model with every seed that it is trained with; in a search, every candidate with the first seeds.

    Raises `StudyError` for names that there are not.
    """
    setting = SETTINGS[request.scale]
    sets = request.data or (setting.data, *((ROTATED,) if setting.rotated else ()))
    unknown = set(sets) - {"mnist", "digits", ROTATED}
    if unknown:
        raise StudyError(f"no image set {', '.join(sorted(unknown))} in this study. Known: mnist, digits, {ROTATED}")
    names = {one: [AXIS, *rotated_variants()] if one == ROTATED else [*NO_TRAINING, *variants()] for one in sets}
    if request.search:
        candidates = [f"{family}-{number}" for family, options in CANDIDATES.items() for number in range(len(options))]
        names = {one: candidates for one in sets if one != ROTATED}
    known = {name for own in names.values() for name in own} | set(FAMILIES)
    if set(request.models) - known:
        raise StudyError(f"no model {', '.join(sorted(set(request.models) - known))} in this study. Known: {', '.join(sorted(known))}")
    return [
        Task(data, name, seed)
        for seed in range(request.seeds)
        for data, own in names.items()
        for name in own
        if not request.models or name in request.models or name.partition("-")[0] in request.models
        if seed == 0 or (name not in (*NO_TRAINING, AXIS) and (request.search or data == ROTATED or many_seeds(name)))
    ]


def conditions(request: Request) -> dict[str, Any]:
    """The setting of the scale and the options of every model, or of every candidate in a search."""
    options: dict[str, Any] = (
        {family: list(map(dict, own)) for family, own in CANDIDATES.items()}
        if request.search
        else {name: asdict(variant) for name, variant in {**variants(), **rotated_variants()}.items()}
    )
    return {"setting": asdict(SETTINGS[request.scale]), "body": dict(BODY), "paper": dict(PAPER), "options": options}


def run_task(task: Task, request: Request, folder: Path) -> list[Row]:
    """Train, score, and return the rows; a training that diverges leaves one row that says so."""
    setting = SETTINGS[request.scale]
    images = image_options(task, request, setting)
    if task.model in NO_TRAINING:
        return baseline_rows(task.model, images.load(), setting)
    if task.model == AXIS:
        return rotated_baseline_rows(images.load())
    try:
        trained = train_model(variant_of(task, request), images, setting, folder, task, request.search)
    except NonFiniteLossError as error:
        return [{"metric": "diverged", "value": 1.0, "message": str(error)}]
    spent = {"metric": "seconds", "value": trained.run.record["seconds"]}
    loaded: ImageSet = trained.images
    if request.search:
        return [*validation_rows(trained.model, loaded, setting), spent]
    if task.data == ROTATED:
        return [*rotated_rows(trained.model, loaded), spent]
    return [*score_model(trained.model, loaded, setting), spent]


def variant_of(task: Task, request: Request) -> Variant:
    """The model of a task."""
    if request.search:
        family, _, number = task.model.rpartition("-")
        model, options = FAMILIES[family]
        return Variant(model, SEARCHED_LATENTS, {**options, **CANDIDATES[family][int(number)]}, "ours")
    return (rotated_variants() if task.data == ROTATED else variants())[task.model]


def image_options(task: Task, request: Request, setting: Setting) -> ImageSetOptions:
    """The options of a task's image set."""
    root = {} if request.root is None or task.data == "digits" else {"root": request.root}
    if task.data == ROTATED:
        return data_options(ROTATED, count=setting.rotated, validation=0.0, test=0.0, **root)
    limit = {"limit": setting.count} if setting.count else {}
    return data_options(task.data, validation=0.0, **limit, **root)


def train_model(variant: Variant, images: ImageSetOptions, setting: Setting, folder: Path, task: Task, search: bool) -> TrainedModel:
    """Train by the variant's recipe, or go on where an interrupted training stopped."""
    recipe = dict(PAPER) if variant.recipe == "paper" else {}
    epochs = epochs_of(variant, task, setting, search)
    training = {"epochs": epochs, "batch_size": BATCH_SIZE, "seed": task.seed, "validate_every": NEVER, "device": "cpu"}
    training["compile"] = setting.compile and task.data != ROTATED
    options = {**BODY, **recipe, "latent_dim": variant.latents, **variant.options, **training}
    return train(variant.model, images, folder, quiet=True, **options)


def epochs_of(variant: Variant, task: Task, setting: Setting, search: bool) -> int:
    """How long a model is trained."""
    if task.data == ROTATED:
        return setting.turned_epochs if "pose_turns" in variant.options else setting.rotated_epochs
    return setting.search_epochs if search else setting.epochs
