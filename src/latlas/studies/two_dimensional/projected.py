"""The baselines on the base model: maps of its codes, and four ways back from them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from latlas.errors import StudyError
from latlas.projection.parametric_tsne import ParametricTSNE
from latlas.projection.pca import PCA
from latlas.projection.projection import InvertibleProjection
from latlas.projection.ridge import RidgePreImage
from latlas.projection.saving import load_projection, save_projection
from latlas.projection.shotgun import ShotgunPreImage
from latlas.studies.two_dimensional.coding import CodeArray
from latlas.studies.two_dimensional.settings import Setting

CANDIDATES = 1000
"""Draws from N(0, I) that the shotgun chooses among."""


def fit_projections(codes: CodeArray, setting: Setting, seed: int) -> dict[str, InvertibleProjection]:
    """The four rows of table I on codes of training images: PCA and parametric t-SNE, each with both ways back.

    The map's own network back is of no use here, and is trained for one step.
    """
    pca = PCA().fit(codes)
    tsne = ParametricTSNE(steps=setting.tsne_steps, inverse_steps=1, seed=seed, device=setting.device, quiet=True).fit(codes)
    return {
        "pca_p": pca,
        "pca_s": ShotgunPreImage(pca, CANDIDATES, refit=False, seed=seed).fit(codes),
        "tsne_p": RidgePreImage(tsne, refit=False).fit(codes),
        "tsne_s": ShotgunPreImage(tsne, CANDIDATES, refit=False, seed=seed).fit(codes),
    }


def save_projections(projections: Mapping[str, InvertibleProjection], run: Path) -> None:
    """Keep projections beside the weights of the base model."""
    for name, projection in projections.items():
        save_projection(projection, _path(run, name))


def load_saved(run: Path, name: str) -> InvertibleProjection | None:
    """A projection of the base model's run, or None where it was not kept. Raises `StudyError` for one without a way back."""
    path = _path(run, name)
    if not path.exists():
        return None
    projection = load_projection(path)
    if not isinstance(projection, InvertibleProjection):
        raise StudyError(f"{path} is no projection that comes back: train the base model again")
    return projection


def _path(run: Path, name: str) -> Path:
    return run / f"{name}.safetensors"
