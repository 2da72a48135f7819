"""α retrieval and the walk in factor space: on charts whose answer is known, and against loops written out."""

import numpy as np
import pytest
import torch
from torch import Tensor

from latlas.errors import UsageError
from latlas.metrics.interpolation import IntervalScores, score_intervals
from latlas.metrics.intervals import cross_dissolve
from latlas.metrics.retrieval import retrieve_alpha, walk_factors
from latlas.metrics.sequences import Sequences, sequences_by_factor

SHAPE = (1, 5, 5)
VIEWS = 24


def rings(heights: int) -> tuple[Tensor, np.ndarray, Sequences]:
    """Images on circles in pixel space, one circle above the other; factors: height (degrees) and azimuth (degrees)."""
    height, azimuth = (grid.ravel() for grid in np.meshgrid(np.arange(heights) * 15.0, np.arange(VIEWS) * 15.0, indexing="ij"))
    axes = np.linalg.qr(np.random.default_rng(0).standard_normal((25, 3)))[0]
    angle = np.deg2rad(azimuth)
    pixels = 0.5 + 0.2 * (np.cos(angle)[:, None] * axes[:, 0] + np.sin(angle)[:, None] * axes[:, 1] + height[:, None] / 30 * axes[:, 2])
    factors = np.column_stack([height, azimuth]).astype(np.float32)
    images = torch.from_numpy(pixels.astype(np.float32)).unflatten(1, SHAPE)
    return images, factors, sequences_by_factor(factors, ("height", "azimuth"))


def circle_chart(images: Tensor) -> tuple[Tensor, Tensor]:
    centre = images.flatten(1).mean(0)
    return centre, torch.linalg.svd(images.flatten(1) - centre)[2][:2]


def turning(images: Tensor, length: int) -> IntervalScores:
    """Scores of a model that turns: latents are a point of the plane of the circle, and every image is put back onto the circle."""
    centre, axes = circle_chart(images)
    radius = (images.flatten(1)[0] - centre).norm()

    def decode(z: Tensor) -> Tensor:
        return (centre + radius * (z / z.norm(dim=1, keepdim=True)) @ axes).unflatten(1, SHAPE)

    sequences = Sequences(np.arange(VIEWS)[None])
    return score_intervals(lambda x: (x.flatten(1) - centre) @ axes.T, decode, images, sequences, [length])[length]


@pytest.mark.parametrize("within", [True, False])
@pytest.mark.parametrize("length", [2, 3, 4])
def test_a_model_that_turns_retrieves_every_alpha(length: int, within: bool):
    images, factors, sequences = rings(1)
    scores = turning(images, length)
    np.testing.assert_array_equal(scores.nearest_all, scores.truth)
    found = retrieve_alpha(scores, sequences, within)
    np.testing.assert_allclose(found.retrieved, np.tile(scores.alpha, (VIEWS, 1)))
    assert (found.deviation.value, found.deviation.standard_error, found.spread) == (pytest.approx(0, abs=1e-12), 0, 0)
    np.testing.assert_allclose(found.median, scores.alpha)
    walk = walk_factors(scores, factors, (None, 360.0))
    np.testing.assert_allclose(walk.to_start, 15 * length * scores.alpha, rtol=1e-6)
    np.testing.assert_allclose(walk.to_end, walk.to_start[::-1], rtol=1e-6)
    np.testing.assert_allclose(walk.straight_to_start, walk.to_start)
    assert walk.deviation.value == pytest.approx(0, abs=1e-6)


def made_up(sequences: Sequences, length: int, seed: int = 0) -> IntervalScores:
    """Scores whose retrieved images are drawn at random."""
    random = np.random.default_rng(seed)
    windows = sequences.windows(0, length)
    truth = windows[:, 1:-1]
    within = np.take_along_axis(windows, random.integers(0, length + 1, truth.shape), axis=1)
    anything = random.integers(0, sequences.rows.size, truth.shape)
    zeros = np.zeros(truth.shape, np.float32)
    return IntervalScores(length, np.arange(1, length) / length, windows[:, [0, -1]], truth, zeros, anything, within, zeros)


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("length", [2, 5, 12])
def test_retrieval_equals_a_loop_written_out(closed: bool, length: int):
    rows = np.random.default_rng(2).permutation(3 * VIEWS).reshape(3, VIEWS)
    sequences = Sequences(rows, closed)
    scores = made_up(sequences, length)
    column = {int(row): place for sequence in rows for place, row in enumerate(sequence)}
    found, inside = retrieve_alpha(scores, sequences), retrieve_alpha(scores, sequences, within=True)
    for interval, (start, _) in enumerate(scores.ends.tolist()):
        for k in range(length - 1):
            steps = column[int(scores.nearest_all[interval, k])] - column[start]
            candidates = (steps - VIEWS, steps, steps + VIEWS) if closed else (steps,)
            expected = min(candidates, key=lambda step: (abs(step - length / 2), -step)) / length
            assert found.retrieved[interval, k] == pytest.approx(expected)
            assert not closed or -VIEWS / 2 < (expected - 0.5) * length <= VIEWS / 2
            step = int(np.flatnonzero(sequences.windows(0, length)[interval] == scores.nearest_within[interval, k])[0])
            assert inside.retrieved[interval, k] == pytest.approx(step / length)
    for result in (found, inside):
        off = np.abs(result.retrieved - scores.alpha)
        assert result.deviation.value == pytest.approx(off.mean())
        assert result.deviation.standard_error == pytest.approx(off.mean(1).std(ddof=1) / np.sqrt(len(off)))
        columns = [np.quantile(result.retrieved[:, k], [0.25, 0.5, 0.75]) for k in range(length - 1)]
        np.testing.assert_allclose(np.stack([result.lower, result.median, result.upper], 1), columns)
        assert result.spread == pytest.approx(np.mean([quartiles[2] - quartiles[0] for quartiles in columns]))


def test_an_image_of_another_sequence_counts_by_its_column():
    images, _, sequences = rings(2)
    scores = score_intervals(*cross_dissolve(SHAPE), images, sequences, [2])[2]
    other = IntervalScores(**{**vars(scores), "nearest_all": (scores.truth + VIEWS) % (2 * VIEWS)})
    np.testing.assert_array_equal(retrieve_alpha(other, sequences).retrieved, 0.5)


def test_walk_equals_a_loop_written_out():
    _, factors, sequences = rings(3)
    scores = made_up(sequences, 6)
    to_start, to_end, off = np.zeros(5), np.zeros(5), np.zeros(scores.truth.shape)

    def apart(a: int, b: int) -> float:
        turn = abs(float(factors[a, 1]) - float(factors[b, 1]))
        return float(np.hypot(float(factors[a, 0]) - float(factors[b, 0]), min(turn, 360 - turn)))

    for interval, (start, end) in enumerate(scores.ends.tolist()):
        assert apart(start, end) == 90
        for k in range(5):
            found = int(scores.nearest_all[interval, k])
            to_start[k] += apart(found, start) / len(scores.ends)
            to_end[k] += apart(found, end) / len(scores.ends)
            alpha = (k + 1) / 6
            off[interval, k] = (abs(apart(found, start) - alpha * 90) + abs(apart(found, end) - (1 - alpha) * 90)) / 2 / 90
    walk = walk_factors(scores, factors, (None, 360.0))
    np.testing.assert_allclose(walk.to_start, to_start)
    np.testing.assert_allclose(walk.to_end, to_end)
    np.testing.assert_allclose(walk.straight_to_start, 90 * scores.alpha)
    np.testing.assert_allclose(walk.straight_to_end, 90 * (1 - scores.alpha))
    assert walk.deviation.value == pytest.approx(off.mean())


def test_a_walk_along_the_other_factor():
    images, factors, _ = rings(5)
    up = sequences_by_factor(factors, ("height", "azimuth"), along="height")
    scores = score_intervals(*cross_dissolve(SHAPE), images, up, [4])[4]  # height is a straight line of pixels here
    walk = walk_factors(scores, factors, (None, 360.0))
    np.testing.assert_allclose(walk.to_start, [15, 30, 45])
    assert walk.deviation.value == 0
    assert retrieve_alpha(scores, up).deviation.value == 0


def test_what_has_no_answer_is_refused():
    _, factors, sequences = rings(1)
    assert retrieve_alpha(made_up(sequences, 13), sequences, within=True).retrieved.min() >= 0
    scores = made_up(sequences, 4)
    with pytest.raises(UsageError, match="1 periods for 2 factors"):
        walk_factors(scores, factors, (360.0,))
    with pytest.raises(UsageError, match="no length"):
        walk_factors(scores, np.zeros_like(factors), (None, 360.0))
