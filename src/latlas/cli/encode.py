"""`latlas encode RUN DATA --out FILE`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
import tyro

from latlas.cli.running import parse


@dataclass(frozen=True)
class Encode:
    """Latents (posterior means) of an image set as a table: Parquet for .parquet, NumPy for .npz."""

    run: Annotated[Path, tyro.conf.Positional]
    """Folder of a finished run."""
    out: Path
    """File to write: name.parquet or name.npz."""
    data: Annotated[str | None, tyro.conf.Positional] = None
    """Image set: a name, a folder, or an array file; the run's own when left out."""
    root: Path | None = None
    """Root of the image set."""
    size: int | None = None
    """Side that images of a folder are resized to; the model's own when left out."""
    part: Literal["all", "train", "validation", "test"] = "all"
    """Part of the image set."""


def command(arguments: list[str]) -> None:
    """Encode and write."""
    options = parse(Encode, "encode", arguments)

    from latlas.api import data_options, encode, load
    from latlas.errors import UsageError

    if options.out.suffix not in (".parquet", ".npz"):
        raise UsageError(f"{options.out}: the name must end in .parquet or .npz")
    trained = load(options.run, options.root)
    if options.data is None:
        images = trained.images
    else:
        more = {"root": options.root} if options.root is not None else {}
        configured = data_options(options.data, **more)
        if hasattr(configured, "size"):
            configured = data_options(options.data, **more, size=options.size or trained.model.image_shape[1])
        images = configured.load()
    part = None if options.part == "all" else options.part
    rows = np.arange(len(images)) if part is None else images.split[part]
    latents = encode(trained, images, part)
    columns = {"id": rows, **{name: np.array(values)[rows] for name, values in images.metadata.items()}}
    if images.labels is not None:
        columns["label"] = images.labels[rows]
    for k, name in enumerate(images.factor_names):
        if images.factors is not None:
            columns[f"factor_{name}"] = images.factors[rows, k]
    write(options.out, latents, columns)
    print(f"{len(latents)} latents of {latents.shape[1]} dimensions: {options.out}")


def write(path: Path, latents: np.ndarray, columns: dict[str, np.ndarray]) -> None:
    """Write latents and columns as Parquet or npz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".npz":
        np.savez(path, latents=latents, **columns)  # type: ignore[arg-type]  # read as if a column could be numpy's own option
        return
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = {**columns, **{f"latent_{k}": latents[:, k] for k in range(latents.shape[1])}}
    pq.write_table(pa.table(table), path)
