"""Real test images and generated ones side by side, as the features that metrics of distributions compare."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import torch
from jaxtyping import Float, Int
from torch import Tensor

from latlas.errors import DataError, UsageError
from latlas.features.extractor import Extractor
from latlas.functional.distances import FeatureRows
from latlas.functional.neighbourhoods import NEIGHBOURS, Overlap, overlap
from latlas.training import distributed
from latlas.types import Images, Labels

Embed = Callable[[Images], FeatureRows]
ImageBatch = Float[Tensor, "_ channel height width"]
"""Images in [0, 1]; batches need not have equally many."""
RowNumbers = Int[Tensor, " row"]


@dataclass(frozen=True)
class ComparisonOptions:
    """How generated images are held against real ones."""

    extractor: str = "pixels"
    """Fixed network whose features are compared (latlas list extractors)."""
    extractor_weights: str = ""
    """Its weights: a safetensors file, or hub:REPOSITORY:FILE."""
    extractor_layers: tuple[str, ...] = ()
    """Its layers; maps are averaged over places, and several layers stand side by side. None means the extractor's own choice."""
    generated: Literal["samples", "reconstructions"] = "samples"
    """Samples from the model's prior, or reconstructions of the same test images."""
    samples: int = 10_000
    """Most images of each kind; a larger test part is drawn from."""
    seed: int = 0
    """Decides samples, draws and permutations."""
    bandwidths: tuple[float, ...] = ()
    """σ of each Gaussian of the MMD, in units of the features; none means the median distance."""
    permutations: int = 200
    """Permutations for the p-value of the MMD; 0 leaves it out."""
    neighbours: int = NEIGHBOURS
    """Neighbours that make a neighbourhood, for precision, recall, density and coverage."""
    allow_few_samples: bool = False
    """Give Fréchet distances of no more images than features, which are refused otherwise."""

    def __post_init__(self) -> None:
        if self.generated not in ("samples", "reconstructions"):
            raise UsageError(f"generated is '{self.generated}': it must be samples or reconstructions")
        for name, least in (("samples", 2), ("permutations", 0), ("neighbours", 1)):
            if getattr(self, name) < least:
                raise UsageError(f"{name} is {getattr(self, name)}: it must be at least {least}")
        if not all(math.isfinite(bandwidth) and bandwidth > 0 for bandwidth in self.bandwidths):
            raise UsageError(f"bandwidths are {', '.join(map(str, self.bandwidths))}: they must be positive numbers")


@dataclass(frozen=True)
class Comparison:
    """Which images are compared, and as what."""

    embed: Embed
    """Images in [0, 1] to one row of features each."""
    description: str
    """What the features are and where the generated images come from, in words."""
    generated: Iterable[ImageBatch] | None = None
    """The generated images, batch by batch; None means the reconstructions of the same test images."""
    rows: RowNumbers | None = None
    """Numbers, in their image set, of the test images to compare; None means all."""
    options: ComparisonOptions = field(default_factory=ComparisonOptions)


@dataclass(frozen=True)
class Populations:
    """Features of real and of generated images, on the CPU."""

    real: FeatureRows
    generated: FeatureRows
    paired: bool
    """Whether row i of both is of the same image."""
    description: str
    options: ComparisonOptions

    @cached_property
    def overlap(self) -> Overlap:
        """Precision, recall, density and coverage, calculated once for all of them."""
        return overlap(self.real, self.generated, self.options.neighbours)

    def protocol(self, of: str) -> str:
        """How a metric was measured here: its own protocol, the counts, and the description."""
        return f"{of}; {len(self.real)} test images against {len(self.generated)} generated ones, {self.description}"


class Collector:
    """Gathers the features of a comparison in one pass over the test part; images are not kept."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        # An item for each batch, so that the batches of several processes can be put in order; None where no row was chosen.
        self._real: list[FeatureRows | None] = []
        self._generated: list[FeatureRows | None] = []

    @property
    def needs_reconstructions(self) -> bool:
        """Whether the generated images are the reconstructions."""
        return self.comparison.generated is None

    def see(self, index: Labels, images: Images, reconstructions: Images | None) -> None:
        """Take in a batch of the test part."""
        rows = self.comparison.rows
        chosen = torch.ones_like(index, dtype=torch.bool) if rows is None else torch.isin(index, rows.to(index.device))
        some = bool(chosen.any())
        self._real.append(self._embed(images[chosen]) if some else None)
        if reconstructions is not None and self.needs_reconstructions:
            self._generated.append(self._embed(reconstructions[chosen]) if some else None)

    def populations(self, processes: int = 1) -> Populations:
        """What was gathered; this is where generated images that are no reconstructions are asked for, batch by batch.

        Of several processes each has seen its `latlas.training.distributed.share`, and all get everything.
        """
        comparison = self.comparison
        own = self._generated if comparison.generated is None else [self._embed(images) for images in comparison.generated]
        real = [features for features in distributed.together(self._real, processes) if features is not None]
        generated = [features for features in distributed.together(list(own), processes) if features is not None]
        if not (real and generated):
            raise DataError("there are no images to compare: give the image set a test share, and generate at least one image")
        paired = self.needs_reconstructions
        return Populations(torch.cat(real), torch.cat(generated), paired, comparison.description, comparison.options)

    def _embed(self, images: Images) -> FeatureRows:
        return self.comparison.embed(images).detach().float().cpu()


def embed_by(extractor: Extractor, layers: Iterable[str] = ()) -> Embed:
    """Features of an extractor's layers as one row an image: maps averaged over places, layers side by side."""
    chosen = tuple(layers) or extractor.default_layers

    def embed(images: Images) -> FeatureRows:
        found = extractor.features(images, chosen)
        return torch.cat([found[layer].flatten(2).mean(2) if found[layer].ndim > 2 else found[layer] for layer in chosen], 1)

    return embed


def describe(extractor: Extractor, layers: Iterable[str] = ()) -> str:
    """Extractor, digest of its weights, layers and how it resizes images, in words."""
    chosen = tuple(layers) or extractor.default_layers
    weights = f" with weights {extractor.digest}" if extractor.digest else ""
    resizing = f", {extractor.resizing}" if extractor.resizing else ""
    return f"extractor '{extractor.name}'{weights}, layer{'s' if len(chosen) > 1 else ''} {', '.join(chosen)}{resizing}"
