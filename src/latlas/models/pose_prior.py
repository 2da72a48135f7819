"""Priors of a pose, over latents that stand for a transformation's offsets from the identity.

Fitted parameters are trained with the rest of the model: a transformation acts on the image itself, so that its scale cannot be left to a
network, as that of other latents can (spec: spatial, section 2.3).
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import Literal, final

import torch
from jaxtyping import Float
from torch import Generator, Tensor, nn
from typing_extensions import override

from latlas.errors import UsageError

PosePriorName = Literal["none", "identity", "normal", "full"]
PoseLatents = Float[Tensor, "batch pose"]
Offsets = Float[Tensor, "batch parameter"]
"""Differences of a transformation's parameters from those of the identity."""

POINT_LOGVAR = 2 * math.log(1e-6)
"""Log-variance that stands for none: the least that a posterior has."""
START_LOGVAR = 2 * math.log(0.03)
"""Log-variance of offsets at the start, of prior and posterior: half a pixel in an image of 32.

Larger ones blur all that is decoded at first, and the codes collapse.
"""
MOMENTUM = 0.01
"""Weight of a batch in the running average of poses."""


class PosePrior(nn.Module, ABC):
    """A distribution over pose latents, and what offset of the parameters each stands for."""

    def __init__(self, latents: int, start_logvar: float) -> None:
        super().__init__()
        self.latents = latents
        """Number of pose latents."""
        self.start_logvar = start_logvar
        """Log-variance that the encoder's posterior starts with."""

    @abstractmethod
    def offsets(self, latents: PoseLatents) -> Offsets:
        """The offsets that pose latents stand for."""

    @abstractmethod
    def latents_of(self, offsets: Offsets) -> PoseLatents:
        """The pose latents of offsets, or of the nearest that there are. Raises `UsageError` where they cannot be found."""

    @abstractmethod
    def gaussian(self, mean: PoseLatents, logvar: PoseLatents) -> tuple[PoseLatents, PoseLatents]:
        """Mean and log-variance of the prior that a posterior is held against."""

    @abstractmethod
    def sample(self, count: int, generator: Generator | None = None) -> PoseLatents:
        """`count` draws on the CPU."""


@final
class NoPosePrior(PosePrior):
    """No prior: the pose is a point that the encoder gives, at no cost. Draws are the average pose of training.

    `angle` is the number of the parameter that is a rotation, whose average goes round the circle.
    """

    average: Tensor

    def __init__(self, parameters: int, angle: int | None = None) -> None:
        super().__init__(parameters, POINT_LOGVAR)
        self.angle = angle
        self.register_buffer("average", torch.zeros(parameters))

    def observe(self, mean: PoseLatents) -> None:
        """Move the running average towards a batch's."""
        step = (mean.detach().float() - self.average).mean(0)
        if self.angle is not None:
            # Up the mean cosine of what lies between: it stands still in the direction of the mean of unit vectors.
            step[self.angle] = (mean.detach().float()[:, self.angle] - self.average[self.angle]).sin().mean()
        self.average.add_(step, alpha=MOMENTUM)

    @override
    def offsets(self, latents: PoseLatents) -> Offsets:
        return latents

    @override
    def latents_of(self, offsets: Offsets) -> PoseLatents:
        return offsets

    @override
    def gaussian(self, mean: PoseLatents, logvar: PoseLatents) -> tuple[PoseLatents, PoseLatents]:
        return mean, logvar

    @override
    def sample(self, count: int, generator: Generator | None = None) -> PoseLatents:
        return self.average.cpu().expand(count, -1).clone()


@final
class NormalPosePrior(PosePrior):
    """N(ν, diag τ²) over the offsets, with fitted τ; ν is fitted as well, or stays at the identity."""

    mean: Tensor

    def __init__(self, parameters: int, fit_mean: bool) -> None:
        super().__init__(parameters, START_LOGVAR)
        if fit_mean:
            self.mean = nn.Parameter(torch.zeros(parameters))
        else:
            self.register_buffer("mean", torch.zeros(parameters), persistent=False)
        self.logvar = nn.Parameter(torch.full((parameters,), START_LOGVAR))

    @override
    def offsets(self, latents: PoseLatents) -> Offsets:
        return latents

    @override
    def latents_of(self, offsets: Offsets) -> PoseLatents:
        return offsets

    @override
    def gaussian(self, mean: PoseLatents, logvar: PoseLatents) -> tuple[PoseLatents, PoseLatents]:
        return self.mean.expand_as(mean), self.logvar.expand_as(logvar)

    @override
    def sample(self, count: int, generator: Generator | None = None) -> PoseLatents:
        noise = torch.randn(count, self.latents, generator=generator)
        return (self.mean + torch.exp(self.logvar / 2) * noise.to(self.mean.device)).detach().cpu()


@final
class FullPosePrior(PosePrior):
    """Offsets Wũ + b of ũ ~ N(0, I): N(b, WWᵀ) of a rank of one's choice; with a hidden layer, no Gaussian but a learned one's image."""

    def __init__(self, parameters: int, rank: int, hidden: int) -> None:
        super().__init__(rank, 0.0)
        self.inner = nn.Sequential(nn.Linear(rank, hidden), nn.Tanh()) if hidden else nn.Identity()
        self.last = nn.Linear(hidden or rank, parameters)
        for layer in self.inner.modules():
            if isinstance(layer, nn.Linear):
                nn.init.zeros_(layer.bias)  # 0 stands for the identity at first, through a hidden layer too
        # As large at the start as the other priors', and each latent another direction.
        nn.init.orthogonal_(self.last.weight, gain=math.exp(START_LOGVAR / 2))
        nn.init.zeros_(self.last.bias)

    @override
    def offsets(self, latents: PoseLatents) -> Offsets:
        return self.last(self.inner(latents))

    @override
    def latents_of(self, offsets: Offsets) -> PoseLatents:
        if not isinstance(self.inner, nn.Identity):
            raise UsageError("a pose cannot be set through the hidden layer of its prior: train without --pose-hidden, or set its latents")
        return (offsets - self.last.bias) @ torch.linalg.pinv(self.last.weight).T

    @override
    def gaussian(self, mean: PoseLatents, logvar: PoseLatents) -> tuple[PoseLatents, PoseLatents]:
        return torch.zeros_like(mean), torch.zeros_like(logvar)

    @override
    def sample(self, count: int, generator: Generator | None = None) -> PoseLatents:
        return torch.randn(count, self.latents, generator=generator)


def build_pose_prior(name: PosePriorName, parameters: int, rank: int = 0, hidden: int = 0, angle: int | None = None) -> PosePrior:
    """A prior by name; `angle` is the number of the parameter that is a rotation.

    Raises `UsageError` for a rank or width that there cannot be.
    """
    if rank < 0 or rank > parameters or hidden < 0:
        raise UsageError(
            f"pose_rank is {rank} and pose_hidden {hidden}: give a rank from 1 to {parameters} (0 is {parameters}), a width from 0"
        )
    if name != "full" and (rank or hidden):
        raise UsageError(f"pose_rank and pose_hidden belong to the prior full, not to {name}: give --pose-prior full too")
    match name:
        case "none":
            return NoPosePrior(parameters, angle)
        case "identity":
            return NormalPosePrior(parameters, fit_mean=False)
        case "normal":
            return NormalPosePrior(parameters, fit_mean=True)
        case "full":
            return FullPosePrior(parameters, rank or parameters, hidden)
