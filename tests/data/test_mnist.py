import gzip
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from latlas.data.mnist import MNIST, read_idx
from latlas.errors import DataError


def idx(array: np.ndarray) -> bytes:
    return bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


@pytest.fixture
def arrays() -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)
    return {
        "x_train": random.integers(0, 256, (20, 28, 28), dtype=np.uint8),
        "y_train": random.integers(0, 10, 20, dtype=np.uint8),
        "x_test": random.integers(0, 256, (6, 28, 28), dtype=np.uint8),
        "y_test": random.integers(0, 10, 6, dtype=np.uint8),
    }


NAMES = {
    "dash": ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
    "dot": ("train-images.idx3-ubyte", "train-labels.idx1-ubyte", "t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte"),
}


def write_idx(folder: Path, arrays: dict[str, np.ndarray], names: str = "dash", packed: bool = False) -> None:
    for name, array in zip(NAMES[names], arrays.values(), strict=True):
        data = idx(array)
        (folder / (name + ".gz" if packed else name)).write_bytes(gzip.compress(data) if packed else data)


@pytest.mark.parametrize("form", ["dash", "dot", "dash.gz", "dot.gz", "folder", "file"])
def test_every_form_gives_the_same_set(form: str, arrays: dict[str, np.ndarray], tmp_path: Path) -> None:
    root = tmp_path
    if form in ("folder", "file"):
        np.savez(tmp_path / "mnist.npz", **arrays)  # type: ignore[arg-type]  # names of arrays
        root = tmp_path / "mnist.npz" if form == "file" else tmp_path
    else:
        write_idx(tmp_path, arrays, form.removesuffix(".gz"), form.endswith(".gz"))
    images = MNIST(root, validation=0.25).load()
    assert images.shape == (1, 28, 28)
    pixels = (images.images(np.arange(26)).numpy()[:, 0] * 255).round().astype(np.uint8)
    assert np.array_equal(pixels, np.concatenate([arrays["x_train"], arrays["x_test"]]))
    assert np.array_equal(images.labels, np.concatenate([arrays["y_train"], arrays["y_test"]]))
    assert images.label_names == tuple("0123456789")
    assert images.split["test"].tolist() == list(range(20, 26))
    assert len(images.split["validation"]) == 5
    assert len(images.split["train"]) == 15


def test_where_nothing_is_the_message_says_where_to_get_it(tmp_path: Path) -> None:
    for root in (None, tmp_path / "none", tmp_path):
        with pytest.raises(DataError, match=r"https://.*mnist\.npz"):
            MNIST(root).load()


def test_a_missing_companion_is_named(arrays: dict[str, np.ndarray], tmp_path: Path) -> None:
    write_idx(tmp_path, arrays)
    (tmp_path / "t10k-labels-idx1-ubyte").unlink()
    with pytest.raises(DataError, match=r"no t10k-labels-idx1-ubyte\[\.gz\]"):
        MNIST(tmp_path).load()


DAMAGES = {
    "cut off": (lambda data: data[:-1], "holds only"),
    "header cut off": (lambda data: data[:9], "within its header"),
    "too long": (lambda data: data + b"\0", "holds more"),
    "empty": (lambda _: b"", "begins with"),
    "other magic": (lambda data: b"\0\0\x0d\x03" + data[4:], "begins with 0x00000d03, not 0x00000803"),
    "a web page": (lambda _: b"<!DOCTYPE html>", "begins with"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_idx_files_are_told(damage: str, arrays: dict[str, np.ndarray], tmp_path: Path) -> None:
    harm, message = DAMAGES[damage]
    write_idx(tmp_path, arrays)
    path = tmp_path / "train-images-idx3-ubyte"
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(DataError, match=message) as raised:
        MNIST(tmp_path).load()
    assert str(path) in str(raised.value)


def test_damaged_gzip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "train-images-idx3-ubyte.gz"
    whole = gzip.compress(idx(np.zeros((2, 28, 28), np.uint8)))
    for data in (b"no gzip", whole[:-12], whole[:10] + b"\xff" * 20):
        path.write_bytes(data)
        with pytest.raises(DataError, match=r"ubyte\.gz"):
            read_idx(path, 3)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("x_train", np.zeros((20, 32, 32), np.uint8), "train images are uint8 of shape"),
        ("x_test", np.zeros((6, 28, 28), np.float32), "test images are float32"),
        ("y_train", np.zeros(19, np.uint8), "for each of 20"),
        ("y_test", np.full(6, 10), "0 to 9"),
        ("y_test", np.zeros(6), "test labels, float64"),
    ],
)
def test_parts_that_do_not_fit_are_refused(
    key: str, value: np.ndarray, message: str, arrays: dict[str, np.ndarray], tmp_path: Path
) -> None:
    np.savez(tmp_path / "mnist.npz", **{**arrays, key: value})  # type: ignore[arg-type]  # names of arrays
    with pytest.raises(DataError, match=message):
        MNIST(tmp_path).load()


def test_an_npz_file_without_the_parts_is_told(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", a=np.zeros(3))
    with pytest.raises(DataError, match="no array 'x_train'; it has: a"):
        MNIST(tmp_path / "other.npz").load()
    (tmp_path / "other.txt").write_text("no")
    with pytest.raises(DataError, match="neither a folder nor an npz"):
        MNIST(tmp_path / "other.txt").load()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.one_of(
        st.binary(max_size=64),
        st.builds(lambda head, rest: b"\0\0\x08" + head + rest, st.sampled_from([b"\1", b"\3"]), st.binary(max_size=40)),
    ),
    dimensions=st.sampled_from([1, 3]),
    suffix=st.sampled_from(["", ".gz"]),
)
def test_arbitrary_bytes_are_refused_or_read_in_full(data: bytes, dimensions: int, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"bytes{suffix}"
    path.write_bytes(data)
    try:
        array = read_idx(path, dimensions)
    except DataError:
        return
    assert array.ndim == dimensions
    assert suffix == ".gz" or idx(array) == data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shape=st.lists(st.integers(0, 5), min_size=1, max_size=3), packed=st.booleans())
def test_what_is_written_is_read(shape: list[int], packed: bool, tmp_path: Path) -> None:
    array = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    path = tmp_path / ("a.gz" if packed else "a")
    path.write_bytes(gzip.compress(idx(array)) if packed else idx(array))
    assert np.array_equal(read_idx(path, len(shape)), array)
