"""Clusters: known groups are found, labels are what their definition says, and there is an answer for every input."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from latlas.latent import clusters
from latlas.latent.clusters import NOISE, hdbscan, kmeans

METHODS = [lambda vectors: kmeans(vectors, 10), hdbscan]


def blobs(sizes: tuple[int, ...], latents: int = 6, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Gaussian groups of these sizes, 40 standard deviations apart, in a random order: vectors and group of each."""
    random = np.random.default_rng(seed)
    groups = random.permutation(np.repeat(np.arange(len(sizes)), sizes))
    centres = 40 * np.eye(len(sizes), latents)
    return (centres[groups] + random.normal(size=(len(groups), latents))).astype(np.float32), groups


def moons(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Two half circles that reach into each other, which no straight border separates."""
    random = np.random.default_rng(seed)
    upper = np.arange(count) % 3 > 0
    angle = random.uniform(0, np.pi, count)
    places = np.where(upper[:, None], np.c_[np.cos(angle), np.sin(angle)], np.c_[1 - np.cos(angle), 0.5 - np.sin(angle)])
    return (places + random.normal(scale=0.04, size=places.shape)).astype(np.float32), np.where(upper, 0, 1)


def test_kmeans_finds_groups_and_numbers_them_by_size() -> None:
    vectors, groups = blobs((50, 300, 120))
    found = kmeans(vectors, 3)
    assert found.count == 3
    assert found.labels.dtype == np.int32
    assert np.array_equal(found.labels, np.array([2, 0, 1])[groups])


def test_every_vector_is_nearest_to_the_mean_of_its_own_cluster() -> None:
    vectors = np.random.default_rng(1).normal(size=(900, 4)).astype(np.float32)
    found = kmeans(vectors, 7)
    means = np.stack([vectors[found.labels == k].astype(np.float64).mean(0) for k in range(7)])
    distances = np.linalg.norm(vectors[:, None] - means, axis=2)
    own = distances[np.arange(900), found.labels]
    # the last step of the iteration may move a border by its tolerance
    assert (own <= distances.min(axis=1) + 0.02).all()
    assert np.array_equal(np.bincount(found.labels), np.sort(np.bincount(found.labels))[::-1])


def test_kmeans_of_a_sample_labels_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "MOST_KMEANS", 60)
    vectors, groups = blobs((100, 300))
    assert np.array_equal(kmeans(vectors, 2).labels, 1 - groups)


def test_hdbscan_finds_shapes_and_leaves_noise() -> None:
    vectors, groups = moons(600)
    alone = np.array([[4, 4], [-5, 2], [9, -7]], np.float32)
    found = hdbscan(np.concatenate([vectors, alone]))
    assert found.count == 2
    assert (found.labels[-3:] == NOISE).all()
    assert np.mean(found.labels[:600] == groups) > 0.97
    assert np.mean(kmeans(vectors, 2).labels == groups) < 0.97, "a straight border would do: the test above shows nothing"


def test_vectors_outside_the_sample_join_the_nearest_within_its_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "MOST_HDBSCAN", 300)
    vectors, groups = moons(2000)
    vectors[5] = [7, 7]
    found = hdbscan(vectors)
    rows = np.sort(np.random.default_rng(0).choice(2000, 300, replace=False))
    exact = vectors.astype(np.float64)
    near = np.linalg.norm(exact[:, None] - exact[rows], axis=2)
    among = np.sort(near[rows], axis=1)[:, clusters.NEIGHBOURS - 1]
    nearest = near.argmin(axis=1)
    inside = near.min(axis=1) <= among[nearest]
    outside = np.setdiff1d(np.arange(2000), rows)
    expected = np.where(inside, found.labels[rows][nearest], NOISE)
    assert np.mean(found.labels[outside] == expected[outside]) > 0.999  # ties fall to either side
    assert 0 < (found.labels == NOISE).sum() < 600
    assert found.labels[5] == NOISE
    assert np.mean(found.labels[found.labels != NOISE] == groups[found.labels != NOISE]) > 0.99
    assert "300 latents" in found.protocol


@pytest.mark.parametrize("find", METHODS, ids=["kmeans", "hdbscan"])
@pytest.mark.parametrize("rows", [1, 2, 5, 12, 40])
@pytest.mark.parametrize("kind", ["equal", "two places", "spread"])
def test_there_is_an_answer_for_every_input(find, rows: int, kind: str) -> None:
    vectors = np.random.default_rng(rows).normal(size=(rows, 3)).astype(np.float32)
    if kind != "spread":
        vectors[:] = vectors[0]
    if kind == "two places":
        vectors[::2] += 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = find(vectors)
    assert found.labels.shape == (rows,)
    assert set(found.labels.tolist()) - {NOISE} == set(range(found.count))
    if kind == "equal":
        assert found.count <= 1
    if kind == "two places" and rows >= 12:
        assert found.count == 2


@pytest.mark.parametrize("find", METHODS, ids=["kmeans", "hdbscan"])
def test_the_same_vectors_get_the_same_clusters(find) -> None:
    vectors = np.random.default_rng(3).normal(size=(1500, 8)).astype(np.float32)
    first, again = find(vectors.copy()), find(vectors.copy())
    assert np.array_equal(first.labels, again.labels)
    assert first.protocol == again.protocol
