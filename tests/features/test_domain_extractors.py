"""The extractors that distances of distributions read: networks against written-out ones, pixels, and what they promise of sizes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import torch
from domain_weights import BY_HAND, Tensors, Weights, resize
from safetensors.torch import save_file
from torch import Tensor

from latlas import catalog
from latlas.errors import DataError, UsageError
from latlas.features.classifier import Classifier, ClassifierTraining
from latlas.features.extractor import Extractor, resized
from latlas.features.pixels import Pixels
from latlas.features.weights import load_extractor
from latlas.functional.randomness import Randomness
from latlas.types import Batch

QUICK = ("classifier", "lenet")
ALL = (*QUICK, "inception")


def images(channels: int = 3, height: int = 45, width: int = 37, count: int = 2) -> Tensor:
    return torch.rand(count, channels, height, width, generator=torch.Generator().manual_seed(1))


@dataclass(frozen=True)
class Made:
    """An extractor with seeded weights, and what it must give of `images(count=1)`."""

    extractor: Extractor
    tensors: Tensors
    expected: Tensors


@cache
def made(name: str) -> Made:
    weights = Weights()
    expected = BY_HAND[name](weights, images(count=1))
    extractor: Extractor = catalog.get("extractors", name)()
    extractor.load(weights.tensors, "seeded weights")
    return Made(extractor, weights.tensors, expected)


@pytest.mark.parametrize("name", ALL)
def test_features_are_those_of_the_written_out_network(name: str) -> None:
    extractor, expected = made(name).extractor, made(name).expected
    found = extractor.features(images(count=1))
    assert list(found) == list(expected) == list(extractor.layers)
    for layer, values in expected.items():
        torch.testing.assert_close(found[layer], values, rtol=1e-3, atol=1e-4)
        assert float(values.std()) > 0.01, "a dead layer compares nothing"


def test_features_have_the_known_sizes() -> None:
    sizes = {(name, layer): tuple(values.shape[1:]) for name in ALL for layer, values in made(name).expected.items()}
    assert sizes["lenet", "f6"] == (84,)
    assert sizes["lenet", "c5"] == (120,)
    assert sizes["classifier", "pooled"] == (128,)
    assert [sizes["inception", layer] for layer in ("maxpool1", "maxpool2", "mixed_6e", "pool3")] == [(64,), (192,), (768,), (2048,)]
    defaults = {name: made(name).extractor.default_layers for name in ALL}
    assert defaults == {"lenet": ("f6",), "classifier": ("pooled",), "inception": ("pool3",)}


def test_inception_has_the_parameters_of_torchvisions_without_its_classes() -> None:
    """27 161 264 with the auxiliary head, 23 834 568 without it, of which 2048·1000 + 1000 belong to the classes."""
    assert sum(parameter.numel() for parameter in made("inception").extractor.network.parameters()) == 23_834_568 - 2_049_000


def test_large_images_are_shrunk_for_the_classifier_and_small_ones_are_not() -> None:
    extractor = made("classifier").extractor
    for size, seen in (((150, 100), (64, 43)), ((64, 9), (64, 9)), ((500, 1), (64, 1))):
        x = images(height=size[0], width=size[1], count=1)
        weights = Weights()
        expected = BY_HAND["classifier"](weights, resize(x, *seen, antialias=True))
        found = extractor.features(x)
        assert found["block1"].shape[2:] == seen
        torch.testing.assert_close(found["pooled"], expected["pooled"], rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("old", [(1, 7), (13, 17), (64, 9), (200, 150), (500, 2)], ids=str)
@pytest.mark.parametrize("new", [(8, 8), (5, 30), (64, 1), (32, 3)], ids=str)
def test_resizing_is_torchs_antialiased_one(old: tuple[int, int], new: tuple[int, int]) -> None:
    x = images(height=old[0], width=old[1])
    torch.testing.assert_close(resized(x, *new), resize(x, *new, antialias=True), rtol=1e-5, atol=1e-6)
    torch.testing.assert_close(resized(torch.ones_like(x), *new), torch.ones(2, 3, *new))


@pytest.mark.parametrize("name", [*QUICK, "pixels"])
@pytest.mark.parametrize("size", [(1, 1), (1, 9), (7, 3), (32, 32), (99, 70)])
def test_images_of_any_size_give_vectors_of_one_length(name: str, size: tuple[int, int]) -> None:
    extractor = load_extractor("pixels", "") if name == "pixels" else made(name).extractor
    layers = ("pixels_8x8",) if name == "pixels" else extractor.default_layers
    found = extractor.features(images(height=size[0], width=size[1]), layers)[layers[0]]
    assert found.shape == (2, {"pixels": 192, "lenet": 84, "classifier": 128}[name])
    assert bool(torch.isfinite(found).all())


@pytest.mark.parametrize("name", QUICK)
def test_asking_for_fewer_layers_changes_nothing_in_them(name: str) -> None:
    extractor = made(name).extractor
    whole, layer = extractor.features(images()), next(iter(extractor.layers))
    some = extractor.features(images(), (layer,))
    assert list(some) == [layer]
    assert torch.equal(some[layer], whole[layer])


def test_asking_for_an_early_layer_of_inception_changes_nothing_in_it() -> None:
    found = made("inception").extractor.features(images(count=1), ("maxpool2", "maxpool1"))
    assert list(found) == ["maxpool2", "maxpool1"]
    for layer, values in found.items():
        torch.testing.assert_close(values, made("inception").expected[layer], rtol=1e-3, atol=1e-4)


def test_colour_becomes_gray_for_lenet_and_gray_becomes_colour_for_the_others() -> None:
    colour, gray = images(), images(channels=1)
    lenet, classifier, inception = (made(name).extractor for name in ("lenet", "classifier", "inception"))
    torch.testing.assert_close(lenet.features(colour)["f6"], lenet.features(colour.mean(1, keepdim=True))["f6"])
    for extractor, layer in ((classifier, "pooled"), (inception, "maxpool1")):
        one, three = (extractor.features(x, (layer,))[layer] for x in (gray, gray.repeat(1, 3, 1, 1)))
        torch.testing.assert_close(one, three)


@pytest.mark.parametrize("name", QUICK)
def test_an_image_has_its_own_features_and_leaves_no_trace(name: str) -> None:
    """Batch norm in training mode would let the others of a batch in, and move its statistics."""
    extractor, layer = made(name).extractor, made(name).extractor.default_layers[0]
    before = {key: value.clone() for key, value in extractor.network.state_dict().items()}
    x = images(count=5)
    together, alone = extractor.features(x)[layer], extractor.features(x[:1])[layer]
    torch.testing.assert_close(together[:1], alone, rtol=1e-4, atol=1e-5)
    assert all(torch.equal(value, before[key]) for key, value in extractor.network.state_dict().items())


@pytest.mark.parametrize("name", [*QUICK, "pixels"])
def test_gradients_reach_the_images_alone(name: str) -> None:
    extractor = Pixels() if name == "pixels" else made(name).extractor
    x = images(height=40, width=40).requires_grad_()
    sum(values.sum() for values in extractor.features(x).values()).backward()  # type: ignore[union-attr]  # there are layers
    assert x.grad is not None
    assert bool(torch.isfinite(x.grad).all())
    assert bool((x.grad != 0).any())
    assert all(parameter.grad is None and not parameter.requires_grad for parameter in extractor.network.parameters())
    assert not extractor.network.training


@pytest.mark.parametrize("name", QUICK)
def test_the_digest_is_of_the_features_weights(name: str, tmp_path: Path) -> None:
    extractor, tensors = made(name).extractor, made(name).tensors
    head = extractor.ignored[0]

    def digest(changed: Tensors) -> str:
        save_file(changed, tmp_path / "weights.safetensors")
        return load_extractor(name, str(tmp_path / "weights.safetensors")).digest

    assert len(extractor.digest) == 32
    assert digest({key: value for key, value in tensors.items() if not key.startswith(head)}) == extractor.digest
    assert digest(dict(tensors, **{f"{head}weight": torch.zeros(3, 5)})) == extractor.digest
    changed = next(key for key in tensors if not key.startswith(head))
    assert digest(dict(tensors, **{changed: tensors[changed] + 1e-3})) != extractor.digest


def test_inceptions_counters_may_be_in_the_file_or_not() -> None:
    extractor, tensors = made("inception").extractor, made("inception").tensors
    assert not any(key.endswith("num_batches_tracked") for key in tensors)
    before = extractor.digest
    counters = {key.replace("running_var", "num_batches_tracked"): torch.tensor(7) for key in tensors if key.endswith("running_var")}
    assert len(counters) == 94
    extractor.load({**tensors, **counters}, "weights with counters")
    assert extractor.digest == before
    lacking = {key: value for key, value in tensors.items() if key != "Mixed_7c.branch3x3dbl_3b.conv.weight"}
    with pytest.raises(UsageError, match=r"extractor 'inception': Mixed_7c\.branch3x3dbl_3b\.conv\.weight is missing"):
        extractor.load(lacking, "weights that lack one")


@pytest.mark.parametrize("name", QUICK)
def test_weights_that_are_missing_or_of_another_network_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=f"'{name}' needs its weights"):
        load_extractor(name, "")
    other = next(other for other in QUICK if other != name)
    save_file(made(other).tensors, tmp_path / "other.safetensors")
    with pytest.raises(UsageError, match=f"does not hold the weights of extractor '{name}'"):
        load_extractor(name, str(tmp_path / "other.safetensors"))


@pytest.mark.parametrize("name", QUICK)
def test_half_precision_is_left_to_others(name: str) -> None:
    extractor = made(name).extractor
    expected = extractor.features(images())
    with torch.autocast("cpu", torch.bfloat16):
        found = extractor.features(images())
    assert all(torch.equal(found[layer], expected[layer]) for layer in expected)


@pytest.mark.parametrize("channels", [1, 3])
def test_pixels_are_the_image_as_it_is_or_resized(channels: int) -> None:
    extractor, x = load_extractor("pixels", ""), images(channels)
    found = extractor.features(x)
    assert list(found) == ["pixels", "pixels_8x8", "pixels_16x16", "pixels_32x32", "pixels_64x64"]
    assert torch.equal(found["pixels"], x.reshape(2, -1))
    assert torch.equal(extractor.features(x[..., :32, :32], ("pixels_32x32",))["pixels_32x32"], x[..., :32, :32].reshape(2, -1))
    for side in (8, 16, 32, 64):
        expected = resize(x, side, side, antialias=True).reshape(2, -1)
        torch.testing.assert_close(found[f"pixels_{side}x{side}"], expected, rtol=1e-4, atol=1e-5)


def test_pixels_have_no_weights_and_keep_the_type_of_the_images(tmp_path: Path) -> None:
    extractor = load_extractor("pixels", "")
    assert extractor.digest == ""
    assert extractor.features(images().double(), ("pixels",))["pixels"].dtype == torch.float64
    save_file({"a": torch.zeros(1)}, tmp_path / "some.safetensors")
    with pytest.raises(UsageError, match=r"'pixels' has no weights, but .*some\.safetensors was given"):
        load_extractor("pixels", str(tmp_path / "some.safetensors"))
    with pytest.raises(UsageError, match="no layer pixels_9x9"):
        extractor.features(images(), ("pixels_9x9",))
    with pytest.raises(UsageError, match="4 channels"):
        extractor.features(images(channels=4))


def test_the_classifier_minimises_the_cross_entropy_of_the_labels() -> None:
    torch.manual_seed(0)
    model = ClassifierTraining(4).eval()
    batch = Batch(images(), torch.arange(2), torch.tensor([3, 1]))
    found = model.losses("classifier", batch, Randomness.at(0, 0, 0, batch.index))
    logits = model.logits(batch.images).double()
    expected = (logits.exp().sum(1).log() - logits[torch.arange(2), [3, 1]]).mean()
    assert list(found) == ["cross_entropy"]
    assert found["cross_entropy"].item() == pytest.approx(expected.item(), rel=1e-5)
    with pytest.raises(DataError, match="labels"):
        model.losses("classifier", Batch(images(), torch.arange(2)), Randomness.at(0, 0, 0, batch.index))


def test_a_trained_state_is_read_by_the_extractor_and_the_classes_are_linear_in_its_features() -> None:
    torch.manual_seed(0)
    model = ClassifierTraining(4)
    model.logits(images(count=8))  # in training mode: moves the running statistics
    extractor = Classifier()
    extractor.load(model.state_dict(), "the model's own state")
    features = extractor.features(images())["pooled"]
    torch.testing.assert_close(model.eval().classifier(features), model.logits(images()))
