"""The Python interface: what the command line does, as functions. All of it is also under `latlas.` itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from latlas import catalog
from latlas.atlas.atlas import Atlas, open_atlas
from latlas.atlas.codec import Codec, Function, as_decoder, as_encoder
from latlas.atlas.foreign_onnx import onnx_decoder, onnx_encoder
from latlas.data.imageset import BATCH, PARTS, ImageSet
from latlas.errors import AtlasError, RunError, UsageError
from latlas.explorer.notebook import Explorer
from latlas.explorer.serve import serve
from latlas.explorer.site import export_site
from latlas.features.weights import load_extractor
from latlas.functional.randomness import mix_integers
from latlas.instruments import bilinear_grid, encode, interpolate, reconstruct, sample
from latlas.metrics.evaluate import evaluate as evaluate_metrics
from latlas.metrics.metric import Metric, Score
from latlas.metrics.populations import Comparison, ComparisonOptions, describe, embed_by
from latlas.runs import METRICS, TrainedModel, build_model, configure, data_options, load, train
from latlas.training import distributed
from latlas.training.files import write_json
from latlas.training.loop import WEIGHTS
from latlas.training.recorded import read_back
from latlas.training.run import versions

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

DECODED = 128
"""Samples decoded at a time."""
MOST_EVALUATED = 100_000
"""Images of a part that metrics on the model card of an atlas look at: some hold all latents, and compare each with each."""


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
