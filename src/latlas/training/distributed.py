"""A thin layer over torch.distributed: one process by default, several under `torchrun`."""

from __future__ import annotations

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
        dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    return dist.get_rank(), dist.get_world_size()


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
