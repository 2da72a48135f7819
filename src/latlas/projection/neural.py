"""What the learned projections share: how the two networks are fitted, used and saved."""

from __future__ import annotations

import copy
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np
import torch
from sklearn.utils.validation import check_is_fitted, validate_data
from torch import nn
from typing_extensions import override

from latlas.errors import UsageError
from latlas.projection.affine import Affine
from latlas.projection.affinities import Affinities, PerRow
from latlas.projection.edges import edge_batches, edge_weights, row_batches
from latlas.projection.inverse import InverseObjective
from latlas.projection.neighbours import Rows
from latlas.projection.networks import Decoder, Encoder, Placing, apply, spread
from latlas.projection.optimise import optimise
from latlas.projection.pca import PCA
from latlas.projection.projection import FLOATS, InvertibleProjection, Positions, Vectors, VectorsLike, as_positions
from latlas.training.config import TrainingConfig
from latlas.types import Trainable

VECTORS_AN_EDGE, SMALLEST_BATCH, LARGEST_BATCH = 24, 512, 4096
WARMUP = 100
"""Steps over which the learning rate rises."""


class NeuralProjection(InvertibleProjection):
    """A network from vectors to places, trained on edges of a graph of neighbours, and one back, trained after it.

    Both compute in the type of number they are given; their weights are float32. The same seed gives the same map on the same
    machine, and torch's global random state is left alone. Vectors are moved to mean 0 and divided by one number, the root of
    their mean variance, so that distances keep their proportions.

    Attributes:
        encoder_: `(batch, dim)` → `(batch, 2)`.
        decoder_: `(batch, 2)` → `(batch, dim)`.
    """

    title: ClassVar[str]
    """For axes and progress."""
    unit: ClassVar[float]
    """Size of the map, roughly: the network answers in these units."""
    hidden: Sequence[int]
    """Option: widths of the hidden layers; those of the way back are the same in reverse."""
    steps: int
    """Option: steps of training."""
    inverse_steps: int
    """Option: steps of training the way back."""
    batch_size: int | None
    """Option: edges a step, no more than there are vectors; None takes 1 in 24 vectors, but at least 512 and at most 4096."""
    learning_rate: float
    """Option: largest step size of Adam; it rises over the first 100 steps and falls to 0 along a cosine."""
    seed: int
    """Option: decides weights, order and noise."""
    device: str
    """Option: cpu, cuda, …; auto takes the first accelerator there is."""
    quiet: bool
    """Option: show no progress."""
    encoder_: Encoder
    decoder_: Decoder

    @abstractmethod
    def affinities(self, rows: Rows) -> Affinities:
        """The graph whose edges are drawn. Raises `UsageError` for options that cannot be."""

    @abstractmethod
    def objective(self, placing: Placing, weights: PerRow) -> Trainable:
        """What is minimised on batches of edges; `weights` are the `edge_weights`."""

    @override
    def fit(self, vectors: VectorsLike, y: Any = None) -> NeuralProjection:
        given = validate_data(self, vectors, dtype=FLOATS, ensure_min_samples=2).astype(np.float64)
        config = self._config(len(given))
        encoder, decoder = self._make(given.shape[1])
        mean, size = given.mean(0), spread(given)
        encoder.scaling.set(centre=mean, factor=1 / size)
        decoder.rescaling.set(factor=size, offset=mean)
        rows = apply(encoder.scaling, given).astype(np.float32)
        self._learn_there(encoder.placing, rows, config)
        self._learn_back(decoder, encoder.placing, rows, config)
        self.encoder_, self.decoder_ = encoder, decoder
        return self

    @override
    def transform(self, vectors: VectorsLike) -> Positions:
        check_is_fitted(self)
        return apply(self.encoder_, validate_data(self, vectors, dtype=FLOATS, reset=False))

    @override
    def inverse_transform(self, positions: VectorsLike) -> Vectors:
        check_is_fitted(self)
        return apply(self.decoder_, as_positions(positions))

    @override
    def axis_names(self) -> tuple[str, str]:
        check_is_fitted(self)
        return f"{self.title} 1", f"{self.title} 2"

    @override
    def networks(self) -> tuple[nn.Module, nn.Module]:
        check_is_fitted(self)
        return copy.deepcopy(self.encoder_).float(), copy.deepcopy(self.decoder_).float()

    @override
    def fitted(self) -> dict[str, np.ndarray]:
        check_is_fitted(self)
        return {
            f"{part}.{name}": tensor.numpy() for part, network in self._parts().items() for name, tensor in network.state_dict().items()
        }

    @override
    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        self.encoder_, self.decoder_ = self._make(self.n_features_in_)
        for part, network in self._parts().items():
            network.load_state_dict({name: torch.tensor(arrays[f"{part}.{name}"]) for name in network.state_dict()})

    def _parts(self) -> dict[str, Encoder | Decoder]:
        return {"encoder": self.encoder_, "decoder": self.decoder_}

    def _make(self, dim: int) -> tuple[Encoder, Decoder]:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.seed)
            return Encoder(dim, self.hidden, self.unit), Decoder(dim, self.hidden)

    def _config(self, count: int) -> TrainingConfig:
        """How networks are trained on so many vectors."""
        for name in ("steps", "inverse_steps"):
            if getattr(self, name) < 1:
                raise UsageError(f"{name} is {getattr(self, name)}: it must be at least 1")
        if min(self.hidden, default=1) < 1:
            raise UsageError(f"hidden is {tuple(self.hidden)}: every width must be at least 1")
        if self.batch_size is not None and self.batch_size < 2:
            raise UsageError(f"batch_size is {self.batch_size}: it must be at least 2, for places of a batch are held against each other")
        size = min(max(count // VECTORS_AN_EDGE, SMALLEST_BATCH), LARGEST_BATCH) if self.batch_size is None else self.batch_size
        return TrainingConfig(
            batch_size=min(size, count),
            learning_rate=self.learning_rate,
            schedule="cosine",
            warmup_steps=WARMUP,
            seed=self.seed,
            device=self.device,
        )

    def _learn_there(self, placing: Placing, rows: Rows, config: TrainingConfig) -> None:
        """Train the network to the map, from the plane of PCA on."""
        graph, axes = self.affinities(rows), PCA().fit(rows).axes_
        placing.plane = Affine(torch.from_numpy(axes / spread(rows @ axes[:1].T)).T.contiguous(), torch.zeros(2))
        objective = self.objective(placing, edge_weights(graph))
        optimise(objective, edge_batches(rows, graph, config.batch_size, config.seed), self.steps, config, self.title, self.quiet)

    def _learn_back(self, decoder: Decoder, placing: Placing, rows: Rows, config: TrainingConfig) -> None:
        """Train the network back from where the vectors have come to lie."""
        positions = apply(placing, rows)
        decoder.scaling.set(centre=positions.mean(0), factor=1 / spread(positions))
        there = nn.Sequential(placing, copy.deepcopy(decoder.scaling).float())
        objective = InverseObjective(decoder.layers, there, apply(decoder.scaling, positions))
        batches = row_batches(rows, config.batch_size, config.seed)
        optimise(objective, batches, self.inverse_steps, config, f"{self.title}, way back", self.quiet)
