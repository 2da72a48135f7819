"""What a search comes to: every candidate with its SSIM on held-out training images, and the best one of each family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from latlas.studies.study import Row
from latlas.studies.two_dimensional.settings import CANDIDATES


def search_log(rows: Sequence[Row]) -> Mapping[str, Any]:
    """The log of a search. A candidate's score is its mean SSIM over seeds; one that diverged with any of them has none."""
    tried: dict[str, list[dict[str, Any]]] = {}
    for family, candidates in CANDIDATES.items():
        for number, options in enumerate(candidates):
            own = [row for row in rows if row["model"] == f"{family}-{number}"]
            if not own:
                continue
            similarities = {f"{row['data']} {row['seed']}": row["value"] for row in own if row["metric"] == "validation"}
            lost = any(row["metric"] == "diverged" for row in own)
            score = None if lost or not similarities else fmean(similarities.values())
            tried.setdefault(family, []).append({"options": dict(options), "ssim": similarities, "score": score})
    scored = {family: [one for one in own if one["score"] is not None] for family, own in tried.items()}
    return {
        "protocol": "SSIM of reconstructions of training images held out, four layers",
        "budget": {family: len(own) for family, own in tried.items()},
        "chosen": {family: max(own, key=lambda one: one["score"])["options"] for family, own in scored.items() if own},
        "tried": tried,
        "rows": rows,
    }
