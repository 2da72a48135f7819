"""Metrics of distributions in an evaluation: the right images, seen by the right features, and a protocol that says which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from types import MappingProxyType

import pytest
import torch
from torch import Tensor, nn

from latlas import catalog
from latlas.errors import DataError, UsageError
from latlas.features.extractor import Extractor
from latlas.features.lenet import LeNet
from latlas.features.pixels import Pixels
from latlas.functional.frechet import frechet_distance
from latlas.functional.mmd import mmd
from latlas.functional.neighbourhoods import overlap
from latlas.metrics.evaluate import evaluate
from latlas.metrics.metric import Metric
from latlas.metrics.mse import MSE
from latlas.metrics.populations import Comparison, ComparisonOptions, describe, embed_by
from latlas.types import Batch, Images, Latents, Posterior

NAMES = ("frechet", "mmd", "precision", "recall", "density", "coverage")
METRICS: list[Metric] = [catalog.get("metrics", name) for name in NAMES]
BASIS = torch.linalg.qr(torch.randn(16, 3, generator=torch.Generator().manual_seed(0))).Q


def make(n: int, seed: int) -> Images:
    return torch.rand(n, 1, 4, 4, generator=torch.Generator().manual_seed(seed))


TEST = make(120, 0)


def batches(images: Images = TEST, size: int = 50, start: int = 1000) -> Iterator[Batch]:
    """Numbers that are no positions in the part, as in an image set."""
    index = start + torch.arange(len(images))
    for some, numbers in zip(images.split(size), index.split(size), strict=True):
        yield Batch(some, numbers)


def encode(images: Images) -> Posterior:
    return Posterior(images.flatten(1) @ BASIS)


def decode(latents: Latents) -> Images:
    return (latents @ BASIS.T).reshape(-1, 1, 4, 4)


def untouchable(latents: Latents) -> Images:
    raise AssertionError("something was decoded")


def pixels(images: Images) -> Tensor:
    return images.flatten(1)


def test_scores_are_those_of_the_functions_on_the_same_features() -> None:
    generated = 0.8 * make(90, 1)
    comparison = Comparison(pixels, "made up", generated.split(40), options=ComparisonOptions(bandwidths=(0.5, 2.0), neighbours=4, seed=5))
    scores = evaluate(encode, untouchable, (), batches(), METRICS, comparison)
    assert tuple(scores) == NAMES
    real, made = TEST.flatten(1), generated.flatten(1)
    distance, discrepancy, shares = frechet_distance(real, made), mmd(real, made, (0.5, 2.0)), overlap(real, made, 4)
    expected = {
        "frechet": (distance.value, distance.standard_error),
        "mmd": (discrepancy.unbiased, discrepancy.standard_error),
        **{name: (getattr(shares, name).value, getattr(shares, name).standard_error) for name in NAMES[2:]},
    }
    for metric in METRICS:
        score = scores[metric.name]
        assert (score.value, score.standard_error) == pytest.approx(expected[metric.name], rel=1e-5)
        assert metric.range[0] <= score.value <= metric.range[1]
        assert score.n == 120
        assert score.protocol.startswith(metric.protocol)
        assert "120 test images against 90 generated ones, made up" in score.protocol
    assert "σ = 0.5, 2, as given" in scores["mmd"].protocol
    p_value = mmd(real, made, (0.5, 2.0), permutations=200, seed=5).p_value
    assert f"p = {p_value:.2g} of equal distributions by 200 permutations, seed 5" in scores["mmd"].protocol
    assert "neighbourhoods of 4" in scores["recall"].protocol


def test_reconstructions_are_pairs_with_their_originals() -> None:
    scores = evaluate(encode, decode, (), batches(), METRICS, Comparison(pixels, "reconstructions"))
    real, made = TEST.flatten(1), TEST.flatten(1) @ BASIS @ BASIS.T
    paired, apart = (mmd(real, made, paired=paired) for paired in (True, False))
    assert scores["mmd"].value == pytest.approx(paired.unbiased, rel=1e-4)
    assert scores["mmd"].standard_error == pytest.approx(paired.standard_error, rel=1e-3) != pytest.approx(apart.standard_error, rel=1e-3)
    assert scores["frechet"].standard_error == pytest.approx(frechet_distance(real, made, paired=True).standard_error, rel=1e-3)


def test_only_the_chosen_rows_are_compared() -> None:
    rows = torch.tensor([1003, 1110, 1007, *range(1020, 1060)])
    seen: list[Images] = []

    def watch(images: Images) -> Tensor:
        seen.append(images)
        return images.flatten(1)

    scores = evaluate(encode, decode, (), batches(), [METRICS[0], MSE], Comparison(watch, "some", rows=rows))
    real = torch.cat(seen[::2])  # originals and reconstructions take turns
    assert torch.equal(real, TEST[rows.sort().values - 1000])
    assert (scores["frechet"].n, scores["mse"].n) == (43, 120)


@pytest.mark.parametrize("generated", [None, make(100, 1)], ids=["reconstructions", "others"])
def test_does_not_depend_on_the_batches(generated: Images | None) -> None:
    found = []
    for size in (7, 120):
        comparison = Comparison(pixels, "", None if generated is None else generated.split(size))
        found.append(evaluate(encode, decode, (), batches(size=size), METRICS, comparison))
    for name in NAMES:
        assert found[0][name].value == pytest.approx(found[1][name].value, rel=1e-4, abs=1e-6)


def test_generated_images_are_asked_for_only_by_a_metric_that_needs_them() -> None:
    def never() -> Iterator[Images]:
        raise AssertionError("images were generated")
        yield

    assert evaluate(encode, decode, (), batches(), [MSE], Comparison(pixels, "", never())).keys() == {"mse"}
    assert evaluate(encode, decode, (), batches(), [MSE, *METRICS]).keys() == {"mse"}, "without a comparison they are left out"


def test_few_samples_are_refused_or_said() -> None:
    few = list(batches(TEST[:16]))
    with pytest.raises(UsageError, match="16 samples are too few for a Fréchet distance of 16 features"):
        evaluate(encode, decode, (), few, METRICS[:1], Comparison(pixels, ""))
    allowed = Comparison(pixels, "", options=ComparisonOptions(allow_few_samples=True))
    assert "WARNING: no more images than features" in evaluate(encode, decode, (), few, METRICS[:1], allowed)["frechet"].protocol
    assert "WARNING" not in evaluate(encode, decode, (), batches(), METRICS[:1], allowed)["frechet"].protocol


def test_refuses_a_comparison_of_nothing() -> None:
    with pytest.raises(DataError, match="no images to compare"):
        evaluate(encode, decode, (), batches(), METRICS, Comparison(pixels, "", ()))
    with pytest.raises(DataError, match="no images to compare"):
        evaluate(encode, decode, (), batches(), METRICS, Comparison(pixels, "", rows=torch.tensor([3])))


class Two(Extractor):
    """A layer of maps and one of vectors."""

    name = "two"
    citation = ""
    layers = MappingProxyType({"maps": 1, "vector": 1})
    default_layers = ("vector",)

    def __init__(self) -> None:
        super().__init__(nn.Identity())

    def compute(self, images: Images, layers: object) -> dict[str, Tensor]:
        return {"maps": torch.cat([images, 2 * images], 1), "vector": images.flatten(1)[:, :3]}


def test_maps_are_averaged_over_places_and_layers_stand_side_by_side() -> None:
    extractor, images = Two(), make(5, 2)
    assert torch.equal(embed_by(extractor)(images), images.flatten(1)[:, :3])
    mean = images.mean((1, 2, 3))
    expected = torch.cat([mean[:, None], 2 * mean[:, None], images.flatten(1)[:, :3]], 1)
    torch.testing.assert_close(embed_by(extractor, ("maps", "vector"))(images), expected)


def test_a_description_names_extractor_layers_and_weights() -> None:
    extractor = Two()
    assert describe(extractor) == "extractor 'two', layer vector"
    extractor.digest = "abc"
    assert describe(extractor, ("maps", "vector")) == "extractor 'two' with weights abc, layers maps, vector"
    assert describe(LeNet()) == "extractor 'lenet', layer f6, images resized to 32×32, antialiased"
    assert describe(Pixels(), ("pixels_64x64",)) == "extractor 'pixels', layer pixels_64x64"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("generated", "images"),
        ("samples", 1),
        ("permutations", -1),
        ("neighbours", 0),
        ("bandwidths", (0.0,)),
        ("bandwidths", (1.0, float("nan"))),
    ],
)
def test_options_that_cannot_be_are_refused_by_name(option: str, value: object) -> None:
    from beartype.roar import BeartypeCallHintViolation
    from jaxtyping import TypeCheckError

    with pytest.raises((UsageError, TypeCheckError, BeartypeCallHintViolation), match=option):
        ComparisonOptions(**{option: value})  # type: ignore[arg-type]


def test_the_command_line_has_the_same_options_and_defaults() -> None:
    from latlas.cli.evaluate import COMPARISON, Evaluate

    known = {field.name: field.default for field in fields(ComparisonOptions)}
    given = {field.name: field.default for field in fields(Evaluate) if field.name in COMPARISON}
    assert given == known
    assert set(COMPARISON) == set(known)
