"""What every transformation is: a map of points with parameters, its inverse, and what both do to images."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, final

import torch
from jaxtyping import Float
from torch import Tensor, nn

from latlas import catalog
from latlas.errors import UsageError
from latlas.functional.warp import Padding, Points, Warped, pixel_points, sample
from latlas.types import Images

Parameters = Float[Tensor, "batch parameter"]
Identity = Float[Tensor, " parameter"]
SharedPoints = Float[Tensor, "#batch point 2"]
"""Points of each element of the batch, or one list that all of them share."""


class Transformation(nn.Module, ABC):
    """A map T_u of points in [-1, 1]² (see `latlas.functional.warp`), with parameters u of its own for each element of the batch.

    T_u(image)(p) = image(`coordinates`(u, p)): coordinates say where in the source each point of the result is read. So what moves
    points to the right moves the picture to the left, and what spreads points makes the picture smaller. A transformation has nothing to
    learn and keeps nothing in a state dict: its constants are buffers that are not persistent.
    """

    angle: ClassVar[str | None] = None
    """The name of the parameter that is a rotation, counter-clockwise as seen on the screen, in radians; None where there is none."""
    gridded: ClassVar[bool] = False
    """Whether it is made with a number of control points per side; else it is made without arguments."""
    identity: Identity
    """The parameters that leave every point where it is."""

    def __init__(self, names: tuple[str, ...], identity: Identity) -> None:
        super().__init__()
        self.names = names
        """The name of each parameter."""
        self.register_buffer("identity", identity, persistent=False)

    @abstractmethod
    def coordinates(self, parameters: Parameters, points: SharedPoints) -> Points:
        """Where in the source each point of the result is read. Differentiable in both; float32 or wider, also under autocast."""

    @abstractmethod
    def inverse_coordinates(self, parameters: Parameters, points: SharedPoints) -> Points:
        """The points whose `coordinates` these are. Differentiable in both; float32 or wider, also under autocast."""

    @final
    def checked(self, parameters: Parameters, points: SharedPoints) -> tuple[Parameters, SharedPoints]:
        """Both in one type, float32 or wider: half precision would be off by a pixel in an image of a few hundred.

        Raises `UsageError` when there are more or fewer parameters than names.
        """
        if parameters.shape[1] != len(self.names):
            raise UsageError(f"{type(self).__name__} has {len(self.names)} parameters ({', '.join(self.names)}), not {parameters.shape[1]}")
        dtype = torch.promote_types(torch.promote_types(parameters.dtype, points.dtype), torch.float32)
        return parameters.to(dtype), points.to(dtype)


def build_transformation(name: str, grid: int) -> Transformation:
    """The transformation of a name in the catalog; `grid` is the number of control points per side of those that have them.

    Raises `UsageError` for a name that is not there, and what the transformation raises for a grid that it cannot use.
    """
    found = catalog.get("transformations", name)
    return found(grid) if found.gridded else found()


def transform(transformation: Transformation, images: Images, parameters: Parameters, height: int, width: int, padding: Padding) -> Warped:
    """T_u(images), of `height` × `width` pixels, each image with its own parameters; the source may have another size."""
    return sample(images, transformation.coordinates(parameters, _pixels(parameters, height, width)), height, width, padding)


def transform_back(
    transformation: Transformation, images: Images, parameters: Parameters, height: int, width: int, padding: Padding
) -> Warped:
    """T_u⁻¹(images): what `transform` with the same parameters moves to these images, but for what fell out of the frame."""
    return sample(images, transformation.inverse_coordinates(parameters, _pixels(parameters, height, width)), height, width, padding)


def _pixels(parameters: Parameters, height: int, width: int) -> SharedPoints:
    dtype = torch.promote_types(parameters.dtype, torch.float32)
    return pixel_points(height, width, parameters.device, dtype)[None]
