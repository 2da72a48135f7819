"""What a result says of one model, for the page of that model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from latlas.studies.markdown import shown, table
from latlas.studies.study import Row
from latlas.studies.two_dimensional.claims import values
from latlas.studies.two_dimensional.settings import BASE, STAGEWISE
from latlas.studies.two_dimensional.style import data_title, title
from latlas.studies.two_dimensional.tables import TABLE, digits_of


def model_table(result: Mapping[str, Any], model: str) -> str:
    """Table I's rows of the stage-wise VAE; empty for every other model of the catalog, and without rows."""
    rows: list[Row] = result["rows"]
    digits = {one.metric: digits_of(rows, one.metric, one.digits) for one in TABLE}
    lines = {title(name): [shown(values(rows, name, one.metric), digits[one.metric]) for one in TABLE] for name in (BASE, *STAGEWISE)}
    text = table([one.name for one in TABLE], lines)
    if model != "stagewise_vae" or not text:
        return ""
    conditions = result["conditions"]
    seeds = len({row["seed"] for row in rows})
    note = (
        f"Reconstructions of test images: mean ± standard deviation over seeds ({seeds}). {data_title(conditions['data'])}, "
        f"{conditions['setting']['epochs']} epochs a stage; Fréchet distance of the features of `{conditions['extractor']['name']}`, MMD² "
        "of pixels. [All of table I](../studies/two-dimensional.md)."
    )
    return f"{text}\n\n{note}"
