"""Paths: exact ends, the geometry of circles, symmetry, gradients; surfaces; decoding in batches."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from latlas.errors import UsageError
from latlas.latent.paths import PATHS, alphas, bilinear, decode_path, linear, spherical

TYPES = [torch.bfloat16, torch.float16, torch.float32, torch.float64]


def vectors(seed: int, pairs: int = 6, latents: int = 5, dtype: torch.dtype = torch.float64) -> tuple[Tensor, Tensor]:
    random = torch.Generator().manual_seed(seed)
    start, end = (torch.randn(pairs, latents, generator=random, dtype=torch.float64) for _ in range(2))
    return start.to(dtype), (3 * end).to(dtype)


def angle_between(a: Tensor, b: Tensor) -> Tensor:
    """Angles of the last dimension by the arc cosine, which is accurate away from 0 and π."""
    return torch.acos(torch.nn.functional.cosine_similarity(a, b, dim=-1, eps=0))


# Places along a path


def test_alphas_are_even_and_hold_both_ends() -> None:
    assert alphas(5).tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert alphas(5, 0.5).tolist() == [-0.5, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5]
    assert alphas(2, 0.9).tolist() == [0, 1], "what does not fit is left out"
    for tenths in range(21):
        assert len(alphas(11, tenths / 10)) == 11 + 2 * tenths


@given(st.integers(2, 60), st.floats(0, 3))
def test_alphas_of_any_count(steps: int, extrapolate: float) -> None:
    values = alphas(steps, extrapolate)
    assert {0.0, 1.0} <= set(values.tolist())
    assert ((values >= 0) & (values <= 1)).sum() == steps
    assert -extrapolate - 1e-8 <= values.min() <= -extrapolate + 1 / (steps - 1)
    torch.testing.assert_close(values.flip(0), 1 - values)


@pytest.mark.parametrize(("steps", "extrapolate"), [(1, 0.0), (0, 0.0), (-3, 0.0), (5, -0.1), (5, math.inf), (5, math.nan)])
def test_alphas_that_cannot_be(steps: int, extrapolate: float) -> None:
    with pytest.raises(UsageError, match=r"(steps|extrapolate) is"):
        alphas(steps, extrapolate)


# Every path


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("dtype", TYPES, ids=str)
def test_ends_are_exact(name: str, dtype: torch.dtype) -> None:
    start, end = vectors(0, pairs=50, latents=64, dtype=dtype)
    path = PATHS[name](start, end, alphas(7, 0.5))
    assert path.dtype == dtype
    assert path.shape == (50, 13, 64)
    assert torch.equal(path[:, 3], start)
    assert torch.equal(path[:, 9], end)


@pytest.mark.parametrize("name", PATHS)
def test_the_way_back_is_the_same_way(name: str) -> None:
    start, end = vectors(1)
    alpha = alphas(9, 0.25)
    torch.testing.assert_close(PATHS[name](end, start, alpha), PATHS[name](start, end, 1 - alpha), rtol=0, atol=1e-13)


@pytest.mark.filterwarnings("ignore:`torch.jit.script` is deprecated:DeprecationWarning")  # torch's own, on its way to forward mode
@pytest.mark.parametrize("name", PATHS)
def test_gradients_equal_finite_differences(name: str) -> None:
    start, end = (values.requires_grad_() for values in vectors(2, pairs=3))
    alpha = alphas(4, 0.4).requires_grad_()
    assert torch.autograd.gradcheck(PATHS[name], (start, end, alpha), check_forward_ad=True)


HARD = {
    "equal": ([1.0, 2.0, 3.0], [1.0, 2.0, 3.0]),
    "parallel": ([1.0, 2.0, 3.0], [3.0, 6.0, 9.0]),
    "nearly parallel": ([1.0, 2.0, 3.0], [1.0, 2.0, 3.000001]),
    "opposite": ([1.0, 2.0, 3.0], [-2.0, -4.0, -6.0]),
    "nearly opposite": ([1.0, 2.0, 3.0], [-1.0, -2.0, -3.00001]),
    "zero start": ([0.0, 0.0, 0.0], [1.0, 2.0, 3.0]),
    "both zero": ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0]),
    "tiny": ([1e-30, 0.0, 0.0], [0.0, 1e-30, 0.0]),
}


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("case", HARD)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64], ids=str)
def test_gradients_are_finite_in_hard_cases(name: str, case: str, dtype: torch.dtype) -> None:
    start, end = (torch.tensor([values], dtype=dtype, requires_grad=True) for values in HARD[case])
    path = PATHS[name](start, end, alphas(9, 0.25))
    path.square().sum().backward()
    for values in (path, start.grad, end.grad):
        assert values is not None
        assert values.isfinite().all()


@given(
    st.sampled_from(sorted(PATHS)),
    st.lists(st.tuples(st.floats(-100, 100, width=32), st.floats(-100, 100, width=32)), min_size=1, max_size=6),
)
def test_any_pair_stays_within_the_longer_of_its_norms(name: str, ends: list[tuple[float, float]]) -> None:
    start, end = (torch.tensor([side], dtype=torch.float32) for side in zip(*ends, strict=True))
    path = PATHS[name](start, end, alphas(11))
    assert path.isfinite().all()
    assert torch.equal(path[0, 0], start[0])
    assert torch.equal(path[0, -1], end[0])
    assert path.norm(dim=2).max() <= max(start.norm(), end.norm()) * (1 + 1e-3) + 1e-6


# The straight path


def test_linear_is_the_weighted_mean() -> None:
    start, end = vectors(3)
    alpha = alphas(6, 0.4)
    torch.testing.assert_close(linear(start, end, alpha), torch.stack([torch.lerp(start, end, float(a)) for a in alpha], dim=1))


# The great circle


def test_spherical_turns_at_constant_speed_on_the_sphere() -> None:
    start, end = (torch.nn.functional.normalize(values) for values in vectors(4, pairs=20, latents=16))
    alpha = alphas(11)
    path = spherical(start, end, alpha)
    torch.testing.assert_close(path.norm(dim=2), torch.ones(20, 11, dtype=torch.float64), rtol=0, atol=1e-9)
    angle = angle_between(start, end)
    inner = slice(1, None)  # at α = 0 the arc cosine has no digits
    torch.testing.assert_close(angle_between(path, start[:, None])[:, inner], (angle[:, None] * alpha)[:, inner], rtol=0, atol=1e-9)
    chords = (path[:, 1:] - path[:, :-1]).norm(dim=2)
    torch.testing.assert_close(chords, (2 * torch.sin(angle / 20))[:, None].expand_as(chords), rtol=0, atol=1e-9)


def test_spherical_in_the_plane_is_a_rotation_with_a_linear_norm() -> None:
    """Polar coordinates as the oracle, also beyond the ends."""
    angle, start_norm, end_norm = math.radians(50), 2.0, 3.0
    start = torch.tensor([[start_norm, 0.0]], dtype=torch.float64)
    end = torch.tensor([[end_norm * math.cos(angle), end_norm * math.sin(angle)]], dtype=torch.float64)
    alpha = alphas(9, 1.0)
    norm = start_norm + alpha * (end_norm - start_norm)
    expected = torch.stack([norm * torch.cos(alpha * angle), norm * torch.sin(alpha * angle)], dim=1)
    torch.testing.assert_close(spherical(start, end, alpha)[0], expected, rtol=0, atol=1e-12)


def test_a_norm_that_would_be_negative_is_zero() -> None:
    path = spherical(torch.tensor([[1.0, 0.0]]), torch.tensor([[0.0, 3.0]]), torch.tensor([-0.4, -0.5, -2.0]))
    torch.testing.assert_close(path.norm(dim=2), torch.tensor([[0.2, 0.0, 0.0]]))


@pytest.mark.parametrize("case", ["equal", "parallel", "opposite", "zero start", "both zero"])
def test_spherical_is_straight_where_there_is_no_one_circle(case: str) -> None:
    start, end = (torch.tensor([values]) for values in HARD[case])
    torch.testing.assert_close(spherical(start, end, alphas(9)), linear(start, end, alphas(9)))


@pytest.mark.parametrize("degrees", [1e-5, 1e-3, 0.1, 1.0, 90.0, 179.0, 179.9])
def test_spherical_keeps_its_digits_in_float32(degrees: float) -> None:
    angle = math.radians(degrees)
    start = torch.tensor([[1.0, 0.0, 0.0]])
    end = torch.tensor([[math.cos(angle), math.sin(angle), 0.0]])
    fine = spherical(start.double(), end.double(), alphas(9))
    # Towards opposite directions the circle itself is less and less decided.
    tolerance = 1e-6 / min(1, math.pi - angle)
    torch.testing.assert_close(spherical(start, end, alphas(9)).double(), fine, rtol=0, atol=tolerance)


def test_one_latent_has_only_the_straight_path() -> None:
    start, end = torch.tensor([[1.0], [1.0]]), torch.tensor([[3.0], [-2.0]])
    torch.testing.assert_close(spherical(start, end, alphas(5)), linear(start, end, alphas(5)))


# The surface


def test_bilinear_has_the_corners_and_the_linear_edges() -> None:
    corners = torch.randn(4, 6, generator=torch.Generator().manual_seed(5))
    surface = bilinear(corners, 4, 7)
    assert surface.shape == (4, 7, 6)
    assert torch.equal(surface[[0, 0, -1, -1], [0, -1, 0, -1]], corners)
    for edge, (start, end) in ((surface[0], (0, 1)), (surface[-1], (2, 3)), (surface[:, 0], (0, 2)), (surface[:, -1], (1, 3))):
        assert torch.equal(edge, linear(corners[[start]], corners[[end]], alphas(len(edge)))[0])


def test_bilinear_is_the_mean_weighted_by_both_coordinates() -> None:
    corners = torch.randn(4, 3, generator=torch.Generator().manual_seed(6), dtype=torch.float64)
    v, u = torch.meshgrid(torch.linspace(0, 1, 5).double(), torch.linspace(0, 1, 3).double(), indexing="ij")
    weights = torch.stack([(1 - v) * (1 - u), (1 - v) * u, v * (1 - u), v * u])
    torch.testing.assert_close(bilinear(corners, 5, 3), torch.einsum("krc,kl->rcl", weights, corners))


@pytest.mark.parametrize(("rows", "columns"), [(1, 5), (5, 1), (0, 0)])
def test_a_surface_needs_its_corners(rows: int, columns: int) -> None:
    with pytest.raises(UsageError, match=f"{rows}×{columns}"):
        bilinear(torch.zeros(4, 2), rows, columns)


# Decoding


@pytest.mark.parametrize("lead", [(), (3,), (3, 5), (2, 3, 4)])
def test_decoding_keeps_the_leading_shape_and_never_exceeds_the_batch(lead: tuple[int, ...]) -> None:
    sizes: list[int] = []

    def decode(latents: Tensor) -> Tensor:
        sizes.append(len(latents))
        return latents.view(-1, 1, 2, 3) * 2

    path = torch.randn(*lead, 6, generator=torch.Generator().manual_seed(7))
    images = decode_path(decode, path, batch_size=4)
    assert torch.equal(images, (path * 2).reshape(*lead, 1, 2, 3))
    assert max(sizes) <= 4
    assert sum(sizes) == math.prod(lead)


def test_decoding_keeps_gradients() -> None:
    path = torch.randn(2, 3, 4, requires_grad=True)
    decode_path(lambda latents: latents.view(-1, 1, 2, 2) ** 2, path, batch_size=5).sum().backward()
    torch.testing.assert_close(path.grad, 2 * path.detach())


def test_a_batch_holds_something() -> None:
    with pytest.raises(UsageError, match="batch_size is 0"):
        decode_path(lambda latents: latents.view(-1, 1, 1, 2), torch.zeros(1, 2), batch_size=0)
