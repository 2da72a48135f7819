"""What the study of pose compares, on which digits and how long: the paper's recipe as written, and ours, chosen on the training images."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from latlas.studies.study import Scale

SEARCH_LOG = Path(__file__).parent / "search.json"
"""The committed log of the search, from which `ours` reads the recipe of each model."""

Options = Mapping[str, Any]
Recipe = Literal["paper", "ours"]


@dataclass(frozen=True)
class Setting:
    """A scale of the study."""

    data: str
    """Image set of table 1."""
    epochs: int
    search_epochs: int
    count: int = 0
    """Images, training and test together; 0 is all."""
    rotated: int = 0
    """Rotated digits of rot-MNIST; 0 leaves it out."""
    rotated_epochs: int = 0
    turned_epochs: int = 0
    """On rotated digits, of the models whose poses begin from several rotations: a step costs them more, and they need fewer."""
    likelihood_images: int = 1000
    likelihood_samples: int = 200
    folds: int = 9
    """Of the cross-validation of linear probes."""
    compile: bool = False
    """Compile the trainings of upright digits, which pays where they are long (benchmark `train_compiled`)."""


SETTINGS: Mapping[Scale, Setting] = {
    "smoke": Setting("digits", epochs=1, search_epochs=1, likelihood_images=8, likelihood_samples=4, folds=3),
    "desk": Setting("mnist", epochs=20, search_epochs=10, count=10_000, rotated=1500, rotated_epochs=100, turned_epochs=50),
    "paper": Setting("mnist", epochs=50, search_epochs=20, rotated=1500, rotated_epochs=400, turned_epochs=200, compile=True),
}
ROTATED = "rot_mnist"
"""The image set of rotated digits."""

ROTATIONS = 8
"""That a pose may begin from, in the models of rotated digits that have several."""
BATCH_SIZE = 128
"""Not stated in the paper."""
BODY: Options = {"body": "dense", "hidden": (256, 256)}
"""The paper's networks, for every model."""
PAPER: Options = {"optimiser": "adadelta", "learning_rate": 1.0}
"""The paper's training."""
PAPER_POSE: Options = {"pose_prior": "none", "padding": "border"}
"""Its pose: figure 5 and table 1 use no prior; the transformer layer of its library repeats the border."""


@dataclass(frozen=True)
class Variant:
    """A trained model of the study: what it is, and how many latents z it has."""

    model: str
    latents: int
    options: Options
    recipe: Recipe = "paper"


FAMILIES: Mapping[str, tuple[str, Options]] = {
    "vae": ("vae", {}),
    "affine": ("transformer_vae", {"transformation": "affine"}),
    "thin_plate": ("transformer_vae", {"transformation": "thin_plate", "grid": 3}),
    "double": ("double_transformer_vae", {"transformation": "affine"}),
}
"""The rows of table 1 that are trained: catalog name and options."""
POSE_PARAMETERS = {"vae": 0, "affine": 6, "thin_plate": 18, "double": 6}
TABLE_LATENTS = (8, 20)
TOTALS = (2, 10, 20, 30, 50)
"""Dimensions of z and u together in figure 5."""
PRIORS = ("none", "identity", "normal", "full")
PRIOR_FAMILIES = ("affine", "thin_plate")
"""Models whose priors of u are compared, with our recipe and 8 latents."""
NO_TRAINING = ("raw", "pca-8", "pca-20")
"""Rows of table 1 without a network."""

PUBLISHED: Mapping[str, float] = {
    "raw": 91.80,
    "pca-8": 75.51,
    "vae-8": 87.99,
    "affine-8": 88.39,
    "thin_plate-8": 88.65,
    "double-8": 93.87,
    "pca-20": 86.52,
    "vae-20": 86.45,
    "affine-20": 90.51,
    "thin_plate-20": 94.48,
    "double-20": 94.17,
}
"""Test accuracies of the paper's table 1, %."""

CANDIDATES: Mapping[str, tuple[Options, ...]] = {
    "vae": (
        {},
        {"learning_rate": 2e-3},
        {"schedule": "cosine"},
        {"learning_rate": 2e-3, "schedule": "cosine"},
    ),
    **{
        family: (
            {"pose_prior": "none", "padding": "zeros"},
            {"pose_prior": "normal", "padding": "zeros"},
            {"pose_prior": "none", "padding": "zeros", "pose_limit": 0.3},
            {"pose_prior": "normal", "padding": "zeros", "learning_rate": 2e-3, "schedule": "cosine"},
        )
        for family in ("affine", "thin_plate", "double")
    },
}
"""What the search tries for each family, with 8 latents and Adam: as many for each. The best by cross-validation is our recipe."""


def variants() -> dict[str, Variant]:
    """Every trained model by name: table 1 with both recipes, figure 5, models of two latents, priors."""
    found: dict[str, Variant] = {}
    for family, (model, options) in FAMILIES.items():
        own = {**options, **(PAPER_POSE if family != "vae" else {})}
        sizes = {*TABLE_LATENTS, 2, *(total - POSE_PARAMETERS[family] for total in TOTALS)}
        for latents in sorted(size for size in sizes if size >= 2):
            found[f"{family}-{latents}"] = Variant(model, latents, own)
        for latents in TABLE_LATENTS:
            found[f"{family}-{latents}-ours"] = Variant(model, latents, {**options, **ours(family)}, "ours")
    for family in PRIOR_FAMILIES:
        model, options = FAMILIES[family]
        for prior in PRIORS:
            found[prior_model(family, prior)] = Variant(model, 8, {**options, **ours(family), "pose_prior": prior}, "ours")
    return found


def rotated_variants() -> dict[str, Variant]:
    """The models of rot-MNIST: a rotation, scales and shifts, so that the angle can be read from the pose."""
    options = {"transformation": "affine_named", "padding": "zeros"}
    own: Mapping[str, Options] = {
        "none": {"pose_prior": "none"},
        "normal": {"pose_prior": "normal"},
        "turns": {"pose_prior": "none", "pose_turns": ROTATIONS},
    }
    return {
        f"{name}-8-{ending}": Variant(model, 8, {**options, **some}, "ours")
        for name, model in (("affine_named", "transformer_vae"), ("double_named", "double_transformer_vae"))
        for ending, some in own.items()
    }


def prior_model(family: str, prior: str) -> str:
    """The model with our recipe, 8 latents and a prior of u: the recipe's own where it has that prior, for nothing is trained twice."""
    return f"{family}-8-ours" if ours(family).get("pose_prior") == prior else f"{family}-8-{prior}"


def many_seeds(name: str) -> bool:
    """Whether a model of table 1's image set is trained with every seed: those of claims; the others with the first."""
    family, _, rest = name.partition("-")
    latents, _, ending = rest.partition("-")
    if int(latents) in TABLE_LATENTS:
        return ending != "identity"
    return family in CLAIMED_FAMILIES and int(latents) + POSE_PARAMETERS[family] == CLAIMED_TOTAL


CLAIMED_TOTAL = 30
"""The total dimension at which claim P4 compares reconstruction errors."""
CLAIMED_FAMILIES = ("vae", "thin_plate", "double")
"""The models that it compares."""


def ours(family: str) -> dict[str, Any]:
    """The options that the search chose for a family; before there is a log, the first candidate."""
    if not SEARCH_LOG.exists():
        return dict(CANDIDATES[family][0])
    log = json.loads(SEARCH_LOG.read_text(encoding="utf-8"))
    return dict(log["chosen"].get(family, CANDIDATES[family][0]))
