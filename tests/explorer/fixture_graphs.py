"""Small ONNX graphs with random or given weights, made without any training library."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper


def session(path: Path) -> onnxruntime.InferenceSession:
    """The graph at `path`, on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def dense_decoder(latent_dim: int, hidden: tuple[int, ...], shape: tuple[int, int, int], seed: int = 0) -> onnx.ModelProto:
    """A random dense decoder `latents → images` in (0, 1): tanh layers and a sigmoid."""
    rng = np.random.default_rng(seed)
    sizes = (latent_dim, *hidden, int(np.prod(shape)))
    nodes, weights, name = [], [], "latents"
    for i, (fan_in, fan_out) in enumerate(itertools.pairwise(sizes)):
        gain = 1.5 if i == 0 else 2.0
        weights += [
            numpy_helper.from_array((rng.normal(size=(fan_in, fan_out)) * gain / np.sqrt(fan_in)).astype(np.float32), f"w{i}"),
            numpy_helper.from_array(rng.normal(size=fan_out).astype(np.float32) * np.float32(0.3), f"b{i}"),
        ]
        last = i == len(sizes) - 2
        nodes += [
            helper.make_node("Gemm", [name, f"w{i}", f"b{i}"], [f"g{i}"]),
            helper.make_node("Sigmoid" if last else "Tanh", [f"g{i}"], [f"a{i}"]),
        ]
        name = f"a{i}"
    weights.append(numpy_helper.from_array(np.array([-1, *shape], dtype=np.int64), "shape"))
    nodes.append(helper.make_node("Reshape", [name, "shape"], ["images"]))
    return _model(nodes, weights, ("latents", latent_dim), ("images", *shape))


def linear_encoder(shape: tuple[int, int, int], latent_dim: int, seed: int = 0) -> onnx.ModelProto:
    """A random linear encoder `images → latents`; a gray image without contrast is at the origin."""
    weights = np.random.default_rng(seed).normal(size=(int(np.prod(shape)), latent_dim))
    weights = ((weights - weights.mean(0)) * 6 / np.sqrt(len(weights))).astype(np.float32)
    nodes = [helper.make_node("Flatten", ["images"], ["flat"]), helper.make_node("MatMul", ["flat", "w"], ["latents"])]
    return _model(nodes, [numpy_helper.from_array(weights, "w")], ("images", *shape), ("latents", latent_dim))


def linear_inverse(matrix: np.ndarray) -> onnx.ModelProto:
    """`positions → latents` by a matrix `(2, latent)`."""
    node = helper.make_node("MatMul", ["positions", "m"], ["latents"])
    return _model([node], [numpy_helper.from_array(matrix.astype(np.float32), "m")], ("positions", 2), ("latents", matrix.shape[1]))


def drifting_projection(matrix: np.ndarray, drift: float) -> onnx.ModelProto:
    """`latents → positions` by the transpose of a matrix `(2, latent)`, shifted by `drift` along x: no place returns to itself."""
    nodes = [helper.make_node("MatMul", ["latents", "m"], ["plane"]), helper.make_node("Add", ["plane", "d"], ["positions"])]
    shift = np.array([drift, 0], np.float32)
    weights = [numpy_helper.from_array(matrix.T.astype(np.float32), "m"), numpy_helper.from_array(shift, "d")]
    return _model(nodes, weights, ("latents", matrix.shape[1]), ("positions", 2))


def pixel_features(shape: tuple[int, int, int]) -> onnx.ModelProto:
    """`images → features`: the pixels over the root of their number, as extractor 'pixels' has them in an atlas."""
    nodes = [helper.make_node("Flatten", ["images"], ["flat"]), helper.make_node("Mul", ["flat", "s"], ["features"])]
    scale = np.array(np.prod(shape) ** -0.5, np.float32)
    return _model(nodes, [numpy_helper.from_array(scale, "s")], ("images", *shape), ("features", int(np.prod(shape))))


def _model(nodes: list, weights: list, source: tuple, target: tuple) -> onnx.ModelProto:
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", *dims]) for name, *dims in (source, target)]
    graph = helper.make_graph(nodes, "fixture", values[:1], values[1:], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    return model
