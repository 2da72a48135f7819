"""The command line: help without torch, errors as one line, the right exit codes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from latlas import __version__, catalog
from latlas.cli import VERBS, run
from latlas.errors import LatlasError

MAIN = [sys.executable, "-c", "from latlas.cli import main; main()"]

HELP = """
import sys
from latlas.cli import VERBS, run
for arguments in ([], ["--help"], ["--version"], ["list"], *([verb, "--help"] for verb in VERBS)):
    code = run(arguments)
    loaded = {"torch", "lance", "onnxruntime", "sklearn", "fastapi", "PIL"} & sys.modules.keys()
    print("RESULT", *arguments, code, *loaded, sep="|")
"""


def test_help_loads_nothing_heavy_and_exits_with_0() -> None:
    done = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, check=True, timeout=120)
    results = [line.split("|")[1:] for line in done.stdout.splitlines() if line.startswith("RESULT")]
    expected = [["2"], ["--help", "0"], ["--version", "0"], ["list", "0"], *([verb, "--help", "0"] for verb in VERBS)]
    assert results == expected
    assert f"latlas {__version__}\n" in done.stdout


SERVING = """
import sys
import latlas
from latlas.explorer import connection, serve, server, site
latlas.open_atlas, latlas.serve, latlas.export_site, latlas.Explorer
print("RESULT", *({"torch", "sklearn", "onnxruntime"} & sys.modules.keys()))
"""


def test_looking_at_an_atlas_loads_no_torch() -> None:
    done = subprocess.run([sys.executable, "-c", SERVING], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.split() == ["RESULT"]


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"\n  {verb} " in shown and summary in shown for verb, summary in VERBS.items())


def test_help_of_a_model_shows_the_options_of_model_data_and_training(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", "beta_vae", "digits", "--help"]) == 0
    shown = capsys.readouterr().out
    assert all(option in shown for option in ("--beta ", "--latent-dim", "--limit", "--epochs", "--out", "--quiet"))
    assert "Weight of the KL term" in shown


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["trian"], "Did you mean 'train'?"),
        (["xyzzy"], "See latlas --help"),
        (["cite", "vea"], "Did you mean 'vae'?"),
        (["train", "vea", "digits", "--out", "x"], "Did you mean 'vae'?"),
        (["train", "vae", "digts", "--out", "x"], "Did you mean 'digits'?"),
        (["train", "vae", "digits", "--out", "x", "--epohcs", "3"], "--epochs"),
        (["train", "vae", "digits"], "--out"),
        (["train", "vae"], "MODEL and DATA first"),
        (["train", "--out", "x", "vae", "digits"], "MODEL and DATA first"),
        (["train"], "MODEL and DATA first"),
        (["train", "vae", "no/such/folder", "--out", "x"], "does not exist"),
        (["train", "vae", "none.npz", "--out", "x"], "does not exist"),
        (["train", "vae", "digits", "--out", "x", "--epochs", "0"], "epochs is 0"),
        (["train", "vae", "digits", "--out", "x", "--epochs", "many"], "many"),
        (["train", "vae", "digits", "--out", "x", "--latent-dim", "0"], "latent_dim is 0"),
        (["evaluate", "nowhere"], "make one with: latlas train"),
        (["evaluate"], "at least one run"),
        (["encode", "nowhere", "--out", "x.npz"], "make one with: latlas train"),
        (["encode", "nowhere", "--out", "x.csv"], ".parquet or .npz"),
        (["sample", "nowhere", "--out", "x.png"], "make one with: latlas train"),
        (["sample", "nowhere", "--out", "x.png", "--count", "0"], "--count is 0"),
        (["reconstruct", "nowhere", "--out", "x.png", "--columns", "-1"], "--columns is -1"),
        (["reconstruct", "nowhere", "--out", "x.png", "--scale", "0"], "--scale is 0"),
        (["atlas", "nowhere", "--out", "x"], "make one with: latlas train"),
        (["explore", "nowhere"], "make one with: latlas atlas"),
        (["export", "nowhere", "--out", "x"], "make one with: latlas atlas"),
        (["list", "modles"], "models"),
        (["explore"], "ATLAS"),
    ],
    ids=" ".join,
)
def test_wrong_use_exits_with_2_and_a_hint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], hint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert hint.lower() in shown.err.lower()
    assert "Traceback" not in shown.err
    assert shown.out == ""
    assert not list(tmp_path.iterdir()), "nothing is written"


class Failing:
    """A verb's module whose command raises."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def command(self, arguments: list[str]) -> None:
        raise self.error


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (LatlasError("it went wrong; do this"), 1, "latlas cite: it went wrong; do this\n"),
        (ValueError("first\nsecond"), 1, "latlas cite: failed: ValueError: first (LATLAS_DEBUG=1 shows where)\n"),
        (RuntimeError(), 1, "latlas cite: failed: RuntimeError:  (LATLAS_DEBUG=1 shows where)\n"),
        (KeyboardInterrupt(), 130, "\nlatlas cite: interrupted; repeat the command to go on where it stopped\n"),
        (SystemExit(3), 3, ""),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_errors_are_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, message: str
) -> None:
    monkeypatch.delenv("LATLAS_DEBUG", raising=False)
    monkeypatch.setattr("importlib.import_module", lambda name: Failing(error))
    assert run(["cite", "vae"]) == code
    assert capsys.readouterr() == ("", message)


def test_debugging_shows_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LATLAS_DEBUG", "1")
    monkeypatch.setattr("importlib.import_module", lambda name: Failing(ValueError("deep")))
    with pytest.raises(ValueError, match="deep"):
        run(["cite", "vae"])


def test_debugging_shows_where_in_a_process() -> None:
    broken = "import latlas.catalog; latlas.catalog.get = None\nfrom latlas.cli import main; main()"
    for debug, expected in (("", False), ("1", True)):
        environment = {**os.environ, "LATLAS_DEBUG": debug}
        done = subprocess.run([sys.executable, "-c", broken, "cite", "vae"], capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 1
        assert ("Traceback" in done.stderr) == expected
        assert "TypeError" in done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["list"]], ids=" ".join)
def test_a_reader_that_has_gone_is_no_error(arguments: list[str]) -> None:
    with subprocess.Popen([*MAIN, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()  # long before anything is printed
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


def test_list_shows_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list"]) == 0
    shown = capsys.readouterr().out
    for kind, entries in catalog.BUILT_IN.items():
        assert f"{kind}:\n" in shown
        for name, entry in entries.items():
            assert re.search(rf"^  {name} +{re.escape(entry.summary)}$", shown, re.MULTILINE)


def test_list_shows_one_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "metrics"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("metrics:\n  mse ")
    assert "models:" not in shown


@pytest.mark.parametrize("name", catalog.BUILT_IN["models"])
def test_cite_prints_bibtex(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cite", name]) == 0
    shown = capsys.readouterr().out
    assert re.match(r"@\w+\{\w+,\n", shown)
    assert shown.rstrip().endswith("}")
    assert shown.count("{") == shown.count("}")
    for field in ("title", "author", "year"):
        assert re.search(rf"\n  {field} +=", shown)


def test_names_of_the_package_are_those_of_its_api() -> None:
    import latlas
    import latlas.api

    assert sorted(latlas.__all__) == sorted(latlas.api.__all__)
    for name in latlas.__all__:
        assert getattr(latlas, name) is getattr(latlas.api, name)
