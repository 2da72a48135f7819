"""Building: what stands in an atlas is what the model and the images say, whether the build was interrupted or not."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lance
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from linear_model import Linear, card, linear, noise_images, pretend_export
from PIL import Image
from safetensors.torch import load_file
from sklearn.decomposition import PCA

from latlas.api import load
from latlas.atlas import build as building
from latlas.atlas import clusters, columns, items, pictures, sheets, store
from latlas.atlas.atlas import open_atlas
from latlas.atlas.build import AtlasOptions, build
from latlas.atlas.map import map_bounds, rows_of, z_keys
from latlas.data.imageset import ImageSet
from latlas.errors import AtlasError, LatlasError, UsageError

OPTIONS = AtlasOptions(tile_levels=2)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No ONNX, and chunks so small that there are several."""
    monkeypatch.setattr(building, "export", pretend_export)
    monkeypatch.setattr(columns, "BLOCK", 32)


def make(out: Path, model: Linear | None = None, images: ImageSet | None = None, options: AtlasOptions = OPTIONS) -> Path:
    model = model or linear()
    images = images or noise_images(shape=model.image_shape)
    build(model, images, card(model), out, options, quiet=True)
    return out


def picture(path: Path, mode: str) -> np.ndarray:
    with Image.open(path) as opened:
        return np.asarray(opened.convert(mode)).astype(float)


def contents(atlas: Path) -> dict[str, Any]:
    """Everything in an atlas: rows of the store by column, the other files by name."""
    table = lance.dataset(atlas / "items.lance").to_table()
    files = {
        path.relative_to(atlas).as_posix(): path.read_bytes()
        for path in sorted(atlas.rglob("*"))
        if path.is_file() and "items.lance" not in path.parts
    }
    return {**table.to_pydict(), **files}


# The files and what they say


def test_every_promised_file_is_there(atlas_folder: Path, wide_atlas_folder: Path) -> None:
    projected = ("inverse.onnx", "projection.onnx", "projection.safetensors")
    for folder, levels, own in ((atlas_folder, 2, ()), (wide_atlas_folder, 1, projected)):
        expected = {"atlas.json", "items.lance", "model", "tiles", "decoder.onnx", "encoder.onnx", "clusters.safetensors", *own}
        assert {path.name for path in folder.iterdir()} == expected
        assert {path.name for path in (folder / "model").iterdir()} == {"config.json", "model.safetensors"}
        tiles = {path.relative_to(folder / "tiles").as_posix() for path in folder.rglob("*.webp")}
        assert tiles == {f"{level}/{x}/{y}.webp" for level in range(levels) for x in range(2**level) for y in range(2**level)}
    assert not [path for path in atlas_folder.parent.iterdir() if path.name.startswith(".")], "nothing hidden is left"


def test_the_manifest_says_what_the_run_says(atlas_folder: Path, run_folder: Path) -> None:
    trained, manifest = load(run_folder), json.loads((atlas_folder / "atlas.json").read_text())
    images, record = trained.images, trained.run.record
    assert manifest["format"] == 1
    assert manifest["name"] == "vae-blobs"
    assert manifest["image"] == {"channels": 1, "height": 10, "width": 12}
    assert manifest["tiles"] == {"levels": 2, "size": 256}
    items = manifest["items"]
    assert (items["count"], items["latent_dim"]) == (300, 2)
    assert items["labels"] == {"names": ["top", "middle", "bottom"]}
    (factor,) = items["factors"]
    assert factor == {"name": "column", "min": float(images.factors.min()), "max": float(images.factors.max())}
    assert items["metadata"] == ["part"]
    assert items["sheet"] == {"columns": 16, "rows": 16, "height": 10, "width": 12, "count": 2}
    projection = manifest["map"]["projection"]
    latents = open_atlas(atlas_folder).items.column("latent").astype(np.float64)
    spread = np.sqrt(np.square(latents - latents.mean(0)).sum(1).mean())
    assert projection == {
        "name": "latent",
        "inverse": True,
        "spread": pytest.approx(spread, rel=1e-6),
        "round_trip": None,
        "place_round_trip": None,
        "round_trips": None,
        "axes": ["latent 1", "latent 2"],
    }
    model = manifest["model"]
    assert (model["name"], model["latent_dim"], model["seed"]) == ("vae", 2, 0)
    assert model["config"]["hidden"] == [32]
    assert (model["data"], model["data_fingerprint"]) == ("array", images.fingerprint())
    assert model["split"] == {"train": 240, "validation": 30, "test": 30}
    assert model["training"] == record["training"]
    assert model["versions"].keys() >= {"python", "torch", "latlas"}
    assert model["weights"] == hashlib.blake2b((run_folder / "weights.safetensors").read_bytes(), digest_size=16).hexdigest()
    assert {"mse", "kl"} <= {metric["name"] for metric in model["metrics"]}
    assert all(metric.keys() == {"name", "value", "standard_error", "n", "protocol"} for metric in model["metrics"])


def test_the_model_inside_is_the_run_s(atlas_folder: Path, run_folder: Path) -> None:
    inside, outside = (load_file(path) for path in (atlas_folder / "model/model.safetensors", run_folder / "weights.safetensors"))
    assert inside.keys() == outside.keys()
    assert all(torch.equal(inside[name], outside[name]) for name in inside)
    config = json.loads((atlas_folder / "model/config.json").read_text())
    assert (config["name"], config["image_shape"]) == ("vae", [1, 10, 12])


@pytest.mark.parametrize("kind", ["", "wide_"])
def test_rows_are_right(request: pytest.FixtureRequest, kind: str) -> None:
    trained, atlas = load(request.getfixturevalue(f"{kind}run_folder")), open_atlas(request.getfixturevalue(f"{kind}atlas_folder"))
    images, items = trained.images, atlas.items
    ids = items.column("id")
    assert np.array_equal(items.column("row"), np.arange(300))
    assert np.array_equal(np.sort(ids), np.arange(300)), "every image once"
    with torch.no_grad():
        latents = trained.model.encode(images.images(ids.copy())).mean.numpy()
    assert items.column("latent") == pytest.approx(latents, abs=1e-5)
    assert np.array_equal(items.column("label"), images.labels[ids])
    assert np.array_equal(items.column("factors"), images.factors[ids])
    table = items.rows(0, 300, ["thumbnail", "metadata:part"])
    for part, rows in images.split.items():
        assert set(rows.tolist()) == {int(i) for i, found in zip(ids, table["metadata:part"].to_pylist(), strict=True) if found == part}
    for row in (0, 1, 150, 299):
        pixels = np.asarray(Image.open(io.BytesIO(table["thumbnail"][row].as_py())))
        assert np.array_equal(pixels, images.source.array[ids[row], 0])


def test_a_flat_map_is_the_latent_space(atlas_folder: Path) -> None:
    items = open_atlas(atlas_folder).items
    assert np.array_equal(items.column("position"), items.column("latent"))


def test_a_wide_map_is_the_plane_of_largest_variance(wide_atlas_folder: Path) -> None:
    atlas = open_atlas(wide_atlas_folder)
    latents, positions = atlas.items.column("latent"), atlas.items.column("position")
    oracle = PCA(2, svd_solver="full").fit(latents)
    for axis in (0, 1):
        expected = oracle.transform(latents)[:, axis]
        assert positions[:, axis] * np.sign(expected @ positions[:, axis]) == pytest.approx(expected, abs=1e-4)
    projection = atlas.manifest["map"]["projection"]
    assert projection["name"] == "pca"
    assert projection["axes"] == [f"component {k + 1} ({oracle.explained_variance_ratio_[k]:.0%})" for k in (0, 1)]
    lost = np.linalg.norm(latents - oracle.inverse_transform(oracle.transform(latents)), axis=1)
    spread = np.sqrt(np.mean(np.sum((latents - latents.mean(0)) ** 2, axis=1)))
    assert projection["round_trip"] == pytest.approx(np.median(lost) / spread, rel=1e-3)
    assert projection["round_trip"] > 0.01
    assert projection["round_trips"]["data_of_spread"] == projection["round_trip"]
    assert projection["round_trips"]["data_of_pca"] == pytest.approx(1, rel=1e-3)
    assert projection["place_round_trip"] == pytest.approx(0, abs=1e-5), "a plane returns to itself"
    assert atlas.items.column("round_trip") == pytest.approx(lost / spread, rel=1e-3)


@pytest.mark.usefixtures("quick")
def test_one_latent_stands_on_a_line(tmp_path: Path) -> None:
    atlas = open_atlas(make(tmp_path / "atlas", linear(1)))
    latents, positions = atlas.items.column("latent"), atlas.items.column("position")
    assert np.abs(positions[:, 0]) == pytest.approx(np.abs(latents[:, 0] - latents.mean()), abs=1e-5)
    assert not positions[:, 1].any()
    assert atlas.manifest["map"]["projection"]["round_trip"] == pytest.approx(0, abs=1e-5)


@pytest.mark.parametrize("kind", ["", "wide_"])
def test_a_cell_of_a_tile_shows_what_the_model_decodes_there(request: pytest.FixtureRequest, kind: str) -> None:
    model, folder = load(request.getfixturevalue(f"{kind}run_folder")).model, request.getfixturevalue(f"{kind}atlas_folder")
    atlas = open_atlas(folder)
    xmin, ymin, xmax, ymax = atlas.manifest["map"]["bounds"]
    latents, positions = atlas.items.column("latent"), atlas.items.column("position")
    design = np.concatenate([positions, np.ones((len(positions), 1))], axis=1)
    back = np.linalg.lstsq(design, latents, rcond=None)[0]  # the inverse of the map, found independently
    level = 0 if kind else 1
    for x in range(2**level):
        for y in range(2**level):
            shown = picture(folder / "tiles" / str(level) / str(x) / f"{y}.webp", "RGBA")
            assert shown.shape == (256, 256, 4)
            for row in range(8):
                for column in range(8):
                    across = 8 * 2**level
                    place = [
                        xmin + (x * 8 + column + 0.5) / across * (xmax - xmin),
                        ymax - (y * 8 + row + 0.5) / across * (ymax - ymin),
                        1.0,
                    ]
                    with torch.no_grad():
                        image = model.decode(torch.from_numpy(np.float32([place] @ back)))[0, 0].numpy()
                    cell = shown[row * 32 : row * 32 + 32, column * 32 : column * 32 + 32]
                    # 10×12 pixels enlarged to 27×32, in the middle; compared in coarse blocks, since both resizing and WebP blur.
                    inside = cell[3:29, :, 0].reshape(2, 13, 2, 16).mean(axis=(1, 3))
                    expected = image.reshape(2, 5, 2, 6).mean(axis=(1, 3)) * 255
                    assert np.abs(inside - expected).max() < 14, (x, y, row, column)


def test_tiles_differ_enough_for_their_places_to_be_told(atlas_folder: Path) -> None:
    """Guards the test above: were all cells alike, it could not fail."""
    shown = picture(atlas_folder / "tiles/0/0/0.webp", "L")
    cells = shown.reshape(8, 32, 8, 32).transpose(0, 2, 1, 3).reshape(64, 2, 16, 2, 16).mean(axis=(2, 4)).reshape(64, 4)
    assert np.ptp(cells, axis=0).max() > 60


# Order and bounds


def morton(x: int, y: int) -> int:
    """Interleaved bits of two numbers, x in the even places, by text."""
    return int("".join(b + a for a, b in zip(f"{x:016b}", f"{y:016b}", strict=True)), 2)


@given(npst.arrays(np.float32, st.tuples(st.integers(1, 60), st.just(2)), elements=st.floats(-4, 4, width=32)))
def test_z_order_equals_interleaved_bits(positions: np.ndarray) -> None:
    bounds = [-3.0, -2.0, 3.0, 4.0]
    cells = [[min(65535, max(0, int((float(p[axis]) - bounds[axis]) / 6 * 65536))) for axis in (0, 1)] for p in positions]
    codes = [morton(x, y) for x, y in cells]
    order = rows_of(np.sort(z_keys(positions, bounds)))
    assert sorted(order.tolist()) == list(range(len(positions)))
    assert [codes[i] for i in order] == sorted(codes)


def test_rows_that_follow_each_other_are_near_on_the_map(atlas_folder: Path) -> None:
    positions = open_atlas(atlas_folder).items.column("position")
    shuffled = np.random.default_rng(0).permutation(positions)
    steps, chance = (np.linalg.norm(np.diff(places, axis=0), axis=1).mean() for places in (positions, shuffled))
    assert steps < chance / 3


@given(
    npst.arrays(np.float32, st.tuples(st.integers(1, 200), st.just(2)), elements=st.floats(-1e4, 1e4, width=32)),
)
def test_bounds_are_a_square_around_the_items(positions: np.ndarray) -> None:
    xmin, ymin, xmax, ymax = map_bounds(positions)
    assert xmax - xmin == pytest.approx(ymax - ymin, rel=1e-6)
    assert xmax > xmin
    assert ((positions >= [xmin, ymin]) & (positions <= [xmax, ymax])).all(), "with few items, all are inside"


def test_bounds_leave_out_far_outliers() -> None:
    positions = np.random.default_rng(0).uniform(0, 1, (10_000, 2)).astype(np.float32)
    positions[:3] = 1000
    assert max(map_bounds(positions)) < 2


# Other images


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("shape", [(1, 8, 8), (2, 9, 16), (3, 40, 24), (4, 70, 100)])
def test_shapes_and_channels(tmp_path: Path, shape: tuple[int, int, int]) -> None:
    model, images = linear(2, shape), noise_images(20, shape)
    atlas = open_atlas(make(tmp_path / "atlas", model, images, AtlasOptions(tile_levels=1)))
    height, width = sheets.thumbnail_size(*shape[1:])
    sheet = np.asarray(Image.open(io.BytesIO(atlas.read("thumbnails/0.webp"))))
    assert sheet.shape[:2] == (16 * height, 16 * width)
    thumbnail = np.asarray(Image.open(io.BytesIO(atlas.items.rows(0, 1, ["thumbnail"])["thumbnail"][0].as_py())))
    assert thumbnail.shape == ((height, width) if shape[0] == 1 else (height, width, 3))
    if max(shape) <= 64:
        original = images.source.array[atlas.items.column("id")[0]].transpose(1, 2, 0)
        kept = min(3, shape[0])
        assert np.array_equal(thumbnail.reshape(height, width, -1)[..., :kept], original[..., :kept])
    assert Image.open(io.BytesIO(atlas.read("tiles/0/0/0.webp"))).size == (256, 256)


@pytest.mark.usefixtures("quick")
def test_no_labels_no_factors(tmp_path: Path) -> None:
    atlas = open_atlas(make(tmp_path / "atlas", images=noise_images(labels=False, factors=False)))
    assert atlas.manifest["items"]["labels"] is None
    assert atlas.manifest["items"]["factors"] == []
    assert set(atlas.items.column("label").tolist()) == {-1}
    assert not {"labels.i32", "factors.f32"} & set(atlas.names())
    for name in ("labels.i32", "factors.f32"):
        with pytest.raises(KeyError):
            atlas.read(name)


@pytest.mark.usefixtures("quick")
def test_metadata_of_any_name_and_text(tmp_path: Path) -> None:
    texts = tuple(f'<b>{k}</b>\n"quoted" ../é\u202e\0' for k in range(30))
    images = noise_images(30, metadata={"file.name": texts, "../x": texts, "": texts})
    atlas = open_atlas(make(tmp_path / "atlas", images=images))
    assert atlas.manifest["items"]["metadata"] == ["part", "file_name", "__/x", ""]
    chunk = json.loads(atlas.read("items/0.json"))
    for name in ("file_name", "__/x", ""):
        assert chunk["metadata"][name] == [texts[i] for i in chunk["id"]]


@pytest.mark.usefixtures("quick")
def test_no_tiles(tmp_path: Path) -> None:
    atlas = open_atlas(make(tmp_path / "atlas", options=AtlasOptions(tile_levels=0)))
    assert atlas.manifest["tiles"] is None
    assert not [name for name in atlas.names() if name.startswith("tiles")]


@pytest.mark.usefixtures("quick")
def test_one_image(tmp_path: Path) -> None:
    assert open_atlas(make(tmp_path / "atlas", images=noise_images(1))).manifest["items"]["count"] == 1


# Refusals


@pytest.mark.parametrize("levels", [-1, 9, 1000])
def test_depths_that_cannot_be_meant_are_refused(levels: int) -> None:
    with pytest.raises(UsageError, match="tile_levels"):
        AtlasOptions(tile_levels=levels)


@pytest.mark.usefixtures("quick")
def test_a_wrong_projection_is_refused_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Did you mean 'pca'"):
        make(tmp_path / "atlas", options=AtlasOptions(projection="pac"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["file", "empty folder", "atlas"])
def test_what_exists_is_not_touched(tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    if kind == "file":
        out.write_text("precious")
    else:
        out.mkdir()
    if kind == "atlas":
        (out / "atlas.json").write_text("{}")
    with pytest.raises(AtlasError, match="exists; delete it or give another --out"):
        make(out)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert out.read_text() == "precious" if kind == "file" else True


@pytest.mark.usefixtures("quick")
def test_latents_that_are_not_finite_are_refused(tmp_path: Path) -> None:
    model = linear()
    with torch.no_grad():
        model.encoder.bias[0] = float("nan")
    with pytest.raises(LatlasError, match="not finite"):
        make(tmp_path / "atlas", model)
    assert not (tmp_path / "atlas").exists()


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


POINTS = [
    (building, "export", 1),
    (building, "export", 2),
    (building, "export", 3),
    (building, "write_tensors", 1),
    (building, "write_json", 1),
    (building, "write_json", 2),
    *((columns, "write_json", call) for call in (1, 6, 14, 22)),
    (items, "in_order", 1),
    (building, "map_bounds", 1),
    (clusters, "write_references", 1),
    (clusters, "write_references", 2),
    (store, "append", 1),
    (store, "append", 2),
    (store, "append", 4),
    (store, "build_index", 1),
    (pictures, "tile", 1),
    (pictures, "tile", 4),
    (building, "write_atomically", 5),
]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("module", "name", "calls"), POINTS, ids=lambda value: getattr(value, "__name__", value))
def test_resumed_equals_uninterrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, calls: int, after: bool, uninterrupted: dict[str, Any]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(module, name, Stop(getattr(module, name), calls, after))
        with pytest.raises(KeyboardInterrupt):
            make(tmp_path / "atlas", linear(3))
    assert not (tmp_path / "atlas").exists(), "nothing under the final name"
    assert contents(make(tmp_path / "atlas", linear(3))) == uninterrupted
    assert [path.name for path in tmp_path.iterdir()] == ["atlas"]


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "export", pretend_export)
        patch.setattr(columns, "BLOCK", 32)
        return contents(make(tmp_path_factory.mktemp("whole") / "atlas", linear(3)))


@pytest.mark.usefixtures("quick")
def test_work_that_is_done_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pictures, "tile", Stop(pictures.tile, 4, after=False))
        with pytest.raises(KeyboardInterrupt):
            make(tmp_path / "atlas")
    monkeypatch.setattr(building, "export", Stop(pretend_export, 1, after=False))
    monkeypatch.setattr(store, "append", Stop(store.append, 1, after=False))
    monkeypatch.setattr(pictures, "tile", Stop(pictures.tile, 3, after=False))  # 3 of 5 tiles are there
    make(tmp_path / "atlas")
    assert (tmp_path / "atlas").exists()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("other", ["weights", "options"])
def test_work_left_by_another_request_is_not_mixed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    images = noise_images()
    first, second = linear(3, seed=1), linear(3, seed=2) if other == "weights" else linear(3, seed=1)
    options = OPTIONS if other == "weights" else AtlasOptions(tile_levels=1)
    with monkeypatch.context() as patch:
        patch.setattr(pictures, "tile", Stop(pictures.tile, 3, after=False))
        with pytest.raises(KeyboardInterrupt):
            build(first, images, card(first, weights="1"), tmp_path / "atlas", OPTIONS, quiet=True)
    last = card(second, weights="2" if other == "weights" else "1")
    build(second, images, last, tmp_path / "atlas", options, quiet=True)
    build(second, images, last, tmp_path / "clean", options, quiet=True)
    assert contents(tmp_path / "atlas") == contents(tmp_path / "clean")


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from linear_model import card, linear, noise_images, pretend_export
from latlas.atlas import build as building, columns, pictures, store
building.export, columns.BLOCK = pretend_export, 32
module, name = {"append": (store, "append"), "tile": (pictures, "tile")}[sys.argv[3]]
whole, calls = getattr(module, name), []
def fatal(*arguments):
    calls.append(0)
    result = whole(*arguments)
    if len(calls) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return result
setattr(module, name, fatal)
model = linear(3)
options = building.AtlasOptions(tile_levels=2)
building.build(model, noise_images(shape=model.image_shape), card(model), Path(sys.argv[2]), options, quiet=True)
"""


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("point", ["append", "tile"])
def test_a_killed_build_is_resumed(tmp_path: Path, point: str, uninterrupted: dict[str, Any]) -> None:
    arguments = [sys.executable, "-c", KILLED, str(Path(__file__).parent), str(tmp_path / "atlas"), point]
    assert subprocess.run(arguments, check=False, timeout=120).returncode == -signal.SIGKILL
    assert not (tmp_path / "atlas").exists()
    assert contents(make(tmp_path / "atlas", linear(3))) == uninterrupted


def test_metrics_of_many_images_are_of_a_sample(run_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which is said on the card, and not kept as the run's."""
    from latlas import api

    copied = Path(shutil.copytree(run_folder, tmp_path / "run"))
    (copied / "metrics.json").unlink(missing_ok=True)
    monkeypatch.setattr(api, "MOST_EVALUATED", 20)
    monkeypatch.setattr(building, "export", pretend_export)
    atlas = api.build_atlas(load(copied), tmp_path / "atlas", quiet=True, tile_levels=0)
    assert {metric["n"] for metric in atlas.manifest["model"]["metrics"] if metric["name"] in ("mse", "knn_accuracy")} == {20}
    assert not (copied / "metrics.json").exists()


@pytest.mark.usefixtures("quick")
def test_a_build_stopped_after_its_last_step_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uninterrupted: dict[str, Any]
) -> None:
    def stop(work: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(building.Work, "leave", stop)
        with pytest.raises(KeyboardInterrupt):
            make(tmp_path / "atlas", linear(3))
    assert contents(tmp_path / "atlas") == uninterrupted
    make(tmp_path / "atlas", linear(3))
    assert contents(tmp_path / "atlas") == uninterrupted
    assert [path.name for path in tmp_path.iterdir()] == ["atlas"]
    with pytest.raises(AtlasError, match="exists"):
        make(tmp_path / "atlas", linear(3))


@pytest.mark.usefixtures("quick")
def test_files_that_killed_writers_left_are_not_in_the_atlas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pictures, "tile", Stop(pictures.tile, 3, after=False))
        with pytest.raises(KeyboardInterrupt):
            make(tmp_path / "atlas", linear(3))
    left = tmp_path / ".atlas.building/atlas"
    written = set((left / "items.lance/data").iterdir())
    (left / "tiles/0/0/.0.webp.99.tmp").write_bytes(b"half a tile")
    (left / "items.lance/data/00.lance").write_bytes(b"half a fragment")
    make(tmp_path / "atlas", linear(3))
    assert not list((tmp_path / "atlas").rglob("*.tmp"))
    assert {path.name for path in (tmp_path / "atlas/items.lance/data").iterdir()} == {path.name for path in written}
