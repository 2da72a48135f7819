"""The study's rows against plain loops over intervals, on pole and the cross-dissolve, and what each kind of task leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
import torch

from latlas.data.imageset import ImageSet
from latlas.data.pole import Pole
from latlas.errors import NonFiniteLossError
from latlas.metrics.intervals import cross_dissolve
from latlas.metrics.lines import LineScores
from latlas.metrics.metric import Score
from latlas.studies.interpolation import lines as lines_module
from latlas.studies.interpolation import tasks as tasks_module
from latlas.studies.interpolation.lines import line_rows
from latlas.studies.interpolation.scoring import reconstruction_rows, score_model
from latlas.studies.interpolation.settings import SETTINGS
from latlas.studies.interpolation.tasks import run_task
from latlas.studies.study import Request, Row, Task

SMOKE = replace(SETTINGS["smoke"], size=8)
RINGS, VIEWS = 8, 72


@pytest.fixture(scope="module")
def images() -> ImageSet:
    return Pole(size=8, test=0.2, validation=0.0).load(progress=False)


@pytest.fixture(scope="module")
def rows(images: ImageSet) -> list[Row]:
    return score_model(*cross_dissolve(images.shape), images, SMOKE)


def one(rows: list[Row], **place: object) -> float:
    """The value of the only row at a place."""
    (found,) = [row["value"] for row in rows if all(row.get(name) == value for name, value in place.items())]
    return float(found)


def dissolve_errors(images: ImageSet, length: int, offsets: list[int]) -> dict[tuple[int, int, int], tuple[float, int]]:
    """By loops: (ring, start, offset) → squared error of the two ends mixed, and the row of the true view."""
    pixels = images.images(np.arange(len(images))).double().numpy()
    found = {}
    for ring in range(RINGS):
        for start in range(VIEWS):
            first, last = (pixels[ring * VIEWS + (start + step) % VIEWS] for step in (0, length))
            for offset in offsets:
                alpha, row = offset / length, ring * VIEWS + (start + offset) % VIEWS
                found[ring, start, offset] = float(np.mean(((1 - alpha) * first + alpha * last - pixels[row]) ** 2)), row
    return found


@pytest.mark.parametrize("length", [3, 15])
def test_errors_in_between_are_those_of_a_loop(length: int, images: ImageSet, rows: list[Row]) -> None:
    errors = dissolve_errors(images, length, list(range(1, length)))
    place = {"metric": "between", "interval": 5 * length}
    assert one(rows, views="all", **place) == pytest.approx(fmean(error for error, _ in errors.values()), rel=1e-4)
    held_out = set(images.split["test"].tolist())
    wanted = fmean(error for error, row in errors.values() if row in held_out)
    assert one(rows, views="held out", **place) == pytest.approx(wanted, rel=1e-4)


def test_errors_by_alpha_are_those_of_a_loop_at_75_degrees(images: ImageSet, rows: list[Row]) -> None:
    assert {row["interval"] for row in rows if row["metric"] == "between_at_alpha"} == {75}
    errors = dissolve_errors(images, 15, [4])
    place = {"metric": "between_at_alpha", "alpha": round(4 / 15, 4)}
    assert one(rows, views="all", **place) == pytest.approx(fmean(error for error, _ in errors.values()), rel=1e-4)
    held_out = set(images.split["test"].tolist())
    wanted = fmean(error for error, row in errors.values() if row in held_out)
    assert one(rows, views="held out", **place) == pytest.approx(wanted, rel=1e-4)


@pytest.mark.parametrize("beyond", [1, 4])
def test_beyond_is_the_mean_of_both_sides(beyond: int, images: ImageSet, rows: list[Row]) -> None:
    errors = dissolve_errors(images, 8, [-beyond, 8 + beyond])
    wanted = fmean(error for error, _ in errors.values())
    assert one(rows, metric="beyond", interval=40, beyond=5 * beyond) == pytest.approx(wanted, rel=1e-4)


def test_every_metric_has_its_rows(rows: list[Row]) -> None:
    walks = {f"walk_{name}" for name in ("deviation", "to_start", "to_end", "straight_to_start", "straight_to_end")}
    alphas = {f"alpha_{name}" for name in ("deviation", "spread", "lower", "median", "upper")}
    admissibility = {"boundary", "violations", "step_ratio", "credible", "credibility"}
    errors = {"reconstruction", "between", "between_at_alpha", "between_at_alpha_deviation", "beyond"}
    assert {row["metric"] for row in rows} == errors | alphas | admissibility | walks
    assert {row["interval"] for row in rows if row["metric"] in admissibility} == {75}
    assert {row["interval"] for row in rows if row["metric"] in alphas} == {70}
    assert {row["interval"] for row in rows if row["metric"] == "between"} == {15, 20, 70, 75}
    assert all(np.isfinite(row["value"]) for row in rows)


def test_reconstruction_is_the_mean_over_each_part(images: ImageSet) -> None:
    everything = images.images(np.arange(len(images)))
    found = list(
        reconstruction_rows(lambda part: part.flatten(1), lambda latents: torch.full((len(latents), 1, 8, 8), 0.5), images, everything)
    )
    for row in found:
        errors = [float(((everything[number] - 0.5) ** 2).mean()) for number in images.split[row["views"]]]
        assert row["value"] == pytest.approx(fmean(errors), rel=1e-5)
        assert row["se"] == pytest.approx(np.std(errors, ddof=1) / len(errors) ** 0.5, rel=1e-4)
    assert [row["views"] for row in found] == ["train", "test"]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Task], list[Row]]:
    monkeypatch.setattr(tasks_module, "SETTINGS", {"smoke": replace(SMOKE, steps=1)})
    return lambda task: run_task(task, Request("smoke", 1), tmp_path)


@pytest.mark.parametrize("data", ["pole-24", "pole@2d"])
def test_few_views_and_few_latents_leave_reconstruction_alone(data: str, run: Callable[[Task], list[Row]], tmp_path: Path) -> None:
    found = run(Task(data, "ae", 0))
    assert [(row["metric"], row["views"]) for row in found] == [("reconstruction", "train"), ("reconstruction", "test")]
    assert (tmp_path / "run.json").exists()


def test_the_cross_dissolve_is_scored_without_training(run: Callable[[Task], list[Row]], rows: list[Row], tmp_path: Path) -> None:
    found = run(Task("pole", "cross_dissolve", 0))
    assert one(found, metric="between", interval=75, views="all") == pytest.approx(one(rows, metric="between", interval=75, views="all"))
    assert not list(tmp_path.iterdir())


def test_a_training_that_diverges_leaves_one_row(run: Callable[[Task], list[Row]], monkeypatch: pytest.MonkeyPatch) -> None:
    def diverging(*arguments: object, **options: object) -> None:
        raise NonFiniteLossError("term 'x' is nan")

    monkeypatch.setattr(tasks_module, "train", diverging)
    assert run(Task("pole", "aeai", 0)) == [{"metric": "diverged", "value": 1.0, "message": "term 'x' is nan"}]


def test_scores_of_lines_that_are_not_finite_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = Score(0.5, 0.1, 4, ""), Score(float("nan"), None, 4, "")
    scores = LineScores(distance=good, smoothness=bad, paper_distance=good, paper_smoothness=bad)
    monkeypatch.setattr(lines_module, "score_lines", lambda *arguments, **options: scores)
    found = line_rows(lambda part: part.flatten(1), lambda latents: latents.unflatten(1, (1, 8, 8)), 8, 10)
    assert [(row["metric"], row["convention"]) for row in found] == [("line_distance", "paper"), ("line_distance", "corrected")]
