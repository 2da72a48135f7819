"""Clusters in an atlas: stored, described, given to the site, and absent from older atlases, which still open."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import lance
import numpy as np
import pytest
from linear_model import card, linear, noise_images, pretend_export

from latlas.atlas import build as building
from latlas.atlas import clusters as clustering
from latlas.atlas import columns
from latlas.atlas.atlas import open_atlas
from latlas.atlas.build import AtlasOptions, build
from latlas.errors import AtlasError, UsageError
from latlas.latent.clusters import hdbscan, kmeans


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No ONNX, and chunks so small that there are several."""
    monkeypatch.setattr(building, "export", pretend_export)
    monkeypatch.setattr(columns, "BLOCK", 32)


def make(out: Path, count: int = 100, **options: int | bool) -> Path:
    model = linear(2)
    build(model, noise_images(count), card(model), out, AtlasOptions(tile_levels=0, **options), quiet=True)
    return out


def rewrite(folder: Path, clusters: object) -> None:
    manifest = json.loads((folder / "atlas.json").read_text())
    manifest["items"]["clusters"] = clusters
    (folder / "atlas.json").write_text(json.dumps(manifest))


def test_items_have_the_clusters_of_their_latents(atlas_folder: Path) -> None:
    atlas = open_atlas(atlas_folder)
    ids = atlas.items.column("id")
    latents = np.empty_like(atlas.items.column("latent"))
    latents[ids] = atlas.items.column("latent")  # as they were when the clusters were found: in the image set's order
    found = [kmeans(latents, 10), hdbscan(latents)]
    stored = atlas.items.column("clusters")
    assert stored.dtype == np.int32
    assert np.array_equal(stored, np.stack([own.labels for own in found], axis=1)[ids])
    assert atlas.manifest["items"]["clusters"] == [
        {"name": name, "count": own.count, "noise": int((own.labels < 0).sum()), "protocol": own.protocol}
        for name, own in zip(("k-means", "hdbscan"), found, strict=True)
    ]
    assert np.array_equal(np.frombuffer(atlas.read("clusters.i32"), "<i4").reshape(-1, 2), stored)
    assert "clusters.i32" in set(atlas.names())


def test_ids_come_as_numbers(atlas_folder: Path) -> None:
    atlas = open_atlas(atlas_folder)
    assert np.array_equal(np.frombuffer(atlas.read("ids.i32"), "<i4"), atlas.items.column("id"))
    assert "ids.i32" in set(atlas.names())
    assert json.loads(atlas.read("atlas.json"))["items"]["ids"] is True


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("options", "names"),
    [({}, ["k-means", "hdbscan"]), ({"kmeans": 0}, ["hdbscan"]), ({"hdbscan": False}, ["k-means"]), ({"kmeans": 0, "hdbscan": False}, [])],
)
def test_clusterings_can_be_left_out(tmp_path: Path, options: dict[str, int | bool], names: list[str]) -> None:
    atlas = open_atlas(make(tmp_path / "atlas", **options))
    assert [own["name"] for own in atlas.manifest["items"]["clusters"]] == names
    assert ("clusters.i32" in set(atlas.names())) == bool(names)
    assert ("clusters" in atlas.items.schema.names) == bool(names)
    if names:
        assert atlas.items.column("clusters").shape == (100, len(names))
    else:
        with pytest.raises(KeyError):
            atlas.read("clusters.i32")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("count", [1, 5])
def test_few_items(tmp_path: Path, count: int) -> None:
    atlas = open_atlas(make(tmp_path / "atlas", count))
    assert [own["count"] for own in atlas.manifest["items"]["clusters"]] == [count, 0]
    assert sorted(atlas.items.column("clusters").tolist()) == [[k, -1] for k in range(count)]


@pytest.mark.usefixtures("quick")
def test_equal_latents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "encode", lambda model, images, path, advance: np.ones((len(images), 2), np.float32))
    atlas = open_atlas(make(tmp_path / "atlas", 60))
    assert [(own["count"], own["noise"]) for own in atlas.manifest["items"]["clusters"]] == [(1, 0), (0, 60)]


@pytest.mark.usefixtures("quick")
def test_an_interrupted_build_finds_its_clusters_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(building.store, "append", stop)
        with pytest.raises(KeyboardInterrupt):
            make(tmp_path / "atlas")
    with monkeypatch.context() as patch:
        patch.setattr(clustering, "fit_kmeans", stop)
        patch.setattr(clustering, "fit_hdbscan", stop)
        make(tmp_path / "atlas")
    make(tmp_path / "whole")
    resumed, whole = (lance.dataset(tmp_path / name / "items.lance").to_table()["clusters"] for name in ("atlas", "whole"))
    assert resumed == whole


def test_atlases_without_clusters_open(atlas_folder: Path, tmp_path: Path) -> None:
    """As every atlas was before there were clusters."""
    folder = Path(shutil.copytree(atlas_folder, tmp_path / "old"))
    manifest = json.loads((folder / "atlas.json").read_text())
    del manifest["items"]["clusters"]
    (folder / "atlas.json").write_text(json.dumps(manifest))
    table = lance.dataset(folder / "items.lance").to_table().drop_columns(["clusters"])
    shutil.rmtree(folder / "items.lance")
    lance.write_dataset(table, folder / "items.lance")
    atlas = open_atlas(folder)
    names = set(atlas.names())
    assert "clusters.i32" not in names
    assert all(atlas.read(name) for name in names)


@pytest.mark.parametrize(
    "clusters",
    [
        None,
        {},
        [3],
        [{"name": "k-means"}],
        [{"name": "k-means", "count": 257, "noise": 0, "protocol": ""}],
        [{"name": "k-means", "count": -1, "noise": 0, "protocol": ""}],
        [{"name": 3, "count": 2, "noise": 0, "protocol": ""}],
    ],
)
def test_clusters_that_are_none(atlas_folder: Path, tmp_path: Path, clusters: object) -> None:
    folder = Path(shutil.copytree(atlas_folder, tmp_path / "atlas"))
    rewrite(folder, clusters)
    with pytest.raises(AtlasError, match=r"'items\.clusters' is wrong"):
        open_atlas(folder)


def test_clusterings_that_are_not_stored(atlas_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(atlas_folder, tmp_path / "atlas"))
    rewrite(folder, [{"name": "k-means", "count": 3, "noise": 0, "protocol": ""}] * 3)
    with pytest.raises(AtlasError, match="lacks columns"):
        open_atlas(folder)


@pytest.mark.parametrize("number", [-1, 257])
def test_numbers_of_clusters_that_cannot_be_meant(number: int) -> None:
    with pytest.raises(UsageError, match="kmeans"):
        AtlasOptions(kmeans=number)
