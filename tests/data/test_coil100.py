from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from latlas.data.coil100 import AZIMUTHS, OBJECTS, Coil100, View, parse_view
from latlas.data.imageset import ImageSet
from latlas.errors import DataError

SIDE = 16


def picture(number: int, azimuth: int) -> np.ndarray:
    """Colours that tell object and angle, over a pattern that no flip or turn leaves as it is."""
    pattern = np.add.outer(np.arange(SIDE) * 5, np.arange(SIDE) * 3)
    return np.stack([pattern, 255 - pattern, np.full((SIDE, SIDE), (7 * number + azimuth // 5) % 256)], axis=2).astype(np.uint8)


def write(folder: Path, number: int, azimuths: range = AZIMUTHS) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for azimuth in azimuths:
        Image.fromarray(picture(number, azimuth)).save(folder / f"obj{number}__{azimuth}.png")


def load(root: Path, **options: Any) -> ImageSet:
    return Coil100(root=root, **{"size": SIDE, **options}).load()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coil")
    for number in (100, 12, 2):
        write(folder, number)
    return folder


def test_every_view_with_its_object_and_angle(root: Path) -> None:
    images = load(root)
    assert (len(images), images.shape, images.name) == (216, (3, SIDE, SIDE), "coil100")
    assert images.label_names == ("obj2", "obj12", "obj100")
    assert images.factor_names == ("azimuth",)
    assert images.factors is not None
    assert images.labels is not None
    np.testing.assert_array_equal(images.labels, np.repeat([0, 1, 2], 72))
    np.testing.assert_array_equal(images.factors, np.tile(np.arange(0, 360, 5, dtype=np.float32), 3)[:, None])
    assert images.metadata["file"][72:75] == ("obj12__0.png", "obj12__5.png", "obj12__10.png")
    assert [len(images.split[part]) for part in ("train", "validation", "test")] == [151, 22, 43]
    assert images.skipped == ()
    pixels = images.images(np.arange(216)).numpy() * 255
    for row, (number, azimuth) in {0: (2, 0), 73: (12, 5), 215: (100, 355)}.items():
        np.testing.assert_allclose(pixels[row].transpose(1, 2, 0), picture(number, azimuth), atol=1e-4)


def test_one_object_or_several(root: Path) -> None:
    images = load(root, objects=(12,))
    assert (len(images), images.label_names) == (72, ("obj12",))
    assert load(root, objects=(100, 2, 2)).label_names == ("obj2", "obj100")
    with pytest.raises(DataError, match=r"no views of object 3, 7; it has: 2, 12, 100"):
        load(root, objects=(7, 12, 3))


def test_the_folder_inside_the_archive_is_found(tmp_path: Path) -> None:
    write(tmp_path / "coil-100", 5)
    assert load(tmp_path).label_names == ("obj5",)


def test_sizes_that_divide_average_blocks(root: Path) -> None:
    found = load(root, objects=(12,), size=4).images(np.array([3]))[0].numpy() * 255
    blocks = picture(12, 15).reshape(4, 4, 4, 4, 3).mean((1, 3))
    np.testing.assert_allclose(found.transpose(1, 2, 0), blocks, atol=0.51)


@pytest.mark.parametrize("size", [6, 24])
def test_other_sizes_are_lanczos(root: Path, size: int) -> None:
    found = load(root, objects=(12,), size=size).images(np.array([3]))[0].numpy() * 255
    expected = Image.fromarray(picture(12, 15)).resize((size, size), Image.Resampling.LANCZOS)
    np.testing.assert_allclose(found.transpose(1, 2, 0), np.asarray(expected), atol=1e-4)


def test_missing_and_damaged_views_are_listed_and_other_files_ignored(tmp_path: Path) -> None:
    write(tmp_path, 1)
    write(tmp_path, 2, range(0, 180, 5))
    (tmp_path / "obj1__10.png").unlink()
    (tmp_path / "obj1__15.png").write_bytes(b"no picture")
    whole = (tmp_path / "obj1__20.png").read_bytes()
    (tmp_path / "obj1__20.png").write_bytes(whole[: len(whole) // 2])
    Image.fromarray(picture(1, 25)[:5]).save(tmp_path / "obj1__25.png")
    Image.fromarray(np.full((SIDE, SIDE), 999, np.uint16)).save(tmp_path / "obj1__30.png")
    for name in ("obj1__7.png", "obj01__0.png", "obj1__0.jpg", "readme.txt", "obj101__0.png", ".obj1__0.png"):
        (tmp_path / name).write_bytes(b"strange")
    images = load(tmp_path)
    assert len(images) == 67 + 36
    assert [line.split(":")[0] for line in images.skipped] == [f"obj1__{azimuth}.png" for azimuth in (10, 15, 20, 25, 30)] + [
        f"obj2__{azimuth}.png" for azimuth in range(180, 360, 5)
    ]
    assert images.skipped[0] == "obj1__10.png: no such file"
    assert "16×5" in images.skipped[3]
    assert "uint16" in images.skipped[4]
    assert images.metadata["file"][:3] == ("obj1__0.png", "obj1__5.png", "obj1__35.png")
    np.testing.assert_allclose(images.images(np.array([2]))[0, 2], picture(1, 35)[..., 2] / 255, atol=1e-6)


def test_mostly_damaged_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, 1, range(0, 10, 5))
    for azimuth in (10, 15, 20):
        (tmp_path / f"obj1__{azimuth}.png").write_bytes(b"no picture")
    with pytest.raises(DataError, match=r"3 of 5 views cannot be read \(obj1__10\.png: "):
        load(tmp_path)


def test_errors_say_where_to_get_it(tmp_path: Path) -> None:
    for options in ({}, {"root": tmp_path / "nowhere"}, {"root": tmp_path}):
        with pytest.raises(DataError, match=r"cs\.columbia\.edu"):
            Coil100(**options).load()
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match="holds no obj"):
        load(tmp_path / "file")
    for size in (0, 4096):
        with pytest.raises(DataError, match=f"size {size}"):
            load(tmp_path, size=size)


@given(st.sampled_from(OBJECTS), st.sampled_from(AZIMUTHS))
def test_names_that_are_written_are_read(number: int, azimuth: int) -> None:
    assert parse_view(View(number, azimuth).file) == (number, azimuth)


ALL = {f"obj{number}__{azimuth}.png" for number in range(1, 101) for azimuth in range(0, 360, 5)}
STRANGE = st.one_of(
    st.text(),
    st.from_regex(r"\Aobj\d{1,4}__\d{1,4}\.png\Z"),
    st.tuples(st.integers(), st.integers()).map(lambda pair: f"obj{pair[0]}__{pair[1]}.png"),
    st.tuples(st.sampled_from(OBJECTS), st.text(max_size=3)).map(lambda pair: f"obj{pair[0]}__{pair[1]}0.png"),
    st.text(max_size=2).map(lambda text: f"obj1__0.png{text}"),
    st.just("obj" + "1" * 5000 + "__0.png"),
)


@given(STRANGE)
def test_every_other_name_is_no_view(name: str) -> None:
    assert (parse_view(name) is not None) == (name in ALL)
