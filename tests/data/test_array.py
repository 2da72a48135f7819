import io
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from latlas.data.array import Array, as_images
from latlas.errors import DataError

RANDOM = np.random.default_rng(0)
GRAY = RANDOM.integers(0, 256, (12, 6, 5), dtype=np.uint8)
COLOUR = RANDOM.integers(0, 256, (12, 6, 5, 3), dtype=np.uint8)


def saved(folder: Path, **arrays: Any) -> Path:
    path = folder / "set.npz"
    np.savez(path, **arrays)
    return path


def pixels(root: Path, **options: Any) -> np.ndarray:
    images = Array(root, **options).load()
    return images.images(np.arange(len(images))).numpy()


@pytest.mark.parametrize(
    ("array", "layout", "expected"),
    [
        (GRAY, "auto", GRAY[:, None]),
        (GRAY[..., None], "auto", GRAY[:, None]),
        (GRAY[:, None], "auto", GRAY[:, None]),
        (COLOUR, "auto", COLOUR.transpose(0, 3, 1, 2)),
        (COLOUR.transpose(0, 3, 1, 2), "auto", COLOUR.transpose(0, 3, 1, 2)),
        (np.asfortranarray(COLOUR), "NHWC", COLOUR.transpose(0, 3, 1, 2)),
        (COLOUR[:, :3], "NCHW", COLOUR[:, :3]),
        (COLOUR[:, :3], "NHWC", COLOUR[:, :3].transpose(0, 3, 1, 2)),
    ],
)
@pytest.mark.parametrize("suffix", ["npy", "npz"])
def test_layouts(array: np.ndarray, layout: Any, expected: np.ndarray, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"set.{suffix}"
    if suffix == "npy":
        np.save(path, array)
    else:
        np.savez(path, images=array)
    np.testing.assert_array_equal(np.rint(pixels(path, layout=layout) * 255), expected)


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (GRAY > 100, (GRAY > 100).astype(np.float32)),
        (GRAY.astype(np.uint16) * 257, GRAY / 255),
        ((GRAY.astype(np.uint16) * 257).astype(">u2"), GRAY / 255),
        ((GRAY / 255).astype(np.float16), (GRAY / 255).astype(np.float16)),
        ((GRAY / 255).astype(np.float32), GRAY / 255),
        ((GRAY / 255).astype(">f4"), GRAY / 255),
        (GRAY / 255, GRAY / 255),
    ],
)
@pytest.mark.parametrize("suffix", ["npy", "npz"])
def test_types(array: np.ndarray, expected: np.ndarray, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"set.{suffix}"
    if suffix == "npy":
        np.save(path, array)
    else:
        np.savez(path, images=array)
    np.testing.assert_allclose(pixels(path)[:, 0], expected, atol=1e-6)


def test_a_map_of_native_images_stays_a_map(tmp_path: Path) -> None:
    for array in (GRAY, GRAY[:, None], GRAY.astype(np.uint16), GRAY[:, None].astype(np.float32) / 255):
        np.save(tmp_path / "set.npy", array)
        images = Array(tmp_path / "set.npy").read(False)
        assert not images.source.in_memory
        assert Array(tmp_path / "set.npy").load().source.in_memory  # as it is small


def test_labels_and_factors(tmp_path: Path) -> None:
    images = Array(saved(tmp_path, x=GRAY, labels=np.arange(12) % 4 + 5, factors=np.arange(12.0))).load()
    assert images.label_names == ("5", "6", "7", "8")
    assert images.labels.tolist() == (np.arange(12) % 4).tolist()  # type: ignore[union-attr]  # there are labels
    assert images.factors.shape == (12, 1)  # type: ignore[union-attr]  # there are factors
    assert images.factor_names == ("factor 0",)
    images = Array(saved(tmp_path, arr_0=GRAY, y=np.array(["cat", "ape"] * 6))).load()
    assert images.label_names == ("ape", "cat")
    assert images.labels.tolist() == [1, 0] * 6  # type: ignore[union-attr]  # there are labels
    path = saved(tmp_path, x_train=GRAY, y_train=np.arange(12) % 2, label_names=["a", "b", "c"])
    assert Array(path).load().label_names == ("a", "b", "c")
    path = saved(tmp_path, mine=GRAY, factors=np.zeros((12, 2)), factor_names=np.array([b"u", b"v"]))
    assert Array(path, key="mine").load().factor_names == ("u", "v")


BAD_FLOATS = {
    "bytes as floats": (GRAY.astype(np.float32), r"lie outside \[0, 1\] \(range 0 to 255\); divide it by 255"),
    "centred": (GRAY / 127.5 - 1, r"\(x \+ 1\) / 2"),
    "standardised": ((GRAY - 128.0) / 40, "scale it to"),
    "a little over": (GRAY / 255 * 1.00001, "clip"),
    "nan": (np.where(GRAY > 250, np.nan, 0.5), r"\d+ of 360 values are NaN or infinite"),
    "infinite": (np.where(GRAY > 250, np.inf, 0.5), "NaN or infinite"),
    "all nan": (np.full((3, 4, 4), np.nan), "48 of 48 values are NaN or infinite"),
}


@pytest.mark.parametrize("case", BAD_FLOATS)
def test_floats_outside_the_unit_interval_are_refused(case: str, tmp_path: Path) -> None:
    array, message = BAD_FLOATS[case]
    np.save(tmp_path / "set.npy", array)
    with pytest.raises(DataError, match=message) as raised:
        Array(tmp_path / "set.npy").load()
    assert "set.npy" in str(raised.value)


def test_bad_values_are_counted_over_all_blocks(tmp_path: Path) -> None:
    array = np.full((1000, 2, 2), 0.5)
    array[[0, 500, 999], 0, 0] = 2.0, -3.0, np.nan
    np.save(tmp_path / "set.npy", array)
    with pytest.raises(DataError, match=r"1 of 4000 values are NaN or infinite and 2 lie outside \[0, 1\] \(range -3 to 2\)"):
        Array(tmp_path / "set.npy").load()


BAD_ARCHIVES: dict[str, tuple[dict[str, Any], str]] = {
    "no images": ({"a": GRAY, "b": GRAY}, "--key which of its own holds the images: a, b"),
    "int64": ({"images": GRAY.astype(np.int64)}, "int64; convert it to uint8"),
    "complex": ({"images": GRAY.astype(complex)}, "complex128; convert"),
    "objects": ({"images": np.array([GRAY[0], GRAY[0, :3]], dtype=object)}, "pickled objects"),
    "text": ({"images": np.array(["a", "b"])}, "convert it to uint8"),
    "two axes": ({"images": GRAY[0]}, "has shape"),
    "five axes": ({"images": GRAY[None, None]}, "has shape"),
    "ambiguous": ({"images": COLOUR[:, :3]}, "both the second and the last axis.*--layout"),
    "no channels": ({"images": np.zeros((3, 7, 7, 7), np.uint8)}, "neither the second nor the last.*--layout"),
    "empty": ({"images": GRAY[:0]}, "no image in it"),
    "too few labels": ({"images": GRAY, "labels": np.arange(11)}, r"shape \(11,\) but there are 12 images"),
    "one-hot": ({"images": GRAY, "labels": np.eye(12)}, "one label for each"),
    "float labels": ({"images": GRAY, "labels": np.arange(12.0)}, "labels are whole numbers or text"),
    "object labels": ({"images": GRAY, "labels": np.array([None] * 12)}, "pickled objects"),
    "labels beyond names": ({"images": GRAY, "labels": np.arange(12), "label_names": ["a", "b"]}, "0 to 11 but label_names names 0 to 1"),
    "text and names": ({"images": GRAY, "labels": np.array(["a"] * 12), "label_names": ["a"]}, "leave out one"),
    "numeric names": ({"images": GRAY, "labels": np.zeros(12, int), "label_names": np.arange(1)}, "give text"),
    "too few factors": ({"images": GRAY, "factors": np.zeros((11, 2))}, "a row for each image"),
    "text factors": ({"images": GRAY, "factors": np.array(["a"] * 12)}, "give numbers"),
    "infinite factors": ({"images": GRAY, "factors": np.full((12, 1), 1e300)}, "not finite in float32"),
    "too few factor names": ({"images": GRAY, "factors": np.zeros((12, 2)), "factor_names": ["a"]}, "1 names for 2 factors"),
}


@pytest.mark.parametrize("case", BAD_ARCHIVES)
def test_bad_archives_are_refused(case: str, tmp_path: Path) -> None:
    arrays, message = BAD_ARCHIVES[case]
    with pytest.raises(DataError, match=message) as raised:
        Array(saved(tmp_path, **arrays)).load()
    assert "set.npz" in str(raised.value)


def test_wrong_places_and_options_are_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "set.npy", GRAY)
    (tmp_path / "set.txt").write_text("no")
    cases: list[tuple[Any, dict[str, Any], str]] = [
        (None, {}, "needs --root"),
        (tmp_path / "none.npy", {}, "does not exist"),
        (tmp_path / "set.txt", {}, "neither an npy nor an npz"),
        (tmp_path / "set.npy", {"layout": "NHWC"}, "which is not NHWC"),
        (saved(tmp_path, images=GRAY), {"key": "other"}, "no array 'other'; it has: images"),
    ]
    for root, options, message in cases:
        with pytest.raises(DataError, match=message):
            Array(root, **options).load()


def test_files_under_the_wrong_name_are_told(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", GRAY)
    (tmp_path / "a.npy").rename(tmp_path / "a.npz")
    np.savez(tmp_path / "b.npz", images=GRAY)
    (tmp_path / "b.npz").rename(tmp_path / "b.npy")
    for name, message in (("a.npz", "in spite of its name"), ("b.npy", "cannot be read.*magic")):
        with pytest.raises(DataError, match=message):
            Array(tmp_path / name).load()


def test_pickles_are_never_opened(tmp_path: Path) -> None:
    np.save(tmp_path / "set.npy", np.array([GRAY[0], GRAY[0, :3]], dtype=object))
    (tmp_path / "pickle.npz").write_bytes(b"\x80\x04K\x01.")
    for name in ("set.npy", "pickle.npz"):
        with pytest.raises(DataError, match="pickled objects"):
            Array(tmp_path / name).load()


def npy_bytes(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def damaged(data: bytes, cut: int, changes: list[tuple[int, int]]) -> bytes:
    harmed = bytearray(data[: len(data) - cut])
    for place, value in changes:
        if harmed:
            harmed[place % len(harmed)] = value
    return bytes(harmed)


HEADERS = st.one_of(
    st.binary(max_size=80),
    st.builds(
        lambda text: b"\x93NUMPY\x01\x00" + len(text.encode()).to_bytes(2, "little") + text.encode(),
        st.one_of(
            st.text("{}'descrfotanshape_(): ,|<u1f8O\n0123456789L[]-", max_size=90),
            st.builds(
                "{{'descr': '{}', 'fortran_order': {}, 'shape': {}, }}\n".format,
                st.sampled_from(["|u1", "<f4", "|O", "<U9999999999", "(9,9)f8", "nonsense", ">c16"]),
                st.sampled_from(["True", "False", "None"]),
                st.lists(st.integers(-2, 2**70), max_size=5).map(tuple),
            ),
        ),
    ),
    st.builds(
        damaged, st.just(npy_bytes(GRAY)), st.integers(0, 200), st.lists(st.tuples(st.integers(0, 140), st.integers(0, 255)), max_size=4)
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=HEADERS)
def test_arbitrary_npy_bytes_raise_nothing_but_data_errors(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "set.npy").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "set.npz", "w") as archive:
        archive.writestr("images.npy", data)
    for name in ("set.npy", "set.npz"):
        with suppress(DataError):
            values = pixels(tmp_path / name)
            assert 0 <= values.min() <= values.max() <= 1


def npz_bytes() -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, images=GRAY, labels=np.arange(12))
    return file.getvalue()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cut=st.integers(0, 60), changes=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=4))
def test_damaged_npz_files_raise_nothing_but_data_errors(cut: int, changes: list[tuple[int, int]], tmp_path: Path) -> None:
    path = tmp_path / "set.npz"
    path.write_bytes(damaged(npz_bytes(), cut, changes))
    with suppress(DataError):
        assert len(Array(path).load()) == 12


def test_as_images_leaves_its_argument_alone() -> None:
    before = COLOUR.copy()
    as_images(COLOUR, "auto", "here")[:] = 0
    assert np.array_equal(COLOUR, before)
