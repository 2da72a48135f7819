"""Kill commands of latlas again and again, repeat them, and compare the end with that of a command that nobody killed.

    python -m benchmarks.killed KILLS SEED [COMMAND …]    print one JSON object

SIGKILL comes after a random time, anywhere from the start to the end of what the command takes undisturbed; the command is then
repeated, and killed again, until it ends by itself. After every kill, what stands under a final name has to be whole. At the end
every file has to hold the same bytes, but for what says how long it took; of an atlas's store, which has its own bookkeeping, the
rows. A COMMAND is one of `COMMANDS`; all take part when none is named. Needs a system with fork, such as Linux.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import signal
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.processes import Ended, command_line, forked, import_latlas

PATIENCE = 300
"""Seconds after which a command hangs."""
TRAINED = ("--limit", "300", "--epochs", "3", "--hidden", "32", "--checkpoint-seconds", "0", "--quiet")
COMMANDS: dict[str, tuple[str, ...]] = {
    "vae": ("train", "vae", "digits", *TRAINED, "--latent-dim", "2", "--patience", "2", "--batch-size", "32"),
    "aae": ("train", "aae", "digits", *TRAINED, "--latent-dim", "2", "--batch-size", "32"),
    "stagewise_vae": ("train", "stagewise_vae", "digits", *TRAINED, "--batch-size", "64", "--patience", "2"),
    "atlas": ("atlas", "run", "--tile-levels", "3", "--kmeans", "3", "--quiet"),
    "atlas_projected": ("atlas", "wide", "--tile-levels", "2", "--kmeans", "3", "--no-hdbscan", "--quiet"),
}
"""A training on each kind of course (patience, several players, several stages), and atlases with and without a projection."""
RUNS = {"run": COMMANDS["vae"], "wide": ("train", "ae", "digits", *TRAINED, "--latent-dim", "5")}
"""The runs that the atlases are of."""


@dataclass
class Tally:
    """What was seen of one command."""

    seconds: float
    kills: int = 0
    ends: int = 0
    """How often the command came to its end."""
    kills_at: list[float] | None = None
    """When the kills came, as shares of what the command takes undisturbed."""
    wrong: list[str] | None = None


def run(arguments: tuple[str, ...], out: Path, patience: float = PATIENCE) -> Ended:
    """A command, killed after some seconds."""
    return forked(lambda: command_line([*arguments, "--out", str(out)]), out.with_name("log.txt"), patience)


def contents(out: Path) -> dict[str, str]:
    """A digest of every file of a run or an atlas, of what has to be the same."""
    found = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and not name.startswith("items.lance/"):
            found[name] = hashlib.blake2b(_constant(path)).hexdigest()
    if (out / "items.lance").exists():
        found["items.lance"] = _rows(out / "items.lance")
    return found


def _constant(path: Path) -> bytes:
    """The content of a file without the seconds that it took."""
    content = path.read_bytes()
    if path.name == "run.json":
        record = json.loads(content)
        record.pop("seconds", None)
        return json.dumps(record).encode()
    if path.name == "log.csv":
        return repr([row for row in csv.reader(io.StringIO(content.decode())) if row[-2] != "seconds"]).encode()
    if path.name == "checkpoint.safetensors":
        length = int.from_bytes(content[:8], "little")
        header = json.loads(content[8 : 8 + length])
        state = json.loads(header["__metadata__"]["state"])
        state.pop("seconds")
        header["__metadata__"]["state"] = json.dumps(state, sort_keys=True)
        return json.dumps(header, sort_keys=True).encode() + content[8 + length :]
    return content


def _rows(store: Path) -> str:
    """A digest of the rows of a store, read in a process of its own: its reader has threads, which would not survive a fork."""
    answer = store.parent.with_name("rows.txt")

    def read() -> None:
        import lance

        table = lance.dataset(store).to_table()
        answer.write_text(hashlib.blake2b(repr([table.schema.to_string(), table.to_pylist()]).encode()).hexdigest())

    ended = forked(read, store.parent.with_name("log.txt"), PATIENCE)
    if ended.code:
        return f"cannot be read: {ended.printed[-300:]}"
    return answer.read_text()


def broken(out: Path) -> list[str]:
    """What stands under a final name and is not whole, right after a kill."""
    from safetensors import SafetensorError, safe_open

    wrong = []
    for path in sorted(out.rglob("*")) if out.exists() else []:
        if path.name.startswith(".") or not path.is_file():
            continue
        try:
            if path.suffix == ".safetensors":
                with safe_open(path, framework="np"):
                    pass
            if path.suffix == ".json":
                json.loads(path.read_text(encoding="utf-8"))
        except (SafetensorError, ValueError) as error:
            wrong.append(f"{path.name} is not whole: {error}")
    if out.exists() and not (out / "run.json").exists() and not (out / "atlas.json").exists() and any(_shown(out)):
        wrong.append(f"{out.name} stands there without its record")
    return wrong


def _shown(out: Path) -> list[Path]:
    return [path for path in out.iterdir() if not path.name.startswith(".")]


def kill(arguments: tuple[str, ...], kills: int, random: Random, place: Path) -> Tally:
    """Kill a command `kills` times, and end it; compare every end with that of one that nobody killed."""
    out = place / "out"
    _clear(place)
    whole = run(arguments, out)
    if whole.code:
        raise SystemExit(f"{' '.join(arguments)} failed undisturbed:\n{whole.printed}")
    wanted = contents(out)
    tally = Tally(whole.seconds, kills_at=[], wrong=[])
    assert tally.kills_at is not None
    assert tally.wrong is not None
    while tally.kills < kills or not tally.ends:
        _clear(place)
        ended = Ended(-signal.SIGKILL, "", 0, 0)
        while ended.code == -signal.SIGKILL:
            after = random.uniform(0, whole.seconds) if tally.kills < kills else PATIENCE
            ended = run(arguments, out, after)
            if ended.code == -signal.SIGKILL:
                tally.kills += 1
                tally.kills_at.append(round(after / whole.seconds, 3))
                tally.wrong += broken(out)
                if (out / "atlas.json").exists():  # the kill came when all was done, and a second atlas there would be refused
                    ended = Ended(0, "", 0, 0)
        tally.ends += 1
        found = contents(out)
        if ended.code:
            tally.wrong.append(f"repeated, it ended with {ended.code}: {ended.printed[-500:]}")
            break
        tally.wrong += [f"{name} is not the same" for name in sorted(wanted.keys() | found.keys()) if wanted.get(name) != found.get(name)]
    return tally


def _clear(place: Path) -> None:
    """Remove what the command has made, hidden or not."""
    for path in place.iterdir():
        if path.name not in RUNS:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def report(kills: int, seed: int, names: list[str]) -> dict[str, Any]:
    """What was seen of each command, as JSON."""
    import_latlas()
    names = names or list(COMMANDS)
    found: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary).resolve()
        os.environ["LATLAS_CACHE"] = str(place / "cache")
        os.chdir(place)
        if any(COMMANDS[name][0] == "atlas" for name in names):
            for name, arguments in RUNS.items():
                if (made := run(arguments, place / name)).code:
                    raise SystemExit(f"the run '{name}' could not be made:\n{made.printed}")
        for number, name in enumerate(names):
            share = kills * (number + 1) // len(names) - kills * number // len(names)
            random = Random(f"{seed}/{name}")  # noqa: S311 - drawn to be repeated
            found[name] = kill(COMMANDS[name], share, random, place)
        os.chdir("/")
    return {
        "commands": {name: " ".join(COMMANDS[name]) for name in names},
        "kills": {name: one.kills for name, one in found.items()},
        "ends": {name: one.ends for name, one in found.items()},
        "seconds_undisturbed": {name: round(one.seconds, 2) for name, one in found.items()},
        "kills_at": {name: one.kills_at for name, one in found.items()},
        "wrong": {name: one.wrong for name, one in found.items() if one.wrong},
    }


if __name__ == "__main__":
    print(json.dumps(report(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])))
