"""Fitted projections as safetensors files: options and arrays, nothing that could run code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from latlas import catalog
from latlas.errors import UsageError
from latlas.projection.projection import Projection
from latlas.training.tensors import write_tensors


def save_projection(projection: Projection, path: Path) -> None:
    """Write a fitted projection, with the projections among its options.

    Raises `NotFittedError` before `fit`, and `UsageError` for options that are neither plain values nor projections.
    """
    # `asarray` keeps what `ascontiguousarray` does not: arrays of no dimension.
    arrays = {name: torch.from_numpy(np.asarray(array, order="C")) for name, array in projection.fitted().items()}
    try:
        # One entry: safetensors writes several in an order that differs from run to run.
        described = json.dumps({**_describe(projection), "dim": int(projection.n_features_in_)}, default=_plain)
    except TypeError as error:
        raise UsageError(f"the options of '{projection.name}' cannot be saved: {error}") from error
    write_tensors(path, arrays, {"projection": described})


def load_projection(path: Path) -> Projection:
    """Read what `save_projection` wrote. Raises `UsageError` for a file that is damaged or holds something else."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="np") as file:
            metadata = file.metadata() or {}
            arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a dict
        described = json.loads(metadata["projection"], object_hook=_built)
        projection = _build(described["projection"], described["options"])
        projection.n_features_in_ = int(described["dim"])
        projection.restore(arrays)
    except (SafetensorError, OSError, KeyError, TypeError, ValueError, RuntimeError) as error:
        raise UsageError(f"{path} holds no projection of this version ({error}): fit it again") from error
    return projection


def _describe(projection: Projection) -> dict[str, Any]:
    return {"projection": projection.name, "options": projection.get_params(deep=False)}


def _plain(value: Any) -> Any:
    """What JSON has no word for, in its words."""
    if isinstance(value, Projection):
        return _describe(value)
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{value!r} is neither a plain value nor a projection")


def _built(value: dict[str, Any]) -> Any:
    """An object of JSON: a projection, or a plain dictionary."""
    return _build(**value) if value.keys() == {"projection", "options"} else value


def _build(projection: str, options: dict[str, Any]) -> Projection:
    # JSON knows no tuples; options are never lists, since they are never changed.
    known = {name: tuple(value) if isinstance(value, list) else value for name, value in options.items()}
    made: Projection = catalog.get("projections", projection)(**known)
    return made
