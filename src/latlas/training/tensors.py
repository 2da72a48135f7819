"""Tensors in files. Apart from the other writers, so that what serves an atlas need not load torch."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from torch import Tensor

from latlas.training.files import write_atomically


def write_tensors(path: Path, tensors: Mapping[str, Tensor], metadata: Mapping[str, str] | None = None) -> None:
    """Write tensors as safetensors, atomically. Metadata is text and cannot run code when read."""
    from safetensors.torch import save

    plain = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
    write_atomically(path, save(plain, metadata=dict(metadata or {})))
