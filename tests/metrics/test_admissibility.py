"""The four measures of an admissible interpolation: by hand for every path, and what must hold for a cross-dissolve."""

import itertools

import numpy as np
import pytest
import torch
from torch import Tensor

from latlas.errors import LatlasError, UsageError
from latlas.metrics.admissibility import TOLERANCE, score_admissibility
from latlas.metrics.intervals import cross_dissolve
from latlas.metrics.nearest import gallery_of, neighbour_distances
from latlas.metrics.sequences import Sequences

SHAPE = (3, 4, 4)
RANDOM = torch.Generator().manual_seed(0)
ENCODER, DECODER = torch.randn(48, 4, generator=RANDOM), torch.randn(4, 48, generator=RANDOM)


def encode(images: Tensor) -> Tensor:
    return (images.flatten(1) - 0.5) @ ENCODER


def decode(latents: Tensor) -> Tensor:
    return (latents @ DECODER).sin().mul(0.5).add(0.5).unflatten(1, SHAPE)


def some(closed: bool = True) -> tuple[Tensor, Sequences]:
    rows = np.random.default_rng(1).permutation(18).reshape(2, 9)
    return torch.rand(18, *SHAPE, generator=torch.Generator().manual_seed(2)), Sequences(rows, closed)


def distance(a: Tensor, b: Tensor) -> float:
    return float((a.double() - b.double()).square().mean().sqrt())


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("batch_size", [5, 256])
def test_measures_equal_loops_written_out(closed: bool, batch_size: int):
    images, sequences = some(closed)
    found = score_admissibility(encode, decode, images, sequences, length=3, path_steps=10, batch_size=batch_size)
    boundary, violations, ratios, credibility = [], [], [], []
    nearest_other = [min(distance(a, b) for j, b in enumerate(images) if i != j) for i, a in enumerate(images)]
    for sequence in sequences.rows.tolist():
        for place in range(9 if closed else 6):
            start, end = images[sequence[place]], images[sequence[(place + 3) % 9]]
            z = encode(torch.stack([start, end]))
            path = [decode((1 - k / 10) * z[:1] + k / 10 * z[1:])[0] for k in range(11)]
            boundary.append((distance(path[0], start) ** 2 + distance(path[-1], end) ** 2) / 2)
            tolerance = TOLERANCE[0] * distance(start, end) + TOLERANCE[1]
            from_start, to_end = [distance(made, start) for made in path], [distance(made, end) for made in path]
            falls = sum(b < a - tolerance for a, b in itertools.pairwise(from_start))
            rises = sum(b > a + tolerance for a, b in itertools.pairwise(to_end))
            violations.append((falls + rises) / 20)
            steps = [distance(a, b) for a, b in itertools.pairwise(path)]
            ratios.append(max(steps) / np.mean(steps))
            for made in path:
                apart = [distance(made, real) for real in images]
                credibility.append(min(apart) / nearest_other[int(np.argmin(apart))])
    assert 0.2 < np.mean(violations) < 0.8, "the case must be neither trivial nor hopeless"
    for score, expected in ((found.boundary, boundary), (found.violations, violations), (found.step_ratio, ratios)):
        assert score.value == pytest.approx(np.mean(expected), rel=1e-4)
        assert score.standard_error == pytest.approx(np.std(expected, ddof=1) / np.sqrt(len(expected)), rel=1e-4)
        assert score.n == len(expected)
    assert found.credibility == pytest.approx(np.median(credibility), rel=1e-4)
    assert found.credible.value == pytest.approx(np.mean(np.array(credibility) <= 1))


def test_a_cross_dissolve_wins_all_but_credibility():
    images, sequences = some()
    found = score_admissibility(*cross_dissolve(SHAPE), images, sequences, length=4)
    assert found.boundary.value == 0
    assert found.violations.value == 0
    assert found.step_ratio.value == pytest.approx(1, abs=1e-4)
    assert found.credibility > 0
    # The ends themselves are real images: at distance 0 from the data.
    assert found.credible.value >= 2 / 33


def test_images_of_the_set_are_credible_and_noise_is_not():
    images, sequences = some()
    real = score_admissibility(encode, lambda z: images[:1].expand(len(z), *SHAPE), images, sequences, length=2)
    assert (real.credibility, real.credible.value, real.step_ratio.value) == (0, 1, 1)
    assert real.violations.value == 0
    far = score_admissibility(encode, lambda z: torch.full((len(z), *SHAPE), 9.0), images, sequences, length=2)
    assert far.credible.value == 0
    assert far.credibility > 10


def test_a_path_that_turns_back_violates_monotonicity_on_the_way_back():
    # Latent 0 is the start's pixels, 1 the end's; the decoder overshoots to 2 and returns: half of the steps are wrong for each end.
    base, slope = torch.full((48,), 0.1), torch.linspace(0.1, 0.2, 48)
    images = torch.stack([base, base + slope]).unflatten(1, SHAPE)

    def there_and_back(z: Tensor) -> Tensor:
        tent = torch.where(z <= 0.5, 4 * z, 3 - 2 * z)  # 0 → 2 → 1
        return (base + tent * slope).unflatten(1, SHAPE)

    sequences = Sequences(np.array([[0, 1]]), closed=False)
    found = score_admissibility(lambda x: (x.flatten(1)[:, :1] - 0.1) / 0.1, there_and_back, images, sequences, length=1, path_steps=8)
    # To the start: 4 steps away, 4 back: 4 of 8. To the end: 2 closer, 2 away, 4 closer: 2 of 8.
    assert found.violations.value == pytest.approx(6 / 16)
    assert found.step_ratio.value == pytest.approx(4 / 3, rel=1e-4)
    assert found.boundary.standard_error is None


def test_neighbour_distances_equal_a_loop_and_twins_are_at_zero():
    images = torch.rand(30, *SHAPE, generator=RANDOM)
    images[7] = images[21]
    found = neighbour_distances(gallery_of(images), batch_size=8)
    expected = [min(distance(a, b) for j, b in enumerate(images) if i != j) for i, a in enumerate(images)]
    np.testing.assert_allclose(found, expected, rtol=1e-5)
    assert found[7] == found[21] == 0


def test_images_that_nothing_tells_apart_are_infinitely_far_from_what_is_near():
    images = torch.rand(2, *SHAPE, generator=RANDOM)[[0, 0, 1, 1]]
    sequences = Sequences(np.arange(4)[None], closed=False)
    found = score_admissibility(encode, decode, images, sequences, length=2)
    assert found.credibility == float("inf")
    assert found.credible.value == 0


def test_bad_requests_are_refused():
    images, sequences = some()
    with pytest.raises(UsageError, match="at least 1"):
        score_admissibility(encode, decode, images, sequences, length=0)
    with pytest.raises(UsageError, match="at least 1"):
        score_admissibility(encode, decode, images, sequences, length=2, path_steps=0)
    with pytest.raises(UsageError, match="a sequence has 9"):
        score_admissibility(encode, decode, images, sequences, length=9)
    with pytest.raises(LatlasError, match="not finite"):
        score_admissibility(encode, lambda z: decode(z) / 0, images, sequences, length=2)
