"""What a trained model makes: reconstructions, samples, images along paths, and latents."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from latlas.data.imageset import BATCH, ImageSet, Part
from latlas.errors import DataError, UsageError
from latlas.functional.randomness import mix_integers
from latlas.latent import paths
from latlas.runs import TrainedModel
from latlas.training import distributed
from latlas.types import Images, Latents

LatentArray = Float[np.ndarray, "n latent"]
ImageStrips = Float[Tensor, "pair step channel height width"]
ImageSurface = Float[Tensor, "row column channel height width"]


def reconstruct(trained: TrainedModel, count: int = 16, part: Part = "test") -> tuple[Images, Images]:
    """The first `count` images of a part and their reconstructions from the posterior mean."""
    rows = trained.images.split[part][:count]
    if len(rows) == 0:
        raise UsageError(f"the {part} part of '{trained.images.name}' is empty")
    originals = trained.images.images(rows)
    with torch.no_grad():
        return originals, trained.model.decode(trained.model.encode(originals).mean)


def sample(trained: TrainedModel, count: int = 64, seed: int = 0) -> Images:
    """Images decoded from draws of the model's prior.

    A model without a prior (a plain autoencoder) is sampled from the Gaussian with the mean and covariance of its training
    latents.
    """
    generator = torch.Generator().manual_seed(mix_integers(seed))
    with torch.no_grad():
        if trained.model.prior is not None:
            return trained.model.decode(trained.model.prior.sample(count, generator))
        latents = encode(trained, trained.images, "train")
        covariance = torch.from_numpy(np.atleast_2d(np.cov(latents, rowvar=False))).float()
        values, vectors = torch.linalg.eigh(covariance)
        noise = torch.randn(count, latents.shape[1], generator=generator) * values.clamp(min=0).sqrt()
        return trained.model.decode(noise @ vectors.T + torch.from_numpy(latents.mean(0)))


def interpolate(
    trained: TrainedModel,
    pairs: Sequence[tuple[int, int]],
    *,
    steps: int = 9,
    path: str = "linear",
    extrapolate: float = 0.0,
    images: ImageSet | None = None,
) -> ImageStrips:
    """Images decoded along the path between the latents of each pair of images, given by their numbers in the image set.

    `steps` images from the first of a pair to the second, both as the model decodes them, and as many on either side as fit into a
    share `extrapolate` of the way. `path` is a name of `latlas.latent.paths.PATHS`. The numbers are those of the run's own images
    unless `images` is given. Raises `UsageError` for a number, a path or a count of steps that cannot be.
    """
    if path not in paths.PATHS:
        raise UsageError(f"there is no path '{path}'. Known: {', '.join(paths.PATHS)}")
    if len(pairs) == 0:
        raise UsageError("there are no pairs to interpolate: give at least one")
    alpha = paths.alphas(steps, extrapolate)
    with torch.no_grad():
        latents = _encode_numbers(trained, images, [number for pair in pairs for number in pair])
        return paths.decode_path(trained.model.decode, paths.PATHS[path](latents[::2], latents[1::2], alpha))


def bilinear_grid(
    trained: TrainedModel, corners: tuple[int, int, int, int], rows: int = 8, columns: int = 8, *, images: ImageSet | None = None
) -> ImageSurface:
    """Images decoded from the bilinear surface between the latents of four images, given by their numbers in the image set.

    The corners are top left, top right, bottom left and bottom right. The numbers are those of the run's own images unless
    `images` is given. Raises `UsageError` for a number that is out of range and for fewer than 2 rows or columns.
    """
    with torch.no_grad():
        surface = paths.bilinear(_encode_numbers(trained, images, corners), rows, columns)
        return paths.decode_path(trained.model.decode, surface)


def encode(trained: TrainedModel, images: ImageSet, part: Part | None = None, *, shared: bool = False) -> LatentArray:
    """Posterior means of a part of an image set, or of all of it, as float32 `(n, latent)`.

    With `shared`, several processes, which must all make this call, encode a share each, and all get the whole.
    """
    rows = np.arange(len(images)) if part is None else images.split[part]
    return _encode_rows(trained, images, rows, shared).float().numpy()


def _encode_numbers(trained: TrainedModel, images: ImageSet | None, numbers: Sequence[int]) -> Latents:
    images = trained.images if images is None else images
    for number in numbers:
        if not 0 <= number < len(images):
            raise UsageError(f"there is no image {number} in '{images.name}': its images are 0 to {len(images) - 1}")
    return _encode_rows(trained, images, np.array(numbers))


def _encode_rows(trained: TrainedModel, images: ImageSet, rows: np.ndarray, shared: bool = False) -> Latents:
    if images.shape != trained.model.image_shape:
        raise DataError(
            f"image set '{images.name}' has images of shape {images.shape}, the model was trained on {trained.model.image_shape}"
        )
    rank, processes = distributed.start(torch.device("cpu")) if shared else (0, 1)
    with torch.no_grad():
        batches = images.batches(distributed.share(rows, BATCH, rank, processes), BATCH)
        own = [trained.model.encode(batch.images).mean for batch in batches]
    return torch.cat(distributed.together(own, processes))
