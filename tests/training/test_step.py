"""A player's learning rate: a number, or a function of the step, times the run's."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from toys import Duel, noise_set
from typing_extensions import override

from latlas.functional.randomness import Randomness
from latlas.training.config import TrainingConfig
from latlas.training.feed import epoch_order
from latlas.training.loop import train
from latlas.training.step import make_optimiser, prepare, step
from latlas.types import Player, Weight


class Paced(Duel):
    """`Duel` with a rate for its second player."""

    def __init__(self, rate: Weight) -> None:
        super().__init__()
        self.rate = rate

    @override
    def players(self) -> tuple[Player, ...]:
        left, right = super().players()
        return left, Player("right", right.parameters, right.weights, rate=self.rate)


def paced(rate: Weight) -> Paced:
    torch.manual_seed(0)
    return Paced(rate)


RATES: list[Weight] = [0.25, lambda number: 1 / (1 + number)]


@pytest.mark.parametrize("rate", RATES, ids=["number", "function"])
@pytest.mark.parametrize("schedule", ["constant", "cosine"])
def test_rates_are_those_of_a_loop_written_by_hand(rate: Weight, schedule: str, tmp_path: Path) -> None:
    """Two epochs by torch's own SGD with the learning rate set by hand before each step; the schedule multiplies in."""
    from latlas.training.schedule import learning_rate

    images, model, mine = noise_set(), paced(rate), paced(rate)
    config = TrainingConfig(epochs=2, batch_size=8, learning_rate=0.05, optimiser="sgd", schedule=schedule)  # type: ignore[arg-type]  # a name
    train(model, images, config, tmp_path, quiet=True)
    number, total = 0, 2 * (len(images.split["train"]) // 8)
    for epoch in range(2):
        order = epoch_order(images.split["train"], 0, 0, epoch)
        for start in range(0, len(order) // 8 * 8, 8):
            batch = images.batch(order[start : start + 8])
            for turn, name in enumerate(("left", "right")):
                factor = 1.0 if name == "left" else rate(number) if callable(rate) else rate
                parameters = getattr(mine, name).parameters()
                optimiser = torch.optim.SGD(parameters, learning_rate(config, number, total) * factor)
                pixels = batch.images.flatten(1) + 0.1 * Randomness.at(0, number, turn, batch.index).normal(64)
                left, right = mine.left(pixels), mine.right(pixels)
                product = (left * right).mean()
                loss = 2 * product + left.square().mean() if name == "left" else (-1.0 - number) * product
                mine.zero_grad()
                loss.backward()
                optimiser.step()
            number += 1
    for name, expected in mine.state_dict().items():
        torch.testing.assert_close(model.state_dict()[name], expected, msg=name)


def test_a_rate_of_zero_stands_still_and_the_other_player_moves() -> None:
    model = paced(0.0)
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    config = TrainingConfig(learning_rate=0.05)
    images = noise_set()
    players = model.players()
    optimisers = {player.name: make_optimiser(config, player) for player in players}
    step(prepare(model, config), players, optimisers, images.batch(images.split["train"][:8]), 0, 0.05)
    moved = {name for name, tensor in model.state_dict().items() if not torch.equal(tensor, before[name])}
    assert moved == {"left.weight", "left.bias"}


def test_a_rate_is_asked_for_after_the_players_losses() -> None:
    """So that a balance of players reads the losses of the turn it scales (GAIA)."""
    asked: list[str] = []

    def rate(number: int) -> float:
        asked.append(f"rate {number}")
        return 1.0

    model = paced(rate)
    original = model.losses

    def losses(player: str, *arguments: object) -> object:
        asked.append(player)
        return original(player, *arguments)  # type: ignore[arg-type]  # passed through

    model.losses = losses  # type: ignore[assignment,method-assign]  # counts calls
    config = TrainingConfig(learning_rate=0.05)
    images = noise_set()
    players = model.players()
    optimisers = {player.name: make_optimiser(config, player) for player in players}
    step(prepare(model, config), players, optimisers, images.batch(images.split["train"][:8]), 4, 0.05)
    assert asked == ["left", "right", "rate 4"]
