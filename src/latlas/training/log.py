"""The log of a run: `log.csv` always, TensorBoard when asked.

One row holds one value: step, epoch, stage, split, name, value. Names are `player/term` (unweighted, mean over the
epoch), `player/loss` (weighted sum), `player/term_weight` (at the epoch's last step), `learning_rate` and `seconds`
(training time since the run began, summed over resumed legs).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from latlas.errors import RunError, UsageError
from latlas.training.files import write_atomically

COLUMNS = ("step", "epoch", "stage", "split", "name", "value")


class Log:
    """Appends rows to `log.csv` in a folder; opening it drops rows that a checkpoint does not know of."""

    def __init__(self, folder: Path, last_step: int, tensorboard: bool) -> None:
        self.path = folder / "log.csv"
        kept = [row for row in read_log(self.path) if int(row["step"]) <= last_step]
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
        write_atomically(self.path, text.getvalue().encode())
        self._writer = _summary_writer(folder / "tensorboard", last_step) if tensorboard else None

    def write(self, step: int, epoch: int, stage: str, split: str, values: Mapping[str, float]) -> None:
        """Append one row a value."""
        with self.path.open("a", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(
                (step, epoch, stage, split, name, repr(value)) for name, value in values.items()
            )
        if self._writer is not None:
            for name, value in values.items():
                self._writer.add_scalar(f"{split}/{name}", value, step)

    def close(self) -> None:
        """Flush TensorBoard's events."""
        if self._writer is not None:
            self._writer.close()


def read_log(path: Path) -> list[dict[str, str]]:
    """All complete rows of a log; a last line cut short by a crash is left out. Raises `RunError` for a damaged file."""
    if not path.exists():
        return []
    try:
        if not path.is_file():
            raise ValueError("no ordinary file")
        with path.open(newline="", encoding="utf-8") as file:
            complete = "".join(line for line in file if line.endswith("\n"))
        lines = [*csv.reader(io.StringIO(complete, newline=""), strict=True)]
        if lines and tuple(lines[0]) != COLUMNS:
            raise ValueError(f"its first line is not {','.join(COLUMNS)}")
        rows = [dict(zip(COLUMNS, line, strict=True)) for line in lines[1:]]
        for row in rows:
            int(row["step"])
    except (ValueError, csv.Error) as error:
        raise RunError(f"{path} is damaged ({error}); move it away to go on with a new one") from error
    return rows


def _summary_writer(folder: Path, last_step: int) -> Any:
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError as error:
        raise UsageError("TensorBoard is not installed: pip install 'latlas[tensorboard]', or leave out --tensorboard") from error
    return SummaryWriter(folder, purge_step=last_step + 1)
