"""Files that are damaged or meant to do harm, given to the command line; each fault that `benchmarks.malformed` has found, once more."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from safetensors import safe_open
from safetensors.numpy import load_file, save_file

from benchmarks.malformed_cases import KINDS, write_case
from latlas.cli import run

ROOT = Path(__file__).resolve().parents[2]
TRAIN = ("--hidden", "8", "--latent-dim", "2", "--epochs", "1", "--quiet")


def refused(capsys: pytest.CaptureFixture[str], named: str, *arguments: object) -> str:
    """Run a command that has to be refused with a message that names a file; returns the message."""
    assert run([str(argument) for argument in arguments]) == 2
    message = capsys.readouterr().err
    assert named in message
    assert "LATLAS_DEBUG" not in message
    return message


@pytest.mark.slow
def test_a_hundred_malformed_inputs() -> None:
    command = [sys.executable, "-m", "benchmarks.malformed_runs", "100", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=290)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert sum(found["cases"].values()) == 100
    codes = {code for kind in found["exit_codes"].values() for code in kind}
    assert codes >= {"0", "2"}, "some cases are harmless, and some are not"


def test_cases_are_drawn_from_the_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = tmp_path / "seeds"
    (seeds / "images" / "a").mkdir(parents=True)
    for number in range(8):
        Image.new("L", (8, 8), number).save(seeds / "images" / "a" / f"{number}.png")
    drawn = []
    for folder, seed in (("one", 3), ("same", 3), ("other", 4)):
        (tmp_path / folder).mkdir()
        monkeypatch.chdir(tmp_path / folder)
        monkeypatch.setattr("benchmarks.malformed_cases._on_images", lambda random, seeds, kind, data: kind)
        write_case(0, seed, seeds)
        drawn.append([path.read_bytes() for path in sorted(Path("images/a").iterdir())])
    assert drawn[0] == drawn[1] != drawn[2]
    assert len(KINDS) == 15


# Pipes, which would be waited for


def test_a_pipe_among_images_is_skipped(tmp_path: Path) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    for number in range(24):
        Image.new("L", (8, 8), number).save(folder / f"{number}.png")
    os.mkfifo(folder / "pipe.png")
    assert run(["train", "ae", str(folder), "--out", str(tmp_path / "run"), *TRAIN]) == 0
    assert json.loads((tmp_path / "run" / "run.json").read_text())["data"]["skipped"] == ["pipe.png: no ordinary file"]


@pytest.mark.parametrize("name", ["pipe.npy", "pipe.npz"])
def test_a_pipe_is_no_array(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / name)
    refused(capsys, name, "train", "ae", tmp_path / name, "--out", tmp_path / "run")
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("name", ["run.json", "weights.safetensors", "metrics.json"])
def test_a_pipe_is_no_file_of_a_run(name: str, run_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(run_folder, tmp_path / "run"))
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    refused(capsys, "run", "atlas", folder, "--out", tmp_path / "atlas", "--quiet")


def test_a_pipe_is_no_part_of_an_atlas(atlas_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(atlas_folder, tmp_path / "atlas"))
    part = next((folder / "items.lance" / "data").iterdir())
    part.unlink()
    os.mkfifo(part)
    refused(capsys, part.name, "export", folder, "--out", tmp_path / "site", "--quiet")
    assert not (tmp_path / "site").exists()


# Records


def changed_run(run_folder: Path, tmp_path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """A copy of a run with a changed record."""
    folder = Path(shutil.copytree(run_folder, tmp_path / "run"))
    record = json.loads((folder / "run.json").read_text())
    change(record)
    (folder / "run.json").write_text(json.dumps(record))
    return folder


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.update(status=3),
        lambda record: record["model"].update(config=[]),
        lambda record: record["model"].update(image_shape="abc"),
        lambda record: record["model"].update(image_shape=[1, 10]),
        lambda record: record["model"].update(image_shape=[1, -10, 12]),
        lambda record: record["model"].update(name="nobody's"),
        lambda record: record["model"]["config"].update(hidden="wide"),
        lambda record: record["model"]["config"].update(hidden=[10**400]),
        lambda record: record["model"]["config"].update(hidden=[[]]),
        lambda record: record["model"]["config"].update(latent_dim=-1),
        lambda record: record["model"]["config"].update(unheard_of=1),
        lambda record: record["data"].update(config=0),
        lambda record: record["data"].update(fingerprint=None),
        lambda record: record["data"]["config"].update(root=7),
        lambda record: record["data"]["config"].update(limit="many"),
        lambda record: record["training"].update(epochs="ten"),
        lambda record: record.update(added="\ud800"),
    ],
)
def test_a_damaged_record_is_named(
    change: Callable[[dict[str, Any]], object], run_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = changed_run(run_folder, tmp_path, change)
    refused(capsys, "run.json", "encode", folder, "--out", tmp_path / "latents.npz")
    assert not (tmp_path / "latents.npz").exists()


def test_a_record_cannot_ask_for_more_memory_than_the_weights_take(
    run_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    folder = changed_run(run_folder, tmp_path, lambda record: record["model"]["config"].update(hidden=[50_000, 50_000]))

    original = torch.nn.Linear.reset_parameters

    def reset(layer: torch.nn.Linear) -> None:
        assert layer.weight.is_meta, "memory was asked for"
        original(layer)

    monkeypatch.setattr(torch.nn.Linear, "reset_parameters", reset)
    refused(capsys, "weights.safetensors", "sample", folder, "--out", tmp_path / "samples.png")


@pytest.mark.parametrize("content", ["5", "[]", '{"mse": 3}', '{"mse": {"value": "a"}}', '{"mse": {}}', "{", '{"mse": {"value": NaN}}'])
def test_damaged_scores_are_named(content: str, run_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(run_folder, tmp_path / "run"))
    (folder / "metrics.json").write_text(content)
    refused(capsys, "metrics.json", "atlas", folder, "--out", tmp_path / "atlas", "--quiet")
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_an_atlas_of_numbers_beyond_all_floats_is_refused(atlas_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(atlas_folder, tmp_path / "atlas"))
    manifest = json.loads((folder / "atlas.json").read_text())
    manifest["map"]["bounds"][2] = 10**400
    (folder / "atlas.json").write_text(json.dumps(manifest))
    refused(capsys, "map.bounds", "export", folder, "--out", tmp_path / "site", "--quiet")


@pytest.mark.parametrize("factor", [float("nan"), 1e37], ids=["themselves", "their features"])
def test_weights_of_an_extractor_that_are_not_finite_are_named(
    factor: float, run_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from latlas.features.lenet import LeNet

    weights = tmp_path / "lenet.safetensors"
    tensors = {name: tensor.numpy() * np.float32(factor) for name, tensor in LeNet().network.state_dict().items()}
    save_file(tensors, weights)
    options = ("--metric", "frechet", "--extractor", "lenet", "--extractor-weights", weights, "--allow-few-samples")
    assert "not finite" in refused(capsys, "lenet.safetensors", "evaluate", run_folder, *options)


# Trainings that are to go on


@pytest.fixture(scope="module")
def short_run(array_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], Path]:
    """A command for a training of one epoch, and its run."""
    folder = tmp_path_factory.mktemp("short") / "run"
    command = ["train", "ae", str(array_file), *TRAIN]
    assert run([*command, "--out", str(folder)]) == 0
    return command, folder


def longer(short_run: tuple[list[str], Path], folder: Path) -> list[str]:
    """The command that goes on in a copy of the run."""
    command = [*short_run[0], "--out", str(folder)]
    command[command.index("--epochs") + 1] = "2"
    return command


@pytest.mark.parametrize(
    "content", [b"step,epoch\n1,1\n", b"\xff\xfe\n", b"step,epoch,stage,split,name,value\nx,1,a,train,b,1\n", b'"\n1,2\n']
)
def test_a_damaged_log_is_named(
    content: bytes, short_run: tuple[list[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(short_run[1], tmp_path / "run"))
    (folder / "log.csv").write_bytes(content)
    before = (folder / "checkpoint.safetensors").read_bytes()
    refused(capsys, "log.csv", *longer(short_run, folder))
    assert (folder / "log.csv").read_bytes() == content
    assert (folder / "checkpoint.safetensors").read_bytes() == before


def without(ending: str) -> Callable[[dict[str, Any], dict[str, str]], object]:
    """Drop the first tensor with an ending."""
    return lambda tensors, metadata: tensors.pop(next(name for name in tensors if name.endswith(ending)))


def changed(part: str, **values: Any) -> Callable[[dict[str, Any], dict[str, str]], object]:
    """Change values of JSON in the metadata."""
    return lambda tensors, metadata: metadata.update({part: json.dumps({**json.loads(metadata[part]), **values})})


@pytest.mark.parametrize(
    "change",
    [
        without("exp_avg_sq"),
        without("random/cpu"),
        without(".weight"),
        changed("state", stage=99),
        changed("state", step=-1),
        changed("state", epoch="1"),
        changed("state", sums={"autoencoder/loss": ["x", 1]}),
        changed("state", sums={"autoencoder/loss": [1.0, 0]}),
        changed("state", best=[]),
        changed("groups", autoencoder=[{"betas": None}]),
        changed("groups", autoencoder=[]),
        lambda tensors, metadata: metadata.pop("state"),
        lambda tensors, metadata: metadata.update(state="[" * 100_000),
        lambda tensors, metadata: tensors.update({"random/cpu": tensors["random/cpu"][:7]}),
        lambda tensors, metadata: tensors.update(
            {name: tensor.astype(np.float64) for name, tensor in tensors.items() if name.endswith("exp_avg")}
        ),
    ],
)
def test_a_checkpoint_that_does_not_fit_is_named(
    change: Callable[[dict[str, Any], dict[str, str]], object],
    short_run: tuple[list[str], Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = Path(shutil.copytree(short_run[1], tmp_path / "run"))
    path = folder / "checkpoint.safetensors"
    with safe_open(path, "np") as file:
        metadata = dict(file.metadata())
    tensors = load_file(path)
    change(tensors, metadata)
    save_file(tensors, path, metadata)
    before = path.read_bytes()
    refused(capsys, "checkpoint.safetensors", *longer(short_run, folder))
    assert path.read_bytes() == before


def test_weights_that_are_not_finite_do_not_replace_a_checkpoint(
    short_run: tuple[list[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from latlas.training import loop

    folder = Path(shutil.copytree(short_run[1], tmp_path / "run"))
    before = (folder / "checkpoint.safetensors").read_bytes()
    original = loop.step

    def diverging(setting: Any, players: Any, *more: Any) -> dict[str, float]:
        values = original(setting, players, *more)
        next(iter(players[0].parameters)).data.fill_(float("nan"))  # the loss was still finite
        return values

    monkeypatch.setattr(loop, "step", diverging)
    assert run([*longer(short_run, folder), "--checkpoint-seconds", "0"]) == 1
    assert "is not finite after step" in capsys.readouterr().err
    assert (folder / "checkpoint.safetensors").read_bytes() == before
