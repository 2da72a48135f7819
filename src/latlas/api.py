"""The Python interface: what the command line does, as functions. All of it is also under `latlas.` itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float

from latlas import catalog
from latlas.atlas.atlas import Atlas, open_atlas
from latlas.atlas.build import AtlasOptions, build
from latlas.data.imageset import PARTS, ImageSet, Part
from latlas.data.options import ImageSetOptions
from latlas.errors import DataError, RunError, UsageError
from latlas.functional.randomness import mix_integers
from latlas.metrics.evaluate import evaluate as evaluate_metrics
from latlas.metrics.metric import Metric, Score
from latlas.models.model import LatentModel
from latlas.training.config import TrainingConfig
from latlas.training.files import write_json
from latlas.training.loop import WEIGHTS
from latlas.training.loop import train as train_loop
from latlas.training.run import Run, begin_run, machine, open_run, versions
from latlas.types import Images

METRICS_FILE = "metrics.json"


@dataclass(frozen=True)
class TrainedModel:
    """A finished run: its model with the trained weights, in eval mode, and its images."""

    run: Run
    model: LatentModel

    @cached_property
    def images(self) -> ImageSet:
        """The image set the run was trained on, loaded when first asked for.

        Raises `DataError` when it is not what it was at training time.
        """
        return load_images(self.run)

    @property
    def folder(self) -> Path:
        """The run's folder."""
        return self.run.folder


def data_options(data: str, **options: Any) -> ImageSetOptions:
    """The options of an image set given by its name in the catalog, or by a path: a folder, or an npy or npz file."""
    known = catalog.names("data")
    path = Path(data).expanduser()
    if data in known:
        return _configure(known[data].load(), options, f"image set {data}")
    if path.is_dir():
        return _configure(catalog.get("data", "folder"), {"root": path, **options}, f"folder {data}")
    if path.suffix in (".npy", ".npz") and path.exists():
        return _configure(catalog.get("data", "array"), {"root": path, **options}, f"file {data}")
    if path.exists() or "/" in data or path.suffix:
        state = "is no folder, npy or npz file" if path.exists() else "does not exist"
        raise DataError(f"{data} {state}; give a folder of images, an array file, or one of: {', '.join(known)}")
    return _configure(catalog.get("data", data), options, data)


def data_name(options: ImageSetOptions) -> str:
    """The catalog's name of an image set's options."""
    target = f"{type(options).__module__}:{type(options).__name__}"
    return next((name for name, entry in catalog.names("data").items() if entry.target == target), target)


def build_model(name: str, config: Any, image_shape: tuple[int, int, int], seed: int = 0) -> LatentModel:
    """A model of the catalog with fresh weights that the seed decides."""
    model_class: type[LatentModel] = catalog.get("models", name)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(mix_integers(seed))
        return model_class(config, image_shape)  # type: ignore[call-arg]  # concrete models take (config, image_shape)


def train(model: str, data: str | ImageSetOptions, out: str | Path, *, quiet: bool = False, **options: Any) -> TrainedModel:
    """Train a model and leave a run in `out`; repeat the call to resume or, with more epochs, to extend it.

    `options` are fields of the model's config, of the image set's options and of `TrainingConfig`, all by name:
    `train("vae", "digits", "run", latent_dim=2, epochs=50)`.
    """
    model_class: type[LatentModel] = catalog.get("models", model)
    data_class = type(data_options(data)) if isinstance(data, str) else type(data)
    config = _configure(model_class.Config, _take(options, model_class.Config), model)
    chosen = data_options(data, **_take(options, data_class)) if isinstance(data, str) else replace(data, **_take(options, data_class))
    training = _configure(TrainingConfig, _take(options, TrainingConfig), "training")
    if options:
        raise UsageError(f"unknown option {', '.join(sorted(options))} for model '{model}' on '{data_name(chosen)}'")
    return train_configured(model, config, chosen, training, Path(out), quiet)


def train_configured(name: str, config: Any, data: ImageSetOptions, training: TrainingConfig, out: Path, quiet: bool = False) -> TrainedModel:
    """`train` with every option already in its dataclass."""
    images = data.load(progress=not quiet)
    model = build_model(name, config, images.shape, training.seed)
    record = {
        "model": {"name": name, "config": asdict(config), "image_shape": images.shape, "facts": dict(model.facts)},
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
    run = begin_run(out, record)
    try:
        state = train_loop(model, images, training, out, quiet)
    except KeyboardInterrupt:
        run.update(status="interrupted")
        raise
    except Exception:
        run.update(status="failed")
        raise
    run = run.update(status="finished", steps=state.step, seconds=round(state.seconds, 3))
    (out / METRICS_FILE).unlink(missing_ok=True)
    trained = TrainedModel(run, model.cpu().eval())
    trained.__dict__["images"] = images
    return trained


def load(folder: str | Path) -> TrainedModel:
    """The trained model of a run. Raises `RunError` for a run that is not finished."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    run = open_run(Path(folder))
    path = run.folder / WEIGHTS
    if not run.is_finished or not path.exists():
        raise RunError(f"{folder} is {run.record['status']}: repeat its latlas train command to finish it")
    described = run.record["model"]
    config = catalog.get("models", described["name"]).Config(**_tuples(described["config"]))
    model = build_model(described["name"], config, tuple(described["image_shape"]))
    for stage in model.stages:
        if stage.grow is not None:
            stage.grow()
    try:
        model.load_state_dict(load_file(path))
    except (SafetensorError, RuntimeError) as error:
        raise RunError(f"{path} does not hold the weights of this run ({str(error).splitlines()[0]}); train it again") from error
    return TrainedModel(run, model.eval())


def load_images(run: Run, root: str | Path | None = None) -> ImageSet:
    """The images of a run; `root` says where they are when they have moved since.

    Raises `DataError` when their fingerprint is not the one the run recorded.
    """
    described = run.record["data"]
    config = {**described["config"], **({} if root is None else {"root": root})}
    options: ImageSetOptions = catalog.get("data", described["name"])(**_paths(_tuples(config)))
    images = options.load(progress=False)
    if images.fingerprint() != described["fingerprint"]:
        raise DataError(f"image set '{described['name']}' is not the one {run.folder} was trained on: its fingerprint differs. Restore the original images, or train again")
    return images


def evaluate(trained: TrainedModel, metrics: list[str] | None = None) -> dict[str, Score]:
    """Metrics on the test part with standard errors; all that apply, unless some are named. Kept in the run."""
    names = metrics if metrics is not None else list(catalog.names("metrics"))
    chosen: list[Metric] = [catalog.get("metrics", name) for name in names]
    images, model = trained.images, trained.model
    scores = evaluate_metrics(model.encode, model.decode, images.batches(images.split["train"]), images.batches(images.split["test"]), chosen)
    if metrics is None:
        write_json(trained.folder / METRICS_FILE, {name: asdict(score) for name, score in scores.items()})
    return scores


def build_atlas(trained: TrainedModel, out: str | Path, *, quiet: bool = False, **options: Any) -> Atlas:
    """Build an atlas of a run's images, or resume an interrupted build. Options are the fields of `AtlasOptions`."""
    path = trained.folder / METRICS_FILE
    if not path.exists() and len(trained.images.split["test"]):
        evaluate(trained)
    metrics = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    record = trained.run.record
    card = {
        "name": record["model"]["name"],
        "summary": catalog.names("models")[record["model"]["name"]].summary,
        "latent_dim": trained.model.latent_dim,
        "config": {**record["model"]["config"], **record["model"]["facts"]},
        "data": record["data"]["name"],
        "data_fingerprint": record["data"]["fingerprint"],
        "split": record["data"]["split"],
        "training": record["training"],
        "seed": record["training"]["seed"],
        "versions": record["versions"],
        "weights": hashlib.blake2b((trained.folder / WEIGHTS).read_bytes(), digest_size=16).hexdigest(),
        "metrics": [{"name": name, **score} for name, score in metrics.items()],
    }
    build(trained.model, trained.images, card, Path(out), _configure(AtlasOptions, options, "atlas"), quiet)
    return open_atlas(Path(out))


def reconstruct(trained: TrainedModel, count: int = 16, part: Part = "test") -> tuple[Images, Images]:
    """The first `count` images of a part and their reconstructions from the posterior mean."""
    rows = trained.images.split[part][:count]
    if len(rows) == 0:
        raise UsageError(f"the {part} part of '{trained.images.name}' is empty")
    originals = trained.images.images(rows)
    with torch.no_grad():
        return originals, trained.model.decode(trained.model.encode(originals).mean)


def sample(trained: TrainedModel, count: int = 64, seed: int = 0) -> Images:
    """Images decoded from draws of the model's prior.

    A model without a prior (a plain autoencoder) is sampled from the Gaussian with the mean and covariance of its training
    latents.
    """
    generator = torch.Generator().manual_seed(mix_integers(seed))
    with torch.no_grad():
        if trained.model.prior is not None:
            return trained.model.decode(trained.model.prior.sample(count, generator))
        latents = encode(trained, trained.images, "train")
        covariance = torch.from_numpy(np.atleast_2d(np.cov(latents, rowvar=False))).float()
        values, vectors = torch.linalg.eigh(covariance)
        noise = torch.randn(count, latents.shape[1], generator=generator) * values.clamp(min=0).sqrt()
        return trained.model.decode(noise @ vectors.T + torch.from_numpy(latents.mean(0)))


def encode(trained: TrainedModel, images: ImageSet, part: Part | None = None) -> Float[np.ndarray, "n latent"]:
    """Posterior means of a part of an image set, or of all of it, as float32 `(n, latent)`."""
    if images.shape != trained.model.image_shape:
        raise DataError(f"image set '{images.name}' has images of shape {images.shape}, the model was trained on {trained.model.image_shape}")
    rows = np.arange(len(images)) if part is None else images.split[part]
    with torch.no_grad():
        return torch.cat([trained.model.encode(batch.images).mean for batch in images.batches(rows)]).float().numpy()


def _take(options: dict[str, Any], config_class: type[Any]) -> dict[str, Any]:
    """Move the options that a dataclass has out of the dictionary."""
    return {field.name: options.pop(field.name) for field in fields(config_class) if field.name in options}


def _configure(config_class: type[Any], options: Mapping[str, Any], what: str) -> Any:
    unknown = options.keys() - {field.name for field in fields(config_class)}
    if unknown:
        raise UsageError(f"{what} has no option {', '.join(sorted(unknown))}")
    return config_class(**options)


def _plain(config: Mapping[str, Any]) -> dict[str, Any]:
    """Paths as absolute text, so that the run finds its data from any folder."""
    return {key: str(value.expanduser().resolve()) if isinstance(value, Path) else value for key, value in config.items()}


def _paths(config: Mapping[str, Any]) -> dict[str, Any]:
    return {key: Path(value) if key == "root" and value is not None else value for key, value in config.items()}


def _tuples(config: Mapping[str, Any]) -> dict[str, Any]:
    """JSON has no tuples; every list of a config was one."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in config.items()}
