"""Which named parts of a latent a model uses, and which it has given up: posterior collapse.

A latent is active when its posterior mean varies over images by more than 0.01 of the prior's variance (Burda, Grosse &
Salakhutdinov 2016, section 5, whose prior has a variance of 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import torch
from jaxtyping import Bool
from torch import Tensor

from latlas.errors import DataError, LatlasError, UsageError
from latlas.functional.divergence import gaussian_kl_per_dimension
from latlas.metrics.active_units import THRESHOLD
from latlas.metrics.metric import PerLatent
from latlas.types import Latents, Posterior

Chosen = Bool[Tensor, " latent"]


@dataclass(frozen=True)
class Part:
    """A named part of the latent."""

    name: str
    latents: int
    active: int
    """Active units."""
    kl: float | None
    """KL(q ‖ p) summed over the part's latents, mean over images, in nats; None for a posterior without variance."""
    share: float | None
    """Of the KL of the whole latent; None where that is 0 or there is none."""


@dataclass(frozen=True)
class CollapseReport:
    """What the latents of a model carry, over the images of a set."""

    kl: PerLatent | None
    """KL of each latent, mean over images, in nats; None for a posterior without variance."""
    variance: PerLatent
    """Of the posterior mean over images, as a multiple of the prior's variance; of a point without prior, in its own squared unit."""
    active: Chosen
    """Whether `variance` is above 0.01."""
    parts: tuple[Part, ...]
    collapsed: tuple[str, ...]
    """The parts none of whose latents is active."""
    n: int
    """Number of images."""


def collapse_report(posteriors: Iterable[Posterior], parts: Mapping[str, slice]) -> CollapseReport:
    """The report on the posteriors of an image set, which come in batches.

    `parts` names slices of the latent that do not overlap, such as `{"z": slice(0, 8), "pose": slice(8, 14)}`. Without a prior
    of its own the posterior is held against N(0, I). A latent that is a point (its prior equals its posterior on every image)
    is held against a scale of 1.

    Raises `DataError` for fewer than two images, `UsageError` for parts that do not fit the latent, `LatlasError` for posteriors
    that are not finite.
    """
    mean, logvar, prior_mean, prior_logvar = _joined(posteriors)
    indices = _indices(parts, mean.shape[1])
    scaled, kl = (mean - prior_mean) * torch.exp(-0.5 * prior_logvar), None
    if logvar is not None:
        kl = gaussian_kl_per_dimension(mean, logvar, prior_mean, prior_logvar).mean(0)
        point = ((mean == prior_mean) & (logvar == prior_logvar)).all(0)
        scaled = torch.where(point, mean, scaled)
    variance = scaled.var(0, correction=0)
    active = variance > THRESHOLD
    made = tuple(_part(name, chosen, kl, active) for name, chosen in indices.items())
    collapsed = tuple(part.name for part in made if part.active == 0)
    return CollapseReport(kl, variance, active, made, collapsed, len(mean))


def describe(report: CollapseReport) -> str:
    """The report in sentences, with what to do about a part that has collapsed."""
    said = [_describe_part(part) for part in report.parts]
    if not report.collapsed:
        return " ".join([*said, "No part has collapsed."])
    others = [part.name for part in report.parts if part.active]
    work = f"{' and '.join(others)} does all the work" if others else "nothing in the latent tells images apart"
    said.append(f"Collapsed: {', '.join(report.collapsed)}. There the posterior is the same for all images; {work}.")
    said.append(
        "Train again with another --seed; if it happens again, lower the weight of the KL term or limit what the other parts can do."
    )
    return " ".join(said)


def _joined(posteriors: Iterable[Posterior]) -> tuple[Latents, Latents | None, Latents, Latents]:
    """Mean, log-variance, and mean and log-variance of the prior, over all images: `batch latent`, float64, on the CPU."""
    means: list[Latents] = []
    logvars: list[Latents] = []
    prior_means: list[Latents] = []
    prior_logvars: list[Latents] = []
    for posterior in posteriors:
        mean = posterior.mean.detach().double().cpu()
        means.append(mean)
        if posterior.logvar is not None:
            logvars.append(posterior.logvar.detach().double().cpu())
        for prior, found in ((posterior.prior_mean, prior_means), (posterior.prior_logvar, prior_logvars)):
            found.append(torch.zeros_like(mean) if prior is None else prior.detach().double().cpu().expand_as(mean))
    if sum(len(mean) for mean in means) < 2:
        raise DataError("whether a latent varies over images cannot be seen on fewer than two: give more images")
    everything = [torch.cat(found) for found in (means, prior_means, prior_logvars, logvars) if found]
    if not all(bool(torch.isfinite(values).all()) for values in everything):
        raise LatlasError("the encoder gives posteriors that are not finite: the model is damaged or its training diverged")
    return everything[0], everything[3] if logvars else None, everything[1], everything[2]


def _indices(parts: Mapping[str, slice], latents: int) -> dict[str, range]:
    """The latents of each part."""
    indices = {name: range(latents)[where] for name, where in parts.items()}
    for name, where in parts.items():
        if len(indices[name]) == 0 or (where.stop or 0) > latents:
            raise UsageError(f"part '{name}' is {where}, which a latent of {latents} dimensions does not have")
    every = [index for chosen in indices.values() for index in chosen]
    if len(set(every)) < len(every):
        raise UsageError(f"the parts {', '.join(parts)} overlap: give each latent to one part at most")
    return indices


def _part(name: str, chosen: range, kl: PerLatent | None, active: Chosen) -> Part:
    own, whole = (None, 0.0) if kl is None else (float(kl[list(chosen)].sum()), float(kl.sum()))
    share = own / whole if own is not None and whole > 0 else None
    return Part(name, len(chosen), int(active[list(chosen)].sum()), own, share)


def _describe_part(part: Part) -> str:
    kl = "" if part.kl is None else f", KL {part.kl:.3g} nats"
    share = "" if part.share is None else f" ({100 * part.share:.0f} % of all)"
    return f"{part.name}: {part.active} of {part.latents} latents active{kl}{share}."
