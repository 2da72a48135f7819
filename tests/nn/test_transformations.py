"""What every transformation promises, and each against an independent calculation.

The first part is for whatever the catalog names: a new transformation is tested before it is written.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.interpolate import RBFInterpolator
from torch import Tensor

from latlas import catalog
from latlas.errors import UsageError
from latlas.functional.warp import Padding, pixel_points
from latlas.nn.transformations.transformation import Transformation, build_transformation, transform, transform_back

Move = Callable[[Transformation, Tensor, Tensor, int, int, Padding], Tensor]
CPU = torch.device("cpu")
FLOAT64 = torch.float64
NUMERICAL = {"thin_plate": 1e-4}
"""How near the inverse comes back in float32 where it is not a closed form."""


@pytest.fixture(params=sorted(catalog.BUILT_IN["transformations"]))
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def transformation(name: str) -> Transformation:
    return build_transformation(name, grid=3)


def random(*shape: int, seed: int = 0) -> Tensor:
    """Uniform in [-1, 1]."""
    return 2 * torch.rand(*shape, dtype=FLOAT64, generator=torch.Generator().manual_seed(seed)) - 1


def modest(transformation: Transformation, count: int = 4, seed: int = 0) -> Tensor:
    """Parameters up to 0.2 away from the identity, float64."""
    return transformation.identity + 0.2 * random(count, len(transformation.names), seed=seed)


def frame(side: int = 15) -> Tensor:
    """All of the frame, its border and middle included; `(1, side², 2)`."""
    return pixel_points(side, side, CPU, FLOAT64)[None]


def smooth_images(count: int, height: int, width: int) -> Tensor:
    x, y = pixel_points(height, width, CPU, FLOAT64).T.reshape(2, height, width)
    phase = torch.arange(count, dtype=FLOAT64).view(-1, 1, 1, 1)
    return 0.5 + 0.3 * torch.sin(2 * x + phase) * torch.cos(1.5 * y - phase)


# ---- every transformation


def test_the_identity_changes_nothing(transformation: Transformation) -> None:
    still, images = transformation.identity.expand(3, -1), torch.rand(3, 2, 12, 9)
    points = random(3, 50, 2).float()
    for found in (transformation.coordinates(still, points), transformation.inverse_coordinates(still, points)):
        torch.testing.assert_close(found, points, atol=1e-6, rtol=0)
    for move in (transform, transform_back):
        torch.testing.assert_close(move(transformation, images, still, 12, 9, "zeros"), images, atol=1e-5, rtol=0)


@pytest.mark.parametrize("seed", range(3))
def test_the_inverse_comes_back(name: str, transformation: Transformation, seed: int) -> None:
    parameters, points = modest(transformation, 20, seed).float(), frame().float()
    there = transformation.coordinates(parameters, points)
    assert float((there - points).abs().amax((1, 2)).min()) > 0.02, "nothing moved"
    back = transformation.inverse_coordinates(parameters, points)
    expected = points.expand_as(there)
    tolerance = NUMERICAL.get(name, 1e-5)
    torch.testing.assert_close(transformation.inverse_coordinates(parameters, there), expected, atol=tolerance, rtol=0)
    torch.testing.assert_close(transformation.coordinates(parameters, back), expected, atol=tolerance, rtol=0)


@pytest.mark.parametrize("method", ["coordinates", "inverse_coordinates"])
@pytest.mark.parametrize("shared", [True, False])
def test_gradients_of_coordinates(transformation: Transformation, method: str, shared: bool) -> None:
    """By central differences, with respect to both; a corner and the middle are control points of a thin plate."""
    parameters = modest(transformation, 2).requires_grad_()
    fixed = torch.tensor([[0, 0], [1, 1]], dtype=FLOAT64).expand(1 if shared else 2, -1, -1)
    points = torch.cat([fixed, random(len(fixed), 4, 2)], dim=1).requires_grad_()
    assert torch.autograd.gradcheck(getattr(transformation, method), (parameters, points))


@pytest.mark.parametrize("move", [transform, transform_back])
def test_gradients_of_the_transformed_image(transformation: Transformation, move: Move) -> None:
    parameters, images = modest(transformation, 2).requires_grad_(), random(2, 1, 4, 5).requires_grad_()
    assert torch.autograd.gradcheck(lambda x, u: move(transformation, x, u, 3, 3, "zeros"), (images, parameters), fast_mode=True)


@pytest.mark.parametrize("move", [transform, transform_back])
def test_images_are_moved_one_by_one(transformation: Transformation, move: Move) -> None:
    parameters, images = modest(transformation, 5), smooth_images(5, 9, 9)
    alone = [move(transformation, images[[k]], parameters[[k]], 8, 7, "border") for k in range(5)]
    torch.testing.assert_close(move(transformation, images, parameters, 8, 7, "border"), torch.cat(alone), atol=1e-12, rtol=0)


@pytest.mark.parametrize("method", ["coordinates", "inverse_coordinates"])
def test_shared_points_are_everybodys(transformation: Transformation, method: str) -> None:
    parameters, points = modest(transformation), random(1, 30, 2)
    found = getattr(transformation, method)(parameters, points)
    own = getattr(transformation, method)(parameters, points.repeat(4, 1, 1))
    torch.testing.assert_close(found, own, atol=1e-12, rtol=0)
    assert float(own.std(0).max()) > 0.01, "parameters make no difference"


def test_inputs_stay_as_they_are(transformation: Transformation) -> None:
    parameters, points, images = modest(transformation), random(4, 25, 2), smooth_images(4, 5, 5)
    before = [tensor.clone() for tensor in (parameters, points, images, transformation.identity)]
    transformation.coordinates(parameters, points).zero_()
    transformation.inverse_coordinates(parameters, points).zero_()
    for move in (transform, transform_back):
        move(transformation, images, parameters, 5, 5, "zeros").zero_()
    for now, then in zip((parameters, points, images, transformation.identity), before, strict=True):
        assert torch.equal(now, then)


def test_nothing_is_learned_or_saved(transformation: Transformation) -> None:
    assert not transformation.state_dict()
    assert not list(transformation.parameters())
    assert transformation.identity.shape == (len(transformation.names),)
    assert len(set(transformation.names)) == len(transformation.names)
    assert transformation.angle is None or transformation.angle in transformation.names


def test_half_precision_costs_no_precision(transformation: Transformation) -> None:
    parameters, points = modest(transformation).float(), frame().float()
    narrow = parameters.bfloat16()
    for method in (transformation.coordinates, transformation.inverse_coordinates):
        expected, expected_of_narrow = method(parameters, points), method(narrow.float(), points)
        with torch.autocast("cpu", torch.bfloat16):
            assert torch.equal(method(parameters, points), expected)
            assert torch.equal(method(narrow, points), expected_of_narrow)
        assert method(parameters.double(), points).dtype == FLOAT64
    images = smooth_images(4, 10, 10).float()
    expected = transform(transformation, images, narrow.float(), 10, 10, "zeros")
    with torch.autocast("cpu", torch.bfloat16):
        assert torch.equal(transform(transformation, images, narrow, 10, 10, "zeros"), expected)


def test_another_number_of_parameters_is_refused(transformation: Transformation) -> None:
    count = len(transformation.names)
    for method in (transformation.coordinates, transformation.inverse_coordinates):
        with pytest.raises(UsageError, match=f"has {count} parameters .*, not {count + 1}"):
            method(torch.zeros(2, count + 1), frame().float())


def test_pixels_of_the_result_are_read_at_the_coordinates(transformation: Transformation) -> None:
    """A plane of brightness, larger than the result, is read exactly: what a pixel shows tells where it was read."""
    x, y = pixel_points(41, 36, CPU, FLOAT64).T.reshape(2, 41, 36)
    parameters = modest(transformation)
    points = pixel_points(13, 17, CPU, FLOAT64)[None]
    for move, read in ((transform, transformation.coordinates), (transform_back, transformation.inverse_coordinates)):
        found = move(transformation, torch.stack([x, y])[None].expand(4, -1, -1, -1), parameters, 13, 17, "zeros")
        expected = read(parameters, points)
        inside = (expected.abs() <= 1).all(2)
        assert 0.5 < float(inside.double().mean()) < 1
        torch.testing.assert_close(found.flatten(2).mT[inside], expected[inside], atol=1e-12, rtol=0)


def test_an_image_moved_and_moved_back_is_the_image(transformation: Transformation) -> None:
    """But for two bilinear interpolations; in the middle, which nothing from outside the frame reaches."""
    images, parameters = smooth_images(4, 40, 40), modest(transformation)
    moved = transform(transformation, images, parameters, 40, 40, "border")
    back = transform_back(transformation, moved, parameters, 40, 40, "border")
    middle = (..., slice(14, 26), slice(14, 26))
    assert float((back - images)[middle].abs().max()) < 3e-3
    assert float((moved - images)[middle].abs().max()) > 3e-2, "nothing moved"


@pytest.mark.parametrize("side", [6, 7])
def test_an_angle_turns_the_picture_counter_clockwise(transformation: Transformation, side: int) -> None:
    if transformation.angle is None:
        return
    images = random(2, 1, side, side)
    turn = torch.zeros(len(transformation.names), dtype=FLOAT64)
    turn[transformation.names.index(transformation.angle)] = torch.pi / 2
    parameters = (transformation.identity + turn).expand(2, -1)
    found = transform(transformation, images, parameters, side, side, "border")
    torch.testing.assert_close(found, torch.rot90(images, 1, (2, 3)), atol=1e-5, rtol=0)


def test_names_lead_to_transformations(name: str, transformation: Transformation) -> None:
    assert isinstance(transformation, catalog.get("transformations", name))
    with pytest.raises(UsageError, match=rf"'{name}x'.*Did you mean '{name}'"):
        build_transformation(f"{name}x", grid=3)


# ---- affine


def matrices(count: int = 5) -> Tensor:
    return torch.eye(2, 3, dtype=FLOAT64) + 0.8 * random(count, 2, 3)


def test_affine_equals_torchs_affine_grid() -> None:
    theta = matrices()
    expected = F.affine_grid(theta, [5, 1, 6, 4], align_corners=True).flatten(1, 2)
    found = build_transformation("affine", 3).coordinates(theta.flatten(1), pixel_points(6, 4, CPU, FLOAT64)[None])
    torch.testing.assert_close(found, expected, atol=1e-12, rtol=0)


def test_affine_inverse_equals_the_inverse_matrix() -> None:
    theta, points = matrices(), random(5, 20, 2)
    expected = torch.linalg.solve(theta[:, None, :, :2], (points - theta[:, None, :, 2])[..., None])[..., 0]
    found = build_transformation("affine", 3).inverse_coordinates(theta.flatten(1), points)
    torch.testing.assert_close(found, expected, atol=1e-9, rtol=1e-9)


@pytest.mark.parametrize(("determinant", "used"), [(-1e-9, -1e-6), (1e-9, 1e-6), (0.0, 1e-6), (-2e-6, -2e-6), (2e-6, 2e-6)])
def test_a_flattening_matrix_has_a_finite_inverse(determinant: float, used: float) -> None:
    parameters = torch.tensor([[1, 0, 0.5, 0, determinant, 0]], dtype=FLOAT64, requires_grad=True)
    found = build_transformation("affine", 3).inverse_coordinates(parameters, torch.tensor([[[0.7, 0.3]]], dtype=FLOAT64))
    expected = torch.tensor([[[0.2 * determinant / used, 0.3 / used]]], dtype=FLOAT64)
    torch.testing.assert_close(found, expected, atol=0, rtol=1e-9)
    found.sum().backward()
    assert parameters.grad is not None
    assert bool(parameters.grad.isfinite().all())


# ---- affine, named


PARAMETER = st.floats(-1.5, 1.5)


@given(angle=st.floats(-7, 7), log_x=PARAMETER, log_y=PARAMETER, shift_x=PARAMETER, shift_y=PARAMETER)
@settings(max_examples=40)
def test_affine_named_is_the_papers_matrix(angle: float, log_x: float, log_y: float, shift_x: float, shift_y: float) -> None:
    cos, sin, scale_x, scale_y = np.cos(angle), np.sin(angle), np.exp(log_x), np.exp(log_y)
    rows = [scale_x * cos, -scale_x * sin, scale_x * shift_x, scale_y * sin, scale_y * cos, scale_y * shift_y]
    matrix = torch.tensor([rows], dtype=FLOAT64)
    parameters = torch.tensor([[angle, log_x, log_y, shift_x, shift_y]], dtype=FLOAT64)
    named, plain = build_transformation("affine_named", 3), build_transformation("affine", 3)
    points = random(1, 10, 2)
    torch.testing.assert_close(named.coordinates(parameters, points), plain.coordinates(matrix, points), atol=1e-9, rtol=1e-9)
    torch.testing.assert_close(
        named.inverse_coordinates(parameters, points), plain.inverse_coordinates(matrix, points), atol=1e-9, rtol=1e-9
    )


def test_a_shift_by_whole_pixels_is_a_roll() -> None:
    """Two pixels to the right in 9: points move by 4/8, the picture by two pixels to the left."""
    images = random(1, 1, 7, 9)
    parameters = torch.tensor([[0, 0, 0, 2 * 2 / 8, -3 * 2 / 6]], dtype=FLOAT64)
    found = transform(build_transformation("affine_named", 3), images, parameters, 7, 9, "zeros")
    torch.testing.assert_close(found[..., 3:, :-2], torch.roll(images, (3, -2), (2, 3))[..., 3:, :-2], atol=1e-12, rtol=0)
    assert not found[..., :3, :].any()
    assert not found[..., -2:].any()


# ---- thin plate


def thin_plate(grid: int) -> tuple[Transformation, Tensor]:
    """And its control points."""
    return build_transformation("thin_plate", grid), pixel_points(grid, grid, CPU, FLOAT64)


@pytest.mark.parametrize("grid", [2, 3, 4, 6])
def test_thin_plate_equals_scipys_interpolation(grid: int) -> None:
    """In and out of the frame; both pass through the control points."""
    transformation, controls = thin_plate(grid)
    offsets, points = 0.3 * random(2, grid**2, 2), 1.5 * random(1, 200, 2)
    found = transformation.coordinates(offsets.flatten(1), points)
    for offset, result in zip(offsets, found, strict=True):
        spline = RBFInterpolator(controls.numpy(), (controls + offset).numpy(), kernel="thin_plate_spline", degree=1)
        np.testing.assert_allclose(result.numpy(), spline(points[0].numpy()), atol=1e-5)
    at_controls = transformation.coordinates(offsets.flatten(1), controls[None])
    torch.testing.assert_close(at_controls, controls + offsets, atol=1e-5, rtol=0)


@pytest.mark.parametrize("grid", [2, 3, 5])
def test_thin_plate_names_say_which_control_point_moves(grid: int) -> None:
    transformation, controls = thin_plate(grid)
    for number, parameter in enumerate(transformation.names):
        axis, row, column = parameter.split("_")
        offsets = torch.zeros(1, 2 * grid**2, dtype=FLOAT64)
        offsets[0, number] = 0.1
        moved = (transformation.coordinates(offsets, controls[None])[0] - controls).view(grid, grid, 2)
        expected = torch.zeros(grid, grid, 2, dtype=FLOAT64)
        expected[int(row), int(column), "xy".index(axis)] = 0.1
        torch.testing.assert_close(moved, expected, atol=1e-6, rtol=0)


@pytest.mark.parametrize(("grid", "furthest"), [(2, 0.58), (3, 0.23), (4, 0.13), (5, 0.10)])
def test_offsets_below_the_stated_length_cannot_fold(grid: int, furthest: float) -> None:
    """The Lipschitz constant of the displacement is at most furthest · Σ_k |∇h_k|, h_k by how the x of each control point moves x.

    It is at its largest on the grid of 41 points a side: a finer one changes the third digit.
    """
    transformation, _ = thin_plate(grid)
    points = frame(41).repeat(grid**2, 1, 1).requires_grad_()
    unit = torch.eye(2 * grid**2, dtype=FLOAT64)[::2]
    influence = (transformation.coordinates(unit, points) - points)[..., 0]
    (slopes,) = torch.autograd.grad(influence.sum(), points)
    total = float(slopes.norm(dim=2).sum(0).max())
    assert 0.9 < furthest * total < 1


def worst(grid: int, size: float, count: int = 200) -> Tensor:
    """Offsets all of that size in x and y, of random sign."""
    return size * random(count, 2 * grid**2).sign()


@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float64, 1e-10), (torch.float32, 1e-5)])
def test_newton_has_steps_enough_for_offsets_of_a_fifth(dtype: torch.dtype, tolerance: float) -> None:
    transformation, points = build_transformation("thin_plate", 3), frame(9).to(dtype)
    parameters = worst(3, 0.2).to(dtype)
    there_and_back = transformation.coordinates(parameters, transformation.inverse_coordinates(parameters, points))
    torch.testing.assert_close(there_and_back, points.expand_as(there_and_back), atol=tolerance, rtol=0)


def test_a_folded_plate_has_an_inverse_of_a_kind() -> None:
    """Finite, as are its gradients, no point worse than where it started from, and most of them right."""
    transformation, points = build_transformation("thin_plate", 3), frame(9)
    parameters = worst(3, 0.8, 50).requires_grad_()
    found = transformation.inverse_coordinates(parameters, points)
    error = (transformation.coordinates(parameters, found) - points).norm(dim=2)
    start = (transformation.coordinates(parameters, points) - points).norm(dim=2)
    assert bool((error <= start + 1e-9).all())
    assert bool((error > 0.1).any()), "none of these plates is folded"
    assert float((error < 1e-3).double().mean()) > 0.5
    found.sum().backward()
    assert parameters.grad is not None
    assert bool(parameters.grad.isfinite().all())


def test_a_plate_needs_two_points_a_side_and_others_need_none() -> None:
    with pytest.raises(UsageError, match=r"grid is 1.*at least 2"):
        build_transformation("thin_plate", grid=1)
    assert len(build_transformation("thin_plate", grid=4).names) == 32
    assert build_transformation("affine", grid=1).names == ("a", "b", "c", "d", "e", "f")
