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
PerQuery = Float[Tensor, " query"]
PerImage = Float[Tensor, " image"]


@dataclass(frozen=True)
class Gallery:
    """Real images, ready to be searched."""

    images: Flat
    """Flattened, float32."""
    centre: Centre
    """Their mean."""
    centred: Flat
    """Images less the mean."""
    squares: PerImage
    """Mean squared value of each centred image."""

    def distances(self, queries: Values) -> Distances:
        """Mean squared difference of every query to every image, ≥ 0, as ‖q‖² + ‖g‖² − 2 q·g.

        The images' mean is taken off first: what cancels is then of the size of the images' variance, so that the
        rounding error is near 1e-7 of it, not of the squared brightness.
        """
        shifted = queries - self.centre
        products = torch.addmm(self.squares, shifted, self.centred.T, alpha=-2 / shifted.shape[1])
        return products.add_(mean_squares(shifted)[:, None]).clamp_(min=0)


def gallery_of(images: Images) -> Gallery:
    """The gallery of some images."""
    flat = images.flatten(1).float()
    centre = flat.mean(0)
    centred = flat - centre
    return Gallery(flat, centre, centred, mean_squares(centred))


def mean_squares(rows: Values) -> PerQuery:
    """Mean squared value of each row, read once and with nothing written."""
    return torch.linalg.vector_norm(rows, dim=1).square_() / rows.shape[1]


def neighbour_distances(gallery: Gallery, batch_size: int = 256) -> PerImage:
    """Root mean squared difference of each image of the gallery to its nearest other image."""
    found = []
    for first in range(0, len(gallery.images), batch_size):
        queries = gallery.images[first : first + batch_size]
        distances = gallery.distances(queries)
        own = torch.arange(len(queries), device=queries.device)
        distances[own, own + first] = torch.inf
        found.append(mean_squares(queries - gallery.images[distances.argmin(1)]).sqrt())
    return torch.cat(found)
