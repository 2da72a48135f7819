"""One step of training: the players in turn, each with its own loss, gradients and optimiser."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import torch
from torch import nn
from torch.optim import Optimizer

from latlas.errors import NonFiniteLossError, UsageError
from latlas.functional.randomness import Randomness
from latlas.training import distributed
from latlas.training.config import TrainingConfig
from latlas.training.memory import keep_freed_memory
from latlas.types import Batch, Player, Scalar, Stage, Trainable, Weight

Losses = Callable[[str, Batch, Randomness], dict[str, Scalar]]

ADADELTA_RHO = 0.95
"""Decay of Adadelta's running means: the value of its paper's experiments (Zeiler 2012, section 4); torch's default is 0.9."""


@dataclass(frozen=True)
class Setting:
    """What stays the same through a training."""

    config: TrainingConfig
    device: torch.device
    memory_format: torch.memory_format
    rank: int
    processes: int
    losses: Losses
    """The model's losses, compiled when asked."""


def prepare(model: Trainable, config: TrainingConfig) -> Setting:
    """Choose device, memory layout and compilation, and put the model there."""
    refuse_compile(model, config)
    device = choose_device(config.device)
    rank, processes = distributed.start(device)
    if device.type == "cpu":
        keep_freed_memory()
    channels_last = config.memory_format == "channels_last" or (config.memory_format == "auto" and has_convolutions(model))
    setting = Setting(
        config=config,
        device=device,
        memory_format=torch.channels_last if channels_last else torch.contiguous_format,
        rank=rank,
        processes=processes,
        losses=torch.compile(model.losses, dynamic=False) if config.compile else model.losses,
    )
    place(model, setting)
    return setting


def has_convolutions(model: nn.Module) -> bool:
    """Whether a model has convolutions, which are faster with the channels of a pixel side by side."""
    return any(isinstance(module, nn.Conv2d | nn.ConvTranspose2d) for module in model.modules())


def choose_device(name: str) -> torch.device:
    """The device of a name; "auto" is the first accelerator, else the CPU, and of several processes each has a GPU of its own.

    Raises `UsageError` for one that is not there.
    """
    place = distributed.announced()
    if place.processes > 1:
        name = distributed.own_device(name, place, torch.cuda.device_count())
    if name == "auto":
        return torch.accelerator.current_accelerator() or torch.device("cpu") if torch.accelerator.is_available() else torch.device("cpu")
    try:
        device = torch.device(name)
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError) as error:
        raise UsageError(f"device '{name}' cannot be used here: {str(error).splitlines()[0]}") from error
    return device


def refuse_compile(model: Trainable, config: TrainingConfig) -> None:
    """Raise `UsageError` when losses are to be compiled that cannot be."""
    if config.compile and not model.compiles:
        raise UsageError("compile does not work with this model's losses, which differentiate in forward mode: leave it out")


def place(model: nn.Module, setting: Setting) -> None:
    """Move a model, or layers it has just grown, to the device in the setting's memory layout."""
    model.to(setting.device)
    model.to(memory_format=setting.memory_format)  # type: ignore[call-overload]  # torch's overloads leave it out


def moving_players(model: Trainable, stage: Stage) -> tuple[Player, ...]:
    """The model's players without the parameters that the stage freezes."""
    frozen = {id(parameter) for name in stage.frozen for parameter in model.get_submodule(name).parameters()}
    players = []
    for player in model.players():
        moving = tuple(parameter for parameter in player.parameters if id(parameter) not in frozen)
        if moving:
            players.append(replace(player, parameters=moving))
    return tuple(players)


def is_solo(model: Trainable, players: Sequence[Player]) -> bool:
    """Whether a single player moves every parameter of the model."""
    return len(players) == 1 and len(players[0].parameters) == sum(1 for _ in model.parameters())


def make_optimiser(config: TrainingConfig, player: Player) -> Optimizer:
    """The configured optimiser over a player's parameters, in as few passes over them as there are kernels for.

    torch has a fused kernel of all but Adadelta, whose step is compiled when the losses are: if its rate is one number throughout, for
    the compiler takes it for a constant.
    """
    parameters, rate = list(player.parameters), config.learning_rate
    match config.optimiser:
        case "adam":
            return torch.optim.Adam(parameters, rate, fused=True)
        case "adamw":
            return torch.optim.AdamW(parameters, rate, fused=True)
        case "adadelta":
            adadelta = torch.optim.Adadelta(parameters, rate, rho=ADADELTA_RHO)
            if config.compile and config.schedule == "constant" and not config.warmup_steps and not callable(player.rate):
                adadelta.step = torch.compile(adadelta.step)  # type: ignore[method-assign]  # torch's own recipe for compiled optimisers
            return adadelta
        case "sgd":
            return torch.optim.SGD(parameters, rate, fused=True)


def step(
    setting: Setting,
    players: Sequence[Player],
    optimisers: Mapping[str, Optimizer],
    batch: Batch,
    number: int,
    rate: float,
    solo: bool = False,
) -> dict[str, float]:
    """Let every player whose turn it is act once, or several times; `solo` is what `is_solo` says of them.

    Returns `{player/loss: weighted sum, player/term: unweighted value}`. Raises `NonFiniteLossError` before anything moved
    when a value is not finite.
    """
    values: dict[str, float] = {}
    turn = 0
    for player in players:
        if number % player.every:
            continue
        optimiser = optimisers[player.name]
        for _ in range(player.times):
            randomness = Randomness.at(setting.config.seed, number, turn, batch.index)
            with torch.autocast(setting.device.type, torch.bfloat16, enabled=setting.config.precision == "bf16"):
                terms = setting.losses(player.name, batch, randomness)
            loss = weighted_sum(player, terms, number)
            optimiser.zero_grad()
            # The engine walks the graph once more to leave other players' parameters out; a lone player has no others.
            loss.backward(inputs=None if solo else list(player.parameters))
            values |= read_values(player, terms, loss, number)
            distributed.average_gradients(player.parameters, setting.processes)
            if setting.config.clip_norm is not None:
                nn.utils.clip_grad_norm_(player.parameters, setting.config.clip_norm)
            share = _shared_rate(setting, player, number)
            for group in optimiser.param_groups:
                group["lr"] = rate * share
            optimiser.step()
            turn += 1
    return values


def _shared_rate(setting: Setting, player: Player, number: int) -> float:
    """A player's rate, the same in every process: a function may read what each process keeps for itself, as GAIA's balance does."""
    own = value_at(player.rate, number)
    if setting.processes == 1 or not callable(player.rate):
        return own
    return distributed.average(torch.tensor(own, dtype=torch.float64, device=setting.device), setting.processes).item()


def value_at(weight: Weight, number: int) -> float:
    """A weight, or a rate, at a step."""
    return weight(number) if callable(weight) else weight


def term_weights(players: Sequence[Player], number: int) -> dict[str, float]:
    """`{player/term_weight: weight}` at a step, of every term whose weight is not the number 1."""
    return {
        f"{player.name}/{term}_weight": float(value_at(weight, number))
        for player in players
        for term, weight in player.weights.items()
        if callable(weight) or weight != 1
    }


def weighted_sum(player: Player, terms: Mapping[str, Scalar], number: int) -> Scalar:
    """A player's loss: Σ weight · term."""
    total: Scalar | None = None
    for name, term in terms.items():
        factor = value_at(player.weights.get(name, 1.0), number)
        part = term if factor == 1 else factor * term
        total = part if total is None else total + part
    if total is None:
        raise ValueError(f"player '{player.name}' returned no terms")
    return total


def read_values(player: Player, terms: Mapping[str, Scalar], loss: Scalar, number: int) -> dict[str, float]:
    """Loss and terms as numbers, fetched from an accelerator at once."""
    scalars = (loss.detach(), *(term.detach() for term in terms.values()))
    numbers = [scalar.item() for scalar in scalars] if loss.device.type == "cpu" else torch.stack(scalars).float().tolist()
    values = dict(zip(("loss", *terms), numbers, strict=True))
    if not all(map(math.isfinite, numbers)):
        wrong = next((name for name in terms if not math.isfinite(values[name])), "loss")
        raise NonFiniteLossError(
            f"term '{wrong}' of player '{player.name}' is {values[wrong]} at step {number}. The last checkpoint before it is kept; "
            "lower the learning rate, give --clip-norm, or look at the data, then start a new run"
        )
    return {f"{player.name}/{name}": value for name, value in values.items()}
