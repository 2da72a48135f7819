"""Strips and surfaces: what stands where in the picture, which images are drawn, and what is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args, get_type_hints

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from torch import Tensor

import latlas
from latlas.api import TrainedModel, load
from latlas.cli import run
from latlas.cli.interpolate import Interpolate, draw_pairs, parse_pair
from latlas.errors import DataError, UsageError
from latlas.latent.paths import PATHS

Captured = pytest.CaptureFixture[str]
HEIGHT, WIDTH = 10, 12
WIDE = 4
"""The wider gap of images as small as these, at scale 1; the others are 1 wide."""


def command(line: str, *more: object) -> int:
    return run([*line.split(), *map(str, more)])


def shown(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture).astype(int)


def assert_cell(picture: np.ndarray, top: int, left: int, image: Tensor) -> None:
    """The image (channel height width) stands there, each value rounded to one of 256."""
    cell = picture[top : top + HEIGHT, left : left + WIDTH]
    assert np.abs(cell - image[0].clamp(0, 1).numpy() * 255).max() <= 0.51 + 1e-3


def decoded(trained: TrainedModel, weights: dict[int, float]) -> Tensor:
    """What a model makes of a weighted mean of the latents of images, one by one: the slow and plain way."""
    with torch.no_grad():
        latents = {number: trained.model.encode(trained.images.images(np.array([number]))).mean for number in weights}
        return trained.model.decode(sum((weight * latents[number] for number, weight in weights.items()), torch.zeros(1)))[0]


@pytest.fixture(scope="module")
def colour_run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run on colour images, which no other run here can be compared with."""
    folder = tmp_path_factory.mktemp("colour")
    images = np.random.default_rng(0).integers(0, 256, (40, 8, 9, 3), dtype=np.uint8)
    np.save(folder / "images.npy", images)
    latlas.train("ae", str(folder / "images.npy"), folder / "run", quiet=True, hidden=(8,), epochs=1)
    return folder / "run"


# From Python


def test_interpolate_decodes_the_straight_path(run_folder: Path) -> None:
    trained = load(run_folder)
    images = latlas.interpolate(trained, [(3, 17), (5, 40)], steps=5, extrapolate=0.5)
    assert images.shape == (2, 9, 1, HEIGHT, WIDTH)
    assert not images.requires_grad
    for row, (start, end) in enumerate([(3, 17), (5, 40)]):
        for column, alpha in enumerate(np.linspace(-0.5, 1.5, 9)):
            torch.testing.assert_close(images[row, column], decoded(trained, {start: 1 - alpha, end: alpha}), rtol=0, atol=1e-5)


def test_the_path_makes_a_difference_between_the_ends_only(run_folder: Path) -> None:
    trained = load(run_folder)
    straight, circle = (latlas.interpolate(trained, [(3, 17)], path=path) for path in ("linear", "spherical"))
    torch.testing.assert_close(straight[:, [0, -1]], circle[:, [0, -1]], rtol=0, atol=1e-5)
    assert (straight - circle).abs().max() > 1e-3


def test_interpolate_with_the_images_of_another_set(run_folder: Path, wide_run_folder: Path, colour_run_folder: Path) -> None:
    trained, other, colour = load(run_folder), load(wide_run_folder), load(colour_run_folder)
    torch.testing.assert_close(latlas.interpolate(other, [(1, 2)], images=trained.images), latlas.interpolate(other, [(1, 2)]))
    with pytest.raises(DataError, match=re.escape("images of shape (3, 8, 9), the model was trained on (1, 10, 12)")):
        latlas.interpolate(trained, [(1, 2)], images=colour.images)


def test_bilinear_grid_decodes_the_surface(run_folder: Path) -> None:
    trained = load(run_folder)
    images = latlas.bilinear_grid(trained, (3, 17, 5, 40), rows=3, columns=5)
    assert images.shape == (3, 5, 1, HEIGHT, WIDTH)
    for row, v in enumerate((0, 0.5, 1)):
        for column, u in enumerate((0, 0.25, 0.5, 0.75, 1)):
            weights = {3: (1 - v) * (1 - u), 17: (1 - v) * u, 5: v * (1 - u), 40: v * u}
            torch.testing.assert_close(images[row, column], decoded(trained, weights), rtol=0, atol=1e-5)


@pytest.mark.parametrize(
    ("pairs", "options", "message"),
    [
        ([(0, 300)], {}, "no image 300 in 'blobs': its images are 0 to 299"),
        ([(-1, 0)], {}, "no image -1 in"),
        ([], {}, "give at least one"),
        ([(0, 1)], {"steps": 1}, "steps is 1"),
        ([(0, 1)], {"extrapolate": -0.5}, "extrapolate is -0.5"),
        ([(0, 1)], {"path": "curly"}, "no path 'curly'. Known: linear, spherical"),
    ],
    ids=str,
)
def test_what_cannot_be_interpolated(run_folder: Path, pairs: list[tuple[int, int]], options: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        latlas.interpolate(load(run_folder), pairs, **options)


# Strips


def test_a_strip_stands_between_its_two_images(run_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "new" / "strips.png"
    assert command("interpolate", run_folder, "--pairs", "3:17", "5:40", "--steps", 4, "--scale", 1, "--out", out) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(out),
        f"row 1: 3:17, {run_folder} (vae on array)",
        f"row 2: 5:40, {run_folder} (vae on array)",
    ]
    picture = shown(out)
    assert picture.shape == (2 * HEIGHT + 1, 6 * WIDTH + 2 * WIDE + 3)
    trained = load(run_folder)
    left = [0, *(WIDTH + WIDE + (WIDTH + 1) * k for k in range(4)), 5 * WIDTH + 2 * WIDE + 3]
    for row, pair in enumerate([(3, 17), (5, 40)]):
        strip = latlas.interpolate(trained, [pair], steps=4)[0]
        originals = trained.images.images(np.array(pair))
        for x, image in zip(left, [originals[0], *strip, originals[1]], strict=True):
            assert_cell(picture, row * (HEIGHT + 1), x, image)


def test_the_same_pair_by_several_models_and_by_no_model(run_folder: Path, wide_run_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "strips.png"
    more = ("--with", wide_run_folder, "--cross-dissolve", "--extrapolate", 0.5, "--steps", 3, "--scale", 1, "--out", out)
    assert command("interpolate", run_folder, "--pairs", "3:17", "5:40", *more) == 0
    titles = [f"{run_folder} (vae on array)", f"{wide_run_folder} (ae on array)", "cross-dissolve"]
    lines = [f"row {3 * k + n + 1}: {pair}, {title}" for k, pair in enumerate(("3:17", "5:40")) for n, title in enumerate(titles)]
    assert capsys.readouterr().out.splitlines() == [str(out), *lines]
    picture = shown(out)
    # Wider gaps: beside the originals, where the path leaves the space between the ends, and between the pairs.
    left = np.cumsum([0, WIDTH + WIDE, WIDTH + WIDE, WIDTH + 1, WIDTH + 1, WIDTH + WIDE, WIDTH + WIDE]).tolist()
    top = [0, 11, 22, 32 + WIDE, 43 + WIDE, 54 + WIDE]
    assert picture.shape == (top[-1] + HEIGHT, left[-1] + WIDTH)
    trained = load(run_folder)
    for k, pair in enumerate([(3, 17), (5, 40)]):
        start, end = originals = trained.images.images(np.array(pair))
        strips = [latlas.interpolate(load(folder), [pair], steps=3, extrapolate=0.5)[0] for folder in (run_folder, wide_run_folder)]
        strips.append(torch.stack([(1 - alpha) * start + alpha * end for alpha in (-0.5, 0, 0.5, 1, 1.5)]))
        for y, strip in zip(top[3 * k :][:3], strips, strict=True):
            for x, image in zip(left, [originals[0], *strip, originals[1]], strict=True):
                assert_cell(picture, y, x, image)


def test_pairs_are_drawn_by_seed_from_a_part(run_folder: Path) -> None:
    images = load(run_folder).images
    drawn = draw_pairs(images, "test", 50, seed=3)
    assert drawn[:5] == draw_pairs(images, "test", 5, seed=3)
    assert drawn != draw_pairs(images, "test", 50, seed=4)
    assert draw_pairs(images, "test", 1, seed=-3)
    assert all(start != end for start, end in drawn)
    assert {number for pair in drawn for number in pair} <= set(images.split["test"].tolist())
    assert {number for pair in draw_pairs(images, "train", 50, 0) for number in pair} <= set(images.split["train"].tolist())


def test_a_part_without_a_pair(run_folder: Path) -> None:
    images = load(run_folder).images
    lone = replace(images, split={**images.split, "validation": images.split["validation"][:1]})
    with pytest.raises(UsageError, match="the validation part of 'blobs' has 1 images: give another --part, or --pairs"):
        draw_pairs(lone, "validation", 3, 0)


def test_drawn_pairs_are_named(run_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    first, second = tmp_path / "first.png", tmp_path / "second.png"
    assert command("interpolate", run_folder, "--count", 3, "--path", "spherical", "--out", first) == 0
    pairs = re.findall(r"row \d: (\d+:\d+),", capsys.readouterr().out)
    assert len(pairs) == 3
    assert command("interpolate", run_folder, "--pairs", *pairs, "--path", "spherical", "--out", second) == 0
    assert first.read_bytes() == second.read_bytes()


def test_colour(colour_run_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "strips.png"
    assert command("interpolate", colour_run_folder, "--part", "train", "--count", 1, "--out", out) == 0
    with Image.open(out) as picture:
        assert picture.mode == "RGB"


# Surfaces


def test_a_surface_stands_between_its_four_images(run_folder: Path, wide_run_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "surface.png"
    more = ("--with", wide_run_folder, "--cross-dissolve", "--scale", 1, "--out", out)
    assert command("interpolate", run_folder, "--grid", 3, 17, 5, 40, "--rows", 3, "--columns", 4, *more) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(out),
        f"surface 1: {run_folder} (vae on array)",
        f"surface 2: {wide_run_folder} (ae on array)",
        "surface 3: cross-dissolve",
    ]
    picture = shown(out)
    left = [0, *(WIDTH + WIDE + (WIDTH + 1) * k for k in range(4)), 5 * WIDTH + 2 * WIDE + 3]
    block = 3 * HEIGHT + 2 + WIDE
    assert picture.shape == (3 * block - WIDE, left[-1] + WIDTH)
    trained = load(run_folder)
    originals = trained.images.images(np.array([3, 17, 5, 40]))
    surfaces = [latlas.bilinear_grid(load(folder), (3, 17, 5, 40), 3, 4) for folder in (run_folder, wide_run_folder)]
    rows = (
        [torch.lerp(originals[0], originals[2], v) for v in (0, 0.5, 1)],
        [torch.lerp(originals[1], originals[3], v) for v in (0, 0.5, 1)],
    )
    surfaces.append(torch.stack([torch.stack([torch.lerp(a, b, u / 3) for u in range(4)]) for a, b in zip(*rows, strict=True)]))
    for number, surface in enumerate(surfaces):
        for row in range(3):
            y = number * block + row * (HEIGHT + 1)
            for column in range(4):
                assert_cell(picture, y, left[column + 1], surface[row, column])
            outside = {0: originals[:2], 1: torch.ones(2, 1, HEIGHT, WIDTH), 2: originals[2:]}[row]
            assert_cell(picture, y, 0, outside[0])
            assert_cell(picture, y, left[-1], outside[1])


# Wrong use


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--pairs", "3-17"], "'3-17' is no pair of image numbers; write them like 3:17"),
        (["--pairs", "3:300"], "there is no image 300 in 'blobs': its images are 0 to 299"),
        (["--grid", "0", "1", "2", "-3"], "there is no image -3"),
        (["--grid", "0", "1", "2"], "--grid"),
        (["--grid", "0", "1", "2", "3", "--rows", "1"], "surface of 1×8"),
        (["--grid", "0", "1", "2", "3", "--pairs", "3:17"], "goes without --pairs"),
        (["--grid", "0", "1", "2", "3", "--extrapolate", "0.5"], "goes without --pairs"),
        (["--steps", "1"], "steps is 1"),
        (["--extrapolate", "-1"], "extrapolate is -1"),
        (["--count", "0"], "--count is 0"),
        (["--scale", "0"], "--scale is 0"),
        (["--path", "curly"], "curly"),
        (["--with", "nowhere"], "make one with: latlas train"),
    ],
    ids=" ".join,
)
def test_wrong_use_exits_with_2_and_a_hint(
    run_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, arguments: list[str], hint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert command("interpolate", run_folder, "--out", "x.png", *arguments) == 2
    output = capsys.readouterr()
    assert hint in output.err
    assert "Traceback" not in output.err
    assert output.out == ""
    assert not list(tmp_path.iterdir()), "nothing is written"


def test_runs_of_other_images_cannot_be_set_beside(run_folder: Path, colour_run_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    assert command("interpolate", run_folder, "--with", colour_run_folder, "--out", tmp_path / "x.png") == 2
    message = capsys.readouterr().err
    assert f"{colour_run_folder} was trained on images of shape (3, 8, 9)" in message
    assert message.count("\n") == 1


def test_the_name_of_the_picture_says_its_format(run_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    assert command("interpolate", run_folder, "--out", tmp_path / "x.txt") == 2
    assert "must end in a picture format such as .png" in capsys.readouterr().err


def test_the_options_name_every_path() -> None:
    assert set(get_args(get_type_hints(Interpolate)["path"])) == PATHS.keys()


@given(st.integers(0, 10**18 - 1), st.integers(0, 10**18 - 1))
def test_pairs_are_read_as_they_are_written(start: int, end: int) -> None:
    assert parse_pair(f"{start}:{end}") == (start, end)


@given(st.one_of(st.text(), st.text("0123456789:+-_ ٣\n", max_size=6), st.just("9" * 5000 + ":1")))
def test_any_other_text_is_refused(text: str) -> None:
    start, colon, end = text.partition(":")
    if colon and all(0 < len(side) <= 18 and set(side) <= set("0123456789") for side in (start, end)):
        assert parse_pair(text) == (int(start), int(end))
    else:
        with pytest.raises(UsageError, match="write them like 3:17"):
            parse_pair(text)
