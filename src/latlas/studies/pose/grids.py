"""Pictures that models of the study decode: samples, manifolds, images before their transformation, noisy and turned ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float, Int
from PIL import Image
from torch import Generator, Tensor

from latlas.data.imageset import ImageSet
from latlas.errors import StudyError
from latlas.metrics.denoising import gaussian_noise
from latlas.models.double_transformer_vae import DoubleTransformerVAE
from latlas.models.model import LatentModel
from latlas.models.transformer_vae import TransformerVAE
from latlas.studies.decoded import labelled_blocks, labelled_rows, open_runs
from latlas.studies.pose.scoring import NOISE
from latlas.studies.pose.settings import FAMILIES, PRIORS, ROTATED, ROTATIONS, TABLE_LATENTS, prior_model, rotated_variants
from latlas.studies.pose.style import LOOKS, title
from latlas.types import Images

Codes = Float[Tensor, "batch z"]
Numbers = Int[np.ndarray, " number"]
"""Of images in their set."""
Chosen = Int[np.ndarray, " chosen"]
Posed = TransformerVAE | DoubleTransformerVAE

ACROSS, SAMPLES = 8, 32
"""Samples in a row of a block, and in all of it."""
PRIOR_ACROSS, PRIOR_SAMPLES = 6, 18
"""The same for priors, three blocks of which stand side by side."""
SIDE = 11
"""Images along a side of a manifold."""
SMALL_CELL = (24, 40)
"""Pixels of an image's side in a manifold."""
AVERAGED = 1000
"""Test images whose mean pose is taken, at most."""
TURNED = (2, 4, 5, 7)
"""Digits that show whether they stand upright."""


def draw_samples(runs: Path, data: str, ending: str) -> Image.Image | None:
    """Samples in the pose that changes nothing, a block for each model and number of latents; None without runs."""
    trained = open_runs(runs, data, [f"{family}-{latents}{ending}" for family in FAMILIES for latents in TABLE_LATENTS])
    if not trained:
        return None
    blocks = {title(name).partition(",")[0]: canonical(one.model, draws(one.model, SAMPLES)) for name, one in trained.items()}
    return labelled_blocks(blocks, ACROSS, across=2)


def draw_priors(runs: Path, data: str, family: str) -> Image.Image | None:
    """Samples of each prior in three poses: none, the mean of test images, and drawn ones; None without runs."""
    names = {prior_model(family, prior): prior for prior in PRIORS}
    trained = open_runs(runs, data, list(names))
    blocks = {}
    for name, one in trained.items():
        model, prior = one.model, names[name]
        if not isinstance(model, Posed):
            raise StudyError(f"{one.folder} is no model with a pose")
        decoder, images = model.decoder, next(iter(trained.values())).images
        before = canonical(model, draws(model, PRIOR_SAMPLES))
        with torch.no_grad():
            mean = decoder.average_pose(model.encode(images.images(images.split["test"][:AVERAGED])).mean)
            drawn = decoder.draw_pose(PRIOR_SAMPLES, Generator().manual_seed(1))
            blocks[f"{prior}: canonical"] = before
            blocks[f"{prior}: mean pose"] = decoder.put(before, mean.expand(len(before), -1))
            blocks[f"{prior}: " + ("average pose" if prior == "none" else "drawn poses")] = decoder.put(before, drawn)
    return labelled_blocks(blocks, PRIOR_ACROSS) if blocks else None


def draw_manifolds(runs: Path, data: str) -> Image.Image | None:
    """Images over the plane of two latents z, a block for each model; None without runs."""
    trained = open_runs(runs, data, [f"{family}-2" for family in FAMILIES])
    if not trained:
        return None
    places = torch.special.ndtri(torch.linspace(0.02, 0.98, SIDE))
    second, first = torch.meshgrid(places.flip(0), places, indexing="ij")
    plane = torch.stack([first.flatten(), second.flatten()], dim=1)
    blocks = {LOOKS[name.partition("-")[0]].name: canonical(one.model, plane) for name, one in trained.items()}
    return labelled_blocks(blocks, SIDE, across=2, cell=SMALL_CELL)


def draw_before(runs: Path, data: str) -> Image.Image | None:
    """Test images, and for each model with a pose and 8 latents what it decodes before the transformation and after; None without runs."""
    names = [f"{family}-8{ending}" for ending in ("", "-ours") for family in FAMILIES if family != "vae"]
    trained = open_runs(runs, data, names)
    if not trained:
        return None
    images = next(iter(trained.values())).images
    chosen = one_of_each(images, images.split["test"])
    rows = {"test images": images.images(chosen)}
    for name, one in trained.items():
        with torch.no_grad():
            latents = one.model.encode(rows["test images"]).mean
            rows[f"{_short(name)}: canonical"] = canonical(one.model, latents[:, one.model.parts["z"]])
            rows[f"{_short(name)}: in pose"] = one.model.decode(latents)
    return labelled_rows(rows, _classes(images, chosen), apart=range(1, len(rows), 2))


def draw_denoising(runs: Path, data: str) -> Image.Image | None:
    """Test images, noisy, and reconstructed from that by models with 8 latents; None without runs."""
    trained = open_runs(runs, data, [f"{family}-8{ending}" for ending in ("", "-ours") for family in FAMILIES])
    if not trained:
        return None
    images = next(iter(trained.values())).images
    chosen = one_of_each(images, images.split["test"])
    clean = images.images(chosen)
    rows = {"test images": clean, "with noise": gaussian_noise(NOISE)(clean, Generator().manual_seed(0))}
    for name, one in trained.items():
        with torch.no_grad():
            rows[_short(name)] = one.model.decode(one.model.encode(rows["with noise"]).mean)
    return labelled_rows(rows, _classes(images, chosen), apart=(2,))


BEGUN = {"none": "no prior", "normal": "normal prior", "turns": f"{ROTATIONS} rotations"}
"""What tells the models of rot-MNIST apart, in the picture of what they turn."""


def draw_turned(runs: Path) -> Image.Image | None:
    """Turned digits, and for each model what it decodes before it is turned, and the digits with their pose undone; None without runs."""
    trained = open_runs(runs, ROTATED, list(rotated_variants()))
    if not trained:
        return None
    images = next(iter(trained.values())).images
    if images.factors is None or images.labels is None:
        raise StudyError(f"image set '{images.name}' does not say which digits its images are, and by what angle they were turned")
    labels = np.asarray(images.labels)
    chosen = np.concatenate([np.flatnonzero(labels == digit)[:3] for digit in TURNED])
    rows = {"turned digits": images.images(chosen)}
    for name, one in trained.items():
        if not isinstance(one.model, Posed):
            raise StudyError(f"{one.folder} is no model with a pose")
        with torch.no_grad():
            latents = one.model.encode(rows["turned digits"]).mean
            short = f"{name.partition('_')[0].replace('affine', 'single')}, {BEGUN[name.rpartition('-')[2]]}"
            rows[f"{short}: canonical"] = canonical(one.model, latents[:, one.model.parts["z"]])
            rows[f"{short}: turned back"] = one.model.decoder.put_back(rows["turned digits"], one.model.decoder.read_pose(latents))
    angles = np.degrees(images.factors[chosen, images.factor_names.index("angle")])
    return labelled_rows(rows, [f"{angle:.0f}°" for angle in angles], apart=range(1, len(rows), 2))


def draws(model: LatentModel, count: int) -> Codes:
    """Seeded draws of z from its prior."""
    if model.prior is None:
        raise StudyError("a model without a prior has no samples")
    return model.prior.sample(count, Generator().manual_seed(0))[:, model.parts["z"]]


def canonical(model: LatentModel, codes: Codes) -> Images:
    """What is decoded from z, in the pose that changes nothing."""
    with torch.no_grad():
        if not isinstance(model, Posed):
            return model.decode(codes)
        latents = torch.cat([codes, codes.new_zeros(len(codes), model.latent_dim - codes.shape[1])], dim=1)
        identity = model.decoder.transformation.identity
        return model.decoder.put(model.decoder.canonical(latents), identity.expand(len(codes), -1))


def one_of_each(images: ImageSet, among: Numbers) -> Chosen:
    """The first of some images of each class, in the order of classes."""
    if images.labels is None:
        raise StudyError(f"image set '{images.name}' has no labels to choose by")
    labels = np.asarray(images.labels)[among]
    return among[[int(np.flatnonzero(labels == label)[0]) for label in np.unique(labels)]]


def _classes(images: ImageSet, chosen: Chosen) -> Sequence[str]:
    return [str(label) for label in np.asarray(images.labels)[chosen]]


def _short(name: str) -> str:
    """ "affine" with the paper's recipe, "affine, ours" with ours."""
    family, _, rest = name.partition("-")
    short = LOOKS[family].name.removesuffix(" transformer VAE")
    return f"{short}, {'ours' if rest.endswith('ours') else 'paper'}"
