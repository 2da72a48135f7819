"""Two atlases of the same images: which row of one is which row of the other."""

from __future__ import annotations

import numpy as np

from latlas.atlas.atlas import Atlas
from latlas.errors import UsageError

FINGERPRINT = "data_fingerprint"


def matching_rows(atlas: Atlas, other: Atlas) -> np.ndarray:
    """For every row of an atlas the row of another that is the same image `(n,)` int32.

    Images are the same when the image sets, also those that were appended, have the same fingerprints and the items the same id, which is
    the position in the set.
    Raises `UsageError` when the atlases are not of the same images.
    """
    prints = [one.manifest["model"].get(FINGERPRINT) for one in (atlas, other)]
    names = f"{atlas.folder} and {other.folder}"
    if not all(isinstance(found, str) for found in prints):
        raise UsageError(f"{names} cannot be compared: a model card does not say which images it is of; build the atlas again")
    later = [[added["data_fingerprint"] for added in one.manifest["items"].get("appended", ())] for one in (atlas, other)]
    if prints[0] != prints[1] or later[0] != later[1]:
        raise UsageError(
            f"{names} cannot be compared: they are of different images. Train both models on the same image set, with the same size, "
            "labels and split, and build both atlases"
        )
    ids = [one.items.column("id") for one in (atlas, other)]
    orders = [np.argsort(column, kind="stable") for column in ids]
    own, others = (column[order] for column, order in zip(ids, orders, strict=True))
    if not np.array_equal(own, others) or bool((np.diff(own) == 0).any()):
        raise UsageError(f"{names} cannot be compared: their items have different ids; build both atlases again")
    rows = np.empty(len(orders[0]), np.int32)
    rows[orders[0]] = orders[1]
    return rows
