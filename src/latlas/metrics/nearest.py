"""The nearest image of a set: exact search by one matrix product a batch."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from latlas.types import Images

Values = Float[Tensor, "query value"]
Distances = Float[Tensor, "query image"]
Flat = Float[Tensor, "image value"]
Centre = Float[Tensor, " value"]
Centred = Float[Tensor, "value image"]
PerImage = Float[Tensor, " image"]


@dataclass(frozen=True)
class Gallery:
    """Real images, ready to be searched."""

    images: Flat
    """Flattened, float32."""
    centre: Centre
    """Their mean."""
    centred: Centred
    """Images less the mean, over the root of the number of values."""
    squares: PerImage
    """Mean squared value of each centred image."""

    def distances(self, queries: Values) -> Distances:
        """Mean squared difference of every query to every image, ≥ 0, as ‖q‖² + ‖g‖² − 2 q·g.

        The images' mean is taken off first: what cancels is then of the size of the images' variance, so that the
        rounding error is near 1e-7 of it, not of the squared brightness.
        """
        shifted = (queries - self.centre).mul_(self.centre.numel() ** -0.5)
        squares = shifted.square().sum(1, keepdim=True)
        return torch.addmm(self.squares, shifted, self.centred, alpha=-2).add_(squares).clamp_(min=0)


def gallery_of(images: Images) -> Gallery:
    """The gallery of some images."""
    flat = images.flatten(1).float()
    centre = flat.mean(0, dtype=torch.float64)
    centred = ((flat.double() - centre) / flat.shape[1] ** 0.5).float()
    return Gallery(flat, centre.float(), centred.T.contiguous(), centred.square().sum(1))


def neighbour_distances(gallery: Gallery, batch_size: int = 256) -> PerImage:
    """Root mean squared difference of each image of the gallery to its nearest other image."""
    found = []
    for first in range(0, len(gallery.images), batch_size):
        queries = gallery.images[first : first + batch_size]
        distances = gallery.distances(queries)
        own = torch.arange(len(queries), device=queries.device)
        distances[own, own + first] = torch.inf
        found.append((queries - gallery.images[distances.argmin(1)]).square().mean(1).sqrt())
    return torch.cat(found)
