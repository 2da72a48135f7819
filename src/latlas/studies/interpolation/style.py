"""How methods look and are called in every figure and table of the study."""

from __future__ import annotations

from collections.abc import Mapping

from latlas.studies.figures import Look

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
