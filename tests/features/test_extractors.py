"""The networks against functional re-computations, and what every extractor promises."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import domain_weights
import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from safetensors.torch import save_file
from synthetic_weights import distilled_tensors, vgg19_tensors
from torch import Tensor

from latlas import catalog
from latlas.errors import UsageError
from latlas.features.extractor import Extractor
from latlas.features.weights import load_extractor

Tensors = dict[str, Tensor]
TENSORS: dict[str, Callable[[int], Tensors]] = {"vgg19": vgg19_tensors, "vgg19_distilled": distilled_tensors}
REAL = os.environ.get("LATLAS_VGG19_DISTILLED")


@pytest.fixture(scope="module", params=sorted(TENSORS))
def extractor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    path = tmp_path_factory.mktemp("weights") / "weights.safetensors"
    save_file(TENSORS[request.param](0), path)
    return load_extractor(request.param, str(path))


def images(channels: int = 3, height: int = 33, width: int = 40, count: int = 2) -> Tensor:
    return torch.rand(count, channels, height, width, generator=torch.Generator().manual_seed(1))


def vgg19_by_hand(tensors: Tensors, x: Tensor) -> Tensors:
    """Torchvision's `features`, place by place: pooling at 4, 9, 18, 27."""
    x = (x - torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)) / torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
    found, block, number = {}, 1, 0
    for place in (0, 2, 4, 5, 7, 9, 10, 12, 14, 16, 18, 19, 21, 23, 25, 27, 28, 30, 32, 34):
        if place in (4, 9, 18, 27):
            x, block, number = F.max_pool2d(x, 2, 2), block + 1, 0
            continue
        number += 1
        x = F.relu(F.conv2d(x, tensors[f"features.{place}.weight"], tensors[f"features.{place}.bias"], padding=1))
        found[f"block{block}_conv{number}"] = x
    return found


def distilled_by_hand(tensors: Tensors, x: Tensor) -> Tensors:
    def conv(name: str, x: Tensor) -> Tensor:
        weight = tensors[f"{name}.weight"]
        if weight.shape[-1] == 3:
            x = torch.nn.ReflectionPad2d(1)(x)
        return F.conv2d(x, weight, tensors[f"{name}.bias"])

    x11 = F.relu(conv("conv11", conv("conv0", x)))
    x21 = F.relu(conv("conv21", F.max_pool2d(F.relu(conv("conv12", x11)), 2)))
    x31 = F.relu(conv("conv31", F.max_pool2d(F.relu(conv("conv22", x21)), 2)))
    x34 = F.relu(conv("conv34", F.relu(conv("conv33", F.relu(conv("conv32", x31))))))
    x41 = F.relu(conv("conv41", F.max_pool2d(x34, 2)))
    x44 = F.relu(conv("conv44", F.relu(conv("conv43", F.relu(conv("conv42", x41))))))
    x51 = F.relu(conv("conv51", F.max_pool2d(x44, 2)))
    return {f"block{b}_conv1": F.relu(conv(f"conv{b}1_aux", x)) for b, x in enumerate((x11, x21, x31, x41, x51), 1)}


BY_HAND = {"vgg19": vgg19_by_hand, "vgg19_distilled": distilled_by_hand}


def test_features_are_those_of_the_written_out_network(extractor: Extractor) -> None:
    expected = BY_HAND[extractor.name](TENSORS[extractor.name](0), images())
    found = extractor.features(images())
    assert list(found) == list(expected) == list(extractor.layers)
    for layer, maps in expected.items():
        torch.testing.assert_close(found[layer], maps, rtol=1e-4, atol=1e-4)
        assert float(maps.std()) > 0.01, "a dead layer compares nothing"


def test_the_style_layers_have_the_maps_of_vgg19(extractor: Extractor) -> None:
    found = extractor.features(images(), extractor.default_layers)
    assert list(found) == [f"block{block}_conv1" for block in range(1, 6)]
    assert [maps.shape[1] for maps in found.values()] == [64, 128, 256, 512, 512]


def test_asking_for_fewer_layers_changes_nothing_in_them(extractor: Extractor) -> None:
    whole = extractor.features(images())
    some = extractor.features(images(), ("block3_conv1", "block1_conv1"))
    assert list(some) == ["block3_conv1", "block1_conv1"]
    assert all(torch.equal(some[layer], whole[layer]) for layer in some)


def test_gray_images_are_repeated_to_three_channels(extractor: Extractor) -> None:
    gray = images(channels=1)
    one, three = (extractor.features(x, ("block2_conv1",))["block2_conv1"] for x in (gray, gray.repeat(1, 3, 1, 1)))
    torch.testing.assert_close(one, three)


def test_the_network_is_frozen_and_gradients_reach_the_images(extractor: Extractor) -> None:
    x = images().requires_grad_()
    sum(maps.sum() for maps in extractor.features(x).values()).backward()  # type: ignore[union-attr]  # there are layers
    assert x.grad is not None
    assert bool(torch.isfinite(x.grad).all())
    assert bool((x.grad != 0).any())
    assert not extractor.network.training
    assert all(parameter.grad is None and not parameter.requires_grad for parameter in extractor.network.parameters())


def test_half_precision_is_left_to_others(extractor: Extractor) -> None:
    layer = ("block2_conv1",)
    expected = extractor.features(images(), layer)["block2_conv1"]
    with torch.autocast("cpu", torch.bfloat16):
        found = extractor.features(images(), layer)["block2_conv1"]
    assert found.dtype == torch.float32
    assert torch.equal(found, expected)


def test_every_layer_works_at_its_smallest_side_and_not_below(extractor: Extractor) -> None:
    for layer, side in extractor.layers.items():
        maps = extractor.features(images(height=side, width=side + 3), (layer,))[layer]
        assert maps.numel() > 0
        if side > 1:
            with pytest.raises(UsageError, match=f"{side + 3}×{side - 1}.*{layer}.*needs {side} pixels"):
                extractor.features(images(height=side + 3, width=side - 1), (layer,))


def test_small_images_are_told_the_layers_that_fit(extractor: Extractor) -> None:
    fitting = [layer for layer in extractor.layers if extractor.layers[layer] <= 8]
    with pytest.raises(UsageError, match=f"block5_conv1.*layers that fit: {', '.join(fitting)}$"):
        extractor.features(images(height=8, width=9), extractor.default_layers)
    assert extractor.features(images(height=8, width=9), fitting)


def test_wrong_layers_and_channels_are_refused(extractor: Extractor) -> None:
    with pytest.raises(UsageError, match=r"no layer relu1_1; it has block1_conv1"):
        extractor.features(images(), ("relu1_1",))
    with pytest.raises(UsageError, match="4 channels"):
        extractor.features(images(channels=4))


def test_the_digest_is_of_the_weights_alone(extractor: Extractor, tmp_path: Path) -> None:
    def digest(tensors: Tensors) -> str:
        save_file(tensors, tmp_path / "again.safetensors", {"note": "other metadata"})
        return load_extractor(extractor.name, str(tmp_path / "again.safetensors")).digest

    same = TENSORS[extractor.name](0)
    assert len(extractor.digest) == 32
    assert digest(dict(reversed(same.items()))) == extractor.digest
    changed = dict(same)
    name = next(iter(reversed(changed)))
    changed[name] = changed[name].clone()
    changed[name].view(-1)[0] += 1e-3
    assert digest(changed) != extractor.digest


def test_weights_of_another_network_are_told_apart(extractor: Extractor, tmp_path: Path) -> None:
    tensors = TENSORS[extractor.name](0)
    path = tmp_path / "wrong.safetensors"
    first = next(name for name in tensors if name.endswith(".weight"))

    def message(changed: Tensors) -> str:
        save_file(changed, path)
        with pytest.raises(UsageError) as caught:
            load_extractor(extractor.name, str(path))
        assert str(path) in str(caught.value)
        assert extractor.name in str(caught.value)
        return str(caught.value)

    assert f"{first} is missing" in message({name: tensor for name, tensor in tensors.items() if name != first})
    assert "fc6.bias is not part of it" in message({**tensors, "fc6.bias": torch.zeros(3)})
    assert f"{first} has shape (1, 3, 3, 3) instead of" in message({**tensors, first: torch.zeros(1, 3, 3, 3)})
    other = next(name for name in TENSORS if name != extractor.name)
    assert "and " in message(TENSORS[other](0))


@pytest.mark.skipif(not REAL, reason="LATLAS_VGG19_DISTILLED does not name the distilled weights")
def test_the_real_distilled_weights() -> None:
    assert REAL is not None
    from safetensors.torch import load_file

    extractor = load_extractor("vgg19_distilled", REAL)
    expected = distilled_by_hand(load_file(REAL), images())
    found = extractor.features(images())
    for layer, maps in expected.items():
        torch.testing.assert_close(found[layer], maps, rtol=1e-4, atol=1e-3)
        # Distilled from a VGG-19 whose layers were scaled to a mean activation of 1.
        assert 0.3 < float(maps.mean()) < 3


def test_there_is_a_layout_for_every_extractor() -> None:
    assert set(catalog.BUILT_IN["extractors"]) == set(TENSORS) | set(domain_weights.BY_HAND) | {"pixels"}
