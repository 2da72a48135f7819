"""How methods look and are called in every figure and table of the study."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from latlas.errors import UsageError


@dataclass(frozen=True)
class Look:
    """Name, colour and marker of a method."""

    name: str
    colour: str
    marker: str


LOOKS: Mapping[str, Look] = {
    "cross_dissolve": Look("cross-dissolve", "#8c8c8c", "h"),
    "ae": Look("AE", "#000000", "s"),
    "beta_vae": Look("β-VAE", "#0072b2", "^"),
    "vae": Look("VAE", "#b5a800", "p"),
    "aae": Look("AAE", "#56b4e9", "v"),
    "acai": Look("ACAI", "#009e73", "D"),
    "gaia": Look("GAIA", "#cc79a7", "P"),
    "amr": Look("AMR", "#e69f00", "X"),
    "aeai": Look("AEAI", "#d55e00", "o"),
    "aeai_no_cycle": Look("AEAI without cycle", "#332288", "<"),
    "aeai_no_critic": Look("AEAI without discriminator", "#44aa99", ">"),
    "aeai_no_smoothness": Look("AEAI without smoothness", "#aa4499", "d"),
}
"""Colours of Okabe and Ito (2008), for the ablation of Tol (2021): both can be told apart by colour-blind readers, and the markers help."""

ORDER = tuple(LOOKS)
"""Methods in the order of tables and legends."""


def data_title(data: str) -> str:
    """The name of an image set for readers: "obj66" is "COIL-100 object 66"."""
    return f"COIL-100 object {data[3:]}" if data.startswith("obj") else data[:1].upper() + data[1:]


RC: dict[str, Any] = {
    "font.size": 8,
    "axes.titlesize": 8,
    "axes.labelsize": 8,
    "axes.edgecolor": "#666666",
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#e4e4e4",
    "grid.linewidth": 0.6,
    "xtick.labelsize": 7,
    "ytick.labelsize": 7,
    "xtick.color": "#444444",
    "ytick.color": "#444444",
    "legend.fontsize": 8,
    "legend.frameon": False,
}
"""Matplotlib's settings for all figures."""


def figure_style() -> AbstractContextManager[None]:
    """The settings, to draw and to save under. Raises `UsageError` when Matplotlib is not installed."""
    try:
        from matplotlib import rc_context
    except ImportError as error:
        raise UsageError("the pictures of a study need Matplotlib: pip install 'latlas[studies]'") from error
    settings: Any = RC  # Matplotlib's own type names every setting
    return rc_context(settings)
