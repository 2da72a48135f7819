"""The section of the page on rot-MNIST: how well a pose tells the angle by which a digit was turned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from latlas.studies.markdown import shown, table
from latlas.studies.pose.settings import ROTATED, ROTATIONS, rotated_variants
from latlas.studies.pose.style import title
from latlas.studies.pose.tables import found
from latlas.studies.pose.tasks import AXIS
from latlas.studies.study import Row

MODELS = (AXIS, *rotated_variants())
TURNS = ("whole turn, one zero", "whole turn, a zero for each class", "half turn, one zero", "half turn, a zero for each class")
"""Up to what an angle is told."""


def rotated(result: Mapping[str, Any]) -> str:
    """Pose errors beside those of the principal axis, and which model's is the least."""
    rows = [row for row in result["rows"] if row["data"] == ROTATED]
    text = table([f"up to a {turn}" for turn in TURNS], {title(model): [_cell(rows, model, turn) for turn in TURNS] for model in MODELS})
    setting = result["conditions"]["setting"]
    explained = (
        f"{setting['rotated']} digits turned by any angle, which no training saw; {setting['rotated_epochs']} epochs, or "
        f"{setting['turned_epochs']} where a pose begins from the best of {ROTATIONS} rotations (`--pose-turns {ROTATIONS}`). Error in "
        "degrees of the rotation that is read from the pose of the images that were trained on: median over images, mean ± standard "
        "deviation over seeds, and in brackets the quartiles. An angle is told up to the model's own zero and direction of turning: "
        "one zero for all images, or one for each class, as a pose need not agree on what is upright. A principal axis has no head "
        "and no tail, and is known up to half a turn; chance has a median of 90° up to a whole turn, of 45° up to half of one."
    )
    return "\n\n".join(part for part in (explained, text, _least(rows)) if part) if text else ""


def _cell(rows: Sequence[Row], model: str, turn: str) -> str:
    median, lower, upper = (_errors(rows, model, turn, name) for name in ("median", "lower_quartile", "upper_quartile"))
    return f"{shown(median, 1)} ({fmean(lower):.1f} to {fmean(upper):.1f})" if median and lower and upper else shown(median, 1)


def _errors(rows: Sequence[Row], model: str, turn: str, statistic: str) -> list[float]:
    return found(rows, model, "pose_error", up_to=turn, statistic=statistic)


def _least(rows: Sequence[Row]) -> str:
    """A sentence for each way of telling: the least median of a model beside that of the axis."""
    sentences = []
    for turn in TURNS:
        medians = {model: fmean(own) for model in MODELS if (own := _errors(rows, model, turn, "median"))}
        axis = medians.pop(AXIS, None)
        if axis is None or not medians:
            continue
        best = min(medians, key=medians.__getitem__)
        below = sum(median < axis for median in medians.values())
        sentences.append(
            f"- Up to a {turn}: {below} of {len(medians)} models below the principal axis ({axis:.1f}°); least "
            f"{title(best)}, {medians[best]:.1f}°."
        )
    return "\n".join(sentences)
