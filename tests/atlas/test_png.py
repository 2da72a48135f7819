"""PNG files: Pillow reads the pixels back, whatever they are."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from latlas.atlas import png


def read(content: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
        picture.verify()  # checks the sums of all chunks
    return np.asarray(Image.open(io.BytesIO(content)))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 70), st.integers(1, 20), st.integers(1, 20), st.sampled_from([1, 3]), st.integers(0, 2**32 - 1))
def test_pillow_reads_every_pixel(count: int, height: int, width: int, channels: int, seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (count, height, width, channels), dtype=np.uint8)
    made = png.encode(pixels)
    assert len(made) == count
    for content, image in zip(made, pixels, strict=True):
        shown = read(content)
        assert shown.shape == ((height, width) if channels == 1 else (height, width, 3))
        assert np.array_equal(shown.reshape(image.shape), image)


y, x = np.mgrid[:8, :8]


@pytest.mark.parametrize(
    ("number", "image"), [(0, (x + y) % 2), (1, 80 + 17 * y % 100 + x), (2, 80 + 17 * x % 100 + y)], ids=["none", "left", "up"]
)
def test_the_filter_is_the_one_that_leaves_least(number: int, image: np.ndarray) -> None:
    (content,) = png.encode(image.astype(np.uint8)[None, :, :, None])
    start = content.index(b"IDAT")
    length = int.from_bytes(content[start - 4 : start], "big")
    rows = np.frombuffer(zlib.decompress(content[start + 4 : start + 4 + length]), np.uint8).reshape(8, 9)
    assert set(rows[:, 0]) == {number}
    assert np.array_equal(read(content), image)


def test_what_is_smooth_becomes_smaller_than_without_a_filter() -> None:
    y, x = np.mgrid[:32, :32]
    images = np.stack([(3 * x + 2 * y + shift) % 256 for shift in range(40)]).astype(np.uint8)[..., None]
    assert max(map(len, png.encode(images))) < 0.5 * min(len(zlib.compress(image.tobytes())) for image in images)
