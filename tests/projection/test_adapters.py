"""ICA, openTSNE and umap-learn as projections, against the libraries themselves."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.decomposition import FastICA
from sklearn.utils.estimator_checks import parametrize_with_checks

from latlas.errors import UsageError
from latlas.projection.ica import ICA
from latlas.projection.known import place
from latlas.projection.opentsne import OpenTSNE
from latlas.projection.pca import PCA
from latlas.projection.projection import InvertibleProjection
from latlas.projection.saving import load_projection, save_projection
from latlas.projection.umap_learn import UMAPLearn


def expected_failures(estimator: Any) -> dict[str, str]:
    return {"check_do_not_raise_errors_in_init_or_set_params": "tests check the types of arguments, other programs do not"}


@parametrize_with_checks([ICA()], expected_failed_checks=expected_failures)
def test_ica_is_a_scikit_learn_estimator(estimator: Any, check: Any) -> None:
    check(estimator)


@pytest.mark.slow
@parametrize_with_checks([OpenTSNE(iterations=20), UMAPLearn(epochs=10)], expected_failed_checks=expected_failures)
def test_those_of_libraries_are_scikit_learn_estimators(estimator: Any, check: Any) -> None:
    for package in ("openTSNE", "umap"):
        pytest.importorskip(package, exc_type=ImportError)
    check(estimator)


def clusters(count: int = 90, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Three far clusters in six dimensions, and which is whose."""
    random = np.random.default_rng(seed)
    label = np.arange(count) % 3
    centres = 20 * np.random.default_rng(99).normal(size=(3, 6))
    return centres[label] + random.normal(size=(count, 6)), label


def sources(count: int = 2000) -> tuple[np.ndarray, np.ndarray]:
    """Two independent sources that are not Gaussian, and a mixture of them in a plane of four dimensions, with little noise."""
    random = np.random.default_rng(0)
    hidden = np.column_stack([random.uniform(-1, 1, count), random.laplace(size=count)])
    return hidden, hidden @ random.normal(size=(2, 4)) + 1e-3 * random.normal(size=(count, 4)) + 5


# ICA


def test_ica_finds_independent_sources() -> None:
    hidden, mixed = sources()
    found = np.corrcoef(ICA().fit_transform(mixed).T, hidden.T)[:2, 2:]
    # Each coordinate is one of the sources.
    assert np.sort(np.abs(found), axis=1)[:, 1].min() > 0.99
    assert len({int(row) for row in np.abs(found).argmax(1)}) == 2


def test_ica_is_scikit_learn_s() -> None:
    mixed = sources()[1]
    ours = ICA().fit_transform(mixed)
    theirs = FastICA(2, whiten="unit-variance", tol=1e-8, max_iter=1000, random_state=0).fit_transform(mixed)
    between = np.corrcoef(ours.T, theirs.T)[:2, 2:]
    assert np.sort(np.abs(between), axis=1) == pytest.approx(np.array([[0, 1], [0, 1]]), abs=1e-2)
    assert ours.std(0) == pytest.approx([1, 1], rel=1e-6)


def test_the_way_back_of_ica_is_that_of_pca() -> None:
    x = np.random.default_rng(0).laplace(size=(300, 5)) * (5, 4, 3, 2, 1)
    ica, pca = ICA().fit(x), PCA().fit(x)
    assert ica.inverse_transform(ica.transform(x)) == pytest.approx(pca.inverse_transform(pca.transform(x)), abs=1e-9)


def test_ica_orders_and_signs() -> None:
    projection = ICA().fit(sources()[1])
    sizes = np.linalg.norm(projection.mixing_, axis=1)
    assert sizes[0] >= sizes[1]
    assert (projection.mixing_[np.arange(2), np.abs(projection.mixing_).argmax(1)] > 0).all()


@pytest.mark.parametrize("x", [np.array([[1.0], [2.0], [6.0]]), np.outer(np.arange(9.0), [1.0, 2.0, -1.0]), np.full((5, 3), 2.0)])
def test_ica_of_what_fills_no_plane(x: np.ndarray) -> None:
    projection = ICA().fit(x)
    positions = projection.transform(x)
    assert positions[:, 1] == pytest.approx(0, abs=1e-12)
    assert projection.inverse_transform(positions) == pytest.approx(x)


# Vectors that are known


def test_known_vectors_keep_their_places_and_others_are_searched() -> None:
    fitted = np.array([[1.0, 2.0], [3.0, 0.0], [1.0, 2.0]])
    embedding = np.array([[10.0, 10.0], [20.0, 20.0], [30.0, 30.0]])
    asked: list[np.ndarray] = []

    def search(new: np.ndarray) -> np.ndarray:
        asked.append(new)
        return np.full((len(new), 2), -1.0)

    vectors = np.array([[3.0, -0.0], [9.0, 9.0], [1.0, 2.0]])
    assert place(vectors, fitted, embedding, search).tolist() == [[20.0, 20.0], [-1.0, -1.0], [10.0, 10.0]]
    assert [rows.tolist() for rows in asked] == [[[9.0, 9.0]]]
    place(fitted, fitted, embedding, search)
    assert len(asked) == 1


# openTSNE and umap-learn

LIBRARIES = [
    pytest.param("openTSNE", OpenTSNE(iterations=100), id="opentsne"),
    pytest.param("umap", UMAPLearn(epochs=100), id="umap_learn", marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("package", "projection"), LIBRARIES)
def test_clusters_stay_together_and_so_do_new_vectors(package: str, projection: Any, tmp_path: Path) -> None:
    pytest.importorskip(package, exc_type=ImportError)
    x, label = clusters()
    positions = projection.fit(x).transform(x)
    assert np.array_equal(positions, projection.embedding_)
    assert not isinstance(projection, InvertibleProjection)
    new, new_label = clusters(30, seed=1)
    save_projection(projection, tmp_path / "map")
    loaded = load_projection(tmp_path / "map")
    for one in (projection, loaded):
        found = one.transform(new)
        nearest = np.linalg.norm(found[:, None] - positions, axis=2).argmin(1)
        assert (label[nearest] == new_label).all()
        assert np.array_equal(one.transform(x), positions)  # the map did not move under them
    assert np.array_equal(loaded.transform(new), projection.transform(new))


def test_it_is_the_map_of_opentsne() -> None:
    library = pytest.importorskip("openTSNE")
    x, _ = clusters()
    theirs = library.TSNE(perplexity=20, n_iter=100, random_state=0, n_jobs=1, initialization="pca").fit(x)
    ours = OpenTSNE(perplexity=20.0, iterations=100).fit_transform(x)
    assert ours - ours.mean(0) == pytest.approx(np.array(theirs - theirs.mean(0)), abs=1e-6)


@pytest.mark.slow
def test_it_is_the_map_of_umap_learn() -> None:
    library = pytest.importorskip("umap", exc_type=ImportError)
    x, _ = clusters()
    theirs = library.UMAP(n_neighbors=10, n_epochs=50, random_state=0, n_jobs=1).fit_transform(x)
    assert np.array_equal(UMAPLearn(neighbours=10, epochs=50).fit_transform(x), theirs)


@pytest.mark.parametrize(("package", "projection"), [("openTSNE", OpenTSNE()), ("umap", UMAPLearn())])
def test_a_package_that_is_missing_is_named(package: str, projection: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError, match=r"latlas\[projections\]"):
        projection.fit(clusters()[0])
