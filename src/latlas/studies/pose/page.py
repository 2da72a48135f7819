"""The page of the study: what a result says, in words, tables and pictures. Every number comes from the result."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from latlas.studies.figures import picture_section
from latlas.studies.markdown import origins
from latlas.studies.pose import measured
from latlas.studies.pose.compared import compared, lost
from latlas.studies.pose.pictures import planned
from latlas.studies.pose.rotated import rotated
from latlas.studies.pose.tables import for_each_set, image_sets
from latlas.studies.study import Row

NOTES = Path(__file__).parent / "notes.md"
"""What a person has to say about claims that do not hold; part of the page when it is there."""
VERDICTS = {True: "yes", False: "no", None: "not told"}


def page(result: Mapping[str, Any], pictures: Collection[str] | None = None) -> str:
    """The result as Markdown. `pictures` are the names of the files in images/ beside the page; None takes all that the rows allow."""
    rows: list[Row] = result["rows"]
    sections = [
        ("", _opening(result)),
        ("Claims", _claims(result)),
        ("Notes", NOTES.read_text(encoding="utf-8").strip() if NOTES.exists() else ""),
        ("What was compared", compared(result)),
        ("Linear separability (table 1)", for_each_set(rows, measured.separability)),
        ("Reconstruction by dimension (figure 5)", for_each_set(rows, measured.reconstruction)),
        ("What the pose knows", for_each_set(rows, measured.knowledge)),
        ("Priors of the pose", for_each_set(rows, measured.priors)),
        ("Likelihood and its gaps", for_each_set(rows, partial(measured.likelihood, conditions=result["conditions"]))),
        ("Denoising", for_each_set(rows, measured.denoising)),
        ("Dependence of u and z", for_each_set(rows, measured.dependence)),
        ("Angles of rot-MNIST", rotated(result)),
        ("Diverged and collapsed trainings", lost(rows)),
        ("Machines and versions", origins(result)),
        ("Pictures", picture_section(planned(result), pictures)),
    ]
    return "\n\n".join(f"## {title}\n\n{text}" if title else text for title, text in sections if text) + "\n"


def _opening(result: Mapping[str, Any]) -> str:
    text = (
        "# Study: pose\n\nA VAE with a spatial transformer has two kinds of latents: z for what an image shows, and a pose u for where. "
        "Here such models stand beside the VAE on the same images, networks and epochs, first with the recipe of the paper (Vivé 2017), "
        f"then with ours. This page is written by `latlas study pose --report` from the result of the scale `{result['scale']}`; [how to "
        "run it](../how-to/study.md)."
    )
    if others := [data for data in image_sets(result["rows"]) if data != "mnist"]:
        text += f" The paper's numbers are for MNIST, and say nothing on {', '.join(others)}."
    return text


def _claims(result: Mapping[str, Any]) -> str:
    lines = [f"| {claim['id']} | {claim['claim']} | {VERDICTS[claim['holds']]} | {claim['evidence']} |" for claim in result["claims"]]
    return "\n".join(["| | claim | holds | evidence |", "|---|---|---|---|", *lines])
