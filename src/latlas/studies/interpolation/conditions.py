"""The parts of the page that say what was compared on what: sizes, steps, seeds, image sets, and the search for options."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from latlas.studies.interpolation import settings
from latlas.studies.interpolation.style import LOOKS, ORDER, data_title
from latlas.studies.interpolation.summary import image_sets, models_of
from latlas.studies.study import Row


def compared(result: Mapping[str, Any]) -> str:
    """Sizes, steps, seeds, image sets, versions, and what the search chose within which budget."""
    rows: list[Row] = result["rows"]
    made_with: dict[str, Any] = {"data": ()} | {
        name: tuple(value) if isinstance(value, list) else value for name, value in result["conditions"]["setting"].items()
    }
    setting = settings.Setting(**made_with)
    channels = "-".join(map(str, settings.body(setting)["channels"]))
    seeds = {data: sorted({row["seed"] for row in rows if row["data"] == data}) for data in image_sets(rows)}
    origins = result["origins"]
    torches = sorted({origin["versions"]["torch"] for origin in origins})
    lines = [
        f"- **Networks**, the same for every method: VGG-like encoder and its mirror, {channels} maps, {setting.convolutions} "
        f"{'convolution' if setting.convolutions == 1 else 'convolutions'} a block, {setting.latent_dim} latents.",
        f"- **Training**: {setting.steps} steps of {setting.batch_size} images for every method; Adam at {setting.learning_rate:g}, or at "
        "the `learning_rate` below, falling along a cosine.",
        f"- **Images**: {setting.size}×{setting.size}; {settings.HELD_OUT:.0%} of the views held out, drawn anew for each seed. "
        + ", ".join(f"{data_title(data)} ({len(own)} {'seed' if len(own) == 1 else 'seeds'})" for data, own in seeds.items())
        + ".",
        f"- **Methods**: {', '.join(LOOKS[model].name for model in models_of(rows, ORDER))}.",
        f"- **Machines**: {len(origins)}, torch {', '.join(torches)}.",
    ]
    return "\n".join(lines) + _search(result["conditions"]["options"])


def _search(used: Mapping[str, Any]) -> str:
    log = json.loads(settings.SEARCH_LOG.read_text(encoding="utf-8"))
    if any(used[model] != options for model, options in log["chosen"].items()) or not log["chosen"]:
        # The rows are of a time before the search of today's log.
        lines = [f"| {LOOKS[model].name} | {_listed(options)} |" for model, options in used.items() if model in LOOKS]
        return "\n\n| | options |\n|---|---|\n" + "\n".join(lines)
    head = f"\n\nThe options of every method were chosen before, by {log['protocol']}." if "protocol" in log else ""
    lines = ["| | candidates | chosen |", "|---|---|---|"]
    for model in ORDER:
        if model in log["chosen"]:
            lines.append(f"| {LOOKS[model].name} | {log.get('budget', {}).get(model, '–')} | {_listed(log['chosen'][model])} |")
    return head + "\n\n" + "\n".join(lines)


def diverged(rows: Sequence[Row]) -> str:
    """The trainings that did not come to an end."""
    lost = [row for row in rows if row["metric"] == "diverged"]
    return "\n".join(f"- {LOOKS[row['model']].name} on {row['data']}, seed {row['seed']}: {row['message']}" for row in lost)


def _listed(options: Mapping[str, Any]) -> str:
    return ", ".join(f"`{name}` {_shown(value)}" for name, value in options.items()) or "those by default"


def _shown(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
