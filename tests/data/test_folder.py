import sys
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from latlas.data.folder import Folder, natural
from latlas.data.imagefile import ORIENTATION_TAG
from latlas.data.imageset import ImageSet
from latlas.errors import DataError

# A gradient with a bright corner: no flip or turn of it equals another.
GRAY = np.add.outer(np.arange(8) * 20, np.arange(8) * 7).astype(np.uint8)
GRAY[0, 0] = 255
COLOUR = np.stack([GRAY, 255 - GRAY, GRAY // 2], axis=2)


def save(path: Path, array: np.ndarray, **options: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(array).save(path, **options)


def pixels(images: ImageSet) -> np.ndarray:
    """As `(n, height, width, channels)` on the scale of bytes."""
    return images.images(np.arange(len(images))).numpy().transpose(0, 2, 3, 1) * 255


def load(root: Path, **options: Any) -> ImageSet:
    return Folder(root, **{"validation": 0.0, "test": 0.0, **options}).load()


@pytest.mark.parametrize("suffix", ["png", "tif", "TIFF", "bmp", "webp"])
@pytest.mark.parametrize("array", [GRAY, COLOUR], ids=["gray", "colour"])
def test_lossless_formats_come_through_exactly(suffix: str, array: np.ndarray, tmp_path: Path) -> None:
    save(tmp_path / f"a.{suffix}", array, **({"lossless": True} if suffix == "webp" else {}))
    images = load(tmp_path, image_channels=1 if array.ndim == 2 else 3)
    expected = array if array.ndim == 3 else array[..., None]
    np.testing.assert_allclose(pixels(images)[0], expected, atol=1 if suffix == "webp" and array.ndim == 2 else 0.01)
    assert images.metadata["file"] == (f"a.{suffix}",)


@pytest.mark.parametrize("name", ["a.jpg", "a.JPEG", "a.gif"])
def test_lossy_formats_come_through_nearly(name: str, tmp_path: Path) -> None:
    save(tmp_path / name, GRAY[1:, 1:], **({} if name.endswith("gif") else {"quality": 95}))
    images = load(tmp_path)
    assert images.shape == (1, 7, 7)
    np.testing.assert_allclose(pixels(images)[0, ..., 0], GRAY[1:, 1:], atol=6)


def test_palettes_bits_and_inks(tmp_path: Path) -> None:
    palette = Image.fromarray(COLOUR).quantize(64)
    palette.save(tmp_path / "1palette.png")
    Image.fromarray(GRAY > 99).save(tmp_path / "2bits.png")
    Image.fromarray(COLOUR).convert("CMYK").save(tmp_path / "3inks.tif")
    Image.fromarray(COLOUR).convert("CMYK").save(tmp_path / "4inks.jpg", quality=95)
    found = pixels(load(tmp_path))
    np.testing.assert_allclose(found[0], np.asarray(palette.convert("RGB")), atol=0.01)
    np.testing.assert_allclose(found[1], np.repeat((GRAY > 99)[..., None] * 255, 3, axis=2))
    np.testing.assert_allclose(found[2], COLOUR, atol=2)
    assert np.abs(found[3] - COLOUR).mean() < 20  # JPEG of 8×8 pixels; inverted inks would be 100 off


def test_gray_palettes_count_as_gray(tmp_path: Path) -> None:
    Image.fromarray(GRAY).convert("P").save(tmp_path / "a.png")
    save(tmp_path / "b.png", GRAY)
    assert load(tmp_path).shape == (1, 8, 8)
    save(tmp_path / "c.png", COLOUR)
    assert load(tmp_path).shape == (3, 8, 8)
    np.testing.assert_allclose(
        pixels(load(tmp_path, image_channels=1))[2, ..., 0], np.asarray(Image.fromarray(COLOUR).convert("L")), atol=0.01
    )
    np.testing.assert_array_equal(pixels(load(tmp_path, image_channels=3))[1, ..., 2].round(), GRAY)


@pytest.mark.parametrize(("background", "value"), [("white", 255), ("black", 0)])
def test_alpha_is_laid_on_the_background(background: Any, value: int, tmp_path: Path) -> None:
    alpha = np.full((8, 8), 255, np.uint8)
    alpha[:, 4:], alpha[:, 7:] = 128, 0
    expected = GRAY * (alpha / 255) + value * (1 - alpha / 255)
    save(tmp_path / "1.png", np.dstack([GRAY, GRAY, GRAY, alpha]))
    save(tmp_path / "2.png", np.dstack([GRAY, alpha]))
    index = Image.fromarray(GRAY // 4).convert("P")
    index.putpalette([value for gray in range(64) for value in (4 * gray,) * 3])
    index.save(tmp_path / "3.png", transparency=bytes([0] + [255] * 63))
    images = pixels(load(tmp_path, background=background, image_channels=1))[..., 0]
    np.testing.assert_allclose(images[0], expected, atol=1.5)
    np.testing.assert_allclose(images[1], expected, atol=1.5)
    np.testing.assert_allclose(images[2], np.where(GRAY // 4 == 0, value, GRAY // 4 * 4), atol=0.01)


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_sixteen_bits_are_kept_and_lift_the_others(suffix: str, tmp_path: Path) -> None:
    deep = GRAY.astype(np.uint16) * 251 + 3
    save(tmp_path / f"a.{suffix}", deep)
    save(tmp_path / "b.png", GRAY)
    images = load(tmp_path)
    assert images.source.array.dtype == np.uint16  # type: ignore[attr-defined]  # a folder is an array
    np.testing.assert_allclose(pixels(images)[..., 0] / 255, np.stack([deep / 65535, GRAY / 255]), atol=1e-7)
    smooth = pixels(load(tmp_path, size=4))[0, ..., 0] / 255 * 65535
    np.testing.assert_allclose(
        smooth, np.asarray(Image.fromarray(deep.astype(np.float32)).resize((4, 4), Image.Resampling.BICUBIC)), atol=0.51
    )


def test_floats_are_kept_when_in_the_unit_interval(tmp_path: Path) -> None:
    Image.fromarray((GRAY / 255).astype(np.float32)).save(tmp_path / "a.tif")
    save(tmp_path / "b.png", GRAY)
    np.testing.assert_allclose(pixels(load(tmp_path))[..., 0], np.stack([GRAY, GRAY]), atol=1e-4)
    for bad in (GRAY.astype(np.float32), np.full((8, 8), np.nan, np.float32)):
        Image.fromarray(bad).save(tmp_path / "c.tif")
        with pytest.raises(DataError, match=r"c\.tif holds floats .*scale it to \[0, 1\]"):
            load(tmp_path)


TURNED = {
    1: GRAY,
    2: GRAY[:, ::-1],
    3: GRAY[::-1, ::-1],
    4: GRAY[::-1],
    5: GRAY.T,
    6: np.rot90(GRAY, 1),
    7: GRAY[::-1, ::-1].T,
    8: np.rot90(GRAY, -1),
}
"""How each orientation's camera stored the upright image (EXIF 2.32)."""


@pytest.mark.parametrize("orientation", TURNED)
def test_exif_orientation_is_undone(orientation: int, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = orientation
    save(tmp_path / "a.png", np.ascontiguousarray(TURNED[orientation]), exif=exif)
    np.testing.assert_array_equal(pixels(load(tmp_path))[0, ..., 0].round(), GRAY)


def test_turned_images_have_their_turned_size(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = 6
    save(tmp_path / "a.png", GRAY[:5], exif=exif)
    save(tmp_path / "b.png", np.ascontiguousarray(GRAY[:, :5]))
    assert load(tmp_path).shape == (1, 8, 5)


def test_damaged_exif_does_no_harm(tmp_path: Path) -> None:
    for number, exif in enumerate([b"Exif\0\0II*\0\x08\0\0\0\x05\0\x12\x01\x03\0", b"Exif\0\0garbage", b"Exif\0\0MM\0*\xff\xff\xff\xff"]):
        save(tmp_path / f"{number}.jpg", GRAY[1:, 1:], exif=exif)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert len(load(tmp_path)) == 3
    assert not caught


def test_labels_are_the_first_folders_in_natural_order(tmp_path: Path) -> None:
    for name in ("s10/2.png", "s2/deep/1.png", "s2/10.png", "s2/9.png", ".hidden/1.png", "s2/.hidden.png", "s2/notes.txt"):
        save(tmp_path / name, GRAY, format="png")
    images = load(tmp_path)
    assert images.metadata["file"] == ("s2/9.png", "s2/10.png", "s2/deep/1.png", "s10/2.png")
    assert images.label_names == ("s2", "s10")
    assert images.labels.tolist() == [0, 0, 0, 1]  # type: ignore[union-attr]  # there are labels
    save(tmp_path / "beside.png", GRAY)
    assert load(tmp_path).label_names == (".", "s2", "s10")
    flat = load(tmp_path / "s2" / "deep")
    assert flat.labels is None
    assert flat.label_names == ()


@given(numbers=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 2000)), max_size=9))
def test_natural_order_is_that_of_the_numbers(numbers: list[tuple[int, int]]) -> None:
    assert sorted((f"s{a}/k{b}.png" for a, b in numbers), key=natural) == [f"s{a}/k{b}.png" for a, b in sorted(numbers)]


@given(names=st.permutations(["a01", "a1", "a٣", "a²", "1/2", "1", "", ".", "a/b", "a b", "b", "10"]))
def test_natural_order_does_not_depend_on_the_order_before(names: list[str]) -> None:
    assert sorted(names, key=natural) == ["", "1", "1/2", "10", ".", "a/b", "a01", "a1", "a٣", "a b", "a²", "b"]


def test_fits(tmp_path: Path) -> None:
    wide = np.zeros((8, 24, 3), np.uint8)
    wide[:, :8], wide[:, 8:16], wide[:, 16:] = (255, 0, 0), (0, 255, 0), (0, 0, 255)
    save(tmp_path / "a.png", wide)
    crop = pixels(load(tmp_path, size=8, fit="crop"))[0]
    np.testing.assert_array_equal(crop, np.broadcast_to([0, 255, 0], (8, 8, 3)))
    pad = pixels(load(tmp_path, size=24, fit="pad", background="white"))[0]
    np.testing.assert_array_equal(pad[8:16], wide)
    assert (pad[:8] == 255).all()
    assert (pad[16:] == 255).all()
    assert pixels(load(tmp_path, size=24, fit="pad", background="black"))[0, :8].max() == 0
    stretch = pixels(load(tmp_path, size=9, fit="stretch"))[0]
    np.testing.assert_array_equal(stretch[:, 1], np.broadcast_to([255, 0, 0], (9, 3)))
    np.testing.assert_array_equal(stretch[:, 7], np.broadcast_to([0, 0, 255], (9, 3)))
    np.testing.assert_array_equal(pixels(load(tmp_path, size=12, fit="crop"))[0, :, 6], np.broadcast_to([0, 255, 0], (12, 3)))


def test_shrinking_is_antialiased(tmp_path: Path) -> None:
    save(tmp_path / "a.png", (np.indices((64, 64)).sum(0) % 2 * 255).astype(np.uint8))
    assert np.abs(pixels(load(tmp_path, size=8)) - 127.5).max() < 2


def test_differing_sizes_need_a_size(tmp_path: Path) -> None:
    save(tmp_path / "a.png", GRAY)
    save(tmp_path / "b.png", np.ascontiguousarray(GRAY[:5]))
    with pytest.raises(DataError, match=r"a\.png is 8×8, b\.png is 8×5; bring them to one with --size 64"):
        load(tmp_path)
    assert load(tmp_path, size=6).shape == (1, 6, 6)


def test_unreadable_files_are_skipped_and_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (8, 8), dtype=np.uint8)
    for number in range(4):
        save(tmp_path / f"good{number}.png", noise if number else GRAY)
    (tmp_path / "bad.png").write_bytes(b"no image")
    whole = (tmp_path / "good1.png").read_bytes()
    (tmp_path / "good1b.png").write_bytes(whole[:60])  # the header is there, the pixels are cut off
    save(tmp_path / "huge.png", np.zeros((50, 50), np.uint8))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 2000)
    images = load(tmp_path, size=8)
    assert images.metadata["file"] == tuple(f"good{number}.png" for number in range(4))
    np.testing.assert_array_equal(pixels(images)[:2, ..., 0].round(), np.stack([GRAY, noise]))
    assert [line.split(": ")[0] for line in images.skipped] == ["bad.png", "good1b.png", "huge.png"]
    assert "not an image" in images.skipped[0]
    assert "truncated" in images.skipped[1]
    assert "too many pixels" in images.skipped[2]


def test_mostly_unreadable_folders_are_refused(tmp_path: Path) -> None:
    save(tmp_path / "a.png", GRAY)
    for number in range(2):
        (tmp_path / f"bad{number}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(30))
    with pytest.raises(DataError, match=r"2 of 3 images cannot be read.*bad0\.png"):
        load(tmp_path)
    (tmp_path / "a.png").unlink()
    with pytest.raises(DataError, match="2 of 2 images"):
        load(tmp_path)


def test_places_without_images_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty" / "inner").mkdir(parents=True)
    (tmp_path / "file.png").write_bytes(b"")
    for root, message in (
        (None, "needs --root"),
        (tmp_path / "none", "does not exist"),
        (tmp_path / "empty", "holds no image"),
        (tmp_path / "file.png", "is a file"),
    ):
        with pytest.raises(DataError, match=message):
            Folder(root).load()
    with pytest.raises(DataError, match="size 0"):
        Folder(tmp_path, size=0).load()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    suffix=st.sampled_from(["png", "jpg", "tif", "gif", "webp", "bmp"]),
    cut=st.integers(0, 60),
    changes=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=5),
)
def test_damaged_files_raise_nothing_but_data_errors(suffix: str, cut: int, changes: list[tuple[int, int]], tmp_path: Path) -> None:
    path = tmp_path / f"damaged.{suffix}"
    save(path, COLOUR)
    data = bytearray(path.read_bytes())
    data = data[: len(data) - cut]
    for place, value in changes:
        data[place % len(data)] = value
    path.write_bytes(data)
    with suppress(DataError):
        assert load(tmp_path, size=8).shape[1:] == (8, 8)
    path.unlink()


def test_progress_is_silent_unless_asked_for(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path / "a.png", GRAY)
    Folder(tmp_path).load(progress=False)
    assert capfd.readouterr() == ("", "")
    Folder(tmp_path).load(progress=True)
    assert capfd.readouterr() == ("", ""), "no bar where there is no terminal"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    Folder(tmp_path).load(progress=True)
    out, err = capfd.readouterr()
    assert out == ""
    assert "reading" in err
