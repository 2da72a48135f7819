"""Write a first page for every model of the catalog that has none: `python docs/generate_models.py`.

It says what the code knows: the docstrings, the options, the players and the terms. A page that is there is left alone, so that
its author can go on from the first one.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import torch

from latlas import catalog
from latlas.functional.randomness import Randomness
from latlas.models.model import LatentModel
from latlas.runs import build_model
from latlas.types import Batch

MODELS = Path(__file__).parent / "models"
PAGE = """# {title}: `{name}`

{summary}.

```bash
latlas train {name} digits --latent-dim 2 --epochs 1 --out run-{name}
latlas cite {name}
```

## Loss

{docstring}

## Implementation details

{module}

| option | default | meaning |
|---|---|---|
{options}

What all models share is on the [page of the models](index.md).

## Departures from the paper

None are described yet.

## Logged values

| name | what it is |
|---|---|
{logged}

## Results

None measured yet. `python -m benchmarks.quality` measures the models it names on MNIST.
"""


def page(name: str) -> str:
    """The first page of a model."""
    model_class: type[LatentModel] = catalog.get("models", name)
    model = build_model(name, model_class.Config(), (1, 16, 16))
    summary = catalog.names("models")[name].summary
    own = [option for option in fields(model_class.Config) if option.name not in SHARED]
    options = [
        f"| `--{option.name.replace('_', '-')}` | {option.default} | {describe(model_class.Config, option.name)} |" for option in own
    ]
    return PAGE.format(
        title=model_class.__name__,
        name=name,
        summary=f"{summary[0].upper()}{summary[1:]}",
        docstring=inspect.getdoc(model_class),
        module=inspect.getdoc(inspect.getmodule(model_class)) or "",
        options="\n".join(options) or "| – | – | none of its own |",
        logged="\n".join(logged(model)),
    )


SHARED = {"latent_dim", "body", "hidden", "channels", "reconstruction"}
"""Options that the page of all models describes."""


def describe(config: type[Any], option: str) -> str:
    """The text right below an option's definition."""
    body = ast.parse(textwrap.dedent(inspect.getsource(config))).body[0].body  # type: ignore[attr-defined]  # a class has a body
    for definition, below in pairwise(body):
        named = isinstance(definition, ast.AnnAssign) and isinstance(definition.target, ast.Name) and definition.target.id == option
        if named and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            return " ".join(str(below.value.value).split())
    return ""


def logged(model: LatentModel) -> list[str]:
    """One row for each value that a training logs."""
    images = torch.rand(4, 1, 16, 16, generator=torch.Generator().manual_seed(0))
    batch = Batch(images, torch.arange(4), torch.tensor([0, 0, 1, 1]))
    rows = []
    for player in model.players():
        terms = model.losses(player.name, batch, Randomness.at(0, 0, 0, batch.index))
        for term in terms:
            weight = player.weights.get(term, 1.0)
            rows.append(
                f"| `{player.name}/{term}` | term with weight {'that changes with the step' if callable(weight) else f'{weight:g}'} |"
            )
        rows.append(f"| `{player.name}/loss` | the weighted sum of the terms of player `{player.name}` |")
    return rows


def main() -> None:
    """Write what is missing."""
    for name in catalog.BUILT_IN["models"]:
        path = MODELS / f"{name}.md"
        if not path.exists():
            path.write_text(page(name), encoding="utf-8")
            print(path)


if __name__ == "__main__":
    main()
