"""What every projection of the catalog must keep, one that is added tomorrow included."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from latlas import catalog
from latlas.atlas.onnx import export
from latlas.errors import UsageError
from latlas.projection.projection import InvertibleProjection, Projection
from latlas.projection.saving import load_projection, save_projection

QUICK: dict[str, dict[str, Any]] = {
    "parametric_tsne": {"steps": 20, "inverse_steps": 20, "hidden": (16,), "quiet": True},
    "parametric_umap": {"steps": 20, "inverse_steps": 20, "hidden": (16,), "quiet": True},
    "opentsne": {"iterations": 50},
    "umap_learn": {"epochs": 30},
}
"""Options that make a projection quick; one that is not named here has its own defaults."""
PACKAGES = {"opentsne": "openTSNE", "umap_learn": "umap"}
"""What only some machines have."""
SLOW = {"umap_learn"}
"""It compiles itself for half a minute when first used."""

NAMES = [pytest.param(name, marks=[pytest.mark.slow] if name in SLOW else []) for name in catalog.BUILT_IN["projections"]]
pytestmark = pytest.mark.parametrize("name", NAMES)


def vectors(count: int = 60, seed: int = 0) -> np.ndarray:
    """Three clusters in five dimensions, float32 as latents are."""
    random = np.random.default_rng(seed)
    centres = 4 * np.random.default_rng(99).normal(size=(3, 5))
    return (centres[random.integers(0, 3, count)] + random.uniform(-1, 1, size=(count, 5))).astype(np.float32)


def make(name: str) -> Projection:
    if name in PACKAGES:
        pytest.importorskip(PACKAGES[name], reason=f"{name} needs a package that is not installed", exc_type=ImportError)
    made: Projection = catalog.get("projections", name)(**QUICK.get(name, {}))
    return made


@dataclass(frozen=True)
class Fitted:
    projection: Any
    given: np.ndarray
    """What it was fitted on, a second time."""
    positions: np.ndarray


@cache
def fitted(name: str) -> Fitted:
    projection, given = make(name), vectors()
    return Fitted(projection.fit(given), vectors(), projection.transform(given))


@pytest.fixture
def one(name: str) -> Fitted:
    """A fitted projection, made once for all tests. Tests must not change it."""
    make(name)  # skips here, not in what is kept
    return fitted(name)


def invertible(one: Fitted) -> InvertibleProjection:
    if not isinstance(one.projection, InvertibleProjection):
        assert not hasattr(one.projection, "inverse_transform")
        pytest.skip(f"{one.projection.name} has no way back")
    return one.projection


def test_it_is_made_of_its_options(name: str) -> None:
    projection = make(name)
    assert isinstance(projection, Projection)
    assert projection.name == name
    again = clone(projection)
    assert repr(again.get_params()) == repr(projection.get_params())
    changed = clone(type(projection)().set_params(**projection.get_params(deep=False)))
    assert repr(changed.get_params()) == repr(projection.get_params())


def test_it_has_to_be_fitted(name: str) -> None:
    projection = make(name)
    for use in (lambda: projection.transform(vectors()), projection.axis_names, projection.fitted):
        with pytest.raises(NotFittedError):
            use()


def test_it_maps_to_two_finite_numbers(one: Fitted) -> None:
    assert one.positions.shape == (60, 2)
    new = one.projection.transform(vectors(9, seed=1))
    assert new.shape == (9, 2)
    assert np.isfinite(one.positions).all()
    assert np.isfinite(new).all()
    assert len(np.unique(one.positions, axis=0)) > 50
    assert one.projection.transform(vectors(1, seed=2)).shape == (1, 2)


def test_options_stay_as_they_were_given(name: str, one: Fitted) -> None:
    assert repr(one.projection.get_params()) == repr(make(name).get_params())


def test_axes_have_names(one: Fitted) -> None:
    first, second = one.projection.axis_names()
    assert first
    assert first != second


def test_inputs_are_not_changed(name: str) -> None:
    given, new = vectors(), vectors(9, seed=1)
    given.flags.writeable = new.flags.writeable = False
    projection = make(name).fit(given)
    projection.transform(given)
    projection.transform(new)
    assert np.array_equal(given, vectors())
    if isinstance(projection, InvertibleProjection):
        positions = np.ones((4, 2), np.float32)
        positions.flags.writeable = False
        projection.inverse_transform(positions)


def test_the_caller_may_change_the_vectors_afterwards(name: str, one: Fitted) -> None:
    given = vectors()
    projection = make(name).fit(given)
    given[:] = 0
    assert np.array_equal(projection.transform(vectors()), one.positions)


def test_its_seed_decides_all(name: str, one: Fitted) -> None:
    """Another random state of the process, the same projection."""
    np.random.seed(5)
    torch.manual_seed(5)
    again = make(name).fit(vectors())
    new = vectors(9, seed=1)
    assert np.array_equal(again.transform(vectors()), one.positions)
    assert np.array_equal(again.transform(new), one.projection.transform(new))


def test_it_comes_back_from_a_file(one: Fitted, tmp_path: Path) -> None:
    save_projection(one.projection, tmp_path / "map.safetensors")
    loaded: Any = load_projection(tmp_path / "map.safetensors")
    new = vectors(9, seed=1)
    assert type(loaded) is type(one.projection)
    assert repr(loaded.get_params()) == repr(one.projection.get_params())
    assert np.array_equal(loaded.transform(one.given), one.positions)
    assert np.array_equal(loaded.transform(new), one.projection.transform(new))
    assert loaded.axis_names() == one.projection.axis_names()
    if isinstance(one.projection, InvertibleProjection):
        assert np.array_equal(loaded.inverse_transform(one.positions), one.projection.inverse_transform(one.positions))


def test_every_place_has_a_vector(one: Fitted) -> None:
    projection = invertible(one)
    back = projection.inverse_transform(one.positions)
    assert back.shape == one.given.shape
    assert np.isfinite(back).all()
    far = projection.inverse_transform([[1e3, -1e3], [0.0, 0.0]])
    assert far.shape == (2, 5)
    assert np.isfinite(far).all()


@pytest.mark.parametrize(
    "wrong", [np.zeros((4, 3)), np.zeros(2), np.array([[np.nan, 0.0]]), np.array([[0.0, np.inf]])], ids=["three", "flat", "nan", "far"]
)
def test_places_have_two_finite_numbers(one: Fitted, wrong: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"2|NaN|infinity"):
        invertible(one).inverse_transform(wrong)


def test_networks_are_the_same_maps(one: Fitted) -> None:
    projection = invertible(one)
    there, back = projection.networks()
    with torch.no_grad():
        positions = there(torch.from_numpy(one.given)).numpy()
        vectors_back = back(torch.from_numpy(one.positions.astype(np.float32))).numpy()
    assert positions == pytest.approx(one.positions, abs=1e-4)
    assert vectors_back == pytest.approx(projection.inverse_transform(one.positions), abs=1e-4)


def test_networks_can_be_exported(one: Fitted, tmp_path: Path) -> None:
    """Both in one file, from the map to the map, since writing one takes seconds."""
    there, back = invertible(one).networks()
    positions = torch.from_numpy(one.positions[:16].astype(np.float32))
    assert export(torch.nn.Sequential(back, there), positions, "positions", "returned", tmp_path / "both.onnx") < 1e-4


@pytest.mark.parametrize("wrong", [np.zeros((1, 5)), np.zeros(5), np.full((60, 5), np.nan)], ids=["one vector", "no table", "no numbers"])
def test_what_cannot_be_fitted(name: str, wrong: np.ndarray) -> None:
    with pytest.raises((ValueError, UsageError)):
        make(name).fit(wrong)


def test_vectors_of_another_length(one: Fitted) -> None:
    with pytest.raises(ValueError, match="5 features"):
        one.projection.transform(np.zeros((2, 4)))
