"""A run is a folder that says all that made it.

run.json                  model, data, training options, fingerprint of the data, seed, versions, machine, status
log.csv                   one row a value, see `latlas.training.log`
checkpoint.safetensors    everything that moves, for resuming
weights.safetensors       the trained weights, once the run is finished
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from latlas.errors import RunError
from latlas.training.config import MAY_CHANGE
from latlas.training.files import is_leftover, remove_leftovers, write_json
from latlas.training.recorded import fits

FORMAT = 1
RECORD = "run.json"
FIELDS = {
    "status": str,
    "model": dict,
    "model.name": str,
    "model.config": dict,
    "model.image_shape": tuple[int, int, int],
    "data": dict,
    "data.name": str,
    "data.config": dict,
    "data.fingerprint": str,
    "training": dict,
    "training.epochs": int,
    "training.seed": int,
    "versions": dict,
}
"""What every record holds."""
PLACES = frozenset({"root", "extractor_weights"})
"""Options that say where files are: they may differ, since a fingerprint or a digest says what the files hold."""
RECORDED_VERSIONS = ("latlas", "torch", "numpy", "scikit-learn", "safetensors", "pillow")


@dataclass(frozen=True)
class Run:
    """The folder of a run and its record."""

    folder: Path
    record: Mapping[str, Any]

    @property
    def is_finished(self) -> bool:
        """Whether the training reached its end."""
        return bool(self.record["status"] == "finished")

    def update(self, **changes: object) -> Run:
        """The run with changes to its record, written to disk."""
        record = {**self.record, **changes}
        write_json(self.folder / RECORD, record)
        return Run(self.folder, record)


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that decide a result."""
    return {"python": platform.python_version(), **{name: version(name) for name in RECORDED_VERSIONS}}


def machine() -> dict[str, Any]:
    """What a result was computed on; no names of people, hosts or folders."""
    model = platform.processor() or platform.machine()
    if sys.platform.startswith("linux"):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    return {"system": platform.system(), "processor": model, "cores": os.cpu_count()}


def open_run(folder: Path) -> Run:
    """Read a run's folder. Raises `RunError` for anything else."""
    path = folder / RECORD
    if not path.is_file():
        what = "is no run: it has no run.json" if folder.is_dir() else "does not exist"
        raise RunError(f"{folder} {what}; make one with: latlas train MODEL DATA --out {folder}")
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        json.dumps(record, ensure_ascii=False).encode()  # halves of surrogate pairs could not be written again
        found = record["format"]
        wrong = [name for name, hint in FIELDS.items() if not fits(_at(record, name), hint)] if found == FORMAT else []
        if wrong:
            raise ValueError(f"it lacks {', '.join(wrong)}, or they are wrong")
    except (ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise RunError(f"{path} is damaged ({error}); restore it or train again into another folder") from error
    if found != FORMAT:
        raise RunError(
            f"{path} has format {found!r:.40}, this latlas reads {FORMAT}; the run was written by {record.get('versions')!r:.200}"
        )
    return Run(folder, record)


def _at(record: Mapping[str, Any], name: str) -> Any:
    """A field by its dotted name; where there is none, an object that no type takes."""
    here: Any = record
    for key in name.split("."):
        here = here.get(key, ...) if isinstance(here, dict) else ...
    return here


def begin_run(folder: Path, record: Mapping[str, Any], stages: int = 1, defaults: Mapping[str, Mapping[str, Any]] | None = None) -> Run:
    """Create a run, or open the one in the folder when its record asks for the same training.

    Only the options that do not change a weight up to where the run stands may differ; the epochs of a model that is trained in
    several stages do, since they are those of every stage. `defaults` has the options of each part when none is given: those that a
    run was trained with which was written before they came to be. Raises `RunError` that names every difference otherwise, so that a
    repeated command resumes and a mistaken one destroys nothing.
    """
    if (folder / RECORD).exists():
        run = open_run(folder)
        differences = _differences(run.record, record, defaults or {})
        there, here = run.record["training"]["epochs"], record["training"]["epochs"]
        if here < there:
            differences.append(f"training epochs is {there} there, and a run can only be extended")
        elif here > there and stages > 1:
            differences.append(f"training epochs is {there} there, and a run of {stages} stages cannot be extended")
        if differences:
            raise RunError(f"{folder} holds another run: {'; '.join(differences)}. Give the same options to resume it, or another --out")
        remove_leftovers(folder)
        return run.update(training=record["training"], status="running")
    if folder.exists() and (not folder.is_dir() or not all(map(is_leftover, folder.iterdir()))):
        raise RunError(f"{folder} exists and is no run; give another --out")
    folder.mkdir(parents=True, exist_ok=True)
    remove_leftovers(folder)  # a process may have been killed before its record was whole
    return Run(folder, {}).update(format=FORMAT, **record, status="running")


def _differences(old: Mapping[str, Any], new: Mapping[str, Any], defaults: Mapping[str, Mapping[str, Any]]) -> list[str]:
    found = []
    for part in ("model", "data", "training"):
        there, here = _flat({"config": defaults.get(part, {})}) | _flat(old[part]), _flat(new[part])
        keys = sorted((there.keys() | here.keys()) - MAY_CHANGE - PLACES)
        found += [f"{part} {key} is {there.get(key)} there, {here.get(key)} here" for key in keys if there.get(key) != here.get(key)]
    return found


def _flat(part: Mapping[str, Any]) -> dict[str, Any]:
    """A part of the record with its config spread out, as JSON would give it back."""
    plain = json.loads(json.dumps(part))
    return {**{key: value for key, value in plain.items() if key != "config"}, **plain.get("config", {})}
