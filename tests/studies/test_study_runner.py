"""The runner: nothing is done twice, interrupted studies go on, results are added to, and files that are none are refused."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import study_toy
from hypothesis import given
from hypothesis import strategies as st

from latlas import catalog
from latlas.catalog import Entry
from latlas.errors import StudyError
from latlas.studies import runner
from latlas.studies.study import Request, Task

ONE, TWO = Task("a", "model", 0), Task("a", "model", 1)


class Threads(ThreadPoolExecutor):
    """Processes started anew would know nothing of the toy."""

    def __init__(self, workers: int, *others: object) -> None:
        super().__init__(workers)


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "BUILT_IN", {**catalog.BUILT_IN, "studies": {"toy": Entry("study_toy:STUDY")}})
    monkeypatch.setattr(runner, "ProcessPoolExecutor", Threads)
    study_toy.CALLS.clear()
    study_toy.STOP_AT.clear()


def request(seeds: int = 2, data: tuple[str, ...] = ("a",)) -> Request:
    return Request("smoke", seeds, data)


def run(out: Path, asked: Request, **options: Any) -> dict[str, Any]:
    return runner.run_study(study_toy.STUDY, asked, out, workers=1, quiet=True, **options)


def test_a_study_leaves_its_result(tmp_path: Path) -> None:
    result = run(tmp_path, request())
    assert json.loads((tmp_path / "smoke.json").read_text(encoding="utf-8")) == result
    assert result["rows"] == [{"data": "a", "model": "model", "seed": seed, "metric": "number", "value": 10.0 + seed} for seed in (0, 1)]
    assert result["claims"] == [{"id": "T1", "claim": "there are rows", "holds": True, "evidence": "2"}]
    assert {"study", "scale", "versions", "machine", "origins"} <= set(result)
    assert result["origins"] == [{"versions": result["versions"], "machine": result["machine"]}]


def test_rows_stand_one_on_a_line(tmp_path: Path) -> None:
    run(tmp_path, request())
    lines = (tmp_path / "smoke.json").read_text(encoding="utf-8").splitlines()
    assert sum('"metric": "number"' in line for line in lines) == 2


def test_finished_tasks_are_not_done_again(tmp_path: Path) -> None:
    first = run(tmp_path, request())
    assert study_toy.CALLS == [ONE, TWO]
    assert run(tmp_path, request()) == first
    assert study_toy.CALLS == [ONE, TWO]
    more = run(tmp_path, request(seeds=3))
    assert [ONE, TWO, Task("a", "model", 2)] == study_toy.CALLS
    assert more["rows"][:2] == first["rows"]


def test_an_interrupted_study_goes_on_where_it_stopped(tmp_path: Path) -> None:
    study_toy.STOP_AT.add(TWO)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, request(seeds=3))
    assert [row["seed"] for row in runner.read_result(tmp_path / "smoke.json")["rows"]] == [0]
    assert (tmp_path / "rows" / "smoke" / f"{ONE.name}.json").exists()
    study_toy.STOP_AT.clear()
    study_toy.CALLS.clear()
    result = run(tmp_path, request(seeds=3))
    assert ONE not in study_toy.CALLS
    assert TWO in study_toy.CALLS
    assert [row["seed"] for row in result["rows"]] == [0, 1, 2]


def test_rows_of_other_conditions_never_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path, request(seeds=1))
    monkeypatch.setitem(study_toy.CONDITIONS, "steps", 2)
    with pytest.raises(StudyError, match="other options"):
        run(tmp_path, request(seeds=2))
    with pytest.raises(StudyError, match="--add-to"):
        run(tmp_path / "elsewhere", request(seeds=2), add_to=tmp_path / "smoke.json")
    assert study_toy.CALLS == [ONE]


def test_another_scale_is_another_study(tmp_path: Path) -> None:
    run(tmp_path, request(seeds=1))
    run(tmp_path, Request("desk", 1, ("a",)))
    assert study_toy.CALLS == [ONE, ONE]


def test_add_to_does_what_the_result_lacks(tmp_path: Path) -> None:
    run(tmp_path / "here", request(data=("b",)))
    path = tmp_path / "here" / "smoke.json"
    study_toy.CALLS.clear()
    result = run(tmp_path / "elsewhere", request(data=("b", "a")), add_to=path)
    assert study_toy.CALLS == [ONE, TWO]
    assert [(row["data"], row["seed"]) for row in result["rows"]] == [("a", 0), ("a", 1), ("b", 0), ("b", 1)]
    assert runner.read_result(path) == result
    assert not (tmp_path / "elsewhere" / "smoke.json").exists()


def test_add_to_keeps_where_rows_came_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path, request(seeds=1))
    path = tmp_path / "smoke.json"
    monkeypatch.setattr(runner, "machine", lambda: {"system": "another"})
    result = run(tmp_path / "there", request(seeds=2), add_to=path)
    assert len(result["origins"]) == 2
    assert result["machine"] == {"system": "another"}
    monkeypatch.setattr(runner, "machine", lambda: {"system": "a third"})
    assert run(tmp_path / "there", request(seeds=2), add_to=path) == result  # which added nothing


def test_a_search_leaves_its_log(tmp_path: Path) -> None:
    log = runner.run_search(study_toy.STUDY, request(), tmp_path, workers=1, quiet=True)
    assert json.loads((tmp_path / "search.json").read_text(encoding="utf-8")) == log
    assert len(log["rows"]) == 2


def test_a_report_is_page_and_pictures(tmp_path: Path) -> None:
    run(tmp_path, request())
    written = runner.report(study_toy.STUDY, tmp_path / "smoke.json", tmp_path / "page")
    assert written == [tmp_path / "page" / "toy.md", tmp_path / "runs" / "smoke", tmp_path / "page" / "images"]
    assert written[0].read_text(encoding="utf-8") == "# smoke\n"


def test_the_report_of_another_study_is_refused(tmp_path: Path) -> None:
    run(tmp_path, request())
    path = tmp_path / "smoke.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"toy"', '"other"'), encoding="utf-8")
    with pytest.raises(StudyError, match="'other'"):
        runner.report(study_toy.STUDY, path, tmp_path / "page")


def test_a_missing_result_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"nothing\.json"):
        runner.read_result(tmp_path / "nothing.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["study", "scale", "rows", "x"]), inner, max_size=4),
)


@given(JSON.map(json.dumps) | st.text(max_size=30))
def test_what_is_no_result_is_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("file") / "result.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match=r"result\.json"):
        runner.read_result(path)


def test_numbers_that_are_not_finite_are_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"metric": "a", "value": float("nan")},
        {"metric": "b", "value": 1.0, "se": float("inf")},
        {"metric": "c", "value": 2.0, "n": 3},
    ]
    study = replace(study_toy.STUDY, run=lambda task, request, folder: rows)
    monkeypatch.setattr(study_toy, "STUDY", study)
    found = runner.run_study(study, request(seeds=1), tmp_path, workers=1, quiet=True)["rows"]
    place = {"data": "a", "model": "model", "seed": 0}
    assert found == [{**place, "metric": "b", "value": 1.0}, {**place, "metric": "c", "value": 2.0, "n": 3}]
    assert runner.read_result(tmp_path / "smoke.json")["rows"] == found
    with pytest.raises(ValueError, match="JSON"):
        runner.write_result(tmp_path / "x.json", {"rows": rows})
    assert not (tmp_path / "x.json").exists()


def test_rows_that_are_carried_to_another_machine_keep_their_origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = run(tmp_path, request(seeds=1))["origins"]
    (tmp_path / "smoke.json").unlink()
    monkeypatch.setattr(runner, "machine", lambda: {"system": "another"})
    assert run(tmp_path, request(seeds=1))["origins"] == made
    both = run(tmp_path, request(seeds=2))
    assert [origin["machine"] for origin in both["origins"]] == [made[0]["machine"], {"system": "another"}]


ORPHAN = """
import multiprocessing, os, sys, time
from concurrent.futures import ProcessPoolExecutor
from latlas.studies.runner import prepare_worker

if __name__ == "__main__":
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), prepare_worker) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        pool.submit(time.sleep, 120).result()
"""


def test_workers_end_with_their_study(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(ORPHAN, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as study:
        assert study.stdout is not None
        worker = int(study.stdout.readline())
        study.kill()
    end = time.monotonic() + 30
    while alive(worker):
        assert time.monotonic() < end, "the worker outlived its study"
        time.sleep(0.05)


def test_a_worker_of_an_interrupted_study_begins_no_task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pool hands each worker a task ahead, which cancelling does not take back."""
    interrupted = multiprocessing.get_context("spawn").Event()
    monkeypatch.setattr(runner._Worker, "interrupted", interrupted)
    assert runner.run_task("toy", ONE, request(), tmp_path)
    interrupted.set()
    study_toy.CALLS.clear()
    with pytest.raises(KeyboardInterrupt):
        runner.run_task("toy", ONE, request(), tmp_path)
    assert study_toy.CALLS == []


def test_an_interrupted_study_tells_its_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[Any] = []

    class Watched(ThreadPoolExecutor):
        def __init__(self, workers: int, context: Any, initializer: Any, arguments: tuple[Any, ...]) -> None:
            handed[:] = [initializer, *arguments]
            super().__init__(workers)

    monkeypatch.setattr(runner, "ProcessPoolExecutor", Watched)
    run(tmp_path, request())
    assert handed[0] is runner.prepare_worker
    assert not handed[1].is_set()
    study_toy.STOP_AT.add(Task("a", "model", 2))
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, request(seeds=3))
    assert handed[1].is_set()


def alive(process: int) -> bool:
    """Whether a process runs, one that only waits to be collected not counted."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
