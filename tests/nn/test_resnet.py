"""ResNet-18 bodies: they are the paper's network, fit every image, and mirror each other."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from latlas import catalog
from latlas.atlas.onnx import export
from latlas.functional.randomness import Randomness
from latlas.nn.body import BodyConfig, build_decoder, build_encoder
from latlas.nn.norm import BatchNorm, GroupNorm
from latlas.nn.resnet import Residual, block_ends
from latlas.nn.vgg import NormName
from latlas.runs import build_model
from latlas.training.step import weighted_sum
from latlas.types import Batch

SIDES = st.integers(8, 40)
NORMS: tuple[NormName, ...] = ("batch", "group", "none")
WITH_A_BODY = [name for name in catalog.names("models") if issubclass(catalog.get("models", name).Config, BodyConfig)]


def config(norm: NormName = "batch", channels: tuple[int, ...] = (4, 6, 8), hidden: tuple[int, ...] = ()) -> BodyConfig:
    return BodyConfig(3, "resnet18", hidden, channels, norm=norm)


@given(
    channels=st.integers(1, 4),
    height=SIDES,
    width=SIDES,
    norm=st.sampled_from(NORMS),
    hidden=st.lists(st.integers(2, 9), max_size=2),
    widths=st.lists(st.integers(1, 16), min_size=1, max_size=5),
    count=st.integers(1, 3),
)
@settings(max_examples=20)
def test_shapes_fit(channels: int, height: int, width: int, norm: NormName, hidden: list[int], widths: list[int], count: int) -> None:
    shape, options = (channels, height, width), config(norm, tuple(widths), tuple(hidden))
    images = torch.rand(count, *shape)
    codes = build_encoder(options, shape, 3)(images)
    assert codes.shape == (count, 3)
    assert build_decoder(options, shape)(codes).shape == images.shape
    assert bool(torch.isfinite(codes).all())


def test_it_has_the_parameters_of_resnet_18() -> None:
    """ResNet-18 of ImageNet has 11 689 512: 513 000 of them in its classifier, 64·3·7·7 in a stem that is 64·3·3·3 here."""
    encoder = build_encoder(config(channels=(64, 128, 256, 512)), (3, 32, 32), 128)
    *body, classifier = encoder
    assert sum(p.numel() for layer in body for p in layer.parameters()) == 11_689_512 - 513_000 - 64 * 3 * (7 * 7 - 3 * 3)
    assert isinstance(classifier, nn.Linear)
    assert classifier.in_features == 512 * 4 * 4
    assert sum(isinstance(layer, Residual) for layer in body) == 8


@pytest.mark.parametrize("norm", NORMS)
def test_decoder_mirrors_encoder(norm: NormName) -> None:
    """Every weight of the encoder stands, with inputs and outputs exchanged, in the decoder; each stride is an enlargement there."""
    options = config(norm, (4, 6, 8, 10), (16, 12))
    encoder, decoder = build_encoder(options, (2, 37, 24), 3), build_decoder(options, (2, 37, 24))
    assert sorted(exchanged(encoder)) == sorted(plain(decoder))
    blocks = [[layer for layer in body if isinstance(layer, Residual)] for body in (encoder, decoder)]
    assert [exchanged(block.branch) for block in blocks[0]] == [plain(block.branch)[::-1] for block in blocks[1][::-1]]
    assert [exchanged(block.shortcut) for block in blocks[0]] == [plain(block.shortcut)[::-1] for block in blocks[1][::-1]]
    strides = [any(m.stride == (2, 2) for m in block.modules() if isinstance(m, nn.Conv2d)) for block in blocks[0]]
    enlargements = [any(isinstance(m, nn.Upsample) for m in block.modules()) for block in blocks[1]]
    assert strides == enlargements[::-1] == [False, False, True, False, True, False, True, False]
    assert not any(m.stride != (1, 1) for m in decoder.modules() if isinstance(m, nn.Conv2d))


@pytest.mark.parametrize("size", [(8, 8), (13, 10), (33, 47), (64, 64)])
def test_maps_between_blocks_are_as_large_in_the_decoder_as_in_the_encoder(size: tuple[int, int]) -> None:
    shape, options = (1, *size), config()
    encoder, decoder = build_encoder(options, shape, 3), build_decoder(options, shape)
    # From what enters the first block of one to what leaves the last one of the other.
    there, back = maps(encoder, torch.rand(2, *shape)), maps(decoder, torch.rand(2, 3))
    assert there == back[::-1]
    assert len(there) == 7


def maps(body: nn.Module, values: Tensor) -> list[tuple[int, ...]]:
    """The shapes before the first residual block, between each two, and after the last."""
    found: list[tuple[int, ...]] = []
    for layer in body.children():
        if isinstance(layer, Residual) and not found:
            found.append(tuple(values.shape[1:]))
        values = layer(values)
        if isinstance(layer, Residual):
            found.append(tuple(values.shape[1:]))
    return found


@given(height=SIDES, width=SIDES, groups=st.integers(1, 7))
def test_groups_halve_upwards_and_keep_two_pixels(height: int, width: int, groups: int) -> None:
    """No image is too small for all groups: those that would leave less than 2 pixels only change the number of channels."""
    ends = block_ends((1, height, width), tuple(range(1, groups + 1)))
    assert len(ends) == 2 * groups
    assert ends[0][0] == ends[1][1] == (1, height, width)
    for (_, tall, wide), (_, low, narrow) in ends:
        assert (low, narrow) in ((tall, wide), (-(-tall // 2), -(-wide // 2)))
        assert min(low, narrow) >= 2
    assert [above[0] for _, above in ends] == sorted([*range(1, groups + 1)] * 2)


def test_a_block_is_a_branch_and_a_shortcut() -> None:
    """By hand, with the functions of torch alone."""
    torch.manual_seed(0)
    encoder, decoder = build_encoder(config("none", (2, 3)), (1, 9, 9), 3), build_decoder(config("none", (2, 3)), (1, 9, 9))
    first, second = (next(b for b in body if isinstance(b, Residual) and len(b.shortcut)) for body in (encoder, decoder))
    values = torch.randn(2, 2, 9, 9)
    weights = dict(first.named_parameters())
    inner = F.conv2d(values, weights["branch.0.weight"], weights["branch.0.bias"], stride=2, padding=1).relu()
    branch = F.conv2d(inner, weights["branch.2.weight"], weights["branch.2.bias"], padding=1)
    shortcut = F.conv2d(values, weights["shortcut.0.weight"], weights["shortcut.0.bias"], stride=2)
    torch.testing.assert_close(first(values), (branch + shortcut).relu())

    values = torch.randn(2, 3, 5, 5)
    weights = dict(second.named_parameters())
    nearest = torch.arange(9) * 5 // 9
    inner = F.conv2d(values, weights["branch.0.weight"], weights["branch.0.bias"], padding=1).relu()
    branch = F.conv2d(inner[:, :, nearest][:, :, :, nearest], weights["branch.3.weight"], weights["branch.3.bias"], padding=1)
    shortcut = F.conv2d(values, weights["shortcut.0.weight"], weights["shortcut.0.bias"])[:, :, nearest][:, :, :, nearest]
    torch.testing.assert_close(second(values), (branch + shortcut).relu())


@pytest.mark.parametrize(("norm", "kind"), [("batch", BatchNorm), ("group", GroupNorm), ("none", None)])
def test_norms_follow_all_convolutions_but_the_image(norm: NormName, kind: type[nn.Module] | None) -> None:
    for body in (build_encoder(config(norm), (1, 16, 16), 3), build_decoder(config(norm), (1, 16, 16))):
        layers = [layer for layer in body.modules() if isinstance(layer, nn.Conv2d | BatchNorm | GroupNorm)]
        convolutions = [number for number, layer in enumerate(layers) if isinstance(layer, nn.Conv2d)]
        followed = [number + 1 < len(layers) and kind is not None and isinstance(layers[number + 1], kind) for number in convolutions]
        image = [layers[number].out_channels == 1 for number in convolutions]  # type: ignore[union-attr]  # a convolution
        assert followed == [kind is not None and not last for last in image]


@pytest.mark.parametrize("norm", ["batch", *(pytest.param(norm, marks=pytest.mark.slow) for norm in ("group", "none"))])
def test_onnx_gives_the_same(norm: NormName, tmp_path: Path) -> None:
    """Of both bodies as one network, with an odd size to halve; the export itself refuses a difference above 1e-4."""
    torch.manual_seed(0)
    options, shape = config(norm, (3, 4)), (1, 11, 10)
    both = nn.Sequential(build_encoder(options, shape, 3), build_decoder(options, shape))
    assert export(both, torch.rand(16, *shape), "images", "pictures", tmp_path / "both.onnx") < 1e-4


@pytest.mark.parametrize("name", WITH_A_BODY)
def test_every_model_takes_it(name: str) -> None:
    config_class = catalog.get("models", name).Config
    known = {field.name for field in dataclasses.fields(config_class)}
    small = {"body": "resnet18", "hidden": (), "channels": (3, 4), "critic_channels": (4,)}
    model = build_model(name, config_class(**{key: value for key, value in small.items() if key in known}), (1, 13, 10)).train()
    batch = Batch(torch.rand(4, 1, 13, 10), torch.arange(4))
    for player in model.players():
        terms = model.losses(player.name, batch, Randomness.at(0, 0, 0, batch.index))
        weighted_sum(player, terms, 0).backward(inputs=list(player.parameters))
        assert all(p.grad is not None and bool(torch.isfinite(p.grad).all()) for p in player.parameters)
    assert any(isinstance(module, Residual) for module in model.modules())


def plain(body: nn.Module) -> list[tuple[int, ...]]:
    """The shapes of all weights, in the order of the layers."""
    return [tuple(p.shape) for p in body.parameters() if p.ndim > 1]


def exchanged(body: nn.Module) -> list[tuple[int, ...]]:
    """The same with inputs and outputs exchanged."""
    return [(shape[1], shape[0], *shape[2:]) for shape in plain(body)]
