"""Priors: the distributions of latents that samples are drawn from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Generator

from latlas.types import Labels, Latents


class Prior(Protocol):
    """A distribution over latents."""

    def sample(self, count: int, generator: Generator | None = None) -> Latents:
        """`count` draws on the CPU."""
        ...


@dataclass(frozen=True)
class StandardNormal:
    """The prior N(0, I) over latents."""

    latent_dim: int

    def sample(self, count: int, generator: Generator | None = None) -> Latents:
        """`count` draws on the CPU."""
        return torch.randn(count, self.latent_dim, generator=generator)


@dataclass(frozen=True)
class CircleOfNormals:
    """Equally likely Gaussians, evenly spaced on a circle in the first two latents; N(0, 1) in the others."""

    latent_dim: int
    components: int
    radius: float = 4.0
    scale: float = 0.5
    """Standard deviation of each component in the first two latents."""

    def place(self, noise: Latents, component: Labels) -> Latents:
        """Draws of N(0, I) turned into draws of the given components."""
        angle = component.to(noise.dtype) * (2 * math.pi / self.components)
        centre = self.radius * torch.stack([angle.cos(), angle.sin()], dim=1)
        return torch.cat([centre + self.scale * noise[:, :2], noise[:, 2:]], dim=1)

    def sample(self, count: int, generator: Generator | None = None) -> Latents:
        """`count` draws on the CPU."""
        component = torch.randint(self.components, (count,), generator=generator)
        return self.place(torch.randn(count, self.latent_dim, generator=generator), component)
