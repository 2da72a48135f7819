"""What a search comes to: every candidate with its cross-validated accuracy on training images, and the best one of each family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from latlas.studies.pose.settings import CANDIDATES
from latlas.studies.study import Row


def search_log(rows: Sequence[Row]) -> Mapping[str, Any]:
    """The log of a search. A candidate's score is its mean accuracy over seeds; one that diverged or collapsed has none."""
    tried: dict[str, list[dict[str, Any]]] = {}
    for family, candidates in CANDIDATES.items():
        for number, options in enumerate(candidates):
            own = [row for row in rows if row["model"] == f"{family}-{number}"]
            if not own:
                continue
            accuracies = {f"{row['data']} {row['seed']}": row["value"] for row in own if row["metric"] == "validation"}
            lost = any(row["metric"] == "diverged" or (row["metric"] == "collapsed" and row["value"] > 0) for row in own)
            score = None if lost or not accuracies else fmean(accuracies.values())
            tried.setdefault(family, []).append({"options": dict(options), "accuracies": accuracies, "score": score})
    scored = {family: [one for one in own if one["score"] is not None] for family, own in tried.items()}
    return {
        "protocol": "accuracy of a linear SVM on z, %, by cross-validation on the training images alone",
        "budget": {family: len(own) for family, own in tried.items()},
        "chosen": {family: max(own, key=lambda one: one["score"])["options"] for family, own in scored.items() if own},
        "tried": tried,
        "rows": rows,
    }
