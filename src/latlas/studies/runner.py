"""Runs a study's tasks, several at a time, each once: finished tasks are read back, so that a study goes on where it stopped."""

from __future__ import annotations

import json
import math
import multiprocessing
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any, ClassVar

from latlas import catalog
from latlas.errors import StudyError
from latlas.studies.study import Request, Row, Study, Task, result_of
from latlas.training.files import write_atomically, write_json
from latlas.training.progress import Progress
from latlas.training.run import machine, versions


def run_study(study: Study, request: Request, out: Path, workers: int, add_to: Path | None = None, quiet: bool = False) -> dict[str, Any]:
    """Do all tasks that are not done yet. The result file, OUT/SCALE.json, is written anew after each.

    With `add_to`, the rows of that result count as done, and the result is that file with the new rows. Raises `StudyError` for
    rows, there or in OUT, of other conditions.
    """
    wanted = study.tasks(request)  # names that there are not are refused before anything is made
    conditions = _same_conditions(study, request, out, quiet)
    path = add_to if add_to is not None else out / f"{request.scale}.json"
    earlier = read_result(path) if add_to is not None and path.exists() else {"rows": [], "origins": []}
    if earlier["rows"] and (earlier["study"], earlier["scale"], earlier["conditions"]) != (study.name, request.scale, conditions):
        raise StudyError(
            f"{path} holds the study '{earlier['study']}' at the scale {earlier['scale']}, or with other options: give another --add-to"
        )
    done = {(row["data"], row["model"], row["seed"]) for row in earlier["rows"]}
    tasks = [task for task in wanted if (task.data, task.model, task.seed) not in done]
    kept = {task for task in tasks if _rows_file(out, request, task).exists()}
    found: dict[Task, list[Row]] = {}

    def result() -> dict[str, Any]:
        rows = [*earlier["rows"], *(row for task in tasks for row in found.get(task, ()))]
        here = _origins(out, request, bool(found.keys() - kept)) if found else []
        origins = [other for other in earlier["origins"] if other not in here] + here
        return result_of(study, request.scale, conditions, sort_rows(rows), origins or [_origin()])

    for task, rows in run_tasks(study.name, tasks, request, out, workers, quiet):
        found[task] = rows
        write_result(path, result())
    write_result(path, result())
    return result()


def run_search(study: Study, request: Request, out: Path, workers: int, quiet: bool = False) -> Mapping[str, Any]:
    """Do the search of every method's options and write its log, OUT/search.json."""
    conditions = _same_conditions(study, request, out, quiet)
    tasks = study.tasks(request)
    found = dict(run_tasks(study.name, tasks, request, out, workers, quiet))
    log = study.search_log([row for task in tasks for row in found[task]])
    log = {"study": study.name, "versions": versions(), "machine": machine(), "conditions": conditions, **log}
    write_result(out / "search.json", log)
    return log


def run_tasks(name: str, tasks: Sequence[Task], request: Request, out: Path, workers: int, quiet: bool) -> Iterator[tuple[Task, list[Row]]]:
    """Every task with its rows: first those that are kept from before, then the others as they are done."""
    kept = {task: path for task in tasks if (path := _rows_file(out, request, task)).exists()}
    for task, path in kept.items():
        yield task, finite_rows(json.loads(path.read_text(encoding="utf-8")))
    bar = Progress(len(tasks), "tasks", f"study {name}", len(kept), quiet)
    context = multiprocessing.get_context("spawn")
    interrupted = context.Event()
    # One thread a process: small networks gain less from a second thread than from a second task.
    with bar, ProcessPoolExecutor(workers, context, prepare_worker, (interrupted,)) as pool:
        futures = {pool.submit(run_task, name, task, request, out): task for task in tasks if task not in kept}
        try:
            for future in as_completed(futures):
                bar.advance()
                bar.note(futures[future].name)
                yield futures[future], future.result()
        except BaseException:
            interrupted.set()  # workers have been handed more tasks than they are at
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def run_task(name: str, task: Task, request: Request, out: Path) -> list[Row]:
    """One task, whose rows are kept. Raises `KeyboardInterrupt` in a worker of a study that was interrupted."""
    if _Worker.interrupted is not None and _Worker.interrupted.is_set():
        raise KeyboardInterrupt
    study: Study = catalog.get("studies", name)
    folder = out / "runs" / request.scale / task.name
    found = finite_rows(study.run(task, request, folder))
    rows = [{"data": task.data, "model": task.model, "seed": task.seed, **row} for row in found]
    path = _rows_file(out, request, task)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(rows, allow_nan=False).encode())
    return rows


def finite_rows(rows: Sequence[Row]) -> list[Row]:
    """Rows without what JSON does not have: a row whose value is not finite is left out, of another row any such number."""
    return [
        {name: value for name, value in row.items() if not isinstance(value, float) or math.isfinite(value)}
        for row in rows
        if math.isfinite(row["value"])
    ]


def sort_rows(rows: Sequence[Row]) -> list[Row]:
    """Rows by data, model and seed; those of one task stay in their order."""
    return sorted(rows, key=lambda row: (row["data"], row["model"], row["seed"]))


def read_result(path: Path) -> dict[str, Any]:
    """A result file. Raises `StudyError` for anything else."""
    try:
        result: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(result, dict) or not all(key in result for key in ("study", "scale", "conditions", "rows", "origins")):
            raise ValueError("it lacks what a study writes")
    except (OSError, ValueError) as error:
        raise StudyError(f"{path} is no result of a study: {error}") from error
    return result


def write_result(path: Path, result: Mapping[str, Any]) -> None:
    """Write a result: one row a line, so that a change of one run changes its lines alone.

    Raises `ValueError` for numbers that are not finite, which JSON does not have.
    """
    head = {key: value for key, value in result.items() if key != "rows"}
    lines = json.dumps(head, indent=1, ensure_ascii=False, allow_nan=False)[:-2]
    rows = ",\n  ".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in result["rows"])
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f'{lines},\n "rows": [\n  {rows}\n ]\n}}\n'
    write_atomically(path, text.encode())


def _rows_file(out: Path, request: Request, task: Task) -> Path:
    return _place(out, request) / f"{task.name}.json"


def _same_conditions(study: Study, request: Request, out: Path, quiet: bool) -> Mapping[str, Any]:
    """The conditions of a request, with what the study prepares. Raises `StudyError` when the folder has rows of others."""
    prepared = {} if study.prepare is None or request.search else study.prepare(request, out / "runs" / request.scale, quiet)
    conditions = json.loads(json.dumps({**study.conditions(request), **prepared}))
    path = _place(out, request) / "conditions.json"
    if path.exists() and json.loads(path.read_text(encoding="utf-8")) != conditions:
        raise StudyError(f"{path.parent} holds rows made with other options, or by another version of the study: give another --out")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_json(path, conditions)
    return conditions


def _origin() -> dict[str, Any]:
    return {"versions": versions(), "machine": machine()}


def _origins(out: Path, request: Request, worked: bool) -> list[dict[str, Any]]:
    """The versions and machines that made rows of the folder, this one last if it `worked`; kept in the folder, as rows may move."""
    path = _place(out, request) / "origins.json"
    known = json.loads(path.read_text(encoding="utf-8"))["origins"] if path.exists() else []
    if worked and known[-1:] != [_origin()]:
        known = [*(other for other in known if other != _origin()), _origin()]
        write_json(path, {"origins": known})
    return known or [_origin()]


def _place(out: Path, request: Request) -> Path:
    return out / "rows" / (f"{request.scale}-search" if request.search else request.scale)


class _Worker:
    """What a worker knows of its study."""

    interrupted: ClassVar[Event | None] = None


def prepare_worker(interrupted: Event | None = None) -> None:
    """Compute with one thread, begin no task once the study is interrupted, and end with its process, however that one ends."""
    _Worker.interrupted = interrupted
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.environ["OMP_NUM_THREADS"] = "1"
    import torch

    torch.set_num_threads(1)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def report(study: Study, path: Path, out: Path, runs: Path | None = None) -> list[Path]:
    """Write the page of a result file, and its pictures beside it in images/.

    What models decode is drawn from the runs in a folder; by default, in runs/SCALE beside the result.
    """
    result = read_result(path)
    if result["study"] != study.name:
        raise StudyError(f"{path} is a result of the study '{result['study']}', not of '{study.name}'")
    out.mkdir(parents=True, exist_ok=True)
    drawn = study.pictures(result, runs or path.parent / "runs" / result["scale"], out / "images")
    page = out / f"{study.name}.md"
    write_atomically(page, study.page(result, {picture.name for picture in (out / "images").glob("*.png")}).encode())
    return [page, *drawn]
