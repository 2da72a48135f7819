"""Linear encoders and decoders as ONNX files in the many forms that files have, with what they compute in numpy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

Shape = tuple[int, int, int]
SHAPE: Shape = (2, 3, 4)
"""All axes differ, so that none can be taken for another."""


@dataclass(frozen=True)
class Foreign:
    """A linear model over images of a shape, whose reconstructions lie in [0, 1]."""

    shape: Shape = SHAPE
    latent_dim: int = 5
    layout: str = "first"
    """first, last or flat."""
    batch: int | str = "n"
    inputs: str = "x"
    outputs: str = "y"
    fixed_inside: bool = False
    """Reshape to the declared batch, as careless exports do."""

    @property
    def matrices(self) -> tuple[np.ndarray, np.ndarray]:
        random = np.random.default_rng(0)
        pixels = prod(self.shape)
        into = random.normal(size=(pixels, self.latent_dim)) / np.sqrt(pixels)
        back = random.uniform(-1, 1, (self.latent_dim, pixels)) / self.latent_dim
        return into.astype(np.float32), back.astype(np.float32)

    @property
    def sizes(self) -> tuple[int, ...]:
        channels, height, width = self.shape
        return {"first": self.shape, "last": (height, width, channels), "flat": (channels * height * width,)}[self.layout]

    def encode(self, images: np.ndarray) -> np.ndarray:
        """Images with channels first → latents, whatever the file's layout."""
        laid = images.transpose(0, 2, 3, 1) if self.layout == "last" else images
        return laid.reshape(len(images), -1) @ self.matrices[0]

    def decode(self, latents: np.ndarray) -> np.ndarray:
        """Latents → images with channels first."""
        made = latents @ self.matrices[1] + 0.5
        if self.layout == "last":
            return made.reshape(len(latents), *self.sizes).transpose(0, 3, 1, 2)
        return made.reshape(len(latents), *self.shape)

    def encoder(self, **more: Any) -> onnx.ModelProto:
        nodes = [helper.make_node("Flatten", [self.inputs], ["flat"]), helper.make_node("MatMul", ["flat", "w"], [self.outputs])]
        weights = [numpy_helper.from_array(self.matrices[0], "w")]
        return model(nodes, weights, [(self.inputs, self.batch, *self.sizes)], [(self.outputs, self.batch, self.latent_dim)], **more)

    def decoder(self, **more: Any) -> onnx.ModelProto:
        first = self.batch if self.fixed_inside else -1
        weights = [
            numpy_helper.from_array(self.matrices[1], "w"),
            numpy_helper.from_array(np.float32([0.5]), "half"),
            numpy_helper.from_array(np.array([first, *self.sizes], np.int64), "sizes"),
        ]
        nodes = [
            helper.make_node("MatMul", [self.inputs, "w"], ["product"]),
            helper.make_node("Add", ["product", "half"], ["flat"]),
            helper.make_node("Reshape", ["flat", "sizes"], [self.outputs]),
        ]
        return model(nodes, weights, [(self.inputs, self.batch, self.latent_dim)], [(self.outputs, self.batch, *self.sizes)], **more)

    def files(self, folder: Path) -> tuple[Path, Path]:
        """Both halves, written."""
        return save(self.encoder(), folder / "enc.onnx"), save(self.decoder(), folder / "dec.onnx")

    def but(self, **changes: Any) -> Foreign:
        return replace(self, **changes)


def model(
    nodes: list[onnx.NodeProto],
    weights: list[onnx.TensorProto],
    inputs: list,
    outputs: list,
    opset: int = 17,
    ir: int = 8,
    domain: str = "",
) -> onnx.ModelProto:
    """A float32 model; an end is its name and sizes."""
    ends = [[helper.make_tensor_value_info(name, TensorProto.FLOAT, sizes) for name, *sizes in some] for some in (inputs, outputs)]
    graph = helper.make_graph(nodes, "foreign", ends[0], ends[1], weights)
    opsets = [helper.make_opsetid("", opset), *([helper.make_opsetid(domain, 1)] if domain else [])]
    made = helper.make_model(graph, opset_imports=opsets)
    made.ir_version = ir
    return made


def save(proto: onnx.ModelProto, path: Path) -> Path:
    path.write_bytes(proto.SerializeToString())
    return path
