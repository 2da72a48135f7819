"""Claims I1 to I4 on made-up rows: when each holds, when it fails, and when it cannot be told."""

from __future__ import annotations

import pytest
from study_rows import RIVALS, Row, between_rows, retrieval_rows

from latlas.studies.interpolation.claims import between, claims, common_places
from latlas.studies.study import Claim

GOOD = {
    **dict.fromkeys(RIVALS, 5.0),
    "ae": 4.0,
    "cross_dissolve": 6.0,
    "aeai": 1.0,
    "aeai_no_cycle": 2.0,
    "aeai_no_critic": 3.0,
    "aeai_no_smoothness": 2.5,
}
RETRIEVED = {**dict.fromkeys(RIVALS, 0.3), "aeai": 0.1}


def rows_of(changed: dict[str, float] | None = None) -> list[Row]:
    return [*between_rows({**GOOD, **(changed or {})}), *retrieval_rows(RETRIEVED, RETRIEVED)]


def claim(rows: list[Row], name: str) -> Claim:
    return next(one for one in claims(rows) if one.id == name)


def test_all_hold() -> None:
    assert [(one.id, one.holds) for one in claims(rows_of())] == [("I1", True), ("I2", True), ("I3", True), ("I4", True)]


@pytest.mark.parametrize("rival", RIVALS)
def test_one_better_rival_ends_the_first_claim(rival: str) -> None:
    found = {one.id: one.holds for one in claims(rows_of({rival: 0.9}))}
    assert found == {"I1": False, "I2": True, "I3": True, "I4": True}


def test_a_tie_is_not_below() -> None:
    assert claim(rows_of({"gaia": 1.0}), "I1").holds is False


def lower(rows: list[Row], model: str, length: int, value: float = 0.0) -> list[Row]:
    return [{**row, "value": value} if row["model"] == model and row.get("interval") == length else row for row in rows]


def test_one_lost_interval_ends_the_first_claim_and_is_named() -> None:
    found = claim(lower(rows_of(), "amr", 40), "I1")
    assert found.holds is False
    assert "not below amr at 40°" in found.evidence


def test_intervals_below_20_degrees_do_not_count() -> None:
    assert claim(lower(rows_of(), "amr", 10), "I1").holds is True


def test_held_out_views_do_not_count() -> None:
    rows = [{**row, "value": 0.0} if row["model"] == "amr" and row.get("views") == "held out" else row for row in rows_of()]
    assert claim(rows, "I1").holds is True


def test_means_over_image_sets_decide_not_each_of_them() -> None:
    # On pole a rival is better by 0.5, on the object worse by 4: its mean is higher.
    rows = [{**row, "value": row["value"] - 4.5} if row["model"] == "acai" and row["data"] == "pole" else row for row in rows_of()]
    assert claim(rows, "I1").holds is True


@pytest.mark.parametrize("worse", ["deviation", "spread"])
@pytest.mark.parametrize("rival", RIVALS)
def test_the_second_claim_needs_both_measures(worse: str, rival: str) -> None:
    better = {**RETRIEVED, rival: 0.05}
    deviation, spread = (better, RETRIEVED) if worse == "deviation" else (RETRIEVED, better)
    rows = [*between_rows(GOOD), *retrieval_rows(deviation, spread)]
    assert claim(rows, "I2").holds is False


def test_retrieval_within_the_interval_does_not_count() -> None:
    rows = rows_of()
    for row in rows:
        if row.get("gallery") == "interval" and row["model"] == "amr":
            row["value"] = 0.0
    assert claim(rows, "I2").holds is True


@pytest.mark.parametrize("changed", [{"aeai_no_cycle": 0.5}, {"aeai_no_smoothness": 3.5}, {"aeai_no_critic": 2.2}])
def test_what_ends_the_third_claim(changed: dict[str, float]) -> None:
    assert claim(rows_of(changed), "I3").holds is False


@pytest.mark.parametrize("changed", [{"ae": 0.9}, {"cross_dissolve": 0.9}])
def test_what_ends_the_fourth_claim(changed: dict[str, float]) -> None:
    found = {one.id: one.holds for one in claims(rows_of(changed))}
    assert found == {"I1": True, "I2": True, "I3": True, "I4": False}


def test_fewer_than_three_seeds_cannot_tell() -> None:
    rows = [row for row in rows_of() if row["seed"] < 2]
    assert [one.holds for one in claims(rows)] == [None] * 4


def test_a_missing_model_cannot_tell() -> None:
    rows = [row for row in rows_of() if row["model"] not in ("gaia", "aeai_no_cycle", "ae")]
    assert [one.holds for one in claims(rows)] == [None] * 4


def test_nothing_cannot_tell() -> None:
    assert [one.holds for one in claims([])] == [None] * 4


def test_places_that_a_model_lacks_count_for_none() -> None:
    # GAIA diverged on one of four seeds of pole, where AEAI would have lost by far.
    every = [*between_rows(GOOD, seeds=range(4)), *retrieval_rows(RETRIEVED, RETRIEVED, seeds=range(4))]
    rows = [row for row in every if not (row["model"] == "gaia" and row["data"] == "pole" and row["seed"] == 2)]
    for row in rows:
        if row["model"] == "aeai" and (row["data"], row["seed"]) == ("pole", 2):
            row["value"] = 1e6
    rows.append({"data": "pole", "model": "gaia", "seed": 2, "metric": "diverged", "value": 1.0, "message": "term x"})
    assert ("pole", 2) not in common_places(rows, (*RIVALS, "aeai"))
    found = claim(rows, "I1")
    assert found.holds is True
    assert "lost: pole seed 2 (gaia diverged)" in found.evidence
    assert "lost" not in claim(rows, "I4").evidence  # in which GAIA has no part


def test_an_image_set_with_two_seeds_does_not_count_and_is_named() -> None:
    rows = [row for row in rows_of() if (row["data"], row["seed"]) != ("obj66", 1)]
    for row in rows:
        if row["model"] == "aeai" and row["data"] == "obj66":
            row["value"] = 1e6
    found = claim(rows, "I1")
    assert found.holds is True
    assert found.evidence.startswith("1 image set, 3 seeds, 3 of both; too few seeds to count: obj66 (2 seeds); ")
    assert {place for by_interval in between(rows, ("aeai",)).values() for at in by_interval.values() for place in at} == {
        ("pole", seed) for seed in range(3)
    }


def test_three_seeds_over_two_image_sets_cannot_tell() -> None:
    rows = [row for row in rows_of() if (row["data"] == "pole") == (row["seed"] == 0)]
    rows.append({"data": "pole", "model": "aeai", "seed": 1, "metric": "diverged", "value": 1.0, "message": "term x"})
    rows.append({"data": "lines", "model": "ae", "seed": 1, "metric": "diverged", "value": 1.0, "message": "term x"})
    assert [one.holds for one in claims(rows)] == [None] * 4
    evidence = claim(rows, "I4").evidence
    assert evidence.startswith("at most 2 seeds")
    assert evidence.endswith("; lost: pole seed 1 (aeai diverged)")


def test_no_retrieval_cannot_tell() -> None:
    assert claim(between_rows(GOOD), "I2").holds is None


def test_between_keeps_common_places_and_intervals() -> None:
    rows = [row for row in rows_of() if not (row["model"] == "ae" and row.get("interval") == 75)]
    found = between(rows, ("ae", "aeai"))
    assert list(found["aeai"]) == [20, 40, 60, 80]
    assert found["aeai"][20]["pole", 2] == pytest.approx(1.2)
