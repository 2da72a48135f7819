"""The training loop: stages, epochs, and steps.

Models say what is minimised, this file says how. A step draws its batch and its noise from (seed, stage, epoch,
step) alone and everything else that moves is in the checkpoint, so a resumed run ends in bitwise the weights of
an uninterrupted one.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from latlas.data.imageset import ImageSet
from latlas.errors import LostProcessError, NonFiniteLossError, RunError, UsageError
from latlas.functional.randomness import Randomness
from latlas.training import distributed
from latlas.training.checkpoint import Checkpoint, State, load_checkpoint, save_checkpoint
from latlas.training.config import TrainingConfig
from latlas.training.feed import epoch_order, feed
from latlas.training.interrupt import Interrupt, deferred_interrupts
from latlas.training.log import Log
from latlas.training.progress import Progress
from latlas.training.schedule import learning_rate
from latlas.training.step import Setting, is_solo, make_optimiser, moving_players, place, prepare, step, term_weights, weighted_sum
from latlas.training.tensors import write_tensors
from latlas.types import Player, Stage, Trainable

CHECKPOINT = "checkpoint.safetensors"
WEIGHTS = "weights.safetensors"
VALIDATION_STEP = -1
"""Validation draws the same noise in every epoch, from a step that training never takes."""
VALIDATED_AT_ONCE = 512
"""Images of a validation batch, but no more than of a step, so that validation takes no more memory than training."""


@dataclass(frozen=True)
class Session:
    """One leg of a training: what `train` passes to its parts."""

    model: Trainable
    images: ImageSet
    folder: Path
    setting: Setting
    log: Log | None
    """Of the process that writes: the first."""
    progress: Progress
    interrupt: Interrupt
    batch_size: int
    """Images per step over all processes."""
    epoch_steps: int
    """Steps of an epoch; the incomplete last batch is left out."""


def train(model: Trainable, images: ImageSet, config: TrainingConfig, folder: Path, quiet: bool = False) -> State:
    """Train until the last stage is done, resuming from the folder's checkpoint when it has one.

    Writes `log.csv`, `checkpoint.safetensors` and, at the end, `weights.safetensors` into the folder. Raises
    `KeyboardInterrupt` after Ctrl-C or SIGTERM, with the checkpoint written, `NonFiniteLossError` when a term
    stops being finite, with the last good checkpoint kept, and so `LostProcessError` when one of several processes is lost.
    """
    if config.patience is not None and len(images.split["validation"]) == 0:
        raise UsageError("--patience needs validation images: give the image set a --validation share")
    setting = prepare(model, config)
    checkpoint = load_checkpoint(folder / CHECKPOINT)
    state = checkpoint.state if checkpoint else State()
    if state.stage >= len(model.stages):
        raise RunError(f"{folder / CHECKPOINT} is in stage {state.stage} of {len(model.stages)}; delete it to start the run again")
    for stage in model.stages[: state.stage + 1]:
        _grow(model, stage, setting)
    if checkpoint:
        checkpoint.restore_model(model)
        checkpoint.restore_random()
    batch_size = step_size(config, images, setting.processes)
    epoch_steps = len(images.split["train"]) // batch_size
    total = sum(stage.epochs for stage in model.stages) * config.epochs * epoch_steps
    # Rows of the epoch under way are written again at its end.
    log = Log(folder, state.step - state.position, config.tensorboard) if setting.rank == 0 else None
    with deferred_interrupts() as interrupt, Progress(total, "steps", "training", state.step, quiet or setting.rank > 0) as progress:
        session = Session(model, images, folder, setting, log, progress, interrupt, batch_size, epoch_steps)
        try:
            state = _train_stages(session, state, checkpoint)
        except LostProcessError:
            if interrupt:  # the first process has written the checkpoint and left
                raise KeyboardInterrupt from None
            raise
    if log is not None:
        log.close()
    _restore_best(session, state.stage)
    if setting.rank == 0:
        write_tensors(folder / WEIGHTS, model.state_dict())
    model.eval()
    return state


def step_size(config: TrainingConfig, images: ImageSet, processes: int) -> int:
    """Images of a step. Raises `UsageError` when they cannot be divided among the processes."""
    size = min(config.batch_size, len(images.split["train"]))
    if size % processes:
        which = "--batch-size" if size == config.batch_size else "the number of training images, which are fewer than --batch-size,"
        raise UsageError(f"{which} is {size} and does not divide among {processes} processes: give a --batch-size that does")
    return size


def _train_stages(session: Session, state: State, checkpoint: Checkpoint | None) -> State:
    """Train until the last stage is done, and write the last checkpoint. Returns where the training then stands."""
    model = session.model
    while True:
        optimisers = _train_stage(session, state, checkpoint)
        if state.stage + 1 == len(model.stages):
            break
        _restore_best(session, state.stage)
        state = State(step=state.step, stage=state.stage + 1, seconds=state.seconds)
        checkpoint = None
        _grow(model, model.stages[state.stage], session.setting)
    _save(session, state, optimisers)
    return state


def _train_stage(session: Session, state: State, checkpoint: Checkpoint | None) -> dict[str, Optimizer]:
    """Take the stage's remaining steps. Returns its optimisers, for the last checkpoint."""
    config, stage, images = session.setting.config, session.model.stages[state.stage], session.images
    players = moving_players(session.model, stage)
    optimisers = {player.name: make_optimiser(config, player) for player in players}
    if checkpoint:
        for name, optimiser in optimisers.items():
            checkpoint.restore_optimiser(name, optimiser)
    solo, statistics = is_solo(session.model, players), _statistics(session.model)
    size, steps = session.batch_size, session.epoch_steps
    written = time.monotonic()
    while state.epoch < stage.epochs * config.epochs and not (config.patience and state.stale >= config.patience):
        order = epoch_order(images.split["train"], config.seed, state.stage, state.epoch)
        rows = [_share(order[k * size : (k + 1) * size], session.setting) for k in range(state.position, steps)]
        _train_mode(session.model, stage)
        start = time.perf_counter()
        for batch in feed(images, rows, session.setting.device, session.setting.memory_format):
            rate = learning_rate(config, state.stage_step, stage.epochs * config.epochs * steps)
            for name, value in step(session.setting, players, optimisers, batch, state.step, rate, solo).items():
                total, count = state.sums.get(name, (0.0, 0))
                state.sums[name] = (total + value, count + 1)
            distributed.average_statistics(statistics, session.setting.processes)
            state.step, state.stage_step, state.position = state.step + 1, state.stage_step + 1, state.position + 1
            session.progress.advance()
            # The first process stops for all, at a step that all have taken: the others find it gone in the next.
            stops = session.interrupt and session.setting.rank == 0
            if stops or time.monotonic() - written >= config.checkpoint_seconds:
                state.seconds, start = state.seconds + time.perf_counter() - start, time.perf_counter()
                _save(session, state, optimisers)
                written = time.monotonic()
            if stops:
                raise KeyboardInterrupt
        state.seconds += time.perf_counter() - start
        _end_epoch(session, state, stage, players)
    return optimisers


def _end_epoch(session: Session, state: State, stage: Stage, players: Sequence[Player]) -> None:
    """Log the epoch's means, validate, and keep the best weights when patience asks for them."""
    config = session.setting.config
    means = {name: total / count for name, (total, count) in sorted(state.sums.items())}
    weights = term_weights(players, state.step - 1)
    means |= {name: weight for name, weight in weights.items() if name.removesuffix("_weight") in means}
    names, own = list(means), torch.tensor(list(means.values()), dtype=torch.float64)
    values = dict(zip(names, distributed.average(own, session.setting.processes).tolist(), strict=True))
    state.epoch, state.position, state.sums = state.epoch + 1, 0, {}
    length = stage.epochs * config.epochs
    values["learning_rate"] = learning_rate(config, state.stage_step - 1, length * session.epoch_steps)
    validation = {} if state.epoch % config.validate_every else validate(session, players, state.step)
    first = f"{players[0].name}/loss"
    if config.patience is not None and validation:
        improved = validation[first] < state.best
        state.best, state.stale = (validation[first], 0) if improved else (state.best, state.stale + 1)
        if improved and session.setting.rank == 0:
            write_tensors(session.folder / best_name(state.stage), session.model.state_dict())
    if session.log is not None:
        session.log.write(state.step, state.epoch, stage.name, "train", {**values, "seconds": state.seconds})
        session.log.write(state.step, state.epoch, stage.name, "validation", validation)
    shown = "" if not validation else f", validation {validation[first]:.4g}"
    where = f"epoch {state.epoch}/{length}" if len(session.model.stages) == 1 else f"stage {stage.name}, epoch {state.epoch}/{length}"
    session.progress.note(f"{where}, {players[0].name} loss {values[first]:.4g}{shown}")


def validate(session: Session, players: Sequence[Player], number: int) -> dict[str, float]:
    """Every player's loss and terms on the validation part, as means over its images; empty without such a part.

    Several processes share the batches, and all get the same numbers. Gradients stay on: a term may be made of them, such as a
    gradient penalty.
    """
    rows = session.images.split["validation"]
    session.model.eval()
    found: list[dict[str, float]] = []
    size = min(VALIDATED_AT_ONCE, session.batch_size)
    batches = [rows[start : start + size] for start in range(0, len(rows), size)][session.setting.rank :: session.setting.processes]
    for batch in feed(session.images, batches, session.setting.device, session.setting.memory_format):
        sums: dict[str, float] = {}
        for turn, player in enumerate(players):
            randomness = Randomness.at(session.setting.config.seed, VALIDATION_STEP, turn, batch.index)
            terms = session.model.losses(player.name, batch, randomness)
            for name, term in {"loss": weighted_sum(player, terms, number), **terms}.items():
                sums[f"{player.name}/{name}"] = term.item() * len(batch.images)
            del terms, term  # with the graph that made them: the next one would lie beside it
        found.append(sums)
    found = distributed.together(found, session.setting.processes)
    means = {name: sum(sums[name] for sums in found) / len(rows) for name in (found[0] if found else ())}
    for name, value in means.items():
        if not math.isfinite(value):
            raise NonFiniteLossError(f"validation value '{name}' is {value} after step {number}; the last checkpoint before it is kept")
    return means


def _grow(model: Trainable, stage: Stage, setting: Setting) -> None:
    if stage.grow is not None:
        stage.grow()
        place(model, setting)


def _statistics(model: nn.Module) -> list[Tensor]:
    """What a model counts along besides its parameters, such as the running means of a batch norm: the buffers that a checkpoint holds."""
    state = model.state_dict(keep_vars=True).values()
    return [values for values in state if not isinstance(values, nn.Parameter) and values.is_floating_point()]


def _train_mode(model: nn.Module, stage: Stage) -> None:
    model.train()
    for name in stage.frozen:
        model.get_submodule(name).eval()


def _share(rows: np.ndarray, setting: Setting) -> np.ndarray:
    return rows[setting.rank :: setting.processes]


def _save(session: Session, state: State, optimisers: Mapping[str, Optimizer]) -> None:
    if session.setting.rank == 0:
        for name, tensor in session.model.state_dict().items():
            if not bool(torch.isfinite(tensor).all()):
                raise NonFiniteLossError(f"'{name}' is not finite after step {state.step}; the last checkpoint before it is kept")
        save_checkpoint(session.folder / CHECKPOINT, state, session.model, optimisers)


def best_name(stage: int) -> str:
    """The file of a stage's best weights, each its own: a run killed early in a stage goes on from a checkpoint of the one before."""
    return f"best-{stage}.safetensors" if stage else "best.safetensors"


def _restore_best(session: Session, stage: int) -> None:
    """With patience a stage ends in its best weights, not its last."""
    if session.setting.config.patience is not None:
        distributed.wait(session.setting.processes)
        from safetensors.torch import load_file

        session.model.load_state_dict(load_file(session.folder / best_name(stage)))
