"""The pictures: all that a result calls for, those without runs left out, and what stands where in strips and grids."""

from __future__ import annotations

import builtins
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from study_rows import full_rows

from latlas.api import train
from latlas.data.pole import Pole
from latlas.errors import UsageError
from latlas.studies.interpolation.curves import draw_errors
from latlas.studies.interpolation.pictures import pictures, planned
from latlas.studies.interpolation.strips import chosen_corners, chosen_interval, labelled_rows, open_runs, true_grid
from latlas.studies.interpolation.style import LOOKS

LEAST_PICTURE = 100
MOST_BYTES = 150_000


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """AE on pole as the study would leave it, and with two latents; nothing else."""
    folder = tmp_path_factory.mktemp("runs")
    for place, latents in (("pole/ae/3", 4), ("pole@2d/ae/0", 2)):
        train("ae", "pole", folder / place, quiet=True, size=8, hidden=(8,), latent_dim=latents, epochs=1, batch_size=64, body="dense")
    return folder


def result(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"scale": "desk", "rows": rows}


def test_methods_look_different_from_each_other() -> None:
    for part in ("name", "colour", "marker"):
        assert len({getattr(look, part) for key, look in LOOKS.items() if key != "vae"}) == len(LOOKS) - 1


def test_all_pictures_are_drawn_and_small(runs: Path, tmp_path: Path) -> None:
    asked = result(full_rows(seeds=range(2)))
    written = {path.name for path in pictures(asked, runs, tmp_path)}
    expected = {one.name for one in planned(asked)}
    without_runs = {name for name in expected if "obj66" in name or "ablation-grids" in name}
    assert without_runs
    assert written == expected - without_runs
    for path in tmp_path.iterdir():
        assert path.stat().st_size < MOST_BYTES
        with Image.open(path) as picture:
            assert min(picture.size) > LEAST_PICTURE


def test_nothing_calls_for_no_picture(tmp_path: Path) -> None:
    assert pictures(result([]), tmp_path, tmp_path / "out") == []


def test_the_curve_is_the_mean_over_seeds() -> None:
    rows = [
        {"data": "pole", "model": "ae", "seed": seed, "metric": "between", "value": value, "views": "all", "interval": 20}
        for seed, value in enumerate((0.001, 0.003))
    ]
    figure = draw_errors(rows, ["ae"])
    (line,) = figure.axes[2].lines
    assert np.asarray(line.get_xdata()).tolist() == [20]
    assert np.asarray(line.get_ydata()) == pytest.approx([20.0])


def test_without_matplotlib_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UsageError, match=r"pip install 'latlas\[studies\]'"):
        pictures(result(full_rows(seeds=[0])), tmp_path, tmp_path)


def test_runs_that_are_not_there_are_left_out(runs: Path) -> None:
    assert list(open_runs(runs, "pole", ["ae", "aeai"])) == ["ae"]
    assert open_runs(runs, "obj66", ["ae"]) == {}


def test_the_ends_of_the_strip_were_held_out() -> None:
    images = Pole(size=8, validation=0.0, test=0.2).load()
    views = chosen_interval(images, 15)
    assert {views[0], views[-1]} <= set(images.split["test"])
    assert images.factors is not None
    elevation, azimuth = images.factors[views].T
    assert len(set(elevation)) == 1
    assert set(np.diff(azimuth) % 360) == {5.0}


def test_without_held_out_views_the_first_interval_is_shown() -> None:
    images = Pole(size=8, validation=0.0, test=0.0).load()
    assert chosen_interval(images, 15).tolist() == list(range(16))


def test_the_true_grid_of_pole_has_its_factors() -> None:
    images = Pole(size=8).load()
    assert chosen_corners(images) == (0, 15, 7 * 72, 7 * 72 + 15)
    grid = true_grid(images)
    assert grid.shape == (8, 6, 1, 8, 8)
    assert torch.equal(grid[3, 2], images.images(np.array([3 * 72 + 6]))[0])  # 60° up, 30° round


def test_rows_stand_beside_their_names() -> None:
    strips = {"light": torch.full((4, 1, 64, 64), 0.9), "dark": torch.zeros(4, 1, 64, 64)}
    picture = np.asarray(labelled_rows(strips, ["a", "b", "c", "d"]).convert("L"))
    last = picture[:, -10]
    assert set(np.unique(last[-64:])) == {0}
    assert (last == round(0.9 * 255)).sum() == 64


@pytest.mark.slow
def test_the_smoke_scale_runs_and_reports(tmp_path: Path) -> None:
    latlas = str(Path(sys.executable).with_name("latlas"))
    out = tmp_path / "study"
    subprocess.run([latlas, "study", "interpolation", "--scale", "smoke", "--out", str(out), "--quiet"], check=True, timeout=280)
    assert (out / "smoke.json").exists()
    page = tmp_path / "page"
    report = [latlas, "study", "interpolation", "--report", str(out / "smoke.json"), "--out", str(page)]
    printed = subprocess.run(report, check=True, timeout=280, capture_output=True, text=True).stdout
    text = (page / "interpolation.md").read_text(encoding="utf-8")
    for line in text.splitlines():
        if "](images/" in line:
            name = line.partition("](images/")[2].rstrip(")")
            assert (page / "images" / name).exists()
            assert name in printed
