"""Training on batches that are given, with the steps of the training loop but without its folder."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from latlas.training.config import TrainingConfig
from latlas.training.progress import Progress
from latlas.training.schedule import learning_rate
from latlas.training.step import is_solo, make_optimiser, prepare, step
from latlas.types import Batch, Trainable


def optimise(model: Trainable, batches: Iterable[Batch], steps: int, config: TrainingConfig, title: str, quiet: bool) -> None:
    """Take `steps` steps, one a batch, on images and index alone. The model comes back to the CPU, in eval mode."""
    setting = prepare(model, config)
    players = model.players()
    optimisers = {player.name: make_optimiser(config, player) for player in players}
    solo = is_solo(model, players)
    model.train()
    with Progress(steps, "steps", title, quiet=quiet) as progress:
        for number, batch in enumerate(islice(batches, steps)):
            placed = Batch(batch.images.to(setting.device), batch.index.to(setting.device))
            values = step(setting, players, optimisers, placed, number, learning_rate(config, number, steps), solo)
            progress.advance()
        progress.note(f"{players[0].name} loss {values[f'{players[0].name}/loss']:.4g}")
    model.eval().to("cpu")
