"""How soon the map of an exported site answers, and how much is fetched until then, against budgets of 2 s and 6 MB.

    python -m benchmarks.explorer_load --json

A 2-D VAE on the embedded digits is exported and opened in headless Chromium with an empty cache, some times over. `ours` is the median
time from the start of the navigation until the readings follow a pointer that moves on the map; `theirs` is the budget. `conditions` has
beside it when the decoder was ready, when the decoder's first file was asked for, and the megabytes of all that was fetched until the
decoder was ready, each file by gzip. Files come from the same machine, uncompressed, so that a slow line is not in the time. Rendering is
in software here (no graphics card).
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from benchmarks import harness

ROUNDS = 7
SECONDS, MEGABYTES = 2.0, 6.0
WATCH = """(() => {
  const times = (window.measuredLoad = {});
  let moves = 0, before = null;
  const look = () => {
    const reading = document.querySelector('.readings output');
    const canvas = document.querySelector('.map canvas');
    if (times.answers === undefined && reading && canvas) {
      before ??= reading.textContent;
      if (reading.textContent !== before) times.answers = performance.now();
      const box = canvas.getBoundingClientRect();
      const clientX = box.x + box.width * (0.3 + 0.05 * (moves++ % 9));
      const place = { clientX, clientY: box.y + box.height / 2 };
      canvas.dispatchEvent(new PointerEvent('pointermove', { ...place, pointerType: 'mouse', bubbles: true }));
    }
    if (times.answers !== undefined && document.querySelector('[data-decoder=ready]')) times.decodes = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
FETCHED = "performance.getEntriesByType('resource').map(({ name, startTime }) => [name, startTime])"
RUNTIME = (".wasm", "decoder.onnx")


def make_site(folder: Path) -> Path:
    """The exported site of a hardly trained VAE on the embedded digits: its size does not hang on the training."""
    from latlas.api import build_atlas, export_site, train

    trained = train("vae", "digits", folder / "run", epochs=1, latent_dim=2, quiet=True)
    export_site(build_atlas(trained, folder / "atlas", quiet=True), folder / "site", quiet=True)
    return folder / "site"


def load(browser: Any, address: str) -> dict[str, Any]:
    """Milliseconds of one first visit, and what it fetched."""
    from browser import Visit  # type: ignore[import-not-found]  # shared with the page tests, which are no package

    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.add_init_script(WATCH)
    try:
        seen = Visit(context.new_page(), address)
        requested: list[str] = []
        context.on("request", lambda request: requested.append(request.url))
        seen.page.goto(address)
        seen.wait_until("window.measuredLoad.decodes !== undefined")
        times = seen.page.evaluate("window.measuredLoad")
        asked = [start for name, start in seen.page.evaluate(FETCHED) if name.endswith(RUNTIME)]
        return {"answers_ms": times["answers"], "decodes_ms": times["decodes"], "decoder_asked_ms": min(asked), "urls": requested}
    finally:
        context.close()


def megabytes(site: Path, urls: Iterable[str]) -> float:
    """What these addresses of a site weigh together, each file once and by gzip, in millions of bytes."""
    files = {site / (unquote(urlsplit(url).path).lstrip("/") or "index.html") for url in urls if urlsplit(url).scheme == "http"}
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files if file.is_file()) / 1e6


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Milliseconds until the map answers and until the decoder is ready, at each of some first visits."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "explorer"))
    from browser import launched, serve

    with tempfile.TemporaryDirectory() as temporary:
        site = make_site(Path(temporary))
        with launched() as browser, serve(site) as address:
            version = browser.version
            load(browser, address)
            visits = []
            for _ in range(options.repeats):
                harness.wait_until_idle()
                visits.append(load(browser, address))
        weight = max(megabytes(site, visit["urls"]) for visit in visits)
    columns = {key: [visit[key] for visit in visits] for key in ("answers_ms", "decoder_asked_ms", "decodes_ms")}
    conditions = {
        **harness.environment("onnxruntime", "playwright"),
        "theirs_is": f"the budget of {SECONDS:g} s",
        "chromium": version,
        "fetched_mb_gzip": weight,
        "budget_mb": MEGABYTES,
        **columns,
    }
    return harness.result("explorer_load", statistics.median(columns["answers_ms"]) / 1000, SECONDS, "s", False, conditions)


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", repeats=ROUNDS)
