"""The pictures: all that a result calls for, those without runs left out, and what stands in them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from pose_rows import full_rows, metric_rows, result

from latlas.runs import TrainedModel, load, train
from latlas.studies.decoded import open_runs
from latlas.studies.figures import save_small
from latlas.studies.pose.curves import draw_dimensions, draw_scatters, sizes
from latlas.studies.pose.grids import canonical, draw_before, draw_denoising, draw_turned, draws, one_of_each
from latlas.studies.pose.pictures import pictures, planned
from latlas.studies.pose.settings import PRIORS, ROTATED, Variant, prior_model, rotated_variants, variants
from latlas.studies.pose.style import CLASSES, LOOKS

MOST_BYTES = 150_000
LEAST_PICTURE = 100
TRAINED = (
    *("vae-2", "affine-2", "thin_plate-2", "double-2"),
    *("vae-8", "affine-8", "double-20", "thin_plate-8-ours"),
    *(prior_model("affine", prior) for prior in PRIORS),
)
TURNED = ("affine_named-8-normal", "double_named-8-none", "double_named-8-turns")


def fit(variant: Variant, data: str, folder: Path, **options: object) -> None:
    small = {"hidden": (8,), "batch_size": 2000, "epochs": 1, "device": "cpu", "validation": 0.0}
    train(variant.model, data, folder, quiet=True, latent_dim=variant.latents, **{**variant.options, **small, **options})


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some of the models as the study would leave them: of one step on the digits, and on turned images that are no digits."""
    folder = tmp_path_factory.mktemp("runs")
    for name in TRAINED:
        fit(variants()[name], "digits", folder / "digits" / name / "0", test=0.1)
    random = np.random.default_rng(0)
    images, labels = random.integers(0, 256, (120, 28, 28), dtype=np.uint8), np.arange(120, dtype=np.uint8) % 10
    np.savez(folder / "mnist.npz", x_train=images, y_train=labels, x_test=images[:9], y_test=labels[:9])
    for name in TURNED:
        fit(rotated_variants()[name], ROTATED, folder / ROTATED / name / "0", root=folder / "mnist.npz", count=100, test=0.0)
    return folder


@pytest.fixture(scope="module")
def affine(runs: Path) -> TrainedModel:
    return load(runs / "digits/affine-8-normal/0")


def digits(rows: list[dict[str, object]]) -> dict[str, object]:
    return result([{**row, "data": "digits"} if row["data"] == "mnist" else row for row in rows])


def test_families_and_classes_look_different_from_each_other() -> None:
    for part in ("name", "colour", "marker"):
        assert len({getattr(look, part) for look in LOOKS.values()}) == len(LOOKS)
    assert len(set(CLASSES)) == 10


def test_all_pictures_are_drawn_and_small(runs: Path, tmp_path: Path) -> None:
    asked = digits(full_rows(seeds=2))
    written = {path.name for path in pictures(asked, runs, tmp_path)}
    assert written == {one.name for one in planned(asked)}
    for path in tmp_path.iterdir():
        assert path.stat().st_size < MOST_BYTES
        with Image.open(path) as picture:
            assert min(picture.size) > LEAST_PICTURE


def test_a_picture_that_would_be_a_large_file_has_fewer_colours(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (420, 420), dtype=np.uint8)
    for name, size in (("large", 420), ("small", 42)):
        save_small(Image.fromarray(noise[:size, :size]).convert("RGB"), tmp_path / f"{name}.png")
    assert (tmp_path / "large.png").stat().st_size < MOST_BYTES
    with Image.open(tmp_path / "large.png") as large, Image.open(tmp_path / "small.png") as small:
        assert len(large.getcolors() or ()) <= 64
        assert len(small.getcolors() or ()) > 64


def test_without_runs_there_is_the_figure_of_rows_alone(tmp_path: Path) -> None:
    written = pictures(result(full_rows(seeds=1)), tmp_path / "runs", tmp_path / "out")
    assert [path.name for path in written] == ["pose-dimensions-mnist.png"]


def test_nothing_calls_for_no_picture(tmp_path: Path) -> None:
    assert pictures(result([]), tmp_path, tmp_path / "out") == []


def test_what_was_not_scored_calls_for_no_picture() -> None:
    names = {one.name for one in planned(result([row for row in full_rows(1) if row["model"] in ("vae-8", "vae-2")]))}
    assert names == {f"pose-{name}-mnist.png" for name in ("dimensions", "samples", "scatter", "manifold", "denoising")}


def test_figure_5_is_the_mean_over_seeds_by_all_dimensions_of_the_papers_recipe() -> None:
    rows = [
        *metric_rows("reconstruction", {"affine-24": 80.0}, step=2.0),
        *metric_rows("reconstruction", {"affine-4": 95.0}, range(1)),
        *metric_rows("reconstruction", {"affine-8-ours": 10.0, "affine-8-full": 20.0}),
    ]
    assert sizes(rows) == {"affine": {10: [95.0], 30: [78.0, 80.0, 82.0]}}
    (line, *_) = draw_dimensions(rows).axes[0].lines
    assert np.asarray(line.get_xdata()).tolist() == [10, 30]
    assert np.asarray(line.get_ydata()) == pytest.approx([95.0, 80.0])


def test_a_scatter_has_a_panel_for_each_model_with_the_posterior_means(runs: Path) -> None:
    figure = draw_scatters(runs, "digits")
    assert figure is not None
    assert [panel.get_title() for panel in figure.axes] == [look.name for look in LOOKS.values()]
    trained = load(runs / "digits/affine-2/0")
    images = trained.images
    test = images.split["test"]
    with torch.no_grad():
        means = trained.model.encode(images.images(test)).mean[:, :2].numpy()
    zeros = np.asarray(images.labels)[test] == 0
    assert np.asarray(figure.axes[1].collections[0].get_offsets()) == pytest.approx(means[zeros], abs=1e-5)
    assert draw_scatters(runs, "mnist") is None


def test_canonical_images_are_those_of_the_pose_that_changes_nothing(affine: TrainedModel) -> None:
    model = affine.model
    codes = draws(model, 5)
    latents = torch.cat([codes, torch.randn(5, 6)], dim=1)
    with torch.no_grad():
        before = model.get_submodule("decoder").canonical(latents)  # which does not read the pose
    assert torch.allclose(canonical(model, codes), before, atol=1e-5)
    assert torch.equal(draws(model, 5), codes)


def test_one_image_of_each_class_in_their_order(affine: TrainedModel) -> None:
    images = affine.images
    chosen = one_of_each(images, images.split["test"])
    assert np.asarray(images.labels)[chosen].tolist() == list(range(10))
    assert set(chosen) <= set(images.split["test"])


def test_pictures_are_the_same_each_time(runs: Path) -> None:
    first, second = (np.asarray(draw_denoising(runs, "digits")) for _ in range(2))
    assert np.array_equal(first, second)


def test_the_first_row_is_the_test_images_themselves(runs: Path, affine: TrainedModel) -> None:
    picture = draw_before(runs, "digits")
    assert picture is not None
    images = affine.images
    digit = images.images(one_of_each(images, images.split["test"])[-1:])[0, 0].numpy()
    last = np.asarray(picture.convert("L"))[24 : 24 + 48, -48:]  # 8×8 pixels, six times as large, below the names of columns
    assert last[3::6, 3::6] == pytest.approx(np.rint(255 * digit))


def test_turned_digits_are_turned_back_by_the_pose_that_is_read(runs: Path) -> None:
    picture = draw_turned(runs)
    assert picture is not None
    rows = 1 + 2 * len(TURNED)
    assert picture.height > rows * 56
    assert list(open_runs(runs, ROTATED, list(rotated_variants()))) == list(TURNED)


@pytest.mark.slow
def test_the_smoke_scale_runs_and_reports(tmp_path: Path) -> None:
    latlas = str(Path(sys.executable).with_name("latlas"))
    out = tmp_path / "study"
    subprocess.run([latlas, "study", "pose", "--scale", "smoke", "--out", str(out), "--quiet"], check=True, timeout=280)
    assert (out / "smoke.json").exists()
    page = tmp_path / "page"
    report = [latlas, "study", "pose", "--report", str(out / "smoke.json"), "--out", str(page)]
    printed = subprocess.run(report, check=True, timeout=280, capture_output=True, text=True).stdout
    text = (page / "pose.md").read_text(encoding="utf-8")
    names = [line.partition("](images/")[2].rstrip(")") for line in text.splitlines() if "](images/" in line]
    assert len(names) == len(planned({"rows": full_rows(1)})) - 1  # turned digits are none of this scale
    for name in names:
        assert (page / "images" / name).exists()
        assert name in printed
