from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from latlas.data.mnist import MNIST
from latlas.data.rot_mnist import RotMNIST, rotate
from latlas.errors import DataError

TURNS = np.array([0.0, 0.3, 1.0, np.pi / 2, 2.0, np.pi, 4.0, 6.2])


def blobs(n: int, seed: int = 0) -> np.ndarray:
    """Smooth gray images of 28×28 that are black near the frame, as digits are."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[:28, :28]
    centres = random.uniform(10, 17, (n, 3, 2, 1, 1))
    images = np.exp(-((x - centres[:, :, 0]) ** 2 + (y - centres[:, :, 1]) ** 2) / 4).max(1)
    return np.where(images < 0.02, 0, np.rint(255 * images)).astype(np.uint8)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    random = np.random.default_rng(1)
    path = tmp_path / "mnist.npz"
    np.savez(path, x_train=blobs(60), y_train=random.integers(0, 10, 60), x_test=blobs(12, 1), y_test=random.integers(0, 10, 12))
    return path


def arrow() -> np.ndarray:
    """An arrow that points to the right from the centre: a shaft, and a head at its end."""
    image = np.zeros((29, 29), np.uint8)
    image[14, 14:25] = 255
    image[12:17, 22] = 255
    return image


@pytest.mark.parametrize(("degrees", "tip"), [(0, (14, 24)), (90, (4, 14)), (180, (14, 4)), (270, (24, 14))])
def test_angles_are_counter_clockwise_on_the_screen(degrees: int, tip: tuple[int, int]) -> None:
    turned = rotate(arrow()[None], np.deg2rad([degrees]))[0]
    np.testing.assert_array_equal(turned, np.rot90(arrow(), degrees // 90))  # turns an array as it is printed counter-clockwise
    assert turned[tip] == 255


@pytest.mark.parametrize("degrees", range(7, 360, 31))
def test_an_arrow_points_where_its_angle_says(degrees: int) -> None:
    turned = rotate(arrow()[None], np.deg2rad([degrees]))[0].astype(float)
    ticks = np.arange(29) - 14
    right, up = (turned * ticks).sum(), -(turned * ticks[:, None]).sum()
    difference = np.angle(np.exp(1j * (np.arctan2(up, right) - np.deg2rad(degrees))))
    assert abs(np.rad2deg(difference)) < 0.5


@pytest.mark.parametrize("shape", [(28, 28), (20, 31)])
def test_rotation_is_that_of_pillow(shape: tuple[int, int]) -> None:
    """To one gray level: Pillow rounds differently, and extends the outermost pixels, which are black here."""
    images = np.zeros((len(TURNS), *shape), np.uint8)
    images[:, 3:-3, 3:-3] = np.random.default_rng(0).integers(0, 256, (len(TURNS), shape[0] - 6, shape[1] - 6))
    for image, angle, turned in zip(images, TURNS, rotate(images, TURNS), strict=True):
        expected = Image.fromarray(image).rotate(np.rad2deg(angle), Image.Resampling.BILINEAR)
        inside = np.zeros(shape, bool)  # Pillow leaves out what comes from the outermost half pixel
        inside[1:-1, 1:-1] = True
        np.testing.assert_allclose(turned[inside].astype(int), np.asarray(expected)[inside].astype(int), atol=1)


def test_what_leaves_the_frame_is_gone_and_what_comes_in_is_black() -> None:
    white = np.full((1, 28, 28), 255, np.uint8)
    turned = rotate(white, np.array([np.pi / 4]))[0]
    assert turned[0, 0] == turned[-1, 0] == turned[0, -1] == turned[-1, -1] == 0
    assert (turned[9:19, 9:19] == 255).all()
    assert turned.sum() / 255 == pytest.approx(28 * 28 * 2 * (np.sqrt(2) - 1), rel=0.01)  # the octagon that both squares share


def test_set_holds_the_turned_digits_of_mnist(root: Path) -> None:
    mnist = MNIST(root).load()
    images = RotMNIST(root=root, count=40).load()
    assert (len(images), images.shape, images.factor_names) == (40, (1, 28, 28), ("angle",))
    assert images.label_names == tuple("0123456789")
    assert images.factors is not None
    assert mnist.labels is not None
    originals = np.array([int(number) for number in images.metadata["original"]])
    assert len(set(originals)) == 40
    assert (np.diff(originals) > 0).all()
    assert originals.max() < 60
    np.testing.assert_array_equal(images.labels, mnist.labels[originals])
    pixels = [np.rint(255 * images_of.images(rows).numpy()[:, 0]) for images_of, rows in ((images, np.arange(40)), (mnist, originals))]
    angles = images.factors[:, 0]
    np.testing.assert_array_equal(pixels[0], rotate(pixels[1].astype(np.uint8), angles))
    upright = rotate(pixels[0].astype(np.uint8), -angles)
    assert np.abs(upright - pixels[1]).mean() < 4 < np.abs(pixels[0] - pixels[1]).mean()
    assert {part: len(rows) for part, rows in images.split.items()} == {"train": 32, "validation": 4, "test": 4}


def test_source_part_is_a_choice(root: Path) -> None:
    images = RotMNIST(root=root, source="test", count=12).load()
    assert images.metadata["original"] == tuple(str(number) for number in range(60, 72))
    with pytest.raises(DataError, match="count 13 is not between 1 and the 12 digits of MNIST's test part"):
        RotMNIST(root=root, source="test", count=13).load()
    with pytest.raises(DataError, match="count 0"):
        RotMNIST(root=root, count=0).load()


def test_seed_decides_digits_and_angles(root: Path) -> None:
    first, again, other = (RotMNIST(root=root, count=50, angle_seed=seed).load() for seed in (0, 0, 1))
    assert first.fingerprint() == again.fingerprint() != other.fingerprint()
    assert first.metadata["original"] != other.metadata["original"]
    assert first.fingerprint() != RotMNIST(root=root, count=50, split_seed=1).load().fingerprint()
    assert len(RotMNIST(root=root, count=50, limit=20).load()) == 20


def test_angles_are_uniform_over_the_whole_turn(tmp_path: Path) -> None:
    np.savez(tmp_path / "mnist.npz", x_train=np.zeros((4000, 28, 28), np.uint8), y_train=np.zeros(4000, np.uint8))
    with np.load(tmp_path / "mnist.npz") as part:
        np.savez(tmp_path / "mnist.npz", **part, x_test=part["x_train"][:1], y_test=part["y_train"][:1])
    factors = RotMNIST(root=tmp_path, count=4000).load().factors
    assert factors is not None
    assert factors.dtype == np.float32
    assert 0 <= factors.min() < factors.max() < 2 * np.pi
    counts = np.histogram(factors, 10, (0, 2 * np.pi))[0]
    assert np.abs(counts - 400).max() < 95  # 5 standard deviations of a binomial


def test_missing_files_are_told(tmp_path: Path) -> None:
    for nowhere in (None, tmp_path / "none"):
        with pytest.raises(DataError, match=r"https://.*mnist\.npz"):
            RotMNIST(root=nowhere).load()
