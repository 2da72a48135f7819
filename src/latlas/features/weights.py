"""Weights of extractors, from a safetensors file or a Hugging Face hub; nothing that could run code is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor

from latlas import catalog
from latlas.errors import UsageError
from latlas.features.extractor import Extractor

HUB = "hub:"


def load_extractor(name: str, weights: str) -> Extractor:
    """The extractor of a name in the catalog, with its weights from a safetensors file or from `hub:REPOSITORY:FILE`.

    An extractor that has no weights takes "". Raises `UsageError` when weights are not given, cannot be had, are those of another
    network, or are given to an extractor that has none.
    """
    make: Callable[[], Extractor] = catalog.get("extractors", name)
    extractor = make()
    has_weights = bool(extractor.network.state_dict())
    if has_weights and not weights:
        raise UsageError(f"extractor '{name}' needs its weights: give a safetensors file, or hub:REPOSITORY:FILE")
    if not has_weights:
        if weights:
            raise UsageError(f"extractor '{name}' has no weights, but {weights} was given: leave it out")
        return extractor
    extractor.load(read_weights(weights), weights)
    return extractor


def read_weights(weights: str) -> dict[str, Tensor]:
    """The tensors of a safetensors file, on the CPU; `hub:REPOSITORY:FILE` is downloaded once and then read from the hub's cache."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        path = _downloaded(weights) if weights.startswith(HUB) else Path(weights).expanduser()
    except RuntimeError as error:  # the home folder of nobody
        raise UsageError(f"{weights} does not exist: {error}") from error
    _refuse_pickles(path)
    if not path.is_file():
        raise UsageError(f"weights {weights} {'are a folder' if path.is_dir() else 'do not exist'}; give a safetensors file")
    try:
        tensors = load_file(path)
    except SafetensorError as error:
        raise UsageError(f"{weights} is no safetensors file, or is damaged ({error})") from error
    for name, tensor in tensors.items():
        if not bool(torch.isfinite(tensor).all()):
            raise UsageError(f"{weights} is damaged: '{name}' has values that are not finite; get the file again")
    return tensors


def _downloaded(weights: str) -> Path:
    repository, colon, file = weights.removeprefix(HUB).partition(":")
    if not (repository and colon and file):
        raise UsageError(f"weights {weights} must be written hub:REPOSITORY:FILE, for example hub:timm/vgg19.tv_in1k:model.safetensors")
    _refuse_pickles(Path(file))
    try:
        from huggingface_hub import hf_hub_download
    except ImportError as error:
        raise UsageError(f"weights {weights} need the package huggingface_hub: pip install 'latlas[hub]', or give a local file") from error
    try:
        return Path(hf_hub_download(repository, file))
    except Exception as error:
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise UsageError(f"weights {weights} cannot be had from the hub ({reason}); get the file elsewhere and give its path") from error


def _refuse_pickles(path: Path) -> None:
    if path.suffix == ".safetensors":
        return
    if path.suffix in (".pth", ".pt", ".bin", ".ckpt", ".pkl"):
        safe = path.with_suffix(".safetensors")
        raise UsageError(
            f"{path} is a pickle, which can run code when it is read. Convert it once: "
            'python -c "import torch; from safetensors.torch import save_file; '
            f"save_file(torch.load('{path.as_posix()}', weights_only=True), '{safe.as_posix()}')\""
        )
    raise UsageError(f"weights {path} are no safetensors file: convert them to one whose name ends in .safetensors")
