"""The log of the search for our recipe: scores by hand, the best candidate, and those that are lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pose_rows import Row

from latlas.studies.pose import settings
from latlas.studies.pose.search import search_log
from latlas.studies.pose.settings import CANDIDATES, ours


def row(model: str, value: float, metric: str = "validation", seed: int = 0) -> Row:
    return {"model": model, "data": "mnist", "seed": seed, "metric": metric, "value": value}


def test_the_best_mean_over_seeds_is_chosen() -> None:
    rows = [row("vae-0", 90.0), row("vae-0", 80.0, seed=1), row("vae-2", 86.0), row("vae-2", 85.0, seed=1)]
    log = search_log(rows)
    assert [one["score"] for one in log["tried"]["vae"]] == pytest.approx([85.0, 85.5])
    assert log["tried"]["vae"][1]["accuracies"] == {"mnist 0": 86.0, "mnist 1": 85.0}
    assert log["chosen"] == {"vae": dict(CANDIDATES["vae"][2])}
    assert log["budget"] == {"vae": 2}
    assert log["rows"] == rows


@pytest.mark.parametrize("loss", ["diverged", "collapsed"])
def test_a_candidate_that_is_lost_with_any_seed_has_no_score(loss: str) -> None:
    rows = [row("double-1", 99.0), row("double-1", 1.0, loss, seed=1), row("double-3", 60.0), row("double-3", 0.0, "collapsed")]
    log = search_log(rows)
    assert [one["score"] for one in log["tried"]["double"]] == [None, 60.0]
    assert log["chosen"] == {"double": dict(CANDIDATES["double"][3])}


def test_a_family_of_which_all_are_lost_has_no_choice() -> None:
    log = search_log([row("affine-0", 1.0, "diverged")])
    assert log["chosen"] == {}
    assert log["budget"] == {"affine": 1}


def test_the_seconds_of_a_candidate_are_no_score() -> None:
    assert search_log([row("affine-0", 70.0), row("affine-0", 3600.0, "seconds")])["tried"]["affine"][0]["score"] == 70.0


def test_ours_is_what_the_log_chose(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    log = tmp_path / "search.json"
    monkeypatch.setattr(settings, "SEARCH_LOG", log)
    assert ours("affine") == dict(CANDIDATES["affine"][0])  # before there is a log
    log.write_text(json.dumps({"chosen": {"affine": {"pose_prior": "full"}}}), encoding="utf-8")
    assert ours("affine") == {"pose_prior": "full"}
    assert ours("double") == dict(CANDIDATES["double"][0])
