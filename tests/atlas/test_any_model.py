"""Atlases of models that latlas did not train: functions and torch modules from Python, and the command line."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
import torch
from foreign_models import Foreign
from linear_model import noise_images
from PIL import Image
from torch import Tensor, nn

import latlas
from latlas.atlas import pictures, store
from latlas.atlas.atlas import Atlas, open_atlas
from latlas.atlas.codec import Codec, Network, as_decoder, as_encoder
from latlas.cli import run
from latlas.errors import LatlasError, UsageError
from latlas.explorer.site import export_site

SHAPE = (1, 8, 8)
MODEL = Foreign(SHAPE, latent_dim=2)


def encode(images: Tensor) -> np.ndarray:
    return MODEL.encode(images.numpy())


def decode(latents: Tensor) -> np.ndarray:
    return MODEL.decode(latents.numpy())


def try_out(encoder: Any = encode, decoder: Any = decode) -> tuple[Tensor, Tensor]:
    images = noise_images(16, SHAPE)
    return Codec(as_encoder(encoder), as_decoder(decoder), SHAPE).try_out(images.images(np.arange(16)))


class Pair(nn.Module):
    """A torch model with both halves as methods, and a dropout that only eval mode switches off."""

    def __init__(self) -> None:
        super().__init__()
        self.into, self.back = (nn.Parameter(torch.from_numpy(matrix)) for matrix in MODEL.matrices)
        self.dropout = nn.Dropout(0.5)

    def encode(self, images: Tensor) -> Tensor:
        return self.dropout(images.flatten(1)) @ self.into

    def decode(self, latents: Tensor) -> Tensor:
        return (self.dropout(latents) @ self.back + 0.5).unflatten(1, SHAPE)


class Encoder(nn.Module):
    """One half alone."""

    def __init__(self) -> None:
        super().__init__()
        self.pair = Pair()

    def forward(self, images: Tensor) -> Tensor:
        return self.pair.encode(images)


# Functions


@pytest.fixture(scope="module")
def functional(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """An atlas of functions that only Python can run."""
    out = tmp_path_factory.mktemp("any") / "atlas"
    return latlas.build_atlas_of(encode, decode, noise_images(60, SHAPE), out, name="mine", facts={"layers": 1}, tile_levels=1, quiet=True)


def test_an_atlas_of_functions_has_no_networks_of_the_model(functional: Atlas) -> None:
    there = {path.name for path in functional.folder.iterdir()}
    assert {"decoder.onnx", "encoder.onnx"}.isdisjoint(there)
    assert {"tiles", "items.lance"} <= there
    assert [path.name for path in (functional.folder / "model").iterdir()] == ["config.json"]
    assert json.loads(functional.read("atlas.json"))["networks"] == []
    assert {"decoder.onnx", "encoder.onnx"}.isdisjoint(functional.names())
    with pytest.raises(KeyError):
        functional.read("decoder.onnx")
    assert all(functional.read(name) for name in functional.names())


def test_its_latents_and_tiles_are_what_the_functions_give(functional: Atlas) -> None:
    images, items = noise_images(60, SHAPE), functional.items
    ids = items.column("id")
    latents = MODEL.encode(images.images(ids.copy()).numpy())
    assert items.column("latent") == pytest.approx(latents, abs=1e-6)
    places = pictures.tile_positions(functional.manifest["map"]["bounds"], 0, 0, 0, 8)
    expected = MODEL.decode(places)
    with Image.open(functional.folder / "tiles/0/0/0.webp") as opened:
        tile = np.asarray(opened.convert("L")).astype(float)
    cells = tile.reshape(8, 32, 8, 32).transpose(0, 2, 1, 3).reshape(64, 4, 8, 4, 8).mean(axis=(2, 4))
    wanted = np.clip(expected[:, 0], 0, 1).reshape(64, 4, 2, 4, 2).mean(axis=(2, 4)) * 255
    assert np.abs(cells - wanted).mean() < 8  # WebP and enlarging blur
    assert np.ptp(wanted, axis=0).max() > 40, "or all cells would be alike"


def test_its_card_says_what_is_known(functional: Atlas) -> None:
    manifest = functional.manifest
    assert manifest["name"] == "mine-noise"
    card = manifest["model"]
    assert (card["name"], card["config"], card["latent_dim"], card["seed"]) == ("mine", {"layers": 1}, 2, None)
    assert card["data_fingerprint"] == noise_images(60, SHAPE).fingerprint()
    scores = {metric["name"]: metric["value"] for metric in card["metrics"]}
    images = noise_images(60, SHAPE)
    test = images.images(images.split["test"]).numpy()
    assert scores["mse"] == pytest.approx(np.square(MODEL.decode(MODEL.encode(test)) - test).mean(), rel=1e-4)


def test_it_is_exported_as_a_site(functional: Atlas, tmp_path: Path) -> None:
    export_site(functional, tmp_path / "site", quiet=True)
    assert json.loads((tmp_path / "site/atlas/atlas.json").read_text())["networks"] == []


def test_an_interrupted_build_is_not_finished_with_another_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    images, out = noise_images(60, SHAPE), tmp_path / "atlas"

    def stop(folder: Path) -> None:
        raise KeyboardInterrupt

    def darker(latents: Tensor) -> np.ndarray:
        return MODEL.decode(latents.numpy()) * 0.5

    with monkeypatch.context() as patch:
        patch.setattr(store, "build_index", stop)
        with pytest.raises(KeyboardInterrupt):
            latlas.build_atlas_of(encode, decode, images, out, tile_levels=1, quiet=True)
    assert not out.exists()
    resumed = latlas.build_atlas_of(encode, darker, images, out, tile_levels=1, quiet=True)
    straight = latlas.build_atlas_of(encode, darker, images, tmp_path / "straight", tile_levels=1, quiet=True)
    assert resumed.manifest == straight.manifest
    assert resumed.read("tiles/0/0/0.webp") == straight.read("tiles/0/0/0.webp")


def test_functions_may_give_arrays_tensors_and_doubles_and_work_in_place() -> None:
    expected, _ = try_out()

    def in_place(images: Tensor) -> Tensor:
        return torch.from_numpy(MODEL.encode(images.mul_(2).numpy() / 2)).double()

    assert torch.equal(try_out(in_place)[0], expected)
    assert torch.equal(try_out(lambda images: MODEL.encode(images.numpy()).astype(np.float64))[0], expected)


@pytest.mark.parametrize(
    ("encoder", "decoder", "says"),
    [
        (lambda images: (encode(images), encode(images)), decode, r"encode gives a tuple, not one tensor or array; .* mean of a posterior"),
        (lambda images: "latents", decode, "encode gives a str"),
        (lambda images: encode(images)[:, :, None], decode, r"encode gives \(16, 2, 1\) for 16 images; latents must be \(16, latent\)"),
        (lambda images: encode(images)[:1], decode, r"encode gives \(1, 2\) for 16 images"),
        (lambda images: encode(images) * np.float32("nan"), decode, "encode gives values that are not finite"),
        (lambda images: encode(images) - images.numpy().mean(), decode, "encode gives another result alone than in a batch"),
        (lambda images: encode(images) + np.random.default_rng().normal(size=2), decode, "means rather than samples"),
        (encode, lambda latents: decode(latents)[:, 0], r"decode gives \(16, 8, 8\) .* are \(16, 1, 8, 8\)"),
        (encode, lambda latents: decode(latents) * 2 - 1, r"decode gives values from -.* range it was trained on .*--decoder-range -1 1"),
        (encode, lambda latents: decode(latents) * 255, r"not in \[0, 1\]"),
    ],
)
def test_what_cannot_be_right_is_refused_before_the_work(tmp_path: Path, encoder: Any, decoder: Any, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        latlas.build_atlas_of(encoder, decoder, noise_images(40, SHAPE), tmp_path / "atlas", quiet=True)
    assert not list(tmp_path.iterdir())


def test_a_little_overshoot_is_allowed() -> None:
    try_out(decoder=lambda latents: decode(latents) * 1.1)


@pytest.mark.parametrize("facts", [{"a": float("nan")}, {"a": Path()}, {"a": "\ud800"}])
def test_facts_that_json_cannot_say(tmp_path: Path, facts: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="model card"):
        latlas.build_atlas_of(encode, decode, noise_images(40, SHAPE), tmp_path / "atlas", facts=facts, quiet=True)


def test_what_exists_is_refused_before_the_work(tmp_path: Path) -> None:
    def unasked(values: Tensor) -> Tensor:
        raise AssertionError

    with pytest.raises(UsageError, match="exists; delete it"):
        latlas.build_atlas_of(unasked, unasked, noise_images(40, SHAPE), tmp_path, quiet=True)


# Torch modules


def test_modules_and_their_methods_are_run_as_copies_in_eval_mode(tmp_path: Path) -> None:
    pair = Pair().train()
    before = copy.deepcopy(pair.state_dict())
    network = as_encoder(pair.encode)
    assert network.write is not None
    images = torch.rand(16, *SHAPE)
    assert network(images).numpy() == pytest.approx(MODEL.encode(images.numpy()), abs=1e-5), "no dropout"
    network.write(images, tmp_path / "encoder.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "encoder.onnx", providers=["CPUExecutionProvider"])
    fresh = np.random.default_rng(1).random((5, *SHAPE), dtype=np.float32)
    assert session.run(["latents"], {"images": fresh})[0] == pytest.approx(MODEL.encode(fresh), abs=1e-5)
    assert pair.training, "the caller's module is as it was"
    assert all(torch.equal(pair.state_dict()[name], before[name]) for name in before)
    assert as_encoder(Encoder())(images).numpy() == pytest.approx(MODEL.encode(images.numpy()), abs=1e-5)
    assert as_encoder(network) is network


class Undecided(nn.Module):
    """Its graph depends on the values, which an export cannot follow."""

    def forward(self, images: Tensor) -> Tensor:
        if float(images.sum()) > 1e9:
            return images.flatten(1)[:, :2]
        return torch.from_numpy(MODEL.encode(images.numpy()))


def test_a_module_that_cannot_be_exported_says_what_to_do(tmp_path: Path) -> None:
    network = as_encoder(Undecided())
    assert network.write is not None
    with pytest.raises(
        LatlasError, match=r"encode cannot be written as ONNX .*give a plain function, such as lambda images: encode\(images\)"
    ):
        network.write(torch.rand(16, *SHAPE), tmp_path / "encoder.onnx")


def test_other_functions_are_not_exported() -> None:
    assert as_decoder(decode).write is None
    assert as_decoder(Network("mine", decode)).name == "mine"


# The command line

LARGE = Foreign((1, 10, 12), latent_dim=2)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return LARGE.files(tmp_path)


def command(*words: object) -> int:
    return run(["atlas", *map(str, words)])


def test_two_files_make_an_atlas(files: tuple[Path, Path], array_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, (encoder, decoder) = tmp_path / "atlas", files
    words = ("--encoder", encoder, "--decoder", decoder, array_file, "--out", out, "--tile-levels", 1, "--name", "linear", "--limit", 80)
    assert command(*words) == 0
    assert capsys.readouterr().out == f"atlas: {out}\n"
    atlas = open_atlas(out)
    assert atlas.manifest["items"]["count"] == 80
    assert atlas.manifest["name"] == "linear-blobs"
    images = latlas.data_options(str(array_file), limit=80).load()
    ids, latents = atlas.items.column("id"), atlas.items.column("latent")
    assert latents == pytest.approx(LARGE.encode(images.images(ids.copy()).numpy()), abs=1e-5)
    session = onnxruntime.InferenceSession(out / "decoder.onnx", providers=["CPUExecutionProvider"])
    assert session.run(["images"], {"latents": latents})[0] == pytest.approx(LARGE.decode(latents), abs=1e-5)
    assert json.loads(atlas.read("atlas.json"))["networks"] == ["decoder.onnx", "encoder.onnx"]
    assert command(*words) == 2
    assert "exists; delete it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--decoder", "{dec}", "{data}"), "a decoder alone, such as the generator of a GAN"),
        (("--encoder", "{enc}", "{data}"), "there is no --decoder"),
        (("--encoder", "{enc}", "--decoder", "{dec}"), "which images?"),
        (("--encoder", "{enc}", "--decoder", "{dec}", "digits"), "enc.onnx takes (free, 1, 10, 12), where the image set has 1×8×8"),
        (("--encoder", "{dec}", "--decoder", "{enc}", "{data}"), "dec.onnx takes (free, 2), where"),
        (("--encoder", "{data}", "--decoder", "{dec}", "{data}"), "is no ONNX file, or is damaged"),
        (("--encoder", "{folder}/none.onnx", "--decoder", "{dec}", "{data}"), "none.onnx does not exist; give an ONNX file"),
        (("--encoder-range", "1", "-1", "--encoder", "{enc}", "--decoder", "{dec}", "{data}"), "--encoder-range is 1 -1"),
        (
            ("--encoder", "{enc}", "--decoder", "{dec}", "--decoder-range", "-1", "1", "{data}", "--latent-dim", "7"),
            "--latent-dim is 7",
        ),
        (("--encoder", "{enc}", "--decoder", "{dec}", "nothing"), "nothing"),
    ],
)
def test_wrong_use_is_told(
    words: tuple[str, ...], says: str, files: tuple[Path, Path], array_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"enc": files[0], "dec": files[1], "data": array_file, "folder": tmp_path}
    assert command(*(word.format(**places) for word in words), "--out", tmp_path / "atlas") == 2
    shown = capsys.readouterr().err
    assert says in shown
    assert "Traceback" not in shown
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dec.onnx", "enc.onnx"]
