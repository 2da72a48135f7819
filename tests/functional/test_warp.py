"""Reading images at points, against scipy's interpolation and what can be said by hand."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from hypothesis import given
from hypothesis import strategies as st
from scipy.ndimage import map_coordinates
from torch import Tensor

from latlas.errors import UsageError
from latlas.functional.compiled_warp import grid_sample
from latlas.functional.warp import Padding, pixel_points, sample

SIDES = st.integers(1, 9)
CPU = torch.device("cpu")


def random(*shape: int, seed: int = 0) -> Tensor:
    return torch.rand(*shape, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


def centres(height: int, width: int, count: int = 1) -> Tensor:
    return pixel_points(height, width, CPU, torch.float64).expand(count, -1, -1)


def test_pixel_points_are_row_by_row_from_the_top_left() -> None:
    expected = [[-1, -1], [0, -1], [1, -1], [-1, 1], [0, 1], [1, 1]]
    assert pixel_points(2, 3, CPU, torch.float32).tolist() == expected
    assert pixel_points(1, 2, CPU, torch.float64).tolist() == [[-1, 0], [1, 0]]
    assert pixel_points(1, 2, CPU, torch.float64).dtype == torch.float64


@given(height=SIDES, width=SIDES, channels=st.integers(1, 3), padding=st.sampled_from(["zeros", "border"]))
def test_an_image_read_at_its_own_pixels_is_itself(height: int, width: int, channels: int, padding: Padding) -> None:
    images = random(2, channels, height, width)
    found = sample(images, centres(height, width, 2), height, width, padding)
    torch.testing.assert_close(found, images, atol=1e-12, rtol=0)


@pytest.mark.parametrize(("padding", "mode"), [("zeros", "grid-constant"), ("border", "nearest")])
def test_equals_scipys_bilinear_interpolation(padding: Padding, mode: str) -> None:
    """Points in and out of the frame; scipy counts in pixels, y first."""
    images, points = random(2, 2, 5, 7), 3 * random(2, 12, 2, seed=1) - 1.5
    found = sample(images, points, 3, 4, padding)
    for image, places, result in zip(images.numpy(), points.numpy(), found.numpy(), strict=True):
        where = [(places[:, 1] + 1) / 2 * 4, (places[:, 0] + 1) / 2 * 6]
        expected = [map_coordinates(channel, where, order=1, mode=mode, cval=0) for channel in image]
        np.testing.assert_allclose(result, np.reshape(expected, (2, 3, 4)), atol=1e-12)


@given(height=st.integers(2, 40), width=st.integers(2, 40))
def test_the_source_may_have_any_size(height: int, width: int) -> None:
    """A plane over the frame is the same plane at any size: bilinear interpolation is exact for it."""
    points = 2 * random(1, 30, 2) - 1
    x, y = centres(height, width)[0].unbind(1)
    plane = (0.5 + 0.2 * x - 0.1 * y).view(1, 1, height, width)
    found = sample(plane, points, 5, 6, "zeros").flatten()
    torch.testing.assert_close(found, 0.5 + points[0] @ torch.tensor([0.2, -0.1], dtype=torch.float64), atol=1e-12, rtol=0)


@pytest.mark.parametrize(("right", "down"), [(2, 0), (0, 3), (-1, 2)])
def test_reading_whole_pixels_further_on_is_a_roll(right: int, down: int) -> None:
    images = random(2, 1, 8, 9)
    points = centres(8, 9, 2) + torch.tensor([2 / 8 * right, 2 / 7 * down])
    inside = torch.zeros(8, 9, dtype=torch.bool)
    inside[max(0, -down) : 8 - max(0, down), max(0, -right) : 9 - max(0, right)] = True
    rolled = torch.roll(images, (-down, -right), (2, 3))
    found = sample(images, points, 8, 9, "zeros")
    torch.testing.assert_close(found[..., inside], rolled[..., inside], atol=1e-6, rtol=0)
    torch.testing.assert_close(found[..., ~inside], torch.zeros_like(found[..., ~inside]), atol=1e-6, rtol=0)


@pytest.mark.parametrize("padding", ["zeros", "border"])
def test_gradients_reach_images_and_points(padding: Padding) -> None:
    """Points a fifth of a pixel or more from where the derivative jumps, inside and one pixel outside."""
    cells = torch.tensor([[-1, 0], [0, 0], [1, 1], [2, 1], [3, 2], [0, 2]])  # of pixels, to the right of and below that pixel
    places = cells + 0.2 + 0.6 * random(2, 6, 2, seed=1)
    points = (2 * places / torch.tensor([3, 2]) - 1).requires_grad_()
    images = random(2, 2, 3, 4).requires_grad_()
    assert torch.autograd.gradcheck(lambda x, p: sample(x, p, 2, 3, padding), (images, points))


def test_half_precision_is_widened() -> None:
    images, points = random(2, 1, 6, 6).float(), (2 * random(2, 36, 2) - 1).float()
    expected = sample(images, points, 6, 6, "zeros")
    with torch.autocast("cpu", torch.bfloat16):
        assert torch.equal(sample(images, points, 6, 6, "zeros"), expected)
    narrow = images.bfloat16()
    found = sample(narrow, points, 6, 6, "zeros")
    assert found.dtype == torch.float32
    assert torch.equal(found, sample(narrow.float(), points, 6, 6, "zeros"))
    assert sample(images, points.double(), 6, 6, "zeros").dtype == torch.float64


def test_inputs_stay_as_they_are() -> None:
    images, points = random(2, 1, 5, 5), 2 * random(2, 25, 2) - 1
    before = images.clone(), points.clone()
    sample(images, points, 5, 5, "zeros").zero_()
    assert torch.equal(images, before[0])
    assert torch.equal(points, before[1])


def test_numbers_that_do_not_fit_are_refused() -> None:
    with pytest.raises(UsageError, match="6 points cannot be an image of 2×4: it has 8 pixels"):
        sample(random(1, 1, 2, 3), centres(2, 3), 2, 4, "zeros")


@pytest.mark.parametrize("padding", ["zeros", "border"])
@pytest.mark.parametrize("of_images", [True, False])
def test_the_operator_for_compilers_is_grid_sample(padding: Padding, of_images: bool) -> None:
    images = random(2, 3, 5, 7).requires_grad_(of_images)
    grid = (3 * random(2, 4, 6, 2, seed=1) - 1.5).requires_grad_()
    wanted, weights = [images, grid][1 - of_images :], random(2, 3, 4, 6, seed=2)
    found = grid_sample(images, grid, padding == "border")
    expected = F.grid_sample(images, grid, mode="bilinear", padding_mode=padding, align_corners=True)
    assert torch.equal(found, expected)
    pairs = zip(torch.autograd.grad(found, wanted, weights), torch.autograd.grad(expected, wanted, weights), strict=True)
    assert all(torch.equal(one, other) for one, other in pairs)
    torch.library.opcheck(grid_sample, (images, grid, padding == "border"))
