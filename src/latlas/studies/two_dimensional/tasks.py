"""The tasks of the study of two dimensions: train one model with one seed, and score it and what is built on it."""

from __future__ import annotations

from dataclasses import asdict, replace
from math import ceil
from pathlib import Path
from typing import Any

from latlas.data.options import ImageSetOptions
from latlas.errors import NonFiniteLossError, StudyError
from latlas.runs import TrainedModel, train
from latlas.studies.study import Request, Row, Task
from latlas.studies.two_dimensional.coding import model_coding, projected_coding, training_codes
from latlas.studies.two_dimensional.extractors import accuracy_rows, task_extractor
from latlas.studies.two_dimensional.imagesets import image_options, image_set
from latlas.studies.two_dimensional.projected import fit_projections, save_projections
from latlas.studies.two_dimensional.scoring import Scorer, validation_rows
from latlas.studies.two_dimensional.settings import (
    BASE,
    BODY,
    CANDIDATES,
    LAYERS,
    LEAST_STEPS,
    PROBES,
    SETTINGS,
    Setting,
    Variant,
    variants,
)

NEVER = 10**9
"""Epochs between validations, which the study has no use for."""


def tasks(request: Request) -> list[Task]:
    """Every trained model with every seed; in a search, every candidate with the first seeds. Raises `StudyError` for unknown names.

    Probes are trained when they are asked for by name, and then apart from the rows.
    """
    data = image_set(request)
    if PROBES.keys() & set(request.models) and (request.search or not asks_for_probes(request)):
        raise StudyError(f"probes are trained apart from the rows, and not searched: ask for {', '.join(PROBES)} alone")
    candidates = [f"{family}-{number}" for family, options in CANDIDATES.items() for number in range(len(options))]
    names = candidates if request.search else list(PROBES) if asks_for_probes(request) else list(variants())
    known = {part for name in names for part in (name, name.partition("-")[0])}
    if set(request.models) - known:
        raise StudyError(f"no model {', '.join(sorted(set(request.models) - known))} in this study. Known: {', '.join(sorted(known))}")
    wanted = [name for name in names if not request.models or {name, name.partition("-")[0]} & set(request.models)]
    return [Task(data, name, seed) for seed in range(request.seeds) for name in wanted]


def conditions(request: Request) -> dict[str, Any]:
    """Setting, image set, and the options of every model, or of every candidate in a search. `prepare` adds the extractor."""
    options: dict[str, Any]
    if request.search:
        options = {family: list(map(dict, own)) for family, own in CANDIDATES.items()}
    elif asks_for_probes(request):
        options = {name: {**asdict(probed(name)), "longer": probe.longer} for name, probe in PROBES.items()}
    else:
        options = {name: asdict(variant) for name, variant in variants().items()}
    data = image_set(request)
    steps = {"least_steps": LEAST_STEPS[request.scale]} if data == "folder" else {}
    return {"setting": asdict(SETTINGS[request.scale]), "data": data, "body": dict(BODY), "options": options, **steps}


def run_task(task: Task, request: Request, folder: Path) -> list[Row]:
    """Train, score, and return the rows; a training that diverges leaves one row that says so.

    The base model gives its own rows and those of the four projections of its codes, which are kept beside its run.
    """
    setting, images = SETTINGS[request.scale], image_options(request)
    try:
        trained = train_model(variant_of(task, request), images, setting, folder, task.seed, epochs_of(task, request, images))
    except NonFiniteLossError as error:
        return [{"metric": "diverged", "value": 1.0, "message": str(error)}]
    spent = {"metric": "seconds", "value": trained.run.record["seconds"]}
    coding = model_coding(trained.model, setting.device)
    if request.search:
        return [*validation_rows(coding, trained.images), spent]
    runs = folder.parents[2]
    scorer = Scorer(trained.images, task_extractor(request, runs), setting, request.extractor_layers)
    rows = [*scorer.rows(coding), *scorer.sample_rows(coding, trained.model), spent]
    probe = PROBES.get(task.model)
    if BASE not in (task.model, probe and probe.row):
        return rows
    projections = fit_projections(training_codes(coding, trained.images), setting, task.seed)
    save_projections(projections, folder)
    for name, projection in projections.items():
        model = name if probe is None else f"{task.model}_{name}"
        rows += [{"model": model, **row} for row in scorer.rows(projected_coding(coding, projection))]
    return [*rows, *(accuracy_rows(request, runs) if probe is None else ())]


def variant_of(task: Task, request: Request) -> Variant:
    """The model of a task."""
    if task.model in PROBES:
        return probed(task.model)
    if not request.search:
        return variants()[task.model]
    name, _, number = task.model.partition("-")
    family = next(family for family in CANDIDATES if family == name)
    return Variant(family, LAYERS[4], CANDIDATES[family][int(number)])


def asks_for_probes(request: Request) -> bool:
    """Whether all models that a request names are probes."""
    return bool(request.models) and set(request.models) <= PROBES.keys()


def probed(name: str) -> Variant:
    """The model of a probe: that of its row, with other options."""
    probe = PROBES[name]
    row = variants()[probe.row]
    return replace(row, options={**row.options, **probe.options})


def epochs_of(task: Task, request: Request, images: ImageSetOptions) -> int:
    """Epochs of a stage: those of the scale, more for a probe that asks for it, and for a folder of few images."""
    setting = SETTINGS[request.scale]
    epochs = setting.search_epochs if request.search else setting.epochs
    if task.model in PROBES:
        epochs *= PROBES[task.model].longer
    if task.data != "folder" or request.search:
        return epochs
    steps = ceil(len(images.load(progress=False).split["train"]) / setting.batch_size)
    return max(epochs, ceil(LEAST_STEPS[request.scale] / steps))


def train_model(variant: Variant, images: ImageSetOptions, setting: Setting, folder: Path, seed: int, epochs: int) -> TrainedModel:
    """Train for some epochs a stage, or go on where an interrupted training stopped."""
    training = {
        "epochs": epochs,
        "batch_size": setting.batch_size,
        "seed": seed,
        "validate_every": NEVER,
        "device": setting.device,
    }
    model = {**BODY, "channels": setting.channels, "layers": variant.layers, "stages": variant.family, **variant.options}
    return train("stagewise_vae", images, folder, quiet=True, **model, **training)
