"""How fast the image under the pointer follows: decode and draw in the page, against budgets of 8 ms (dense) and 25 ms (convolutional).

    python -m benchmarks.explorer_decode --json

Two decoders (random weights: the arithmetic is the same) are exported, opened in headless Chromium, and the pointer is moved 400 times
over the map: a dense one, 2-512-512-784, and a convolutional one for images of 64×64 with the channels by default. `ours` is the 95th
percentile of decode + draw of the dense one, from handing over the latent to the end of drawing; `theirs` is its budget.
`conditions` has the other decoder beside it, and how many animation frames lay between a pointer event and the painted image: 1 is the
next frame. Rendering is in software here (no graphics card), and Python moves the pointer on the same cores.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import harness

ROUNDS = 5


@dataclass(frozen=True)
class Decoder:
    """A decoder to measure."""

    title: str
    side: int
    """Pixels of an image's height and width."""
    options: Mapping[str, Any]
    budget: float
    """Milliseconds for the 95th percentile of decode + draw."""


DECODERS = {
    "dense": Decoder("dense 2-512-512-784", 28, {"body": "dense", "hidden": (512, 512)}, 8.0),
    "conv": Decoder("convolutional, 64×64, channels by default", 64, {"body": "conv"}, 25.0),
}
FRAMES = """async moves => {
  const host = document.querySelector('.map');
  const canvas = host.querySelector('canvas');
  const probe = document.querySelector('[data-decoded=probe]');
  const frames = [];
  const context = probe.getContext('2d');
  let drawn = 0;
  const put = context.putImageData;
  context.putImageData = function (...given) { drawn += 1; return put.apply(this, given); };
  for (const [x, y] of moves) {
    const before = drawn;
    await new Promise(requestAnimationFrame);
    canvas.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: y, pointerType: 'mouse', bubbles: true }));
    let count = 0;
    while (drawn === before && count < 20) {
      await new Promise(requestAnimationFrame);
      count += 1;
    }
    frames.push(count);
  }
  context.putImageData = put;
  return frames;
}"""


def make_site(folder: Path, decoder: Decoder) -> Path:
    """The exported site of a hardly trained VAE on the embedded digits, enlarged."""
    from PIL import Image
    from sklearn.datasets import load_digits

    from latlas.api import build_atlas, export_site, train

    small = (load_digits().images * 255 / 16).astype(np.uint8)
    size = (decoder.side, decoder.side)
    np.save(folder / "digits.npy", np.stack([np.asarray(Image.fromarray(image).resize(size)) for image in small]))
    trained = train("vae", str(folder / "digits.npy"), folder / "run", epochs=1, latent_dim=2, quiet=True, **decoder.options)
    export_site(build_atlas(trained, folder / "atlas", quiet=True, tile_levels=2), folder / "site", quiet=True)
    return folder / "site"


def watch(browser: Any, address: str, repeats: int, moves: int) -> dict[str, Any]:
    """Milliseconds of decode + draw, and frames until the image is painted, over some rounds of moves."""
    from browser import visit  # type: ignore[import-not-found]  # shared with the page tests, which are no package

    frames: list[int] = []
    percentiles, medians = [], []
    with visit(browser, address) as seen:
        box = seen.page.locator(".map").bounding_box()
        random = np.random.default_rng(0)
        places = box["x"] + 10 + random.random((repeats, moves)) * (box["width"] - 20)
        heights = box["y"] + 10 + random.random((repeats, moves)) * (box["height"] - 20)
        seen.page.mouse.move(places[0, 0], heights[0, 0])
        seen.wait_until("performance.getEntriesByName('latlas:decode').length > 0")
        for x, y in zip(places, heights, strict=True):
            seen.page.evaluate("performance.clearMeasures()")
            frames += seen.page.evaluate(FRAMES, np.stack([x, y], axis=1).tolist())
            spent = seen.page.evaluate("performance.getEntriesByName('latlas:decode').map(entry => entry.duration)")
            percentiles.append(float(np.percentile(spent, 95)))
            medians.append(float(np.median(spent)))
        where = "in a worker" if seen.page.workers else "on the page"
    painted = {str(count): frames.count(count) for count in sorted(set(frames))}
    return {"decoded": where, "p95_ms": percentiles, "median_ms": medians, "frames_until_painted": painted}


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """95th percentile of decode + draw in each round, and frames until the image is painted, for each decoder."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "explorer"))
    from browser import launched, serve  # type: ignore[import-not-found]  # shared with the page tests, which are no package

    found = {}
    with launched() as browser:
        version = browser.version
        for name, decoder in DECODERS.items():
            with tempfile.TemporaryDirectory() as temporary, serve(make_site(Path(temporary), decoder)) as address:
                own = watch(browser, address, options.repeats, options.moves)
            found[name] = {"decoder": decoder.title, "budget_ms": decoder.budget, "p95": statistics.median(own["p95_ms"]), **own}
    conditions = {
        **harness.environment("onnxruntime", "playwright"),
        "runtime": "WebAssembly with SIMD, one thread",
        "theirs_is": f"the budget of {DECODERS['dense'].budget:g} ms",
        "chromium": version,
        "moves": options.moves,
        **found,
    }
    return harness.result("explorer_decode", found["dense"]["p95"], DECODERS["dense"].budget, "ms", False, conditions)


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", repeats=ROUNDS, moves=400)
