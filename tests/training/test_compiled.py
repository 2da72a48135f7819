"""Compiled trainings do what plain ones do; in a process of their own, for a compiler cannot trace what checks shapes in tests."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
from latlas.runs import train

for name in ("plain", "compiled"):
    train(
        "transformer_vae", "digits", f"{sys.argv[1]}/{name}", transformation="affine", pose_prior="none", hidden=(32,), epochs=4,
        batch_size=128, optimiser="adadelta", learning_rate=0.1, validate_every=100, compile=name == "compiled", device="cpu", quiet=True,
    )
"""


def losses(run: Path) -> list[float]:
    with (run / "log.csv").open(newline="") as log:
        return [float(row["value"]) for row in csv.DictReader(log) if row["name"] == "autoencoder/loss"]


@pytest.mark.slow
def test_a_compiled_pose_model_learns_as_a_plain_one_does(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr
    plain, compiled = (losses(tmp_path / name) for name in ("plain", "compiled"))
    assert len(plain) == 4
    assert compiled[0] == pytest.approx(plain[0], rel=1e-4)
    assert compiled == pytest.approx(plain, rel=1e-2)  # sums in another order part slowly
    assert compiled[-1] < compiled[0]
