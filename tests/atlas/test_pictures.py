"""Pictures: every pixel stands where the docstrings say."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from latlas.atlas import pictures, sheets


def decoded(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(content)))


def test_bytes_are_rounded_and_clipped() -> None:
    values = torch.tensor([-0.1, 0.0, 0.4999 / 255, 0.5001 / 255, 0.5, 1.0, 1.7]).view(1, 1, 1, 7)
    assert pictures.to_bytes(values).ravel().tolist() == [0, 0, 0, 1, 128, 255, 255]
    assert pictures.to_bytes(torch.zeros(2, 3, 4, 5)).shape == (2, 4, 5, 3)


@pytest.mark.parametrize(("channels", "mode"), [(1, "L"), (2, "RGB"), (3, "RGB"), (4, "RGB")])
def test_channels_of_a_picture(channels: int, mode: str) -> None:
    pixels = np.random.default_rng(channels).integers(0, 256, (5, 7, channels), dtype=np.uint8)
    picture = pictures.to_picture(pixels)
    assert picture.mode == mode
    assert picture.size == (7, 5)
    shown = np.asarray(picture).reshape(5, 7, -1)
    kept = min(channels, 3)
    assert np.array_equal(shown[..., :kept], pixels[..., :kept])
    assert not shown[..., kept:].any()


@pytest.mark.parametrize(
    ("size", "expected"), [((8, 8), (8, 8)), ((64, 64), (64, 64)), ((128, 64), (64, 32)), ((1, 1000), (1, 64)), ((65, 65), (64, 64))]
)
def test_thumbnail_sizes(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert sheets.thumbnail_size(*size) == expected
    (png,) = pictures.thumbnails(torch.rand(1, 3, *size))
    assert decoded(png).shape[:2] == expected


def test_small_thumbnails_are_the_images() -> None:
    images = torch.rand(3, 3, 6, 9)
    for png, pixels in zip(pictures.thumbnails(images), pictures.to_bytes(images), strict=True):
        assert np.array_equal(decoded(png), pixels)


def test_a_sheet_is_filled_row_by_row() -> None:
    # Flat patches of one gray each survive WebP to within a few levels.
    grays = np.linspace(0, 255, 40).round().astype(int)
    images = torch.from_numpy(grays).view(-1, 1, 1, 1).expand(-1, 3, 16, 16) / 255
    shown = decoded(sheets.sheet(pictures.thumbnails(images), 16, 16)).astype(int)
    assert shown.shape[:2] == (16 * 16, 16 * 16)
    for k, gray in enumerate(grays):
        row, column = k // 16, k % 16
        cell = shown[row * 16 + 4 : row * 16 + 12, column * 16 + 4 : column * 16 + 12]
        assert np.abs(cell - gray).max() <= 8, k
    assert shown[3 * 16 :].max() <= 8, "what is not filled is black"


def png(width: int, height: int) -> bytes:
    """A PNG that says it is of some size, without pixels."""
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    parts = [struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    "other",
    [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n broken", png(8, 8), png(8, 9), png(100_000, 100_000)],
    ids=["nothing", "GIF", "header", "no pixels", "size", "huge"],
)
def test_a_sheet_takes_nothing_but_pngs_of_its_size(other: bytes) -> None:
    sound = pictures.thumbnails(torch.rand(2, 1, 8, 8))
    with pytest.raises(ValueError, match="thumbnail 2 of a sheet is damaged"):
        sheets.sheet([*sound, other], 8, 8)


@settings(max_examples=200, deadline=None)
@given(places=st.dictionaries(st.integers(0, 90), st.integers(0, 255), max_size=8), stop=st.none() | st.integers(0, 90))
def test_damaged_pngs_are_refused_or_shown(places: dict[int, int], stop: int | None) -> None:
    content = bytearray(pictures.thumbnails(torch.zeros(1, 1, 8, 8))[0])
    for place, value in places.items():
        content[place % len(content)] = value
    try:
        assert decoded(sheets.sheet([bytes(content[:stop])], 8, 8)).shape[:2] == (128, 128)
    except ValueError as error:
        assert "thumbnail 0" in str(error)  # noqa: PT017 - both outcomes are right


def test_an_empty_sheet_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        sheets.sheet([], 8, 8)


def test_tile_positions_are_the_centres_of_the_cells_from_the_top_left() -> None:
    bounds, cells = (-3.0, 1.0, 5.0, 9.0), 4
    for level, tx, ty in ((0, 0, 0), (1, 1, 0), (2, 0, 3)):
        side = 8.0 / 2**level
        left, top = -3.0 + tx * side, 9.0 - ty * side
        expected = [
            (left + (column + 0.5) * side / cells, top - (row + 0.5) * side / cells) for row in range(cells) for column in range(cells)
        ]
        assert pictures.tile_positions(bounds, level, tx, ty, cells) == pytest.approx(np.array(expected), abs=1e-5)


def test_deeper_tiles_show_the_same_places() -> None:
    # The means of 2×2 cells one level down are the cells above.
    bounds = (0.0, 0.0, 1.0, 1.0)
    above = pictures.tile_positions(bounds, 0, 0, 0, 8).reshape(8, 8, 2)
    for tx in (0, 1):
        for ty in (0, 1):
            below = pictures.tile_positions(bounds, 1, tx, ty, 8).reshape(4, 2, 4, 2, 2).mean(axis=(1, 3))
            assert below == pytest.approx(above[ty * 4 : ty * 4 + 4, tx * 4 : tx * 4 + 4], abs=1e-6)


def shade(positions: np.ndarray, height: int, width: int, channels: int) -> torch.Tensor:
    """Flat images: red is the first coordinate, green (or gray) the second, both in [0, 1]."""
    x, y = torch.from_numpy(positions).T
    planes = torch.stack([y] if channels == 1 else [x, y, torch.zeros_like(x)], dim=1)
    return planes[:, :, None, None].expand(-1, -1, height, width)


def test_a_tile_shows_large_second_coordinates_at_its_top() -> None:
    cells = pictures.cells_per_tile(8, 8)
    positions = pictures.tile_positions((0.0, 0.0, 1.0, 1.0), 0, 0, 0, cells)
    shown = decoded(pictures.tile(lambda places: shade(places, 8, 8, 3), positions, cells)).astype(int)
    assert shown.shape == (256, 256, 3)
    side = 256 // cells
    for number, (x, y) in enumerate(positions):
        row, column = divmod(number, cells)
        centre = shown[row * side + side // 2, column * side + side // 2]
        assert np.abs(centre - [x * 255, y * 255, 0]).max() <= 12
    assert shown[0, 0, 1] > 200
    assert shown[0, 0, 0] < 50
    assert shown[-1, -1, 1] < 50
    assert shown[-1, -1, 0] > 200


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize(("height", "width"), [(8, 16), (16, 8)])
def test_images_that_are_not_square_stand_in_the_middle_of_their_cell(height: int, width: int, channels: int) -> None:
    cells = pictures.cells_per_tile(height, width)
    positions = np.full((cells**2, 2), 0.5, np.float32)
    shown = decoded(pictures.tile(lambda places: shade(places, height, width, channels), positions, cells)).astype(int)
    side = 256 // cells
    cell = shown[side : 2 * side, side : 2 * side]
    alpha = cell[..., 3] if height < width else cell[..., 3].T
    assert (alpha[side // 4 : 3 * side // 4] == 255).all()
    assert not alpha[: side // 4].any()
    assert not alpha[3 * side // 4 :].any()
    assert np.abs(cell[side // 2, side // 2, 1] - 128) <= 8


@pytest.mark.parametrize(("size", "cells"), [((8, 8), 8), ((32, 32), 8), ((33, 8), 4), ((256, 256), 4)])
def test_cells_of_a_tile(size: tuple[int, int], cells: int) -> None:
    assert pictures.cells_per_tile(*size) == cells


def test_a_grid_is_filled_row_by_row_on_white() -> None:
    images = torch.stack([torch.full((1, 2, 3), k / 10) for k in range(5)])
    shown = np.asarray(pictures.grid(images, columns=3, gap=1, scale=2))
    assert shown.shape == (2 * 4 + 1, 3 * 6 + 2)
    for k in range(5):
        row, column = divmod(k, 3)
        cell = shown[row * 5 : row * 5 + 4, column * 7 : column * 7 + 6]
        assert (cell == round(k / 10 * 255)).all()
    assert (shown[4] == 255).all()
    assert (shown[5:, 14:] == 255).all()


def test_rows_and_columns_of_a_grid_can_stand_apart() -> None:
    images = torch.zeros(12, 3, 30, 24)
    shown = np.asarray(pictures.grid(images, columns=4, gap=1, scale=1, apart_rows=[0, 2], apart_columns=[1, 3]))
    inside = [np.flatnonzero((shown == 0).any(axis=(axis, 2))) for axis in (0, 1)]
    assert inside[0].tolist() == [*range(24), *range(28, 52), *range(53, 77), *range(81, 105)], "a sixth of the shorter side, not a pixel"
    assert inside[1].tolist() == [*range(30), *range(31, 61), *range(65, 95)], "there is no gap before the first"
    assert shown.shape == (95, 105, 3)
