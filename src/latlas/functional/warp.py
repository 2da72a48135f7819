"""Images read at any points, as spatial transformers do (Jaderberg, Simonyan, Zisserman & Kavukcuoglu 2015, section 3.3).

Points are coordinates in [-1, 1]²: x to the right, y downwards, (-1, -1) the centre of the top-left pixel and (1, 1) that of the
bottom-right one (torch's `align_corners=True`). They are relative: the same points fit an image of any size.
"""

from __future__ import annotations

from typing import Literal

import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from jaxtyping import Float
from torch import Tensor

from latlas.errors import UsageError
from latlas.functional import compiled_warp
from latlas.types import Images

Points = Float[Tensor, "batch point 2"]
PixelPoints = Float[Tensor, "pixel 2"]
Warped = Float[Tensor, "batch channel result_height result_width"]
"""Images that need not have the size of those that they were read from."""
Padding = Literal["zeros", "border"]
"""What lies outside an image: zeros is black, which an image fades to within a pixel of its border; border repeats its outermost pixels."""


def pixel_points(height: int, width: int, device: torch.device, dtype: torch.dtype) -> PixelPoints:
    """The centres of all pixels, row by row from the top left, as (x, y); along a side of a single pixel the coordinate is 0."""

    def centres(side: int) -> Tensor:
        return torch.linspace(-1 if side > 1 else 0, 1, side, device=device, dtype=dtype)

    y, x = torch.meshgrid(centres(height), centres(width), indexing="ij")
    return torch.stack([x.flatten(), y.flatten()], dim=1)


def sample(images: Images, points: Points, height: int, width: int, padding: Padding) -> Warped:
    """Images of `height` × `width` whose pixels, row by row, are read at each image's own points; bilinear between pixels.

    The images that are read may have another size. Gradients reach images and points; those to points jump at pixel centres. There is no
    forward-mode derivative, as torch's `grid_sample` has none (see `latlas.functional.derivative`). Calculates in float32 for narrower
    types and under autocast; float64 stays float64.

    Raises `UsageError` when there are not as many points as pixels.
    """
    if points.shape[1] != height * width:
        raise UsageError(f"{points.shape[1]} points cannot be an image of {height}×{width}: it has {height * width} pixels")
    dtype = torch.promote_types(torch.promote_types(images.dtype, points.dtype), torch.float32)
    with torch.autocast(images.device.type, enabled=False):
        grid = points.to(dtype).unflatten(1, (height, width))
        if torch.compiler.is_compiling() and not torch.compiler.is_exporting():
            return compiled_warp.grid_sample(images.to(dtype), grid, padding == "border")
        return F.grid_sample(images.to(dtype), grid, mode="bilinear", padding_mode=padding, align_corners=True)
