"""Directional derivatives against torch.func.jvp, central differences, and closed forms."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from torch import Tensor, nn

from latlas.functional.derivative import directional_derivative


def network(seed: int = 0) -> nn.Sequential:
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(3, 16), nn.Tanh(), nn.Linear(16, 12), nn.Sigmoid(), nn.Unflatten(1, (1, 3, 4))).double()


def pair(seed: int = 1) -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(seed)
    point, direction = torch.randn(2, 5, 3, dtype=torch.float64, generator=generator)
    return point, direction


def test_equals_torch_func_jvp_and_central_differences() -> None:
    function, (point, direction) = network(), pair()
    value, derivative = directional_derivative(function, point, direction)
    expected_value, expected = torch.func.jvp(function, (point,), (direction,))
    torch.testing.assert_close(value, expected_value)
    torch.testing.assert_close(derivative, expected)
    step = 1e-5
    difference = (function(point + step * direction) - function(point - step * direction)) / (2 * step)
    torch.testing.assert_close(derivative, difference, atol=1e-9, rtol=1e-7)


def test_of_a_square_is_twice_the_product() -> None:
    point, direction = pair()
    value, derivative = directional_derivative(lambda latents: latents.square(), point, direction)
    torch.testing.assert_close(value, point**2)
    torch.testing.assert_close(derivative, 2 * point * direction)


def test_of_a_constant_is_zero() -> None:
    point, direction = pair()
    value, derivative = directional_derivative(lambda latents: torch.ones(len(latents), 4, dtype=latents.dtype), point, direction)
    assert value.shape == derivative.shape == (5, 4)
    assert not derivative.any()


def test_its_gradients_are_those_of_the_double_backward() -> None:
    """∇ of Σ derivative² with respect to parameters, point and direction; J·v as the gradient of a vector-Jacobian product."""
    function, (point, direction) = network(), pair()
    inputs = [point.requires_grad_(), direction.requires_grad_(), *function.parameters()]
    _, derivative = directional_derivative(function, point, direction)
    found = torch.autograd.grad(derivative.square().sum(), inputs)

    value = function(point)
    probe = torch.zeros_like(value, requires_grad=True)
    (product,) = torch.autograd.grad(value, point, probe, create_graph=True)
    (reverse,) = torch.autograd.grad(product, probe, direction, create_graph=True)
    expected = torch.autograd.grad(reverse.square().sum(), inputs, allow_unused=True, materialize_grads=True)
    for ours, theirs in zip(found, expected, strict=True):
        torch.testing.assert_close(ours, theirs)


def test_a_layer_without_forward_mode_warns_and_falls_back() -> None:
    """`grid_sample` has none, but a backward: a wave moved sideways by the latent, and its slope at each pixel by reverse mode."""
    image = torch.sin(2 * torch.linspace(-1, 1, 9, dtype=torch.float64)).expand(1, 1, 9, 9)
    middle = torch.linspace(-0.5, 0.5, 7, dtype=torch.float64)
    grid = torch.stack(torch.meshgrid(middle, middle, indexing="xy"), dim=-1)

    def moved(latents: Tensor) -> Tensor:
        offset = torch.cat([latents, torch.zeros_like(latents)], dim=1)[:, None, None]
        return F.grid_sample(image.expand(len(latents), -1, -1, -1), grid + offset, mode="bicubic", align_corners=True)

    point = torch.tensor([[0.05], [0.13], [-0.21]], dtype=torch.float64, requires_grad=True)
    direction = torch.tensor([[1.0], [-0.5], [0.7]], dtype=torch.float64)
    with pytest.warns(RuntimeWarning, match="no forward-mode derivative"):
        value, derivative = directional_derivative(moved, point, direction)
    torch.testing.assert_close(value, moved(point))
    pixels = moved(point).flatten(1).unbind(1)
    slopes = torch.cat([torch.autograd.grad(pixel.sum(), point, retain_graph=True)[0] for pixel in pixels], dim=1) * direction
    assert ((derivative.flatten(1) - slopes).norm() / slopes.norm()).item() < 0.01


def test_the_fall_back_still_has_gradients() -> None:
    grid = torch.zeros(2, 3, 3, 2)
    weight = torch.ones(2, 1, requires_grad=True)

    def sampled(latents: Tensor) -> Tensor:
        return F.grid_sample((latents @ weight).view(-1, 1, 1, 1).expand(-1, 1, 4, 4), grid, align_corners=True)

    with pytest.warns(RuntimeWarning, match="central difference"):
        _, derivative = directional_derivative(sampled, torch.randn(2, 2), torch.ones(2, 2))
    derivative.sum().backward()
    torch.testing.assert_close(weight.grad, torch.full((2, 1), 18.0), atol=1e-3, rtol=1e-3)  # 2 codes × 9 pixels × direction 1


@pytest.mark.filterwarnings("error")
def test_other_errors_are_not_swallowed() -> None:
    point, direction = pair()
    with pytest.raises(RuntimeError, match="shapes cannot be multiplied"):
        directional_derivative(nn.Linear(4, 2).double(), point, direction)


@pytest.mark.parametrize("message", ["not today", 'Module [Empty] is missing the required "forward" function', ""])
def test_a_functions_own_error_passes_through(message: str) -> None:
    def unfinished(latents: Tensor) -> Tensor:
        raise NotImplementedError(message)

    with pytest.raises(NotImplementedError) as caught:
        directional_derivative(unfinished, *pair())
    assert str(caught.value) == message
