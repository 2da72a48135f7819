"""The page of the study: what a result says, in words, tables and pictures. Every number comes from the result."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from latlas.studies.figures import picture_section
from latlas.studies.markdown import origins
from latlas.studies.study import Row
from latlas.studies.two_dimensional.compared import compared, lost
from latlas.studies.two_dimensional.pictures import planned
from latlas.studies.two_dimensional.reasons import reasons
from latlas.studies.two_dimensional.tables import others, same_order, table_one

NOTES = Path(__file__).parent / "notes.md"
"""What a person has to say about claims that do not hold; part of the page when it is there."""
VERDICTS = {True: "yes", False: "no", None: "not told"}


def page(result: Mapping[str, Any], pictures: Collection[str] | None = None) -> str:
    """The result as Markdown. `pictures` are the names of the files in images/ beside the page; None takes all that the rows allow."""
    rows: Sequence[Row] = result["rows"]
    sections = [
        ("", _opening(result)),
        ("Claims", _claims(result)),
        ("What does not hold", _not_held(result)),
        ("Notes", NOTES.read_text(encoding="utf-8").strip() if NOTES.exists() else ""),
        ("What was compared", compared(result)),
        ("Table I", _table_one(rows)),
        ("Other measures", _others(rows)),
        ("The search for reasons", reasons(result)),
        ("Diverged trainings", lost(rows)),
        ("Machines and versions", origins(result)),
        ("Pictures", picture_section(planned(result), pictures)),
    ]
    return "\n\n".join(f"## {title}\n\n{text}" if title else text for title, text in sections if text) + "\n"


def _opening(result: Mapping[str, Any]) -> str:
    return (
        "# Study: two dimensions\n\nA VAE can get to two latents layer by layer, with the layers before held still (greedy, G) or moving "
        "(non-greedy, NG), or be trained at once (direct, D). Here these stand beside a VAE with 128 latents and projections of its codes "
        "to two dimensions, as in table I of *2-D latent space models* (Grujicic and Blaschko). This page is written by `latlas study "
        f"two-dimensional --report` from the result of the scale `{result['scale']}`; [how to run it](../how-to/study.md)."
    )


def _claims(result: Mapping[str, Any]) -> str:
    lines = [f"| {claim['id']} | {claim['claim']} | {VERDICTS[claim['holds']]} | {claim['evidence']} |" for claim in result["claims"]]
    return "\n".join(["| | claim | holds | evidence |", "|---|---|---|---|", *lines])


def _not_held(result: Mapping[str, Any]) -> str:
    """The claims that failed; empty when none did."""
    return "\n".join(f"- {claim['id']}: {claim['evidence']}." for claim in result["claims"] if claim["holds"] is False)


def _table_one(rows: Sequence[Row]) -> str:
    text = table_one(rows)
    if not text:
        return ""
    explained = (
        "Reconstructions of test images against the images themselves. ± is the standard error over test images of one model, as a mean "
        "over seeds; beside it, the standard deviation over seeds. SSIM: more is better; Fréchet distance and MMD: less. MMD² is the "
        "unbiased estimate on pixels, at the images' own size, with a Gaussian kernel; its σ is the median distance of test images, the "
        "same for every row. The paper's numbers are of CelebA, Inception features and pixels at 64×64: their values do not compare with "
        "ours, only their order does."
    )
    if not any(row["metric"] == "frechet" for row in rows):
        explained += " There is no Fréchet distance: there are no more test images than features."
    orders = same_order(rows)
    listed = ", ".join(f"{name} {value:+.2f}" for name, value in orders.items())
    order = f"Spearman's rank correlation of our columns with the paper's, over the twelve rows: {listed}." if orders else ""
    return "\n\n".join(part for part in (explained, text, order) if part)


def _others(rows: Sequence[Row]) -> str:
    text = others(rows)
    explained = (
        "Mean ± standard deviation over seeds. Precision and recall (neighbourhoods of 3) are of reconstructions. The nearest neighbours "
        "of a code are among those of training images; codes are of two dimensions but for the base model. Samples are draws from the "
        "prior, which a projection does not have."
    )
    return f"{explained}\n\n{text}" if text else ""
