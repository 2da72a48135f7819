"""`--processes N`: started, told apart, lost and resumed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from latlas import __version__
from latlas.cli.processes import raise_cause, run_in_processes
from latlas.cli.running import Ending, is_first, run_verb
from latlas.errors import LatlasError, LostProcessError, UsageError

WAIT = 120.0
LATLAS = (sys.executable, "-m", "latlas")
ONE_THREAD = {**os.environ, "OMP_NUM_THREADS": "1"}
CUT = Ending(1, "cannot reach", lost=True)
"""What a process says that has seen another go."""


def test_the_package_runs_as_a_module() -> None:
    """So that torchrun -m latlas does."""
    shown = subprocess.run([*LATLAS, "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout == f"latlas {__version__}\n"


@pytest.mark.parametrize(
    ("codes", "endings", "kind", "message", "code"),
    [
        ((1, -9), {0: CUT}, LostProcessError, r"process 1 of 2 .* lost \(SIGKILL; .* memory runs out\)", 1),
        ((-11, 1), {1: CUT}, LostProcessError, r"process 0 of 2 .* lost \(SIGSEGV\)", 1),
        ((-15, -9, 1), {2: CUT}, LostProcessError, r"process 1 of 3", 1),  # the first was told to end
        ((3, 1), {1: CUT}, LostProcessError, r"lost \(exit code 3\)", 1),
        ((1, 1), {0: CUT, 1: CUT}, LostProcessError, "cannot reach", 1),
        ((2, 1), {0: Ending(2, "no such run"), 1: CUT}, LatlasError, "no such run", 2),
        ((1, 2), {0: CUT, 1: Ending(2, "no such file")}, LatlasError, "no such file", 2),
        ((1, -9), {0: Ending(1, "disk full")}, LatlasError, "disk full", 1),  # the second did not end by itself
    ],
)
def test_the_cause_is_told_and_not_what_followed(
    codes: tuple[int, ...], endings: dict[int, Ending], kind: type[LatlasError], message: str, code: int
) -> None:
    with pytest.raises(kind, match=message) as caught:
        raise_cause(codes, endings)
    assert isinstance(caught.value, LostProcessError) == (kind is LostProcessError)
    assert caught.value.exit_code == code


def test_a_stop_that_was_asked_for_is_no_loss() -> None:
    with pytest.raises(KeyboardInterrupt):
        raise_cause((130, -15), {0: Ending(130, "interrupted")})
    raise_cause((0, 0), {0: Ending(0), 1: Ending(0)})


def test_processes_are_started_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not run_in_processes("train", [], 1)
    with pytest.raises(UsageError, match="--processes is 0"):
        run_in_processes("train", [], 0)
    monkeypatch.setenv("WORLD_SIZE", "4")
    assert not run_in_processes("train", [], 4)
    assert not run_in_processes("train", [], 1), "under torchrun"
    with pytest.raises(UsageError, match="--processes is 2 in one of 4 processes"):
        run_in_processes("train", [], 2)


def test_the_first_process_alone_prints_results(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.setenv("RANK", "0")
    assert is_first()
    assert run_verb("list", ["models"]) == 0
    assert "vae" in capsys.readouterr().out
    monkeypatch.setenv("RANK", "1")
    assert not is_first()
    monkeypatch.setattr(sys, "stdout", sys.stdout)  # is put back at the end
    assert run_verb("list", ["models"]) == 0
    sys.stdout.close()
    assert run_verb("list", ["nothing"]) == 2
    sys.stdout.close()
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "nothing" in shown.err, "what went wrong in a process is said by it"


@pytest.mark.slow
def test_what_is_wrong_is_said_once(tmp_path: Path) -> None:
    """By one of two processes that both find it, and before anything is written."""
    options = ("--out", tmp_path / "run", "--batch-size", "7", "--processes", "2")
    shown = subprocess.run([*LATLAS, "train", "vae", "digits", *options], capture_output=True, text=True, timeout=WAIT)
    assert shown.returncode == 2
    assert shown.stderr == "latlas train: --batch-size is 7 and does not divide among 2 processes: give a --batch-size that does\n"
    assert list(tmp_path.iterdir()) == []


def workers(parent: int) -> list[int]:
    """The processes that a `latlas … --processes` has started, in their order."""
    found = []
    for path in Path("/proc", str(parent), "task").glob("*/children"):
        found += [int(child) for child in path.read_text().split() if b"spawn_main" in Path("/proc", child, "cmdline").read_bytes()]
    return sorted(found)


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds processes in /proc")
def test_a_lost_process_ends_the_run_which_resumes_to_the_same_weights(array_file: Path, tmp_path: Path) -> None:
    def command(out: str) -> list[str]:
        options = ("--epochs", "60", "--batch-size", "20", "--hidden", "16", "--checkpoint-seconds", "0.1", "--processes", "2", "--quiet")
        return [*LATLAS, "train", "vae", str(array_file), "--out", str(tmp_path / out), *options]

    subprocess.run(command("whole"), check=True, timeout=WAIT, env=ONE_THREAD)

    def stopped(stop: Callable[[int], None]) -> tuple[int, str]:
        """Exit code and messages of the command that is stopped once it has written a checkpoint of its own."""
        with subprocess.Popen(command("lost"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ONE_THREAD) as running:
            begun, deadline = written(), time.monotonic() + WAIT
            while written() == begun:
                assert time.monotonic() < deadline
                assert running.poll() is None
                time.sleep(0.01)
            stop(running.pid)
            shown, said = running.communicate(timeout=WAIT)
        assert shown == ""
        assert not (tmp_path / "lost" / "weights.safetensors").exists()
        return running.returncode, said

    def written() -> int:
        path = tmp_path / "lost" / "checkpoint.safetensors"
        return path.stat().st_mtime_ns if path.exists() else 0

    code, said = stopped(lambda running: os.kill(workers(running)[1], signal.SIGKILL))
    assert code == 1
    assert said.startswith("latlas train: process 1 of 2 (numbered from 0) was lost (SIGKILL")
    assert "Repeat the command" in said
    assert said.count("\n") == 1, "more than a message"
    code, said = stopped(lambda running: os.kill(running, signal.SIGINT))
    assert (code, said.strip()) == (130, "latlas train: interrupted; repeat the command to go on where it stopped")
    subprocess.run(command("lost"), check=True, timeout=WAIT, env=ONE_THREAD)
    ended = [(tmp_path / name / "weights.safetensors").read_bytes() for name in ("whole", "lost")]
    assert ended[0] == ended[1]
