"""Groups of images as the page names them, and what the server finds out about them for atlases whose latents it keeps."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

from latlas.atlas.atlas import Atlas
from latlas.errors import UsageError
from latlas.latent.attributes import attribute

MOST_READ = 50_000
"""Latents of one group that are read; a mean over as many is known to half a percent of the spread."""
MOST_NAMED = 1_000
"""Rows that a request may name."""


def members(text: str, other: str | None, atlas: Atlas) -> np.ndarray:
    """Rows of a group, ascending.

    `label:3` are the images of a label, `factor:NAME:1~2` those whose factor is between two values, both included, `rows:1.5` those
    in these rows, `rest` all that are not in the group `other`. Raises `UsageError` for anything else.
    """
    items = atlas.manifest["items"]
    key, _, value = text.rpartition(":")
    if text == "rest" and other not in (None, "rest"):
        return np.setdiff1d(np.arange(items["count"]), members(other, None, atlas))
    if key == "rows" and re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})*", value):
        rows = np.unique(np.array(value.split("."), dtype=np.int64))
        if len(rows) > MOST_NAMED or rows[-1] >= items["count"]:
            raise UsageError(f"a group of rows has at most {MOST_NAMED} of the {items['count']} rows; name fewer, or rows that are there")
        return rows
    if key == "label" and items["labels"] is not None and re.fullmatch(r"[0-9]{1,9}", value):
        return np.flatnonzero(atlas.items.column("label") == int(value))
    names = [factor["name"] for factor in items["factors"]]
    if key.startswith("factor:") and key.removeprefix("factor:") in names:
        low, high = _ends(value)
        values = atlas.items.column("factors")[:, names.index(key.removeprefix("factor:"))]
        return np.flatnonzero((values >= low) & (values <= high))
    raise UsageError(f"there is no group {text[:80]!r} here; write label:NUMBER, factor:NAME:FROM~TO, rows:ROW.ROW or rest")


def _ends(text: str) -> tuple[float, float]:
    try:
        low, high = (float(end) for end in text.split("~"))
    except ValueError:
        low = math.nan
    if not (math.isfinite(low) and math.isfinite(high)):
        raise UsageError(f"{text[:80]!r} is no range; write FROM~TO, two numbers")
    return low, high


def sample(rows: np.ndarray) -> np.ndarray:
    """At most `MOST_READ` rows, evenly from all of them."""
    if len(rows) <= MOST_READ:
        return rows
    return rows[np.linspace(0, len(rows) - 1, MOST_READ).round().astype(np.int64)]


def compare(a: str, b: str, atlas: Atlas) -> dict[str, Any]:
    """Sizes and mean latents of two groups, and how well the vector between them tells them apart, as JSON."""
    rows = {"a": members(a, b, atlas), "b": members(b, a, atlas)}
    for name, own in rows.items():
        if len(own) == 0:
            raise UsageError(f"group {name.upper()} has no images; choose another one")
    read = {name: sample(own) for name, own in rows.items()}
    found = attribute(atlas.items.latents(read["a"]), atlas.items.latents(read["b"]))
    means = {"a": found.mean_a, "b": found.mean_b}
    groups = {name: {"count": len(rows[name]), "read": len(read[name]), "mean": means[name].tolist()} for name in rows}
    return {**groups, "separation": found.separation}


def spread(atlas: Atlas) -> float:
    """Root-mean-square distance of the latents from their mean."""
    latents = atlas.items.latents(sample(np.arange(len(atlas.items)))).astype(np.float64)
    return float(np.sqrt(np.square(latents - latents.mean(0)).sum(1).mean()))


def analogy(a: int, b: int, c: int, k: int, atlas: Atlas) -> dict[str, Any]:
    """The latent a − b + c of three rows, and the k other rows nearest to it, as JSON."""
    latent = atlas.items.latent(a) - atlas.items.latent(b) + atlas.items.latent(c)
    rows, distances = atlas.items.nearest_to(latent, k + 3)
    others = ~np.isin(rows, (a, b, c))
    return {"latent": latent.tolist(), "rows": rows[others][:k].tolist(), "distances": distances[others][:k].tolist()}
