"""`latlas encode RUN DATA --out FILE`."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
import tyro

from latlas.cli.processes import run_in_processes
from latlas.cli.running import is_first, parse

if TYPE_CHECKING:
    from latlas.data.imageset import ImageSet
    from latlas.runs import TrainedModel


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
    processes: int = 1
    """Processes of this machine that share the work."""


def command(arguments: list[str]) -> None:
    """Encode and write."""
    options = parse(Encode, "encode", arguments)
    if run_in_processes("encode", arguments, options.processes):
        return

    from latlas.api import encode, load
    from latlas.errors import UsageError

    if options.out.suffix not in (".parquet", ".npz"):
        raise UsageError(f"{options.out}: the name must end in .parquet or .npz")
    trained = load(options.run, options.root)
    images = trained.images if options.data is None else images_for(trained, options.data, options.root, options.size)
    part = None if options.part == "all" else options.part
    rows = np.arange(len(images)) if part is None else images.split[part]
    latents = encode(trained, images, part, shared=True)
    if not is_first():
        return
    columns = {"id": rows, **{name: np.array(values)[rows] for name, values in images.metadata.items()}}
    if images.labels is not None:
        columns["label"] = images.labels[rows]
    for k, name in enumerate(images.factor_names):
        if images.factors is not None:
            columns[f"factor_{name}"] = images.factors[rows, k]
    write(options.out, latents, columns)
    print(f"{len(latents)} latents of {latents.shape[1]} dimensions: {options.out}")


def images_for(trained: TrainedModel, data: str, root: Path | None = None, size: int | None = None, progress: bool = False) -> ImageSet:
    """An image set by its name or path, brought to the shape of the model's own images where it is a folder or of the hub."""
    from latlas.api import data_options
    from latlas.data.folder import Folder
    from latlas.data.hub import Hub

    configured = data_options(data, **({"root": root} if root is not None else {}))
    if isinstance(configured, Folder | Hub):
        configured = replace(configured, **fitting(trained, size))
    return configured.load(progress)


def fitting(trained: TrainedModel, size: int | None) -> dict[str, Any]:
    """Options that bring the images of a folder to the shape of a model's own, in the way its own were."""
    channels, height, width = trained.model.image_shape
    recorded = trained.run.record["data"]["config"]
    return {
        "size": size or (height if height == width else None),
        "image_channels": channels if channels in (1, 3) else None,
        **{name: recorded[name] for name in ("fit", "background") if name in recorded},
    }


def write(path: Path, latents: np.ndarray, columns: dict[str, np.ndarray]) -> None:
    """Write latents and columns as Parquet or npz."""
    from latlas.training.files import replaced

    path.parent.mkdir(parents=True, exist_ok=True)
    with replaced(path) as temporary:
        _write(temporary, latents, columns)


def _write(path: Path, latents: np.ndarray, columns: dict[str, np.ndarray]) -> None:
    if path.suffix == ".npz":
        # np.savez would take a column named "file" for its own parameter.
        with zipfile.ZipFile(path, "w") as archive:
            for name, values in {"latents": latents, **columns}.items():
                with archive.open(f"{name}.npy", "w", force_zip64=True) as file:
                    np.lib.format.write_array(file, values, allow_pickle=False)
        return
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = {**columns, **{f"latent_{k}": latents[:, k] for k in range(latents.shape[1])}}
    pq.write_table(pa.table(table), path)
