"""Checkpoints: everything that moves during training, in one safetensors file, written atomically.

Tensors are named `model/…`, `optimiser/PLAYER/PARAMETER/KEY` and `random/…`; what is not a tensor is JSON in the
file's metadata. Nothing is pickled, so reading a checkpoint runs no code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from latlas.errors import RunError
from latlas.training.files import write_tensors


@dataclass
class State:
    """Where a training stands, apart from tensors."""

    step: int = 0
    """Steps taken since the run began."""
    stage: int = 0
    """Index of the current stage."""
    stage_step: int = 0
    """Steps taken in this stage."""
    epoch: int = 0
    """Epochs finished in this stage."""
    position: int = 0
    """Steps taken in this epoch."""
    sums: dict[str, tuple[float, int]] = field(default_factory=dict)
    """Sum and count of every logged value over this epoch's steps."""
    best: float = float("inf")
    """Lowest validation loss of this stage."""
    stale: int = 0
    """Epochs since it was reached."""
    seconds: float = 0.0
    """Training time, summed over resumed legs."""


def save_checkpoint(path: Path, state: State, model: nn.Module, optimisers: Mapping[str, Optimizer]) -> None:
    """Write a checkpoint; a crash while writing leaves the previous one."""
    tensors = {f"model/{name}": tensor for name, tensor in model.state_dict().items()}
    groups: dict[str, list[dict[str, Any]]] = {}
    for player, optimiser in optimisers.items():
        packed = optimiser.state_dict()
        groups[player] = [{key: value for key, value in group.items() if key != "params"} for group in packed["param_groups"]]
        for number, entries in packed["state"].items():
            tensors |= {f"optimiser/{player}/{number}/{key}": value for key, value in entries.items() if isinstance(value, Tensor)}
    tensors["random/cpu"] = torch.get_rng_state()
    if torch.cuda.is_available():
        tensors |= {f"random/cuda/{number}": value for number, value in enumerate(torch.cuda.get_rng_state_all())}
    write_tensors(path, tensors, {"state": json.dumps(asdict(state)), "groups": json.dumps(groups)})


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint that was read."""

    state: State
    tensors: Mapping[str, Tensor]
    groups: Mapping[str, list[dict[str, Any]]]

    def restore_model(self, model: nn.Module) -> None:
        """Copy weights and buffers into a model that has grown to the checkpoint's stage."""
        prefix = "model/"
        model.load_state_dict({name.removeprefix(prefix): tensor for name, tensor in self.tensors.items() if name.startswith(prefix)})

    def restore_optimiser(self, player: str, optimiser: Optimizer) -> None:
        """Put back an optimiser's state, in the memory layout of its parameters: fused kernels need the same."""
        for group, saved in zip(optimiser.param_groups, self.groups[player], strict=True):
            group.update({key: tuple(value) if isinstance(value, list) else value for key, value in saved.items()})
        parameters = [parameter for group in optimiser.param_groups for parameter in group["params"]]
        prefix = f"optimiser/{player}/"
        for name, tensor in self.tensors.items():
            if name.startswith(prefix):
                number, key = name.removeprefix(prefix).split("/", 1)
                parameter = parameters[int(number)]
                target = torch.empty_like(parameter, dtype=tensor.dtype) if tensor.shape == parameter.shape else torch.empty_like(tensor)
                optimiser.state[parameter][key] = target.detach().copy_(tensor)

    def restore_random(self) -> None:
        """Put back PyTorch's global generators, for layers that draw from them."""
        torch.set_rng_state(self.tensors["random/cpu"])
        for number in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
            if f"random/cuda/{number}" in self.tensors:
                torch.cuda.set_rng_state(self.tensors[f"random/cuda/{number}"], number)


def load_checkpoint(path: Path) -> Checkpoint | None:
    """Read a checkpoint; None when there is none. Raises `RunError` for a damaged file."""
    if not path.exists():
        return None
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="pt") as file:
            metadata = file.metadata()
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a dict
        state = json.loads(metadata["state"])
        state["sums"] = {name: (total, number) for name, (total, number) in state["sums"].items()}
        return Checkpoint(State(**state), tensors, json.loads(metadata["groups"]))
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise RunError(f"{path} is not a checkpoint of this version ({error}); delete it to start the run again") from error
