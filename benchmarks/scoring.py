"""The sides of `interpolation_scoring`: one object's intervals scored in one pass, and by two loops over pairs.

    python -m benchmarks.scoring SIDE      a worker; a chunk is the whole object, or a loop's share of it

The object is procedural: 72 views, 5° apart, of a pole whose shadow falls in three colours, 32×32. The model is an untrained
convolutional autoencoder: the arithmetic is that of a trained one.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable, Mapping

import numpy as np
import torch
from torch import Tensor

from benchmarks.harness import Gate
from latlas.functional.rendering import render_pole
from latlas.metrics.interpolation import score_intervals
from latlas.metrics.sequences import Sequences
from latlas.models.ae import AE
from latlas.models.model import LatentModel
from latlas.runs import build_model

VIEWS, SIZE = 72, 32
LENGTHS = range(2, 17)
EVERY = 8
"""The loops score every eighth start of each length."""
CONFIG = AE.Config(body="conv", channels=(16, 32, 64, 128), latent_dim=64)

Scores = dict[int, tuple[np.ndarray, np.ndarray, np.ndarray]]
"""For each length: error, nearest image of all, nearest within the interval; each `(start, in between)`."""


def render_object() -> Tensor:
    """72 colour images `(72, 3, 32, 32)`; the light of each colour stands 40° further on."""
    azimuth = np.arange(VIEWS) * 360 / VIEWS
    colours = [render_pole(np.full(VIEWS, 50.0), azimuth + turn, SIZE) for turn in (0, 40, 80)]
    return torch.from_numpy(np.stack(colours, 1).astype(np.float32))


def make() -> tuple[LatentModel, Tensor]:
    """Model and images, both in channels-last order: on all sides the quicker one."""
    model = build_model("ae", CONFIG, (3, SIZE, SIZE)).eval().to(memory_format=torch.channels_last)
    return model, render_object().to(memory_format=torch.channels_last)


def starts(every: int) -> range:
    """The starts that are scored."""
    return range(0, VIEWS, every)


def one_pass(model: LatentModel, images: Tensor) -> Scores:
    """Ours: `score_intervals`, all starts of all lengths."""
    circle = Sequences(np.arange(VIEWS)[None])
    scores = score_intervals(lambda part: model.encode(part).mean, model.decode, images, circle, LENGTHS)
    return {length: (found.error, found.nearest_all, found.nearest_within) for length, found in scores.items()}


def distances_one_by_one(made: Tensor, images: Tensor) -> list[float]:
    """Mean squared difference to each image, one after the other."""
    return [((made - image) ** 2).mean().item() for image in images]


def distances_at_once(made: Tensor, images: Tensor) -> list[float]:
    """The same by one broadcast difference."""
    distances: list[float] = ((images - made) ** 2).mean((1, 2, 3)).tolist()
    return distances


@torch.no_grad()
def loop(model: LatentModel, images: Tensor, compare: Callable[[Tensor, Tensor], list[float]], every: int = EVERY) -> Scores:
    """Pair by pair: encode both images; for each α decode one latent, then take its error and its distances to all images.

    The nearest view within the interval is read off the same distances. Gradients are off, as on our side.
    """
    found: Scores = {}
    for length in LENGTHS:
        shape = (len(starts(every)), length - 1)
        error, nearest, within = np.empty(shape), np.empty(shape, np.int64), np.empty(shape, np.int64)
        for row, start in enumerate(starts(every)):
            views = [(start + k) % VIEWS for k in range(length + 1)]
            first, last = (model.encode(images[[view]]).mean for view in (views[0], views[-1]))
            for k in range(1, length):
                alpha = k / length
                made = model.decode((1 - alpha) * first + alpha * last)[0]
                distances = compare(made, images)
                error[row, k - 1] = ((made - images[views[k]]) ** 2).mean().item()
                nearest[row, k - 1] = min(range(VIEWS), key=distances.__getitem__)
                within[row, k - 1] = min(views, key=distances.__getitem__)
        found[length] = error, nearest, within
    return found


SIDES: Mapping[str, tuple[Callable[[LatentModel, Tensor], Scores], int]] = {
    "ours": (one_pass, 1),
    "theirs": (lambda model, images: loop(model, images, distances_one_by_one), EVERY),
    "broadcast": (lambda model, images: loop(model, images, distances_at_once), EVERY),
}
"""Each side, and of how many starts it takes one."""


def in_between(every: int) -> int:
    """Images in between that a side scores."""
    return len(starts(every)) * sum(length - 1 for length in LENGTHS)


def check() -> dict[str, float]:
    """Largest relative difference of the errors of a loop to ours. Raises `AssertionError` when the numbers are not the same."""
    made = make()
    ours, differences = one_pass(*made), {}
    for name in ("theirs", "broadcast"):
        largest = 0.0
        for length, (error, nearest, within) in SIDES[name][0](*made).items():
            our_error, our_nearest, our_within = (column[::EVERY] for column in ours[length])
            np.testing.assert_allclose(our_error, error, rtol=1e-4)
            np.testing.assert_array_equal(our_nearest, nearest)
            np.testing.assert_array_equal(our_within, within)
            largest = max(largest, float(np.abs(our_error / error - 1).max()))
        differences[name] = largest
    return differences


def work(side: str) -> None:
    """Score until the parent has heard enough."""
    gate = Gate()
    try:
        score, every = SIDES[side]
        model, images = make()
        gate.wait()
        while True:
            score(model, images)
            gate.wait(in_between(every))
    except Exception:  # noqa: BLE001 - the parent shows it
        gate.answer({"error": traceback.format_exc()})


if __name__ == "__main__":
    if sys.argv[1] == "check":
        print(json.dumps(check()))
    else:
        work(sys.argv[1])
