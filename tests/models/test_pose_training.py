"""Models with a pose, trained as they come: z is used, whatever the seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from latlas.runs import train


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("model", ["transformer_vae", "double_transformer_vae"])
def test_z_does_not_collapse(model: str, seed: int, tmp_path: Path) -> None:
    """By default options on scanned digits. After half of the epochs z is still unused in some seeds, and the run says so."""
    trained = train(model, "digits", tmp_path, seed=seed, quiet=True)
    assert trained.run.record["collapsed"] == []
