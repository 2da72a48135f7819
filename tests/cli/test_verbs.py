"""From images to a site by commands alone, on the tiny image set."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
import torch
from PIL import Image

from latlas.api import TrainedModel, load
from latlas.atlas.atlas import open_atlas
from latlas.cli import run

Captured = pytest.CaptureFixture[str]


def command(line: str, *more: object) -> int:
    return run([*line.split(), *map(str, more)])


def train(data: Path, out: Path, *more: object) -> int:
    return command("train vae", data, "--out", out, "--hidden", 16, "--batch-size", 60, "--quiet", *more)


# Training


def test_training_leaves_a_run_and_says_where(array_file: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "deep" / "run"
    assert command("train ae", array_file, "--out", out, "--epochs", 2, "--hidden", 16, 8, "--latent-dim", 3) == 0
    shown = capsys.readouterr()
    assert shown.out == f"run: {out}\n"
    assert "training: " in shown.err
    assert "2/2 epoch" in shown.err or "epoch 2/2" in shown.err
    trained = load(out)
    assert trained.run.is_finished
    assert trained.run.record["model"]["config"]["hidden"] == [16, 8]
    assert trained.model.latent_dim == 3


def test_unused_latents_are_said(array_file: Path, tmp_path: Path, capsys: Captured) -> None:
    """A KL term that outweighs everything leaves the codes the same for all images; with almost none they differ."""
    small = ("--hidden", 16, "--learning-rate", 0.01, "--epochs", 20)
    assert command("train beta_vae", array_file, "--out", tmp_path / "heavy", "--beta", 1e5, *small) == 0
    said = capsys.readouterr().err
    assert "z is not used" in said
    offered = shlex.split(said.split("another start:")[1].splitlines()[1])
    assert offered[:3] == ["latlas", "train", "beta_vae"]
    assert offered[-4:] == ["--seed", "1", "--out", f"{tmp_path / 'heavy'}-seed-1"]
    assert offered.count("--out") == 1
    assert run(offered[1:]) == 0, "what is offered can be done"
    capsys.readouterr()
    assert load(tmp_path / "heavy").run.record["collapsed"] == ["z"]
    assert command("train beta_vae", array_file, "--out", tmp_path / "light", "--beta", 1e-3, *small) == 0
    assert "not used" not in capsys.readouterr().err
    assert load(tmp_path / "light").run.record["collapsed"] == []


def test_a_run_from_before_an_option_came_to_be_is_extended(array_file: Path, tmp_path: Path, capsys: Captured) -> None:
    """It was trained with what is now the default of the option, and with nothing else."""
    out = tmp_path / "run"
    assert train(array_file, out, "--epochs", 1) == 0
    record = json.loads((out / "run.json").read_text())
    del record["model"]["config"]["channels"], record["training"]["patience"]
    (out / "run.json").write_text(json.dumps(record))
    assert train(array_file, out, "--epochs", 2, "--channels", 8) == 2
    assert "model channels is [32, 64, 128, 256] there, [8] here" in capsys.readouterr().err
    assert train(array_file, out, "--epochs", 2) == 0
    assert train(array_file, tmp_path / "straight", "--epochs", 2) == 0
    assert (tmp_path / "straight/weights.safetensors").read_bytes() == (out / "weights.safetensors").read_bytes()


def test_a_repeated_command_extends_and_one_with_other_options_is_refused(array_file: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "run"
    assert train(array_file, out, "--epochs", 2) == 0
    assert train(array_file, out, "--epochs", 4) == 0
    assert load(out).run.record["steps"] == 4 * 4
    files = {path.name: path.read_bytes() for path in out.iterdir()}
    capsys.readouterr()
    assert train(array_file, out, "--epochs", 4, "--latent-dim", 5, "--learning-rate", 0.1, "--split-seed", 3) == 2
    message = capsys.readouterr().err
    assert message.count("\n") == 1
    assert "model latent_dim is 2 there, 5 here" in message
    assert "training learning_rate is 0.001 there, 0.1 here" in message
    assert "data split_seed is 0 there, 3 here" in message
    assert command("train ae", array_file, "--out", out) == 2
    assert "model name is vae there, ae here" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == files, "nothing is lost"
    assert train(array_file, tmp_path / "straight", "--epochs", 4) == 0
    assert (tmp_path / "straight/weights.safetensors").read_bytes() == files["weights.safetensors"], "extended equals uninterrupted"


def test_a_run_of_several_stages_is_not_extended(array_file: Path, tmp_path: Path, capsys: Captured) -> None:
    words = "--layers", 4, 2, "--hidden", 8, "--quiet"
    for stages, code in (("non_greedy", 2), ("direct", 0)):
        trained = "train stagewise_vae", array_file, "--stages", stages, *words, "--out", tmp_path / stages
        assert command(*trained, "--epochs", 1) == 0
        capsys.readouterr()
        assert command(*trained, "--epochs", 2) == code
    assert command("train stagewise_vae", array_file, "--stages", "greedy", *words, "--out", tmp_path / "greedy", "--epochs", 2) == 0
    assert command("train stagewise_vae", array_file, "--stages", "greedy", *words, "--out", tmp_path / "greedy", "--epochs", 3) == 2
    assert "a run of 2 stages cannot be extended" in capsys.readouterr().err


def test_a_folder_that_is_no_run_is_not_touched(array_file: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "notes.txt").write_text("precious")
    assert train(array_file, tmp_path, "--epochs", 1) == 2
    assert "is no run; give another --out" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_of_images(tmp_path: Path, capsys: Captured) -> None:
    random = np.random.default_rng(0)
    for k in range(30):
        path = tmp_path / "images" / "ab"[k % 2] / f"{k}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(random.integers(0, 256, (9 + k % 3, 12, 3), dtype=np.uint8)).save(path)
    (tmp_path / "images" / "a" / "broken.png").write_bytes(b"no picture")
    folder, out = tmp_path / "images", tmp_path / "run"
    assert train(folder, out, "--epochs", 1) == 2
    assert "images differ in size" in capsys.readouterr().err
    assert not out.exists()
    assert command("train vae", folder, "--out", out, "--epochs", 1, "--hidden", 16, "--size", 8) == 0
    assert "1 files could not be read" in capsys.readouterr().err
    assert load(out).model.image_shape == (3, 8, 8)
    assert command("encode", out, folder, "--out", tmp_path / "x.parquet") == 0
    assert command("encode", out, "--out", tmp_path / "x.npz") == 0
    table = pq.read_table(tmp_path / "x.parquet").to_pydict()
    with np.load(tmp_path / "x.npz", allow_pickle=False) as archive:
        assert archive["file"].tolist() == table["file"]
        assert archive["latents"][:, 0] == pytest.approx(np.array(table["latent_0"]), abs=1e-6)
    assert sorted(table["file"]) == sorted(f"{'ab'[k % 2]}/{k}.png" for k in range(30))
    assert all(file.startswith("ab"[label]) for file, label in zip(table["file"], table["label"], strict=True))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"\x93NUMPY broken"])
@pytest.mark.parametrize("suffix", ["npz", "npy"])
def test_broken_array_files(tmp_path: Path, capsys: Captured, content: bytes, suffix: str) -> None:
    path = tmp_path / f"images.{suffix}"
    path.write_bytes(content)
    assert train(path, tmp_path / "run") == 2
    shown = capsys.readouterr().err
    assert path.name in shown
    assert "Traceback" not in shown
    assert not (tmp_path / "run").exists()


# What a run is for


def test_evaluate_prints_one_json_object(run_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    copy = shutil.copytree(run_folder, tmp_path / "run")
    assert command("evaluate", copy, "--json") == 0
    shown = capsys.readouterr()
    result = json.loads(shown.out)
    assert (result["run"], result["model"], result["data"], result["part"]) == (str(copy), "vae", "array", "test")
    assert {"mse", "psnr", "kl", "knn_accuracy"} <= result["metrics"].keys()
    for score in result["metrics"].values():
        assert score.keys() == {"value", "standard_error", "n", "protocol"}
        assert score["n"] == 30
        assert score["protocol"]
    trained = load(copy)
    images = trained.images.images(trained.images.split["test"])
    with torch.no_grad():
        errors = (trained.model.decode(trained.model.encode(images).mean) - images).square().mean(dim=(1, 2, 3)).double().numpy()
    mse = result["metrics"]["mse"]
    assert mse["value"] == pytest.approx(errors.mean(), rel=1e-5)
    assert mse["standard_error"] == pytest.approx(errors.std(ddof=1) / np.sqrt(30), rel=1e-4)


def test_evaluate_shows_several_runs_side_by_side(
    run_folder: Path, wide_run_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(run_folder, "one")
    shutil.copytree(wide_run_folder, "two")
    assert command("evaluate one two") == 0
    head, models, *metrics = capsys.readouterr().out.splitlines()
    assert head.split() == ["one", "two"]
    assert re.split(r"\s{2,}", models) == ["model", "vae on array", "ae on array"]
    rows = {line.split()[0]: line for line in metrics}
    assert re.fullmatch(r"mse +0\.\d+ ± 0\.\d+ +0\.\d+ ± 0\.\d+", rows["mse"])
    assert re.fullmatch(r"kl +\d+\.\d+ ± 0\.\d+ +–", rows["kl"]), "a plain autoencoder has no posterior"
    assert command("evaluate one two --metric mse --json") == 0
    runs = json.loads(capsys.readouterr().out)["runs"]
    assert [result["model"] for result in runs] == ["vae", "ae"]


def test_a_metric_that_cannot_be_measured_is_named(wide_run_folder: Path, capsys: Captured) -> None:
    assert command("evaluate", wide_run_folder, "--metric", "kl") == 2
    assert "kl cannot be measured" in capsys.readouterr().err
    assert command("evaluate", wide_run_folder, "--metric", "mes") == 2
    assert "Did you mean 'mse'" in capsys.readouterr().err


def test_evaluate_holds_samples_against_the_test_part(run_folder: Path, capsys: Captured) -> None:
    line = ("--metric", "mmd", "recall", "frechet", "--extractor-layers", "pixels_8x8", "--allow-few-samples", "--seed", 3)
    shown = []
    for _ in range(2):
        assert command("evaluate", run_folder, *line, "--json") == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1], "the seed decides the samples"
    metrics = json.loads(shown[0])["metrics"]
    assert list(metrics) == ["mmd", "recall", "frechet"]
    for score in metrics.values():
        assert "30 test images against 30 generated ones, samples from the prior, seed 3" in score["protocol"]
        assert "extractor 'pixels', layer pixels_8x8" in score["protocol"]
    assert "WARNING" in metrics["frechet"]["protocol"]
    assert command("evaluate", run_folder, *line[:-1], 4, "--json") == 0
    assert json.loads(capsys.readouterr().out)["metrics"]["mmd"]["value"] != metrics["mmd"]["value"]
    assert command("evaluate", run_folder, *line, "--samples", 20) == 0
    table, *notes = capsys.readouterr().out.split("\n\n")
    assert len(table.splitlines()) == 5
    assert [note.split()[0] for note in notes] == ["mmd", "recall", "frechet"]
    assert all("20 test images against 20 generated ones" in note for note in notes)
    assert "WARNING" in notes[-1]


def test_evaluate_compares_distributions_only_when_asked_to(wide_run_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    copy = shutil.copytree(wide_run_folder, tmp_path / "run")
    assert command("evaluate", copy, "--json") == 0
    plain = json.loads(capsys.readouterr().out)["metrics"].keys()
    assert "mmd" not in plain
    assert command("evaluate", copy, "--extractor-layers", "pixels_8x8", "--json") == 0
    assert json.loads(capsys.readouterr().out)["metrics"].keys() == plain, "without a prior there are no samples"
    more = ("--generated", "reconstructions", "--allow-few-samples", "--json")
    assert command("evaluate", copy, *more) == 0
    metrics = json.loads(capsys.readouterr().out)["metrics"]
    assert metrics.keys() == plain | {"frechet", "mmd", "precision", "recall", "density", "coverage"}
    assert "reconstructions of the same images" in metrics["mmd"]["protocol"]
    assert json.loads((copy / "metrics.json").read_text(encoding="utf-8")).keys() == metrics.keys()


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ("--metric frechet", "30 samples are too few for a Fréchet distance of 120 features"),
        ("--metric mmd --extractor vgg", "Did you mean 'vgg19'"),
        ("--metric mmd --extractor vgg19", "needs its weights"),
        ("--metric mmd --extractor-layers deep", "no layer deep; it has pixels"),
        ("--metric mmd --bandwidths 0", "bandwidths are 0.0"),
        ("--metric mmd --samples 1", "samples is 1"),
        ("--metric recall --neighbours 30", "here are 30 and 30 images"),
    ],
)
def test_comparisons_that_cannot_be_are_refused_in_words(run_folder: Path, capsys: Captured, options: str, hint: str) -> None:
    assert command("evaluate", run_folder, *options.split()) == 2
    shown = capsys.readouterr()
    assert hint in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_a_model_without_a_prior_is_told_about_reconstructions(wide_run_folder: Path, capsys: Captured) -> None:
    assert command("evaluate", wide_run_folder, "--metric", "mmd") == 2
    assert "--generated reconstructions" in capsys.readouterr().err
    assert command("evaluate", wide_run_folder, "--metric", "mmd", "--generated", "reconstructions") == 0


@pytest.mark.parametrize("suffix", ["parquet", "npz"])
@pytest.mark.parametrize("part", ["all", "test"])
def test_encode_writes_a_table(run_folder: Path, tmp_path: Path, capsys: Captured, suffix: str, part: str) -> None:
    out = tmp_path / "new" / f"latents.{suffix}"
    assert command("encode", run_folder, "--out", out, "--part", part) == 0
    trained = load(run_folder)
    rows = np.arange(300) if part == "all" else trained.images.split["test"]
    assert capsys.readouterr().out == f"{len(rows)} latents of 2 dimensions: {out}\n"
    with torch.no_grad():
        expected = trained.model.encode(trained.images.images(rows)).mean.numpy()
    if suffix == "npz":
        table = dict(np.load(out, allow_pickle=False))
        latents = table.pop("latents")
        assert latents.dtype == np.float32
    else:
        table = {name: column.to_numpy() for name, column in zip(*(lambda t: (t.column_names, t.columns))(pq.read_table(out)), strict=True)}
        latents = np.stack([table.pop("latent_0"), table.pop("latent_1")], axis=1)
    assert latents == pytest.approx(expected, abs=1e-5)
    assert table.keys() == {"id", "label", "factor_column"}
    assert np.array_equal(table["id"], rows)
    assert np.array_equal(table["label"], trained.images.labels[rows])
    assert table["factor_column"] == pytest.approx(trained.images.factors[rows, 0])


def test_encode_takes_other_images_of_the_same_shape(run_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "more.npy"
    np.save(path, np.random.default_rng(0).integers(0, 256, (20, 10, 12), dtype=np.uint8))
    assert command("encode", run_folder, path, "--out", tmp_path / "x.npz") == 0
    assert np.load(tmp_path / "x.npz")["latents"].shape == (20, 2)
    np.save(path, np.zeros((20, 9, 9), np.uint8))
    capsys.readouterr()
    assert command("encode", run_folder, path, "--out", tmp_path / "y.npz") == 2
    assert "images of shape (1, 9, 9), the model was trained on (1, 10, 12)" in capsys.readouterr().err
    assert not (tmp_path / "y.npz").exists()


def test_encode_takes_a_folder_of_images_that_are_not_square(run_folder: Path, tmp_path: Path) -> None:
    """Colour images of the model's size, for a model of gray ones."""
    (tmp_path / "images").mkdir()
    for k in range(20):
        Image.new("RGB", (12, 10), (k, 0, 0)).save(tmp_path / "images" / f"{k}.png")
    assert command("encode", run_folder, tmp_path / "images", "--out", tmp_path / "x.npz") == 0
    assert np.load(tmp_path / "x.npz")["latents"].shape == (20, 2)


def test_sample_writes_a_picture_of_the_stated_size(run_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "new" / "samples.png"
    assert command("sample", run_folder, "--out", out, "--count", 10, "--columns", 4, "--scale", 3) == 0
    assert capsys.readouterr().out == f"{out}\n"
    with Image.open(out) as picture:
        assert picture.size == (4 * (12 * 3 + 1) - 1, 3 * (10 * 3 + 1) - 1)
        shown = np.asarray(picture)
    assert not np.array_equal(shown[:30, :36], shown[:30, 37:73]), "one sample is not like the next"
    for name, seed in (("same", 0), ("other", 1)):
        more = ("--count", 10, "--columns", 4, "--scale", 3, "--seed", seed)
        assert command("sample", run_folder, "--out", tmp_path / f"{name}.png", *more) == 0
        with Image.open(tmp_path / f"{name}.png") as picture:
            assert np.array_equal(np.asarray(picture), shown) == (name == "same")


def test_sample_of_a_model_without_a_prior(wide_run_folder: Path, tmp_path: Path) -> None:
    assert command("sample", wide_run_folder, "--out", tmp_path / "samples.png", "--count", 8, "--columns", 8, "--scale", 1) == 0
    with Image.open(tmp_path / "samples.png") as picture:
        assert picture.size == (8 * 13 - 1, 10)


def test_reconstruct_sets_originals_above_reconstructions(run_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "pairs.png"
    assert command("reconstruct", run_folder, "--out", out, "--count", 7, "--columns", 5, "--scale", 1) == 0
    with Image.open(out) as picture:
        assert picture.size == (5 * 13 - 1, 4 * 11 - 1)
        shown = np.asarray(picture).astype(int)
    trained = load(run_folder)
    originals = trained.images.images(trained.images.split["test"][:7])
    with torch.no_grad():
        reconstructions = trained.model.decode(trained.model.encode(originals).mean)
    for k in range(7):
        row, column = divmod(k, 5)
        for below, images in enumerate((originals, reconstructions)):
            cell = shown[(2 * row + below) * 11 :, column * 13 :][:10, :12]
            assert np.abs(cell - images[k, 0].numpy() * 255).max() <= 0.51 + 1e-3
    assert (shown[22:, 2 * 13 :] == 255).all(), "what is not filled is white"


@pytest.mark.parametrize("name", ["x.txt", "x", "x.psd"])
def test_pictures_need_a_picture_s_name(run_folder: Path, tmp_path: Path, capsys: Captured, name: str) -> None:
    assert command("sample", run_folder, "--out", tmp_path / name, "--count", 2) == 2
    assert "must end in a picture format such as .png" in capsys.readouterr().err


def test_atlas_and_export(wide_run_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    atlas, site = tmp_path / "atlas", tmp_path / "site"
    assert command("atlas", wide_run_folder, "--out", atlas, "--tile-levels", 1) == 0
    shown = capsys.readouterr()
    assert shown.out == f"atlas: {atlas}\n"
    assert open_atlas(atlas).manifest["items"]["count"] == 300
    assert command("atlas", wide_run_folder, "--out", atlas) == 2
    assert "exists; delete it or give another --out" in capsys.readouterr().err
    assert command("atlas", wide_run_folder, "--out", tmp_path / "x", "--projection", "pac") == 2
    assert "Did you mean 'pca'" in capsys.readouterr().err
    assert command("atlas", wide_run_folder, "--out", tmp_path / "x", "--tile-levels", -1) == 2
    assert "tile_levels is -1" in capsys.readouterr().err
    assert command("export", atlas, "--out", site) == 0
    assert capsys.readouterr().out.startswith(f"site: {site}; look at it with: python -m http.server --bind 127.0.0.1 ")
    assert (site / "index.html").exists()
    assert command("export", atlas, "--out", site, "--quiet") == 0
    assert capsys.readouterr() == ("", "")
    assert command("export", atlas, "--out", atlas) == 2
    assert "is no exported site" in capsys.readouterr().err
    assert command("export", site, "--out", tmp_path / "x") == 2
    assert "is no atlas" in capsys.readouterr().err


def test_a_damaged_atlas_is_wrong_use(atlas_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    atlas = shutil.copytree(atlas_folder, tmp_path / "atlas")
    (atlas / "atlas.json").write_text('{"format": 1')
    for line in (("explore", atlas, "--no-open"), ("export", atlas, "--out", tmp_path / "site")):
        assert command(*line) == 2
        message = capsys.readouterr().err
        assert "atlas.json is damaged" in message
        assert message.count("\n") == 1


# Images that moved or changed


@pytest.fixture
def own_run(array_file: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Images and a run of them, to be moved about."""
    data = Path(shutil.copy(array_file, tmp_path / "blobs.npz"))
    assert train(data, tmp_path / "run", "--epochs", 1) == 0
    return data, tmp_path / "run"


def test_moved_images_are_found_by_root(own_run: tuple[Path, Path], tmp_path: Path, capsys: Captured) -> None:
    data, run_ = own_run
    moved = data.rename(tmp_path / "elsewhere.npz")
    for line in (("evaluate", run_), ("encode", run_, "--out", tmp_path / "x.npz"), ("atlas", run_, "--out", tmp_path / "atlas")):
        assert command(*line) == 2
        message = capsys.readouterr().err
        assert "blobs.npz" in message
        assert message.count("\n") == 1
    assert command("evaluate", run_, "--metric", "mse", "--root", moved) == 0
    assert command("encode", run_, "--out", tmp_path / "x.npz", "--root", moved) == 0
    assert command("sample", run_, "--out", tmp_path / "x.png") == 0, "sampling from a prior needs no images"
    assert command("reconstruct", run_, "--out", tmp_path / "x.png") == 2
    assert command("reconstruct", run_, "--out", tmp_path / "x.png", "--root", moved) == 0


def test_changed_images_are_refused(own_run: tuple[Path, Path], tmp_path: Path, capsys: Captured) -> None:
    data, run_ = own_run
    arrays = dict(np.load(data))
    arrays["images"][0, 0, 0] ^= 1
    np.savez(data, **arrays)
    for line in (("evaluate", run_), ("encode", run_, "--out", tmp_path / "x.npz"), ("reconstruct", run_, "--out", tmp_path / "x.png")):
        assert command(*line) == 2
        assert "is not the one" in capsys.readouterr().err
    assert train(data, run_, "--epochs", 2) == 2
    assert "data fingerprint is" in capsys.readouterr().err


def test_damaged_weights_are_refused(run_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    run_ = shutil.copytree(run_folder, tmp_path / "run")
    for content in (b"", b"nonsense" * 100, (run_ / "weights.safetensors").read_bytes()[:-10]):
        (run_ / "weights.safetensors").write_bytes(content)
        assert command("evaluate", run_) == 2
        assert "does not hold the weights" in capsys.readouterr().err
    (run_ / "weights.safetensors").unlink()
    assert command("evaluate", run_) == 2
    assert "repeat its latlas train command" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    [
        *("", "{", "[]", "{}", "null", '{"format": 99}', '{"format": 1}', '{"format": 1, "status": "finished"}'),
    ],
)
def test_damaged_records_are_refused(array_file: Path, run_folder: Path, tmp_path: Path, capsys: Captured, content: str) -> None:
    run_ = shutil.copytree(run_folder, tmp_path / "run")
    (run_ / "run.json").write_text(content)
    assert command("evaluate", run_) == 2
    assert "run.json" in capsys.readouterr().err
    assert train(array_file, run_, "--epochs", 2) == 2
    assert "run.json" in capsys.readouterr().err


# Everything at once


def test_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    out = tmp_path / "demo"
    assert command("demo", "--out", out, "--epochs", 2, "--no-serve") == 0
    assert capsys.readouterr().out == f"run: {out / 'run'}\natlas: {out / 'atlas'}\nsite: {out / 'site'}\n"
    assert open_atlas(out / "atlas").manifest["items"]["count"] == 1797
    built = (out / "atlas/atlas.json").stat().st_mtime_ns
    assert (out / "site/atlas/decoder.onnx").exists()
    assert command("demo", "--out", out, "--epochs", 2, "--no-serve") == 0
    assert (out / "atlas/atlas.json").stat().st_mtime_ns == built, "what is there is used again"
    built_again: list[int] = []

    def build(trained: TrainedModel, atlas: Path) -> None:
        assert not atlas.exists()
        built_again.append(trained.run.record["training"]["epochs"])
        shutil.copytree(out / "backup", atlas)

    shutil.copytree(out / "atlas", out / "backup")
    monkeypatch.setattr("latlas.api.build_atlas", build)
    assert command("demo", "--out", out, "--epochs", 3, "--no-serve") == 0
    assert built_again == [3], "an atlas of fewer epochs is not used again"


def test_demo_serves_unless_told_otherwise(tmp_path: Path, atlas_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[object] = []
    monkeypatch.setattr("latlas.explorer.serve.serve", lambda atlas: served.append(atlas))
    monkeypatch.setattr("latlas.api.train", lambda *arguments, **options: load_of(atlas_folder))
    monkeypatch.setattr("latlas.api.build_atlas", lambda trained, out: shutil.copytree(atlas_folder, out))
    for value, expected in (("1", 0), ("0", 1), ("", 2)):
        monkeypatch.setenv("NO_SERVE", value)
        assert command("demo", "--out", tmp_path / f"demo{value}") == 0
        assert len(served) == expected
    assert command("demo", "--out", tmp_path / "demo", "--no-serve") == 0
    assert len(served) == 2


def load_of(atlas_folder: Path) -> object:
    """A run that says of itself what the atlas says of it."""

    class Pretend:
        class run:  # noqa: N801 - an attribute
            record = {"training": open_atlas(atlas_folder).manifest["model"]["training"]}  # noqa: RUF012 - read only

    return Pretend()
