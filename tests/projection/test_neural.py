"""What both learned projections do alike: as estimators, saved, repeated, on odd data, and as networks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from sklearn.exceptions import NotFittedError
from sklearn.neighbors import KNeighborsClassifier
from sklearn.utils.estimator_checks import parametrize_with_checks

from latlas.errors import UsageError
from latlas.projection.neural import NeuralProjection
from latlas.projection.parametric_tsne import ParametricTSNE
from latlas.projection.parametric_umap import ParametricUMAP
from latlas.projection.saving import load_projection, save_projection

BOTH = pytest.mark.parametrize("make", [ParametricTSNE, ParametricUMAP])


def small(make: type[NeuralProjection], **options: Any) -> NeuralProjection:
    return make(**{"hidden": (16, 16), "steps": 3, "inverse_steps": 2, "device": "cpu", "quiet": True, **options})


def clusters(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Three well-separated Gaussians in ten dimensions."""
    labels = np.arange(count) % 3
    centres = np.random.default_rng(9).normal(size=(3, 10)) * 5
    return centres[labels] + np.random.default_rng(seed).normal(size=(count, 10)), labels


def expected_failures(estimator: Any) -> dict[str, str]:
    return {"check_do_not_raise_errors_in_init_or_set_params": "tests check the types of options, other programs do not"}


@parametrize_with_checks([small(ParametricTSNE), small(ParametricUMAP)], expected_failed_checks=expected_failures)
def test_they_are_scikit_learn_estimators(estimator: Any, check: Any) -> None:
    check(estimator)


def in_a_cube(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Eight clusters at the corners of a cube, of whose three directions a plane keeps two, and two directions of noise."""
    labels = np.arange(count) % 8
    corners = np.stack([labels & 1, labels >> 1 & 1, labels >> 2], 1) * 8.0
    random = np.random.default_rng(seed)
    wide = random.uniform(-6, 6, size=(count, 2))
    return np.concatenate([corners + random.normal(size=(count, 3)) * 0.5, wide], 1), labels


@BOTH
def test_training_finds_clusters_that_pca_does_not(make: type[NeuralProjection]) -> None:
    vectors, labels = in_a_cube(480)
    new_vectors, new_labels = in_a_cube(160, seed=1)

    def score(steps: int) -> float:
        projection = small(make, hidden=(64, 64), steps=steps).fit(vectors)
        classes = KNeighborsClassifier(10).fit(projection.transform(vectors), labels)
        return float(classes.score(projection.transform(new_vectors), new_labels))

    untrained, trained = score(1), score(600)
    assert untrained < 0.9
    assert trained > 0.97


@BOTH
def test_training_unrolls_a_sheet_and_it_comes_back(make: type[NeuralProjection]) -> None:
    """Three quarters of a cylinder: the plane of PCA sees it from above, where its height is lost."""
    random = np.random.default_rng(0)
    angle, height = random.uniform(0, 1.5 * np.pi, 300), random.uniform(-1, 1, 300)
    sheet = np.stack([2 * np.cos(angle), 2 * np.sin(angle), height], axis=1)
    spread = np.sqrt(np.square(sheet - sheet.mean(0)).sum(1).mean())

    def errors(steps: int) -> tuple[float, float]:
        """There and back from the data, as a share of their spread, and from the map, as a share of its width."""
        projection = small(make, hidden=(64, 64), steps=steps, inverse_steps=500).fit(sheet)
        positions = projection.transform(sheet)
        back = projection.inverse_transform(positions)
        again = np.linalg.norm(projection.transform(back) - positions, axis=1)
        return float(np.median(np.linalg.norm(back - sheet, axis=1))) / spread, float(np.median(again) / np.ptp(positions, axis=0).max())

    untrained, trained = errors(1), errors(600)
    assert untrained[0] > 0.2
    assert trained[0] < 0.15
    assert trained[1] < 0.05


@BOTH
def test_the_seed_decides(make: type[NeuralProjection]) -> None:
    vectors, _ = clusters(90)
    torch.manual_seed(5)
    before = torch.random.get_rng_state()
    first, second, other = (small(make, seed=seed).fit(vectors).transform(vectors) for seed in (0, 0, 1))
    assert torch.equal(torch.random.get_rng_state(), before)
    assert np.array_equal(first, second)
    assert not np.allclose(first, other)


@BOTH
def test_saved_and_loaded_it_is_the_same(make: type[NeuralProjection], tmp_path: Path) -> None:
    vectors, _ = clusters(60)
    projection = small(make).fit(vectors)
    save_projection(projection, tmp_path / "map.safetensors")
    before = torch.random.get_rng_state()
    loaded = load_projection(tmp_path / "map.safetensors")
    assert torch.equal(torch.random.get_rng_state(), before)
    assert type(loaded) is make
    assert isinstance(loaded, NeuralProjection)
    positions = projection.transform(vectors)
    assert np.array_equal(loaded.transform(vectors), positions)
    assert np.array_equal(loaded.inverse_transform(positions), projection.inverse_transform(positions))
    assert {**loaded.get_params(), "hidden": None} == {**projection.get_params(), "hidden": None}


@BOTH
def test_its_networks_are_its_maps(make: type[NeuralProjection]) -> None:
    vectors, _ = clusters(60)
    projection = small(make).fit(vectors + 100)
    positions = projection.transform(vectors + 100)
    there, back = projection.networks()
    with torch.no_grad():
        placed, returned = there(torch.tensor(vectors + 100).float()).numpy(), back(torch.tensor(positions).float()).numpy()
    assert placed == pytest.approx(positions, abs=1e-3 * np.ptp(positions))
    assert returned == pytest.approx(projection.inverse_transform(positions), abs=1e-3)
    assert {parameter.dtype for network in (there, back) for parameter in network.state_dict().values()} == {torch.float32}


@BOTH
def test_what_is_computed_has_the_type_that_is_given(make: type[NeuralProjection]) -> None:
    vectors, _ = clusters(60)
    projection = small(make).fit(vectors)
    single, double = vectors.astype(np.float32), vectors
    assert projection.transform(single).dtype == projection.inverse_transform(projection.transform(single)).dtype == np.float32
    assert projection.transform(double).dtype == projection.inverse_transform(projection.transform(double)).dtype == np.float64


@BOTH
def test_where_the_origin_is_and_how_long_the_unit_does_not_matter(make: type[NeuralProjection]) -> None:
    # Fractions of powers of two: moved and scaled, they are still exact.
    vectors = np.random.default_rng(0).integers(-64, 64, (64, 3)) / 32
    projection, moved = small(make).fit(vectors), small(make).fit(vectors * 1024 + 2**20)
    assert np.array_equal(projection.transform(vectors), moved.transform(vectors * 1024 + 2**20))


@BOTH
@pytest.mark.parametrize(
    "vectors",
    [
        np.array([[0.0, 1.0], [2.0, 5.0]]),
        np.arange(5.0)[:, None],
        np.full((40, 3), 0.1),
        np.repeat(np.eye(4), 25, axis=0),
        np.concatenate([np.zeros((70, 2)), np.ones((1, 2)) * 1e6]),
    ],
    ids=["two", "one feature", "constant", "duplicates", "outlier"],
)
def test_odd_data(make: type[NeuralProjection], vectors: np.ndarray) -> None:
    projection = small(make).fit(vectors)
    positions = projection.transform(vectors)
    assert positions.shape == (len(vectors), 2)
    assert np.isfinite(positions).all()
    back = projection.inverse_transform(positions)
    assert back.shape == vectors.shape
    assert np.isfinite(back).all()


@BOTH
def test_the_caller_s_array_is_not_changed(make: type[NeuralProjection]) -> None:
    vectors, _ = clusters(30)
    before = vectors.copy()
    small(make).fit(vectors).transform(vectors)
    assert np.array_equal(vectors, before)


@BOTH
def test_it_has_to_be_fitted(make: type[NeuralProjection]) -> None:
    projection = make()
    for use in (lambda: projection.inverse_transform(np.zeros((2, 2))), projection.axis_names, projection.networks, projection.fitted):
        with pytest.raises(NotFittedError):
            use()


@BOTH
def test_wrong_places_and_options(make: type[NeuralProjection]) -> None:
    vectors, _ = clusters(30)
    with pytest.raises(ValueError, match="have 2"):
        small(make).fit(vectors).inverse_transform(np.zeros((4, 3)))
    for wrong in (
        {"steps": 0},
        {"inverse_steps": 0},
        {"batch_size": 0},
        {"batch_size": 1},
        {"hidden": (16, 0)},
        {"learning_rate": 0.0},
        {"device": "nowhere"},
    ):
        with pytest.raises(UsageError, match=next(iter(wrong))):
            small(make, **wrong).fit(vectors)


@BOTH
def test_progress_is_shown(make: type[NeuralProjection], capsys: pytest.CaptureFixture[str]) -> None:
    vectors, _ = clusters(30)
    small(make, quiet=False).fit(vectors)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"{make.title}: 3/3 steps" in shown.err
    assert f"{make.title}, way back: 2/2 steps" in shown.err
