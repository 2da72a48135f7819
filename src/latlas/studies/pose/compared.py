"""The parts of the page that say what was compared on what: sizes, recipes, the search for ours, lost trainings, machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from latlas.studies.markdown import MISSING, listed
from latlas.studies.pose import settings
from latlas.studies.pose.settings import BATCH_SIZE, FAMILIES, POSE_PARAMETERS
from latlas.studies.pose.style import LOOKS, data_title, title
from latlas.studies.pose.tables import image_sets
from latlas.studies.study import Row


def compared(result: Mapping[str, Any]) -> str:
    """Models, images, networks, both recipes and seeds."""
    rows, conditions = result["rows"], result["conditions"]
    setting = settings.Setting(**conditions["setting"])
    options = conditions["options"]
    images = f"{setting.count} images, training and test together" if setting.count else "all images"
    trained = {(row["data"], row["model"]) for row in rows if row["metric"] == "seconds"}
    seeds = Counter(len({row["seed"] for row in rows if (row["data"], row["model"]) == one}) for one in trained)
    posed = {family: POSE_PARAMETERS[family] for family in FAMILIES if POSE_PARAMETERS[family]}
    lines = [
        f"- **Models**: {', '.join(look.name for look in LOOKS.values())}. Latents z say what; the pose u has "
        f"{', '.join(f'{count} parameters ({LOOKS[family].name})' for family, count in posed.items())}. A number behind a model's name is "
        "that of its latents z.",
        f"- **Images**: {', '.join(map(data_title, image_sets(rows))) or MISSING}, {images}.",
        f"- **Networks**, the same for every model: {listed(conditions['body'])}.",
        f"- **The paper's recipe**: {setting.epochs} epochs of batches of {BATCH_SIZE}, {listed(conditions['paper'])}; a pose has "
        f"{listed({name: options['affine-8']['options'][name] for name in settings.PAPER_POSE})}.",
        "- **Our recipe**: as many epochs of batches of that size, with Adam and the options below.",
    ]
    if seeds:
        counts = ", ".join(f"{count} with {number} {'seed' if number == 1 else 'seeds'}" for number, count in sorted(seeds.items())[::-1])
        lines.append(f"- **Trained models**: {counts}. A ± in a table is the standard deviation over seeds, unless it says otherwise.")
    return "\n".join(lines) + "\n\n" + _search(options)


def _search(options: Mapping[str, Any]) -> str:
    """Every candidate with its score, or the recipes as they were used where the log is of another time."""
    used = {family: options[f"{family}-8-ours"]["options"] for family in FAMILIES}
    chosen = {family: {name: value for name, value in own.items() if name not in FAMILIES[family][1]} for family, own in used.items()}
    log = json.loads(settings.SEARCH_LOG.read_text(encoding="utf-8")) if settings.SEARCH_LOG.exists() else {"chosen": {}}
    if not log["chosen"] or any(chosen[family] != own for family, own in log["chosen"].items()):
        said = "Our recipe, of which there is no log of a search:"
        lines = [f"| {LOOKS[family].name} | {listed(own)} |" for family, own in chosen.items()]
        return "\n".join([f"{said}\n", "| | our recipe |", "|---|---|", *lines])
    head = (
        f"Our recipe is the best of as many candidates for every model, with {log['conditions']['setting']['search_epochs']} epochs, by "
        f"{log['protocol']}. A candidate that diverged or collapsed has no score."
    )
    lines = [
        f"| {LOOKS[family].name} | {listed(one['options'])} | {MISSING if one['score'] is None else format(one['score'], '.2f')} | "
        f"{'chosen' if one['options'] == log['chosen'].get(family) else ''} |"
        for family, own in log["tried"].items()
        for one in own
    ]
    return "\n".join([f"{head}\n", "| | options | accuracy % | |", "|---|---|---|---|", *lines])


def lost(rows: Sequence[Row]) -> str:
    """The trainings that did not come to an end, and those that ended with z collapsed."""
    if not any(row["metric"] in ("diverged", "collapsed") for row in rows):
        return ""
    lines = []
    for row in rows:
        who = f"- {title(row['model'])} on {data_title(row['data'])}, seed {row['seed']}"
        if row["metric"] == "diverged":
            lines.append(f"{who} diverged: {row.get('message', 'no message')}")
        if row["metric"] == "collapsed" and row["value"] > 0:
            lines.append(f"{who}: z collapsed, no latent of it is active")
    told = sum(row["metric"] == "collapsed" for row in rows)
    return "\n".join(lines) or f"No training diverged, and z collapsed in none of the {told} trainings on upright digits."
