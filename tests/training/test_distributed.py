"""Several processes on one machine: the same training, divided."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file
from torch import distributed as dist
from toys import Duel, noise_set, seeded

from latlas.errors import LostProcessError, UsageError
from latlas.training import distributed
from latlas.training.config import TrainingConfig
from latlas.training.distributed import Place, announced, own_device, share, together
from latlas.training.log import read_log
from latlas.training.loop import step_size, train

SCRIPT = """
import atexit
import os
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from toys import Duel, noise_set, seeded
from latlas.training.config import TrainingConfig
from latlas.training.loop import train
folder = Path(sys.argv[1])
# Runs after what training itself leaves for the end, which has to have ended the group's threads by then.
names = lambda: [Path("/proc/self/task", thread, "comm").read_text().strip() for thread in os.listdir("/proc/self/task")]
atexit.register(lambda: (folder / ("gloo-" + os.environ["RANK"])).write_text(str(sum("gloo" in name for name in names()))))
train(seeded(Duel), noise_set(), TrainingConfig(epochs=3, batch_size=8), folder)
"""


@pytest.mark.slow
def test_two_processes_train_as_one(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    train(seeded(Duel), noise_set(), TrainingConfig(epochs=3, batch_size=8), tmp_path / "one", quiet=True)
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(tests=str(Path(__file__).parent)))
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2", str(script), str(tmp_path / "two")]
    subprocess.run(launch, check=True, timeout=250, env={**os.environ, "OMP_NUM_THREADS": "1"})
    assert [(tmp_path / "two" / f"gloo-{rank}").read_text() for rank in (0, 1)] == ["0", "0"], "threads of gloo outlived training"
    one, two = (load_file(tmp_path / name / "weights.safetensors") for name in ("one", "two"))
    for name, expected in one.items():
        torch.testing.assert_close(two[name], expected, atol=1e-5, rtol=1e-4, msg=name)
    logs = [[float(r["value"]) for r in read_log(tmp_path / name / "log.csv") if r["name"] == "left/loss"] for name in ("one", "two")]
    assert logs[1] == pytest.approx(logs[0], rel=1e-4)


SHARED = """
import sys
from pathlib import Path
import numpy as np
from torch import distributed as dist
from latlas import api, instruments
trained = api.load(sys.argv[1])
asked = {"samples": 25, "permutations": 20, "allow_few_samples": True}
names = sorted(api.evaluate(trained, **asked, shared=True))
assert {"mse", "kl", "linear_probe", "mmd", "recall"} <= set(names)
api.DECODED = 10
for size in (7, 512):
    api.BATCH = instruments.BATCH = size
    for kind in ("samples", "reconstructions"):
        shared, alone = (api.evaluate(trained, names, generated=kind, **asked, shared=shared) for shared in (True, False))
        assert shared == alone, (kind, size, shared, alone)
    for part in (None, "test"):
        shared, alone = (api.encode(trained, trained.images, part, shared=shared) for shared in (True, False))
        np.testing.assert_array_equal(shared, alone)
Path(sys.argv[2], str(dist.get_rank())).touch()
"""


@pytest.mark.slow
def test_shared_evaluation_and_encoding_are_those_of_one_process(run_folder: Path, tmp_path: Path) -> None:
    """Exactly, in every process; with batches of 512 there is one, and the second process has none."""
    script = tmp_path / "script.py"
    script.write_text(SHARED)
    run = shutil.copytree(run_folder, tmp_path / "run")
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2", str(script), str(run), str(tmp_path)]
    subprocess.run(launch, check=True, timeout=250, env={**os.environ, "OMP_NUM_THREADS": "1"})
    assert (tmp_path / "0").exists()
    assert (tmp_path / "1").exists()


@pytest.mark.parametrize(
    ("name", "place", "gpus", "expected"),
    [
        ("cpu", Place(1, 2, 1, 2), 2, "cpu"),
        ("auto", Place(1, 2, 1, 2), 0, "cpu"),
        ("auto", Place(1, 2, 1, 2), 2, "cuda:1"),
        ("auto", Place(5, 8, 1, 4), 4, "cuda:1"),  # the second of the second machine
        ("cuda", Place(0, 2, 0, 2), 2, "cuda:0"),
        ("cuda:3", Place(1, 2, 0, 1), 4, "cuda:3"),  # one on each machine
    ],
)
def test_every_process_of_a_machine_has_a_gpu_of_its_own(name: str, place: Place, gpus: int, expected: str) -> None:
    assert own_device(name, place, gpus) == expected
    assert torch.device(expected).type in distributed.BACKENDS


@pytest.mark.parametrize(
    ("name", "place", "gpus", "message"),
    [
        ("auto", Place(0, 2, 0, 2), 1, "2 processes on a machine with 1 GPUs"),
        ("cuda", Place(0, 2, 0, 2), 0, "2 processes on a machine with 0 GPUs"),
        ("cuda:1", Place(0, 2, 0, 2), 2, "'cuda:1' cannot be that of several"),
        ("mps", Place(0, 2, 0, 1), 0, "'mps' cannot be that of several"),
    ],
)
def test_processes_that_would_share_a_gpu_are_refused(name: str, place: Place, gpus: int, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        own_device(name, place, gpus)


def test_what_is_computed_on_gpus_travels_by_nccl_and_the_rest_by_gloo() -> None:
    """torch reads such a text as one backend for each type of device."""
    found = {device: dist.BackendConfig(dist.Backend(text)).get_device_backend_map() for device, text in distributed.BACKENDS.items()}
    assert found["cpu"]["cpu"] == "gloo"
    assert found["cuda"] == {"cpu": "gloo", "cuda": "nccl"}


def test_the_environment_says_where_a_process_stands() -> None:
    assert announced({}) == Place(0, 1, 0, 1)
    assert announced({"RANK": "5", "WORLD_SIZE": "8", "LOCAL_RANK": "1", "LOCAL_WORLD_SIZE": "4"}) == Place(5, 8, 1, 4)


@given(count=st.integers(0, 60), size=st.integers(1, 9), processes=st.integers(1, 5))
def test_shares_make_the_batches_that_one_process_would_make(count: int, size: int, processes: int) -> None:
    rows = np.arange(100, 100 + count)
    whole = [rows[start : start + size].tolist() for start in range(0, count, size)]
    made = []
    for rank in range(processes):
        own = share(rows, size, rank, processes)
        made.append([own[start : start + size].tolist() for start in range(0, len(own), size)])
    # In turn, until the first is at its end.
    assert [made[k % processes][k // processes] for k in range(len(whole))] == whole
    assert sum(map(len, made)) == len(whole)


def test_what_processes_found_comes_in_the_order_of_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    def gather(parts: list[list[str]], own: list[str]) -> None:
        parts[:] = [own, ["b", "e"], ["c"]]

    monkeypatch.setattr(dist, "all_gather_object", gather)
    assert together(["a", "d"], 3) == ["a", "b", "c", "d", "e"]
    assert together(["a", "d"], 1) == ["a", "d"]


def test_running_means_are_averaged_and_equal_values_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three processes the others have 4 and 6 where this one has 2. The second tensor is equal everywhere; three times it is rounded."""
    third = torch.full((3,), 1 / 3)
    others = torch.cat([torch.tensor([10.0]), 2 * third]).double()
    monkeypatch.setattr(dist, "all_reduce", lambda flat: flat.add_(others))
    moved, same = torch.tensor([2.0]), third.clone()
    distributed.average_statistics([moved, same], 3)
    assert moved.item() == 4.0
    assert torch.equal(same, third)


def test_a_broken_connection_is_a_lost_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(flat: torch.Tensor) -> None:
        raise RuntimeError("[/build/gloo/pair.cc:5] Read error [127.0.0.1]:9: Connection reset by peer. This means …\nmore")

    monkeypatch.setattr(dist, "all_reduce", broken)
    with pytest.raises(LostProcessError, match=r"\(Read error \[127.0.0.1\]:9: Connection reset by peer\)\. Repeat the command"):
        distributed.average(torch.zeros(1), 2)


@pytest.mark.parametrize(("batch_size", "message"), [(7, "--batch-size is 7"), (128, "training images, which are fewer .* is 47")])
def test_a_batch_that_cannot_be_divided_is_refused(batch_size: int, message: str) -> None:
    """What is refused for two processes does for one."""
    images = noise_set(47, validation=0.0)
    with pytest.raises(UsageError, match=message):
        step_size(TrainingConfig(batch_size=batch_size), images, 2)
    assert step_size(TrainingConfig(batch_size=batch_size), images, 1) == min(batch_size, 47)
