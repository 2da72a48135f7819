"""The parts of the page that say what was compared on what: images, networks, extractor, the search, lost trainings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from latlas.studies.markdown import MISSING, listed
from latlas.studies.study import Row
from latlas.studies.two_dimensional import settings
from latlas.studies.two_dimensional.claims import values
from latlas.studies.two_dimensional.projected import CANDIDATES
from latlas.studies.two_dimensional.settings import BASE, LETTERS
from latlas.studies.two_dimensional.style import FAMILIES, data_title, title


def compared(result: Mapping[str, Any]) -> str:
    """Images, networks, training, what is measured, and the search."""
    conditions, rows = result["conditions"], result["rows"]
    setting = conditions["setting"]
    limit = f"{setting['limit']} images, training and test together" if setting["limit"] else "all images"
    size = f", {setting['size']}×{setting['size']}" if conditions["data"] == "folder" else ""
    lines = [
        f"- **Images**: {data_title(conditions['data'])}, {limit}{size}. The same split for every seed.",
        f"- **Networks**, the same for every model: ResNet of {'-'.join(map(str, setting['channels']))} channels and its mirror, "
        f"{listed({name: value for name, value in conditions['body'].items() if name != 'hidden'})}. Layers: 128 for the base model; "
        "128-2, 128-32-2 and 128-32-8-2 for two, three and four stages.",
        f"- **Training**: {setting['epochs']} {'epoch' if setting['epochs'] == 1 else 'epochs'} a stage of batches of "
        f"{setting['batch_size']}, Adam; four times as many for the direct training. The base model has the options of the "
        "non-greedy ones, whose first stage it is.",
        f"- **Projections** of the base model's posterior means of training images: PCA, and parametric t-SNE "
        f"({setting['tsne_steps']} steps). P comes back by the transposed axes, or by ridge regression; S by the nearest of "
        f"{CANDIDATES} draws from N(0, I).",
        f"- **Features** for Fréchet distance, precision and recall: {_extractor(conditions['extractor'], rows)}.",
    ]
    seeds = sorted({row["seed"] for row in rows})
    lines.append(f"- **Seeds**: {len(seeds)}, of weights, order, noise, t-SNE and shotgun; images and draws from the prior stay the same.")
    return "\n".join(lines) + "\n\n" + _search(conditions["options"])


def _extractor(used: Mapping[str, Any], rows: Sequence[Row]) -> str:
    told = f"`{used['name']}`, layer {', '.join(used['layers'])}" + (f", weights {used['digest']}" if used["digest"] else "")
    accuracy = values(rows, BASE, "extractor_accuracy")
    return f"{told}; trained on the same training images, {accuracy[0]:.1f} % right on the test images" if accuracy else told


def _search(options: Mapping[str, Any]) -> str:
    """Every candidate with its score, or the options as they were used where the log is of another time."""
    used = {family: options[f"4{letters}"]["options"] for letters, family in LETTERS.items()}
    log = json.loads(settings.SEARCH_LOG.read_text(encoding="utf-8")) if settings.SEARCH_LOG.exists() else {"chosen": {}}
    if not log["chosen"] or any(used[family] != own for family, own in log["chosen"].items()):
        lines = [f"| {FAMILIES[family].name} | {listed(own)} |" for family, own in used.items()]
        return "\n".join(["Options, of which there is no log of a search:\n", "| | options |", "|---|---|", *lines])
    epochs = log["conditions"]["setting"]["search_epochs"]
    seeds = len({row["seed"] for row in log["rows"]})
    trained = f"{epochs} epochs a stage and {seeds} seed{'s' if seeds > 1 else ''}"
    head = f"The options are the best of as many candidates for every family, after {trained}, by {log['protocol']}."
    lines = [
        f"| {FAMILIES[family].name} | {listed(one['options'])} | {MISSING if one['score'] is None else format(one['score'], '.4f')} | "
        f"{'chosen' if one['options'] == log['chosen'].get(family) else ''} |"
        for family, own in log["tried"].items()
        for one in own
    ]
    return "\n".join([f"{head}\n", "| | options | SSIM | |", "|---|---|---|---|", *lines])


def lost(rows: Sequence[Row]) -> str:
    """The trainings that did not come to an end."""
    found = [row for row in rows if row["metric"] == "diverged"]
    return "\n".join(f"- {title(row['model'])}, seed {row['seed']}: {row.get('message', 'no message')}" for row in found)
