"""A player's learning rate: a number, or a function of the step, times the run's."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from toys import Duel, noise_set
from typing_extensions import override

from latlas.errors import UsageError
from latlas.functional.randomness import Randomness
from latlas.training import distributed
from latlas.training.config import TrainingConfig
from latlas.training.feed import epoch_order
from latlas.training.log import read_log
from latlas.training.loop import train
from latlas.training.step import make_optimiser, prepare, step, term_weights
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


def test_a_rate_that_is_calculated_is_averaged_over_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other process of two asks for 0.4, this one for 0.1: both move at 0.25. A number is the same everywhere, and not sent."""
    asked: list[float] = []

    def average(values: torch.Tensor, processes: int) -> torch.Tensor:
        asked.append(values.item())
        return (values + 0.4) / processes

    monkeypatch.setattr(distributed, "average", average)
    monkeypatch.setattr(distributed, "average_gradients", lambda parameters, processes: None)
    model, config, images = paced(lambda number: 0.1), TrainingConfig(learning_rate=0.05, optimiser="sgd"), noise_set()
    players = model.players()
    optimisers = {player.name: make_optimiser(config, player) for player in players}
    step(replace(prepare(model, config), processes=2), players, optimisers, images.batch(images.split["train"][:8]), 0, 0.05)
    assert asked == [0.1]
    assert [optimisers[name].param_groups[0]["lr"] for name in ("left", "right")] == pytest.approx([0.05, 0.05 * 0.25])


def test_the_weights_of_the_last_step_are_in_the_log(tmp_path: Path) -> None:
    """`Duel` has the weights 2 and −1 − step; its term `size` weighs 1 and is left out. An epoch has 4 steps."""
    torch.manual_seed(0)
    train(Duel(), noise_set(), TrainingConfig(epochs=2, batch_size=8, learning_rate=0.01), tmp_path, quiet=True)
    rows = [row for row in read_log(tmp_path / "log.csv") if row["name"].endswith("_weight")]
    assert {row["split"] for row in rows} == {"train"}
    found = [(row["name"], row["epoch"], float(row["value"])) for row in rows]
    steps = len(noise_set().split["train"]) // 8
    assert found == [
        (name, str(epoch), value)
        for epoch in (1, 2)
        for name, value in (("left/product_weight", 2.0), ("right/product_weight", -float(epoch * steps)))
    ]


def test_weights_of_terms_that_a_player_does_not_have_are_left_out(tmp_path: Path) -> None:
    class More(Duel):
        @override
        def players(self) -> tuple[Player, ...]:
            left, right = super().players()
            return Player("left", left.parameters, {"product": 1.0, "size": lambda step: 1.0, "nothing": 3.0}), right

    torch.manual_seed(0)
    model = More()
    assert term_weights(model.players()[:1], 5) == {"left/size_weight": 1.0, "left/nothing_weight": 3.0}
    train(model, noise_set(), TrainingConfig(epochs=1, batch_size=8, learning_rate=0.01), tmp_path, quiet=True)
    names = {row["name"] for row in read_log(tmp_path / "log.csv") if row["name"].endswith("_weight")}
    assert names == {"left/size_weight", "right/product_weight"}


def test_losses_that_cannot_be_compiled_are_refused() -> None:
    model = Duel()
    model.compiles = False
    with pytest.raises(UsageError, match="compile"):
        prepare(model, TrainingConfig(compile=True))


def test_adadelta_is_that_of_its_paper() -> None:
    """Algorithm 1 of Zeiler 2012 written out, ρ = 0.95, at a rate of 1: not torch's default of 0.9."""
    parameter = torch.nn.Parameter(torch.tensor([1.0], dtype=torch.float64))
    optimiser = make_optimiser(TrainingConfig(optimiser="adadelta", learning_rate=1.0), Player("one", (parameter,)))
    value, gradients, updates, rho, epsilon = 1.0, 0.0, 0.0, 0.95, 1e-6
    for _ in range(20):
        parameter.grad = 2 * parameter.detach()  # of x²
        optimiser.step()
        gradient = 2 * value
        gradients = rho * gradients + (1 - rho) * gradient**2
        update = -math.sqrt(updates + epsilon) / math.sqrt(gradients + epsilon) * gradient
        updates = rho * updates + (1 - rho) * update**2
        value += update
    assert parameter.item() == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("options", [{"schedule": "cosine"}, {"warmup_steps": 5}, {"compile": False}], ids=str)
def test_steps_at_rates_that_change_are_not_compiled(options: dict[str, Any]) -> None:
    config = TrainingConfig(**{"optimiser": "adadelta", "compile": True, **options})
    optimiser = make_optimiser(config, Player("one", (torch.nn.Parameter(torch.zeros(1)),)))
    assert "step" not in vars(optimiser)
