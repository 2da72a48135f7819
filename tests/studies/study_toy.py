"""A study that takes no time, and remembers what it was asked to do."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from latlas.studies.study import Claim, Request, Row, Study, Task

CALLS: list[Task] = []
STOP_AT: set[Task] = set()
"""Tasks at which the person at the keyboard presses Ctrl-C."""
CONDITIONS: dict[str, Any] = {"steps": 1, "options": {"norm": "batch"}}


def tasks(request: Request) -> list[Task]:
    return [Task(data, "model", seed) for data in request.data for seed in range(request.seeds)]


def run(task: Task, request: Request, folder: Path) -> list[Row]:
    CALLS.append(task)
    if task in STOP_AT:
        raise KeyboardInterrupt
    return [{"metric": "number", "value": float(10 * len(task.data) + task.seed)}]


def conditions(request: Request) -> Mapping[str, Any]:
    return CONDITIONS


def claims(rows: Sequence[Row]) -> list[Claim]:
    return [Claim("T1", "there are rows", bool(rows), f"{len(rows)}")]


def pictures(result: Mapping[str, Any], runs: Path, out: Path) -> list[Path]:
    return [runs, out]


def page(result: Mapping[str, Any], pictures: Collection[str]) -> str:
    return f"# {result['scale']}\n"


def model_table(result: Mapping[str, Any], model: str) -> str:
    return f"{model}: {len(result['rows'])}"


def search_log(rows: Sequence[Row]) -> Mapping[str, Any]:
    return {"chosen": {}, "rows": rows}


STUDY = Study("toy", "nothing", tasks, run, conditions, claims, pictures, page, model_table, search_log)
