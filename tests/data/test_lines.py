import numpy as np
import pytest

from latlas.data.lines import Lines
from latlas.errors import DataError
from latlas.functional.rendering import render_line


def one(degrees: float, size: int = 32) -> np.ndarray:
    return render_line(np.deg2rad([float(degrees)]), size)[0]


def cell_by_cell(angle: float, size: int) -> np.ndarray:
    """The line of the benchmark, written out one pixel at a time."""
    centre = size / 2
    end = {"row": centre - (centre - 1) * np.sin(angle), "column": centre + (centre - 1) * np.cos(angle)}
    main, other = ("row", "column") if abs(end["row"] - centre) >= abs(end["column"] - centre) else ("column", "row")
    low, high = sorted((centre, end[main]))
    slope = (end[other] - centre) / (end[main] - centre)
    image = np.zeros((size, size))
    for i in range(size):
        if i + 1 <= low or i >= high:
            continue
        share = min(1.0, i + 1 - low)
        middle = centre + slope * ((i + 0.5) - centre - 1)  # the benchmark's line is one cell late
        for j in range(size):
            overlap = max(0.0, min(middle + 1, j + 1) - max(middle - 1, j))
            image[(i, j) if main == "row" else (j, i)] = share * overlap
    return image


@pytest.mark.parametrize("size", [8, 32, 33, 48])
def test_lines_are_those_of_the_definition(size: int) -> None:
    angles = np.concatenate([np.random.default_rng(0).uniform(0, 2 * np.pi, 40), np.arange(0, 2 * np.pi, np.pi / 6)])
    np.testing.assert_allclose(render_line(angles, size), [cell_by_cell(angle, size) for angle in angles], atol=1e-9)


def test_straight_lines_pixel_by_pixel() -> None:
    right = np.zeros((32, 32))
    right[15:17, 16:31] = 1
    np.testing.assert_allclose(one(0), right, atol=1e-12)
    np.testing.assert_allclose(one(180), right[:, ::-1], atol=1e-12)
    np.testing.assert_allclose(one(90), right.T[::-1], atol=1e-12)
    np.testing.assert_allclose(one(270), right.T, atol=1e-12)


@pytest.mark.parametrize("degrees", range(3, 360, 17))
def test_a_line_points_where_its_angle_says(degrees: int) -> None:
    """The centre of mass lies in that direction, but for the one pixel along an axis by which the benchmark is off."""
    image = one(degrees, 256)
    ticks = np.arange(256) + 0.5 - 128
    right, up = (image * ticks).sum() / image.sum(), -(image * ticks[:, None]).sum() / image.sum()
    difference = np.angle(np.exp(1j * (np.arctan2(up, right) - np.deg2rad(degrees))))
    assert abs(np.rad2deg(difference)) < 1
    assert np.hypot(right, up) == pytest.approx(127 / 2, abs=1.1)


def test_values_are_shares_of_a_pixel() -> None:
    images = render_line(np.linspace(0, 2 * np.pi, 500))
    assert images.min() >= 0
    assert images.max() <= 1
    assert np.all(images.sum((1, 2)) > 2 * 15 * np.sqrt(0.5))


def test_random_angles_are_seeded_and_uniform() -> None:
    images = Lines(count=5000).load()
    assert (len(images), images.shape, images.factor_names) == (5000, (1, 32, 32), ("angle",))
    assert images.factors is not None
    assert images.labels is not None
    angles = images.factors[:, 0].astype(np.float64)
    assert 0 <= angles.min() < angles.max() < 360
    counts = np.bincount(images.labels, minlength=10)
    assert np.abs(counts - 500).max() < 100  # 5 standard deviations of a binomial
    np.testing.assert_array_equal(images.labels, np.floor(angles / 36).astype(int))
    np.testing.assert_allclose(images.images(np.array([7]))[0, 0], one(angles[7]), atol=0.5 / 255 + 1e-5)
    assert images.fingerprint() == Lines(count=5000).load().fingerprint()
    assert images.fingerprint() != Lines(count=5000, angle_seed=1).load().fingerprint()
    assert len(Lines().split(Lines().count)["test"]) == 5000


def test_even_angles() -> None:
    images = Lines(count=720, angles="even", size=16).load()
    assert images.factors is not None
    np.testing.assert_array_equal(images.factors[:, 0], np.arange(0, 360, 0.5, dtype=np.float32))
    assert images.shape == (1, 16, 16)


def test_options_are_checked() -> None:
    for size in (4, 4096):
        with pytest.raises(DataError, match=f"size {size}"):
            Lines(size=size).load()
    for count in (0, -3):
        with pytest.raises(DataError, match=f"count {count}"):
            Lines(count=count).load()
