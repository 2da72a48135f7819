"""Round trips: what is known to return, what is known not to, and each number against its definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest
from scipy.spatial.distance import cdist, pdist
from torch import nn
from typing_extensions import override

from latlas.errors import UsageError
from latlas.projection import round_trip as module
from latlas.projection.ica import ICA
from latlas.projection.pca import PCA
from latlas.projection.projection import InvertibleProjection, Positions, Vectors, VectorsLike
from latlas.projection.round_trip import diameter, round_trip
from latlas.projection.shotgun import ShotgunPreImage


def plane(count: int = 200) -> np.ndarray:
    random = np.random.default_rng(0)
    return random.normal(size=(count, 2)) @ np.linalg.qr(random.normal(size=(5, 2)))[0].T * 4 + 7


class Shifting(InvertibleProjection):
    """The first two of three numbers; the way back is 3 too far along the first, and puts 0 for the third."""

    name = "shifting"

    @override
    def fit(self, vectors: VectorsLike, y: Any = None) -> InvertibleProjection:
        return self

    @override
    def transform(self, vectors: VectorsLike) -> Positions:
        return np.asarray(vectors)[:, :2]

    @override
    def inverse_transform(self, positions: VectorsLike) -> Vectors:
        return np.asarray(positions) @ np.eye(2, 3) + np.array([3.0, 0.0, 0.0])

    @override
    def axis_names(self) -> tuple[str, str]:
        return "1", "2"

    @override
    def networks(self) -> tuple[nn.Module, nn.Module]:
        raise NotImplementedError

    @override
    def fitted(self) -> dict[str, np.ndarray]:
        return {}

    @override
    def restore(self, arrays: Mapping[str, np.ndarray]) -> None: ...


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_a_plane_returns_both_ways(dtype: type) -> None:
    x = plane().astype(dtype)
    trip = round_trip(PCA().fit(x), x)
    small = 1e-5 if dtype is np.float32 else 1e-12
    assert trip.vectors == 200
    assert trip.data < 10 * small
    assert trip.data_of_spread is not None
    assert trip.data_of_spread < small
    assert trip.map is not None
    assert trip.map < small
    assert trip.map_at_vectors is not None
    assert trip.map_at_vectors < small
    assert trip.data_of_pca is None  # PCA's own error is rounding


def test_what_drops_information_does_not_return() -> None:
    x = np.random.default_rng(0).normal(size=(300, 5))
    trip = round_trip(PCA().fit(x), x)
    assert trip.data_of_pca == 1
    assert trip.data_of_spread is not None
    # Three of five equal variances are lost; the median of a distance is a little below its root mean square.
    assert 0.5 < trip.data_of_spread < np.sqrt(3 / 5)
    assert trip.map is not None
    assert trip.map < 1e-12  # the map itself returns


def test_a_shotgun_leads_astray_both_ways() -> None:
    x = np.random.default_rng(0).normal(size=(300, 5))
    trip = round_trip(ShotgunPreImage(count=50).fit(x), x)
    assert trip.data_of_pca is not None
    assert trip.data_of_pca > 1
    assert trip.map is not None
    assert trip.map_at_vectors is not None
    assert trip.map > trip.map_at_vectors > 0  # candidates are where vectors are, not in the corners of the map


def test_each_number_is_what_it_says() -> None:
    x = np.random.default_rng(0).normal(size=(120, 3)) * (5, 3, 1)
    trip = round_trip(Shifting(), x)
    errors = np.sqrt(9 + x[:, 2] ** 2)
    distances = cdist(x, x)
    np.fill_diagonal(distances, np.inf)
    third = np.linalg.svd(x - x.mean(0))[2][2]
    across = pdist(x[:, :2]).max()
    assert trip.data == pytest.approx(np.median(errors))
    assert trip.data_of_spread == pytest.approx(np.median(errors) / np.sqrt(x.var(0).sum()))
    assert trip.data_of_neighbour == pytest.approx(np.median(errors) / np.median(distances.min(1)))
    assert trip.data_of_pca == pytest.approx(np.median(errors) / np.median(np.abs((x - x.mean(0)) @ third)))
    assert trip.map == pytest.approx(3 / across)
    assert trip.map_at_vectors == pytest.approx(3 / across)


def test_places_fill_the_square_around_the_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    x = np.random.default_rng(0).uniform(size=(4000, 3)) * (10, 2, 1) + (5, 0, 0)
    tried: list[np.ndarray] = []
    monkeypatch.setattr(Shifting, "inverse_transform", lambda self, places: tried.append(places) or np.zeros((len(places), 3)))
    round_trip(Shifting(), x)
    places = next(places for places in tried if not np.array_equal(places, x[:, :2]))
    assert places.min(0) == pytest.approx([5, -4], abs=0.02)
    assert places.max(0) == pytest.approx([15, 6], abs=0.02)
    assert places.mean(0) == pytest.approx([10, 1], abs=4 * 10 / np.sqrt(12 * 4000))


def test_ica_loses_what_pca_loses() -> None:
    x = np.random.default_rng(0).laplace(size=(300, 5)) * (5, 4, 3, 2, 1)
    trip = round_trip(ICA().fit(x), x)
    assert trip.data_of_pca == pytest.approx(1, abs=1e-9)
    assert trip.map == pytest.approx(0, abs=1e-12)


def test_the_nearest_other_is_sought_among_all() -> None:
    """Of those that are tried, too, there are fewer, and they lie further apart."""
    x = np.random.default_rng(0).normal(size=(400, 3)) * (5, 3, 1)
    trip = round_trip(Shifting(), x, seed=3, most=50)
    chosen = np.sort(np.random.default_rng(3).choice(400, 50, replace=False))
    distances = cdist(x[chosen], x)
    distances[np.arange(50), chosen] = np.inf
    expected = np.median(np.sqrt(9 + x[chosen, 2] ** 2)) / np.median(distances.min(1))
    assert trip.data_of_neighbour == pytest.approx(expected)


def test_copies_have_no_nearest_other() -> None:
    x = np.repeat(np.random.default_rng(0).normal(size=(30, 3)), 2, axis=0)
    assert round_trip(Shifting(), x).data_of_neighbour is None


def test_only_so_many_are_tried() -> None:
    x = plane(500)
    assert round_trip(PCA().fit(x), x, most=100).vectors == 100
    noisy = np.random.default_rng(0).normal(size=(500, 5))
    projection = PCA().fit(noisy)
    first, again, other = (asdict(round_trip(projection, noisy, seed=seed, most=100)) for seed in (0, 0, 1))
    assert first == again
    assert first["data"] != other["data"]


def test_the_diameter_is_measured_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    positions = np.random.default_rng(0).normal(size=(57, 2))
    monkeypatch.setattr(module, "BLOCK", 10)
    assert diameter(positions) == pytest.approx(pdist(positions).max())


def test_vectors_that_do_not_vary_divide_nothing() -> None:
    x = np.full((5, 3), 2.0)
    trip = round_trip(PCA().fit(x), x)
    assert trip.data == 0
    assert [trip.data_of_spread, trip.data_of_neighbour, trip.data_of_pca, trip.map, trip.map_at_vectors] == [None] * 5


def test_the_caller_s_array_is_not_changed() -> None:
    x = plane()
    before = x.copy()
    round_trip(PCA().fit(x), x)
    assert np.array_equal(x, before)


def test_one_vector_is_too_few() -> None:
    with pytest.raises(UsageError, match="1 vectors are too few"):
        round_trip(PCA().fit(plane()), plane()[:1])
