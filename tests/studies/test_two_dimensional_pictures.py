"""The pictures: all that a result calls for, those without runs left out, and what stands in them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from two_dimensional_rows import full_rows, metric_rows, result

from latlas.runs import TrainedModel, load, train
from latlas.studies.study import Request
from latlas.studies.two_dimensional.coding import model_coding, training_codes
from latlas.studies.two_dimensional.curves import draw_codes, draw_measures
from latlas.studies.two_dimensional.grids import draw_manifolds, draw_reconstructions, one_of_each
from latlas.studies.two_dimensional.pictures import pictures, planned
from latlas.studies.two_dimensional.projected import fit_projections, save_projections
from latlas.studies.two_dimensional.settings import PUBLISHED, SETTINGS, variants
from latlas.studies.two_dimensional.study import STUDY

MOST_BYTES = 150_000
LEAST_PICTURE = 100


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some of the models as the study would leave them: of one step a stage, with dense bodies. 4-stage (D) is missing."""
    folder = tmp_path_factory.mktemp("runs")
    for name in ("base", "4g", "4ng"):
        variant, run = variants()[name], folder / "digits" / name / "0"
        small = {"body": "dense", "hidden": (8,), "batch_size": 2000, "epochs": 1, "device": "cpu", "validation": 0.0}
        train("stagewise_vae", "digits", run, quiet=True, layers=variant.layers, stages=variant.family, **{**variant.options, **small})
    base = load(folder / "digits/base/0")
    codes = training_codes(model_coding(base.model), base.images)
    save_projections(fit_projections(codes, SETTINGS["smoke"], 0), base.folder)
    return folder


@pytest.fixture(scope="module")
def base(runs: Path) -> TrainedModel:
    return load(runs / "digits/base/0")


def of_digits(seeds: int = 1) -> dict[str, object]:
    asked = result([{**row, "data": "digits"} for row in full_rows(seeds)])
    asked["conditions"]["data"] = "digits"
    return asked


def test_all_pictures_are_drawn_and_small(runs: Path, tmp_path: Path) -> None:
    asked = of_digits(seeds=2)
    written = {path.name for path in pictures(asked, runs, tmp_path)}
    assert written == {one.name for one in planned(asked)} == {path.name for path in tmp_path.iterdir()}
    assert len(written) == 4
    for path in tmp_path.iterdir():
        assert path.stat().st_size < MOST_BYTES
        with Image.open(path) as picture:
            assert min(picture.size) > LEAST_PICTURE


def test_without_runs_there_is_the_figure_of_rows_alone(tmp_path: Path) -> None:
    written = pictures(of_digits(), tmp_path / "runs", tmp_path / "out")
    assert [path.name for path in written] == ["two-dimensional-measures.png"]


def test_nothing_calls_for_no_picture(tmp_path: Path) -> None:
    assert pictures(result([]), tmp_path, tmp_path / "out") == []


def test_what_was_not_trained_calls_for_no_picture() -> None:
    names = {one.name for one in planned(result([row for row in full_rows(1) if row["model"] == "2g"]))}
    assert names == {"two-dimensional-measures.png"}


def test_points_are_seeds_and_marks_their_mean() -> None:
    rows = [*metric_rows("ssim", {"base": 0.6, "4g": 0.4}, step=0.1), *metric_rows("mmd", {"4g": 0.2}, [0])]
    figure = draw_measures(rows)
    assert [panel.get_title() for panel in figure.axes] == ["SSIM", "MMD²"]
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["base-128", "4-stage (G)"]
    points, mark = figure.axes[0].lines[2:]
    assert np.asarray(points.get_xdata()) == pytest.approx([0.3, 0.4, 0.5])
    assert np.asarray(mark.get_xdata()) == pytest.approx([0.4])
    assert len(figure.axes[1].lines) == 2


def test_figure_1_is_the_images_themselves_and_a_row_for_each_that_is_there(runs: Path, base: TrainedModel) -> None:
    picture = draw_reconstructions(runs, "digits")
    assert picture is not None
    images = base.images
    last = images.images(one_of_each(images)[-1:])
    shown = np.asarray(picture.convert("L"))
    assert shown[24 : 24 + 48, -48:][3::6, 3::6] == pytest.approx(np.rint(255 * last[0, 0].numpy()))  # 8×8 pixels, six times as large
    with torch.no_grad():
        reconstructed = base.model.decode(base.model.encode(last).mean)[0, 0].numpy()
    below = 24 + 48 + max(4, 48 // 6)
    assert shown[below : below + 48, -48:][3::6, 3::6] == pytest.approx(255 * reconstructed, abs=1)
    # Images, base, two of three 4-stage models, PCA (P) and t-SNE (S), each 48 high and 1 apart but for the wider gap.
    assert picture.height == pytest.approx(24 + 6 * 49 + 7, abs=2)


def test_one_image_of_each_class_in_their_order(base: TrainedModel) -> None:
    images = base.images
    chosen = one_of_each(images)
    assert images.labels is not None
    assert images.labels[chosen].tolist() == list(range(10))
    assert set(chosen) <= set(images.split["test"])


def test_a_scatter_has_a_panel_for_each_map_with_its_codes(runs: Path) -> None:
    figure = draw_codes(runs, "digits")
    assert figure is not None
    assert [panel.get_title() for panel in figure.axes][:3] == ["4-stage (G)", "4-stage (NG)", "t-SNE"]
    trained = load(runs / "digits/4ng/0")
    images = trained.images
    test = images.split["test"]
    assert images.labels is not None
    with torch.no_grad():
        means = trained.model.encode(images.images(test)).mean.numpy()
    own = means[images.labels[test] == 0]
    assert np.asarray(figure.axes[1].collections[0].get_offsets()) == pytest.approx(own, abs=1e-5)
    assert draw_codes(runs, "mnist") is None


def test_manifolds_need_runs(tmp_path: Path) -> None:
    assert draw_manifolds(tmp_path, "digits") is None


@pytest.mark.slow
def test_the_smoke_scale_runs_and_reports(tmp_path: Path) -> None:
    latlas = str(Path(sys.executable).with_name("latlas"))
    out = tmp_path / "study"
    subprocess.run([latlas, "study", "two-dimensional", "--scale", "smoke", "--out", str(out), "--quiet"], check=True, timeout=280)
    found = json.loads((out / "smoke.json").read_text(encoding="utf-8"))
    scored = {row["model"] for row in found["rows"] if row["metric"] == "ssim"}
    assert scored == set(PUBLISHED)
    for metric in ("ssim", "mse", "psnr", "frechet", "mmd", "precision", "recall", "knn_accuracy"):
        assert {row["model"] for row in found["rows"] if row["metric"] == metric and "se" in row} == scored
    assert found["conditions"]["extractor"]["name"] == "classifier"
    assert set(found["conditions"]) == {*STUDY.conditions(Request("smoke", 1)), "extractor"}
    page = tmp_path / "page"
    report = [latlas, "study", "two-dimensional", "--report", str(out / "smoke.json"), "--out", str(page)]
    printed = subprocess.run(report, check=True, timeout=280, capture_output=True, text=True).stdout
    text = (page / "two-dimensional.md").read_text(encoding="utf-8")
    names = [line.partition("](images/")[2].rstrip(")") for line in text.splitlines() if "](images/" in line]
    assert len(names) == 4
    for name in names:
        assert (page / "images" / name).exists()
        assert name in printed
