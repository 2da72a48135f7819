"""ONNX files that are damaged, that name other files, or that want to run code or say nothing that makes sense."""

from __future__ import annotations

from random import Random
from typing import Any

from benchmarks.malformed_bytes import MARK, damaged

ELSEWHERE = (
    *("../../secret.bin", "/etc/passwd", "secret-link", "./../../secret.bin", "..\\..\\secret.bin", "file:///etc/passwd", "\0", ""),
    *("/dev/zero", "/dev/stdin", "pipe", "a" * 5000, "weights/../../../secret.bin", "https://example.org/weights"),
)
"""Where weights are said to lie; the links and the pipe stand beside the file."""


def network(random: Random, content: bytes) -> bytes:
    """A network's file that nobody should run, or could."""
    import onnx

    if random.random() < 0.35:
        return damaged(random, content)
    model = onnx.ModelProto.FromString(content)
    random.choice(WAYS)(random, model)
    return bytes(model.SerializeToString())


def external(random: Random, model: Any) -> None:
    """Weights in another file."""
    import onnx

    tensor = random.choice(list(model.graph.initializer))
    if random.random() < 0.3:  # in a constant
        node = model.graph.node.add(op_type="Constant", output=["elsewhere"])
        tensor = node.attribute.add(name="value", type=onnx.AttributeProto.TENSOR).t
        tensor.data_type, tensor.dims[:] = onnx.TensorProto.FLOAT, [4]
    elif random.random() < 0.2:
        tensor = model.graph.sparse_initializer.add().values
        tensor.name, tensor.data_type, tensor.dims[:] = "sparse", onnx.TensorProto.FLOAT, [4]
    if random.random() < 0.7:
        tensor.ClearField("raw_data")
    if random.random() < 0.8:
        tensor.data_location = onnx.TensorProto.EXTERNAL
    fields = {"location": random.choice(ELSEWHERE), "offset": random.choice(["0", "-1", "x", "999999999999"]), "length": "16"}
    for key, value in fields.items():
        if key == "location" or random.random() < 0.5:
            tensor.external_data.add(key=key, value=value)


def foreign(random: Random, model: Any) -> None:
    """Operators that are none of the standard's, also inside a branch or a function."""
    import onnx

    node = random.choice(list(model.graph.node))
    how = random.randrange(4)
    if how == 0:
        node.domain = random.choice(["ai.onnx.contrib", "com.microsoft", "evil", " "])
        node.op_type = random.choice(["PyOp", "PyFunc", "Run"])
        node.attribute.add(name="code", type=onnx.AttributeProto.STRING, s=f"open('{MARK}', 'w')".encode())
    if how == 1:
        node.op_type = random.choice(["PythonOp", "ATen", "", "x" * 10_000, "Loop", "Scan", "If"])
    if how == 2:
        function = model.functions.add(name=node.op_type, domain="ai.onnx")
        function.node.add(op_type="PyOp", domain="evil", output=["x"])
    if how == 3:
        branch = node.attribute.add(name="then_branch", type=onnx.AttributeProto.GRAPH).g
        branch.node.add(op_type="PyOp", domain="evil", output=["x"])


def shapes(random: Random, model: Any) -> None:
    """Weights, inputs and outputs of other shapes than they say."""
    tensor = random.choice(list(model.graph.initializer))
    how = random.randrange(4)
    if how == 0:
        tensor.dims[:] = random.choice([[2**40, 2**20], [-1], [0], [], [3, 3], [2**62, 4]])
    if how == 1:
        tensor.data_type = random.choice([0, 2, 7, 8, 9, 11, 14, 99])
    if how == 2:
        end = random.choice([model.graph.input[0], model.graph.output[0]]).type.tensor_type
        end.elem_type = random.choice([0, 1, 7, 8, 10])
        end.shape.dim.add(dim_value=random.choice([0, -1, 7, 2**62]))
    if how == 3:
        tensor.raw_data = random.randbytes(random.choice([0, 3, 16, 4096]))


def wiring(random: Random, model: Any) -> None:
    """Circles, names that stand twice or nowhere, and graphs in graphs in graphs."""
    import onnx

    nodes = list(model.graph.node)
    node = random.choice(nodes)
    how = random.randrange(6)
    if how == 0:
        node.input[0] = node.output[0]
    if how == 1:
        nodes[0].input[0] = nodes[-1].output[0]
    if how == 2:
        node.output[0] = random.choice(["", "images", "latents", "a" * 100_000, nodes[0].output[0]])
    if how == 3:
        graph = model.graph
        for _ in range(random.choice([5, 40])):
            graph = graph.node.add(op_type="If").attribute.add(name="then_branch", type=onnx.AttributeProto.GRAPH).g
    if how == 4:
        model.graph.ClearField(random.choice(["node", "input", "output", "initializer"]))
    if how == 5:
        model.graph.input.add().CopyFrom(model.graph.input[0])


def versions(random: Random, model: Any) -> None:
    """Versions that are none."""
    model.ir_version = random.choice([0, -1, 1, 99, 2**60, model.ir_version])
    del model.opset_import[:]
    for _ in range(random.randint(0, 2)):
        model.opset_import.add(domain=random.choice(["", "ai.onnx", "evil"]), version=random.choice([0, -5, 7, 18, 10**9]))


WAYS = (external, external, external, foreign, foreign, shapes, wiring, versions)
