"""Several processes on one machine: the same training, divided."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from toys import Duel, noise_set, seeded

from latlas.training.config import TrainingConfig
from latlas.training.log import read_log
from latlas.training.loop import train

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
