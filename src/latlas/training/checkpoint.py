"""Checkpoints: everything that moves during training, in one safetensors file, written atomically.

Tensors are named `model/…`, `optimiser/PLAYER/PARAMETER/KEY` and `random/…`; what is not a tensor is JSON in the
file's metadata. Nothing is pickled, so reading a checkpoint runs no code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from latlas.errors import RunError
from latlas.training.tensors import write_tensors


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
    """A checkpoint that was read. Raises `RunError` where it does not fit what it is put back into."""

    path: Path
    state: State
    tensors: Mapping[str, Tensor]
    groups: Mapping[str, list[dict[str, Any]]]

    def restore_model(self, model: nn.Module) -> None:
        """Copy weights and buffers into a model that has grown to the checkpoint's stage."""
        prefix = "model/"
        with _told(self.path):
            model.load_state_dict({name.removeprefix(prefix): tensor for name, tensor in self.tensors.items() if name.startswith(prefix)})

    def restore_optimiser(self, player: str, optimiser: Optimizer) -> None:
        """Put back an optimiser's state, in the memory layout of its parameters: fused kernels need the same."""
        with _told(self.path):
            for group, saved in zip(optimiser.param_groups, self.groups[player], strict=True):
                options = {key: tuple(value) if isinstance(value, list) else value for key, value in saved.items()}
                if any(type(value) is not type(group.get(key)) for key, value in options.items()):
                    raise ValueError(f"the options of the optimiser of '{player}' are others")
                group.update(options)
            parameters = [parameter for group in optimiser.param_groups for parameter in group["params"]]
            prefix = f"optimiser/{player}/"
            for name, tensor in self.tensors.items():
                if name.startswith(prefix):
                    number, key = name.removeprefix(prefix).split("/", 1)
                    parameter = parameters[int(number)]
                    if tensor.shape not in (parameter.shape, ()) or tensor.dtype != parameter.dtype:
                        raise ValueError(f"{name} does not fit its parameter")
                    target = torch.empty_like(parameter if tensor.shape == parameter.shape else tensor)
                    optimiser.state[parameter][key] = target.detach().copy_(tensor)
            if len({frozenset(entries) for entries in optimiser.state.values()}) > 1:
                raise ValueError(f"the optimiser of '{player}' lacks a part of its state")

    def restore_random(self) -> None:
        """Put back PyTorch's global generators, for layers that draw from them."""
        with _told(self.path):
            torch.set_rng_state(self.tensors["random/cpu"])
            for number in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
                if f"random/cuda/{number}" in self.tensors:
                    torch.cuda.set_rng_state(self.tensors[f"random/cuda/{number}"], number)


def load_checkpoint(path: Path) -> Checkpoint | None:
    """Read a checkpoint; None when there is none. Raises `RunError` for a damaged file."""
    if not path.exists():
        return None
    from safetensors import SafetensorError, safe_open

    with _told(path):
        if not path.is_file():
            raise ValueError("no ordinary file")
        try:
            with safe_open(path, framework="pt") as file:
                metadata = file.metadata() or {}
                tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a dict
        except SafetensorError as error:
            raise ValueError(f"{error}") from error
        state, groups = json.loads(metadata["state"]), json.loads(metadata["groups"])
        state["sums"] = {name: (float(total), _whole(number, 1)) for name, (total, number) in state["sums"].items()}
        for name in ("step", "stage", "stage_step", "epoch", "position", "stale"):
            _whole(state[name])
        for name in ("best", "seconds"):
            state[name] = float(state[name])
        return Checkpoint(path, State(**state), tensors, {player: list(kept) for player, kept in groups.items()})


def _whole(number: Any, least: int = 0) -> int:
    if type(number) is not int or not least <= number < 2**53:
        raise ValueError(f"{number!r:.20} is no count")
    return number


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What damage of a checkpoint makes Python and PyTorch raise, as a `RunError`."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError, RuntimeError, OverflowError) as error:
        reason = str(error).strip().partition("\n")[0][:300]
        raise RunError(f"{path} is not a checkpoint of this run and this version ({reason}); delete it to start the run again") from error
