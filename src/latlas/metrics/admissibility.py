"""The four conditions of an admissible interpolation (Oring et al. 2021, section 2) as numbers, with distances between pixels.

The distance d of two images is the root of their squared difference, mean over channels and pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from latlas.errors import LatlasError, UsageError
from latlas.metrics.interpolation import mean_over_intervals
from latlas.metrics.intervals import Decode, Encode, decode_lines, encode_views, image_shape
from latlas.metrics.metric import Score
from latlas.metrics.nearest import Gallery, PerImage, gallery_of, neighbour_distances
from latlas.metrics.sequences import Sequences
from latlas.types import Images

TOLERANCE = 1e-4, 1e-6
"""A step against the right direction counts from this share of d(x_i, x_j) plus this number: rounding does not."""

FlatPaths = Float[Tensor, "interval point value"]
FlatEnds = Float[Tensor, "interval 2 value"]
PerInterval = Float[Tensor, "interval _"]


@dataclass(frozen=True)
class Admissibility:
    """The four measures; lower is better for all but `credible`."""

    boundary: Score
    """Mean squared error of x̂(0) to x_i and of x̂(1) to x_j, mean of both ends."""
    violations: Score
    """Share of the steps of a path on which d(x̂(α), x_i) falls or d(x̂(α), x_j) rises, mean of both."""
    step_ratio: Score
    """Longest over mean step d(x̂(α), x̂(α + t)) of a path; 1 for constant speed, and for a path that stands still."""
    credibility: float
    """Median over all images of all paths of d(x̂(α), x) / d(x, x').

    x is the nearest real image of the whole set and x' the real image nearest to x. Where x' equals x, the ratio is
    infinite, or 0 if x̂(α) equals them as well."""
    credible: Score
    """Share of images with such a ratio of at most 1: no farther from the data than the data from each other."""


@torch.no_grad()
def score_admissibility(
    encode: Encode, decode: Decode, images: Images, sequences: Sequences, length: int, path_steps: int = 32, batch_size: int = 256
) -> Admissibility:
    """Measure the paths of all intervals of one length (in steps of the sequences), each at `path_steps` + 1 evenly spaced α from 0 to 1.

    Raises `UsageError` for a length that does not fit the sequences, and `LatlasError` when the decoder gives values that are not finite.
    """
    if length < 1 or path_steps < 1:
        raise UsageError(f"an interval of {length} steps at {path_steps} steps of α: both must be at least 1")
    ends = sequences.windows(0, length)[:, [0, length]]
    latents = encode_views(encode, images, sequences, batch_size)
    gallery = gallery_of(images)
    neighbours = neighbour_distances(gallery, batch_size)
    found: list[tuple[Tensor, ...]] = []
    for part, made in decode_lines(decode, latents, ends, np.linspace(0, 1, path_steps + 1), image_shape(images), batch_size):
        paths = made.flatten(2).to(gallery.images)
        if not bool(torch.isfinite(paths).all()):
            raise LatlasError("the decoder gives images that are not finite: the model is damaged or its training diverged")
        real = gallery.images[torch.from_numpy(ends[part]).to(paths.device)]
        found.append((*_along(paths, real), _credibility(paths, gallery, neighbours)))
    boundary, violations, ratio, credibility = (torch.cat(column).cpu().numpy() for column in zip(*found, strict=True))
    path = f"paths of {path_steps + 1} evenly spaced α"
    near = "distance to the nearest real image at most that image's distance to its nearest real neighbour"
    return Admissibility(
        boundary=mean_over_intervals(boundary, None, "mean squared error of the decoded ends to the real ones"),
        violations=mean_over_intervals(violations, None, f"share of steps against the right direction on {path}"),
        step_ratio=mean_over_intervals(ratio, None, f"longest over mean step on {path}"),
        credibility=float(np.median(credibility)),
        credible=mean_over_intervals((credibility <= 1).astype(np.float64), None, f"{near}, share of the images on {path}"),
    )


def _along(paths: FlatPaths, real: FlatEnds) -> tuple[PerInterval, PerInterval, PerInterval]:
    """Boundary error (both ends), violations (each step, both ends) and step ratio (one column) of each path."""
    start, end = ((paths - real[:, side, None]).square().mean(2).sqrt() for side in (0, 1))
    boundary = torch.stack([start[:, 0], end[:, -1]], 1).square()
    tolerance = TOLERANCE[0] * (real[:, :1] - real[:, 1:]).square().mean(2).sqrt() + TOLERANCE[1]
    violations = torch.cat([start.diff() < -tolerance, end.diff() > tolerance], 1).float()
    steps = paths.diff(dim=1).square().mean(2).sqrt()
    longest, mean = steps.amax(1, keepdim=True), steps.mean(1, keepdim=True)
    return boundary, violations, torch.where(mean > 0, longest / mean, 1.0)


def _credibility(paths: FlatPaths, gallery: Gallery, neighbours: PerImage) -> PerInterval:
    """Distance to the nearest real image, over that image's distance to its own nearest neighbour, of each image of each path."""
    flat = paths.flatten(0, 1)
    nearest = gallery.distances(flat).argmin(1)
    distance = (flat - gallery.images[nearest]).square().mean(1).sqrt()
    ratio = torch.where(distance > 0, distance / neighbours[nearest], 0.0)
    return ratio.unflatten(0, paths.shape[:2])
