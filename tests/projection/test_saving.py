"""Saved projections: what comes back, and what is refused."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.numpy import load_file
from sklearn.exceptions import NotFittedError

from latlas.errors import UsageError
from latlas.projection.pca import PCA
from latlas.projection.projection import Projection
from latlas.projection.ridge import RidgePreImage
from latlas.projection.sammon import Sammon
from latlas.projection.saving import load_projection, save_projection
from latlas.projection.shotgun import ShotgunPreImage
from latlas.training.tensors import write_tensors


def vectors(count: int = 60, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(count, 5)) * (5, 4, 3, 2, 1)


NESTED: dict[str, Any] = {
    "ridge of PCA": RidgePreImage(PCA(), alpha=0.5),
    "ridge of the default": RidgePreImage(),
    "shotgun of Sammon": ShotgunPreImage(Sammon(iterations=9, seed=4), count=30, candidates="data", seed=2),
    "shotgun of ridge of Sammon": ShotgunPreImage(RidgePreImage(Sammon(iterations=5)), count=20),
}


@pytest.mark.parametrize("projection", NESTED.values(), ids=NESTED)
def test_projections_of_projections_come_back(projection: Any, tmp_path: Path) -> None:
    projection.fit(vectors())
    save_projection(projection, tmp_path / "map.safetensors")
    loaded: Any = load_projection(tmp_path / "map.safetensors")
    new = vectors(7, seed=1)
    assert repr(loaded) == repr(projection)
    assert np.array_equal(loaded.transform(new), projection.transform(new))
    assert np.array_equal(loaded.inverse_transform(np.eye(2)), projection.inverse_transform(np.eye(2)))
    assert loaded.axis_names() == projection.axis_names()
    assert loaded.fitted().keys() == projection.fitted().keys()
    with pytest.raises(ValueError, match="5 features"):
        loaded.transform(np.zeros((2, 4)))


def test_a_shared_projection_is_saved_as_it_was_fitted(tmp_path: Path) -> None:
    shared = PCA().fit(vectors())
    back = RidgePreImage(shared, refit=False).fit(vectors(30, seed=1))
    save_projection(back, tmp_path / "map.safetensors")
    assert np.array_equal(load_projection(tmp_path / "map.safetensors").transform(vectors()), shared.transform(vectors()))


def test_a_saved_one_can_be_saved_again(tmp_path: Path) -> None:
    save_projection(NESTED["shotgun of Sammon"].fit(vectors()), tmp_path / "first")
    save_projection(load_projection(tmp_path / "first"), tmp_path / "second")
    first, second = (load_file(tmp_path / name) for name in ("first", "second"))
    assert described(tmp_path / "first") == described(tmp_path / "second")
    assert first.keys() == second.keys()
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_options_may_be_numbers_of_numpy(tmp_path: Path) -> None:
    projection = RidgePreImage(Sammon(iterations=3), alpha=0.25).fit(vectors())
    projection.set_params(alpha=np.float64(0.25), projection__iterations=np.int64(3))
    save_projection(projection, tmp_path / "map")
    loaded = load_projection(tmp_path / "map")
    assert loaded.get_params()["alpha"] == 0.25
    assert loaded.get_params()["projection__iterations"] == 3


def test_tuples_stay_tuples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Sized(PCA):
        name = "sized"

        def __init__(self, sizes: tuple[int, ...] = ()) -> None:
            self.sizes = sizes

    monkeypatch.setattr("latlas.catalog.get", lambda kind, name: {"sized": Sized}[name])
    save_projection(Sized((3, 4)).fit(vectors()), tmp_path / "map")
    assert load_projection(tmp_path / "map").get_params() == {"sizes": (3, 4)}


def test_options_that_cannot_be_saved(tmp_path: Path) -> None:
    projection = RidgePreImage(alpha=0.5).fit(vectors())
    projection.set_params(alpha=print)
    with pytest.raises(UsageError, match=r"options of 'ridge'.*print"):
        save_projection(projection, tmp_path / "map")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("projection", [PCA(), Sammon(), *NESTED.values()])
def test_what_is_not_fitted_cannot_be_saved(projection: Projection, tmp_path: Path) -> None:
    from sklearn.base import clone

    with pytest.raises(NotFittedError):
        save_projection(clone(projection), tmp_path / "map")
    assert not list(tmp_path.iterdir())


def described(path: Path) -> dict[str, Any]:
    with safe_open(path, framework="np") as file:
        assert list(file.metadata()) == ["projection"], "several entries would stand in any order"
        return json.loads(file.metadata()["projection"])


def test_the_file_says_what_it_holds(tmp_path: Path) -> None:
    save_projection(RidgePreImage(Sammon(iterations=3), alpha=2.0).fit(vectors()), tmp_path / "map")
    assert described(tmp_path / "map") == {
        "projection": "ridge",
        "options": {"projection": {"projection": "sammon", "options": {"iterations": 3, "seed": 0}}, "alpha": 2.0, "refit": True},
        "dim": 5,
    }


def test_the_same_projection_is_the_same_file(tmp_path: Path) -> None:
    projection = PCA().fit(vectors())
    for name in ("first", "second"):
        save_projection(projection, tmp_path / name)
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


GOOD: dict[str, Any] = {"projection": "pca", "options": {}, "dim": 5}


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"projection": "{"},
        {"projection": "[]"},
        {"projection": '"pca"'},
        *(
            {"projection": json.dumps(GOOD | other)}
            for other in (
                {"dim": "five"},
                {"options": []},
                {"options": {"colour": 3}},
                {"projection": "no such"},
                {"projection": "os:system"},
                {"projection": "ridge", "options": {"projection": {"projection": "no such", "options": {}}}},
                {"projection": "ridge", "options": {"projection": "pca"}},
                {},
            )
        ),
    ],
    ids=str,
)
def test_files_that_hold_something_else(metadata: dict[str, str], tmp_path: Path) -> None:
    write_tensors(tmp_path / "map", {"nothing": torch.zeros(2)}, metadata)
    with pytest.raises(UsageError):
        load_projection(tmp_path / "map")


@pytest.mark.parametrize("content", [b"", b"no tensors at all", pickle.dumps({"a": 1})])
def test_files_of_other_kinds(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "map").write_bytes(content)
    with pytest.raises(UsageError, match="fit it again"):
        load_projection(tmp_path / "map")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        load_projection(tmp_path / "nowhere")


def test_a_file_that_was_cut(tmp_path: Path) -> None:
    save_projection(PCA().fit(vectors()), tmp_path / "map")
    content = (tmp_path / "map").read_bytes()
    (tmp_path / "map").write_bytes(content[: len(content) // 2])
    with pytest.raises(UsageError, match="fit it again"):
        load_projection(tmp_path / "map")
