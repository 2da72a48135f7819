"""What a result says of one model, for the page of that model: its rows of table 1 beside those of the VAE."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from latlas.studies.markdown import shown, table
from latlas.studies.pose.settings import FAMILIES, PUBLISHED, TABLE_LATENTS
from latlas.studies.pose.style import title
from latlas.studies.pose.tables import found
from latlas.studies.study import Row


def model_table(result: Mapping[str, Any], model: str) -> str:
    """Accuracy of a linear probe on z and the reconstruction term of a catalog's model and the VAE; empty when the model is not in it."""
    setting = result["conditions"]["setting"]
    rows: list[Row] = [row for row in result["rows"] if row["data"] == setting["data"]]
    families = [family for family, (name, _) in FAMILIES.items() if name == model]
    if not any(row["model"].partition("-")[0] in families for row in rows):
        return ""
    lines = {}
    for latents in TABLE_LATENTS:
        for family in dict.fromkeys(("vae", *families)):
            name = f"{family}-{latents}"
            cells = [f"{PUBLISHED[name]:.2f}"] if setting["data"] == "mnist" else ["–"]
            for one in (name, f"{name}-ours"):
                cells += [shown(found(rows, one, "accuracy", part="z")), shown(found(rows, one, "reconstruction"))]
            lines[title(name)] = cells
    text = table(["paper", *(f"{recipe}: {what}" for recipe in ("its recipe", "ours") for what in ("accuracy", "reconstruction"))], lines)
    seeds = len({row["seed"] for row in rows if row["model"].partition("-")[0] in families})
    note = (
        "Test accuracy in % of a linear SVM on z, and reconstruction term of the bound on test images, nats per image: mean ± standard "
        f"deviation over seeds ({seeds}). `{setting['data']}`, {setting['epochs']} epochs; first with the recipe of the paper, then "
        "with the one that the search chose."
    )
    return f"{text}\n\n{note}"
