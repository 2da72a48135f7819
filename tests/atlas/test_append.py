"""Appending: what is there stays, what comes is placed as if it had been there, and readers see one or the other."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import lance
import numpy as np
import pytest
import torch
from linear_model import card, linear, noise_images, pretend_export

from latlas.atlas import append as appending
from latlas.atlas import build as building
from latlas.atlas import columns, items, store
from latlas.atlas.append import append
from latlas.atlas.atlas import open_atlas
from latlas.atlas.build import AtlasOptions, build
from latlas.atlas.work import alone
from latlas.cli import run
from latlas.data.imageset import ArraySource, ImageSet
from latlas.errors import AtlasError, UsageError
from latlas.explorer.pair import matching_rows

OLD, NEW = 100, 70
WEIGHTS = "a digest"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No ONNX, and blocks so small that there are several."""
    monkeypatch.setattr(building, "export", pretend_export)
    monkeypatch.setattr(columns, "BLOCK", 32)


def new_images() -> ImageSet:
    """The first twenty images of the atlas once more, and others."""
    old, others = noise_images(OLD), noise_images(NEW - 20)
    pixels = np.concatenate([old.source.array[:20], others.source.array])  # type: ignore[attr-defined]  # noise is an array
    own = noise_images(NEW)
    return replace(own, source=ArraySource(pixels), factors=np.concatenate([old.factors[:20], 9 + others.factors]))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas of noise, on a map by PCA. Tests must not change it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "export", pretend_export)
        patch.setattr(columns, "BLOCK", 32)
        folder = tmp_path_factory.mktemp("built") / "atlas"
        images, model = noise_images(OLD), linear(3)
        build(model, images, card(model, weights=WEIGHTS, data_fingerprint=images.fingerprint()), folder, AtlasOptions(tile_levels=1), True)
    return folder


@pytest.fixture
def atlas(built: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(built, tmp_path / "atlas"))


def rows(folder: Path) -> dict[str, list[Any]]:
    opened = open_atlas(folder)
    return dict(lance.dataset(folder / "items.lance", version=opened.manifest["items"]["version"]).to_table().to_pydict())


def contents(folder: Path) -> dict[str, Any]:
    """All that a reader sees."""
    files = [path for path in folder.rglob("*") if path.is_file() and "items.lance" not in path.parts]
    return {**rows(folder), **{path.relative_to(folder): path.read_bytes() for path in files}}


def test_what_is_there_stays(atlas: Path) -> None:
    before, files = rows(atlas), contents(atlas)
    append(linear(3), WEIGHTS, new_images(), atlas, quiet=True)
    after = rows(atlas)
    assert {name: values[:OLD] for name, values in after.items()} == before
    changed = {path for path, content in contents(atlas).items() if isinstance(path, Path) and files[path] != content}
    assert changed == {Path("atlas.json")}
    assert [path.name for path in atlas.parent.iterdir()] == ["atlas"]


def test_new_images_stand_where_the_model_and_the_map_put_them(atlas: Path) -> None:
    images = new_images()
    append(linear(3), WEIGHTS, images, atlas, quiet=True)
    opened = open_atlas(atlas)
    found = {name: np.array(values) for name, values in rows(atlas).items()}
    assert found["row"].tolist() == list(range(OLD + NEW))
    assert sorted(found["id"][OLD:].tolist()) == list(range(OLD, OLD + NEW))
    new = found["id"][OLD:] - OLD
    with torch.no_grad():
        latents = linear(3).encode(images.images(new)).mean.numpy()
    assert found["latent"][OLD:] == pytest.approx(latents, abs=1e-6)
    design = np.c_[found["latent"], np.ones(OLD + NEW)]
    plane = np.linalg.lstsq(design[:OLD], found["position"][:OLD], rcond=None)[0]
    assert found["position"][OLD:] == pytest.approx(design[OLD:] @ plane, abs=1e-4)
    assert set(found["metadata:part"][OLD:]) == {"appended"}
    assert np.array_equal(found["factors"][OLD:], images.factors[new])
    assert np.array_equal(found["label"][OLD:], images.labels[new])
    assert open_atlas(atlas).manifest["items"]["factors"][0]["max"] == pytest.approx(images.factors[:, 0].max())
    assert all(opened.read(name) for name in opened.names())


def test_an_image_that_is_there_already_gets_the_same_place_and_cluster(atlas: Path) -> None:
    append(linear(3), WEIGHTS, new_images(), atlas, quiet=True)
    found = rows(atlas)
    row_of = {number: row for row, number in enumerate(found["id"])}
    for name in ("latent", "position", "round_trip", "thumbnail", "factors"):
        for image in range(20):
            first, second = found[name][row_of[image]], found[name][row_of[OLD + image]]
            assert second == (first if name == "thumbnail" else pytest.approx(first, abs=1e-6))
    # k-means only: the distance of a vector to itself may come out above what HDBSCAN lets in.
    kmeans = [found["clusters"][row_of[image]][0] for image in (*range(20), *range(OLD, OLD + 20))]
    assert kmeans[:20] == kmeans[20:]


def test_the_manifest_says_what_came(atlas: Path) -> None:
    images = new_images()
    before = json.loads((atlas / "atlas.json").read_text())
    append(linear(3), WEIGHTS, images, atlas, quiet=True)
    after = json.loads((atlas / "atlas.json").read_text())
    added = {"first": OLD, "count": NEW, "data": "noise", "data_fingerprint": images.fingerprint()}
    assert after["items"]["appended"] == [added]
    assert after["items"]["count"] == OLD + NEW
    noise = (np.array(rows(atlas)["clusters"]) < 0).sum(0).tolist()
    assert [one["noise"] for one in after["items"]["clusters"]] == noise
    assert [one["count"] for one in after["items"]["clusters"]] == [one["count"] for one in before["items"]["clusters"]]
    assert {key: value for key, value in after.items() if key != "items"} == {key: value for key, value in before.items() if key != "items"}


def test_labels_go_by_their_names_and_metadata_by_its_own(tmp_path: Path) -> None:
    model, first = linear(3), noise_images(40, metadata={"file.name": [f"old {k}" for k in range(40)]})
    build(model, first, card(model, weights=WEIGHTS, data_fingerprint="x"), tmp_path / "atlas", AtlasOptions(tile_levels=0), quiet=True)
    texts = {"file_name": [f"new {k}" for k in range(10)], "other": ["?"] * 10}
    more = replace(noise_images(10, metadata=texts), label_names=("c", "d", "a"))
    append(model, WEIGHTS, more, tmp_path / "atlas", quiet=True)
    bare = noise_images(12, labels=False)
    append(model, WEIGHTS, bare, tmp_path / "atlas", quiet=True)
    found, manifest = rows(tmp_path / "atlas"), open_atlas(tmp_path / "atlas").manifest
    names = manifest["items"]["labels"]["names"]
    assert names == ["a", "b", "c", "d"]
    for row in range(40, 50):
        image = found["id"][row] - 40
        assert names[found["label"][row]] == more.label_names[more.labels[image]]
        assert found["metadata:file_name"][row] == f"new {image}"
    assert set(found["label"][50:]) == {-1}
    assert set(found["metadata:file_name"][50:]) == {""}
    assert [one["first"] for one in manifest["items"]["appended"]] == [40, 50]


# Readers


def test_readers_see_the_old_atlas_until_there_is_the_new_one(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    early, seen = open_atlas(atlas), []
    assert len(early.items) == OLD
    add = store.append
    monkeypatch.setattr(store, "append", lambda *arguments: (add(*arguments), seen.append(len(open_atlas(atlas).items))))
    append(linear(3), WEIGHTS, new_images(), atlas, quiet=True)
    assert seen == [OLD] * 3
    assert len(open_atlas(atlas).items) == OLD + NEW
    assert early.items.nearest(0, OLD + NEW)[0].max() < OLD
    assert len(early.items.column("latent")) == OLD
    assert set(open_atlas(atlas).items.nearest(0, OLD + NEW)[0]) == set(range(1, OLD + NEW))


def test_an_indexed_atlas_stays_indexed(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "INDEXED_FROM", OLD)
    monkeypatch.setattr(store, "INDEXED_AT_ONCE", 40)
    assert store.build_index(atlas / "items.lance")
    manifest = json.loads((atlas / "atlas.json").read_text())
    manifest["items"]["version"] = store.version(atlas / "items.lance")
    (atlas / "atlas.json").write_text(json.dumps(manifest))
    append(linear(3), WEIGHTS, new_images(), atlas, quiet=True)
    assert not store.build_index(atlas / "items.lance"), "all rows are indexed"
    (index,) = lance.dataset(atlas / "items.lance").describe_indices()
    assert index.num_rows_indexed == OLD + NEW
    assert len(index.segments) == 1


def test_atlases_with_the_same_images_appended_can_be_compared(atlas: Path, built: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(built, tmp_path / "other"))
    append(linear(3), WEIGHTS, new_images(), atlas, quiet=True)
    with pytest.raises(UsageError, match="different images"):
        matching_rows(open_atlas(atlas), open_atlas(other))
    append(linear(3), WEIGHTS, new_images(), other, quiet=True)
    assert matching_rows(open_atlas(atlas), open_atlas(other)).tolist() == list(range(OLD + NEW))


# Interruptions


class Stop:
    """Lets a function be called some times, then interrupts, before or after its work."""

    def __init__(self, function: Callable[..., Any], calls: int, after: bool) -> None:
        self.function, self.calls, self.after = function, calls, after

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        self.calls -= 1
        if self.calls > 0:
            return self.function(*arguments, **options)
        if self.after:
            self.function(*arguments, **options)
        raise KeyboardInterrupt


@pytest.fixture(scope="module")
def uninterrupted(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "BLOCK", 32)
        folder = Path(shutil.copytree(built, tmp_path_factory.mktemp("whole") / "atlas"))
        append(linear(3), WEIGHTS, new_images(), folder, quiet=True)
        return contents(folder)


POINTS = [(columns, "write_json", 2), (items, "in_order", 1), (store, "append", 1), (store, "append", 3), (appending, "write_json", 1)]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("module", "name", "calls"), POINTS, ids=lambda value: getattr(value, "__name__", value))
def test_resumed_equals_uninterrupted(
    atlas: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, calls: int, after: bool, uninterrupted: dict[str, Any]
) -> None:
    before = contents(atlas)
    with monkeypatch.context() as patch:
        patch.setattr(module, name, Stop(getattr(module, name), calls, after))
        with pytest.raises(KeyboardInterrupt):
            append(linear(3), WEIGHTS, new_images(), atlas, quiet=True)
    assert contents(atlas) == (uninterrupted if module is appending and after else before)
    append(linear(3), WEIGHTS, new_images(), atlas, quiet=True)
    assert contents(atlas) == uninterrupted
    assert [path.name for path in atlas.parent.iterdir()] == ["atlas"]


def test_what_other_images_left_is_not_mixed_in(atlas: Path, monkeypatch: pytest.MonkeyPatch, uninterrupted: dict[str, Any]) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(store, "append", Stop(store.append, 2, after=True))
        with pytest.raises(KeyboardInterrupt):
            append(linear(3), WEIGHTS, noise_images(60), atlas, quiet=True)
    append(linear(3), WEIGHTS, new_images(), atlas, quiet=True)
    assert rows(atlas) == {name: values for name, values in uninterrupted.items() if isinstance(name, str)}


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_append import WEIGHTS, linear, new_images
from latlas.atlas import columns, store
columns.BLOCK = 32
whole, calls = store.append, []
def fatal(*arguments):
    whole(*arguments)
    calls.append(0)
    if len(calls) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
store.append = fatal
from latlas.atlas.append import append
append(linear(3), WEIGHTS, new_images(), Path(sys.argv[2]), quiet=True)
"""


def test_a_killed_call_is_resumed(atlas: Path, uninterrupted: dict[str, Any]) -> None:
    before = contents(atlas)
    arguments = [sys.executable, "-c", KILLED, str(Path(__file__).parent), str(atlas)]
    assert subprocess.run(arguments, check=False, timeout=120).returncode == -signal.SIGKILL
    assert contents(atlas) == before
    append(linear(3), WEIGHTS, new_images(), atlas, quiet=True)
    assert contents(atlas) == uninterrupted


# Refusals


def refused(atlas: Path, words: str, images: ImageSet | None = None, weights: str = WEIGHTS) -> None:
    before = contents(atlas)
    with pytest.raises(AtlasError, match=words):
        append(linear(3), weights, images or new_images(), atlas, quiet=True)
    assert contents(atlas) == before
    assert [path.name for path in atlas.parent.iterdir()] == ["atlas"], "nothing is left beside it"


def rewrite(atlas: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    manifest = json.loads((atlas / "atlas.json").read_text())
    change(manifest)
    (atlas / "atlas.json").write_text(json.dumps(manifest))


def test_another_model_is_refused(atlas: Path) -> None:
    refused(atlas, "of another model", weights="another digest")


def test_images_of_another_shape_are_refused(atlas: Path) -> None:
    refused(atlas, r"\(1, 9, 8\), .* are \(1, 8, 8\)", noise_images(10, (1, 9, 8)))


def test_images_that_are_there_are_refused(atlas: Path) -> None:
    refused(atlas, "already", noise_images(OLD))
    append(linear(3), WEIGHTS, new_images(), atlas, quiet=True)
    refused(atlas, "already")


def test_other_factors_are_refused(atlas: Path) -> None:
    refused(atlas, "factors none, .* tilt, size", noise_images(10, factors=False))


def test_what_is_no_atlas_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match="does not exist"):
        append(linear(3), WEIGHTS, new_images(), tmp_path / "atlas", quiet=True)
    assert not list(tmp_path.iterdir())


def test_models_that_latlas_did_not_train_are_refused(atlas: Path) -> None:
    rewrite(atlas, lambda manifest: manifest["model"].pop("weights"))
    refused(atlas, "did not train")


@pytest.mark.parametrize("lacking", ["spread", "clusters"])
def test_atlases_of_earlier_versions_are_refused(atlas: Path, lacking: str) -> None:
    if lacking == "spread":
        rewrite(atlas, lambda manifest: manifest["map"]["projection"].pop("spread"))
    else:
        (atlas / "clusters.safetensors").unlink()
    refused(atlas, "earlier version")


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"\x02\0\0\0\0\0\0\0{}"])
def test_damaged_clusters_are_refused(atlas: Path, content: bytes) -> None:
    (atlas / "clusters.safetensors").write_bytes(content)
    refused(atlas, "clusters.safetensors")


# Two at once


def test_a_second_writer_is_refused_at_once(atlas: Path, tmp_path: Path) -> None:
    with alone(atlas):
        with pytest.raises(AtlasError, match="another process is writing"):
            append(linear(3), WEIGHTS, new_images(), atlas, quiet=True)
        assert len(open_atlas(atlas).items) == OLD
    model = linear(3)
    with alone(tmp_path / "other"):
        with pytest.raises(AtlasError, match="another process is writing"):
            build(model, noise_images(10), card(model), tmp_path / "other", quiet=True)
        assert not (tmp_path / "other").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["atlas"]


HOLDING = """
import sys, time
from pathlib import Path
from latlas.atlas.work import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_of_a_killed_process_holds_nobody_up(atlas: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDING, str(atlas)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(AtlasError, match="another process is writing"):
            append(linear(3), WEIGHTS, new_images(), atlas, quiet=True)
        other.kill()
    append(linear(3), WEIGHTS, new_images(), atlas, quiet=True)
    assert len(open_atlas(atlas).items) == OLD + NEW


# The command


def test_the_command(atlas_folder: Path, run_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    atlas = Path(shutil.copytree(atlas_folder, tmp_path / "atlas"))
    pixels = np.random.default_rng(0).integers(0, 256, (25, 10, 12), dtype=np.uint8)
    factors = {"factors": np.ones((25, 1)), "factor_names": ["column"]}
    np.savez(tmp_path / "more.npz", images=pixels, labels=np.zeros(25, np.int64), label_names=["new"], **factors)
    asked = ["atlas", str(run_folder), str(tmp_path / "more.npz"), "--append", "--out", str(atlas)]
    assert run(asked) == 0
    assert capsys.readouterr().out == f"atlas: {atlas}, 325 images, 25 of them new\n"
    assert open_atlas(atlas).manifest["items"]["labels"]["names"] == ["top", "middle", "bottom", "new"]
    assert run(asked) == 2
    assert "has the images of 'more' already" in capsys.readouterr().err
    assert run(["atlas", str(run_folder), "--append", "--out", str(atlas)]) == 2
    assert run(["atlas", str(run_folder), str(tmp_path / "more.npz"), "--out", str(atlas)]) == 2
    assert capsys.readouterr().err.count("--append and an image set go together") == 2
