"""Nodes around a foreign ONNX model: its names, the order of its axes and the range of its values brought to ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

DOMAINS = ("", "ai.onnx", "ai.onnx.ml")
"""Operator sets of the ONNX standard."""
PREFIX = "model/"
"""Before every name of the model's own, so that none meets ours."""
Step = tuple[str, np.ndarray | None, dict[str, Any]]
"""An operator, its second input and its attributes."""
FLATTEN: Step = ("Flatten", None, {"axis": 1})


def messages(message: Any) -> Iterator[Any]:
    """A protobuf message and all that are inside it; tensors are not looked into."""
    import onnx

    yield message
    if isinstance(message, onnx.TensorProto):
        return
    for field, value in message.ListFields():
        if field.type == field.TYPE_MESSAGE:
            for inner in [value] if hasattr(value, "ListFields") else value:
                yield from messages(inner)


def scalar(value: float) -> np.ndarray:
    """A float32 constant for a step."""
    return np.array(value, np.float32)


def wrapped(
    model: Any, inputs: str, outputs: str, before: Sequence[Step], after: Sequence[Step], source: tuple[Any, ...], target: tuple[Any, ...]
) -> bytes:
    """The file of a model with nodes before and after it, one input and one output, each `(name, *sizes)`, and a free batch size."""
    import onnx
    from onnx import helper

    for message in list(messages(model)):
        if isinstance(message, onnx.NodeProto):
            message.input[:] = [name and PREFIX + name for name in message.input]
            message.output[:] = [name and PREFIX + name for name in message.output]
        if isinstance(message, onnx.ValueInfoProto | onnx.TensorProto):
            message.name = PREFIX + message.name
        for field in ("doc_string", "metadata_props"):  # they speak of the machine that the model was exported on
            if field in message.DESCRIPTOR.fields_by_name:
                message.ClearField(field)
    graph = model.graph
    first, some = _chain(source[0], before, PREFIX + inputs)
    last, more = _chain(PREFIX + outputs, after, target[0])
    nodes = [*first, *graph.node, *last]
    del graph.node[:]
    graph.node.extend(nodes)
    graph.initializer.extend([*some, *more])
    for field in ("input", "output", "value_info", "quantization_annotation"):
        graph.ClearField(field)
    graph.input.append(helper.make_tensor_value_info(source[0], onnx.TensorProto.FLOAT, ["batch", *source[1:]]))
    graph.output.append(helper.make_tensor_value_info(target[0], onnx.TensorProto.FLOAT, ["batch", *target[1:]]))
    model.ClearField("training_info")
    opsets = [known for known in model.opset_import if known.domain in DOMAINS]
    del model.opset_import[:]
    model.opset_import.extend(opsets)
    model.ir_version = max(model.ir_version, 4)  # the first in which constants need not be inputs
    return bytes(model.SerializeToString())


def _chain(source: str, steps: Sequence[Step], target: str) -> tuple[list[Any], list[Any]]:
    """Nodes from one value to another, and their constants."""
    from onnx import helper, numpy_helper

    steps = steps or [("Identity", None, {})]
    names = [source, *(f"{source}/{number}" for number in range(1, len(steps))), target]
    nodes, constants = [], []
    for number, (operator, constant, attributes) in enumerate(steps):
        inputs = [names[number]]
        if constant is not None:
            inputs.append(f"{source}/{number}/{operator}")
            constants.append(numpy_helper.from_array(constant, inputs[1]))
        nodes.append(helper.make_node(operator, inputs, [names[number + 1]], **attributes))
    return nodes, constants
