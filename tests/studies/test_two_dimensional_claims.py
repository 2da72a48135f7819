"""Claims L1 to L5 on made-up rows: when each holds, when it fails, and when it cannot be told."""

from __future__ import annotations

from math import sqrt

import pytest
from two_dimensional_rows import Row, metric_rows, table_rows

from latlas.studies.study import Claim
from latlas.studies.two_dimensional.claims import claims, difference, values
from latlas.studies.two_dimensional.settings import STAGEWISE

NAMES = ("L1", "L2", "L3", "L4", "L5")


def claim(rows: list[Row], name: str) -> Claim:
    return next(one for one in claims(rows) if one.id == name)


def told(rows: list[Row]) -> dict[str, bool | None]:
    return {one.id: one.holds for one in claims(rows)}


def test_the_papers_own_table_bears_out_all_of_them() -> None:
    assert told(table_rows()) == dict.fromkeys(NAMES, True)


@pytest.mark.parametrize(
    ("name", "metric", "model", "value", "holds"),
    [
        ("L1", "ssim", "4d", 0.4566, True),
        ("L1", "ssim", "4d", 0.4567, False),  # as good is not above
        ("L2", "frechet", "4d", 185.1, True),
        ("L2", "frechet", "4g", 217.95, False),
        ("L3", "frechet", "pca_s", 122.1207 * 1.149, True),
        ("L3", "frechet", "pca_s", 122.1207 * 1.151, False),
        ("L3", "frechet", "tsne_s", 122.1207 * 0.851, True),
        ("L3", "frechet", "tsne_s", 122.1207 * 0.849, False),
        ("L3", "ssim", "tsne_s", 0.4069, True),
        ("L3", "ssim", "tsne_s", 0.4071, False),  # above 3-stage (G)
        ("L4", "mmd", "4ng", 0.0755, True),
        ("L4", "mmd", "4ng", 0.0757, False),
        ("L5", "frechet", "3g", 212.5, False),
        ("L5", "frechet", "3g", 185.0, False),
        ("L5", "frechet", "2g", 191.6, True),
    ],
)
def test_what_each_claim_turns_on(name: str, metric: str, model: str, value: float, holds: bool) -> None:
    assert claim(table_rows({metric: {model: value}}), name).holds is holds


@pytest.mark.parametrize("model", STAGEWISE)
def test_the_shotgun_rows_must_be_less_similar_than_every_stagewise_row(model: str) -> None:
    found = claim(table_rows({"ssim": {model: 0.30}}), "L3")
    assert found.holds is False
    assert "SSIM at most 0.3023" in found.evidence


def test_other_rows_have_no_part_in_the_shotgun_claim() -> None:
    changed = {"ssim": {"pca_p": 0.1, "base": 0.1}, "frechet": {"pca_p": 1.0, "tsne_p": 999.0}}
    assert claim(table_rows(changed), "L3").holds is True


def test_means_are_compared_and_not_seeds() -> None:
    # The seeds of either model lie 0.05 apart, many times the 0.0042 between the means.
    found = claim(table_rows(step=0.05), "L1")
    assert found.holds is True
    assert "4-stage (D) 0.4525, 4-stage (NG) 0.4567; difference +0.0042 ± 0.04 over seeds" in found.evidence


def test_the_standard_error_of_a_difference_by_hand() -> None:
    # Means 4 and 2, standard deviations 2 and √(2/3), three and four values.
    gain, error = difference([2.0, 4.0, 6.0], [1.0, 2.0, 2.0, 3.0])
    assert gain == pytest.approx(2.0)
    assert error == pytest.approx(sqrt(4 / 3 + (2 / 3) / 4))


@pytest.mark.parametrize(
    ("model", "unknown"),
    [
        ("4d", {"L1", "L2", "L3", "L4"}),
        ("4g", {"L2", "L3", "L5"}),
        ("pca_s", {"L3"}),
        ("base", {"L3"}),
        ("2g", {"L3", "L5"}),
        ("pca_p", set()),
    ],
)
def test_a_missing_model_leaves_its_claims_untold(model: str, unknown: set[str]) -> None:
    rows = [row for row in table_rows() if row["model"] != model]
    assert {name for name, holds in told(rows).items() if holds is None} == unknown


def test_a_training_that_diverged_is_a_missing_seed() -> None:
    rows = [row for row in table_rows() if (row["model"], row["seed"]) != ("4d", 1)]
    assert claim([*rows, *metric_rows("diverged", {"4d": 1.0}, [1])], "L1").holds is None


def test_without_frechet_distances_the_others_can_be_told() -> None:
    rows = [row for row in table_rows() if row["metric"] != "frechet"]
    assert told(rows) == {"L1": True, "L2": None, "L3": None, "L4": True, "L5": None}


def test_fewer_than_three_seeds_cannot_tell() -> None:
    assert set(told(table_rows(seeds=2)).values()) == {None}


def test_nothing_cannot_tell() -> None:
    assert told([]) == dict.fromkeys(NAMES)


def test_values_are_in_the_order_of_seeds() -> None:
    rows = metric_rows("ssim", {"4g": 2.0}, [2, 0, 1], step=1.0, se=0.5)
    assert values(rows, "4g", "ssim") == [1.0, 2.0, 3.0]
    assert values(rows, "4g", "ssim", "se") == [0.5, 0.5, 0.5]
    assert values(rows, "4g", "mmd") == []
