"""The loop: players in turn, stages, resuming, stopping, and what it leaves on disk."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file
from toys import Breaks, Duel, Stack, noise_set, seeded

from latlas.errors import NonFiniteLossError, RunError, UsageError
from latlas.functional.randomness import Randomness
from latlas.training import loop
from latlas.training.checkpoint import State, load_checkpoint, save_checkpoint
from latlas.training.config import TrainingConfig
from latlas.training.feed import epoch_order, feed
from latlas.training.log import Log, read_log
from latlas.training.loop import Session, best_name, train, validate
from latlas.training.schedule import learning_rate
from latlas.training.step import choose_device
from latlas.types import Batch


def config(**options: object) -> TrainingConfig:
    return TrainingConfig(**({"epochs": 2, "batch_size": 8} | options))  # type: ignore[arg-type]  # options by name


def same(one: Path, other: Path) -> bool:
    left, right = load_file(one), load_file(other)
    return left.keys() == right.keys() and all(torch.equal(left[key], right[key]) for key in left)


def test_two_players_match_a_loop_written_by_hand(tmp_path: Path) -> None:
    """Detached and frozen by hand, with PyTorch's own optimisers: the same weights after two epochs."""
    images = noise_set()
    model = seeded(Duel)
    train(model, images, config(learning_rate=0.05, optimiser="sgd"), tmp_path, quiet=True)

    mine = seeded(Duel)
    optimisers = {name: torch.optim.SGD(getattr(mine, name).parameters(), 0.05) for name in ("left", "right")}
    number = 0
    for epoch in range(2):
        order = epoch_order(images.split["train"], 0, 0, epoch)
        for start in range(0, len(order) // 8 * 8, 8):
            batch = images.batch(order[start : start + 8])
            turns = ["left", "right", "right"] if number % 2 == 0 else ["left"]
            for turn, name in enumerate(turns):
                pixels = batch.images.flatten(1) + 0.1 * Randomness.at(0, number, turn, batch.index).normal(64)
                left, right = mine.left(pixels), mine.right(pixels)
                if name == "left":
                    loss = 2 * (left * right.detach()).mean() + left.square().mean()
                else:
                    loss = (-1.0 - number) * (left.detach() * right).mean()
                optimisers[name].zero_grad()
                loss.backward()
                optimisers[name].step()
            number += 1
    for name, expected in mine.state_dict().items():
        torch.testing.assert_close(model.state_dict()[name], expected, msg=name)


@pytest.mark.parametrize("make", [{"make": Duel}, {"make": Stack, "greedy": True}, {"make": Stack, "greedy": False}], ids=str)
@pytest.mark.parametrize(
    "options", [{}, {"schedule": "cosine", "warmup_steps": 3, "clip_norm": 0.5}, {"optimiser": "adadelta"}, {"patience": 1}], ids=str
)
def test_killed_at_any_step_and_resumed_is_bitwise_uninterrupted(make: dict, options: dict, tmp_path: Path, monkeypatch) -> None:
    """Die without warning after a checkpoint at every third step; dropout draws from the global generator on purpose."""
    images = noise_set()
    torch.manual_seed(1)
    (tmp_path / "whole").mkdir()
    whole = seeded(**make)
    torch.manual_seed(7)
    train(whole, images, config(**options), tmp_path / "whole", quiet=True)

    class Killed(BaseException):
        pass

    from latlas.training import loop

    original, calls = loop.step, 0

    def dying(*args: object) -> dict[str, float]:
        nonlocal calls
        calls += 1
        if calls % 4 == 0:
            raise Killed
        return original(*args)  # type: ignore[arg-type]  # passed through

    folder = tmp_path / "parts"
    folder.mkdir()
    monkeypatch.setattr(loop, "step", dying)
    deaths = 0
    while True:
        model = seeded(**make)
        torch.manual_seed(7)
        try:
            train(model, images, config(**options, checkpoint_seconds=1e-9), folder, quiet=True)
            break
        except Killed:
            deaths += 1
    assert deaths >= 2
    assert same(tmp_path / "whole" / "weights.safetensors", folder / "weights.safetensors")
    drop_seconds = [[row for row in read_log(tmp_path / name / "log.csv") if row["name"] != "seconds"] for name in ("whole", "parts")]
    assert drop_seconds[0] == drop_seconds[1]


SCRIPT = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
import torch
from toys import Duel, noise_set, seeded
from latlas.training.config import TrainingConfig
from latlas.training.loop import train
try:
    train(seeded(Duel), noise_set(), TrainingConfig(epochs={epochs}, batch_size=8, checkpoint_seconds=0.001), Path(sys.argv[1]), quiet=True)
except KeyboardInterrupt:
    sys.exit(130)
"""


def run_script(folder: Path, epochs: int) -> subprocess.Popen[bytes]:
    code = SCRIPT.format(tests=str(Path(__file__).parent), epochs=epochs)
    return subprocess.Popen([sys.executable, "-c", code, str(folder)])


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=lambda s: s.name)
def test_a_real_signal_leaves_a_run_that_resumes_bitwise(how: signal.Signals, tmp_path: Path) -> None:
    epochs = 60
    (tmp_path / "whole").mkdir()
    (tmp_path / "parts").mkdir()
    train(seeded(Duel), noise_set(), config(epochs=epochs), tmp_path / "whole", quiet=True)
    process = run_script(tmp_path / "parts", epochs)
    deadline = time.monotonic() + 120
    while not (tmp_path / "parts" / "checkpoint.safetensors").exists() and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(process.pid, how)
    code = process.wait(60)
    assert code == (-signal.SIGKILL if how == signal.SIGKILL else 130)
    stopped = load_checkpoint(tmp_path / "parts" / "checkpoint.safetensors")
    assert stopped is not None
    assert 0 < stopped.state.step < epochs * 4, "the signal came too late to test anything"
    train(seeded(Duel), noise_set(), config(epochs=epochs), tmp_path / "parts", quiet=True)
    assert same(tmp_path / "whole" / "weights.safetensors", tmp_path / "parts" / "weights.safetensors")


def test_extending_a_finished_run_equals_a_longer_one(tmp_path: Path) -> None:
    for folder, legs in (("long", (5,)), ("extended", (2, 5))):
        (tmp_path / folder).mkdir()
        for epochs in legs:
            train(seeded(Duel), noise_set(), config(epochs=epochs), tmp_path / folder, quiet=True)
    assert same(tmp_path / "long" / "weights.safetensors", tmp_path / "extended" / "weights.safetensors")


def test_greedy_stage_leaves_frozen_layers_and_their_statistics_untouched(tmp_path: Path) -> None:
    states = {}
    for greedy in (True, False):
        folder = tmp_path / str(greedy)
        folder.mkdir()
        model = seeded(Stack, greedy=greedy)
        grow, before = model.stages[1].grow, {}
        assert grow is not None

        def growing(model=model, grow=grow, before=before) -> None:  # the state at the end of stage one
            before.update({name: value.clone() for name, value in model.first.state_dict().items()})
            grow()

        object.__setattr__(model.stages[1], "grow", growing)
        train(model, noise_set(), config(), folder, quiet=True)
        states[greedy] = [torch.equal(value, before[name]) for name, value in model.first.state_dict().items()]
    assert all(states[True])
    assert not any(states[False])


def test_stages_last_their_epochs_and_are_logged(tmp_path: Path) -> None:
    train(seeded(Stack, greedy=False), noise_set(), config(epochs=3), tmp_path, quiet=True)
    rows = [row for row in read_log(tmp_path / "log.csv") if row["name"] == "all/loss" and row["split"] == "train"]
    expected = [("one", "1"), ("one", "2"), ("one", "3"), *(("two", str(k)) for k in range(1, 7))]
    assert [(row["stage"], row["epoch"]) for row in rows] == expected
    assert [int(row["step"]) for row in rows] == [4 * (k + 1) for k in range(9)]  # 36 images, 8 a step, remainder dropped


def test_a_term_that_breaks_stops_at_once_and_keeps_the_last_good_checkpoint(tmp_path: Path) -> None:
    model = Breaks(at=6)
    with pytest.raises(NonFiniteLossError, match=r"term 'broken' of player 'all' is nan at step 6"):
        train(model, noise_set(validation=0.0), config(checkpoint_seconds=1e-9), tmp_path, quiet=True)
    kept = load_checkpoint(tmp_path / "checkpoint.safetensors")
    assert kept is not None
    assert kept.state.step == 6
    assert torch.equal(kept.tensors["model/layer.weight"], model.layer.weight.detach()), "nothing moved in the broken step"
    assert not (tmp_path / "weights.safetensors").exists()


def test_early_stopping_keeps_the_best_weights(tmp_path: Path) -> None:
    """Noise cannot be predicted: the validation loss soon rises, and the run ends long before its epochs."""
    model = seeded(Stack, greedy=False)
    object.__setattr__(model, "stages", model.stages[:1])
    state = train(model, noise_set(), config(epochs=500, learning_rate=0.05, patience=3), tmp_path, quiet=True)
    losses = [float(r["value"]) for r in read_log(tmp_path / "log.csv") if r["split"] == "validation" and r["name"] == "all/loss"]
    assert len(losses) < 500
    assert state.stale == 3
    assert losses.index(min(losses)) == len(losses) - 4
    assert same(tmp_path / "weights.safetensors", tmp_path / "best.safetensors")
    images = noise_set()
    batch = images.batch(images.split["validation"])
    with torch.no_grad():
        again = model.losses("all", batch, Randomness.at(0, -1, 0, batch.index))["error"].item()
    assert again == pytest.approx(min(losses), rel=1e-5)


def test_the_best_of_a_stage_outlives_a_kill_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last checkpoint is of the end of stage one, which got no better for a while; stage two has begun to keep a best of its own."""
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    patient = config(epochs=60, learning_rate=0.05, patience=3, checkpoint_seconds=1e-9)
    for folder in (whole, killed):
        folder.mkdir()
    train(seeded(Stack, greedy=False), noise_set(), patient, whole, quiet=True)

    def in_stage_one_only(path: Path, state: State, *rest: Any) -> None:
        if state.stage == 0:
            save_checkpoint(path, state, *rest)

    def until_killed(session: Session, *rest: Any) -> dict[str, float]:
        if (killed / best_name(1)).exists():
            raise RuntimeError("killed")
        return validate(session, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(loop, "save_checkpoint", in_stage_one_only)
        patch.setattr(loop, "validate", until_killed)
        with pytest.raises(RuntimeError, match="killed"):
            train(seeded(Stack, greedy=False), noise_set(), patient, killed, quiet=True)
    kept = load_checkpoint(killed / "checkpoint.safetensors")
    assert kept is not None
    assert (kept.state.stage, kept.state.stale > 0) == (0, True)
    train(seeded(Stack, greedy=False), noise_set(), patient, killed, quiet=True)
    assert same(whole / "weights.safetensors", killed / "weights.safetensors")


@pytest.mark.parametrize("every", [1, 3])
def test_validation_comes_every_nth_epoch_only(every: int, tmp_path: Path) -> None:
    """The weights are those of a run that validates always: validation moves nothing."""
    for folder, often in (("always", 1), ("seldom", every)):
        (tmp_path / folder).mkdir()
        train(seeded(Duel), noise_set(), config(epochs=7, validate_every=often), tmp_path / folder, quiet=True)
    rows = read_log(tmp_path / "seldom" / "log.csv")
    epochs = {split: sorted({int(row["epoch"]) for row in rows if row["split"] == split}) for split in ("train", "validation")}
    assert epochs == {"train": list(range(1, 8)), "validation": list(range(every, 8, every))}
    assert same(tmp_path / "always" / "weights.safetensors", tmp_path / "seldom" / "weights.safetensors")


def test_patience_counts_validations_not_epochs(tmp_path: Path) -> None:
    model = seeded(Stack, greedy=False)
    object.__setattr__(model, "stages", model.stages[:1])
    state = train(model, noise_set(), config(epochs=500, learning_rate=0.05, patience=3, validate_every=4), tmp_path, quiet=True)
    rows = [r for r in read_log(tmp_path / "log.csv") if r["split"] == "validation" and r["name"] == "all/loss"]
    losses = [float(row["value"]) for row in rows]
    assert [int(row["epoch"]) for row in rows] == [4 * (number + 1) for number in range(len(rows))]
    assert state.stale == 3
    assert losses.index(min(losses)) == len(losses) - 4
    assert state.epoch == 4 * len(losses) < 500


def test_patience_without_a_single_validation_is_refused() -> None:
    with pytest.raises(UsageError, match="validate_every is 5 of 4 epochs"):
        config(epochs=4, validate_every=5, patience=1)


def test_patience_needs_validation_images(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="validation"):
        train(seeded(Duel), noise_set(validation=0.0), config(patience=2), tmp_path, quiet=True)


def test_log_holds_the_mean_of_what_was_minimised(tmp_path: Path) -> None:
    """One epoch with a learning rate too small to move a weight: the log is the plain mean over the batches."""
    images, model = noise_set(), seeded(Duel)
    train(model, images, config(epochs=1, learning_rate=1e-12, optimiser="sgd"), tmp_path, quiet=True)
    rows = {row["name"]: float(row["value"]) for row in read_log(tmp_path / "log.csv") if row["split"] == "train"}
    order, sizes = epoch_order(images.split["train"], 0, 0, 0), []
    for number in range(4):
        batch = images.batch(order[number * 8 : number * 8 + 8])
        sizes.append(model.losses("left", batch, Randomness.at(0, number, 0, batch.index)))
    for term in ("product", "size"):
        assert rows[f"left/{term}"] == pytest.approx(sum(values[term].item() for values in sizes) / 4, rel=1e-4)
    assert rows["left/loss"] == pytest.approx(2 * rows["left/product"] + rows["left/size"], rel=1e-5)
    assert rows["learning_rate"] == 1e-12
    assert rows["seconds"] > 0


def test_opening_a_log_drops_rows_after_the_checkpoint_and_a_torn_line(tmp_path: Path) -> None:
    log = Log(tmp_path, 0, tensorboard=False)
    for step in (5, 10, 15):
        log.write(step, step // 5, "all", "train", {"x": step + 0.1})
    path = tmp_path / "log.csv"
    path.write_text(path.read_text() + "20,4,all,tr")
    Log(tmp_path, 10, tensorboard=False)
    assert [row["step"] for row in read_log(path)] == ["5", "10"]


def test_tensorboard_gets_the_same_values(tmp_path: Path) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    train(seeded(Duel), noise_set(), config(tensorboard=True), tmp_path, quiet=True)
    events = EventAccumulator(str(tmp_path / "tensorboard"))
    events.Reload()
    written = [float(r["value"]) for r in read_log(tmp_path / "log.csv") if (r["split"], r["name"]) == ("train", "left/loss")]
    assert [event.value for event in events.Scalars("train/left/loss")] == pytest.approx(written)


@pytest.mark.parametrize("content", [b"", b"not safetensors", b"\x00" * 64])
def test_a_damaged_checkpoint_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "checkpoint.safetensors").write_bytes(content)
    with pytest.raises(RunError, match=r"checkpoint\.safetensors is not a checkpoint"):
        train(seeded(Duel), noise_set(), config(), tmp_path, quiet=True)


def test_schedules() -> None:
    flat = config(learning_rate=0.1)
    assert [learning_rate(flat, k, 10) for k in (0, 9)] == [0.1, 0.1]
    linear = config(learning_rate=0.1, schedule="linear")
    assert [learning_rate(linear, k, 10) for k in (0, 5)] == [pytest.approx(0.1), pytest.approx(0.05)]
    cosine = config(learning_rate=0.1, schedule="cosine")
    assert learning_rate(cosine, 5, 10) == pytest.approx(0.05)
    assert learning_rate(cosine, 10, 10) == pytest.approx(0.0, abs=1e-12)
    warm = config(learning_rate=0.1, warmup_steps=4)
    assert [learning_rate(warm, k, 10) for k in range(5)] == pytest.approx([0.025, 0.05, 0.075, 0.1, 0.1])


def test_epochs_visit_every_image_in_different_orders() -> None:
    rows = noise_set().split["train"]
    first, second = epoch_order(rows, 0, 0, 0), epoch_order(rows, 0, 0, 1)
    assert sorted(first) == sorted(second) == sorted(rows)
    assert first.tolist() != second.tolist()
    assert first.tolist() == epoch_order(rows, 0, 0, 0).tolist()


def test_a_source_that_is_read_ahead_gives_the_same_batches() -> None:
    images = noise_set()
    batches = [images.split["train"][k : k + 5] for k in range(0, 30, 5)]
    device, layout = torch.device("cpu"), torch.contiguous_format
    near = list(feed(images, batches, device, layout))
    images.source.in_memory = False
    far: list[Batch] = list(feed(images, batches, device, layout))
    assert len(near) == len(far) == 6
    assert all(torch.equal(a.images, b.images) and torch.equal(a.index, b.index) for a, b in zip(near, far, strict=True))


@pytest.mark.parametrize(
    "option",
    [{"epochs": 0}, {"batch_size": 0}, {"validate_every": 0}, {"learning_rate": 0.0}, {"clip_norm": -1.0}, {"learning_rate": math.nan}],
    ids=str,
)
def test_options_that_cannot_be_right_are_refused(option: dict) -> None:
    with pytest.raises(UsageError, match=next(iter(option))):
        config(**option)


def test_an_unknown_device_is_refused() -> None:
    with pytest.raises(UsageError, match="device 'warp'"):
        choose_device("warp")


def test_bf16_trains_to_about_the_same_loss(tmp_path: Path) -> None:
    losses = []
    for precision in ("fp32", "bf16"):
        (tmp_path / precision).mkdir()
        model = seeded(Stack, greedy=False)
        train(model, noise_set(), config(epochs=20, precision=precision), tmp_path / precision, quiet=True)
        rows = read_log(tmp_path / precision / "log.csv")
        losses.append([float(r["value"]) for r in rows if r["split"] == "train" and r["name"] == "all/loss"][-1])
    assert losses[0] != losses[1]
    assert losses[1] == pytest.approx(losses[0], rel=0.05)  # bf16 keeps 8 bits of mantissa
