"""`latlas demo`."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from latlas.cli.running import parse


@dataclass(frozen=True)
class Demo:
    """Train a 2-D VAE on the embedded digits, build its atlas, export it, and open the explorer."""

    out: Path = Path("latlas-demo")
    """Folder for run, atlas and site; what is there already is used again."""
    epochs: int = 250
    """Epochs of training."""
    serve: bool = True
    """Serve the atlas at the end; NO_SERVE=1 in the environment does the same as --no-serve."""


def command(arguments: list[str]) -> None:
    """Run every step of the way from images to the explorer."""
    options = parse(Demo, "demo", arguments)

    from latlas.api import build_atlas, train
    from latlas.atlas.atlas import open_atlas
    from latlas.explorer.serve import serve
    from latlas.explorer.site import export_site

    run, atlas, site = (options.out / name for name in ("run", "atlas", "site"))
    trained = train("vae", "digits", run, latent_dim=2, epochs=options.epochs)
    if atlas.exists() and open_atlas(atlas).manifest["model"].get("training") != trained.run.record["training"]:
        shutil.rmtree(atlas)  # of fewer epochs
    if not atlas.exists():
        build_atlas(trained, atlas)
    export_site(open_atlas(atlas), site)
    print(f"run: {run}\natlas: {atlas}\nsite: {site}")
    if options.serve and os.environ.get("NO_SERVE", "") in ("", "0"):
        serve(open_atlas(atlas))
