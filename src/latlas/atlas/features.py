"""An extractor's network in an atlas, so that a page can say how far apart two images look to it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn

from latlas.atlas.onnx import export
from latlas.features.extractor import Extractor
from latlas.training.files import write_json
from latlas.types import Images

Rows = Float[Tensor, "batch feature"]


class FeatureGraph(nn.Module):
    """Images in [0, 1] → the features of an extractor's default layers side by side, each layer over the root of its number of values.

    The squared distance of two rows is thus the sum over layers of the mean squared difference of their features: the perceptual
    loss of `latlas.features.perceptual` without its factor C·H·W.
    """

    def __init__(self, extractor: Extractor) -> None:
        super().__init__()
        self.network = extractor.network
        self.extractor = extractor

    def forward(self, images: Images) -> Rows:
        """`(batch, channels, height, width)` → `(batch, feature)`."""
        layers = self.extractor.default_layers
        found = self.extractor.compute(images, layers)
        return torch.cat([found[layer].flatten(1) / math.sqrt(math.prod(found[layer].shape[1:])) for layer in layers], 1)


def write_features(extractor: Extractor, examples: Images, path: Path, kept: Path) -> dict[str, Any]:
    """Write the network to `path`, checked against PyTorch on 16 examples, and return what the manifest says of it.

    `kept` is the file that says the same once all is done; where it is there already, of the same weights, nothing is written again.
    Raises `LatlasError` when the written network differs from PyTorch's.
    """
    graph = FeatureGraph(extractor).cpu().eval()
    with torch.no_grad():
        rows = graph(examples)
    layers = list(extractor.default_layers)
    described = {"extractor": extractor.name, "weights": extractor.digest, "layers": layers, "values": rows.shape[1]}
    if not (path.exists() and kept.exists() and json.loads(kept.read_text(encoding="utf-8")) == described):
        export(graph, examples, "images", "features", path, max(1.0, float(rows.abs().max())))
        write_json(kept, described)
    return described
