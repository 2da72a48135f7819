"""The page: every section from the rows, tables worked out by hand, missing parts left out, failures as plain as successes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from pose_rows import Row, full_rows, metric_rows, result

from latlas.studies import runner
from latlas.studies.markdown import shown, table
from latlas.studies.pose import page as page_module
from latlas.studies.pose import settings
from latlas.studies.pose.model_table import model_table
from latlas.studies.pose.page import page
from latlas.studies.pose.settings import CANDIDATES, PUBLISHED
from latlas.studies.pose.study import STUDY
from latlas.studies.pose.style import title
from latlas.studies.pose.tables import MODELS, found
from latlas.studies.study import result_of

ROOT = Path(__file__).resolve().parents[2]
RESULTS = sorted((ROOT / "src/latlas/studies/pose/results").glob("*.json"))
PAGE = ROOT / "docs/studies/pose.md"
SECTIONS = (
    "Claims",
    "What was compared",
    "Linear separability (table 1)",
    "Reconstruction by dimension (figure 5)",
    "What the pose knows",
    "Priors of the pose",
    "Likelihood and its gaps",
    "Denoising",
    "Dependence of u and z",
    "Angles of rot-MNIST",
    "Diverged and collapsed trainings",
    "Machines and versions",
    "Pictures",
)


@pytest.fixture(autouse=True)
def no_notes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Neither notes nor the log of a search, so that a page is of its rows alone."""
    monkeypatch.setattr(page_module, "NOTES", tmp_path / "notes.md")
    monkeypatch.setattr(settings, "SEARCH_LOG", tmp_path / "search.json")
    return tmp_path / "notes.md"


def section(text: str, name: str) -> str:
    return text.partition(f"## {name}\n\n")[2].partition("\n## ")[0]


@cache
def full_page() -> str:
    """The page of all rows."""
    return page(result(full_rows()))


def heads(text: str) -> list[str]:
    return [line[3:] for line in text.splitlines() if line.startswith("## ")]


def test_cells_are_mean_and_deviation_over_seeds() -> None:
    rows = metric_rows("accuracy", {"vae-8": 90.0}, step=2.0, part="z")
    assert found(rows, "vae-8", "accuracy", part="z") == [88.0, 90.0, 92.0]
    assert shown([88.0, 90.0, 92.0], 1) == "90.0 ± 2.0"
    assert shown([0.012], 0, 1e4) == "120"
    assert shown([]) == "–"


def test_lines_and_columns_of_nothing_are_left_out() -> None:
    lines = {"a": ["1", "–", "2"], "b": ["–", "–", "–"], "c": ["3", "–", "–"]}
    assert table(("x", "y", "z"), lines) == "| | x | z |\n|---|---|---|\n| a | 1 | 2 |\n| c | 3 | – |"
    assert table(("x",), {"a": ["–"]}) == ""


def test_every_section_is_there_in_its_order() -> None:
    text = full_page()
    assert tuple(heads(text)) == SECTIONS
    assert "nan" not in text
    assert "{" not in text
    assert "None" not in text


def test_models_have_names_of_their_own() -> None:
    assert len({title(model) for model in (*PUBLISHED, *MODELS)}) == len({*PUBLISHED, *MODELS})


def test_table_1_has_the_papers_number_beside_both_recipes() -> None:
    text = section(full_page(), "Linear separability (table 1)")
    lines = [line for line in text.splitlines() if line.startswith("|")]
    assert len(lines) == 2 + 11
    # Rows of test accuracy are the published ones plus 0, 0.1 and 0.2; of cross-validation, one below with 0.6 over folds.
    assert "| VAE (8) | 87.99 | 88.09 ± 0.10 | 87.09 ± 0.60 | 88.09 ± 0.10 | 87.09 ± 0.60 |" in lines
    assert "| PCA (20) | 86.52 | 86.52 | 85.52 ± 0.60 | – | – |" in lines


def test_a_models_own_table_has_its_rows_beside_the_vaes() -> None:
    text = model_table(result(full_rows()), "double_transformer_vae")
    lines = [line for line in text.splitlines() if line.startswith("|")]
    assert len(lines) == 2 + 4
    assert lines[2] == "| VAE (8) | 87.99 | 88.09 ± 0.10 | 81.00 ± 1.00 | 88.09 ± 0.10 | 81.00 ± 1.00 |"
    assert "deviation over seeds (3). `mnist`, 50 epochs" in text
    assert model_table(result(full_rows()), "gaia") == ""


def test_figure_5_has_a_number_where_a_model_was_trained() -> None:
    text = section(full_page(), "Reconstruction by dimension (figure 5)")
    assert "| | 2 | 10 | 20 | 30 | 50 |" in text
    assert "| VAE | 80.00 | 80.00 | 81.00 ± 1.00 | 81.00 ± 1.00 | 80.00 |" in text  # three seeds in table 1 and claim P4
    assert "| thin-plate transformer VAE | – | – | 80.00 | 81.00 ± 1.00 | 80.00 |" in text


def test_a_model_without_prior_of_the_pose_is_given_its_pose() -> None:
    lines = section(full_page(), "Likelihood and its gaps").splitlines()
    pose = {line.split(" | ")[0][2:]: line.split(" | ")[1] for line in lines if line.startswith("| ")}
    assert pose["VAE (8)"] == "none"
    assert pose["affine transformer VAE (8)"] == "given"
    assert pose["affine transformer VAE (8), our recipe"] == "given"
    assert pose["thin-plate transformer VAE (8), full prior of u"] == "paid for"


def test_poses_are_only_drawn_from_priors() -> None:
    text = section(full_page(), "Priors of the pose")
    assert "| affine transformer VAE (8), our recipe | – | – | 20.00 ± 0.00 | 81.00 ± 1.00 |" in text
    assert "| affine transformer VAE (8), normal prior of u | 0.200 ± 0.000 | 8.00 ± 0.00 |" in text


def test_what_the_pose_knows() -> None:
    text = section(full_page(), "What the pose knows")
    assert "| affine transformer VAE (20) | 60.0 ± 0.0 | 90.6 ± 0.1 | 6.0 of 6 | 7.0 of 8 | 0 of 3 |" in text
    assert "| VAE (8) | – | 88.1 ± 0.1 | – | 7.0 of 8 | 0 of 3 |" in text


def test_pose_errors_stand_beside_the_principal_axis() -> None:
    text = section(full_page(), "Angles of rot-MNIST")
    assert "| principal axis | 30.0 ± 0.0 (24.0 to 38.0) |" in text
    assert "| transformer VAE (8), normal prior of u | 13.0 ± 1.0 (7.0 to 21.0) |" in text
    assert "- Up to a half turn, one zero: 6 of 6 models below the principal axis (30.0°); least" in text


def test_a_model_no_better_than_the_axis_is_not_below_it() -> None:
    rows = [{**row, "value": 30.0} if row["metric"] == "pose_error" else row for row in full_rows()]
    assert "0 of 6 models below the principal axis" in page(result(rows))


def test_verdicts_are_yes_no_and_not_told() -> None:
    rows = [*full_rows(), *metric_rows("reconstruction", {"thin_plate-12": 99.0})]
    rows = [row for row in rows if not (row["metric"] == "pose_frechet" and row["seed"] == 1)]
    lines = {line[2:4]: line for line in section(page(result(rows)), "Claims").splitlines() if line.startswith("| P")}
    assert list(lines) == ["P1", "P2", "P3", "P4", "P5", "P6"]
    assert "| yes | the paper's recipe: " in lines["P3"]
    assert "| no | vae 81.00 nats, thin_plate 99.00 nats" in lines["P4"]
    assert "| not told | runs are missing" in lines["P5"]


@pytest.mark.parametrize(
    ("metric", "name"),
    [("pose_frechet", "pose Fréchet distance"), ("denoised", "reconstructed"), ("mutual_information", "mutual information, nats")],
)
def test_what_was_not_measured_has_no_column(metric: str, name: str) -> None:
    assert f"| {name} |" in full_page()
    assert f"| {name} |" not in page(result([row for row in full_rows() if row["metric"] != metric]))


def test_missing_rows_give_a_shorter_page() -> None:
    text = page(result([row for row in full_rows() if row["model"] in ("vae-8", "raw")]))
    missing = {"Reconstruction by dimension (figure 5)", "Priors of the pose", "Dependence of u and z", "Angles of rot-MNIST"}
    assert heads(text) == [name for name in SECTIONS if name not in missing]
    assert "transformer VAE (8)" not in text
    assert set(heads(page(result([])))) == {"Claims", "What was compared", "Machines and versions"}


def test_two_image_sets_have_tables_of_their_own() -> None:
    other: list[Row] = [{**row, "data": "digits", "value": 50.0} for row in full_rows() if row["data"] == "mnist"]
    text = page(result([*full_rows(), *other]))
    assert "### MNIST" in section(text, "Linear separability (table 1)")
    assert "| VAE (8) | 87.99 | 50.00 ± 0.00 |" in section(text, "Linear separability (table 1)")
    assert "| VAE (8) | 87.99 | 88.09 ± 0.10 |" in section(text, "Linear separability (table 1)")
    assert "The paper's numbers are for MNIST, and say nothing on digits." in text


def test_what_was_lost_is_listed() -> None:
    at = {"data": "mnist", "model": "double-20", "seed": 2}
    rows = [
        *full_rows(),
        {**at, "metric": "diverged", "value": 1.0, "message": "term kl at step 3"},
        {**at, "metric": "collapsed", "value": 1.0},
    ]
    text = section(page(result(rows)), "Diverged and collapsed trainings")
    assert "- double transformer VAE (20) on MNIST, seed 2 diverged: term kl at step 3" in text
    assert "- double transformer VAE (20) on MNIST, seed 2: z collapsed" in text
    assert "No training diverged" in section(full_page(), "Diverged and collapsed trainings")


def test_the_search_is_told_when_its_log_goes_with_the_rows() -> None:
    asked = result(full_rows())
    assert "| VAE | those by default |" in section(page(asked), "What was compared")
    tried = {
        family: [{"options": dict(one), "accuracies": {}, "score": None if number else 90.0} for number, one in enumerate(own)]
        for family, own in CANDIDATES.items()
    }
    log = {"chosen": {family: dict(own[0]) for family, own in CANDIDATES.items()}, "tried": tried, "protocol": "accuracy of a probe"}
    settings.SEARCH_LOG.write_text(json.dumps({**log, "conditions": {"setting": {"search_epochs": 7}}}), encoding="utf-8")
    text = section(page(asked), "What was compared")
    assert "with 7 epochs, by accuracy of a probe" in text
    assert text.count("| chosen |") == len(CANDIDATES)
    assert "| VAE | `learning_rate` 0.002 | – |  |" in text
    log["chosen"]["vae"] = {"learning_rate": 2e-3}
    settings.SEARCH_LOG.write_text(json.dumps({**log, "conditions": {"setting": {"search_epochs": 7}}}), encoding="utf-8")
    assert "of which there is no log of a search" in section(page(asked), "What was compared")


def test_sizes_seeds_and_machines_are_said() -> None:
    text = full_page()
    assert "50 epochs of batches of 128, `optimiser` adadelta, `learning_rate` 1; a pose has `pose_prior` none, `padding` border" in text
    trained = {row["model"] for row in full_rows() if row["metric"] == "seconds"}
    thrice = {row["model"] for row in full_rows() if row["metric"] == "seconds" and row["seed"] == 2}
    assert f"{len(thrice)} with 3 seeds, {len(trained) - len(thrice)} with 1 seed" in text
    assert "- system Linux, cores 2, torch 2.0" in text


def test_notes_are_part_of_the_page(no_notes: Path) -> None:
    no_notes.write_text("It *falls short*, because.\n", encoding="utf-8")
    assert "## Notes\n\nIt *falls short*, because.\n" in page(result([]))


def test_pictures_that_are_not_there_are_not_shown() -> None:
    text = page(result(full_rows()), pictures={"pose-dimensions-mnist.png"})
    assert text.count("](images/") == 1


def test_the_claims_of_committed_results_are_those_of_their_rows() -> None:
    for path in RESULTS:
        committed = runner.read_result(path)
        computed = result_of(STUDY, committed["scale"], committed["conditions"], committed["rows"], committed["origins"])
        assert json.loads(json.dumps(computed["claims"])) == committed["claims"], path.name


@pytest.mark.skipif(not (RESULTS and PAGE.exists()), reason="no result is committed yet")
def test_the_committed_page_is_that_of_a_committed_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # with the notes and the log
    pictures = {path.name for path in (PAGE.parent / "images").glob("*.png")}
    pages = {path.name: page(runner.read_result(path), pictures) for path in RESULTS}
    assert PAGE.read_text(encoding="utf-8") in pages.values()


def test_a_committed_result_has_its_page() -> None:
    assert PAGE.exists() == bool(RESULTS)
