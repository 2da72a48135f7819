"""The extractor of the study: the given one, or a classifier trained once; and what the runner does with what a study prepares."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import study_toy
from PIL import Image

from latlas import catalog
from latlas.catalog import Entry
from latlas.cli import run
from latlas.errors import StudyError, UsageError
from latlas.studies import runner
from latlas.studies.study import Request
from latlas.studies.two_dimensional.extractors import accuracy_rows, classifier_path, prepare, task_extractor

SMOKE = Request("smoke", 1)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, Any]]:
    """A folder of runs with the classifier of the digits, and what it said."""
    runs = tmp_path_factory.mktemp("runs")
    return runs, prepare(SMOKE, runs, True)


def test_without_weights_a_classifier_is_trained_once(prepared: tuple[Path, Mapping[str, Any]]) -> None:
    runs, said = prepared
    path = classifier_path(SMOKE, runs)
    before = path.stat().st_mtime_ns
    assert prepare(SMOKE, runs, True) == said
    assert path.stat().st_mtime_ns == before
    assert (said["extractor"]["name"], said["extractor"]["layers"]) == ("classifier", ["pooled"])
    assert said["extractor"]["digest"] == task_extractor(SMOKE, runs).digest != ""


def test_its_accuracy_is_a_row_with_the_digest(prepared: tuple[Path, Mapping[str, Any]]) -> None:
    runs, said = prepared
    (row,) = accuracy_rows(SMOKE, runs)
    assert row["digest"] == said["extractor"]["digest"]
    assert 10 < row["value"] <= 100
    assert row["se"] == pytest.approx((row["value"] * (100 - row["value"]) / 358) ** 0.5, rel=1e-3)  # a share of 359 test images


def test_its_file_given_elsewhere_is_the_same_extractor(prepared: tuple[Path, Mapping[str, Any]], tmp_path: Path) -> None:
    runs, said = prepared
    request = replace(SMOKE, extractor="classifier", extractor_weights=str(classifier_path(SMOKE, runs)))
    assert prepare(request, tmp_path, True) == said
    assert list(tmp_path.iterdir()) == []
    assert accuracy_rows(request, tmp_path) == []


def test_an_extractor_without_weights_needs_none(tmp_path: Path) -> None:
    request = replace(SMOKE, extractor="pixels")
    assert prepare(request, tmp_path, True) == {"extractor": {"name": "pixels", "layers": ["pixels"], "digest": ""}}


def test_weights_are_taken_for_the_extractor_that_fits_the_images(tmp_path: Path) -> None:
    for data, name in (("digits", "lenet"), ("mnist", "lenet"), ("folder", "inception")):
        with pytest.raises(UsageError, match=r"missing\.safetensors"):
            task_extractor(Request("smoke", 1, (data,), extractor_weights=str(tmp_path / "missing.safetensors")), tmp_path)
        with pytest.raises(UsageError, match=f"extractor '{name}' needs its weights"):
            task_extractor(Request("smoke", 1, (data,), extractor=name), tmp_path)


def test_images_without_labels_need_weights(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    (tmp_path / "images").mkdir()
    for number in range(20):
        Image.fromarray(random.integers(0, 256, (16, 16), dtype=np.uint8)).save(tmp_path / "images" / f"{number}.png")
    request = Request("smoke", 1, ("folder",), root=tmp_path / "images")
    with pytest.raises(StudyError, match=r"has no labels.*--extractor-weights"):
        prepare(request, tmp_path / "runs", True)


Prepare = Callable[[Request, Path, bool], Mapping[str, Any]]


class Threads(ThreadPoolExecutor):
    """Processes started anew would know nothing of the toy."""

    def __init__(self, workers: int, *others: object) -> None:
        super().__init__(workers)


@pytest.fixture
def run_toy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Runs a toy study that prepares something."""
    monkeypatch.setattr(catalog, "BUILT_IN", {**catalog.BUILT_IN, "studies": {"toy": Entry("study_toy:STUDY")}})
    monkeypatch.setattr(runner, "ProcessPoolExecutor", Threads)
    study_toy.CALLS.clear()

    def run_it(prepare: Prepare, **options: Any) -> dict[str, Any]:
        study = replace(study_toy.STUDY, prepare=prepare)
        return runner.run_study(study, Request("smoke", 1, ("a",)), tmp_path, workers=1, quiet=True, **options)

    return run_it


def test_what_is_prepared_is_part_of_the_conditions(run_toy: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    asked: list[tuple[Path, bool, int]] = []

    def prepare(request: Request, runs: Path, quiet: bool) -> Mapping[str, Any]:
        asked.append((runs, quiet, len(study_toy.CALLS)))
        return {"extractor": "first"}

    assert run_toy(prepare)["conditions"] == {**study_toy.CONDITIONS, "extractor": "first"}
    assert asked == [(tmp_path / "runs" / "smoke", True, 0)]  # before any task
    with pytest.raises(StudyError, match="other options"):
        run_toy(lambda request, runs, quiet: {"extractor": "second"})


def test_names_are_refused_before_anything_is_made(run_toy: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(request: Request) -> list[Any]:
        raise StudyError("no such model")

    monkeypatch.setattr(study_toy, "STUDY", replace(study_toy.STUDY, tasks=refuse))
    with pytest.raises(StudyError, match="no such model"):
        run_toy(lambda request, runs, quiet: pytest.fail("prepared"))


def test_a_search_prepares_nothing(tmp_path: Path) -> None:
    study = replace(study_toy.STUDY, tasks=lambda request: [], prepare=lambda request, runs, quiet: pytest.fail("prepared"))
    log = runner.run_search(study, Request("smoke", 1, ("a",), search=True), tmp_path, workers=1, quiet=True)
    assert json.loads(json.dumps(log["conditions"])) == study_toy.CONDITIONS


@pytest.mark.parametrize("option", ["--extractor lenet", "--extractor-weights lenet.safetensors"])
def test_a_study_that_compares_no_features_takes_no_extractor(option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["study", "pose", *option.split(), "--out", str(tmp_path / "study")]) == 2
    assert "study 'pose' compares no features of images" in capsys.readouterr().err
    assert not (tmp_path / "study").exists()
