import os
from pathlib import Path

import numpy as np
import pytest

from latlas.data.sprites import AXES, GRID, OFFICIAL, Sprites, render
from latlas.errors import DataError


def at(shape: int, scale: int = 5, orientation: int = 0, x: int = 0, y: int = 0) -> np.ndarray:
    """The frame at a place of the grid, as booleans."""
    return render(np.array([np.ravel_multi_index((shape, scale, orientation, x, y), GRID)]))[0, 0] > 0


def test_the_grid_has_the_official_order() -> None:
    images = Sprites().load()
    assert len(images) == 737_280
    assert not images.source.in_memory
    assert images.factor_names == ("shape", "scale", "orientation", "x", "y")
    assert images.label_names == ("square", "ellipse", "heart")
    factors = images.factors
    assert factors is not None
    for column, (axis, step) in enumerate(zip(AXES, (245_760, 40_960, 1024, 32, 1), strict=True)):
        np.testing.assert_allclose(factors[::step][: len(axis), column], axis, rtol=1e-6)
        assert (np.diff(factors[:step, column]) == 0).all()
    assert np.array_equal(images.labels, factors[:, 0].astype(int) - 1)


@pytest.mark.parametrize("scale", range(6))
def test_upright_squares_have_the_side_of_the_paper(scale: int) -> None:
    side = 10 + 2 * scale
    frame = at(0, scale)
    assert frame.sum() == side**2
    assert frame[16 - side // 2 : 16 + side // 2, 16 - side // 2 : 16 + side // 2].all()


PIXELS = {1: (76, 104, 144, 184, 228, 288), 2: (58, 84, 108, 140, 182, 222)}
"""Pixels of the upright official frames at the first position, by scale."""


@pytest.mark.parametrize("shape", PIXELS)
def test_pixel_counts_are_the_official_ones(shape: int) -> None:
    counts = [int(at(shape, scale).sum()) for scale in range(6)]
    np.testing.assert_allclose(counts, PIXELS[shape], atol=0 if shape == 1 else 2)


@pytest.mark.parametrize("orientation", range(0, 40, 3))
def test_areas_are_those_of_the_closed_forms(orientation: int) -> None:
    # A lattice counts a convex shape's area to within about half its edge; dSprites' own counts vary as much.
    assert at(0, 5, orientation).sum() == pytest.approx(19.2**2, abs=32)
    assert at(1, 5, orientation).sum() == pytest.approx(np.pi * 12.8 * 7.2, abs=8)
    assert at(2, 5, orientation).sum() == pytest.approx(225, abs=7)


def test_shapes_have_their_symmetries() -> None:
    for y in (0, 31):
        heart = at(2, 5, 0, 0, y)
        assert np.array_equal(heart[:, :32], heart[:, 31::-1])
    ellipse = at(1, 5, 7)
    assert np.array_equal(ellipse[:32, :32], ellipse[31::-1, 31::-1])
    assert not np.array_equal(ellipse[:32, :32], ellipse[:32, 31::-1])
    assert np.array_equal(at(2, 3, 0, 5, 9), at(2, 3, 39, 5, 9))


def test_the_heart_stands_on_its_tip_below_a_notch() -> None:
    heart = at(2)
    rows = np.nonzero(heart.any(1))[0]
    assert heart[rows[0]].sum() > heart[rows[-1]].sum()
    assert not heart[rows[0], 15]


def test_orientation_turns_counter_clockwise() -> None:
    ellipse = at(1, 5, 4)  # 36.9°: the long axis rises to the right
    rows, columns = np.nonzero(ellipse)
    covariance = np.cov(columns, -rows)
    angle = 0.5 * np.arctan2(2 * covariance[0, 1], covariance[0, 0] - covariance[1, 1])
    assert angle == pytest.approx(4 * 2 * np.pi / 39, abs=0.03)


def test_x_is_to_the_right_and_y_down() -> None:
    for x, y in ((0, 0), (31, 0), (0, 31), (31, 31)):
        rows, columns = np.nonzero(at(0, 2, 0, x, y))
        assert (rows.mean(), columns.mean()) == (15.5 + 32 * (y > 0), 15.5 + 32 * (x > 0))


def test_a_limited_set_is_rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    images = Sprites(limit=3000).load()
    assert images.source.in_memory
    assert [len(images.split[part]) for part in ("train", "validation", "test")] == [2400, 300, 300]
    factors = images.factors
    assert factors is not None
    place = np.ravel_multi_index([np.abs(axis[:, None] - column).argmin(0) for axis, column in zip(AXES, factors.T, strict=True)], GRID)
    assert np.array_equal((images.images(np.arange(3000)).numpy() * 255).astype(np.uint8), render(place))


def official(folder: Path, **changes: np.ndarray) -> Path:
    index = np.arange(0, 737_280, 9000)
    values = np.stack([axis[place] for axis, place in zip(AXES, np.unravel_index(index, GRID), strict=True)], axis=1)
    arrays = {"imgs": render(index)[:, 0] // 255, "latents_values": np.insert(values, 0, 1.0, axis=1)}
    np.savez(folder / OFFICIAL, **{**arrays, **changes})  # type: ignore[arg-type]  # names of arrays
    return folder


def test_the_official_layout_is_read(tmp_path: Path) -> None:
    root = official(tmp_path)
    index = np.arange(0, 737_280, 9000)
    for path in (root, root / OFFICIAL):
        images = Sprites(path).load()
        assert np.array_equal((images.images(np.arange(len(index))).numpy() * 255).astype(np.uint8), render(index))
        rendered = Sprites().load()
        np.testing.assert_allclose(images.factors, rendered.factors[index], rtol=1e-6)  # type: ignore[index,arg-type]  # there are factors
        assert np.array_equal(images.labels, rendered.labels[index])  # type: ignore[index,arg-type]  # there are labels


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"does not exist.*leave --root out"):
        Sprites(tmp_path / "none.npz").load()
    with pytest.raises(DataError, match=OFFICIAL):
        Sprites(tmp_path).load()
    for key, value, message in (
        ("imgs", np.zeros((82, 32, 32), np.uint8), "not the 0 and 1"),
        ("imgs", np.full((82, 64, 64), 255, np.uint8), "not the 0 and 1"),
        ("latents_values", np.zeros((82, 6)), "are not the"),
        ("latents_values", np.ones((3, 6)), "are not the"),
        ("imgs", np.array([None]), "pickled"),
    ):
        with pytest.raises(DataError, match=message):
            Sprites(official(tmp_path, **{key: value})).load()


def real_places() -> np.ndarray:
    """Where on the grid each of the real frames lies: they are a walk along one factor after the other."""
    up, down = list(range(6)), list(range(5, -1, -1))
    there, back = list(range(32)), list(range(31, -1, -1))
    walk = [(2, s, 0, 0, 0) for s in up + down + up] + [(2, 5, o, 0, 0) for o in range(40)]
    walk += (
        [(2, 5, 0, 0, y) for y in there]
        + [(2, 5, 0, x, 31) for x in there]
        + [(2, 5, 0, 31, y) for y in back]
        + [(2, 5, 0, x, 0) for x in back]
    )
    walk += [(2, s, 0, 0, 0) for s in down]
    for shape in (1, 0):
        walk += (
            [(shape, s, 0, 0, 0) for s in up + down + up] + [(shape, 5, o, 0, 0) for o in range(40)] + [(shape, s, 0, 0, 0) for s in down]
        )
    return np.array(walk)


@pytest.mark.skipif("LATLAS_SHARED_DATA" not in os.environ, reason="LATLAS_SHARED_DATA names no folder with real frames")
def test_rendered_frames_are_the_real_ones() -> None:
    with np.load(Path(os.environ["LATLAS_SHARED_DATA"]) / "dsprites_320_real_frames.npz") as file:
        real = file["imgs"].astype(bool)
    places = real_places()
    rendered = render(np.ravel_multi_index(tuple(places.T), GRID))[:, 0] > 0
    different = (rendered != real).sum((1, 2))
    assert different[places[:, 0] < 2].max() == 0
    assert different[places[:, 0] == 2].max() <= 2
