"""The Python interface: what the command line does, as functions. All of it is also under `latlas.` itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from latlas import catalog
from latlas.atlas.atlas import Atlas, open_atlas
from latlas.atlas.codec import Codec, Function, as_decoder, as_encoder
from latlas.atlas.foreign_onnx import onnx_decoder, onnx_encoder
from latlas.data.imageset import BATCH, PARTS, ImageSet, Part
from latlas.errors import AtlasError, DataError, RunError, UsageError
from latlas.explorer.notebook import Explorer
from latlas.explorer.serve import serve
from latlas.explorer.site import export_site
from latlas.features.weights import load_extractor
from latlas.functional.randomness import mix_integers
from latlas.latent import paths
from latlas.metrics.evaluate import evaluate as evaluate_metrics
from latlas.metrics.metric import Metric, Score
from latlas.metrics.populations import Comparison, ComparisonOptions, describe, embed_by
from latlas.runs import METRICS, TrainedModel, build_model, configure, data_options, load, train
from latlas.training import distributed
from latlas.training.files import write_json
from latlas.training.loop import WEIGHTS
from latlas.training.recorded import read_back
from latlas.training.run import versions
from latlas.types import Images, Latents

__all__ = [
    "Explorer",
    "TrainedModel",
    "append_to_atlas",
    "bilinear_grid",
    "build_atlas",
    "build_atlas_of",
    "build_model",
    "data_options",
    "encode",
    "evaluate",
    "export_site",
    "interpolate",
    "load",
    "onnx_decoder",
    "onnx_encoder",
    "open_atlas",
    "reconstruct",
    "sample",
    "serve",
    "train",
]

DECODED = 512
"""Samples decoded at a time."""
MOST_EVALUATED = 100_000
"""Images of a part that metrics on the model card of an atlas look at: some hold all latents, and compare each with each."""

LatentArray = Float[np.ndarray, "n latent"]
ImageStrips = Float[Tensor, "pair step channel height width"]
ImageSurface = Float[Tensor, "row column channel height width"]


def evaluate(trained: TrainedModel, metrics: list[str] | None = None, *, shared: bool = False, **comparison: Any) -> dict[str, Score]:
    """Metrics on the test part with standard errors; all that apply, unless some are named. Kept in the run unless some are.

    Metrics that compare the distribution of generated images with that of the test part (`frechet`, `mmd`, `precision`, …) apply
    when they are named, or when an option of the comparison is given. The options are the fields of
    `latlas.metrics.populations.ComparisonOptions`: `evaluate(trained, ["frechet"], generated="reconstructions")`.

    With `shared`, several processes, which must all make this call, divide the work, and all get the scores.

    Raises `UsageError` when a named metric cannot be measured, and for Fréchet distances of too few images.
    """
    options: ComparisonOptions = configure(ComparisonOptions, comparison, "the comparison of images")
    names = metrics if metrics is not None else list(catalog.names("metrics"))
    chosen: list[Metric] = [catalog.get("metrics", name) for name in names]
    named = metrics is not None and any("populations" in metric.needs for metric in chosen)
    rank, processes = distributed.start(torch.device("cpu")) if shared else (0, 1)
    compared = _comparison(trained, options, rank, processes) if named or comparison else None
    images, model = trained.images, trained.model
    train_rows, test_rows = (distributed.share(images.split[part], BATCH, rank, processes) for part in ("train", "test"))
    train_part, test_part = images.batches(train_rows, BATCH), images.batches(test_rows, BATCH)
    scores = evaluate_metrics(model.encode, model.decode, train_part, test_part, chosen, compared, rank, processes)
    missing = [name for name in metrics or () if name not in scores]
    if missing:
        hint = "; without a prior it has no samples: ask for --generated reconstructions" if named and compared is None else ""
        raise UsageError(
            f"{', '.join(missing)} cannot be measured on {trained.folder}: the model or its image set lacks what it needs{hint}"
        )
    if metrics is None and rank == 0:
        write_json(trained.folder / METRICS, {name: asdict(score) for name, score in scores.items()})
    return scores


def _comparison(trained: TrainedModel, options: ComparisonOptions, rank: int, processes: int) -> Comparison | None:
    """Test images against what the model generates, of which a process decodes its share; None for samples of a model without a prior."""
    extractor = load_extractor(options.extractor, options.extractor_weights)
    extractor.check(trained.model.image_shape, options.extractor_layers or extractor.default_layers)
    test = trained.images.split["test"]
    count = min(len(test), options.samples)
    chosen = np.random.default_rng(mix_integers(options.seed) % 2**64).choice(test, count, replace=False)
    prior, generated, source = trained.model.prior, None, "reconstructions of the same images"
    if options.generated == "samples":
        if prior is None:
            return None
        latents = prior.sample(count, torch.Generator().manual_seed(mix_integers(options.seed)))
        own = latents.split(DECODED)[rank::processes]
        generated, source = (trained.model.decode(part) for part in own), f"samples from the prior, seed {options.seed}"
    layers = options.extractor_layers
    embed = embed_by(extractor, layers)
    with torch.no_grad():
        if count and not bool(torch.isfinite(embed(trained.images.images(chosen[:16]))).all()):
            raise UsageError(f"extractor '{options.extractor}' gives features that are not finite: get {options.extractor_weights} again")
    return Comparison(
        embed=embed,
        description=f"{source}, seen by {describe(extractor, layers)}",
        generated=generated,
        rows=torch.from_numpy(chosen),
        options=options,
    )


def build_atlas(trained: TrainedModel, out: str | Path, *, quiet: bool = False, **options: Any) -> Atlas:
    """Build an atlas of a run's images, or resume an interrupted build. Options are the fields of `AtlasOptions`."""
    from latlas.atlas.build import AtlasOptions, build

    metrics = _metrics_of(trained)
    record = trained.run.record
    card = {
        "name": record["model"]["name"],
        "summary": catalog.names("models")[record["model"]["name"]].summary,
        "latent_dim": trained.model.latent_dim,
        "config": {**record["model"]["config"], **record["model"]["facts"]},
        "data": record["data"]["name"],
        "data_fingerprint": record["data"]["fingerprint"],
        "preparation": _preparation(record["data"]["config"]),
        "split": record["data"]["split"],
        "training": record["training"],
        "seed": record["training"]["seed"],
        "versions": record["versions"],
        "weights": _weights_digest(trained),
        "metrics": [{"name": name, **asdict(score)} for name, score in metrics.items()],
    }
    build(trained.model, trained.images, card, Path(out), configure(AtlasOptions, options, "atlas"), quiet)
    return open_atlas(Path(out))


def _metrics_of(trained: TrainedModel) -> dict[str, Score]:
    """The metrics of a run, measured now where they have not been; of more than `MOST_EVALUATED` images on a sample, which is not kept."""
    kept, images, model = _kept_scores(trained), trained.images, trained.model
    if kept:
        return kept
    train, test = images.split["train"], images.split["test"]
    if len(test) == 0:
        return {}
    if max(len(train), len(test)) <= MOST_EVALUATED:
        return evaluate(trained)
    known = [catalog.get("metrics", name) for name in catalog.names("metrics")]
    return evaluate_metrics(model.encode, model.decode, images.batches(_sample(train)), images.batches(_sample(test)), known)


def _sample(rows: np.ndarray) -> np.ndarray:
    """At most `MOST_EVALUATED` of the rows, ascending."""
    if len(rows) <= MOST_EVALUATED:
        return rows
    return rows[np.sort(np.random.default_rng(0).choice(len(rows), MOST_EVALUATED, replace=False))]


def append_to_atlas(trained: TrainedModel, images: ImageSet, out: str | Path, *, quiet: bool = False) -> Atlas:
    """Add all images of a set to the atlas of a run, or resume an interrupted call.

    Rows and ids that are there stay as they are, also the map; the new images follow, in the metadata as part `appended`. Who reads the
    atlas meanwhile sees it as it was. Raises `AtlasError` for an atlas of another model, for images that do not fit it, and for images
    that it has already.
    """
    from latlas.atlas.append import append

    append(trained.model, _weights_digest(trained), images, Path(out), quiet)
    return open_atlas(Path(out))


def _kept_scores(trained: TrainedModel) -> dict[str, Score]:
    """What a whole evaluation found and the run kept. Raises `RunError` for a damaged file."""
    path = trained.folder / METRICS
    try:
        if path.exists() and not path.is_file():
            raise ValueError("no ordinary file")
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return {name: read_back(Score, score) for name, score in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise RunError(f"{path} is damaged ({error}); delete it to measure again") from error


def build_atlas_of(
    encode: Function,
    decode: Function,
    images: ImageSet,
    out: str | Path,
    *,
    name: str = "model",
    summary: str = "",
    facts: Mapping[str, Any] | None = None,
    quiet: bool = False,
    **options: Any,
) -> Atlas:
    """Build an atlas of a model that latlas did not train, or resume an interrupted build.

    A function beside `build_atlas`, since a run brings its images and its model card along, and here the caller gives both.

    `encode` maps images `(n, channels, height, width)`, float32 in [0, 1], to latents `(n, latent)`; `decode` maps latents to images. Each
    is a torch module or a method of one, which is copied, put in eval mode on the CPU and written into the atlas as ONNX; a result of
    `onnx_encoder` or `onnx_decoder`; or any other function of a tensor that returns a tensor or an array. Such a function runs in
    Python only: the atlas then has no ONNX file for it, tiles are decoded now, and the page says that it cannot decode places.

    `name`, `summary` and `facts` (plain values by name) are for the model card, together with the metrics of reconstructions on the
    test part. `options` are the fields of `AtlasOptions`. Raises `UsageError` when the two do not fit each other or the images.
    """
    from latlas.atlas.build import AtlasOptions, build

    out, configured = Path(out), configure(AtlasOptions, options, "atlas")
    try:
        json.dumps([name, summary, dict(facts or {})], allow_nan=False, ensure_ascii=False).encode()
    except (TypeError, ValueError) as error:
        raise UsageError(f"a model card must be what JSON can say, and this is not ({error}): give texts and finite numbers") from error
    if out.exists():
        raise AtlasError(f"{out} exists; delete it or give another --out")
    codec = Codec(as_encoder(encode), as_decoder(decode), images.shape)
    latents, decoded = codec.try_out(images.images(np.resize(images.split["train"], 16)))
    test = _sample(images.split["test"])
    # A walk over the training part would encode most of the images twice.
    known: list[Metric] = [catalog.get("metrics", metric) for metric in catalog.names("metrics")]
    metrics = [metric for metric in known if "train_latents" not in metric.needs]
    scores = evaluate_metrics(codec.encode, codec.decode, (), images.batches(test), metrics) if len(test) else {}
    card = {
        "name": name,
        "summary": summary or "a model that latlas did not train",
        "latent_dim": latents.shape[1],
        "config": dict(facts or {}),
        "data": images.name,
        "data_fingerprint": images.fingerprint(),
        "split": {part: len(images.split[part]) for part in PARTS},
        "seed": None,
        "versions": versions(),
        "outputs": hashlib.blake2b(latents.numpy().tobytes() + decoded.numpy().tobytes(), digest_size=16).hexdigest(),
        "metrics": [{"name": metric, **asdict(score)} for metric, score in scores.items()],
    }
    build(codec, images, card, out, configured, quiet)
    return open_atlas(out)


def _weights_digest(trained: TrainedModel) -> str:
    return hashlib.blake2b((trained.folder / WEIGHTS).read_bytes(), digest_size=16).hexdigest()


def _preparation(config: Mapping[str, Any]) -> dict[str, str] | None:
    """How the image set brings pictures to its shape, where it does; a page then does the same with pictures that come later."""
    return {key: config[key] for key in ("fit", "background")} if {"fit", "background"} <= config.keys() else None


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


def interpolate(
    trained: TrainedModel,
    pairs: Sequence[tuple[int, int]],
    *,
    steps: int = 9,
    path: str = "linear",
    extrapolate: float = 0.0,
    images: ImageSet | None = None,
) -> ImageStrips:
    """Images decoded along the path between the latents of each pair of images, given by their numbers in the image set.

    `steps` images from the first of a pair to the second, both as the model decodes them, and as many on either side as fit into a
    share `extrapolate` of the way. `path` is a name of `latlas.latent.paths.PATHS`. The numbers are those of the run's own images
    unless `images` is given. Raises `UsageError` for a number, a path or a count of steps that cannot be.
    """
    if path not in paths.PATHS:
        raise UsageError(f"there is no path '{path}'. Known: {', '.join(paths.PATHS)}")
    if len(pairs) == 0:
        raise UsageError("there are no pairs to interpolate: give at least one")
    alpha = paths.alphas(steps, extrapolate)
    with torch.no_grad():
        latents = _encode_numbers(trained, images, [number for pair in pairs for number in pair])
        return paths.decode_path(trained.model.decode, paths.PATHS[path](latents[::2], latents[1::2], alpha))


def bilinear_grid(
    trained: TrainedModel, corners: tuple[int, int, int, int], rows: int = 8, columns: int = 8, *, images: ImageSet | None = None
) -> ImageSurface:
    """Images decoded from the bilinear surface between the latents of four images, given by their numbers in the image set.

    The corners are top left, top right, bottom left and bottom right. The numbers are those of the run's own images unless
    `images` is given. Raises `UsageError` for a number that is out of range and for fewer than 2 rows or columns.
    """
    with torch.no_grad():
        surface = paths.bilinear(_encode_numbers(trained, images, corners), rows, columns)
        return paths.decode_path(trained.model.decode, surface)


def encode(trained: TrainedModel, images: ImageSet, part: Part | None = None, *, shared: bool = False) -> LatentArray:
    """Posterior means of a part of an image set, or of all of it, as float32 `(n, latent)`.

    With `shared`, several processes, which must all make this call, encode a share each, and all get the whole.
    """
    rows = np.arange(len(images)) if part is None else images.split[part]
    return _encode_rows(trained, images, rows, shared).float().numpy()


def _encode_numbers(trained: TrainedModel, images: ImageSet | None, numbers: Sequence[int]) -> Latents:
    images = trained.images if images is None else images
    for number in numbers:
        if not 0 <= number < len(images):
            raise UsageError(f"there is no image {number} in '{images.name}': its images are 0 to {len(images) - 1}")
    return _encode_rows(trained, images, np.array(numbers))


def _encode_rows(trained: TrainedModel, images: ImageSet, rows: np.ndarray, shared: bool = False) -> Latents:
    if images.shape != trained.model.image_shape:
        raise DataError(
            f"image set '{images.name}' has images of shape {images.shape}, the model was trained on {trained.model.image_shape}"
        )
    rank, processes = distributed.start(torch.device("cpu")) if shared else (0, 1)
    with torch.no_grad():
        batches = images.batches(distributed.share(rows, BATCH, rank, processes), BATCH)
        own = [trained.model.encode(batch.images).mean for batch in batches]
    return torch.cat(distributed.together(own, processes))
