import numpy as np
import pytest

from latlas.data.pole import Pole
from latlas.errors import DataError
from latlas.functional.rendering import AMBIENT, PLANE, POLE_HEIGHT, POLE_RADIUS, render_pole


def one(elevation: float, azimuth: float, size: int = 64) -> np.ndarray:
    return render_pole(np.array([float(elevation)]), np.array([float(azimuth)]), size)[0]


def shade(image: np.ndarray, elevation: float) -> np.ndarray:
    """How much of the light each pixel lacks: 0 on the lit plane, 1 in full shadow."""
    diffuse = PLANE * (1 - AMBIENT) * np.sin(np.deg2rad(elevation))
    return (PLANE * AMBIENT + diffuse - image) / diffuse


def off_pole(size: int) -> np.ndarray:
    ticks = (np.arange(size) + 0.5) * 2 / size - 1
    return np.hypot(ticks[None, :], ticks[:, None]) > POLE_RADIUS + 2 / size


def test_the_grid_is_that_of_the_paper() -> None:
    images = Pole().load()
    assert len(images) == 576
    assert images.shape == (1, 64, 64)
    factors = images.factors
    assert factors is not None
    assert images.factor_names == ("elevation", "azimuth")
    assert np.array_equal(np.unique(factors[:, 0]), np.arange(45, 81, 5))
    assert np.array_equal(factors[:72, 1], np.arange(0, 360, 5))
    assert len(np.unique(factors, axis=0)) == 576
    assert [len(images.split[part]) for part in ("train", "validation", "test")] == [403, 58, 115]
    np.testing.assert_allclose(images.images(np.array([100]))[0, 0], one(*factors[100]), atol=0.5 / 255 + 1e-6)


@pytest.mark.parametrize("azimuth", [0, 35, 90, 200, 305])
@pytest.mark.parametrize("elevation", [45, 60, 80])
def test_the_shadow_points_away_from_the_light(elevation: float, azimuth: float) -> None:
    size = 128
    shadow = np.where(off_pole(size), shade(one(elevation, azimuth, size), elevation), 0)
    ticks = (np.arange(size) + 0.5) * 2 / size - 1
    right, up = (shadow * ticks).sum(), -(shadow * ticks[:, None]).sum()
    turn = np.deg2rad(azimuth + 180)
    difference = np.angle(np.exp(1j * (np.arctan2(up, right) - turn)))
    assert abs(np.rad2deg(difference)) < 0.5


@pytest.mark.parametrize("elevation", [45, 50, 65, 80])
def test_the_shadow_is_as_long_as_the_pole_over_the_tangent(elevation: float) -> None:
    size = 512
    image = one(elevation, 180, size)
    profile = shade(image, elevation)[size // 2 - 1 : size // 2 + 1, size // 2 :].mean(0)
    tip = (np.nonzero(profile > 0.5)[0].max() + 0.5) * 2 / size
    # The half ball on top: its centre's shadow and its radius, stretched by the slant of the light.
    angle = np.deg2rad(elevation)
    assert tip == pytest.approx((POLE_HEIGHT - POLE_RADIUS) / np.tan(angle) + POLE_RADIUS / np.sin(angle), abs=4 / size)


@pytest.mark.parametrize("elevation", [45, 62.5, 80])
def test_a_quarter_turn_of_the_light_turns_the_image(elevation: float) -> None:
    np.testing.assert_allclose(one(elevation, 120), np.rot90(one(elevation, 30)), atol=1e-9)
    np.testing.assert_allclose(one(elevation, 320), one(elevation, 40)[::-1], atol=1e-9)


def test_nothing_leaves_the_frame_and_values_stay_in_range() -> None:
    elevation, azimuth = (grid.ravel().astype(float) for grid in np.meshgrid([45, 60, 80], np.arange(0, 360, 15)))
    images = render_pole(elevation, azimuth, 64)
    assert 0 <= images.min() <= images.max() <= 1
    for edge in (images[:, 0], images[:, -1], images[:, :, 0], images[:, :, -1]):
        expected = PLANE * (AMBIENT + (1 - AMBIENT) * np.sin(np.deg2rad(elevation)))
        np.testing.assert_allclose(edge, np.broadcast_to(expected[:, None], edge.shape))


@pytest.mark.parametrize(("elevation", "azimuth"), [(45, 20), (60, 130), (80, 290)])
def test_a_small_image_is_the_mean_of_a_large_one(elevation: float, azimuth: float) -> None:
    fine = one(elevation, azimuth, 512).reshape(64, 8, 64, 8).mean((1, 3))
    difference = np.abs(fine - one(elevation, azimuth, 64))
    assert difference.mean() < 0.002
    assert difference.max() < 0.05


def test_small_changes_of_the_light_are_small_changes_of_the_image() -> None:
    def step(elevation: float, azimuth: float) -> float:
        return float(np.abs(one(60 + elevation, 33 + azimuth) - one(60, 33)).max())

    assert step(0, 0.01) < 0.01
    assert step(0.01, 0) < 0.01
    assert step(0, 5) > 0.1
    assert step(5, 0) > 0.1


def test_sizes_are_checked() -> None:
    assert Pole(size=32).load().shape == (1, 32, 32)
    for size in (0, 4, 4096):
        with pytest.raises(DataError, match=f"size {size}"):
            Pole(size=size).load()
