"""Runs: from names and options to a trained model, and back from its folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import MISSING, asdict, dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch

from latlas import catalog
from latlas.data.imageset import PARTS, ImageSet
from latlas.data.options import ImageSetOptions
from latlas.errors import DataError, LostProcessError, RunError, UsageError
from latlas.functional.randomness import mix_integers
from latlas.metrics.collapse import collapse_report
from latlas.models.gaussian import fixed_networks
from latlas.models.model import LatentModel
from latlas.training import distributed
from latlas.training.config import TrainingConfig
from latlas.training.loop import WEIGHTS, step_size
from latlas.training.loop import train as train_loop
from latlas.training.memory import keep_freed_memory
from latlas.training.recorded import read_back
from latlas.training.run import RECORD, Run, begin_run, machine, open_run, versions
from latlas.training.step import choose_device, has_convolutions, refuse_compile
from latlas.types import Posterior

METRICS = "metrics.json"
"""Scores of the last whole evaluation, in the run's folder."""
LOOKED_AT = 1000
"""Training images that are looked at to see whether latents are used."""
HUB = "hub:"
"""What names of data sets on the Hugging Face hub begin with."""


@dataclass(frozen=True)
class TrainedModel:
    """A finished run: its model with the trained weights, in eval mode, and its images."""

    run: Run
    model: LatentModel
    read_images: Callable[[], ImageSet] = field(repr=False)

    @cached_property
    def images(self) -> ImageSet:
        """The image set the run was trained on, loaded when first asked for.

        Raises `DataError` when it is not what it was at training time.
        """
        return self.read_images()

    @property
    def folder(self) -> Path:
        """The run's folder."""
        return self.run.folder


def data_options(data: str, **options: Any) -> ImageSetOptions:
    """The options of an image set given by its name in the catalog, or by a path: a folder, or an npy or npz file."""
    known = catalog.names("data")
    try:
        path = Path(data).expanduser()
    except RuntimeError as error:  # the home folder of nobody
        raise DataError(f"{data} does not exist: {error}") from error
    if data in known:
        return configure(known[data].load(), options, f"image set {data}")
    if data.startswith(HUB):
        return configure(catalog.get("data", "hub"), {"repository": _repository(data.removeprefix(HUB)), **options}, f"image set {data}")
    if path.is_dir():
        return configure(catalog.get("data", "folder"), {"root": path, **options}, f"folder {data}")
    if path.suffix in (".npy", ".npz") and path.exists():
        return configure(catalog.get("data", "array"), {"root": path, **options}, f"file {data}")
    if path.exists() or "/" in data or path.suffix:
        state = "is no folder, npy or npz file" if path.exists() else "does not exist"
        raise DataError(f"{data} {state}; give a folder of images, an array file, or one of: {', '.join(known)}")
    return configure(catalog.get("data", data), options, data)


def _repository(name: str) -> str:
    """A data set of the hub as it is; a folder as an absolute path, so that a run finds it from anywhere."""
    path = Path(name).expanduser()
    return str(path.resolve()) if path.is_dir() else name


def data_name(options: ImageSetOptions) -> str:
    """The catalog's name of an image set's options."""
    target = f"{type(options).__module__}:{type(options).__name__}"
    return next((name for name, entry in catalog.names("data").items() if entry.target == target), target)


def build_model(name: str, config: Any, image_shape: tuple[int, int, int], seed: int = 0) -> LatentModel:
    """A model of the catalog with fresh weights that the seed decides."""
    model_class: type[LatentModel] = catalog.get("models", name)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(mix_integers(seed))
        return model_class(config, image_shape)


def train(model: str, data: str | ImageSetOptions, out: str | Path, *, quiet: bool = False, **options: Any) -> TrainedModel:
    """Train a model and leave a run in `out`; repeat the call to resume or, with more epochs, to extend it.

    `options` are fields of the model's config, of the image set's options and of `TrainingConfig`, all by name:
    `train("vae", "digits", "run", latent_dim=2, epochs=50)`.
    """
    model_class: type[LatentModel] = catalog.get("models", model)
    data_class = type(data_options(data)) if isinstance(data, str) else type(data)
    config = configure(model_class.Config, _take(options, model_class.Config), model)
    chosen = data_options(data, **_take(options, data_class)) if isinstance(data, str) else replace(data, **_take(options, data_class))
    training = configure(TrainingConfig, _take(options, TrainingConfig), "training")
    if options:
        raise UsageError(f"unknown option {', '.join(sorted(options))} for model '{model}' on '{data_name(chosen)}'")
    return train_configured(model, config, chosen, training, Path(out), quiet)


def train_configured(
    name: str, config: Any, data: ImageSetOptions, training: TrainingConfig, out: Path, quiet: bool = False
) -> TrainedModel:
    """`train` with every option already in its dataclass."""
    rank, processes = distributed.start(choose_device(training.device))
    quiet = quiet or rank > 0
    images = data.load(progress=not quiet)
    step_size(training, images, processes)  # refused, as all of the above, before anything is written
    model = build_model(name, config, images.shape, training.seed)
    refuse_compile(model, training)
    fixed = fixed_networks(config, images.shape)
    record = {
        "model": {"name": name, "config": asdict(config), "image_shape": images.shape, "facts": dict(model.facts), **fixed},
        "data": {
            "name": data_name(data),
            "config": _plain(asdict(data)),
            "fingerprint": images.fingerprint(),
            "images": len(images),
            "split": {part: len(images.split[part]) for part in PARTS},
            "label_names": images.label_names,
            "factor_names": images.factor_names,
            "skipped": images.skipped,
        },
        "training": asdict(training),
        "versions": versions(),
        "machine": machine(),
    }
    defaults = {"model": _defaults(config), "data": _plain(_defaults(data)), "training": _defaults(training)}
    run = begin_run(out, record, len(model.stages), defaults) if rank == 0 else None
    distributed.wait(processes)
    try:
        state = train_loop(model, images, training, out, quiet)
    except BaseException as error:
        if run is not None:
            with suppress(OSError):  # a disk that is full has no room for this either
                run.update(status="interrupted" if isinstance(error, KeyboardInterrupt | LostProcessError) else "failed")
        raise
    model = model.cpu().eval()
    if run is not None:
        collapsed = collapsed_parts(model, images)
        run.update(status="finished", steps=state.step, seconds=round(state.seconds, 3), collapsed=collapsed)
        (out / METRICS).unlink(missing_ok=True)
    distributed.wait(processes)
    return TrainedModel(open_run(out), model, lambda: images)


def collapsed_parts(model: LatentModel, images: ImageSet) -> list[str]:
    """The parts of a model's latents none of which varies over the training images, of which as many as suffice are looked at.

    Only of models whose codes are distributions, and not of a pose without a prior: codes that are points have no scale of their own to be
    held against.
    """
    train = images.split["train"]
    index = train[np.linspace(0, len(train) - 1, min(len(train), LOOKED_AT)).astype(int)]
    with torch.no_grad():
        posteriors = [model.encode(images.images(index[start : start + 100])) for start in range(0, len(index), 100)]
    if len(index) < 2 or posteriors[0].logvar is None:
        return []
    found = collapse_report(posteriors, model.parts).collapsed
    # A pose without prior is a point as well; the probabilities of classes are points whose scale is 1.
    return [name for name in found if name == "class" or not _is_point(posteriors[0], model.parts[name])]


def _is_point(posterior: Posterior, part: slice) -> bool:
    return posterior.prior_mean is not None and torch.equal(posterior.mean[:, part], posterior.prior_mean[:, part])


def load(folder: str | Path, root: str | Path | None = None) -> TrainedModel:
    """The trained model of a run, laid out in memory as in training; `root` says where its images are when they have moved since.

    Raises `RunError` for a run that is not finished.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    run = open_run(Path(folder))
    path = run.folder / WEIGHTS
    if not run.is_finished or not path.is_file():
        raise RunError(f"{folder} is {run.record['status']}: repeat its latlas train command to finish it")
    try:
        weights = load_file(path)
        # First without memory: a record may ask for a network of any size, its weights say how large it is.
        _grown(run, "meta").load_state_dict(weights, assign=True)
        model = _grown(run, "cpu")
        model.load_state_dict(weights)
    except (SafetensorError, OSError, RuntimeError) as error:
        raise RunError(f"{path} does not hold the weights of this run ({str(error).splitlines()[0]}); train it again") from error
    keep_freed_memory()
    if has_convolutions(model):
        model.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # torch's overloads leave it out
    return TrainedModel(run, model.eval(), lambda: load_images(run, root))


def _grown(run: Run, device: str) -> LatentModel:
    """The model of a run with all its stages. Raises `RunError` for a record of which there is none."""
    described, shape = run.record["model"], tuple(run.record["model"]["image_shape"])
    try:
        config = read_back(catalog.get("models", described["name"]).Config, described["config"])
        with torch.device(device):
            model = build_model(described["name"], config, shape)
            for stage in model.stages:
                if stage.grow is not None:
                    stage.grow()
    except (UsageError, ArithmeticError, LookupError, TypeError, ValueError, RuntimeError) as error:
        raise RunError(f"{run.folder / RECORD} is damaged: there is no such model ({str(error).partition(chr(10))[0]})") from error
    return model


def load_images(run: Run, root: str | Path | None = None) -> ImageSet:
    """The images of a run; `root` says where they are when they have moved since.

    Raises `DataError` when their fingerprint is not the one the run recorded.
    """
    described = run.record["data"]
    config = {**described["config"], **({} if root is None else {"root": str(root)})}
    try:
        options: ImageSetOptions = read_back(catalog.get("data", described["name"]), config)
    except (UsageError, TypeError, ValueError) as error:
        raise RunError(f"{run.folder / RECORD} is damaged: there is no such image set ({error})") from error
    try:
        images = options.load(progress=False)
    except DataError as error:
        raise DataError(f"the images of {run.folder}: {error}") from error
    if images.fingerprint() != described["fingerprint"]:
        raise DataError(
            f"image set '{described['name']}' is not the one {run.folder} was trained on: its fingerprint differs. "
            "Say where the original images are (--root), or train again"
        )
    return images


def _take(options: dict[str, Any], config_class: type[Any]) -> dict[str, Any]:
    """Move the options that a dataclass has out of the dictionary."""
    return {field.name: options.pop(field.name) for field in fields(config_class) if field.name in options}


def configure(config_class: type[Any], options: Mapping[str, Any], what: str) -> Any:
    """A dataclass from options by name. Raises `UsageError` for names it does not have."""
    unknown = options.keys() - {field.name for field in fields(config_class)}
    if unknown:
        raise UsageError(f"{what} has no option {', '.join(sorted(unknown))}")
    return config_class(**options)


def _plain(config: Mapping[str, Any]) -> dict[str, Any]:
    """Paths as absolute text, so that the run finds its data from any folder."""
    return {key: str(value.expanduser().resolve()) if isinstance(value, Path) else value for key, value in config.items()}


def _defaults(options: Any) -> dict[str, Any]:
    """What the options of a dataclass are when they are not given, of those that need not be."""
    given = {each.name: each.default for each in fields(options) if each.default is not MISSING}
    return given | {each.name: each.default_factory() for each in fields(options) if each.default_factory is not MISSING}
