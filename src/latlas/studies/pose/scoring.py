"""The rows of one model: everything of spec 2.4 that is a number."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from latlas.data.imageset import ImageSet
from latlas.errors import StudyError
from latlas.functional.frechet import gaussian_frechet
from latlas.functional.randomness import Randomness
from latlas.metrics.collapse import collapse_report
from latlas.metrics.denoising import denoising_error, gaussian_noise
from latlas.metrics.dependence import correlations, distance_correlation, gaussian_mutual_information
from latlas.metrics.likelihood import bernoulli_observation, posterior_gap
from latlas.metrics.linear_probe import COSTS, LinearProbe, linear_probe
from latlas.metrics.pose_error import PoseError, pose_error, principal_axis_angle
from latlas.models.double_transformer_vae import DoubleTransformerVAE
from latlas.models.model import LatentModel
from latlas.models.transformer_vae import TransformerVAE
from latlas.studies.pose.settings import Setting
from latlas.studies.study import Row
from latlas.types import Batch, Labels, Latents, PerSample, Posterior

SIZE = 1000
"""Images encoded at a time."""
NOISE = 0.3
"""Standard deviation of the noise that reconstructions are to take away, of values in [0, 1]."""
RAW_COSTS = (1e-4, 1e-3, 1e-2)
"""Weights of the errors that a probe of raw pixels is chosen from."""
DRAWN = 10_000
"""Poses drawn from the prior, to be held against those of the images."""


def score_model(model: LatentModel, images: ImageSet, setting: Setting) -> list[Row]:
    """All rows of a model trained on upright digits."""
    model = model.eval()
    train, test = (_posterior(model, images, part) for part in ("train", "test"))
    labels = {part: _labels(images, part) for part in ("train", "test")}
    rows = [*term_rows(model, images)]
    what = model.parts["z"]
    probe = linear_probe(train.mean[:, what], labels["train"], test.mean[:, what], labels["test"], folds=setting.folds)
    rows += probe_rows(probe, "z")
    report = collapse_report([test], model.parts)
    rows += [{"metric": "active", "part": part.name, "value": float(part.active), "of": part.latents} for part in report.parts]
    rows.append({"metric": "collapsed", "value": float("z" in report.collapsed)})
    rows += gap_rows(model, images, setting)
    rows += denoising_rows(model, images)
    if isinstance(model, TransformerVAE | DoubleTransformerVAE):
        where = model.parts["pose"]
        probe = linear_probe(train.mean[:, where], labels["train"], test.mean[:, where], labels["test"], folds=setting.folds)
        rows += probe_rows(probe, "pose")
        rows += pose_rows(model, train, test)
    return rows


def baseline_rows(name: str, images: ImageSet, setting: Setting) -> list[Row]:
    """Linear separability of pixels, or of their principal components of the training part (`raw`, `pca-K`)."""
    from sklearn.decomposition import PCA

    pixels = {part: images.images(images.split[part]).flatten(1).numpy() for part in ("train", "test")}
    if name != "raw":
        projection = PCA(int(name.partition("-")[2]), svd_solver="full").fit(pixels["train"])
        pixels = {part: projection.transform(values).astype(np.float32) for part, values in pixels.items()}
    train, test = (torch.from_numpy(np.ascontiguousarray(pixels[part])) for part in ("train", "test"))
    labels = [_labels(images, part) for part in ("train", "test")]
    # Pixels want little weight on their errors, and a fit on them costs much more than one on latents.
    costs = RAW_COSTS if name == "raw" else COSTS
    return probe_rows(linear_probe(train, labels[0], test, labels[1], folds=setting.folds, costs=costs), "z")


def validation_rows(model: LatentModel, images: ImageSet, setting: Setting) -> list[Row]:
    """Cross-validated accuracy on the training part alone: what the search compares. Test images are not looked at."""
    train = _posterior(model.eval(), images, "train")
    latents, labels = train.mean[:, model.parts["z"]], _labels(images, "train")
    probe = linear_probe(latents, labels, latents[:SIZE], labels[:SIZE], folds=setting.folds)
    collapsed = "z" in collapse_report([train], model.parts).collapsed
    return [
        {"metric": "validation", "value": probe.cross_validation_mean, "se": probe.cross_validation_std},
        {"metric": "collapsed", "value": float(collapsed)},
    ]


def probe_rows(probe: LinearProbe, part: str) -> list[Row]:
    """Test accuracy and that of the cross-validation, %."""
    return [
        {"metric": "accuracy", "part": part, "value": probe.accuracy, "se": probe.standard_error},
        {"metric": "cross_validation", "part": part, "value": probe.cross_validation_mean, "se": probe.cross_validation_std},
    ]


def term_rows(model: LatentModel, images: ImageSet) -> Iterator[Row]:
    """The terms of the loss over the test part, in nats per image: one draw of the code for each."""
    sums: dict[str, float] = {}
    player = model.players()[0].name
    index = images.split["test"]
    with torch.no_grad():
        for start in range(0, len(index), SIZE):
            rows = index[start : start + SIZE]
            at = torch.from_numpy(rows)
            batch = Batch(images.images(rows), at)
            for name, value in model.losses(player, batch, Randomness.at(0, 0, 0, at)).items():
                sums[name] = sums.get(name, 0.0) + float(value) * len(rows)
    for name, total in sums.items():
        yield {"metric": name, "value": total / len(index)}


def gap_rows(model: LatentModel, images: ImageSet, setting: Setting) -> list[Row]:
    """Importance-sampled log p(x) of the first test images, and both divergences of the posterior; given the pose when it is a point."""
    chosen = images.split["test"][: setting.likelihood_images]
    batches = [images.images(chosen[start : start + 50]) for start in range(0, len(chosen), 50)]
    gap = posterior_gap(model.encode, model.decode, bernoulli_observation, batches, setting.likelihood_samples, chunk=50)
    found = gap.likelihood
    return [
        {"metric": "log_likelihood", "value": found.mean, "se": found.standard_error_of_mean, "samples": found.samples},
        {"metric": "bound", "value": float(gap.bound.mean())},
        {"metric": "posterior_divergence", "value": float(gap.posterior_divergence.mean())},
        {"metric": "prior_divergence", "value": float(gap.prior_divergence.mean())},
        {"metric": "effective_samples", "value": float(found.effective_samples.median())},
    ]


def denoising_rows(model: LatentModel, images: ImageSet) -> list[Row]:
    """Squared error per pixel of reconstructions of noisy test images against clean ones, and of the noisy images themselves."""
    chosen = images.split["test"][:SIZE]
    found = denoising_error(model.encode, model.decode, [images.images(chosen)], gaussian_noise(NOISE))
    return [
        {"metric": "denoised", "value": found.reconstructed.value, "se": found.reconstructed.standard_error},
        {"metric": "noisy", "value": found.noisy.value, "se": found.noisy.standard_error},
    ]


def pose_rows(model: TransformerVAE | DoubleTransformerVAE, train: Posterior, test: Posterior) -> list[Row]:
    """What the pose does: correlations within it, its dependence on z, and how well the prior draws it.

    The Fréchet distance is between Gaussians fitted to the parameters of poses of test images and to those drawn from the prior, with
    each parameter divided by its standard deviation over the images.
    """
    poses = model.decoder.read_pose(_drawn(test)).detach().double()
    between = correlations(poses)
    off = between[~torch.eye(len(between), dtype=torch.bool)].abs()
    dependence = distance_correlation(test.mean[:, model.parts["z"]], test.mean[:, model.parts["pose"]])
    rows: list[Row] = [
        {"metric": "pose_correlation", "value": float(off.max()), "over": "largest"},
        {"metric": "pose_correlation", "value": float(off.mean()), "over": "mean"},
        {"metric": "distance_correlation", "value": dependence.value, "p": dependence.p_value},
        {
            "metric": "mutual_information",
            "value": gaussian_mutual_information(test.mean[:, model.parts["z"]], test.mean[:, model.parts["pose"]]),
        },
    ]
    if model.config.pose_prior != "none":
        with torch.no_grad():
            drawn = model.decoder.draw_pose(DRAWN, torch.Generator().manual_seed(0)).double()
        scale = poses.std(0)
        images, draws = poses / scale, drawn / scale
        distance = gaussian_frechet(images.mean(0), torch.cov(images.T), draws.mean(0), torch.cov(draws.T))
        rows.append({"metric": "pose_frechet", "value": float(distance)})
    return rows


def rotated_rows(model: LatentModel, images: ImageSet) -> list[Row]:
    """How well the pose tells the angle by which digits were turned: up to each class's own zero, and up to one for all."""
    if not isinstance(model, TransformerVAE | DoubleTransformerVAE):
        raise StudyError("only models with a pose have an angle to read")
    posterior = _posterior(model.eval(), images, "train")
    with torch.no_grad():
        angle = model.decoder.read_pose(posterior.mean)[:, 0]
    return [
        *_angle_rows(angle, images),
        *term_rows(model, replace(images, split={**images.split, "test": images.split["train"]})),
    ]


def rotated_baseline_rows(images: ImageSet) -> list[Row]:
    """The same of the principal axis of each image, which has no head and no tail: its angle is known up to half a turn."""
    return _angle_rows(principal_axis_angle(images.images(images.split["train"])), images)


def _angle_rows(angle: PerSample, images: ImageSet) -> list[Row]:
    if images.factors is None:
        raise StudyError(f"image set '{images.name}' does not say by what angle its images were turned")
    known = torch.from_numpy(images.factors[images.split["train"]][:, images.factor_names.index("angle")]).double()
    found: dict[str, PoseError] = {}
    for period, turn in ((2 * math.pi, "whole turn"), (math.pi, "half turn")):
        found[f"{turn}, one zero"] = pose_error(angle.double(), known, period)
        found[f"{turn}, a zero for each class"] = pose_error(angle.double(), known, period, groups=_labels(images, "train"))
    return [
        {"metric": "pose_error", "up_to": up_to, "statistic": statistic, "value": getattr(error.degrees, statistic)}
        for up_to, error in found.items()
        for statistic in ("median", "mean", "lower_quartile", "upper_quartile")
    ]


def _drawn(posterior: Posterior) -> Latents:
    """One seeded draw from each posterior: together, draws from the aggregated posterior."""
    if posterior.logvar is None:
        return posterior.mean
    noise = torch.randn(posterior.mean.shape, generator=torch.Generator().manual_seed(0))
    return posterior.mean + torch.exp(posterior.logvar / 2) * noise


def _posterior(model: LatentModel, images: ImageSet, part: Any) -> Posterior:
    """The posteriors of a part, as one."""
    index = images.split[part]
    with torch.no_grad():
        found = [model.encode(images.images(index[start : start + SIZE])) for start in range(0, len(index), SIZE)]

    def joined(name: str) -> torch.Tensor | None:
        parts = [getattr(one, name) for one in found]
        return None if parts[0] is None else torch.cat(parts)

    return Posterior(torch.cat([one.mean for one in found]), joined("logvar"), joined("prior_mean"), joined("prior_logvar"))


def _labels(images: ImageSet, part: Any) -> Labels:
    if images.labels is None:
        raise StudyError(f"image set '{images.name}' has no labels to tell apart")
    return torch.from_numpy(np.asarray(images.labels)[images.split[part]].astype(np.int64))
