"""What the study of interpolation compares, on which images and how long: the same bodies, batches and steps for every method."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from latlas.studies.study import Scale

SEARCH_LOG = Path(__file__).parent / "search.json"
"""The committed log of the search, from which `chosen` reads each method's options."""

Options = Mapping[str, Any]
RIVALS = ("beta_vae", "aae", "acai", "gaia", "amr")
"""The methods that the claims compare AEAI with."""
METHODS = ("ae", *RIVALS, "aeai")
"""What is trained, in the order of tables."""
DISSOLVE = "cross_dissolve"
"""The baseline that no network makes: pixels mixed."""

WITHOUT: Mapping[str, Options] = {
    "aeai_no_cycle": {"cycle_weight": 0.0},
    "aeai_no_critic": {"adversarial_weight": 0.0},
    "aeai_no_smoothness": {"smoothness_weight": 0.0},
}
"""The ablation: AEAI's options with one weight at 0."""
MODELS = (*METHODS, *WITHOUT, DISSOLVE)


@dataclass(frozen=True)
class Setting:
    """A scale of the study."""

    size: int
    """Height and width of the images."""
    steps: int
    """Training steps of every model."""
    search_steps: int
    """Training steps of a candidate of the search."""
    latent_dim: int
    convolutions: int
    """Per block."""
    data: tuple[str, ...]
    batch_size: int = 32
    learning_rate: float = 1.5e-3
    lengths: tuple[int, ...] = tuple(range(2, 17))
    """Lengths of the scored intervals in views, 5° each: 10° … 80°. The paper's "80°" are 16 views, a length of 15."""
    fixed: int = 15
    """Length at which errors by α and admissibility are given."""
    retrieval: int = 14
    """Length at which α is retrieved: 70°."""
    line_steps: int = 3000
    """Training steps on `lines`."""
    line_count: int = 20_000
    line_gallery: int = 10_000
    few: tuple[int, ...] = ()
    """Numbers of training views with which reconstruction is measured apart."""
    flat: tuple[int, ...] = (2, 3)
    """Numbers of latents with which the manifold of pole can be drawn (figure 2), for the models of `FEW` and the first seed."""


SETTINGS: Mapping[Scale, Setting] = {
    "smoke": Setting(
        size=16,
        steps=8,
        search_steps=8,
        latent_dim=8,
        convolutions=1,
        data=("pole",),
        lengths=(3, 4, 14, 15),
        line_steps=8,
        line_count=200,
        line_gallery=100,
    ),
    "desk": Setting(size=32, steps=1000, search_steps=600, latent_dim=64, convolutions=1, data=("obj66", "pole", "lines"), few=(12, 24)),
    "paper": Setting(
        size=128,
        steps=20_000,
        search_steps=5_000,
        latent_dim=256,
        convolutions=2,
        data=("obj66", "pole", "lines"),
        line_steps=262_144,
        learning_rate=1e-3,
        few=(12, 24),
    ),
}

FEW = ("ae", "aeai")
"""The models that are also trained with few views, and with few latents: with AEAI's terms and without."""
FEW_DATA = ("obj66",)
"""Where they are trained with few views."""
SEARCHED = ("obj12", "obj74", "pole")
"""Where the search for options takes place: two objects that are in no table, and validation views of pole."""
HELD_OUT = 0.2
"""Share of the views that no model sees in training, as in the paper."""
VALIDATION = 0.1
"""During the search, the share of the views, taken from training, on which candidates are compared; held-out ones are not looked at."""

SLOW: Options = {"norm": "group", "learning_rate": 1.5e-3, "warmup_steps": 150}
"""Group norm, and a learning rate that rises at first."""
FAST: Options = {**SLOW, "learning_rate": 3e-3}
LATE: Options = {"term_warmup_steps": 300}
NEAR: Options = {"neighbours": 8, **LATE}
"""Pairs of AEAI that lie near each other, with terms that come in slowly."""

CANDIDATES: Mapping[str, tuple[Options, ...]] = {
    "ae": (
        SLOW,
        FAST,
        {**FAST, "learning_rate": 2e-3},
        {**FAST, "latent_norm": "scale"},
        {**FAST, "norm": "batch"},
        {**FAST, "norm": "none"},
    ),
    "beta_vae": (
        {**FAST, "beta": 0.00001},
        {**FAST, "beta": 0.0001},
        {**FAST, "beta": 0.001},
        {**FAST, "beta": 0.01},
        {**SLOW, "beta": 0.00001},
        {**SLOW, "beta": 0.0001},
    ),
    "aae": (
        {**FAST, "adversarial_weight": 0.00003},
        {**FAST, "adversarial_weight": 0.0001},
        {**FAST, "adversarial_weight": 0.001},
        {**SLOW, "adversarial_weight": 0.0001},
        {**FAST, "adversarial_weight": 0.001, "latent_norm": "scale"},
        {**FAST, "adversarial_weight": 0.01, "latent_norm": "scale"},
    ),
    "acai": (
        {**FAST, "adversarial_weight": 0.0005},
        {**FAST, "adversarial_weight": 0.005},
        {**FAST, "adversarial_weight": 0.05},
        {**FAST, "adversarial_weight": 0.2},
        {**SLOW, "adversarial_weight": 0.005},
        {**SLOW, "adversarial_weight": 0.05},
    ),
    "gaia": (
        {**SLOW, **LATE, "distance_weight": 0.001, "reconstruction_weight": 100.0},
        {**SLOW, **LATE, "distance_weight": 0.001, "reconstruction_weight": 1000.0},
        {**SLOW, **LATE, "distance_weight": 0.1, "reconstruction_weight": 100.0},
        {**FAST, **LATE, "distance_weight": 0.001, "reconstruction_weight": 100.0},
        {**FAST, **LATE, "distance_weight": 0.001, "reconstruction_weight": 1000.0},
        {**FAST, **LATE, "distance_weight": 0.001, "reconstruction_weight": 10_000.0},
    ),
    "amr": (
        {**FAST, "reconstruction_weight": 100_000.0},
        {**FAST, "reconstruction_weight": 30_000.0},
        {**FAST, "reconstruction_weight": 10_000.0},
        {**FAST, "reconstruction_weight": 1000.0},
        {**SLOW, "reconstruction_weight": 30_000.0},
        {**SLOW, "reconstruction_weight": 10_000.0},
    ),
    "aeai": (
        {**FAST, **NEAR, "adversarial_weight": 0.00003, "cycle_weight": 0.0001, "smoothness_weight": 0.00003},
        {**FAST, **NEAR, "adversarial_weight": 0.0001, "cycle_weight": 0.0003, "smoothness_weight": 0.0001},
        {**FAST, **NEAR, "adversarial_weight": 0.0003, "cycle_weight": 0.001, "smoothness_weight": 0.0003},
        {**FAST, **NEAR, "adversarial_weight": 0.001, "cycle_weight": 0.003, "smoothness_weight": 0.001},
        {**SLOW, **NEAR, "adversarial_weight": 0.0003, "cycle_weight": 0.001, "smoothness_weight": 0.0003},
        {**FAST, "adversarial_weight": 0.001, "cycle_weight": 0.01, "smoothness_weight": 0.001},
    ),
}
"""What the search tries for each method: as many candidates for each.

This is the seventh round, around what was best before; the logs of the others are kept beside its own. Rates above that of `FAST` are not
tried again: they won the sixth round, and then a training on an object of the table stayed at the mean image. The norms and the weights of
each method's own paper are among the candidates of all rounds together.
"""


def body(setting: Setting) -> dict[str, Any]:
    """The options that all methods share."""
    return {
        "body": "vgg",
        "channels": (16, 32, 64, 128),
        "hidden": (256,),
        "convolutions": setting.convolutions,
        "latent_dim": setting.latent_dim,
    }


def chosen(model: str) -> dict[str, Any]:
    """The options that the search chose for a method, or for the method that an ablation is of; none where there was no search."""
    log = json.loads(SEARCH_LOG.read_text(encoding="utf-8"))
    return {**log["chosen"].get("aeai" if model in WITHOUT else model, {}), **WITHOUT.get(model, {})}
