"""The log of a search: scores by hand, the best candidate, and candidates that diverged."""

from __future__ import annotations

import pytest
from study_rows import Row

from latlas.studies.interpolation import search, settings
from latlas.studies.interpolation.search import search_log

CANDIDATES = {"ae": ({"norm": "batch"}, {"norm": "group"}), "aeai": ({"cycle_weight": 0.1}, {"cycle_weight": 0.2})}


@pytest.fixture(autouse=True)
def candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "CANDIDATES", CANDIDATES)


def row(model: str, data: str, value: float, metric: str = "validation", interval: int = 20) -> Row:
    return {"model": model, "data": data, "seed": 0, "metric": metric, "value": value, "interval": interval}


def test_the_score_is_the_geometric_mean_over_image_sets() -> None:
    rows = [
        *(row("ae-0", "pole", value, interval=length) for value, length in ((1.0, 20), (3.0, 25))),  # mean 2
        row("ae-0", "obj74", 8.0),
        row("ae-1", "pole", 3.0),
        row("ae-1", "obj74", 3.0),
    ]
    log = search_log(rows)
    assert [one["score"] for one in log["tried"]["ae"]] == pytest.approx([4.0, 3.0])  # √(2·8) and √(3·3)
    assert log["chosen"] == {"ae": {"norm": "group"}}
    assert log["budget"] == {"ae": 2}
    assert log["rows"] == rows


def test_one_large_image_set_does_not_decide_alone() -> None:
    # Arithmetic means are 50.5 and 40.5, geometric ones 10 and 9·√(80/9)≈ 8.9·3: the first is better.
    rows = [row("ae-0", "pole", 1.0), row("ae-0", "obj74", 100.0), row("ae-1", "pole", 9.0), row("ae-1", "obj74", 72.0)]
    assert search_log(rows)["chosen"] == {"ae": {"norm": "batch"}}


def test_a_candidate_that_diverged_anywhere_is_not_chosen() -> None:
    rows = [
        row("aeai-0", "pole", 0.1),
        row("aeai-0", "obj74", 1.0, metric="diverged"),
        row("aeai-1", "pole", 5.0),
        row("aeai-1", "obj74", 5.0),
    ]
    log = search_log(rows)
    assert log["tried"]["aeai"][0]["score"] is None
    assert log["chosen"] == {"aeai": {"cycle_weight": 0.2}}


def test_a_method_of_which_all_diverged_has_no_choice() -> None:
    log = search_log([row("aeai-0", "pole", 1.0, metric="diverged")])
    assert log["chosen"] == {}
    assert log["budget"] == {"aeai": 1}


def test_every_method_has_as_many_candidates() -> None:
    assert len({len(options) for options in settings.CANDIDATES.values()}) == 1
    assert set(settings.CANDIDATES) == set(settings.METHODS)


def test_the_searched_objects_are_in_no_table() -> None:
    for setting in settings.SETTINGS.values():
        assert set(settings.SEARCHED) & set(setting.data) <= {"pole"}
