"""Quality of every model on MNIST at the default options: what the tables on the models' pages are made of.

    LATLAS_MNIST=folder-or-npz python -m benchmarks.quality --work FOLDER

Trains each model with 2 and 10 latents for 20 epochs and seeds 0, 1 and 2, evaluates it on the 10 000 official test images, and writes
tidy rows to `benchmarks/results/quality.json`, anew after each run. Finished runs in the work folder are used again and an
interrupted one is resumed, so that the command can be stopped and repeated at any time.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results" / "quality.json"
EPOCHS = 20
SEEDS = (0, 1, 2)
LATENT_DIMS = (2, 10)
MODELS: Mapping[str, Mapping[str, Any]] = {"ae": {}, "vae": {}, "beta_vae": {"beta": 4.0}}
"""Each model with the options that are not its defaults."""


def plan(seeds: Sequence[int] = SEEDS) -> list[tuple[int, int, str]]:
    """Every (seed, latent_dim, model), one whole seed after the other: a stopped benchmark has complete seeds."""
    return list(product(seeds, LATENT_DIMS, MODELS))


def rows_of(record: Mapping[str, Any], scores: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The tidy rows of one run, a row per metric."""
    coordinates = {
        "model": record["model"]["name"],
        "data": record["data"]["name"],
        "seed": record["training"]["seed"],
        "latent_dim": record["model"]["config"]["latent_dim"],
    }
    return [{**coordinates, "metric": name, "value": score["value"], "se": score["standard_error"]} for name, score in scores.items()]


def report(records: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The whole result file. Raises `SystemExit` when the runs were made by different versions or machines."""
    first = records[0]
    for record in records:
        for part in ("versions", "machine"):
            if record[part] != first[part]:
                raise SystemExit(f"the work folder mixes runs of different {part}: {record[part]} and {first[part]}; give another --work")
    settings = [(record["training"]["seed"], record["model"]["config"]["latent_dim"], record["model"]["name"]) for record in records]
    seeds = sorted({seed for seed, _, _ in settings})
    return {
        "name": "quality",
        "epochs": first["training"]["epochs"],
        "options": {name: dict(options) for name, options in MODELS.items()},
        "data": {"name": first["data"]["name"], "fingerprint": first["data"]["fingerprint"], "split": first["data"]["split"]},
        "runs": len(records),
        "seeds_planned": list(SEEDS),
        "seeds_complete": [seed for seed in seeds if all(setting in settings for setting in plan([seed]))],
        "seeds_partial": [seed for seed in seeds if not all(setting in settings for setting in plan([seed]))],
        "meaning": "value is a metric of one run on the test part; se is its standard error over test images, not over seeds",
        "versions": first["versions"],
        "machine": first["machine"],
        "rows": list(rows),
    }


def main() -> None:
    """Train, evaluate, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder that keeps the runs")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS, help="which seeds to have")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="epochs of each run")
    parser.add_argument("--out", type=Path, default=RESULTS, help="result file")
    options = parser.parse_args()
    root = os.environ.get("LATLAS_MNIST")
    if not root:
        raise SystemExit("set LATLAS_MNIST to mnist.npz, or to the folder of MNIST's four idx files (latlas train vae mnist --help)")

    from latlas.api import evaluate, load, train
    from latlas.training.files import write_atomically

    records: list[Mapping[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for seed, latent_dim, name in plan(options.seeds):
        folder = options.work / f"{name}-{latent_dim}-seed{seed}"
        scores_file = folder / "metrics.json"
        if not scores_file.exists():
            print(f"{name}, {latent_dim} latents, seed {seed}", file=sys.stderr, flush=True)
            chosen = {**MODELS[name], "latent_dim": latent_dim, "seed": seed, "epochs": options.epochs, "root": Path(root)}
            evaluate(train(name, "mnist", folder, quiet=True, device="cpu", **chosen))
        records.append(load(folder).run.record)
        rows += rows_of(records[-1], json.loads(scores_file.read_text(encoding="utf-8")))
        options.out.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(options.out, (json.dumps(report(records, rows), indent=1, ensure_ascii=False) + "\n").encode())
    print(options.out)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
