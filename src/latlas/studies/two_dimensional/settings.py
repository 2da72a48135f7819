"""What the study of two dimensions compares, on which images and how long, and what the search tries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from latlas.studies.study import Scale

SEARCH_LOG = Path(__file__).parent / "search.json"
"""The committed log of the search, from which `chosen` reads the options of each family."""

Options = Mapping[str, Any]
Family = Literal["greedy", "non_greedy", "direct"]
"""How a stage-wise VAE is trained: its option `stages`."""


@dataclass(frozen=True)
class Setting:
    """A scale of the study."""

    data: str
    channels: tuple[int, ...]
    """Of the groups of the ResNet, from the image inwards."""
    epochs: int
    """Of each stage; the direct training has four times as many."""
    search_epochs: int
    classifier_epochs: int
    """Of the classifier whose features are compared when no weights are given."""
    tsne_steps: int
    batch_size: int = 64
    limit: int | None = None
    """Images, training and test together; None is all."""
    size: int = 64
    """Height and width of images from a folder; those of other sets stay as they are."""
    compared: int = 10_000
    """Test images, and as many generated ones, that distributions are compared on; fewer where there are fewer."""
    device: str = "cpu"


SETTINGS: Mapping[Scale, Setting] = {
    "smoke": Setting("digits", (4, 8), epochs=1, search_epochs=1, classifier_epochs=1, tsne_steps=20, size=32),
    "desk": Setting("mnist", (8, 16, 32, 64), epochs=4, search_epochs=2, classifier_epochs=4, tsne_steps=4000, limit=10_000, size=32),
    "paper": Setting(
        "folder", (64, 128, 256, 512), epochs=20, search_epochs=4, classifier_epochs=10, tsne_steps=4000, batch_size=128, device="auto"
    ),
}
DATA = ("digits", "mnist", "folder")
VALIDATION = 0.1
"""Share of the training images that the search compares candidates on."""
DIGITS_TEST = 0.2
"""Share of `digits` for testing: more images than the features of its classifier."""
FOLDER_PARTS = {"validation": 20_000 / 202_599, "test": 22_599 / 202_599}
"""Shares of a folder: of the 202 599 images of CelebA they leave the paper's 160 000 for training."""

BODY: Options = {"body": "resnet18", "hidden": (), "norm": "batch", "reconstruction": "ssim", "schedule": "cosine"}
"""The same for every model: one linear layer between the convolutions and the first code, as in the paper."""
LAYERS: Mapping[int, tuple[int, ...]] = {1: (128,), 2: (128, 2), 3: (128, 32, 2), 4: (128, 32, 8, 2)}
"""Sizes of the layers by the number of stages."""
LETTERS: Mapping[str, Family] = {"ng": "non_greedy", "g": "greedy", "d": "direct"}


@dataclass(frozen=True)
class Variant:
    """A trained model of the study."""

    family: Family
    layers: tuple[int, ...]
    options: Options


@dataclass(frozen=True)
class Published:
    """A row of the paper's table I, on CelebA."""

    frechet: float
    ssim: float
    mmd: float


BASE = "base"
"""The VAE with 128 latents."""
PROJECTED = ("pca_p", "pca_s", "tsne_p", "tsne_s")
"""Rows made from the base model: its codes projected to two dimensions, and back by a pre-image (p) or by shotgun (s)."""
STAGEWISE = ("2ng", "2g", "3ng", "3g", "4ng", "4g", "4d")
"""Rows that are trained layer by layer, and the one trained at once."""
PUBLISHED: Mapping[str, Published] = {
    BASE: Published(122.1207, 0.6332, 0.0070),
    "pca_p": Published(196.8630, 0.3964, 0.2431),
    "pca_s": Published(124.3914, 0.3023, 0.0039),
    "tsne_p": Published(126.2563, 0.2767, 0.0044),
    "tsne_s": Published(124.0830, 0.2752, 0.0051),
    "2ng": Published(208.0426, 0.4568, 0.0452),
    "2g": Published(212.4302, 0.4142, 0.0724),
    "3ng": Published(198.3123, 0.4566, 0.0493),
    "3g": Published(191.5949, 0.4070, 0.0748),
    "4ng": Published(201.8177, 0.4567, 0.0462),
    "4g": Published(185.0162, 0.4098, 0.0701),
    "4d": Published(217.9415, 0.4525, 0.0756),
}
"""Table I of the paper; its keys are the rows of ours, in their order."""


@dataclass(frozen=True)
class Probe:
    """A row trained otherwise, to find out why a claim does not hold. Trained only when it is asked for by name."""

    row: str
    """The row that it stands beside."""
    name: str
    """What is different, in words."""
    options: Options = field(default_factory=dict)
    """Options in place of the row's."""
    longer: int = 1
    """Times as many epochs."""


PROBES: Mapping[str, Probe] = {
    "base_kl10": Probe(BASE, "KL ten times as heavy", {"betas": (1.0,)}),
    "base_kl100": Probe(BASE, "KL a hundred times as heavy", {"betas": (10.0,)}),
    "2g_long": Probe("2g", "four times as long", longer=4),
    "4g_long": Probe("4g", "four times as long", longer=4),
}
LEAST_STEPS: Mapping[Scale, int] = {"smoke": 0, "desk": 500, "paper": 0}
"""Of a stage, for a folder: one of few images is gone through more often, until it has had about the steps of the scale's own set."""

TRIED: tuple[Options, ...] = (
    {"learning_rate": 1e-3, "betas": (1.0,)},
    {"learning_rate": 3e-3, "betas": (1.0,)},
    {"learning_rate": 1e-3, "betas": (0.1,)},
    {"learning_rate": 3e-3, "betas": (0.1,)},
)
CANDIDATES: Mapping[Family, tuple[Options, ...]] = dict.fromkeys(("greedy", "non_greedy", "direct"), TRIED)
"""What the search tries for each family, with four layers: the same for each."""


def variants() -> dict[str, Variant]:
    """Every trained model by name. The base model is the first stage of the non-greedy ones, and has their options."""
    found = {BASE: Variant("non_greedy", LAYERS[1], chosen("non_greedy"))}
    for name in STAGEWISE:
        family = LETTERS[name[1:]]
        found[name] = Variant(family, LAYERS[int(name[0])], chosen(family))
    return found


def chosen(family: Family) -> dict[str, Any]:
    """The options that the search chose for a family; before there is a log, the first candidate."""
    log = json.loads(SEARCH_LOG.read_text(encoding="utf-8")) if SEARCH_LOG.exists() else {"chosen": {}}
    options = log["chosen"].get(family, CANDIDATES[family][0])
    # JSON has no tuples.
    return {name: tuple(value) if isinstance(value, list) else value for name, value in options.items()}
