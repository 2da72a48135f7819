"""A thin layer over torch.distributed: one process by default, several under `torchrun`."""

from __future__ import annotations

import atexit
import importlib
import os
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch import distributed as dist


def start() -> tuple[int, int]:
    """Join the process group that torchrun announces. Returns (rank, number of processes)."""
    processes = int(os.environ.get("WORLD_SIZE", "1"))
    if processes == 1:
        return 0, 1
    if not dist.is_initialized():
        # Optimizers import this in any case. Once there is a group, its functions take that as a default and never let it go.
        importlib.import_module("torch._dynamo")
        dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
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
        dist.barrier()


def average_gradients(parameters: Sequence[nn.Parameter], processes: int) -> None:
    """Replace every gradient by its mean over the processes, in one all-reduce of one flat buffer."""
    if processes == 1:
        return
    gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
    flat = torch.cat([gradient.reshape(-1) for gradient in gradients])
    dist.all_reduce(flat)
    flat /= processes
    for gradient, part in zip(gradients, flat.split([gradient.numel() for gradient in gradients]), strict=True):
        gradient.copy_(part.view_as(gradient))


def average(values: Tensor, processes: int) -> Tensor:
    """The mean of a tensor over the processes."""
    if processes > 1:
        dist.all_reduce(values)
        values /= processes
    return values
