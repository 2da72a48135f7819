"""The verb `study`: help without torch, what is refused in one line, and a toy study from the command to its page."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from latlas import catalog
from latlas.catalog import Entry
from latlas.cli import run
from latlas.studies import runner
from latlas.studies.study import Claim, Study, Task

Captured = pytest.CaptureFixture[str]
HELP = """
import sys
from latlas.cli import run
code = run(["study", "--help"])
print("RESULT", code, *({"torch", "numpy", "matplotlib"} & sys.modules.keys()))
"""


class Threads(ThreadPoolExecutor):
    """Processes started anew would know nothing of the toy."""

    def __init__(self, workers: int, *others: object) -> None:
        super().__init__(workers)


def write_page(result: Any, pictures: Any) -> str:
    return f"# {len(result['rows'])} rows\n"


TOY = Study(
    name="toy",
    summary="nothing",
    tasks=lambda request: [Task(data, "model", seed) for data in request.data or ("a",) for seed in range(request.seeds)],
    run=lambda task, request, folder: [{"metric": "number", "value": float(task.seed)}],
    conditions=lambda request: {"steps": 1},
    claims=lambda rows: [Claim("T1", "there are two rows", len(rows) == 2, f"{len(rows)} rows")],
    pictures=lambda result, runs, out: [],
    page=write_page,
    model_table=lambda result, model: "",
    search_log=lambda rows: {"chosen": {"model": {"norm": "group"}}, "rows": rows},
)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "BUILT_IN", {**catalog.BUILT_IN, "studies": {"toy": Entry(f"{__name__}:TOY")}})
    monkeypatch.setattr(runner, "ProcessPoolExecutor", Threads)


def test_help_loads_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.splitlines()[-1] == "RESULT 0"
    assert "--add-to" in done.stdout


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("nothing --out {out}", "interpolation"),
        ("interpolatoin --out {out}", "Did you mean 'interpolation'?"),
        ("interpolation --workers -1 --out {out}", "--workers is -1"),
        ("interpolation --seeds 0 --out {out}", "--seeds is 0"),
        ("interpolation --data pole@xd --out {out}", "no image set 'pole@xd'"),
        ("interpolation --models dog --out {out}", "no model dog"),
        ("interpolation --models vae --data pole --out {out}", "nothing to do"),
        ("interpolation --report {out}/none.json --out {out}", "none.json"),
    ],
)
def test_wrong_use_is_one_line(line: str, hint: str, tmp_path: Path, capsys: Captured) -> None:
    assert run(["study", *line.format(out=tmp_path / "study").split()]) in (1, 2)
    captured = capsys.readouterr()
    assert hint in captured.err
    assert "Traceback" not in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.usefixtures("toy")
def test_a_study_from_the_command_to_its_page(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "study"
    assert run(["study", "toy", "--seeds", "2", "--workers", "1", "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"T1 holds: there are two rows\n   2 rows\n{out / 'smoke.json'}\n"
    assert [row["value"] for row in json.loads((out / "smoke.json").read_text(encoding="utf-8"))["rows"]] == [0.0, 1.0]
    assert run(["study", "toy", "--report", str(out / "smoke.json"), "--out", str(tmp_path / "page")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'page' / 'toy.md'}\n"
    assert (tmp_path / "page" / "toy.md").read_text(encoding="utf-8") == "# 2 rows\n"


@pytest.mark.usefixtures("toy")
def test_a_search_prints_what_it_chose(tmp_path: Path, capsys: Captured) -> None:
    assert run(["study", "toy", "--search", "--workers", "1", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"model: {{'norm': 'group'}}\n{tmp_path / 'search.json'}\n"


@pytest.mark.usefixtures("toy")
def test_quiet_prints_where_the_result_is_and_no_claims(tmp_path: Path, capsys: Captured) -> None:
    assert run(["study", "toy", "--quiet", "--workers", "1", "--out", str(tmp_path)]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"{tmp_path / 'smoke.json'}\n"
    assert captured.err == ""
