"""Kills, full disks, folders that may not be written to or vanish: the last good state is kept, and a repeat ends the same."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.killed import contents
from latlas.cli import run
from latlas.training import files, loop
from latlas.training.checkpoint import load_checkpoint

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = ("--hidden", "8", "--latent-dim", "2", "--epochs", "2", "--batch-size", "60", "--checkpoint-seconds", "0", "--quiet")


@pytest.mark.slow
def test_ten_kills() -> None:
    command = [sys.executable, "-m", "benchmarks.killed", "10", "1", "atlas", "vae", "aae"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=290)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == {}
    assert sum(found["kills"].values()) >= 10
    assert min(found["ends"].values()) >= 1


@pytest.fixture(scope="module")
def whole(array_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, str]]:
    """A training's command, and what it leaves when nothing goes wrong."""
    command = ["train", "ae", str(array_file), *OPTIONS]
    folder = tmp_path_factory.mktemp("whole") / "run"
    assert run([*command, "--out", str(folder)]) == 0
    return command, contents(folder)


def failing_sync(monkeypatch: pytest.MonkeyPatch, number: int, error: int) -> None:
    """Have the disk refuse the n-th file that is written, and all after it."""
    original, calls = os.fsync, 0

    def sync(file: int) -> None:
        nonlocal calls
        calls += 1
        if calls >= number:
            raise OSError(error, os.strerror(error))
        original(file)

    monkeypatch.setattr(files.os, "fsync", sync)


@pytest.mark.parametrize(
    ("number", "error"), [(1, errno.EROFS), (2, errno.EDQUOT), (3, errno.ENOSPC), (5, errno.EACCES), (7, errno.EIO), (8, errno.ENOSPC)]
)
def test_a_disk_that_refuses_a_write(
    error: int,
    number: int,
    whole: tuple[list[str], dict[str, str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    command = [*whole[0], "--out", str(tmp_path / "run")]
    with monkeypatch.context() as patched:
        failing_sync(patched, number, error)
        assert run(command) == 1
    message = capsys.readouterr().err
    assert f"{tmp_path / 'run'}/" in message
    assert os.strerror(error) in message
    assert "repeat the command" in message
    assert "LATLAS_DEBUG" not in message
    assert not [path.name for path in (tmp_path / "run").iterdir() if path.name.startswith(".")], "it would take the room that others need"
    assert not (tmp_path / "run" / "weights.safetensors").exists()
    if number > 3:  # record, log, first checkpoint
        assert load_checkpoint(tmp_path / "run" / "checkpoint.safetensors") is not None
    assert run(command) == 0
    assert contents(tmp_path / "run") == whole[1]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is read-only to the superuser")
def test_a_folder_that_may_not_be_written_to(
    whole: tuple[list[str], dict[str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "read-only"
    place.mkdir(mode=0o500)
    assert run([*whole[0], "--out", str(place / "run")]) == 1
    assert f"{place / 'run'}: {os.strerror(errno.EACCES)}" in capsys.readouterr().err


def test_a_run_whose_folder_vanishes(
    whole: tuple[list[str], dict[str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "run"
    original = loop.step

    def vanishing(*arguments: Any) -> dict[str, float]:
        shutil.rmtree(folder)
        return original(*arguments)

    monkeypatch.setattr(loop, "step", vanishing)
    assert run([*whole[0], "--out", str(folder)]) == 1
    message = capsys.readouterr().err
    assert f"{folder}/checkpoint.safetensors: {os.strerror(errno.ENOENT)}" in message
    assert not folder.exists()


def test_images_that_vanish_between_two_legs(array_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = shutil.copy(array_file, tmp_path / "images.npz")
    command = ["train", "ae", str(data), *OPTIONS, "--out", str(tmp_path / "run")]
    assert run(command) == 0
    before = contents(tmp_path / "run")
    Path(data).unlink()
    assert run(command) == 2
    assert "images.npz does not exist" in capsys.readouterr().err
    assert run(["encode", str(tmp_path / "run"), "--out", str(tmp_path / "latents.npz")]) == 2
    message = capsys.readouterr().err
    assert "images.npz does not exist" in message
    assert f"the images of {tmp_path / 'run'}" in message
    assert contents(tmp_path / "run") == before
    assert not (tmp_path / "latents.npz").exists()


def test_what_a_kill_leaves_is_taken_away(whole: tuple[list[str], dict[str, str]], tmp_path: Path) -> None:
    """Killed while it wrote its record, and while it wrote its first checkpoint."""
    folder = tmp_path / "run"
    for name in (".run.4711.tmp.json", ".checkpoint.4711.tmp.safetensors"):
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"half")
        assert run([*whole[0], "--out", str(folder)]) == 0
        assert contents(folder) == whole[1]


def test_files_of_others_are_not_taken_away(
    whole: tuple[list[str], dict[str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (".draft.1.tmp", "photo.png"):
        (tmp_path / name).write_bytes(b"mine")
    assert run([*whole[0], "--out", str(tmp_path)]) == 2
    assert "exists and is no run" in capsys.readouterr().err
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (lambda run_, out: ["encode", run_, "--out", out], "latents.npz"),
        (lambda run_, out: ["encode", run_, "--out", out], "latents.parquet"),
        (lambda run_, out: ["sample", run_, "--out", out, "--count", "4"], "samples.png"),
    ],
)
def test_a_file_that_was_there_stays_when_the_new_one_finds_no_room(
    arguments: Callable[[str, str], list[str]],
    out: str,
    run_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / out).write_bytes(b"of yesterday")
    with monkeypatch.context() as patched:
        failing_sync(patched, 1, errno.ENOSPC)
        assert run(arguments(str(run_folder), str(tmp_path / out))) == 1
    assert str(tmp_path / out) in capsys.readouterr().err
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(out, b"of yesterday")]
    assert run(arguments(str(run_folder), str(tmp_path / out))) == 0
    assert (tmp_path / out).read_bytes() != b"of yesterday"


def test_an_export_that_finds_no_room_leaves_nothing(
    atlas_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from latlas.explorer import site

    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(site, "_write", full)
    assert run(["export", str(atlas_folder), "--out", str(tmp_path / "site"), "--quiet"]) == 1
    assert f"{tmp_path / 'site'}: {os.strerror(errno.ENOSPC)}; make room" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_told_by_the_store_is_told(
    run_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lance says it in a text only."""
    from latlas.atlas import build

    def full(*arguments: Any) -> None:
        raise OSError("LanceError(IO): No space left on device (os error 28), /somewhere/structural.rs:254:9")

    monkeypatch.setattr(build.store, "append", full)
    assert run(["atlas", str(run_folder), "--out", str(tmp_path / "atlas"), "--quiet"]) == 1
    message = capsys.readouterr().err
    assert f"{os.strerror(errno.ENOSPC)}; make room" in message
    assert "structural.rs" not in message
    assert not (tmp_path / "atlas").exists()
