"""What a study is: tasks that each leave rows, claims computed from rows, a page and pictures made from the result."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

Scale = Literal["smoke", "desk", "paper"]
SCALES: tuple[Scale, ...] = ("smoke", "desk", "paper")

Row = dict[str, Any]
"""One value: model, data, seed, metric, value, perhaps se, and the coordinates it belongs to."""


@dataclass(frozen=True, order=True)
class Task:
    """The smallest piece of a study that can be done, and is never done twice."""

    data: str
    model: str
    seed: int

    @property
    def name(self) -> str:
        """A name that is a path."""
        return f"{self.data}/{self.model}/{self.seed}"


@dataclass(frozen=True)
class Claim:
    """A statement of the paper and whether the rows bear it out."""

    id: str
    claim: str
    holds: bool | None
    """None when the rows do not suffice to tell."""
    evidence: str


@dataclass(frozen=True)
class Request:
    """What a person asked a study for."""

    scale: Scale
    seeds: int
    data: tuple[str, ...] = ()
    """Names of data sets; none means those of the scale."""
    models: tuple[str, ...] = ()
    """Names of models; none means all."""
    root: Path | None = None
    """Where the image sets that are files lie."""
    search: bool = False
    """Do the search for each method's options instead of the study."""
    extractor: str = ""
    """Fixed network whose features a study compares; empty leaves it to the study."""
    extractor_weights: str = ""
    """Its weights: a safetensors file, or hub:REPOSITORY:FILE."""
    extractor_layers: tuple[str, ...] = ()
    """Its layers; none means the extractor's own choice."""


@dataclass(frozen=True)
class Study:
    """A study as functions; `latlas.studies.runner` runs it."""

    name: str
    summary: str
    tasks: Callable[[Request], list[Task]]
    run: Callable[[Task, Request, Path], list[Row]]
    """Do one task; its runs go into the folder. Called in a process of its own with one thread."""
    conditions: Callable[[Request], Mapping[str, Any]]
    """All that decides the rows of a request besides the code: sizes, steps, options. Rows of other conditions never mix."""
    claims: Callable[[Sequence[Row]], list[Claim]]
    pictures: Callable[[Mapping[str, Any], Path, Path], list[Path]]
    """Draw the pictures of a result into a folder (second path), with the runs in another (first path)."""
    page: Callable[[Mapping[str, Any], Collection[str]], str]
    """The result as Markdown, with those of its pictures that there are, by name."""
    model_table: Callable[[Mapping[str, Any], str], str]
    """What a result says of one model of the catalog, as Markdown for that model's page; empty for a model that is not in it."""
    search_log: Callable[[Sequence[Row]], Mapping[str, Any]]
    """What the rows of a search come to: every candidate tried, and the chosen ones."""
    prepare: Callable[[Request, Path, bool], Mapping[str, Any]] | None = None
    """Make what all tasks of a request share, in the folder of its runs, before any of them; the flag says whether to be quiet. What it
    returns is part of the conditions. Called again when a study goes on, but not for a search."""


def result_of(
    study: Study, scale: Scale, conditions: Mapping[str, Any], rows: Sequence[Row], origins: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The object of a result file; `origins` are the versions and machines that rows came from."""
    newest = origins[-1]
    return {
        "study": study.name,
        "scale": scale,
        "versions": newest["versions"],
        "machine": newest["machine"],
        "origins": list(origins),
        "conditions": conditions,
        "claims": [asdict(claim) for claim in study.claims(rows)],
        "rows": list(rows),
    }
