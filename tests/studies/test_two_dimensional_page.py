"""The page: every section from the rows, tables worked out by hand, missing parts left out, failures as plain as successes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from two_dimensional_rows import EXTRACTOR, full_rows, metric_rows, result, table_rows

from latlas.studies import runner
from latlas.studies.study import result_of
from latlas.studies.two_dimensional import page as page_module
from latlas.studies.two_dimensional import reasons as reasons_module
from latlas.studies.two_dimensional import settings
from latlas.studies.two_dimensional.model_table import model_table
from latlas.studies.two_dimensional.page import page
from latlas.studies.two_dimensional.settings import CANDIDATES, PUBLISHED
from latlas.studies.two_dimensional.study import STUDY
from latlas.studies.two_dimensional.style import FAMILIES, family, title
from latlas.studies.two_dimensional.tables import digits_of, same_order

ROOT = Path(__file__).resolve().parents[2]
RESULTS = sorted((ROOT / "src/latlas/studies/two_dimensional/results").glob("*.json"))
PAGE = ROOT / "docs/studies/two-dimensional.md"


@pytest.fixture(autouse=True)
def no_notes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Neither notes nor reasons nor the log of a search, so that a page is of its rows alone."""
    monkeypatch.setattr(page_module, "NOTES", tmp_path / "notes.md")
    monkeypatch.setattr(reasons_module, "REASONS", tmp_path)
    monkeypatch.setattr(settings, "SEARCH_LOG", tmp_path / "search.json")
    return tmp_path / "notes.md"


def section(text: str, name: str) -> str:
    return text.partition(f"## {name}\n\n")[2].partition("\n## ")[0]


def heads(text: str) -> list[str]:
    return [line[3:] for line in text.splitlines() if line.startswith("## ")]


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("|")]


def test_every_section_is_there_in_its_order() -> None:
    rows = [*full_rows(), *metric_rows("diverged", {"2g": 1.0}, [7], message="term kl at step 3")]
    rows += metric_rows("ssim", {"4ng": 0.3}, range(3))  # the last rows of a seed count: L1 fails
    text = page(result(rows))
    assert heads(text) == [
        "Claims",
        "What does not hold",
        "What was compared",
        "Table I",
        "Other measures",
        "Diverged trainings",
        "Machines and versions",
        "Pictures",
    ]
    for wrong in ("nan", "{", "None"):
        assert wrong not in text


def test_table_1_has_errors_spread_and_the_papers_numbers() -> None:
    rows = [*table_rows({"ssim": {"4g": 0.5}, "mmd": {"4g": 0.02}}, step=0.01), *metric_rows("frechet", {"4g": 250.0}, step=2.0, se=0.5)]
    found = lines(section(page(result(rows)), "Table I"))
    assert len(found) == 2 + 12
    assert (
        found[0]
        == "| | SSIM ± se | over seeds | paper's SSIM | Fréchet ± se | over seeds | paper's FID | MMD² ± se | over seeds | paper's MMD |"
    )
    assert "| 4-stage (G) | 0.5000 ± 0.0005 | 0.0100 | 0.4098 | 250.0 ± 0.5 | 2.0 | 185.0 | 0.02000 ± 0.00010 | 0.01000 | 0.0701 |" in found


def test_one_seed_has_no_spread_and_few_images_no_distance() -> None:
    rows = [row for row in table_rows(seeds=1) if row["metric"] != "frechet"]
    text = section(page(result(rows)), "Table I")
    assert lines(text)[0] == "| | SSIM ± se | paper's SSIM | MMD² ± se | paper's MMD |"
    assert "There is no Fréchet distance" in text
    assert "There is no Fréchet distance" not in page(result(table_rows()))


def test_digits_are_those_of_the_largest_value() -> None:
    rows = metric_rows("frechet", {"4g": 0.0123, "4d": 0.0456})
    assert (digits_of(rows, "frechet", None), digits_of(rows, "mmd", None), digits_of(rows, "frechet", 1)) == (5, 2, 1)
    assert digits_of(metric_rows("frechet", {"4g": 12345.0}), "frechet", None) == 0


def test_the_order_is_compared_by_ranks() -> None:
    assert same_order(table_rows()) == pytest.approx({"SSIM": 1.0, "Fréchet": 1.0, "MMD²": 1.0})
    turned = {model: -row.ssim for model, row in PUBLISHED.items()}
    assert same_order(table_rows({"ssim": turned}))["SSIM"] == pytest.approx(-1.0)
    assert set(same_order([row for row in table_rows() if (row["metric"], row["model"]) != ("mmd", "4g")])) == {"SSIM", "Fréchet"}
    assert "SSIM +1.00, Fréchet +1.00, MMD² +1.00" in page(result(table_rows()))


def test_other_measures_are_those_there_are() -> None:
    text = section(page(result(full_rows())), "Other measures")
    assert "| base-128 | 12.30 ± 0.00 | 19.00 ± 0.00 | 7.00 ± 0.00 | 0.500 ± 0.000 | 0.250 ± 0.000 | 80.0 ± 0.0 | 300.0 ± 0.0 |" in text
    assert "| t-SNE (S) | 12.30 ± 0.00 | 19.00 ± 0.00 | – | 0.500 ± 0.000 | 0.250 ± 0.000 | 80.0 ± 0.0 | – |" in text
    without = page(result([row for row in full_rows() if row["metric"] != "knn_accuracy"]))
    assert "10-NN" not in section(without, "Other measures")


def test_verdicts_are_yes_no_and_not_told() -> None:
    rows = [row for row in table_rows({"ssim": {"4d": 0.6}}) if (row["metric"], row["model"], row["seed"]) != ("mmd", "4d", 2)]
    text = page(result(rows))
    found = {line[2:4]: line for line in lines(section(text, "Claims")) if line.startswith("| L")}
    assert list(found) == ["L1", "L2", "L3", "L4", "L5"]
    assert "| no | 4-stage (D) 0.6, 4-stage (NG) 0.4567; difference" in found["L1"]
    assert "| yes | " in found["L2"]
    assert "| not told | runs are missing" in found["L4"]
    assert [line[:4] for line in section(text, "What does not hold").strip().splitlines()] == ["- L1"]
    assert "What does not hold" not in page(result(table_rows()))


def test_what_was_compared_is_said() -> None:
    text = section(page(result(full_rows())), "What was compared")
    setting = settings.SETTINGS["desk"]
    assert f"MNIST, {setting.limit} images, training and test together" in text
    assert "`classifier`, layer pooled, weights abc; trained on the same training images, 98.9 % right" in text
    given = page(result(table_rows(), extractor={**EXTRACTOR, "name": "lenet", "layers": ["f6"]}))
    assert "`lenet`, layer f6, weights abc.\n" in given
    assert "**Seeds**: 3" in text


def test_the_search_is_told_when_its_log_goes_with_the_rows() -> None:
    asked = result(table_rows())
    assert "| greedy | `learning_rate` 0.001, `betas` 1.0 |" in section(page(asked), "What was compared")
    tried = {
        name: [{"options": dict(one), "ssim": {}, "score": None if number else 0.5} for number, one in enumerate(own)]
        for name, own in CANDIDATES.items()
    }
    log = {"chosen": {name: dict(own[0]) for name, own in CANDIDATES.items()}, "tried": tried, "protocol": "SSIM of something"}
    log["rows"] = [{"seed": 0}, {"seed": 0}]
    log = json.loads(json.dumps({**log, "conditions": {"setting": {"search_epochs": 7}}}))
    settings.SEARCH_LOG.write_text(json.dumps(log), encoding="utf-8")
    text = section(page(asked), "What was compared")
    assert "after 7 epochs a stage and 1 seed, by SSIM of something" in text
    assert text.count("| 0.5000 | chosen |") == len(CANDIDATES)
    assert text.count("| – |  |") == sum(len(own) - 1 for own in CANDIDATES.values())
    log["chosen"]["greedy"] = {"learning_rate": 5.0}
    settings.SEARCH_LOG.write_text(json.dumps(log), encoding="utf-8")
    assert "of which there is no log of a search" in section(page(asked), "What was compared")


def test_a_diverged_training_is_listed() -> None:
    rows = [*table_rows(), *metric_rows("diverged", {"4d": 1.0}, [2], message="term kl at step 3")]
    assert "- 4-stage (D), seed 2: term kl at step 3" in section(page(result(rows)), "Diverged trainings")
    assert "Diverged" not in page(result(table_rows()))


def test_missing_rows_give_a_shorter_page() -> None:
    assert heads(page(result([]))) == ["Claims", "What was compared", "Machines and versions"]
    text = page(result([row for row in full_rows() if row["model"] == "4g"]))
    assert "4-stage (NG) |" not in text
    assert "| 4-stage (G) |" in text


def test_notes_are_part_of_the_page(no_notes: Path) -> None:
    no_notes.write_text("It *falls short*, because.\n", encoding="utf-8")
    assert "## Notes\n\nIt *falls short*, because.\n" in page(result([]))


def test_pictures_that_are_not_there_are_not_shown() -> None:
    text = page(result(full_rows()), pictures={"two-dimensional-measures.png"})
    assert text.count("](images/") == 1


def test_rows_have_names_and_looks_of_their_own() -> None:
    assert len({title(model) for model in PUBLISHED}) == 12
    assert {family(model) for model in PUBLISHED} == set(FAMILIES)
    for part in ("name", "colour", "marker"):
        assert len({getattr(look, part) for look in FAMILIES.values()}) == len(FAMILIES)


def test_the_models_own_table_has_its_rows_beside_the_base() -> None:
    text = model_table(result(full_rows()), "stagewise_vae")
    found = lines(text)
    assert len(found) == 2 + 8
    assert found[2] == "| base-128 | 0.6332 ± 0.0000 | 122.1 ± 0.0 | 0.00700 ± 0.00000 |"
    assert f"over seeds (3). MNIST, {settings.SETTINGS['desk'].epochs} epochs a stage" in text
    assert model_table(result(full_rows()), "vae") == ""
    assert model_table(result([]), "stagewise_vae") == ""


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
