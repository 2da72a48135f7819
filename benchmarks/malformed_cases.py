"""Commands on files that are damaged or meant to do harm, drawn from a seed: what `benchmarks.malformed` and its test give to latlas.

Each kind is a function of `KINDS` that writes the files of one case into the current folder and says which command is to read them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image

from benchmarks import malformed_bytes, malformed_networks
from benchmarks.malformed_bytes import MARK

OUTSIDE = "secret.bin"
"""A file two folders above the case's; nothing that is written may hold what is in it."""
SIDE = 8
MODEL = ("--hidden", "8", "--latent-dim", "2", "--epochs", "1", "--checkpoint-seconds", "0", "--quiet")
ODD_NAMES = (
    *("a\nb.png", "\u202egnp.png", "\N{GRINNING FACE}.png", "%s%n.png", "<script>.png", "--out.png", "-.png", " .png", "a;b|c&d.png"),
    *("'\".png", "x" * 250 + ".png", "..png", "a\\..\\b.png", os.fsdecode(b"\xff\xfe.png"), "A.PNG.png", "nul.png", "\x1b[31m.png"),
)


@dataclass(frozen=True)
class Case:
    """One command on malformed files."""

    kind: str
    arguments: tuple[str, ...]
    named: str
    """What a message has to name: the file, or the folder that it is in."""
    out: str
    """What the command is to write; not there unless the command succeeds, unless it was there before."""
    refused: bool = False
    """Whether no content of these files could be right, so that success would be wrong."""


def make_seeds(folder: Path) -> None:
    """The valid files that cases are made of. Needs a process of its own, since it loads all of latlas."""
    from latlas.cli.running import run_verb

    folder.mkdir(parents=True)
    os.chdir(folder)
    random = np.random.default_rng(0)
    images = (random.random((24, SIDE, SIDE)) * 255).astype(np.uint8)
    np.save("images.npy", images)
    labels = np.arange(24) % 2
    facts = {"label_names": np.array(["a", "b"]), "factors": random.random((24, 1)), "factor_names": np.array(["f"])}
    np.savez("images.npz", images=images, labels=labels, **facts)
    for number, pixels in enumerate(images[:12]):
        target = Path("images", "ab"[number % 2], f"{number}.{('png', 'jpg', 'gif', 'bmp', 'tif', 'webp')[number % 6]}")
        target.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(target)
    commands = [
        ["train", "ae", "images.npz", "--out", "run", *MODEL],
        ["atlas", "run", "--out", "atlas", "--tile-levels", "1", "--kmeans", "2", "--no-hdbscan", "--quiet"],
        ["extractor", "images.npz", "--out", "weights.safetensors", "--epochs", "1", "--quiet"],
    ]
    for command in commands:
        if run_verb(command[0], command[1:]):
            raise SystemExit(1)
    _odd_stores(folder / "atlas" / "items.lance", folder / "stores")


def _odd_stores(items: Path, folder: Path) -> None:
    """Stores of an atlas whose columns are too short, of other types, missing, or hold pictures that are none."""
    import lance
    import pyarrow as pa

    from benchmarks import hostile_bodies

    whole = lance.dataset(items).to_table()
    count, latent = len(whole), whole.schema.get_field_index("latent")
    picture = whole.schema.get_field_index("thumbnail")
    bombs = [hostile_bodies.images(Random(number)) for number in range(count)]  # noqa: S311 - drawn to be repeated
    tables = {
        "short": whole.slice(0, count - 3),
        "no-latent": whole.drop_columns(["latent"]),
        "text-latent": whole.set_column(latent, "latent", pa.array(["x"] * count)),
        "null-latent": whole.set_column(latent, "latent", pa.nulls(count, whole.schema.field(latent).type)),
        "wide-latent": whole.set_column(latent, "latent", pa.array([[0.0] * 7] * count, pa.list_(pa.float32(), 7))),
        "bombs": whole.set_column(picture, "thumbnail", pa.array(bombs, pa.binary())),
        "no-thumbnails": whole.set_column(picture, "thumbnail", pa.nulls(count, pa.binary())),
        "empty-thumbnails": whole.set_column(picture, "thumbnail", pa.array([b""] * count, pa.binary())),
    }
    for name, table in tables.items():
        lance.write_dataset(table, folder / name)


def surroundings(top: Path) -> Path:
    """The folder that a case lives in, with the secret above it and what leads to it beside it."""
    place = top / "a" / "b"
    place.mkdir(parents=True)
    (place / "secret-link").symlink_to(top / OUTSIDE)
    os.mkfifo(place / "pipe")
    return place


def image_folder(random: Random, seeds: Path) -> Case:
    """Images of which one, some or most are no images."""
    shutil.copytree(seeds / "images", "images")
    files = sorted(path for path in Path("images").rglob("*") if path.is_file())
    for path in random.sample(files, random.choice([1, 1, 3, len(files)])):
        path.write_bytes(malformed_bytes.image(random, path.read_bytes()))
    return _on_images(random, seeds, "image folder", "images")


def image_names(random: Random, seeds: Path) -> Case:
    """Names that no one expects, links in circles and out of the folder, pipes and folders where files should be."""
    shutil.copytree(seeds / "images", "images")
    for name in random.sample(ODD_NAMES, 4):
        shutil.copy("images/a/0.png", Path("images", random.choice(["a", "b", "."]), name))
    how = random.randrange(6)
    if how == 0:
        Path("images/a/loop.png").symlink_to("loop.png")
    if how == 1:
        Path("images/a/up").symlink_to("../..")
    if how == 2:
        Path("images/a/secret.png").symlink_to("../../../../" + OUTSIDE)
    if how == 3:
        os.mkfifo("images/a/pipe.png")
    if how == 4:
        Path("images/a/folder.png").mkdir()
    if how == 5:
        Path("images/a/gone.png").symlink_to("/nowhere/at/all.png")
    return _on_images(random, seeds, "image names", "images")


def npy_file(random: Random, seeds: Path) -> Case:
    """An npy file."""
    if random.random() < 0.05:
        os.mkfifo("images.npy")
    else:
        Path("images.npy").write_bytes(malformed_bytes.array(random, (seeds / "images.npy").read_bytes()))
    return _on_images(random, seeds, "npy", "images.npy")


def npz_file(random: Random, seeds: Path) -> Case:
    """An npz file."""
    with np.load(seeds / "images.npz") as arrays:
        Path("images.npz").write_bytes(malformed_bytes.archive(random, dict(arrays)))
    return _on_images(random, seeds, "npz", "images.npz")


def pickled_array(random: Random, seeds: Path) -> Case:
    """An npy or npz file of pickled objects that would run code."""
    hostile = np.empty(24, dtype=object)
    hostile[:] = [malformed_bytes.RunsCode()] * 24
    if random.random() < 0.5:
        np.save("images.npy", hostile, allow_pickle=True)
        return _refused(_on_images(random, seeds, "pickle", "images.npy"))
    np.savez("images.npz", **{random.choice(["images", "labels"]): hostile, "x": np.zeros((24, SIDE, SIDE), np.uint8)})
    return _on_images(random, seeds, "pickle", "images.npz")


def _on_images(random: Random, seeds: Path, kind: str, data: str) -> Case:
    """A command that reads images: a training, or encoding by a run."""
    more = ("--size", str(SIDE)) if Path(data).is_dir() else ()
    if random.random() < 0.6:
        return Case(kind, ("train", "ae", data, *more, "--out", "out", *MODEL), data, "out")
    shutil.copytree(seeds / "run", "run")
    out = random.choice(["out.npz", "out.parquet"])
    return Case(kind, ("encode", "run", data, *more, "--out", out), data, out)


def _refused(case: Case) -> Case:
    return Case(case.kind, case.arguments, case.named, case.out, refused=True)


def run_record(random: Random, seeds: Path) -> Case:
    """A run whose record says what cannot be."""
    shutil.copytree(seeds / "run", "run")
    path = Path("run/run.json")
    path.write_bytes(malformed_bytes.jsons(random, path.read_text().replace(str(seeds), str(Path.cwd())).encode()))
    shutil.copy(seeds / "images.npz", "images.npz")
    return _on_run(random, "run record")


def run_weights(random: Random, seeds: Path) -> Case:
    """A run whose weights are not its own."""
    shutil.copytree(seeds / "run", "run")
    path = Path("run/weights.safetensors")
    path.write_bytes(malformed_bytes.tensors(random, path.read_bytes()))
    return _on_run(random, "run weights")


def run_files(random: Random, seeds: Path) -> Case:
    """A run whose files are folders, links, pipes or noise."""
    shutil.copytree(seeds / "run", "run")
    shutil.copy(seeds / "atlas" / "atlas.json", "run/metrics.json")
    path = random.choice(sorted(path for path in Path("run").iterdir() if path.is_file()))
    if random.random() < 0.5:
        path.write_bytes(malformed_bytes.damaged(random, path.read_bytes()))
    else:
        _replace(random, path)
    return _on_run(random, "run files")


def _replace(random: Random, path: Path) -> None:
    """Put something that is no file where one was, or nothing."""
    path.unlink()
    how = random.randrange(5)
    if how == 0:
        path.mkdir()
    if how == 1:
        path.symlink_to(path.name)
    if how == 2:
        path.symlink_to(os.path.relpath(Path("../..", OUTSIDE), path.parent))
    if how == 3:
        os.mkfifo(path)


def _on_run(random: Random, kind: str) -> Case:
    """A command that reads a run."""
    verb, out, *more = random.choice(
        [
            *[("sample", "out.png"), ("reconstruct", "out.png"), ("encode", "out.npz"), ("evaluate", "run/metrics.json")] * 5,
            ("atlas", "out", "--tile-levels", "1", "--kmeans", "0", "--no-hdbscan", "--quiet"),  # takes long where it succeeds
            ("interpolate", "out.png"),
        ]
    )
    to = () if verb == "evaluate" else ("--out", out)
    return Case(kind, (verb, "run", *to, *more), "run", out)


def checkpoint(random: Random, seeds: Path) -> Case:
    """A training that is to go on from a checkpoint, a log or a record that is damaged."""
    shutil.copytree(seeds / "run", "run")
    path = Path("run", random.choice(["checkpoint.safetensors"] * 4 + ["log.csv", "run.json"]))
    if path.suffix == ".safetensors":
        path.write_bytes(malformed_bytes.tensors(random, path.read_bytes()))
    elif path.suffix == ".json":
        path.write_bytes(malformed_bytes.jsons(random, path.read_bytes()))
    else:
        path.write_bytes(malformed_bytes.damaged(random, path.read_bytes()))
    options = list(MODEL)
    options[options.index("--epochs") + 1] = "2"
    return Case("checkpoint", ("train", "ae", str(seeds / "images.npz"), "--out", "run", *options), "run", "run")


def extractor(random: Random, seeds: Path) -> Case:
    """Weights of a network that compares images."""
    shutil.copytree(seeds / "run", "run")
    name = random.choice(["weights.safetensors"] * 6 + ["weights.pth", "weights"])
    content = (seeds / "weights.safetensors").read_bytes()
    Path(name).write_bytes(malformed_bytes.tensors(random, content) if name.endswith("s") else malformed_bytes.image(random, content))
    options = ("--metric", "frechet", "--generated", "reconstructions", "--allow-few-samples", "--extractor", "classifier")
    return Case("extractor weights", ("evaluate", "run", *options, "--extractor-weights", name), name, "run/metrics.json")


def onnx_file(random: Random, seeds: Path) -> Case:
    """An encoder or a decoder of which nobody knows what it does."""
    for name in ("encoder.onnx", "decoder.onnx"):
        shutil.copy(seeds / "atlas" / name, name)
    path = Path(random.choice(["encoder.onnx", "decoder.onnx"]))
    path.write_bytes(malformed_networks.network(random, path.read_bytes()))
    data = str(seeds / "images.npz")
    more = ("--out", "out", "--tile-levels", "1", "--quiet")
    return Case("onnx", ("atlas", "--encoder", "encoder.onnx", "--decoder", "decoder.onnx", data, *more), path.name, "out")


def atlas_manifest(random: Random, seeds: Path) -> Case:
    """An atlas whose manifest says what cannot be."""
    shutil.copytree(seeds / "atlas", "atlas")
    path = Path("atlas/atlas.json")
    path.write_bytes(malformed_bytes.jsons(random, path.read_bytes()))
    return _on_atlas("atlas manifest")


def atlas_store(random: Random, seeds: Path) -> Case:
    """An atlas whose items are damaged, too few, or of other types."""
    shutil.copytree(seeds / "atlas", "atlas")
    if random.random() < 0.4:
        shutil.rmtree("atlas/items.lance")
        shutil.copytree(random.choice(sorted((seeds / "stores").iterdir())), "atlas/items.lance")
    else:
        path = random.choice(sorted(path for path in Path("atlas/items.lance").rglob("*") if path.is_file()))
        path.write_bytes(malformed_bytes.damaged(random, path.read_bytes()))
    return _on_atlas("atlas store")


def atlas_files(random: Random, seeds: Path) -> Case:
    """An atlas whose files are folders, links out of it, noise, or not there."""
    shutil.copytree(seeds / "atlas", "atlas")
    path = random.choice(sorted(path for path in Path("atlas").rglob("*") if path.is_file()))
    if random.random() < 0.3:
        path.write_bytes(malformed_bytes.damaged(random, path.read_bytes()))
    else:
        _replace(random, path)
    return _on_atlas("atlas files")


def _on_atlas(kind: str) -> Case:
    return Case(kind, ("export", "atlas", "--out", "out", "--quiet"), "atlas", "out")


def option(random: Random, seeds: Path) -> Case:
    """Options with values that are none."""
    shutil.copy(seeds / "images.npy", "images.npy")
    name = random.choice(
        ["epochs", "hidden", "latent-dim", "batch-size", "learning-rate", "seed", "device", "limit", "validation", "layout", "key", "out"]
    )
    value = random.choice(
        [*("", "-1", "0", "nan", "inf", "1e400", "9" * 400, "None", "True", "a" * 10_000, "../../x\ny", "{}", "\udcff", "--help", "-5")]
    )
    given = [part for part in MODEL if part != "--quiet"]
    if f"--{name}" in given:
        at = given.index(f"--{name}")
        del given[at : at + 2]
    if name == "out":
        value = random.choice(["images.npy", "a" * 300, "images.npy/x", "pipe", "pipe/x", "/proc/none", "/dev/null", "secret-link"])
    out = () if name == "out" else ("--out", "out")
    return Case("option", ("train", "ae", "images.npy", *given, *out, f"--{name}={value}"), "", "out")


KINDS: tuple[Callable[[Random, Path], Case], ...] = (
    image_folder,
    image_names,
    npy_file,
    npz_file,
    pickled_array,
    run_record,
    run_weights,
    run_files,
    checkpoint,
    extractor,
    onnx_file,
    atlas_manifest,
    atlas_store,
    atlas_files,
    option,
)


def write_case(number: int, seed: int, seeds: Path) -> Case:
    """Write the files of one case into the current folder; each kind comes as often as any other."""
    random = Random(f"{seed}/{number}")  # noqa: S311 - drawn to be repeated
    return KINDS[number % len(KINDS)](random, seeds)


def traces(paths: Iterable[Path], secret: bytes) -> list[str]:
    """Files that code out of an untrusted file made, or that hold the secret."""
    return [f"{path.name}" for path in paths if path.name == MARK or (path.is_file() and secret in path.read_bytes())]
