"""Batch normalisation that can be differentiated in every direction.

`torch.nn.BatchNorm2d` in training mode gives right forward-mode derivatives, but silently wrong gradients *of* them.
"""

from __future__ import annotations

from typing import final

import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from torch import Tensor, nn
from torch.autograd import forward_ad

MOMENTUM = 0.1
EPSILON = 1e-5


@final
class BatchNorm(nn.Module):
    """Batch normalisation (Ioffe and Szegedy 2015) of `(batch, features)` or `(batch, features, height, width)`.

    Statistics, momentum and names of the state are those of `torch.nn.BatchNorm2d`, whose kernel it uses where no forward-mode
    derivative is under way; there it is made of elementary operations.
    """

    def __init__(self, features: int, affine: bool = True) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(features)) if affine else None
        self.bias = nn.Parameter(torch.zeros(features)) if affine else None
        self.register_buffer("running_mean", torch.zeros(features))
        self.register_buffer("running_var", torch.ones(features))
        self.running_mean: Tensor
        self.running_var: Tensor

    def forward(self, values: Tensor) -> Tensor:
        """The values, normalised by the batch's statistics in training and by the running ones in eval mode."""
        dual = forward_ad_is_on() and forward_ad.unpack_dual(values).tangent is not None
        single = self.training and values.numel() == values.shape[1]  # of which the kernel refuses to take the variance
        if not dual and not single:
            return F.batch_norm(values, self.running_mean, self.running_var, self.weight, self.bias, self.training, MOMENTUM, EPSILON)
        values = values.to(torch.promote_types(values.dtype, torch.float32))  # autocast's bfloat16 is too coarse for statistics
        dims = [0, *range(2, values.ndim)]
        if self.training:
            mean = values.mean(dims, keepdim=True)
            centred = values - mean
            variance = centred.square().mean(dims, keepdim=True)
            self._remember(mean, variance, values.numel() // values.shape[1])
        else:
            centred = values - self._broadcast(self.running_mean, values)
            variance = self._broadcast(self.running_var, values)
        normal = centred * torch.rsqrt(variance + EPSILON)
        if self.weight is None or self.bias is None:
            return normal
        return normal * self._broadcast(self.weight, values) + self._broadcast(self.bias, values)

    @torch.no_grad()
    def _remember(self, mean: Tensor, variance: Tensor, count: int) -> None:
        """Move the running statistics; the variance without bias, as torch does."""
        mean, variance = (forward_ad.unpack_dual(value).primal if forward_ad_is_on() else value for value in (mean, variance))
        # `.data`: an earlier pass through the kernel keeps these buffers for its backward, which in training does not read them.
        self.running_mean.data.lerp_(mean.detach().flatten(), MOMENTUM)
        self.running_var.data.lerp_(variance.detach().flatten() * (count / max(count - 1, 1)), MOMENTUM)

    def _broadcast(self, feature: Tensor, values: Tensor) -> Tensor:
        return feature.view(1, -1, *[1] * (values.ndim - 2))


@final
class GroupNorm(nn.Module):
    """Group normalisation (Wu and He 2018): each image stands alone, in training as in eval mode."""

    def __init__(self, groups: int, features: int) -> None:
        super().__init__()
        self.groups = groups
        self.weight = nn.Parameter(torch.ones(features))
        self.bias = nn.Parameter(torch.zeros(features))

    def forward(self, values: Tensor) -> Tensor:
        """The values, normalised over the features of each group and all pixels."""
        # Its forward mode refuses the channels-last layout.
        return F.group_norm(values.contiguous() if forward_ad_is_on() else values, self.groups, self.weight, self.bias, EPSILON)


@final
class ScaleNorm(nn.Module):
    """Codes `(batch, features)` moved to mean 0 and mean squared length 1 per feature, by one scale for all features.

    Unlike batch norm, it leaves the shape of the cloud of codes alone: features that vary little stay so.
    """

    def __init__(self, features: int) -> None:
        super().__init__()
        self.register_buffer("running_mean", torch.zeros(features))
        self.register_buffer("running_var", torch.ones(()))
        self.running_mean: Tensor
        self.running_var: Tensor

    def forward(self, values: Tensor) -> Tensor:
        """The values, by the batch's statistics in training and by the running ones in eval mode."""
        if not self.training:
            return (values - self.running_mean) * torch.rsqrt(self.running_var + EPSILON)
        mean = values.mean(0)
        variance = (values - mean).square().mean()
        with torch.no_grad():
            self.running_mean.lerp_(mean.detach().float(), MOMENTUM)
            self.running_var.lerp_(variance.detach().float() * (len(values) / max(len(values) - 1, 1)), MOMENTUM)
        return (values - mean) * torch.rsqrt(variance + EPSILON)


def forward_ad_is_on() -> bool:
    """Whether a forward-mode derivative is under way."""
    return forward_ad._current_level >= 0
