"""Pose error: against searches written out, small cases worked by hand, and ellipses drawn at known angles."""

import math

import jaxtyping
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from latlas.errors import DataError, UsageError
from latlas.metrics.pose_error import TURN, Criterion, align, circular_error, pose_error, principal_axis_angle

PERIODS = st.sampled_from([TURN, math.pi, math.pi / 2])
angles = st.lists(st.floats(-20, 20), min_size=1, max_size=12)


def radians(*degrees: float) -> Tensor:
    return torch.tensor(degrees, dtype=torch.float64).deg2rad()


def random_angles(n: int, seed: int = 0) -> Tensor:
    return TURN * torch.rand(n, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def test_circular_errors_of_small_cases():
    found = circular_error(radians(350, 10, 0, 90, 725), radians(10, 350, 180, -90, 0))
    torch.testing.assert_close(found, radians(20, 20, 180, 180, 5))
    found = circular_error(radians(170, 90, 10), radians(10, -90, 100), period=math.pi)
    torch.testing.assert_close(found, radians(20, 0, 90))


@given(first=angles, period=PERIODS, turns=st.integers(-3, 3))
def test_circular_errors_do_not_see_whole_periods_nor_the_order(first: list[float], period: float, turns: int):
    estimated = torch.tensor(first, dtype=torch.float64)
    known = estimated.flip(0) * 0.7 + 0.3
    found = circular_error(estimated, known, period)
    torch.testing.assert_close(circular_error(estimated + turns * period, known, period), found, rtol=0, atol=1e-9)
    torch.testing.assert_close(circular_error(known, estimated, period), found, rtol=0, atol=1e-9)
    # The chord is an independent measure of the way between two points of a circle.
    chord = torch.sin(math.pi * (estimated - known) / period).abs()
    torch.testing.assert_close(torch.sin(math.pi * found / period), chord, rtol=0, atol=1e-9)
    assert float(found.max()) <= period / 2 + 1e-12


@given(n=st.integers(1, 30), seed=st.integers(0, 99), offset=st.floats(-9, 9), period=PERIODS)
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("criterion", ["median", "mean"])
def test_offset_and_mirror_are_undone(criterion: Criterion, sign: int, n: int, seed: int, offset: float, period: float):
    known = random_angles(n, seed)
    found = pose_error(sign * known + offset, known, period, criterion=criterion)
    assert found.radians.mean < 1e-6
    assert found.n == n
    if n > 4:  # few angles may be mirrored without harm
        assert found.alignments[None].sign == sign
        shift = circular_error(torch.tensor([found.alignments[None].offset]), torch.tensor([-sign * offset]), period)
        assert float(shift) < 1e-6


def searched(estimated: Tensor, known: Tensor, period: float, criterion: Criterion) -> float:
    """The least error over a fine grid of offsets, both ways round."""
    offsets = torch.linspace(0, period, 7201, dtype=torch.float64)[:, None]
    least = math.inf
    for sign in (1, -1):
        errors = circular_error((sign * estimated + offsets).flatten(), known.expand(7201, -1).flatten(), period).unflatten(0, (7201, -1))
        middle = errors.sort(1).values[:, errors.shape[1] // 2] if criterion == "median" else errors.mean(1)
        least = min(least, float(middle.min()))
    return least


@pytest.mark.parametrize("criterion", ["median", "mean"])
@pytest.mark.parametrize("n", [1, 2, 3, 8, 51])
@pytest.mark.parametrize("noise", [0.2, 1.5, 10.0], ids=["concentrated", "wide", "no relation"])
def test_no_offset_of_a_fine_grid_is_better(criterion: Criterion, n: int, noise: float):
    period = math.pi
    known = random_angles(n)
    estimated = 2.0 - known + noise * (random_angles(n, 1) / TURN - 0.5)
    found = align(estimated, known, period, criterion)
    expected = searched(estimated, known, period, criterion)
    step = period / 7200
    assert expected - step <= found.error <= expected + 1e-9
    errors = circular_error(found.apply(estimated), known, period).sort().values
    reached = errors[n // 2] if criterion == "median" else errors.mean()
    assert float(reached) == pytest.approx(found.error, abs=1e-9)


def test_a_case_worked_by_hand():
    # Differences known − estimated: 10°, 20°, 40°, 200°. Three of four lie on the arc 10° … 40°: offset 25°, errors 15, 5, 15, 175.
    estimated, known = radians(0, 90, 215, 30), radians(10, 110, 255, 230)
    found = align(estimated, known, criterion="median")
    assert (found.sign, found.offset, found.error) == (1, pytest.approx(math.radians(25)), pytest.approx(math.radians(15)))
    # The mean is least at a difference: at 20° the errors are 10, 0, 20, 180; at 40° 30, 20, 0, 160; both 52.5°.
    assert align(estimated, known, criterion="mean").error == pytest.approx(math.radians(52.5))
    report = pose_error(estimated, known)
    torch.testing.assert_close(report.per_image, radians(15, 5, 15, 175))
    assert report.degrees.median == pytest.approx(15)
    assert report.degrees.mean == pytest.approx(52.5)
    assert report.degrees.lower_quartile == pytest.approx(12.5)
    assert report.degrees.upper_quartile == pytest.approx(55)
    assert report.radians.upper_quartile == pytest.approx(math.radians(55))


def test_one_way_round_is_kept_when_the_mirror_gains_nothing():
    assert align(radians(0, 180), radians(90, 270)).sign == 1


def test_groups_have_a_zero_of_their_own():
    known, groups = random_angles(90), torch.arange(90) % 3
    offsets, signs = torch.tensor([0.3, 2.0, 5.0])[groups], torch.tensor([1.0, -1.0, 1.0])[groups]
    estimated = signs * (known - offsets)
    apart, together = pose_error(estimated, known, groups=groups), pose_error(estimated, known)
    assert apart.radians.upper_quartile < 1e-6
    assert together.radians.mean > 0.5
    assert [apart.alignments[label].sign for label in (0, 1, 2)] == [1, -1, 1]
    assert [apart.alignments[label].offset for label in (0, 1, 2)] == pytest.approx([0.3, 2.0, 5.0], abs=1e-6)
    assert "3 groups" in apart.protocol
    assert "one group" in together.protocol


def test_angles_without_relation_are_off_by_a_quarter_of_the_period():
    found = pose_error(random_angles(4000), random_angles(4000, 1), math.pi)
    # errors uniform in [0, π/2], less what the alignment wins by chance, about n^-½
    assert found.radians.median == pytest.approx(math.pi / 4, rel=0.08)
    assert found.radians.median < math.pi / 4 + 1e-9


def ellipses(angle: Tensor, size: int = 48, centre: tuple[float, float] = (0.0, 0.0)) -> Tensor:
    """Soft ellipses, three times as long as wide, turned from the x axis (right) towards the y axis (down)."""
    x = torch.arange(size + 7, dtype=torch.float64) - size / 2 - centre[0]
    y = torch.arange(size, dtype=torch.float64)[:, None] - size / 2 - centre[1]
    cosine, sine = angle.cos()[:, None, None], angle.sin()[:, None, None]
    long, short = cosine * x + sine * y, cosine * y - sine * x
    return torch.exp(-0.5 * ((long / 6) ** 2 + (short / 2) ** 2))[:, None].float()


def test_the_principal_axis_of_ellipses_is_their_angle():
    angle = torch.linspace(-math.pi / 2, math.pi / 2, 37, dtype=torch.float64)
    found = principal_axis_angle(ellipses(angle, centre=(3.3, -2.1)))
    assert float(circular_error(found, angle, math.pi).max()) < 1e-3
    assert float(found.abs().max()) <= math.pi / 2


def test_the_principal_axis_turns_from_right_to_down():
    image = torch.zeros(2, 1, 9, 9)
    steps = torch.arange(9)
    image[0, 0, steps, steps] = 1  # from the top left to the bottom right
    image[1, 0, 4] = 1
    torch.testing.assert_close(principal_axis_angle(image), radians(45, 0))


def test_the_principal_axis_sees_neither_brightness_nor_number_of_channels():
    images = ellipses(random_angles(5))
    colour = torch.cat([0.2 * images, torch.zeros_like(images), 0.5 * images], 1)
    torch.testing.assert_close(principal_axis_angle(colour), principal_axis_angle(images), rtol=0, atol=1e-6)


def test_a_blank_image_has_the_angle_zero():
    assert principal_axis_angle(torch.zeros(2, 1, 8, 8)).tolist() == [0, 0]


def test_pose_error_of_the_principal_axis_of_ellipses_is_small():
    angle = random_angles(60)
    found = pose_error(principal_axis_angle(ellipses(angle)), angle + 0.7, math.pi)
    assert found.degrees.upper_quartile < 0.2
    assert circular_error(torch.tensor([found.alignments[None].offset]), torch.tensor([0.7]), math.pi).item() < 0.01


@pytest.mark.parametrize("period", [0.0, -1.0, math.nan, math.inf])
def test_refuses_periods_that_are_none(period: float):
    with pytest.raises(UsageError, match="period"):
        circular_error(radians(1), radians(2), period)
    with pytest.raises(UsageError, match="period"):
        pose_error(radians(1), radians(2), period)


def test_refuses_angles_that_tell_nothing(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(DataError, match="at least one"):
        align(radians(), radians())
    with pytest.raises(DataError, match="not finite"):
        pose_error(torch.tensor([1.0, math.nan]), radians(1, 2))
    monkeypatch.setattr(jaxtyping.config, "jaxtyping_disable", True)  # as at a user's, where annotations are not checked
    with pytest.raises(DataError, match="one of each"):
        align(radians(1, 2), radians(1))
    with pytest.raises(DataError, match="labels"):
        pose_error(radians(1, 2), radians(1, 2), groups=torch.zeros(3, dtype=torch.int64))
