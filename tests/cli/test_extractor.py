"""`latlas extractor`: a classifier whose file is an extractor's weights."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file

import latlas
from latlas import classifiers
from latlas.cli import run
from latlas.features.weights import load_extractor

Captured = pytest.CaptureFixture[str]


def train(data: object, out: Path, *more: object) -> int:
    return run(["extractor", str(data), "--out", str(out), *map(str, more)])


def metadata(path: Path) -> dict[str, str]:
    with safe_open(path, "pt") as file:
        return file.metadata()


@pytest.fixture(scope="module")
def digits(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Weights trained for a few epochs, and what was printed."""
    path = tmp_path_factory.mktemp("extractors") / "deep" / "digits.safetensors"
    with pytest.MonkeyPatch.context() as patch:
        lines: list[str] = []
        patch.setattr("builtins.print", lambda *words, **_: lines.append(" ".join(map(str, words))))
        assert train("digits", path, "--epochs", 4, "--learning-rate", 0.003) == 0
    return path, "\n".join(lines)


def test_a_few_epochs_tell_digits_apart_and_the_file_alone_gives_the_accuracy_said(digits: tuple[Path, str]) -> None:
    path, shown = digits
    said = re.search(r"test accuracy: ([\d.]+) ± ([\d.]+) % of 180 images", shown)
    assert said, shown
    assert f"weights: {path}" in shown
    images, head = latlas.data_options("digits").load(), load_file(path)
    batch = images.batch(images.split["test"])
    assert batch.labels is not None
    features = load_extractor("classifier", str(path)).features(batch.images, ("pooled",))["pooled"]
    right = ((features @ head["classifier.weight"].T + head["classifier.bias"]).argmax(1) == batch.labels).numpy()
    share = right.mean()
    assert share > 0.9
    assert float(said[1]) == pytest.approx(100 * share, abs=0.01)
    assert float(said[2]) == pytest.approx(100 * np.std(right, ddof=1) / np.sqrt(180), abs=0.01)


def test_the_file_says_what_made_it(digits: tuple[Path, str]) -> None:
    path, _ = digits
    said = metadata(path)
    assert (said["extractor"], said["data"], said["seed"]) == ("classifier", "digits", "0")
    assert said["fingerprint"] == latlas.data_options("digits").load().fingerprint()
    assert json.loads(said["image_shape"]) == [1, 8, 8]
    assert json.loads(said["label_names"]) == list("0123456789")
    assert json.loads(said["training_options"])["epochs"] == 4
    assert json.loads(said["versions"])["latlas"] == latlas.__version__
    accuracy = json.loads(said["accuracy"])
    assert accuracy["value"] > 90
    assert 0 < accuracy["standard_error"] < 3
    assert accuracy["n"] == 180


def test_an_extended_training_equals_an_uninterrupted_one(array_file: Path, tmp_path: Path, capsys: Captured) -> None:
    small = ("--batch-size", 60, "--quiet")
    assert train(array_file, tmp_path / "a.safetensors", "--epochs", 1, *small) == 0
    assert train(array_file, tmp_path / "a.safetensors", "--epochs", 3, *small) == 0
    assert train(array_file, tmp_path / "b.safetensors", "--epochs", 3, *small) == 0
    extended, whole = (load_file(tmp_path / name) for name in ("a.safetensors", "b.safetensors"))
    assert all(torch.equal(extended[name], whole[name]) for name in whole)
    assert train(array_file, tmp_path / "c.safetensors", "--epochs", 1, "--seed", 1, *small) == 0
    assert not torch.equal(load_file(tmp_path / "c.safetensors")["classifier.weight"], whole["classifier.weight"])
    shown = capsys.readouterr()
    assert shown.out == shown.err == ""
    assert str(tmp_path) not in json.dumps(metadata(tmp_path / "a.safetensors")), "weights are shared, and say nothing of this machine"


def test_an_interrupted_training_goes_on(array_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    out, whole = tmp_path / "weights.safetensors", classifiers.train_loop

    def interrupted(model: Any, images: Any, config: Any, folder: Path, quiet: bool) -> Any:
        from dataclasses import replace

        whole(model, images, replace(config, epochs=1), folder, quiet)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(classifiers, "train_loop", interrupted)
        assert train(array_file, out, "--epochs", 2, "--quiet") == 130
    assert "repeat the command" in capsys.readouterr().err
    assert not out.exists()
    record = tmp_path / "weights.run" / "run.json"
    assert json.loads(record.read_text())["status"] == "interrupted"
    assert train(array_file, out, "--epochs", 2, "--quiet") == 0
    assert json.loads(record.read_text())["status"] == "finished"
    assert train(array_file, tmp_path / "again.safetensors", "--epochs", 2, "--quiet") == 0
    assert torch.equal(load_file(out)["classifier.weight"], load_file(tmp_path / "again.safetensors")["classifier.weight"])


def test_a_broken_training_is_recorded_as_failed(array_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise latlas.errors.NonFiniteLossError("term 'cross_entropy' is nan")

    monkeypatch.setattr(classifiers, "train_loop", broken)
    assert train(array_file, tmp_path / "weights.safetensors", "--quiet") == 1
    assert json.loads((tmp_path / "weights.run" / "run.json").read_text())["status"] == "failed"


def test_other_options_and_files_of_others_are_left_alone(array_file: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "weights.safetensors"
    assert train(array_file, out, "--epochs", 1, "--quiet") == 0
    content = out.read_bytes()
    assert train(array_file, out, "--epochs", 1, "--seed", 3) == 2
    assert "training seed is 0 there, 3 here" in capsys.readouterr().err
    assert out.read_bytes() == content
    other = tmp_path / "precious.safetensors"
    other.write_bytes(b"precious")
    assert train(array_file, other, "--epochs", 1) == 2
    assert "precious.run" in capsys.readouterr().err
    assert other.read_bytes() == b"precious"


def test_image_sets_that_cannot_teach_are_refused_before_anything_is_written(tmp_path: Path, capsys: Captured) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (30, 6, 6), dtype=np.uint8)
    np.savez(tmp_path / "one.npz", images=pixels, labels=np.zeros(30, int))
    np.save(tmp_path / "none.npy", pixels)
    np.savez(tmp_path / "two.npz", images=pixels, labels=np.arange(30) % 2)
    before = sorted(tmp_path.iterdir())
    out = tmp_path / "weights.safetensors"
    for data, more, reason in (
        (tmp_path / "none.npy", (), "has no labels"),
        (tmp_path / "one.npz", (), "all of one class"),
        (tmp_path / "two.npz", ("--test", "0"), "no test images"),
        (tmp_path / "missing.npz", (), "does not exist"),
    ):
        assert train(data, out, *more) == 2
        shown = capsys.readouterr()
        assert reason in shown.err
        assert shown.err.count("\n") == 1
    assert train(tmp_path / "two.npz", tmp_path / "weights.pth") == 2
    assert "must end in .safetensors" in capsys.readouterr().err
    assert train(tmp_path / "two.npz", out, "--device", "nowhere") == 2
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ([], "DATA first"),
        (["--out", "x.safetensors", "digits"], "DATA first"),
        (["digits"], "--out"),
        (["digts", "--out", "x.safetensors"], "Did you mean 'digits'?"),
    ],
    ids=" ".join,
)
def test_wrong_use(arguments: list[str], hint: str, capsys: Captured) -> None:
    assert run(["extractor", *arguments]) == 2
    shown = capsys.readouterr()
    assert hint in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""


def test_help_lists_the_image_sets_and_then_their_options(capsys: Captured) -> None:
    assert run(["extractor", "--help"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in ("digits", "mnist", "FILE.safetensors"))
    assert run(["extractor", "mnist", "--help"]) == 0
    shown = capsys.readouterr().out
    assert all(option in shown for option in ("--root", "--epochs", "--seed", "--out"))
