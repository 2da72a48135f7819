"""Figure 2: the latents of all views of pole with the grid lines of elevation and azimuth, for models with 2 and 3 latents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from latlas.api import encode
from latlas.studies.decoded import open_runs
from latlas.studies.interpolation.scoring import azimuth, factors_of
from latlas.studies.interpolation.settings import FEW
from latlas.studies.interpolation.style import LOOKS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

EVERY = 3
"""A grid line every 15° of azimuth."""


def draw_manifold(runs: Path, latents: tuple[int, ...]) -> Figure | None:
    """A panel for each model and number of latents (2 or 3); None without runs."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize
    from matplotlib.figure import Figure

    found = [
        (f"{LOOKS[model].name}, {count} latents", trained)
        for count in latents
        if count in (2, 3)
        for model, trained in open_runs(runs, f"pole@{count}d", FEW).items()
    ]
    if not found:
        return None
    figure = Figure(figsize=(2.6 * len(found) + 0.6, 2.8), dpi=110, layout="constrained", facecolor="white")
    colours = ScalarMappable(Normalize(45, 80), "viridis")
    panels = []
    for number, (title, trained) in enumerate(found, start=1):
        deep = trained.model.latent_dim == 3
        panel: Any = figure.add_subplot(1, len(found), number, **({"projection": "3d"} if deep else {}))
        rows = azimuth(trained.images).rows
        places = encode(trained, trained.images)[rows]
        elevations = factors_of(trained.images)[rows[:, 0], trained.images.factor_names.index("elevation")]
        for column in range(0, rows.shape[1], EVERY):
            panel.plot(*places[:, column].T, color="#9a9a9a", linewidth=0.6)
        for line, elevation in zip(places, elevations, strict=True):
            panel.plot(*np.concatenate([line, line[:1]]).T, color=colours.to_rgba(np.asarray(elevation)), linewidth=1.2)
        panel.set_title(title)
        panel.tick_params(labelbottom=False, labelleft=False, length=0, **({"labelright": False} if deep else {}))
        panels.append(panel)
    figure.colorbar(colours, ax=panels, label="elevation in degrees", shrink=0.8, aspect=30)
    return figure
