"""All metrics of an encoder and a decoder in one pass over the test part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import torch

from latlas.errors import DataError, LatlasError
from latlas.metrics.metric import Codes, EachImage, Mean, Metric, Need, PerLatent, Score, Seen, WholePart, WholePopulations
from latlas.metrics.populations import Collector, Comparison
from latlas.training import distributed
from latlas.types import Batch, Images, Latents, PerSample, Posterior


def evaluate(
    encode: Callable[[Images], Posterior],
    decode: Callable[[Latents], Images],
    train: Iterable[Batch],
    test: Iterable[Batch],
    metrics: Sequence[Metric],
    comparison: Comparison | None = None,
    rank: int = 0,
    processes: int = 1,
) -> dict[str, Score]:
    """Scores by name, in the order of `metrics`, of reconstructions made from the posterior mean.

    `comparison` says which generated images the distribution metrics hold against the test images, and by which features; without
    it they are left out.

    `encode` and `decode` get what the batches hold, on the batches' device, without gradients; a module among them is
    put in eval mode by its owner. Images are held for one batch only; latents and features are kept when a metric needs them all.
    The training part is walked only for a metric that needs it, and is not decoded.

    A metric whose needs are not met (labels, a posterior with a variance, a comparison) is left out of the result.

    Several processes of a group that all make this call share the work: `train`, `test` and the generated images are then the batches of
    the process's `latlas.training.distributed.share`, metrics of a whole part are dealt out, and every process gets every score.

    Raises `DataError` for an empty test part, `LatlasError` when a metric is not finite on some image.
    """
    has: list[frozenset[Need]] = []
    means: list[dict[str, Mean]] = []
    codes: list[Codes] = []
    compares = any("populations" in metric.needs for metric in metrics)
    collector = Collector(comparison) if comparison is not None and compares else None
    with torch.no_grad():
        for batch in test:
            posterior = encode(batch.images)
            has.append(_has(batch, posterior, comparison))
            chosen = [metric for metric in metrics if metric.needs <= has[0]]
            decodes = any("reconstructions" in metric.needs for metric in chosen)
            decodes = decodes or (collector is not None and collector.needs_reconstructions)
            reconstructions = decode(posterior.mean).to(batch.images.device) if decodes else None
            means.append(_means(chosen, Seen(batch.images, posterior, reconstructions)))
            if any(isinstance(metric.compute, WholePart) for metric in chosen):
                codes.append(_codes(batch, posterior))
            if collector is not None:
                collector.see(batch.index, batch.images, reconstructions)
        has, means = distributed.together(has, processes), distributed.together(means, processes)
        if not has:
            raise DataError("the test part is empty: give the image set a test share to evaluate on")
        chosen = [metric for metric in metrics if metric.needs <= has[0]]
        in_test = _joined(distributed.together(codes, processes))
        in_train: Codes | None = None
        if any("train_latents" in metric.needs for metric in chosen):
            in_train = _joined(distributed.together([_codes(batch, encode(batch.images)) for batch in train], processes))
        populations = None if collector is None else collector.populations(processes)
    whole: list[tuple[str, Score]] = []
    for metric in [metric for metric in chosen if not isinstance(metric.compute, EachImage)][rank::processes]:
        if isinstance(metric.compute, WholePopulations) and populations is not None:
            whole.append((metric.name, metric.compute.function(populations)))
        elif isinstance(metric.compute, WholePart) and in_test is not None:
            whole.append((metric.name, metric.compute.function(in_test, in_train)))
    found = dict(distributed.together(whole, processes))
    return {metric.name: found[metric.name] if metric.name in found else _merged(metric, means) for metric in chosen}


def _means(chosen: Sequence[Metric], seen: Seen) -> dict[str, Mean]:
    """What the metrics of single images find in a batch."""
    means = {metric.name: Mean() for metric in chosen if isinstance(metric.compute, EachImage)}
    for metric in chosen:
        if isinstance(metric.compute, EachImage):
            means[metric.name].update(_finite(metric, metric.compute.function(seen)))
    return means


def _merged(metric: Metric, means: Sequence[dict[str, Mean]]) -> Score:
    """The mean over all images of a metric of single ones."""
    whole = Mean()
    for batch in means:
        whole.merge(batch[metric.name])
    return whole.score(metric.protocol)


def _has(batch: Batch, posterior: Posterior, comparison: Comparison | None) -> frozenset[Need]:
    """The needs that this model and image set meet."""
    has: set[Need] = {"reconstructions", "train_latents"}
    if batch.labels is not None:
        has.add("labels")
    if posterior.logvar is not None:
        has.add("logvar")
    if comparison is not None:
        has.add("populations")
    return frozenset(has)


def _codes(batch: Batch, posterior: Posterior) -> Codes:
    latents = posterior.mean.detach().float().cpu()
    if not bool(torch.isfinite(latents).all()):
        raise LatlasError("the encoder gives latents that are not finite: the model is damaged or its training diverged")
    return Codes(latents, None if batch.labels is None else batch.labels.cpu(), _prior_scale(posterior))


def _prior_scale(posterior: Posterior) -> PerLatent | None:
    """Standard deviations of the prior; 1 for points, which are their own prior."""
    if posterior.prior_mean is None or posterior.prior_logvar is None:
        return None
    point = (posterior.mean == posterior.prior_mean).all(0)
    logvar = posterior.prior_logvar.detach().double().expand_as(posterior.mean)[0]
    return torch.where(point, 1.0, torch.exp(logvar / 2)).cpu()


def _joined(parts: list[Codes]) -> Codes | None:
    if not parts:
        return None
    labels = [part.labels for part in parts if part.labels is not None]
    return Codes(torch.cat([part.latents for part in parts]), torch.cat(labels) if labels else None, parts[0].scale)


def _finite(metric: Metric, values: PerSample) -> PerSample:
    bad = int((~torch.isfinite(values)).sum())
    if bad:
        raise LatlasError(
            f"metric '{metric.name}' is not a finite number on {bad} of {len(values)} images of a batch: "
            "the model's output is not finite, so its weights are damaged or its training diverged"
        )
    return values
