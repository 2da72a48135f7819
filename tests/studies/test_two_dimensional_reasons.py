"""Probes and another extractor's features stand beside the rows that they explain, and only with the same setting."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from two_dimensional_rows import full_rows, metric_rows, result, table_rows

from latlas.errors import StudyError
from latlas.runs import data_options
from latlas.studies.study import Request, Task
from latlas.studies.two_dimensional import reasons as module
from latlas.studies.two_dimensional.reasons import PHOTOGRAPHS, PROBED, reasons
from latlas.studies.two_dimensional.settings import LEAST_STEPS, PROBES, SETTINGS, variants
from latlas.studies.two_dimensional.tasks import conditions, epochs_of, probed, tasks, variant_of


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder of reasons."""
    monkeypatch.setattr(module, "REASONS", tmp_path)
    return tmp_path


def line(text: str, name: str) -> list[str]:
    found = [row for row in text.splitlines() if row.startswith(f"| {name} |")]
    assert len(found) == 1, (name, text)
    return [cell.strip() for cell in found[0].strip("|").split("|")[1:]]


def write(folder: Path, name: str, rows: list[dict[str, Any]], **changed: Any) -> None:
    found = result(rows)
    found["conditions"] |= changed
    (folder / name).write_text(json.dumps(found), encoding="utf-8")


def test_nothing_without_results() -> None:
    assert reasons(result(full_rows())) == ""


def test_probes_stand_below_their_rows(folder: Path) -> None:
    rows = metric_rows("ssim", {"base_kl10": 0.5, "base_kl10_pca_s": 0.25, "4g_long": 0.6}, range(2), 0.1)
    write(folder, PROBED, [*rows, *metric_rows("frechet", {"base_kl10": 55.0}, range(1))])
    text = reasons(result(full_rows()))
    assert line(text, "base-128, KL ten times as heavy (2 seeds)")[:2] == ["0.4500 ± 0.0707", "55.0"]
    assert line(text, "PCA (S), KL ten times as heavy (2 seeds)")[0] == "0.2000 ± 0.0707"
    assert line(text, "4-stage (G), four times as long (2 seeds)")[0] == "0.5500 ± 0.0707"
    assert line(text, "4-stage (G)")[0] == "0.4098 ± 0.0000"
    assert "base-128, KL a hundred times" not in text
    assert text.index("| 4-stage (G) |") < text.index("| 4-stage (G), four")


def test_other_features_recompute_the_claims_on_frechet_distance(folder: Path) -> None:
    extractor = {"name": "vgg", "layers": ["deep"], "digest": "abc"}
    write(folder, PHOTOGRAPHS, table_rows({"frechet": {"4g": 0.5, "4d": 0.25, "3g": 2.0, "2g": 3.0}}), extractor=extractor)
    text = reasons(result(full_rows()))
    assert line(text, "4-stage (G)") == ["185.0 ± 0.0", "0.5 ± 0.0"]
    assert "- L2 does not hold: 4-stage (G) 0.5, 4-stage (D) 0.25" in text
    assert "- L5 holds: 4-stage (G) 0.5, 3-stage (G) 2, 2-stage (G) 3" in text
    assert "`vgg` (`deep`" in text


@pytest.mark.parametrize("changed", [{"data": "digits"}, {"setting": {}}, {"body": {}}])
def test_results_of_another_setting_say_nothing_here(folder: Path, changed: dict[str, Any]) -> None:
    write(folder, PROBED, table_rows(), **changed)
    write(folder, PHOTOGRAPHS, table_rows(), **changed)
    assert reasons(result(full_rows())) == ""


def test_probes_are_trained_only_by_name_and_apart() -> None:
    assert not PROBES.keys() & {task.model for task in tasks(Request("desk", 1))}
    request = Request("desk", 1, models=("4g_long", "base_kl10"))
    assert [task.model for task in tasks(request)] == ["base_kl10", "4g_long"]
    assert set(conditions(request)["options"]) == set(PROBES)
    for mixed in (Request("desk", 1, models=("4g", "4g_long")), Request("desk", 1, models=("4g_long",), search=True)):
        with pytest.raises(StudyError, match="probes are trained apart"):
            tasks(mixed)


def test_a_probe_differs_from_its_row_in_what_it_says() -> None:
    request = Request("desk", 1, models=("base_kl100",))
    assert variant_of(Task("mnist", "base_kl100", 0), request) == probed("base_kl100")
    own, row = probed("base_kl100"), variants()["base"]
    assert own.options == {**row.options, "betas": (10.0,)}
    assert (own.layers, own.family) == (row.layers, row.family)
    assert probed("4g_long") == variants()["4g"]


def test_epochs_are_those_of_the_scale_but_for_long_probes_and_small_folders(tmp_path: Path) -> None:
    np.save(tmp_path / "few.npy", np.random.default_rng(0).integers(0, 255, (200, 4, 4), dtype=np.uint8))
    few = data_options(str(tmp_path / "few.npy"), validation=0.25, test=0.1)
    assert len(few.load(progress=False).split["train"]) == 130  # three batches
    setting = SETTINGS["desk"]
    request = Request("desk", 1)
    assert epochs_of(Task("mnist", "4g", 0), request, few) == setting.epochs
    assert epochs_of(Task("mnist", "4g_long", 0), request, few) == 4 * setting.epochs
    assert epochs_of(Task("folder", "4g", 0), request, few) == -(-LEAST_STEPS["desk"] // 3)
    assert epochs_of(Task("folder", "4g", 0), Request("paper", 1), few) == SETTINGS["paper"].epochs
    assert epochs_of(Task("folder", "greedy-0", 0), Request("desk", 1, search=True), few) == setting.search_epochs
