"""Files and hub ids: what is read, and what is said of everything else."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st
from safetensors.torch import save_file
from synthetic_weights import write_distilled

from latlas.errors import UsageError
from latlas.features.weights import load_extractor, read_weights


@pytest.mark.parametrize("suffix", [".pth", ".pt", ".bin", ".ckpt", ".pkl"])
def test_a_pickle_is_refused_unread_and_the_way_out_works(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"vgg19{suffix}"
    torch.save({"a": torch.arange(3)}, path)
    with pytest.raises(UsageError, match="is a pickle") as caught:
        read_weights(str(path))
    command = str(caught.value).partition('python -c "')[2].removesuffix('"')
    exec(command, {})  # noqa: S102 - what the message tells users to run
    assert torch.equal(read_weights(str(path.with_suffix(".safetensors")))["a"], torch.arange(3))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "cut.safetensors").write_bytes(b"\x10\x00\x00\x00\x00\x00\x00\x00{")
    (tmp_path / "folder.safetensors").mkdir()
    for name, reason in (
        ("cut.safetensors", "is no safetensors file, or is damaged"),
        ("folder.safetensors", "are a folder"),
        ("missing.safetensors", "do not exist"),
        ("weights.h5", "convert them"),
    ):
        with pytest.raises(UsageError, match=reason) as caught:
            read_weights(str(tmp_path / name))
        assert name in str(caught.value)


def test_an_unknown_extractor_and_missing_weights() -> None:
    with pytest.raises(UsageError, match="Did you mean 'vgg19'"):
        load_extractor("vgg_19", "x.safetensors")
    with pytest.raises(UsageError, match="'vgg19' needs its weights"):
        load_extractor("vgg19", "")


@given(st.text(max_size=30))
@example("~0")
def test_whatever_is_given_as_weights_is_refused_in_words(text: str) -> None:
    for weights in (text, f"hub:{text}"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(sys.modules, "huggingface_hub", None)
            with pytest.raises(UsageError):
                read_weights(weights)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = ModuleType("huggingface_hub")
    monkeypatch.setitem(sys.modules, "huggingface_hub", module)
    return module


def test_weights_from_a_hub(hub: Any, tmp_path: Path) -> None:
    path = write_distilled(tmp_path / "model.safetensors")
    asked: list[tuple[str, str]] = []

    def download(repository: str, file: str) -> str:
        asked.append((repository, file))
        return str(path)

    hub.hf_hub_download = download
    assert load_extractor("vgg19_distilled", "hub:someone/vgg:parts/model.safetensors").digest
    assert asked == [("someone/vgg", "parts/model.safetensors")]


def test_a_hub_that_does_not_answer(hub: Any) -> None:
    def download(repository: str, file: str) -> str:
        raise OSError(f"no route to {repository}\nmore lines")

    hub.hf_hub_download = download
    with pytest.raises(UsageError, match=r"no route to someone/vgg.*give its path") as caught:
        read_weights("hub:someone/vgg:model.safetensors")
    assert "more lines" not in str(caught.value)


def test_a_pickle_on_a_hub_is_not_downloaded(hub: Any) -> None:
    with pytest.raises(UsageError, match="is a pickle"):
        read_weights("hub:someone/vgg:pytorch_model.bin")


def test_the_hub_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(UsageError, match=r"pip install 'latlas\[hub\]'"):
        read_weights("hub:someone/vgg:model.safetensors")


@pytest.mark.parametrize("weights", ["hub:", "hub:someone/vgg", "hub::file", "hub:someone/vgg:"])
def test_a_hub_id_that_is_not_one(weights: str) -> None:
    with pytest.raises(UsageError, match="hub:REPOSITORY:FILE"):
        read_weights(weights)


def test_half_precision_weights_are_read_as_float32(tmp_path: Path) -> None:
    full = read_weights(str(write_distilled(tmp_path / "full.safetensors")))
    save_file({name: tensor.half() for name, tensor in full.items()}, tmp_path / "half.safetensors")
    extractor = load_extractor("vgg19_distilled", str(tmp_path / "half.safetensors"))
    assert {parameter.dtype for parameter in extractor.network.parameters()} == {torch.float32}
