"""The tasks of the study of interpolation: train one model on one image set, and score it."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from latlas import catalog
from latlas.data.imageset import ImageSet
from latlas.data.options import ImageSetOptions
from latlas.errors import NonFiniteLossError, StudyError
from latlas.metrics.interpolation import mean_error, score_intervals
from latlas.metrics.intervals import Decode, Encode, cross_dissolve
from latlas.runs import TrainedModel, data_options, train
from latlas.studies.interpolation.lines import LINE_BODY, LINE_OPTIONS, LINES, line_rows
from latlas.studies.interpolation.scoring import azimuth, reconstruction_rows, score_model
from latlas.studies.interpolation.settings import (
    CANDIDATES,
    DISSOLVE,
    FEW,
    FEW_DATA,
    HELD_OUT,
    MODELS,
    SEARCHED,
    SETTINGS,
    VALIDATION,
    WITHOUT,
    Setting,
    body,
    chosen,
)
from latlas.studies.study import Request, Row, Task

NEVER = 10**9
"""Epochs between validations, which the study has no use for."""
WHICH = ("data", "few", "flat")
"""What a setting says about which tasks there are, and not about what they find."""
IMAGE_SET = re.compile(r"(pole|obj[0-9]+)(?:-([0-9]+))?(?:@([0-9]+)d)?", re.ASCII)
VIEWS = {"pole": 576}
"""Views of an image set; an object of COIL-100 has 72."""


def tasks(request: Request) -> list[Task]:
    """Every model on every image set with every seed; in a search, every candidate with the first seeds.

    The cross-dissolve has no part in image sets with few views or few latents. Raises `StudyError` for names that there are
    not, and when there is nothing to do.
    """
    setting = SETTINGS[request.scale]
    if request.search:
        names = [f"{model}-{number}" for model, options in CANDIDATES.items() for number in range(len(options))]
        data = request.data or SEARCHED
    else:
        names, data = list(MODELS), request.data or setting.data
    unknown = set(request.models) - set(LINE_OPTIONS) - {name.partition("-")[0] for name in names}
    if unknown:
        known = dict.fromkeys(name.partition("-")[0] for name in names)
        raise StudyError(f"no model {', '.join(sorted(unknown))} in this study. Known: {', '.join(known)}")
    seeds = range(request.seeds)
    wanted = [name for name in names if not request.models or name.partition("-")[0] in request.models]
    few = [] if request.search else [model for model in wanted if model in FEW]
    lines = [model for model in LINE_OPTIONS if not request.models or model in request.models]
    trained = [model for model in wanted if model != DISSOLVE]
    models_on = {one: lines if one == LINES else wanted if one == split_name(one)[0] else trained for one in data}
    found = [
        *(Task(one, model, seed) for seed in seeds for one in data for model in models_on[one]),
        *(
            Task(f"{one}-{views}", model, seed)
            for seed in seeds
            for one in data
            if one in FEW_DATA
            for views in setting.few
            for model in few
        ),
        *(Task(f"{one}@{flat}d", model, 0) for one in data if one == "pole" for flat in setting.flat for model in few),
    ]
    if not found:
        raise StudyError(f"nothing to do: none of the models {', '.join(request.models)} is for {', '.join(data)}")
    return list(dict.fromkeys(found))


def conditions(request: Request) -> dict[str, Any]:
    """The setting of the scale and the options of every model, or of every candidate in a search."""
    options = CANDIDATES if request.search else {model: chosen(model) for model in MODELS if model != DISSOLVE}
    lines = {model: {**LINE_BODY, **own} for model, own in LINE_OPTIONS.items()}
    setting = {name: value for name, value in asdict(SETTINGS[request.scale]).items() if name not in WHICH}
    return {"setting": setting, "options": options, "lines": lines}


def run_task(task: Task, request: Request, folder: Path) -> list[Row]:
    """Train, score, and return the rows; a training that diverges leaves one row that says so."""
    setting = task_setting(task, request)
    if task.model == DISSOLVE:
        images = image_options(task, request, setting).load()
        encode, decode = cross_dissolve(images.shape)
        return score_model(encode, decode, images, setting)
    model, options = model_options(task, request)
    try:
        trained = train_model(task, request, setting, folder, model, options)
    except NonFiniteLossError as error:
        return [{"metric": "diverged", "value": 1.0, "message": str(error)}]
    encode, decode = callables(trained)
    spent = {"metric": "seconds", "value": trained.run.record["seconds"]}
    if task.data == LINES:
        return [*line_rows(encode, decode, setting.size, setting.line_gallery), spent]
    if request.search:
        return [*validation_rows(encode, decode, trained.images, setting), spent]
    if split_name(task.data)[0] != task.data:
        images = trained.images
        return list(reconstruction_rows(encode, decode, images, images.images(np.arange(len(images)))))
    return [*score_model(encode, decode, trained.images, setting), spent]


def task_setting(task: Task, request: Request) -> Setting:
    """The setting of the scale; `NAME@Dd` asks for D latents."""
    setting = SETTINGS[request.scale]
    latents = split_name(task.data)[2]
    return replace(setting, latent_dim=latents) if latents else setting


def split_name(data: str) -> tuple[str, int | None, int | None]:
    """An image set's name, its number of training views and the number of latents, from `NAME`, `NAME-V`, `NAME@Dd` or `NAME-V@Dd`.

    Raises `StudyError` for a name that the study does not have.
    """
    if data == LINES:
        return data, None, None
    match = IMAGE_SET.fullmatch(data)
    if match is None:
        raise StudyError(
            f"no image set '{data}' in this study: give pole, lines, or objK for object K of COIL-100; "
            "pole-V and objK-V have V views for training, pole@Dd and objK@Dd are for models with D latents"
        )
    name, views, latents = match[1], *(None if number is None else int(number) for number in match.groups()[1:])
    total = VIEWS.get(name, 72)
    if views is not None and not 0 < views < total:
        raise StudyError(f"no image set '{data}' in this study: {name} has {total} views, of which some, not all, can be for training")
    if latents == 0:
        raise StudyError(f"no image set '{data}' in this study: a model needs at least one latent")
    return name, views, latents


def model_options(task: Task, request: Request) -> tuple[str, dict[str, Any]]:
    """The catalog's name of a task's model, and the options that differ between methods."""
    if request.search:
        model, _, number = task.model.partition("-")
        return model, dict(CANDIDATES[model][int(number)])
    if task.data == LINES:
        return task.model, {**LINE_BODY, **LINE_OPTIONS[task.model]}
    return ("aeai" if task.model in WITHOUT else task.model), chosen(task.model)


def image_options(task: Task, request: Request, setting: Setting) -> ImageSetOptions:
    """The options of a task's image set: `pole`, `lines`, or `objK` of COIL-100; `NAME-V` leaves V views for training.

    `NAME@Dd` are the images of NAME, for models with D latents (figure 2).
    """
    name, views, _ = split_name(task.data)
    held_out = 1 - views / VIEWS.get(name, 72) if views else HELD_OUT
    shared = {"size": setting.size, "split_seed": task.seed, "test": held_out, "validation": VALIDATION if request.search else 0.0}
    if name == "pole":
        return data_options("pole", **shared)
    if name == LINES:
        return data_options(LINES, size=setting.size, count=setting.line_count, validation=0.0)
    root = {} if request.root is None else {"root": request.root}
    return data_options("coil100", objects=(int(name[3:]),), **shared, **root)


def train_model(task: Task, request: Request, setting: Setting, folder: Path, model: str, options: dict[str, Any]) -> TrainedModel:
    """Train for the steps of the setting, or go on where an interrupted training stopped."""
    images = image_options(task, request, setting)
    count = len(images.load().split["train"])
    steps = max(count // options.get("batch_size", setting.batch_size), 1)
    shared = body(setting)
    config = catalog.get("models", model).Config
    if "reconstruction" in config.__dataclass_fields__:
        shared["reconstruction"] = "mse"
    if "critic_channels" in config.__dataclass_fields__:
        shared["critic_channels"] = (8, 16, 32, 64) if model == "gaia" else (16, 32, 64)
    wanted = setting.line_steps if task.data == LINES else setting.search_steps if request.search else setting.steps
    training = {
        "epochs": max(round(wanted / steps), 1),
        "batch_size": setting.batch_size,
        "learning_rate": setting.learning_rate,
        "schedule": "cosine",
        "seed": task.seed,
        "validate_every": NEVER,
        "device": "auto" if request.scale == "paper" else "cpu",
    }
    return train(model, images, folder, quiet=True, **{**shared, **training, **options})


def callables(trained: TrainedModel) -> tuple[Encode, Decode]:
    """The model as two functions of tensors."""
    model = trained.model
    return lambda images: model.encode(images).mean, model.decode


def validation_rows(encode: Encode, decode: Decode, images: ImageSet, setting: Setting) -> list[Row]:
    """In-between error of the validation views, over intervals of 20° and more: what the search compares."""
    mask = np.zeros(len(images), bool)
    mask[images.split["validation"]] = True
    lengths = [length for length in setting.lengths if length >= 4]
    scores = score_intervals(encode, decode, images.images(np.arange(len(images))), azimuth(images), lengths)
    return [{"metric": "validation", "value": mean_error(score, mask).value, "interval": 5 * length} for length, score in scores.items()]
