"""Interpolation scores: against loops written out, and constructions whose answer is known."""

import numpy as np
import pytest
import torch
from torch import Tensor

from latlas.errors import LatlasError, UsageError
from latlas.metrics.interpolation import error_by_alpha, mean_error, score_extrapolation, score_intervals
from latlas.metrics.intervals import Decode, Encode, cross_dissolve, interpolate_intervals
from latlas.metrics.nearest import gallery_of
from latlas.metrics.sequences import Sequences

SHAPE = (2, 3, 4)
RANDOM = torch.Generator().manual_seed(0)
ENCODER, DECODER = torch.randn(24, 3, generator=RANDOM), torch.randn(3, 24, generator=RANDOM)


def encode(images: Tensor) -> Tensor:
    return (images.flatten(1) - 0.5) @ ENCODER


def decode(latents: Tensor) -> Tensor:
    return (latents @ DECODER).tanh().mul(0.5).add(0.5).unflatten(1, SHAPE)


def some(sequences: int, views: int, closed: bool) -> tuple[Tensor, Sequences]:
    """Random images and sequences through them in shuffled order."""
    random = np.random.default_rng(1)
    rows = random.permutation(sequences * views).reshape(sequences, views)
    return torch.from_numpy(random.random((sequences * views, *SHAPE), np.float32)), Sequences(rows, closed)


def line(views: int) -> tuple[Tensor, Sequences, Encode, Decode]:
    """Images on a straight line in pixel space, and the chart of it: interpolation and extrapolation are exact."""
    base, slope = torch.full((24,), 0.1), torch.linspace(0.01, 0.05, 24)
    images = (base + torch.arange(views)[:, None] * slope).unflatten(1, SHAPE)
    return (
        images,
        Sequences(np.arange(views)[None], closed=False),
        lambda x: ((x.flatten(1) - base) @ slope / slope.square().sum())[:, None],
        lambda z: (base + z * slope).unflatten(1, SHAPE),
    )


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("batch_size", [1, 7, 256])
def test_scores_equal_loops_written_out(closed: bool, batch_size: int):
    images, sequences = some(3, 7, closed)
    pixels, scores = images.double().numpy(), score_intervals(encode, decode, images, sequences, (2, 3, 5), batch_size)
    assert list(scores) == [2, 3, 5]
    for length, found in scores.items():
        assert (found.length, found.alpha.tolist()) == (length, [k / length for k in range(1, length)])
        interval = 0
        for sequence in sequences.rows.tolist():
            for start in range(7 if closed else 7 - length):
                views = [sequence[(start + k) % 7] for k in range(length + 1)]
                assert found.ends[interval].tolist() == [views[0], views[-1]]
                for k in range(1, length):
                    alpha = k / length
                    z = (1 - alpha) * encode(images[[views[0]]]) + alpha * encode(images[[views[-1]]])
                    made = decode(z)[0].double().numpy()
                    distances = [((made - real) ** 2).mean() for real in pixels]
                    at = (interval, k - 1)
                    assert found.truth[at] == views[k]
                    assert found.error[at] == pytest.approx(distances[views[k]], rel=1e-5)
                    assert found.nearest_all[at] == np.argmin(distances)
                    assert found.nearest_distance[at] == pytest.approx(min(distances), rel=1e-5)
                    assert found.nearest_within[at] == min(views, key=distances.__getitem__)
                interval += 1
        assert len(found.error) == interval


def test_a_chart_of_the_images_has_no_error_within_or_beyond():
    images, sequences, to_line, from_line = line(12)
    scores = score_intervals(to_line, from_line, images, sequences, range(2, 12))
    for found in scores.values():
        np.testing.assert_allclose(found.error, 0, atol=1e-10)
        np.testing.assert_array_equal(found.nearest_all, found.truth)
        np.testing.assert_array_equal(found.nearest_within, found.truth)
    beyond = score_extrapolation(to_line, from_line, images, sequences, length=3, beyond=2)
    np.testing.assert_allclose(beyond.alpha, [-2 / 3, -1 / 3, 4 / 3, 5 / 3])
    assert beyond.ends.tolist() == [[start, start + 3] for start in range(2, 7)]
    np.testing.assert_array_equal(beyond.truth - beyond.ends[:, :1], np.tile([-2, -1, 4, 5], (5, 1)))
    np.testing.assert_allclose(beyond.error, 0, atol=1e-10)


def test_extrapolation_on_a_closed_sequence_counts_every_start():
    images, sequences = some(2, 9, closed=True)
    found = score_extrapolation(encode, decode, images, sequences, length=2, beyond=3)
    assert found.error.shape == (18, 6)
    z = encode(images[sequences.rows[1, [8, 1]]])
    made = decode((1 + 3 / 2) * z[:1] - 3 / 2 * z[1:])
    expected = (made[0] - images[sequences.rows[1, 5]]).square().mean()
    assert found.error[-1, 0] == pytest.approx(float(expected), rel=1e-5)


def test_cross_dissolve_fades_pixels():
    images, sequences = some(1, 6, closed=True)
    (part,) = interpolate_intervals(*cross_dissolve(SHAPE), images, sequences, [3])
    start, end = images[part.ends[:, 0]], images[part.ends[:, 1]]
    torch.testing.assert_close(part.images[:, 0], start * 2 / 3 + end / 3)
    torch.testing.assert_close(part.images[:, 1], start / 3 + end * 2 / 3)


def test_memory_is_bounded_and_every_image_is_encoded_once():
    images, sequences = some(2, 20, closed=True)
    seen: dict[str, list[int]] = {"encode": [], "decode": []}

    def counted_encode(x: Tensor) -> Tensor:
        seen["encode"].append(len(x))
        return encode(x)

    def counted_decode(z: Tensor) -> Tensor:
        seen["decode"].append(len(z))
        return decode(z)

    score_intervals(counted_encode, counted_decode, images, sequences, range(2, 9), batch_size=16)
    assert sum(seen["encode"]) == 40
    assert max(seen["encode"] + seen["decode"]) <= 16
    assert sum(seen["decode"]) == 40 * sum(range(1, 8))


def test_no_graph_is_kept_and_grad_mode_of_the_caller_stays():
    images, sequences = some(1, 5, closed=True)
    weights = ENCODER.clone().requires_grad_()
    for part in interpolate_intervals(lambda x: x.flatten(1) @ weights, decode, images, sequences, [2, 3], batch_size=2):
        assert not part.images.requires_grad
        assert torch.is_grad_enabled()


def test_images_in_channels_last_order_are_compared_pixel_by_pixel():
    images, sequences = some(2, 6, closed=True)
    plain = score_intervals(encode, decode, images, sequences, [4])[4]
    last = score_intervals(encode, lambda z: decode(z).to(memory_format=torch.channels_last), images, sequences, [4])[4]
    np.testing.assert_allclose(last.error, plain.error, rtol=1e-6)
    np.testing.assert_array_equal(last.nearest_all, plain.nearest_all)


def test_nearest_images_are_those_of_float64_on_bright_images_that_hardly_differ():
    # Mean square 0.81 and differences near 1e-5: uncentred float32 products would round at 1e-7 · 0.81 per value.
    random = torch.Generator().manual_seed(3)
    base = torch.rand(1, 3, 16, 16, generator=random, dtype=torch.float64) * 0.02 + 0.9
    real = (base + 0.003 * torch.randn(80, 3, 16, 16, generator=random, dtype=torch.float64)).float()
    queries = (base + 0.003 * torch.randn(200, 3, 16, 16, generator=random, dtype=torch.float64)).float().flatten(1)
    expected = (queries.double()[:, None] - real.double().flatten(1)).square().mean(2)
    found = gallery_of(real).distances(queries)
    torch.testing.assert_close(found.double(), expected, rtol=1e-5, atol=0)
    assert torch.equal(found.argmin(1), expected.argmin(1))


def test_error_by_alpha_and_mean_count_what_the_mask_holds():
    images, sequences = some(2, 8, closed=True)
    scores = score_intervals(encode, decode, images, sequences, [4])[4]
    whole = error_by_alpha(scores)
    np.testing.assert_allclose(whole.mean, scores.error.mean(0), rtol=1e-6)
    np.testing.assert_allclose(whole.standard_deviation, scores.error.std(0, ddof=1), rtol=1e-5)
    assert whole.n.tolist() == [16, 16, 16]
    mean = mean_error(scores)
    per_interval = scores.error.mean(1)
    assert (mean.value, mean.n) == (pytest.approx(scores.error.mean(), rel=1e-6), 16)
    assert mean.standard_error == pytest.approx(per_interval.std(ddof=1) / 4, rel=1e-5)

    held_out = np.zeros(16, bool)
    held_out[[0, 5, 9]] = True
    chosen = [[scores.error[i, k] for i in range(16) if scores.truth[i, k] in (0, 5, 9)] for k in range(3)]
    masked = error_by_alpha(scores, held_out)
    assert masked.n.tolist() == [3, 3, 3]
    np.testing.assert_allclose(masked.mean, [np.mean(column) for column in chosen], rtol=1e-6)
    np.testing.assert_allclose(masked.standard_deviation, [np.std(column, ddof=1) for column in chosen], rtol=1e-5)
    assert mean_error(scores, held_out).value == pytest.approx(np.mean(chosen), rel=1e-6)
    assert mean_error(scores, held_out).n == sum(bool({0, 5, 9} & set(row)) for row in scores.truth.tolist())


def test_a_mask_without_in_between_views_has_no_mean():
    images, sequences, to_line, from_line = line(4)
    scores = score_intervals(to_line, from_line, images, sequences, [3])[3]
    nothing = error_by_alpha(scores, np.array([True, False, False, True]))
    assert np.isnan(nothing.mean).all()
    assert nothing.n.tolist() == [0, 0]
    one = error_by_alpha(scores)
    assert np.isfinite(one.mean).all()
    assert np.isnan(one.standard_deviation).all()
    assert mean_error(scores).standard_error is None
    with pytest.raises(UsageError, match="mask"):
        mean_error(scores, np.array([True, False, False, True]))


@pytest.mark.parametrize("lengths", [[1], [0], [-2], [6], [2, 9]])
def test_lengths_that_do_not_fit_are_refused(lengths: list[int]):
    images, sequences = some(2, 6, closed=True)
    with pytest.raises(UsageError, match=r"interval"):
        score_intervals(encode, decode, images, sequences, lengths)


def test_what_does_not_fit_together_is_refused():
    images, sequences = some(2, 6, closed=True)
    with pytest.raises(UsageError, match="11 images but 12 views"):
        score_intervals(encode, decode, images[:11], sequences, [2])
    with pytest.raises(UsageError, match="encode made latents"):
        score_intervals(lambda x: x, decode, images, sequences, [2])
    with pytest.raises(UsageError, match="decode made images"):
        score_intervals(encode, lambda z: decode(z).flatten(1), images, sequences, [2])
    with pytest.raises(UsageError, match="decode made images"):
        score_intervals(encode, lambda z: decode(z)[:, :1], images, sequences, [2])
    with pytest.raises(LatlasError, match="not finite"):
        score_intervals(encode, lambda z: decode(z) * float("nan"), images, sequences, [2])
    with pytest.raises(UsageError, match="at least 1"):
        score_extrapolation(encode, decode, images, sequences, length=2, beyond=0)
    with pytest.raises(UsageError, match="a sequence has 6"):
        score_extrapolation(encode, decode, images, sequences, length=2, beyond=2)
