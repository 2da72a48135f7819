"""What a search comes to: every candidate with its validation error, and the best one of each method."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from latlas.studies.interpolation.settings import CANDIDATES, VALIDATION
from latlas.studies.study import Row


def search_log(rows: Sequence[Row]) -> Mapping[str, Any]:
    """The log of a search. A candidate's score is the geometric mean over image sets and seeds of its mean validation error.

    The geometric mean keeps an image set with large errors from deciding alone. A candidate that diverged anywhere has no score.
    """
    tried: dict[str, list[dict[str, Any]]] = {}
    for model, candidates in CANDIDATES.items():
        for number, options in enumerate(candidates):
            own = [row for row in rows if row["model"] == f"{model}-{number}"]
            places = sorted({(row["data"], row["seed"]) for row in own})
            if not places:
                continue
            errors = {
                f"{data} {seed}": fmean(values)
                for data, seed in places
                if (values := [row["value"] for row in own if row["metric"] == "validation" and (row["data"], row["seed"]) == (data, seed)])
            }
            complete = len(errors) == len(places)
            score = math.exp(fmean(map(math.log, errors.values()))) if complete else None
            tried.setdefault(model, []).append({"options": dict(options), "errors": errors, "score": score})
    chosen = {
        model: min((one for one in candidates if one["score"] is not None), key=lambda one: one["score"])["options"]
        for model, candidates in tried.items()
        if any(one["score"] is not None for one in candidates)
    }
    protocol = (
        f"in-between MSE of validation views ({VALIDATION:.0%} of the views, in no training and in no test), mean over intervals of "
        "20° and more; score: geometric mean over image sets and seeds"
    )
    return {
        "protocol": protocol,
        "budget": {model: len(candidates) for model, candidates in tried.items()},
        "chosen": chosen,
        "tried": tried,
        "rows": rows,
    }
