"""Opening and reading an atlas: a whole one gives its files, anything else gives `AtlasError` and nothing else."""

from __future__ import annotations

import copy
import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lance
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from latlas.atlas import atlas as reading
from latlas.atlas.atlas import open_atlas
from latlas.atlas.manifest import CHECKS, read_manifest
from latlas.errors import AtlasError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture
def damaged(atlas_folder: Path, tmp_path: Path) -> Path:
    """A copy of the atlas, to be damaged."""
    return Path(shutil.copytree(atlas_folder, tmp_path / "atlas"))


def rewrite(folder: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    manifest = json.loads((folder / "atlas.json").read_text())
    change(manifest)
    (folder / "atlas.json").write_text(json.dumps(manifest))


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every part of a JSON value, the value itself left out."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield (*path, key)
        yield from leaves(inner, (*path, key))


# Whole atlases


@pytest.mark.parametrize("kind", ["", "wide_"])
def test_every_named_file_can_be_read(request: pytest.FixtureRequest, kind: str) -> None:
    atlas = open_atlas(request.getfixturevalue(f"{kind}atlas_folder"))
    names = list(atlas.names())
    assert len(names) == len(set(names))
    assert {"atlas.json", "positions.f32", "labels.i32", "factors.f32", "latents.f32", "items/0.json", "thumbnails/1.webp"} <= set(names)
    assert ("inverse.onnx" in names) == bool(kind)
    assert all(atlas.read(name) for name in names)


def test_columns_are_raw_little_endian_numbers(atlas_folder: Path) -> None:
    atlas = open_atlas(atlas_folder)
    table = lance.dataset(atlas_folder / "items.lance").to_table().to_pydict()
    for name, kind, column in (
        ("positions.f32", "<f4", "position"),
        ("latents.f32", "<f4", "latent"),
        ("factors.f32", "<f4", "factors"),
        ("labels.i32", "<i4", "label"),
    ):
        assert np.array_equal(np.frombuffer(atlas.read(name), kind), np.ravel(table[column]).astype(kind))


def test_metadata_comes_in_chunks(atlas_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "METADATA_CHUNK", 70)
    atlas = open_atlas(atlas_folder)
    names = [name for name in atlas.names() if name.startswith("items/")]
    assert names == [f"items/{k}.json" for k in range(5)]
    chunks = [json.loads(atlas.read(name)) for name in names]
    assert [len(chunk["id"]) for chunk in chunks] == [70, 70, 70, 70, 20]
    table = lance.dataset(atlas_folder / "items.lance").to_table().to_pydict()
    assert [i for chunk in chunks for i in chunk["id"]] == table["id"]
    assert [part for chunk in chunks for part in chunk["metadata"]["part"]] == table["metadata:part"]
    assert json.loads(atlas.read("atlas.json"))["items"]["chunk"] == 70


def test_sheets_hold_the_thumbnails_of_their_rows(atlas_folder: Path) -> None:
    atlas = open_atlas(atlas_folder)
    pngs = lance.dataset(atlas_folder / "items.lance").to_table()["thumbnail"].to_pylist()
    sheets = [np.asarray(Image.open(io.BytesIO(atlas.read(f"thumbnails/{k}.webp"))).convert("L")).astype(float) for k in (0, 1)]
    for k in (0, 17, 100, 255, 256, 299):
        row, column = k % 256 // 16, k % 16
        cell = sheets[k // 256][row * 10 : row * 10 + 10, column * 12 : column * 12 + 12]
        expected = np.asarray(Image.open(io.BytesIO(pngs[k]))).astype(float)
        assert np.abs(cell - expected).mean() < 6, k  # WebP is lossy
    for name in ("thumbnails/2.webp", "items/1.json"):
        with pytest.raises(KeyError):
            atlas.read(name)


def test_the_site_s_manifest_says_whether_a_server_gives_it(atlas_folder: Path) -> None:
    atlas = open_atlas(atlas_folder)
    alone, served = (json.loads(atlas.read("atlas.json", server)) for server in (False, True))
    assert (alone.pop("server"), served.pop("server")) == (False, True)
    assert alone == served
    assert alone["items"]["latents"] is True
    assert alone["networks"] == ["decoder.onnx", "encoder.onnx"]


def test_many_latents_are_left_to_the_server(atlas_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_LATENTS", 300 * 2 * 4 - 1)
    atlas = open_atlas(atlas_folder)
    assert "latents.f32" not in set(atlas.names())
    assert json.loads(atlas.read("atlas.json"))["items"]["latents"] is False
    with pytest.raises(KeyError):
        atlas.read("latents.f32")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.from_regex(r"(\.\./|/|tiles/|items/|thumbnails/|model/|work/)*[a-z0-9.]+(/[a-z0-9.]+)*", fullmatch=True))
@example("../atlas.json")
@example("model/model.safetensors")
@example("items.lance/_versions/1.manifest")
@example("tiles/../atlas.json")
@example("tiles/٠/٠/٠.webp")
@example("items/٠.json")
@example("tiles/0/0/0.webp\n")
@example("tiles/0/0/0.webp\0")
@example("items/999999999.json")
@example("")
def test_other_names_are_not_read(atlas_folder: Path, name: str) -> None:
    atlas = open_atlas(atlas_folder)
    if name not in set(atlas.names()):
        with pytest.raises(KeyError):
            atlas.read(name)


# Damaged and foreign ones


def test_what_is_no_atlas(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match="does not exist; make one with: latlas atlas"):
        open_atlas(tmp_path / "nothing")
    with pytest.raises(AtlasError, match="is no atlas"):
        open_atlas(tmp_path)
    file = tmp_path / "file"
    file.write_text("{}")
    with pytest.raises(AtlasError):
        open_atlas(file)
    (tmp_path / "atlas.json").mkdir()
    with pytest.raises(AtlasError):
        open_atlas(tmp_path)


def test_another_format_is_named(damaged: Path) -> None:
    rewrite(damaged, lambda manifest: manifest.update(format=2))
    with pytest.raises(AtlasError, match="has format 2, this latlas reads format 1"):
        open_atlas(damaged)


@pytest.mark.parametrize("form", [True, 1.0, "1", None, [1]])
def test_a_format_is_a_whole_number(damaged: Path, form: object) -> None:
    rewrite(damaged, lambda manifest: manifest.update(format=form))
    with pytest.raises(AtlasError, match="names no format"):
        open_atlas(damaged)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_truncated_manifest(atlas_folder: Path, tmp_path: Path, share: float) -> None:
    content = (atlas_folder / "atlas.json").read_bytes().rstrip()
    (tmp_path / "atlas.json").write_bytes(content[: int(len(content) * share)])
    with pytest.raises(AtlasError, match=r"atlas\.json is damaged"):
        open_atlas(tmp_path)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
@example(b"[" * 100_000)
@example(b'{"a":' * 100_000)
@example(b"1" * 10_000)
@example(b"\xff\xfe{}")
def test_any_other_content(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "atlas.json").write_bytes(content)
    with pytest.raises(AtlasError):
        open_atlas(tmp_path)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_other_value_in_a_manifest(atlas_folder: Path, tmp_path: Path, data: st.DataObject) -> None:
    """A changed manifest is refused, or every file of the atlas can still be made, or is refused."""
    folder = tmp_path / "atlas"
    if not folder.exists():
        shutil.copytree(atlas_folder, folder)
    manifest = json.loads((atlas_folder / "atlas.json").read_text())
    manifest.pop("model")
    manifest["model"] = {"name": "vae"}
    for _ in range(data.draw(st.integers(1, 2))):
        *way, last = data.draw(st.sampled_from(list(leaves(manifest))))
        inner = manifest
        for key in way:
            inner = inner[key]
        hostile = st.sampled_from([10**12, -1, 0, "../../etc/passwd", 1e308, [], {}, "\ud800", "part", ["../x"]])
        if data.draw(st.booleans()):
            inner[last] = data.draw(hostile | JSON)
        else:
            del inner[last]
    (folder / "atlas.json").write_text(json.dumps(manifest))
    try:
        atlas = open_atlas(folder)
    except AtlasError as error:
        assert str(folder) in str(error)  # noqa: PT017 - both outcomes are right
        return
    names = list(atlas.names())
    assert len(names) < 100
    for name in names:
        try:
            assert atlas.read(name)
        except AtlasError as error:
            assert str(folder) in str(error)  # noqa: PT017 - both outcomes are right


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_every_field_is_missed(damaged: Path, name: str) -> None:
    *way, last = name.split(".")

    def remove(manifest: dict[str, Any]) -> None:
        for key in way:
            manifest = manifest[key]
        del manifest[last]

    rewrite(damaged, remove)
    with pytest.raises(AtlasError, match=f"'{name}' is missing or wrong"):
        read_manifest(damaged)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_a_page_cannot_read(damaged: Path, number: str) -> None:
    content = (damaged / "atlas.json").read_text()
    (damaged / "atlas.json").write_text(content.replace('"seed": 0', f'"seed": {number}'))
    with pytest.raises(AtlasError, match=r"atlas\.json is damaged"):
        open_atlas(damaged)


@pytest.mark.parametrize("count", [1, 299, 301, 10**12])
def test_another_number_of_items(damaged: Path, count: int) -> None:
    rewrite(damaged, lambda manifest: manifest["items"].update(count=count))
    rewrite(damaged, lambda manifest: manifest["items"]["sheet"].update(count=-(-count // 256)))
    with pytest.raises(AtlasError, match=f"speaks of {count} items"):
        open_atlas(damaged)


@pytest.mark.parametrize(
    "change",
    [
        lambda items: items.update(latent_dim=3),
        lambda items: items["factors"].append({"name": "x", "min": 0.0, "max": 1.0}),
        lambda items: items["metadata"].append("file"),
    ],
)
def test_columns_that_are_not_there(damaged: Path, change: Callable[[dict[str, Any]], None]) -> None:
    rewrite(damaged, lambda manifest: change(manifest["items"]))
    with pytest.raises(AtlasError, match="lacks columns"):
        open_atlas(damaged)


@pytest.mark.parametrize("what", ["gone", "empty", "file", "data gone", "versions blank"])
def test_damaged_items(damaged: Path, what: str) -> None:
    items = damaged / "items.lance"
    if what == "data gone":
        shutil.rmtree(items / "data")
    elif what == "versions blank":
        for path in items.glob("_versions/*.manifest"):
            path.write_bytes(bytes(path.stat().st_size))
    else:
        shutil.rmtree(items)
    if what == "empty":
        items.mkdir()
    if what == "file":
        items.write_text("no folder")
    with pytest.raises(AtlasError, match="build the atlas again"):
        open_atlas(damaged).read("positions.f32")


def replace_column(folder: Path, name: str, values: pa.Array) -> None:
    table = lance.dataset(folder / "items.lance").to_table()
    shutil.rmtree(folder / "items.lance")
    lance.write_dataset(table.set_column(table.schema.get_field_index(name), name, values), folder / "items.lance")


def test_damaged_thumbnails(damaged: Path) -> None:
    replace_column(damaged, "thumbnail", pa.array([b"no png"] * 300, pa.binary()))
    with pytest.raises(AtlasError, match="thumbnail 0 of a sheet is damaged"):
        open_atlas(damaged).read("thumbnails/0.webp")


def test_missing_values(damaged: Path) -> None:
    replace_column(damaged, "thumbnail", pa.array([None] * 300, pa.binary()))
    with pytest.raises(AtlasError, match="values are missing"):
        open_atlas(damaged).read("thumbnails/0.webp")
    replace_column(damaged, "position", pa.array([None] * 300, pa.list_(pa.float32(), 2)))
    with pytest.raises(AtlasError, match="values are missing"):
        open_atlas(damaged).read("positions.f32")


def test_links_out_of_the_atlas_are_not_followed(damaged: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    for name in ("decoder.onnx", "inverse.onnx", "tiles/0/0/0.webp"):
        (damaged / name).unlink(missing_ok=True)
        (damaged / name).symlink_to(secret)
    (damaged / "tiles/9").symlink_to(tmp_path)
    atlas = open_atlas(damaged)
    for name in ("decoder.onnx", "inverse.onnx", "tiles/0/0/0.webp"):
        assert name not in set(atlas.names())
        with pytest.raises(KeyError):
            atlas.read(name)


def test_a_link_to_a_whole_atlas_is_one(atlas_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(atlas_folder)
    atlas = open_atlas(tmp_path / "link")
    assert set(atlas.names()) == set(open_atlas(atlas_folder).names())
    assert atlas.read("decoder.onnx")


def test_files_of_other_names_among_the_tiles_are_left_out(damaged: Path) -> None:
    before = set(open_atlas(damaged).names())
    (damaged / "tiles/a/b").mkdir(parents=True)
    for name in ("tiles/a/b/c.webp", "tiles/0/0/00000000.webp", "tiles/0/0/x.webp"):
        (damaged / name).write_bytes(b"?")
    assert set(open_atlas(damaged).names()) == before


def test_opening_changes_nothing(atlas_folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in atlas_folder.rglob("*")}
    manifest = copy.deepcopy(open_atlas(atlas_folder).manifest)
    atlas = open_atlas(atlas_folder)
    for name in atlas.names():
        atlas.read(name, server=True)
    assert atlas.manifest == manifest
    assert {path: path.stat().st_mtime_ns for path in atlas_folder.rglob("*")} == before
