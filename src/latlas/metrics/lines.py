"""How well a model interpolates between lines of known angle: mean distance and smoothness.

The benchmark of Berthelot, Raffel, Roy and Goodfellow, Understanding and Improving Interpolation in Autoencoders, 2018: each
image of an interpolation is matched with the nearest of 10 000 rendered lines. The distance to it says whether the image is
a line at all, the angles of the matches say how evenly it turns. Definitions are those of the authors' evaluation code, where
paper and code leave a choice.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from latlas.errors import UsageError
from latlas.functional.rendering import render_line
from latlas.metrics.metric import Mean, Score
from latlas.types import Images, Latents, PerSample

Paths = Float[Tensor, "pair step channel height width"]
PathAngles = Float[Tensor, "pair step"]
Lines = Float[Tensor, "line 1 size size"]
Angles = Float[Tensor, " line"]
Directions = Float[Tensor, "batch pixel"]

LEAST_TURN = 1e-4
"""Radians between the ends of a path, below which its smoothness is undefined."""
QUERIES = 256
"""Images that are compared with all lines at a time."""


@dataclass(frozen=True)
class LineScores:
    """Mean distance and smoothness over paths, each in two versions; lower is better, 0 is best.

    Standard errors are over paths, for one model. `n` counts the paths that a mean is over.
    """

    distance: Score
    """Cosine distance to the nearest line, over the paths on which it is defined."""
    smoothness: Score
    """Largest share of the turn that one step makes, minus an even step's; over the paths on which it is defined."""
    paper_distance: Score
    """As the authors' code has it: not a number as soon as one image has no distance."""
    paper_smoothness: Score
    """As the authors' code has it: the sum over defined paths, divided by the number of all paths.

    A path without smoothness thus counts as a perfect 0: a model whose interpolations do not move looks better.
    """


def line_gallery(count: int = 10_000, size: int = 32) -> tuple[Lines, Angles]:
    """Lines at `count` evenly spaced angles from 0 on, in [0, 1], and these angles in radians, both float64."""
    angles = 2 * np.pi * np.arange(count) / count
    images = np.empty((count, 1, size, size))
    for start in range(0, count, 1024):
        images[start : start + 1024, 0] = render_line(angles[start : start + 1024], size)
    return torch.from_numpy(images), torch.from_numpy(angles)


def nearest_lines(images: Images, lines: Lines, angles: Angles) -> tuple[PerSample, PerSample]:
    """Cosine distance (0 to 2) of each image to its nearest line, and the angle of that line, on the lines' device.

    All images are taken to [−1, 1] first, as in the benchmark: a black image has a distance there, a uniformly gray one
    of exactly ½ has none (not a number) and matches the first line. Ties go to the first line. Calculates in the
    lines' type; float64 tells neighbours of 10 000 lines apart, float32 does not. `QUERIES` images at a time.

    Raises `UsageError` for images that differ in shape from the lines.
    """
    if images.shape[1:] != lines.shape[1:]:
        raise UsageError(f"images of shape {tuple(images.shape[1:])} cannot be compared with lines of shape {tuple(lines.shape[1:])}")
    gallery = _directions(lines)
    distances, matches = [], []
    for part in images.split(QUERIES):
        distance = 1 - _directions(part.to(lines)) @ gallery.T
        # Lines that mirror each other are equally far from a symmetric image: rounding must not choose between them.
        nearest = distance.mul(1e12).round_().argmin(1)
        undefined = distance.isnan().any(1)
        distances.append(distance.gather(1, nearest[:, None])[:, 0].clamp(min=0))
        matches.append(torch.where(undefined, 0, nearest))
    return torch.cat(distances), angles[torch.cat(matches)]


def _directions(images: Images) -> Directions:
    """Unit vectors of images taken to [−1, 1]; not a number for images that are ½ everywhere."""
    centred = 2 * images.flatten(1) - 1
    return centred / centred.norm(dim=1, keepdim=True)


def path_smoothness(angles: PathAngles) -> PerSample:
    """max_n |a_{n+1} − a_n| / |a_N − a_1| − 1 / (N − 1) of each path of N angles in radians; not a number where it is undefined.

    Angles are unwrapped first: a step is at most π, either way. 0 means even steps; a path whose whole turn happens in
    one step has 1 − 1 / (N − 1), and one that goes back and forth may have more. Undefined is the smoothness of a path
    whose ends are less than `LEAST_TURN` apart.
    """
    steps = angles.diff(dim=1)
    wrapped = (steps + math.pi).remainder(2 * math.pi) - math.pi
    wrapped = torch.where(steps.abs() <= math.pi, steps, wrapped)
    turn = wrapped.sum(1).abs()
    smoothness = wrapped.abs().amax(1) / turn - 1 / steps.shape[1]
    return smoothness.masked_fill(turn < LEAST_TURN, math.nan)


def line_scores(paths: Paths, lines: Lines, angles: Angles) -> LineScores:
    """Scores of interpolations, `(pair, step, 1, size, size)` in [0, 1], against lines of known angles in radians.

    Raises `UsageError` for fewer than two steps, for no paths, and for images that differ in shape from the lines.
    """
    pairs, steps = paths.shape[:2]
    if pairs == 0 or steps < 2:
        raise UsageError(f"{pairs} paths of {steps} images cannot be scored: give at least one path of at least two")
    distance, matched = (found.reshape(pairs, steps) for found in nearest_lines(paths.flatten(0, 1), lines, angles))
    each_distance, each_smoothness = distance.mean(1), path_smoothness(matched)
    undefined = each_smoothness.isnan()
    counted = each_smoothness if bool(undefined.all()) else each_smoothness.masked_fill(undefined, 0)
    images = f"cosine distance in [−1, 1] to the nearest of {len(lines)} lines, mean over {steps} images of a path"
    turns = f"largest of {steps - 1} steps over the whole turn, minus 1/{steps - 1}"
    return LineScores(
        distance=_score(each_distance[~each_distance.isnan()], f"{images}, then over the paths where it is defined"),
        smoothness=_score(each_smoothness[~undefined], f"{turns}; mean over the paths where it is defined"),
        paper_distance=_score(each_distance, f"{images}, then over all paths"),
        paper_smoothness=_score(counted, f"{turns}; mean over all paths, undefined ones as 0"),
    )


def _score(values: PerSample, protocol: str) -> Score:
    if len(values) == 0 or bool(values.isnan().any()):
        return Score(math.nan, None, len(values), protocol)
    mean = Mean()
    mean.update(values)
    return mean.score(protocol)


@torch.no_grad()
def score_lines(
    encode: Callable[[Images], Latents],
    decode: Callable[[Latents], Images],
    *,
    pairs: int = 256,
    steps: int = 16,
    gallery: int = 10_000,
    size: int = 32,
    seed: int = 0,
    device: torch.device | str = "cpu",
) -> LineScores:
    """Scores of a model by the benchmark's protocol; the defaults are the benchmark's numbers.

    Lines at uniformly random angles, drawn by `seed` and never a set's own, are encoded in pairs, their latents are mixed
    linearly at `steps` even shares, both ends included, and decoded one path at a time. Images go to `encode` as
    float32 in [0, 1] on `device`, `(2 · pairs, 1, size, size)`; `decode` returns the same kind. The search for nearest lines runs
    on the CPU, in float64. Put a model in eval mode before.

    Raises `UsageError` for counts that leave nothing to score.
    """
    if pairs < 1 or steps < 2 or gallery < 2 or size < 8:
        raise UsageError(f"{pairs} pairs, {steps} steps, {gallery} lines of size {size}: must be at least 1, 2, 2 and 8")
    drawn = 2 * np.pi * np.random.default_rng(seed).random(2 * pairs)
    ends = torch.from_numpy(render_line(drawn, size)[:, None]).float().to(device)
    first, last = encode(ends).chunk(2)
    share = torch.linspace(0, 1, steps, device=first.device, dtype=first.dtype)[:, None]
    decoded = [decode((1 - share) * one + share * other).cpu() for one, other in zip(first, last, strict=True)]
    return line_scores(torch.stack(decoded), *line_gallery(gallery, size))
