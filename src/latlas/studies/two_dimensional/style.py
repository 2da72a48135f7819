"""How models are called, and how they look, in every figure and table of the study."""

from __future__ import annotations

from collections.abc import Mapping

from latlas.studies.figures import Look
from latlas.studies.two_dimensional.settings import BASE, LETTERS, PROJECTED

FAMILIES: Mapping[str, Look] = {
    BASE: Look("base (128 latents)", "#000000", "s"),
    "pca": Look("PCA of the base's codes", "#cc79a7", "v"),
    "tsne": Look("parametric t-SNE of the base's codes", "#e69f00", "P"),
    "non_greedy": Look("non-greedy", "#0072b2", "o"),
    "greedy": Look("greedy", "#009e73", "^"),
    "direct": Look("direct", "#d55e00", "D"),
}
"""Colours of Okabe and Ito (2008), which colour-blind readers can tell apart; the markers help."""
CLASSES = ("#cc6677", "#332288", "#ddcc77", "#117733", "#88ccee", "#882255", "#44aa99", "#999933", "#aa4499", "#000000")
"""Colours of classes: Tol (2021), muted, and black."""


def title(model: str) -> str:
    """The paper's name of a row: "4ng" is "4-stage (NG)"."""
    if model == BASE:
        return "base-128"
    if model in PROJECTED:
        method, _, way = model.partition("_")
        return f"{'PCA' if method == 'pca' else 't-SNE'} ({way.upper()})"
    return f"{model[0]}-stage ({model[1:].upper()})"


def family(model: str) -> str:
    """The key of a row's look."""
    return model if model == BASE else model.partition("_")[0] if model in PROJECTED else LETTERS[model[1:]]


def data_title(data: str) -> str:
    """The name of an image set for readers."""
    return {"mnist": "MNIST", "folder": "a folder of images"}.get(data, data)
