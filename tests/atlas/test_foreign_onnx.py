"""ONNX files from anywhere: read right in all their forms, or refused with a reason; nothing that they name is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from foreign_models import SHAPE, Foreign, model, save
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

from latlas.atlas.codec import Codec, Network
from latlas.atlas.foreign_onnx import onnx_decoder, onnx_encoder
from latlas.errors import UsageError

LAYOUTS = ("first", "last", "flat")
IMAGES = np.random.default_rng(0).random((16, *SHAPE), dtype=np.float32)
LATENTS = np.random.default_rng(1).normal(size=(16, 5)).astype(np.float32)


def encoder(foreign: Foreign, folder: Path, *arguments: Any, **options: Any) -> Network:
    return onnx_encoder(save(foreign.encoder(), folder / "enc.onnx"), SHAPE, *arguments, **options)


def decoder(foreign: Foreign, folder: Path, *arguments: Any) -> Network:
    return onnx_decoder(save(foreign.decoder(), folder / "dec.onnx"), SHAPE, *arguments)


def left(network: Network, folder: Path, inputs: np.ndarray) -> np.ndarray:
    """What the file that an atlas gets makes of some inputs, after a look at its form."""
    assert network.write is not None
    path = folder / "left.onnx"
    network.write(torch.from_numpy(inputs), path)
    onnx.checker.check_model(path)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    ends = (session.get_inputs()[0].name, session.get_outputs()[0].name)
    assert ends in (("images", "latents"), ("latents", "images"))
    return session.run(None, {ends[0]: inputs})[0]


# Forms


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (-1.0, 1.0), (0.0, 255.0)])
def test_layouts_and_ranges_are_brought_to_ours(tmp_path: Path, layout: str, low: float, high: float) -> None:
    foreign = Foreign(layout=layout)
    network = encoder(foreign, tmp_path, (low, high))
    expected = foreign.encode(IMAGES * (high - low) + low)
    for found in (network(torch.from_numpy(IMAGES)).numpy(), left(network, tmp_path, IMAGES), left(network, tmp_path, IMAGES[:1])):
        assert found == pytest.approx(expected[: len(found)], abs=1e-5 * (high - low))
    network = decoder(foreign, tmp_path, (low, high))
    expected = (foreign.decode(LATENTS) - low) / (high - low)
    for found in (network(torch.from_numpy(LATENTS)).numpy(), left(network, tmp_path, LATENTS), left(network, tmp_path, LATENTS[:1])):
        assert found == pytest.approx(expected[: len(found)], abs=1e-5)


@pytest.mark.parametrize("name", ["images", "latents", "images/1", "model/x", "batch", "é", "w/1"])
def test_names_never_meet(tmp_path: Path, name: str) -> None:
    foreign = Foreign(layout="last", inputs=name, outputs=f"model/{name}")
    assert left(encoder(foreign, tmp_path, (-1.0, 1.0)), tmp_path, IMAGES) == pytest.approx(foreign.encode(IMAGES * 2 - 1), abs=1e-5)
    assert left(decoder(foreign, tmp_path, (-1.0, 1.0)), tmp_path, LATENTS) == pytest.approx((foreign.decode(LATENTS) + 1) / 2, abs=1e-5)


def test_a_fixed_batch_is_freed_where_the_graph_allows_it(tmp_path: Path) -> None:
    foreign = Foreign(batch=1)
    assert encoder(foreign, tmp_path)(torch.from_numpy(IMAGES)).numpy() == pytest.approx(foreign.encode(IMAGES), abs=1e-5)
    assert left(decoder(foreign, tmp_path), tmp_path, LATENTS) == pytest.approx(foreign.decode(LATENTS), abs=1e-5)
    network = decoder(foreign.but(fixed_inside=True), tmp_path)
    assert network(torch.from_numpy(LATENTS[:1])).shape == (1, *SHAPE)
    with pytest.raises(UsageError, match=r"dec\.onnx cannot be run .*batch size is fixed to 1: export it with a free first axis"):
        network(torch.from_numpy(LATENTS))


def test_one_of_several_outputs(tmp_path: Path) -> None:
    foreign = Foreign()
    proto = foreign.encoder()
    proto.graph.node.append(helper.make_node("Neg", ["y"], ["logvar"]))
    proto.graph.output.append(helper.make_tensor_value_info("logvar", TensorProto.FLOAT, ["n", 5]))
    path = save(proto, tmp_path / "enc.onnx")
    for name in (None, "mean"):
        with pytest.raises(UsageError, match=r"output.* \(y, logvar\): .*--latent-output"):
            onnx_encoder(path, SHAPE, output=name)
    for name, sign in (("y", 1), ("logvar", -1)):
        found = left(onnx_encoder(path, SHAPE, output=name), tmp_path, IMAGES)
        assert found == pytest.approx(sign * foreign.encode(IMAGES), abs=1e-5)


def test_means_and_variances_side_by_side(tmp_path: Path) -> None:
    both, foreign = Foreign(latent_dim=10), Foreign()
    wide = encoder(both, tmp_path)
    back = decoder(foreign, tmp_path)
    with pytest.raises(UsageError, match=r"gives 10 latents and .* takes 5: .*side by side.*--latent-dim 5"):
        Codec(wide, back, SHAPE).try_out(torch.from_numpy(IMAGES))
    half = encoder(both, tmp_path, latent_dim=5)
    assert left(half, tmp_path, IMAGES) == pytest.approx(both.encode(IMAGES)[:, :5], abs=1e-5)
    latents, decoded = Codec(half, back, SHAPE).try_out(torch.from_numpy(IMAGES))
    assert decoded.numpy() == pytest.approx(foreign.decode(latents.numpy()), abs=1e-5)
    with pytest.raises(UsageError, match="takes 4: they are not of one model"):
        Codec(wide, decoder(Foreign(latent_dim=4), tmp_path), SHAPE).try_out(torch.from_numpy(IMAGES))
    for count in (0, -1, 11):
        with pytest.raises(UsageError, match=f"latent-dim is {count}"):
            encoder(both, tmp_path, latent_dim=count)


def test_latents_with_axes_of_their_own_are_made_flat(tmp_path: Path) -> None:
    foreign = Foreign(latent_dim=6)
    proto = foreign.encoder()
    proto.graph.node.append(helper.make_node("Reshape", ["y", "cube"], ["z"]))
    proto.graph.initializer.append(numpy_helper.from_array(np.array([-1, 2, 1, 3]), "cube"))
    del proto.graph.output[:]
    proto.graph.output.append(helper.make_tensor_value_info("z", TensorProto.FLOAT, ["n", 2, 1, 3]))
    network = onnx_encoder(save(proto, tmp_path / "enc.onnx"), SHAPE)
    assert left(network, tmp_path, IMAGES) == pytest.approx(foreign.encode(IMAGES), abs=1e-5)
    proto = foreign.decoder()
    del proto.graph.input[:]
    proto.graph.input.append(helper.make_tensor_value_info("z", TensorProto.FLOAT, ["n", 2, 1, 3]))
    proto.graph.node.insert(0, helper.make_node("Flatten", ["z"], ["x"]))
    network = onnx_decoder(save(proto, tmp_path / "dec.onnx"), SHAPE)
    latents = np.concatenate([LATENTS, LATENTS[:, :1]], axis=1)
    assert network.latent_dim == 6
    assert left(network, tmp_path, latents) == pytest.approx(foreign.decode(latents), abs=1e-5)


def test_free_sizes_of_images_are_taken_as_they_come(tmp_path: Path) -> None:
    foreign = Foreign()
    proto = foreign.encoder()
    for size, name in zip(proto.graph.input[0].type.tensor_type.shape.dim[2:], ("h", "w"), strict=True):
        size.dim_param = name
    network = onnx_encoder(save(proto, tmp_path / "enc.onnx"), SHAPE)
    assert left(network, tmp_path, IMAGES) == pytest.approx(foreign.encode(IMAGES), abs=1e-5)


def test_graphs_inside_graphs_keep_their_names_apart(tmp_path: Path) -> None:
    foreign = Foreign()
    proto = foreign.encoder()
    branches = {}
    for name, operator in (("then_branch", "Identity"), ("else_branch", "Neg")):
        inner = helper.make_node(operator, ["y"], ["images"])  # y comes from the graph around it
        branches[name] = helper.make_graph([inner], name, [], [helper.make_tensor_value_info("images", TensorProto.FLOAT, None)])
    proto.graph.node.extend(
        [
            helper.make_node("ReduceSum", ["y"], ["sum"], keepdims=0),
            helper.make_node("Greater", ["sum", "never"], ["large"]),
            helper.make_node("If", ["large"], ["latents"], **branches),
        ]
    )
    proto.graph.initializer.append(numpy_helper.from_array(np.float32(1e9), "never"))
    proto.graph.output[0].name = "latents"
    network = onnx_encoder(save(proto, tmp_path / "enc.onnx"), SHAPE, (-1.0, 1.0))
    assert left(network, tmp_path, IMAGES) == pytest.approx(-foreign.encode(IMAGES * 2 - 1), abs=1e-5)


def test_files_whose_constants_are_inputs(tmp_path: Path) -> None:
    foreign = Foreign()
    proto = foreign.encoder(ir=3, opset=8)
    proto.graph.input.append(helper.make_tensor_value_info("w", TensorProto.FLOAT, foreign.matrices[0].shape))
    network = onnx_encoder(save(proto, tmp_path / "enc.onnx"), SHAPE, (-1.0, 1.0))
    assert left(network, tmp_path, IMAGES) == pytest.approx(foreign.encode(IMAGES * 2 - 1), abs=1e-5)


def test_nothing_of_the_machine_it_was_exported_on_is_left(tmp_path: Path) -> None:
    proto = Foreign().encoder()
    for holder in (proto, proto.graph, proto.graph.node[0], proto.graph.input[0], proto.graph.initializer[0]):
        holder.doc_string = "secret"
    helper.set_model_props(proto, {"trace": "secret"})
    proto.graph.node[0].metadata_props.add(key="trace", value="secret")
    left(onnx_encoder(save(proto, tmp_path / "enc.onnx"), SHAPE), tmp_path, IMAGES)
    assert b"secret" in (tmp_path / "enc.onnx").read_bytes()
    assert b"secret" not in (tmp_path / "left.onnx").read_bytes()


# Refusals


def outside(tensor: TensorProto, place: str) -> None:
    """Say that a tensor's values are in another file."""
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value=place)


def in_an_initializer(place: str) -> onnx.ModelProto:
    proto = Foreign().encoder()
    outside(proto.graph.initializer[0], place)
    return proto


def in_an_attribute(place: str) -> onnx.ModelProto:
    proto = Foreign().encoder()
    value = numpy_helper.from_array(Foreign().matrices[0], "w")
    outside(value, place)
    del proto.graph.initializer[:]
    proto.graph.node.insert(0, helper.make_node("Constant", [], ["w"], value=value))
    return proto


def in_a_branch(place: str) -> onnx.ModelProto:
    proto = Foreign().encoder()
    inner = in_an_attribute(place).graph
    branch = helper.make_graph(inner.node[:1], "branch", [], [helper.make_tensor_value_info("w", TensorProto.FLOAT, None)])
    proto.graph.node.append(helper.make_node("If", ["yes"], ["also"], then_branch=branch, else_branch=branch))
    proto.graph.initializer.append(numpy_helper.from_array(np.array(True), "yes"))
    return proto


def named_but_not_marked(place: str) -> onnx.ModelProto:
    proto = Foreign().encoder()
    proto.graph.initializer[0].external_data.add(key="location", value=place)
    return proto


@pytest.mark.parametrize("make", [in_an_initializer, in_an_attribute, in_a_branch, named_but_not_marked])
@pytest.mark.parametrize("place", ["weights.bin", "../weights.bin", "{folder}/weights.bin", "/etc/passwd", "link", ""])
def test_no_file_that_a_file_names_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Any, place: str) -> None:
    """Refused even where the named file is there and holds just what is asked for."""
    inside = tmp_path / "inside"
    inside.mkdir()
    for folder in (tmp_path, inside):
        (folder / "weights.bin").write_bytes(Foreign().matrices[0].tobytes())
    (inside / "link").symlink_to(tmp_path / "weights.bin")
    path = save(make(place.format(folder=tmp_path)), inside / "enc.onnx")
    monkeypatch.chdir(inside)
    monkeypatch.setattr(onnxruntime, "InferenceSession", lambda *_, **__: pytest.fail("the file was given to ONNX Runtime"))
    with pytest.raises(UsageError, match=r"enc\.onnx keeps weights in other files.* never opened: save it as one file"):
        onnx_encoder(path, SHAPE)


def test_operators_that_are_not_of_the_standard_are_refused(tmp_path: Path) -> None:
    for domain, operator in (("com.microsoft", "EPContext"), ("mine", "Relu")):
        nodes = [helper.make_node(operator, ["x"], ["y"], domain=domain)]
        proto = model(nodes, [], [("x", "n", *SHAPE)], [("y", "n", 5)], domain=domain)
        with pytest.raises(UsageError, match=f"needs {domain}::{operator}, which are not operators of the ONNX standard"):
            onnx_encoder(save(proto, tmp_path / "enc.onnx"), SHAPE)
    proto = Foreign().encoder()
    inner = [helper.make_node("Neg", ["a"], ["b"])]
    proto.functions.append(helper.make_function("", "MatMul", ["a", "c"], ["b"], inner, [helper.make_opsetid("", 17)]))
    with pytest.raises(UsageError, match="needs functions of its own"):
        onnx_encoder(save(proto, tmp_path / "enc.onnx"), SHAPE)


def change(**sizes: Any) -> onnx.ModelProto:
    proto = Foreign().encoder()
    for end in ("input", "output"):
        if end in sizes:
            kind, *dims = sizes[end]
            value = getattr(proto.graph, end)[0]
            value.CopyFrom(helper.make_tensor_value_info(value.name, kind, dims))
    return proto


def test_ends_that_do_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "enc.onnx"
    wrong: list[tuple[onnx.ModelProto, str]] = [
        (change(input=(TensorProto.FLOAT, "n", 3, 28, 28)), r"takes \(free, 3, 28, 28\), .* has 2×3×4 .*: bring the images .*--size"),
        (change(input=(TensorProto.FLOAT, "n")), "has 1 axes: it must have a batch first"),
        (change(input=(TensorProto.FLOAT16, "n", *SHAPE)), "'x' of .* is float16, not float32: export the model in float32"),
        (change(output=(TensorProto.INT64, "n", 5)), "'y' of .* is int64, not float32"),
        (Foreign().encoder(opset=7), "opset 7, older than 8"),
    ]
    two = Foreign().encoder()
    two.graph.input.append(helper.make_tensor_value_info("noise", TensorProto.FLOAT, ["n", 5]))
    wrong.append((two, r"must have one input; it has 2 \(x, noise\)"))
    for proto, says in wrong:
        with pytest.raises(UsageError, match=says):
            onnx_encoder(save(proto, path), SHAPE)
    proto = Foreign().decoder()
    proto.graph.input[0].type.tensor_type.shape.dim[1].dim_param = "k"
    with pytest.raises(UsageError, match="does not say how many latents it takes"):
        onnx_decoder(save(proto, path), SHAPE)
    with pytest.raises(UsageError, match=r"dec\.onnx gives \(free, 2, 3, 4\), where the image set has 1×8×8"):
        onnx_decoder(save(Foreign().decoder(), tmp_path / "dec.onnx"), (1, 8, 8))


def test_a_graph_that_cannot_be_opened(tmp_path: Path) -> None:
    proto = Foreign().encoder()
    proto.graph.initializer[0].CopyFrom(numpy_helper.from_array(np.zeros((7, 5), np.float32), "w"))
    with pytest.raises(UsageError, match=r"enc\.onnx cannot be (opened|run)"):
        onnx_encoder(save(proto, tmp_path / "enc.onnx"), SHAPE)(torch.from_numpy(IMAGES))


# Malformed files

CONTENT = Foreign().encoder().SerializeToString()


def attempt(path: Path, content: bytes) -> None:
    """A message, or a network; nothing else is raised and nothing is written."""
    path.write_bytes(content)
    before = sorted(path.parent.iterdir())
    try:
        network = onnx_encoder(path, SHAPE)
        network(torch.from_numpy(IMAGES[:2]))
    except UsageError as error:
        assert str(path) in str(error)  # noqa: PT017 - both outcomes are right
    assert sorted(path.parent.iterdir()) == before


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
@example(b"")
@example(b"\x08\x08")
@example(b"PK\x03\x04")
@example(b"\x0a" * 5000)
def test_other_bytes(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UsageError, match=r"damaged|one input"):
        onnx_encoder(save_bytes(tmp_path / "enc.onnx", content), SHAPE)


def save_bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(length=st.integers(0, len(CONTENT) - 1))
def test_truncated_files(tmp_path: Path, length: int) -> None:
    attempt(tmp_path / "enc.onnx", CONTENT[:length])


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, len(CONTENT) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_files_with_other_bytes_here_and_there(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    content = bytearray(CONTENT)
    for place, value in changes:
        content[place] = value
    attempt(tmp_path / "enc.onnx", bytes(content))
