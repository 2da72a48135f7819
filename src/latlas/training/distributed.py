"""A thin layer over torch.distributed: one process by default, several under `torchrun` or `latlas … --processes N`.

What is computed travels on its own device: by Gloo between CPUs, by NCCL between GPUs. Everything else is on the CPU and travels by
Gloo, which is there in both cases.
"""

from __future__ import annotations

import atexit
import importlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch import distributed as dist

from latlas.errors import LostProcessError, UsageError

Found = TypeVar("Found")
BACKENDS = {"cpu": "gloo", "cuda": "cpu:gloo,cuda:nccl"}
"""What processes talk through, by the type of the device that they compute on."""


@dataclass(frozen=True)
class Place:
    """Where a process stands among those that share the work."""

    rank: int
    """Number of the process, from 0."""
    processes: int
    """On all machines."""
    local_rank: int
    """Number of the process on its machine, from 0."""
    local_processes: int
    """On this machine."""


def announced(environment: Mapping[str, str] = os.environ) -> Place:
    """The place that the environment names, in the variables of torchrun; without them there is one process."""
    names = (("RANK", "0"), ("WORLD_SIZE", "1"), ("LOCAL_RANK", "0"), ("LOCAL_WORLD_SIZE", "1"))
    return Place(*(int(environment.get(name, default)) for name, default in names))


def own_device(name: str, place: Place, gpus: int) -> str:
    """The name of the device that one of several processes computes on: a GPU of its own for `auto` and `cuda`, where there are `gpus`.

    Raises `UsageError` when there are too few, and for devices that processes cannot exchange gradients from.
    """
    if name == "cpu" or (name == "auto" and gpus == 0):
        return "cpu"
    if name in ("auto", "cuda"):
        if place.local_processes > gpus:
            raise UsageError(
                f"{place.local_processes} processes on a machine with {gpus} GPUs, where each needs one of its own: "
                "give fewer processes, or --device cpu"
            )
        return f"cuda:{place.local_rank}"
    if name.startswith("cuda:") and place.local_processes == 1:
        return name
    raise UsageError(f"device '{name}' cannot be that of several processes: give auto, cuda or cpu")


def start(device: torch.device) -> tuple[int, int]:
    """Join the process group that the environment announces. Returns (rank, number of processes)."""
    place = announced()
    if place.processes == 1:
        return 0, 1
    if not dist.is_initialized():
        if device.type == "cuda":
            torch.cuda.set_device(device)  # what is made without saying where, NCCL's own memory included, goes to the process's GPU
        # Optimizers import this in any case. Once there is a group, its functions take that as a default and never let it go.
        importlib.import_module("torch._dynamo")
        with _told():
            dist.init_process_group(BACKENDS[device.type])
        # Threads of gloo that live on into the interpreter's end now and then abort a process whose work is done.
        atexit.register(leave)
    return dist.get_rank(), dist.get_world_size()


def leave() -> None:
    """Leave the process group, if there is one, and end its threads."""
    if dist.is_initialized():
        dist.destroy_process_group()


def wait(processes: int) -> None:
    """Go on when all processes have come this far."""
    if processes > 1:
        _sum(torch.zeros(1))  # a barrier of torch would choose a device by itself


def average_gradients(parameters: Sequence[nn.Parameter], processes: int) -> None:
    """Replace every gradient by its mean over the processes, in one all-reduce of one flat buffer."""
    if processes > 1:
        gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
        _average_flat(gradients, torch.cat([gradient.reshape(-1) for gradient in gradients]), processes)


def average_statistics(statistics: Sequence[Tensor], processes: int) -> None:
    """Replace every tensor by its mean over the processes. In float64: what is equal everywhere stays as it is."""
    if processes > 1 and statistics:
        _average_flat(statistics, torch.cat([values.detach().reshape(-1).double() for values in statistics]), processes)


@torch.no_grad()
def _average_flat(tensors: Sequence[Tensor], flat: Tensor, processes: int) -> None:
    _sum(flat)
    flat /= processes
    for tensor, part in zip(tensors, flat.split([tensor.numel() for tensor in tensors]), strict=True):
        tensor.copy_(part.view_as(tensor))


def average(values: Tensor, processes: int) -> Tensor:
    """The mean of a tensor over the processes."""
    if processes > 1:
        _sum(values)
        values /= processes
    return values


def share(rows: np.ndarray, size: int, rank: int, processes: int) -> np.ndarray:
    """A process's part of the rows: every n-th of their batches of `size`, so that its batches are those that one process would make."""
    if processes == 1:
        return rows
    starts = range(rank * size, len(rows), processes * size)
    return np.concatenate([rows[:0], *(rows[start : start + size] for start in starts)])


def together(own: list[Found], processes: int) -> list[Found]:
    """What all processes found, an item for each batch of their `share`, in the order of the batches that one process would make."""
    if processes == 1:
        return own
    parts: list[list[Found]] = [[] for _ in range(processes)]
    with _told():
        dist.all_gather_object(parts, own)
    return [part[k] for k in range(max(map(len, parts))) for part in parts if k < len(part)]


def _sum(values: Tensor) -> None:
    with _told():
        dist.all_reduce(values)


@contextmanager
def _told() -> Iterator[None]:
    """Errors of the exchange within the block become a `LostProcessError`."""
    try:
        yield
    except RuntimeError as error:
        reason = re.sub(r"^\[\S+\] ", "", str(error)).partition("\n")[0].partition(". ")[0]  # without the place in torch's sources
        raise LostProcessError(
            f"the processes cannot reach each other, so one of them was lost or the network is down ({reason}). "
            "Repeat the command: a training goes on from its last checkpoint"
        ) from error
