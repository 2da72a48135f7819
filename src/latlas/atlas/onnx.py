"""Encoder and decoder as ONNX files, checked against PyTorch before anyone relies on them."""

from __future__ import annotations

import logging
import warnings
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from latlas.errors import LatlasError

TOLERANCE = 1e-4
"""Largest difference allowed between an exported network and PyTorch, as a share of the unit of its outputs."""
OPSET = 18
CHECKED_BATCHES = (1, 3, 16)


class EncoderGraph(nn.Module):
    """Images → posterior means."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, images: Tensor) -> Tensor:
        """`(batch, channels, height, width)` → `(batch, latent)`."""
        return self.model.encode(images).mean  # type: ignore[operator]  # nn.Module's attributes are untyped


class DecoderGraph(nn.Module):
    """Latents → images in [0, 1]."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, latents: Tensor) -> Tensor:
        """`(batch, latent)` → `(batch, channels, height, width)`."""
        return self.model.decode(latents)  # type: ignore[operator]  # nn.Module's attributes are untyped


def export(graph: nn.Module, example: Tensor, inputs: str, outputs: str, path: Path, unit: float = 1.0) -> float:
    """Write a network of one input and one output, with a free batch size, and check it.

    `example` is `(16, …)`, of inputs as the network will meet them. Returns the largest absolute difference from PyTorch, as a
    share of `unit`; raises `LatlasError` when it exceeds `TOLERANCE`, since a page would then show other images than the model makes.
    """
    graph = graph.cpu().eval()
    # The exporter warns of operators of packages that are not installed and not used.
    logging.getLogger("torch.onnx._internal.exporter._registration").setLevel(logging.ERROR)
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # the exporter's notes on its own internals
        _remember_translations()
        program = torch.onnx.export(
            graph,
            (example[:2],),
            dynamo=True,
            verbose=False,
            opset_version=OPSET,
            input_names=[inputs],
            output_names=[outputs],
            dynamic_shapes=({0: torch.export.Dim("batch")},),
        )
    if program is None:
        raise LatlasError(f"the network for {path.name} cannot be written as ONNX by this version of PyTorch")
    program.save(path, external_data=False)
    difference = max(_difference(graph, path, example[:count]) for count in CHECKED_BATCHES) / unit
    if not difference <= TOLERANCE:
        raise LatlasError(f"{path.name} differs from PyTorch by {difference:.2e}, more than {TOLERANCE:g}: the atlas is not written")
    return difference


def _remember_translations() -> None:
    """Have the exporter gather its translations of operators once: it reads the source of 2000 functions anew for every network."""
    with suppress(ImportError, AttributeError):  # internals of onnxscript, which a later version may not have: exports are slower then
        from onnxscript._framework_apis import torch_2_5

        if not hasattr(torch_2_5.get_torchlib_ops, "cache_info"):
            torch_2_5.get_torchlib_ops = cache(torch_2_5.get_torchlib_ops)


def _difference(graph: nn.Module, path: Path, example: Tensor) -> float:
    import onnxruntime

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    with torch.no_grad():
        expected = graph(example).numpy()
    (found,) = session.run(None, {session.get_inputs()[0].name: np.ascontiguousarray(example.numpy())})
    return float(np.abs(found - expected).max())
