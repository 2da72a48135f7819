"""How models and image sets are called, and how they look, in every figure and table of the study."""

from __future__ import annotations

from collections.abc import Mapping

from latlas.studies.figures import Look
from latlas.studies.pose.settings import PRIORS, ROTATED, ROTATIONS

LOOKS: Mapping[str, Look] = {
    "vae": Look("VAE", "#000000", "s"),
    "affine": Look("affine transformer VAE", "#0072b2", "^"),
    "thin_plate": Look("thin-plate transformer VAE", "#d55e00", "D"),
    "double": Look("double transformer VAE", "#009e73", "o"),
}
"""Colours of Okabe and Ito (2008), which colour-blind readers can tell apart; the markers help."""
CLASSES = ("#cc6677", "#332288", "#ddcc77", "#117733", "#88ccee", "#882255", "#44aa99", "#999933", "#aa4499", "#000000")
"""Colours of the ten digits: Tol (2021), muted, and black."""
NAMES: Mapping[str, str] = {
    "raw": "raw pixels",
    "principal_axis": "principal axis",
    "pca": "PCA",
    "affine_named": "transformer VAE",
    "double_named": "double transformer VAE",
    **{family: look.name for family, look in LOOKS.items()},
}
ENDINGS: Mapping[str, str] = {
    "": "",
    "ours": ", our recipe",
    "none": ", no prior of u",
    "turns": f", begun from {ROTATIONS} rotations",
    **{prior: f", {prior} prior of u" for prior in PRIORS if prior != "none"},
}


def title(model: str) -> str:
    """The name of a model for readers: "affine-8-full" is "affine transformer VAE (8), full prior of u"."""
    name, _, rest = model.partition("-")
    latents, _, ending = rest.partition("-")
    return NAMES[name] + (f" ({latents})" if latents else "") + ENDINGS[ending]


def data_title(data: str) -> str:
    """The name of an image set for readers."""
    return {"mnist": "MNIST", ROTATED: "rot-MNIST"}.get(data, data[:1].upper() + data[1:])
