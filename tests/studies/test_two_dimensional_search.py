"""The log of the search: scores by hand, the best candidate, and those that are lost."""

from __future__ import annotations

import json

import pytest
from two_dimensional_rows import Row

from latlas.studies.two_dimensional.search import search_log
from latlas.studies.two_dimensional.settings import CANDIDATES


def row(model: str, value: float, metric: str = "validation", seed: int = 0) -> Row:
    return {"model": model, "data": "mnist", "seed": seed, "metric": metric, "value": value}


def test_the_best_mean_over_seeds_is_chosen() -> None:
    rows = [row("greedy-0", 0.5), row("greedy-0", 0.4, seed=1), row("greedy-2", 0.46), row("greedy-2", 0.45, seed=1)]
    log = search_log(rows)
    assert [one["score"] for one in log["tried"]["greedy"]] == pytest.approx([0.45, 0.455])
    assert log["tried"]["greedy"][1]["ssim"] == {"mnist 0": 0.46, "mnist 1": 0.45}
    assert log["chosen"] == {"greedy": dict(CANDIDATES["greedy"][2])}
    assert log["budget"] == {"greedy": 2}
    assert log["rows"] == rows


def test_a_candidate_that_diverged_with_any_seed_has_no_score() -> None:
    log = search_log([row("direct-1", 0.9), row("direct-1", 1.0, "diverged", seed=1), row("direct-3", 0.2)])
    assert [one["score"] for one in log["tried"]["direct"]] == [None, 0.2]
    assert log["chosen"] == {"direct": dict(CANDIDATES["direct"][3])}


def test_a_family_of_which_all_are_lost_has_no_choice() -> None:
    log = search_log([row("direct-0", 1.0, "diverged")])
    assert (log["chosen"], log["budget"]) == ({}, {"direct": 1})


def test_families_with_like_names_are_told_apart_and_seconds_are_no_score() -> None:
    log = search_log([row("greedy-0", 0.3), row("non_greedy-0", 0.6), row("greedy-0", 3600.0, "seconds")])
    assert {family: own[0]["score"] for family, own in log["tried"].items()} == {"greedy": 0.3, "non_greedy": 0.6}
    assert json.loads(json.dumps(log))["chosen"]["greedy"] == {"learning_rate": 1e-3, "betas": [1.0]}
