"""The page: verdicts first, tables worked out by hand, missing parts left out, and the committed page equal to its result."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from study_rows import RIVALS, Row, between_rows, full_rows, retrieval_rows

from latlas.studies import runner
from latlas.studies.interpolation import page as page_module
from latlas.studies.interpolation.claims import degrees
from latlas.studies.interpolation.model_table import model_table
from latlas.studies.interpolation.page import page
from latlas.studies.interpolation.study import STUDY
from latlas.studies.interpolation.tables import Column, best_of, table
from latlas.studies.study import Request, result_of

ROOT = Path(__file__).resolve().parents[2]
RESULTS = sorted((ROOT / "src/latlas/studies/interpolation/results").glob("*.json"))
PAGE = ROOT / "docs/studies/interpolation.md"
ORIGIN = {"versions": {"torch": "2.0"}, "machine": {}}


def result(rows: list[Row]) -> dict[str, Any]:
    conditions = json.loads(json.dumps(STUDY.conditions(Request("desk", 3))))
    return result_of(STUDY, "desk", conditions, rows, [ORIGIN])


@pytest.fixture(autouse=True)
def no_notes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(page_module, "NOTES", tmp_path / "notes.md")
    return tmp_path / "notes.md"


def test_a_table_is_mean_and_deviation_with_the_best_in_bold() -> None:
    values = {"ae": {("pole", 0): 1.0, ("pole", 1): 3.0}, "aeai": {("pole", 0): 1.0}}
    assert table([Column("error", values), Column("up", values, 10.0, 0, higher_is_better=True), Column("none", {})]) == (
        "| | error | up |\n|---|---|---|\n| AE | 2.0 ± 1.4 | **20** ± 14 |\n| AEAI | **1.0** | 10 |"
    )


def test_a_mean_that_is_no_number_is_not_the_best() -> None:
    values = {"ae": {("pole", 0): float("nan")}, "aae": {("pole", 0): 2.0}, "aeai": {("pole", 0): 1.0}}
    assert best_of(Column("error", values)) == "aeai"
    assert best_of(Column("error", {**values, "aae": {("pole", 0): float("inf")}})) is None


def test_a_table_of_nothing_is_empty() -> None:
    assert table([Column("error", {})]) == ""


def test_the_deviation_is_over_seeds_not_image_sets() -> None:
    values = {"ae": {("pole", 0): 1.0, ("obj66", 0): 101.0, ("pole", 1): 3.0, ("obj66", 1): 103.0}}
    assert "| AE | 52.0 ± 1.4 |" in table([Column("error", values)])  # means of seeds: 51 and 53


def test_verdicts_come_first_and_every_section_is_there() -> None:
    text = page(result(full_rows()))
    heads = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    assert heads[0] == "Claims"
    expected = {"In-between error", "Retrieved α", "Admissibility", "Ablation", "Extrapolation", "Lines", "Time", "Pictures"}
    assert expected <= set(heads)
    assert "nan" not in text
    assert "{" not in text


def test_in_between_errors_are_those_of_the_rows() -> None:
    rows = between_rows({"ae": 0.002, "aeai": 0.001}, data=("pole",), seeds=[0])
    text = page(result(rows))
    assert "| | 20° | 40° | 60° | 75° | 80° | mean ≥ 20° |" in text
    assert "| AEAI | **10.0** | **10.0** | **10.0** | **10.0** | **10.0** | **10.0** |" in text


def test_what_is_missing_is_left_out() -> None:
    text = page(result(between_rows({"ae": 0.002}, data=("pole",), seeds=[0])))
    assert not any(f"## {title}" in text for title in ("Admissibility", "Ablation", "Extrapolation", "Lines", "Time", "Diverged"))
    assert "## Claims" in page(result([]))


def test_only_places_that_all_models_have_are_in_the_overall_table() -> None:
    rows = between_rows({"ae": 0.002, "aeai": 0.001}, seeds=[0, 1])
    rows = [row for row in rows if not (row["model"] == "ae" and row["data"] == "pole" and row["seed"] == 1)]
    assert "Over the 3 pairs of image set and seed" in page(result(rows))


def failing() -> list[Row]:
    errors = {**dict.fromkeys(RIVALS, 0.5), "aeai": 1.0}
    deviation = {**dict.fromkeys(RIVALS, 0.3), "aeai": 0.1}
    return [*between_rows(errors), *retrieval_rows(deviation, deviation)]


def test_a_claim_that_fails_is_told_in_numbers_and_notes(no_notes: Path) -> None:
    no_notes.write_text("It *loses*, because.\n", encoding="utf-8")
    text = page(result(failing()))
    assert "- **I1 does not hold**" in text
    assert "**I1.** AEAI has the lowest error at no interval." in text
    assert "**I2.**" not in text
    assert "## Notes\n\nIt *loses*, because.\n" in text


def test_degrees_in_a_row_are_a_range() -> None:
    assert degrees([20, 30, 35, 40, 80]) == "20°, 30° to 40°, 80°"
    assert degrees([]) == ""


def test_a_training_that_diverged_is_named() -> None:
    rows = [*failing(), {"data": "pole", "model": "gaia", "seed": 4, "metric": "diverged", "value": 1.0, "message": "term x at step 3"}]
    assert "- GAIA on pole, seed 4: term x at step 3" in page(result(rows))


def test_pictures_that_are_not_there_are_not_shown() -> None:
    text = page(result(full_rows()), pictures={"interpolation-errors.png"})
    assert text.count("](images/") == 1


def test_the_claims_of_committed_results_are_those_of_their_rows() -> None:
    for path in RESULTS:
        committed = runner.read_result(path)
        computed = result_of(STUDY, committed["scale"], committed["conditions"], committed["rows"], committed["origins"])
        assert json.loads(json.dumps(computed["claims"])) == committed["claims"], path.name


@pytest.mark.skipif(not (RESULTS and PAGE.exists()), reason="no result is committed yet")
def test_the_committed_page_is_that_of_a_committed_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # with the notes
    pictures = {path.name for path in (PAGE.parent / "images").glob("*.png")}
    pages = {path.name: page(runner.read_result(path), pictures) for path in RESULTS}
    assert PAGE.read_text(encoding="utf-8") in pages.values()


def test_a_committed_result_has_its_page() -> None:
    assert PAGE.exists() == bool(RESULTS)


def test_a_models_own_table_has_it_beside_the_baselines_at_the_places_of_all() -> None:
    rows = between_rows({"aae": 0.003, "ae": 0.002, "acai": 0.5}, seeds=[0, 1, 2])
    rows = [row for row in rows if not (row["model"] == "ae" and row["data"] == "pole")]
    text = model_table(result(rows), "aae")
    assert "| AAE | 1030.0 ± 1000.0 |" in text  # 0.003 + 0.1 · seed, ×10⁴
    assert "| AE | **1020.0** ± 1000.0 |" in text
    assert "ACAI" not in text
    assert "over 3 seeds of the mean over COIL-100 object 66;" in text


def test_a_models_own_table_has_the_lines_where_there_are_and_nothing_for_strangers() -> None:
    rows = full_rows()
    assert "On `lines`: mean distance 4.00·10⁻³ (corrected 4.00; Berthelot et al. 0.24)" in model_table(result(rows), "acai")
    assert "lines" not in model_table(result(rows), "amr")
    assert model_table(result(rows), "transformer_vae") == ""
