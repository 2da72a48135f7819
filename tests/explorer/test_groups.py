"""Groups of images as the page names them, held against numpy on the whole columns."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from latlas.atlas.atlas import Atlas, open_atlas
from latlas.errors import UsageError
from latlas.explorer import groups


@pytest.fixture(scope="module")
def atlas(atlas_folder: Path) -> Atlas:
    return open_atlas(atlas_folder)


def test_members_are_those_of_the_columns(atlas: Atlas) -> None:
    labels, column = atlas.items.column("label"), atlas.items.column("factors")[:, 0]
    assert groups.members("label:2", None, atlas).tolist() == np.flatnonzero(labels == 2).tolist()
    inside = np.flatnonzero((column >= 3) & (column <= 5.5))
    assert 0 < len(inside) < len(column)
    assert groups.members("factor:column:3~5.5", None, atlas).tolist() == inside.tolist()
    assert groups.members("rows:7.3.7", None, atlas).tolist() == [3, 7]
    assert groups.members("rest", "label:2", atlas).tolist() == np.flatnonzero(labels != 2).tolist()
    assert groups.members("label:9", None, atlas).tolist() == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rest",
        "label",
        "label:x",
        "label:-1",
        "label:1.5",
        "label:٣",
        "rows:",
        "rows:300",
        "rows:1..2",
        "rows:" + ".".join(map(str, range(1001))),
        "factor:nothing:1~2",
        "factor:column:1",
        "factor:column:1~2~3",
        "factor:column:nan~2",
        "factor:column:1~inf",
        "metadata:part:1",
        "../../etc/passwd",
    ],
)
def test_what_is_no_group_is_refused_in_words(atlas: Atlas, text: str) -> None:
    with pytest.raises(UsageError, match=r"group|range"):
        groups.members(text, None, atlas)


def test_a_comparison_is_the_difference_of_means(atlas: Atlas) -> None:
    latents, labels = atlas.items.column("latent").astype(np.float64), atlas.items.column("label")
    found = groups.compare("rest", "label:1", atlas)
    for name, member in (("a", labels != 1), ("b", labels == 1)):
        assert found[name]["count"] == found[name]["read"] == member.sum()
        assert found[name]["mean"] == pytest.approx(latents[member].mean(0), rel=1e-5)
    apart = groups.compare("label:0", "label:2", atlas)["separation"]
    assert apart > 1, "these labels are the top and the bottom row of the blob, which the model has learned"


def test_large_groups_are_read_in_part(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "MOST_READ", 20)
    found = groups.compare("label:0", "label:1", atlas)
    assert found["a"]["count"] > 20
    assert found["a"]["read"] == found["b"]["read"] == 20
    rows = np.arange(1000, 2000)
    assert groups.sample(rows)[[0, -1]].tolist() == [1000, 1999]
    assert len(np.unique(groups.sample(rows))) == 20


@pytest.mark.parametrize(("a", "b"), [("label:0", "label:9"), ("rows:3", "factor:column:100~200")])
def test_an_empty_group_is_refused(atlas: Atlas, a: str, b: str) -> None:
    with pytest.raises(UsageError, match="group B has no images"):
        groups.compare(a, b, atlas)


def test_the_spread_is_a_root_mean_square(atlas: Atlas) -> None:
    latents = atlas.items.column("latent").astype(np.float64)
    assert groups.spread(atlas) == pytest.approx(np.sqrt(latents.var(axis=0).sum()), rel=1e-6)


def test_an_analogy_is_a_minus_b_plus_c(atlas: Atlas) -> None:
    latents = atlas.items.column("latent").astype(np.float64)
    found = groups.analogy(10, 20, 30, 5, atlas)
    latent = latents[10] - latents[20] + latents[30]
    assert found["latent"] == pytest.approx(latent, abs=1e-5)
    distances = np.linalg.norm(latents - latent, axis=1)
    distances[[10, 20, 30]] = np.inf
    assert found["distances"] == pytest.approx(np.sort(distances)[:5], abs=1e-4)
    assert not {10, 20, 30} & set(found["rows"])
    assert len(found["rows"]) == 5
