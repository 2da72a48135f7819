"""Two atlases of the same images, and views: what is served and exported, and what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi import FastAPI
from test_server import HOST, TRICKS, ask

from latlas.api import export_site
from latlas.atlas.atlas import Atlas, open_atlas
from latlas.cli import run
from latlas.errors import UsageError
from latlas.explorer import server
from latlas.explorer.pair import matching_rows
from latlas.explorer.server import make_app
from latlas.explorer.view import checked_view


@pytest.fixture(scope="module")
def pair(atlas_folder: Path, wide_atlas_folder: Path) -> tuple[Atlas, Atlas]:
    """Atlases of two models of the same 300 images."""
    return open_atlas(atlas_folder), open_atlas(wide_atlas_folder)


def changed(atlas: Path, folder: Path, **model: Any) -> Atlas:
    """A copy of an atlas with another model card; None takes a field away."""
    shutil.copytree(atlas, folder)
    path = folder / "atlas.json"
    manifest = json.loads(path.read_text())
    card = {**manifest["model"], **model}
    manifest["model"] = {name: value for name, value in card.items() if value is not None}
    path.write_text(json.dumps(manifest))
    return open_atlas(folder)


def test_rows_pair_the_same_images(pair: tuple[Atlas, Atlas]) -> None:
    rows = matching_rows(*pair)
    ids, other = (atlas.items.column("id") for atlas in pair)
    assert rows.tolist() == [int(np.flatnonzero(other == own)[0]) for own in ids]
    assert (rows != np.arange(len(rows))).any(), "two maps in the same order would prove nothing"
    labels, other_labels = (atlas.items.column("label") for atlas in pair)
    assert np.array_equal(labels, other_labels[rows])


@pytest.mark.parametrize(("found", "says"), [("0" * 32, "of different images"), (None, "does not say which images"), (7, "does not say")])
def test_other_images_are_refused(
    atlas_folder: Path, wide_atlas_folder: Path, tmp_path: Path, found: object, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = changed(wide_atlas_folder, tmp_path / "other", data_fingerprint=found)
    with pytest.raises(UsageError, match=says):
        matching_rows(open_atlas(atlas_folder), other)
    for arguments in (["explore", str(atlas_folder), "--no-open"], ["export", str(atlas_folder), "--out", str(tmp_path / "site")]):
        assert run([*arguments, "--compare", str(other.folder)]) == 2
        shown = capsys.readouterr()
        assert says.partition(" ")[2] in shown.err
        assert "Traceback" not in shown.err
    assert not (tmp_path / "site").exists()


def test_other_ids_are_refused(pair: tuple[Atlas, Atlas], monkeypatch: pytest.MonkeyPatch) -> None:
    column = type(pair[0].items).column
    for broken in (lambda ids: ids + 1, lambda ids: ids[:-1], np.zeros_like):

        def read(items: Any, name: str, broken: Any = broken) -> np.ndarray:
            return broken(column(items, name)) if items is pair[1].items else column(items, name)

        with monkeypatch.context() as patch:
            patch.setattr(type(pair[0].items), "column", read)
            with pytest.raises(UsageError, match="different ids"):
                matching_rows(*pair)


def test_a_site_of_two_atlases_holds_both(pair: tuple[Atlas, Atlas], tmp_path: Path) -> None:
    atlas, other = pair
    site = tmp_path / "site"
    export_site(atlas, site, quiet=True, compare=other, view="#item=3")
    described = json.loads((site / "atlas" / "atlas.json").read_text())
    assert described == {**json.loads(atlas.read("atlas.json")), "compare": True, "view": "#item=3"}
    for name in atlas.names():
        assert name == "atlas.json" or (site / "atlas" / name).read_bytes() == atlas.read(name)
    for name in other.names():
        assert (site / "compare" / "atlas" / name).read_bytes() == other.read(name)
    rows = np.frombuffer((site / "compare" / "atlas" / "rows.i32").read_bytes(), "<i4")
    assert np.array_equal(rows, matching_rows(atlas, other))


# Served


@pytest.fixture
def app(pair: tuple[Atlas, Atlas]) -> FastAPI:
    return make_app(pair[0], frozenset({HOST}), pair[1])


def test_a_server_of_two_atlases_serves_what_is_exported(app: FastAPI, pair: tuple[Atlas, Atlas], tmp_path: Path) -> None:
    export_site(pair[0], tmp_path / "site", quiet=True, compare=pair[1])
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file() and path.name != ".latlas-site"]
    for path in files:
        name = path.relative_to(tmp_path / "site").as_posix()
        answer = ask(app, f"/{name}")
        assert answer.status == 200, name
        if path.name == "atlas.json":
            assert answer.json() == {**json.loads(path.read_text()), "server": True}
        else:
            assert answer.content == path.read_bytes(), name


def test_neighbours_in_the_other_atlas(app: FastAPI, pair: tuple[Atlas, Atlas]) -> None:
    latents = pair[1].items.column("latent").astype(np.float64)
    distances = np.linalg.norm(latents - latents[7], axis=1)
    distances[7] = np.inf
    found = ask(app, "/compare/api/neighbours?row=7&k=5").json()
    assert found["latent"] == pytest.approx(latents[7])
    assert distances[found["rows"]] == pytest.approx(np.sort(distances)[:5], abs=1e-5)


TARGETS = ["/compare/atlas/atlas.json", "/compare/atlas/rows.i32", "/compare/api/neighbours?row=0"]


@pytest.mark.parametrize("target", TARGETS)
def test_the_other_atlas_is_guarded_as_the_first(app: FastAPI, target: str) -> None:
    assert ask(app, target).status == 200
    assert ask(app, target, host="evil.example").status == 421
    assert ask(app, target, origin="http://evil.example").status == 403
    assert ask(app, target, "POST").status == 405
    for name, value in server.HEADERS.items():
        assert ask(app, target).headers[name.lower()] == value


@pytest.mark.parametrize(
    "target", [f"/compare{trick}" for trick in TRICKS] + ["/compare/atlas/../../atlas/atlas.json", "/compare/index.html"]
)
def test_path_tricks_below_the_other_atlas_are_not_found(app: FastAPI, target: str) -> None:
    assert ask(app, target).status == 404


@pytest.mark.parametrize("target", TARGETS)
def test_without_another_atlas_there_is_none(pair: tuple[Atlas, Atlas], target: str) -> None:
    assert ask(make_app(pair[0], frozenset({HOST})), target).status == 404


# Views

VIEW = "#at=0.5,-1.25&zoom=3.2&item=12&hide=label:0.2&path=i3,p0.5:1"


@pytest.mark.parametrize("view", [VIEW, VIEW[1:], f"http://127.0.0.1:8765/{VIEW}"])
def test_a_view_is_taken_from_an_address(pair: tuple[Atlas, Atlas], view: str) -> None:
    assert checked_view(view, pair[0].manifest) == VIEW


@pytest.mark.parametrize(
    "view",
    [
        "",
        "#",
        "http://127.0.0.1:8765/",
        "#item",
        "#item=300",
        "#item=-1",
        "#item=x",
        "#at=1",
        "#at=1,x",
        "#at=1,nan",
        "#zoom=",
        "#zoom=inf",
        "#zoom=1&&=2",
        "#a b=1",
        '#item=1"><script>',
        "#item=1#item=2",
        "#item=1\n",
        "#x=" + "9" * 30_000,
    ],
)
def test_what_is_no_view_is_refused(pair: tuple[Atlas, Atlas], view: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="copy the address of the page"):
        export_site(pair[0], tmp_path / "site", quiet=True, view=view)
    assert not (tmp_path / "site").exists()
