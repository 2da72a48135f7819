"""Encoders and decoders in ONNX files from anywhere, read with suspicion and brought to the form that an atlas has.

Nothing that a file names is opened: its weights must be inside it, and its operators those of the ONNX standard, which compute
and do nothing else. Names, order of the axes and range of the values are changed by nodes around the model's own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from latlas.atlas.codec import Network
from latlas.atlas.onnx_nodes import DOMAINS, FLATTEN, Step, messages, scalar, wrapped
from latlas.errors import UsageError
from latlas.training.files import write_atomically
from latlas.types import ImageShape

OLDEST_OPSET = 8
"""The first with the broadcasting that the nodes around a model rely on."""
Dims = tuple[int | None, ...]
"""Sizes of the axes after the batch; None for one that is free."""


@dataclass(frozen=True)
class End:
    """An input or an output of a model."""

    name: str
    batch: int | None
    """Size of the batch, if it is fixed."""
    dims: Dims


def onnx_encoder(
    path: Path,
    image_shape: ImageShape,
    value_range: tuple[float, float] = (0.0, 1.0),
    output: str | None = None,
    latent_dim: int | None = None,
) -> Network:
    """The encoder in an ONNX file of one input, for images of a shape with values in [0, 1].

    Its images may be `(batch, channels, height, width)`, `(batch, height, width, channels)` or flat, with values in `value_range`.
    `output` names the latents where there are several outputs; of those, `latent_dim` keeps so many, the first.

    Raises `UsageError` for a file that is damaged, that keeps weights elsewhere or needs operators of its own, and for one whose
    ends do not fit the images.
    """
    model = _read(path)
    given, latents = _input(model, path), _output(model, path, output)
    known = math.inf if None in latents.dims else math.prod(size or 1 for size in latents.dims)
    if latent_dim is not None and not 1 <= latent_dim <= known:
        raise UsageError(f"--latent-dim is {latent_dim}, but {path} gives {_text(latents)}: give 1 to the number of its latents")
    layout = _layout(given, image_shape, f"{path} takes")
    low, high = _checked_range(value_range, "encoder")
    before: list[Step] = []
    if (low, high) != (0, 1):
        before = [("Mul", scalar(high - low), {}), ("Add", scalar(low), {})]
    if layout == "last":
        before.append(("Transpose", None, {"perm": [0, 2, 3, 1]}))
    elif layout == "flat":
        before.append(FLATTEN)
    after = [FLATTEN]
    if latent_dim is not None:
        after.append(("Gather", np.arange(latent_dim), {"axis": 1}))
    content = wrapped(model, given.name, latents.name, before, after, ("images", *image_shape), ("latents", None))
    return _network(path, content, given)


def onnx_decoder(path: Path, image_shape: ImageShape, value_range: tuple[float, float] = (0.0, 1.0)) -> Network:
    """The decoder in an ONNX file of one input and one output, for images of a shape; it gives values in `value_range`.

    Its images may be `(batch, channels, height, width)`, `(batch, height, width, channels)` or flat. Raises `UsageError` as
    `onnx_encoder` does.
    """
    model = _read(path)
    latents, images = _input(model, path), _output(model, path, None)
    if not latents.dims or None in latents.dims:
        raise UsageError(f"{path} does not say how many latents it takes; export it with no other free axis than the batch")
    layout = _layout(images, image_shape, f"{path} gives")
    low, high = _checked_range(value_range, "decoder")
    before: list[Step] = [] if len(latents.dims) == 1 else [("Reshape", np.array([-1, *latents.dims]), {})]
    after: list[Step] = []
    if layout == "last":
        after = [("Transpose", None, {"perm": [0, 3, 1, 2]})]
    elif layout == "flat":
        after = [("Reshape", np.array([-1, *image_shape]), {})]
    if (low, high) != (0, 1):
        after += [("Add", scalar(-low), {}), ("Mul", scalar(1 / (high - low)), {})]
    width = math.prod(size for size in latents.dims if size is not None)
    content = wrapped(model, latents.name, images.name, before, after, ("latents", width), ("images", *image_shape))
    return _network(path, content, latents, width)


def _read(path: Path) -> Any:
    """The model in a file. Raises `UsageError` for anything but a valid one that stands by itself."""
    import onnx

    if not path.is_file():
        raise UsageError(f"{path} {'is a folder' if path.is_dir() else 'does not exist'}; give an ONNX file")
    try:
        model = onnx.ModelProto.FromString(path.read_bytes())
    except Exception as error:
        raise UsageError(f"{path} is no ONNX file, or is damaged ({_reason(error)}); export it again") from error
    foreign = set()
    for message in messages(model):
        if isinstance(message, onnx.TensorProto) and (message.external_data or message.data_location == onnx.TensorProto.EXTERNAL):
            raise UsageError(
                f"{path} keeps weights in other files, and files that a file names are never opened: save it as one file, for instance "
                "with onnx.save(onnx.load(FILE), NEW)"
            )
        if isinstance(message, onnx.NodeProto) and message.domain not in DOMAINS:
            foreign.add(f"{message.domain}::{message.op_type}")
    if foreign or model.functions:
        kinds = ", ".join(sorted(foreign)[:5]) or "functions of its own"
        raise UsageError(f"{path} needs {kinds}, which are not operators of the ONNX standard: export it with those alone")
    try:
        onnx.checker.check_model(model)
    except Exception as error:
        raise UsageError(f"{path} is no ONNX file, or is damaged ({_reason(error)}); export it again") from error
    opset = next((known.version for known in model.opset_import if known.domain in ("", "ai.onnx")), 0)
    if opset < OLDEST_OPSET:
        raise UsageError(f"{path} has operators of opset {opset}, older than {OLDEST_OPSET}: export it again with a newer one, such as 18")
    return model


def _input(model: Any, path: Path) -> End:
    """The one input of a model; what has a value already is none."""
    constant = {tensor.name for tensor in model.graph.initializer}
    given = [value for value in model.graph.input if value.name not in constant]
    if len(given) != 1:
        names = ", ".join(value.name for value in given) or "none"
        raise UsageError(f"{path} must have one input; it has {len(given)} ({names}): export the part that takes one")
    return _end(given[0], path)


def _output(model: Any, path: Path, name: str | None) -> End:
    """The output of a name, or the only one."""
    known = {value.name: value for value in model.graph.output}
    if name is None and len(known) == 1:
        name = next(iter(known))
    if name not in known:
        problem = "has several outputs" if name is None else f"has no output '{name}'"
        raise UsageError(f"{path} {problem} ({', '.join(known) or 'none'}): say which of an encoder's is the latents with --latent-output")
    return _end(known[name], path)


def _end(value: Any, path: Path) -> End:
    import onnx

    tensor = value.type.tensor_type
    if not value.type.HasField("tensor_type") or tensor.elem_type != onnx.TensorProto.FLOAT:
        kinds = {number: name.lower() for name, number in onnx.TensorProto.DataType.items()}
        raise UsageError(
            f"'{value.name}' of {path} is {kinds.get(tensor.elem_type, 'no tensor')}, not float32: export the model in float32"
        )
    sizes = [size.dim_value if size.HasField("dim_value") else None for size in tensor.shape.dim]
    if len(sizes) < 2:
        raise UsageError(f"'{value.name}' of {path} has {len(sizes)} axes: it must have a batch first and at least one more")
    return End(value.name, sizes[0], tuple(sizes[1:]))


def _layout(end: End, image_shape: ImageShape, who: str) -> str:
    """Which of the three ways of laying out images fits: channels first, channels last, or flat."""
    channels, height, width = image_shape
    layouts = {"first": image_shape, "last": (height, width, channels), "flat": (channels * height * width,)}
    for name, sizes in layouts.items():
        if len(sizes) == len(end.dims) and all(own in (None, size) for own, size in zip(end.dims, sizes, strict=True)):
            return name
    raise UsageError(
        f"{who} {_text(end)}, where the image set has {channels}×{height}×{width} (channels, height, width): "
        "bring the images to the model's size and channels with the image set's options, such as --size and --image-channels of a folder"
    )


def _text(end: End) -> str:
    return f"({', '.join('free' if size is None else str(size) for size in (end.batch, *end.dims))})"


def _checked_range(values: tuple[float, float], which: str) -> tuple[float, float]:
    low, high = values
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise UsageError(f"--{which}-range is {low:g} {high:g}: give the lowest value, then the highest, such as -1 1")
    return low, high


def _network(path: Path, content: bytes, given: End, latent_dim: int | None = None) -> Network:
    """A network that runs the content of a file. Raises `UsageError` when ONNX Runtime cannot open it."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4  # what is wrong is in the message
    try:
        session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise UsageError(f"{path} cannot be opened by ONNX Runtime ({_reason(error)}); export it again") from error
    name = session.get_inputs()[0].name

    def run(batch: Tensor) -> Tensor:
        try:
            (found,) = session.run(None, {name: np.ascontiguousarray(batch.numpy())})
        except Exception as error:
            remedy = "" if given.batch is None else f" Its batch size is fixed to {given.batch}: export it with a free first axis"
            raise UsageError(f"{path} cannot be run on a batch {tuple(batch.shape)} ({_reason(error)}).{remedy}") from error
        return torch.from_numpy(found)

    return Network(f"{path}", run, lambda example, target: write_atomically(target, content), latent_dim)


def _reason(error: Exception) -> str:
    """The first line of what a library says."""
    return str(error).strip().partition("\n")[0][:300] or type(error).__name__
