"""Scores of line interpolations: against paths whose score is known, and the definitions written out slowly in numpy."""

import itertools
import math

import numpy as np
import pytest
import torch
from scipy.spatial.distance import cdist

from latlas.errors import UsageError
from latlas.functional.rendering import render_line
from latlas.metrics.lines import line_gallery, line_scores, nearest_lines, path_smoothness, score_lines

COUNT, STEPS, SIZE = 1000, 16, 16
LINES, ANGLES = line_gallery(COUNT, SIZE)


def turning(start: np.ndarray, end: np.ndarray, shares: np.ndarray) -> torch.Tensor:
    """Paths of lines whose angle goes from start to end at some shares of the way."""
    angles = start[:, None] + shares * (end - start)[:, None]
    return torch.from_numpy(render_line(angles.ravel(), SIZE)).reshape(len(start), len(shares), 1, SIZE, SIZE)


def dissolve(start: np.ndarray, end: np.ndarray) -> torch.Tensor:
    share = torch.linspace(0, 1, STEPS, dtype=torch.float64)[:, None, None, None]
    first, last = (torch.from_numpy(render_line(angles, SIZE))[:, None, None] for angles in (start, end))
    return (1 - share) * first + share * last


def slow_scores(paths: np.ndarray) -> tuple[float, float, float, float]:
    """Distance and smoothness over defined paths, then as in the paper's code, one number at a time."""
    gallery_angles = [2 * math.pi * k / COUNT for k in range(COUNT)]
    gallery = np.stack([2 * render_line(np.array([angle]), SIZE)[0].ravel() - 1 for angle in gallery_angles])
    distances, smoothnesses = [], []
    for path in paths:
        table = cdist(2 * path.reshape(len(path), -1) - 1, gallery, "cosine")
        distances += [float(row.min()) for row in table]
        angles = np.unwrap([gallery_angles[int(row.argmin())] for row in table])
        turn = abs(angles[-1] - angles[0])
        largest = max(abs(after - before) for before, after in itertools.pairwise(angles))
        smoothnesses.append(math.nan if turn < 1e-4 else largest / turn - 1 / (len(path) - 1))
    defined = [value for value in smoothnesses if not math.isnan(value)]
    mean = sum(distances) / len(distances)
    return mean, sum(defined) / len(defined), mean, sum(defined) / len(smoothnesses)


def ends(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Angles less than half a turn and more than an eighth apart, so that a step is always less than half a turn."""
    random = np.random.default_rng(seed)
    start = random.uniform(0, 2 * np.pi, count)
    return start, start + random.choice([-1, 1], count) * random.uniform(np.pi / 4, np.pi * 0.9, count)


def test_lines_that_turn_evenly_score_almost_nothing() -> None:
    scores = line_scores(turning(*ends(20), np.linspace(0, 1, STEPS)), LINES, ANGLES)
    spacing = 2 * np.pi / COUNT
    assert 0 <= scores.distance.value < 1e-3
    assert 0 <= scores.smoothness.value < 2 * spacing / (np.pi / 4), "a matched angle is off by at most one spacing of the gallery"
    assert scores.distance.n == scores.smoothness.n == 20


def test_lines_of_the_gallery_are_at_no_distance() -> None:
    distance, angles = nearest_lines(LINES.float(), LINES, ANGLES)
    assert float(distance.max()) < 1e-12
    assert torch.equal(angles, ANGLES)


def test_uneven_turns_score_their_largest_step() -> None:
    shares = np.array([0, 0.1, 0.2, 0.7, 0.8, 1])
    scores = line_scores(turning(*ends(20), shares), LINES, ANGLES)
    assert scores.smoothness.value == pytest.approx(0.5 - 1 / 5, abs=0.01)


@pytest.mark.parametrize("paths", [dissolve(*ends(6)), dissolve(*ends(6)).clamp(0.2, 0.7)], ids=["dissolve", "faint"])
def test_a_cross_dissolve_is_scored_as_defined(paths: torch.Tensor) -> None:
    scores = line_scores(paths, LINES, ANGLES)
    found = [score.value for score in (scores.distance, scores.smoothness, scores.paper_distance, scores.paper_smoothness)]
    np.testing.assert_allclose(found, slow_scores(paths.numpy()), atol=1e-9)
    assert scores.distance.value > 0.01
    assert scores.smoothness.value > 0.7, "the nearest line jumps from one end to the other"


def test_noise_is_scored_as_defined() -> None:
    paths = torch.from_numpy(np.random.default_rng(1).random((5, STEPS, 1, SIZE, SIZE)))
    scores = line_scores(paths, LINES, ANGLES)
    found = [score.value for score in (scores.distance, scores.smoothness, scores.paper_distance, scores.paper_smoothness)]
    np.testing.assert_allclose(found, slow_scores(paths.numpy()), atol=1e-9)


def test_paths_that_do_not_move_count_as_perfect_in_the_paper_only() -> None:
    paths = torch.cat([dissolve(*ends(3)), torch.zeros(1, STEPS, 1, SIZE, SIZE, dtype=torch.float64)])
    scores = line_scores(paths, LINES, ANGLES)
    expected = slow_scores(paths.numpy())
    np.testing.assert_allclose((scores.smoothness.value, scores.paper_smoothness.value), (expected[1], expected[3]), atol=1e-9)
    assert scores.paper_smoothness.value == pytest.approx(0.75 * scores.smoothness.value)
    assert (scores.smoothness.n, scores.paper_smoothness.n) == (3, 4)
    assert scores.distance == line_scores(paths, LINES, ANGLES).distance
    assert scores.distance.value == scores.paper_distance.value, "black is an image like any other in [−1, 1]"


def test_black_alone_has_no_smoothness_but_a_distance() -> None:
    scores = line_scores(torch.zeros(2, STEPS, 1, SIZE, SIZE), LINES, ANGLES)
    assert math.isnan(scores.smoothness.value)
    assert math.isnan(scores.paper_smoothness.value)
    assert scores.smoothness.n == 0
    lit = LINES.flatten(1)
    cosine = (1 - 2 * lit).sum(1) / torch.sqrt(SIZE**2 * (2 * lit - 1).square().sum(1))
    assert scores.distance.value == pytest.approx(1 - float(cosine.max()), abs=1e-9)


def test_gray_of_one_half_has_no_distance() -> None:
    paths = torch.cat([turning(*ends(2), np.linspace(0, 1, STEPS)), torch.full((1, STEPS, 1, SIZE, SIZE), 0.5, dtype=torch.float64)])
    scores = line_scores(paths, LINES, ANGLES)
    assert math.isnan(scores.paper_distance.value)
    assert scores.distance == line_scores(paths[:2], LINES, ANGLES).distance
    assert scores.smoothness.n == 2


def test_smoothness_of_paths_by_hand() -> None:
    nothing = math.nan
    paths = {
        (0.0, 0.5, 1.0, 1.5): 0.0,
        (6.0, 6.2, 0.1, 0.3): 0.2 / (2 * math.pi - 5.7) - 1 / 3,  # through 0, steps 0.2, 0.183…, 0.2
        (0.0, 0.0, 0.0, 1.0): 1 - 1 / 3,
        (0.0, 2.0, 1.0, 1.0): 2 - 1 / 3,
        (1.0, 2.0, 3.0, 1.0): nothing,
        (1.0, 1.0, 1.0, 1.0): nothing,
    }
    found = path_smoothness(torch.tensor(list(paths), dtype=torch.float64))
    np.testing.assert_allclose(found, list(paths.values()), atol=1e-12)


def test_smoothness_unwraps_as_numpy_does() -> None:
    angles = np.random.default_rng(0).uniform(0, 2 * np.pi, (200, 7))
    angles[:5, 3] = angles[:5, 2] + np.pi
    unwrapped = np.unwrap(angles)
    expected = np.abs(np.diff(unwrapped)).max(1) / np.abs(unwrapped[:, -1] - unwrapped[:, 0]) - 1 / 6
    np.testing.assert_allclose(path_smoothness(torch.from_numpy(angles)), expected, rtol=1e-6)


def test_standard_errors_are_over_paths() -> None:
    paths = dissolve(*ends(8))
    whole = line_scores(paths, LINES, ANGLES)
    each = [line_scores(paths[i : i + 1], LINES, ANGLES) for i in range(8)]
    for name in ("distance", "smoothness", "paper_distance", "paper_smoothness"):
        values = [getattr(scores, name).value for scores in each]
        assert getattr(whole, name).value == pytest.approx(np.mean(values))
        assert getattr(whole, name).standard_error == pytest.approx(np.std(values, ddof=1) / math.sqrt(8))


def read_angle(images: torch.Tensor) -> torch.Tensor:
    return nearest_lines(images, *line_gallery(720, SIZE))[1][:, None]


def draw(latents: torch.Tensor) -> torch.Tensor:
    return torch.from_numpy(render_line(latents[:, 0].double().numpy(), SIZE))[:, None].float()


def test_a_model_of_the_angle_is_perfect_and_one_of_pixels_is_not() -> None:
    options = {"pairs": 12, "gallery": 2000, "size": SIZE, "seed": 3}
    perfect = score_lines(read_angle, draw, **options)
    pixels = score_lines(lambda images: images.flatten(1), lambda latents: latents.reshape(-1, 1, SIZE, SIZE), **options)
    assert perfect.distance.value < 1e-3
    assert perfect.smoothness.value < 0.02
    assert pixels.distance.value > 10 * perfect.distance.value
    assert pixels.smoothness.value > 0.5
    assert pixels == score_lines(lambda images: images.flatten(1), lambda latents: latents.reshape(-1, 1, SIZE, SIZE), **options)
    other = score_lines(read_angle, draw, **{**options, "seed": 4})
    assert other != perfect


def test_the_protocol_pairs_lines_and_mixes_from_end_to_end() -> None:
    seen: list[torch.Tensor] = []
    mixed: list[torch.Tensor] = []

    def encode(images: torch.Tensor) -> torch.Tensor:
        seen.append(images)
        return torch.arange(float(len(images)))[:, None]

    def decode(latents: torch.Tensor) -> torch.Tensor:
        mixed.append(latents[:, 0])
        return torch.rand(len(latents), 1, SIZE, SIZE, generator=torch.Generator().manual_seed(0))

    score_lines(encode, decode, pairs=3, steps=5, gallery=50, size=SIZE)
    assert [tuple(images.shape) for images in seen] == [(6, 1, SIZE, SIZE)]
    assert seen[0].dtype == torch.float32
    for pair, latents in enumerate(mixed):
        torch.testing.assert_close(latents, torch.linspace(pair, pair + 3, 5))


def test_wrong_use_is_told() -> None:
    with pytest.raises(UsageError, match=r"\(1, 8, 8\).*\(1, 16, 16\)"):
        nearest_lines(torch.rand(2, 1, 8, 8), LINES, ANGLES)
    for shape in ((0, 5), (3, 1)):
        with pytest.raises(UsageError, match="at least one path"):
            line_scores(torch.rand(*shape, 1, SIZE, SIZE), LINES, ANGLES)
    with pytest.raises(UsageError, match="0 pairs"):
        score_lines(read_angle, draw, pairs=0)
