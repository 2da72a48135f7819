"""Norms against those of torch, on both of their paths: torch's kernel, and elementary operations under forward mode."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn
from torch.autograd import forward_ad

from latlas.nn.norm import BatchNorm, GroupNorm

# The first forward mode of a process imports a part of torch that uses what torch itself deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:`torch.jit.script`:DeprecationWarning")

SHAPES = [(6, 4), (6, 4, 3, 5), (1, 4, 3, 5)]
"""Of values: dense, convolutional, and a single image."""


def values_of(shape: tuple[int, ...], seed: int = 0) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return 3 + 2 * torch.randn(shape, generator=generator, dtype=torch.float64)


def twins(shape: tuple[int, ...], affine: bool) -> tuple[BatchNorm, nn.Module]:
    """Ours, and torch's with the same scale, shift and running statistics."""
    ours = BatchNorm(shape[1], affine).double()
    theirs = (nn.BatchNorm1d if len(shape) == 2 else nn.BatchNorm2d)(shape[1], affine=affine).double()
    generator = torch.Generator().manual_seed(1)
    for name, tensor in ours.state_dict().items():
        tensor.copy_(1 + torch.rand(tensor.shape, generator=generator, dtype=torch.float64))
        theirs.state_dict()[name].copy_(tensor)
    return ours, theirs


def elementary(module: nn.Module, values: Tensor) -> Tensor:
    """The module's value while a forward-mode derivative is under way."""
    with forward_ad.dual_level():
        return forward_ad.unpack_dual(module(forward_ad.make_dual(values, torch.ones_like(values)))).primal


@pytest.mark.parametrize("affine", [True, False])
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("path", ["kernel", "elementary"])
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_batch_norm_is_that_of_torch(shape: tuple[int, ...], path: str, training: bool, affine: bool) -> None:
    """Outputs, gradients and running statistics, over three steps; torch's state also loads into ours."""
    ours, theirs = twins(shape, affine)
    ours.train(training)
    theirs.train(training)
    for step in range(3):
        here, there = (values_of(shape, step).requires_grad_() for _ in range(2))
        output, expected = ours(here) if path == "kernel" else elementary(ours, here), theirs(there)
        torch.testing.assert_close(output, expected)
        probe = values_of(shape, 10 + step)
        found = torch.autograd.grad((output * probe).sum(), [here, *ours.parameters()])
        wanted = torch.autograd.grad((expected * probe).sum(), [there, *theirs.parameters()])
        for gradient, oracle in zip(found, wanted, strict=True):
            torch.testing.assert_close(gradient, oracle)
    for name, tensor in ours.state_dict().items():
        torch.testing.assert_close(tensor, theirs.state_dict()[name], msg=name)
    loadable = {name: tensor for name, tensor in theirs.state_dict().items() if name != "num_batches_tracked"}
    ours.load_state_dict(loadable)


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("make", [lambda: BatchNorm(4), lambda: GroupNorm(2, 4)], ids=["batch", "group"])
def test_tangents_are_central_differences(make: type[nn.Module], training: bool) -> None:
    module = make().double().train(training)
    values, direction = values_of((6, 4, 3, 5)), values_of((6, 4, 3, 5), 1)
    with forward_ad.dual_level():
        tangent = forward_ad.unpack_dual(module(forward_ad.make_dual(values, direction))).tangent
    step = 1e-6
    with torch.no_grad():
        difference = (module(values + step * direction) - module(values - step * direction)) / (2 * step)
    torch.testing.assert_close(tangent, difference, atol=1e-7, rtol=1e-6)


def test_batch_norm_of_a_single_value_a_feature_is_the_shift() -> None:
    """Torch refuses it; an odd pair of codes in the last layer of an encoder should not end a training."""
    with pytest.raises(ValueError, match="more than 1 value per channel"):
        nn.BatchNorm1d(4)(torch.ones(1, 4))
    ours = BatchNorm(4)
    with torch.no_grad():
        assert ours.bias is not None
        ours.bias += 0.5
    values = torch.randn(1, 4, requires_grad=True)
    for output in (ours(values), elementary(ours, values)):
        torch.testing.assert_close(output, torch.full((1, 4), 0.5))
        output.sum().backward()
    assert values.grad is not None
    assert bool(torch.isfinite(values.grad).all())
    assert all(bool(torch.isfinite(buffer).all()) for buffer in ours.buffers())


def test_batch_norm_takes_statistics_of_narrow_values_in_float32() -> None:
    """As torch's kernel does: both paths agree, and running statistics keep their type."""
    values = values_of((64, 4, 3, 5)).bfloat16()
    paths = [BatchNorm(4), BatchNorm(4)]
    outputs = [paths[0](values), elementary(paths[1], values)]
    torch.testing.assert_close(outputs[0].float(), outputs[1].float(), atol=0.02, rtol=0.01)  # bfloat16 keeps 8 bits
    assert paths[1].running_mean.dtype == torch.float32
    torch.testing.assert_close(paths[0].running_mean, paths[1].running_mean, atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(paths[0].running_var, paths[1].running_var, atol=1e-3, rtol=1e-3)


@pytest.mark.parametrize("under_way", [False, True])
@pytest.mark.parametrize("shape", [(6, 8), (6, 8, 3, 5)], ids=str)
def test_group_norm_is_that_of_torch_in_any_layout(shape: tuple[int, ...], under_way: bool) -> None:
    ours, theirs = GroupNorm(2, 8).double(), nn.GroupNorm(2, 8).double()
    with torch.no_grad():
        ours.weight.copy_(values_of((8,)))
        ours.bias.copy_(values_of((8,), 1))
    theirs.load_state_dict(ours.state_dict())
    values = values_of(shape)
    if len(shape) == 4:
        values = values.to(memory_format=torch.channels_last)
    torch.testing.assert_close(elementary(ours, values) if under_way else ours(values), theirs(values))
