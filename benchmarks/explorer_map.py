"""A million points in the browser: the explorer's map against the view of Apple's Embedding Atlas, same points, same browser.

    npm pack embedding-atlas@0.23.0 && tar xzf embedding-atlas-0.23.0.tgz
    LATLAS_EMBEDDING_ATLAS=package python -m benchmarks.explorer_map --json

Both pages are served by the same local server and opened in turns in one headless Chromium, each in a fresh context without a cache, their
maps of the same size. *First picture* is the time from the start of the navigation to the first composited frame in which points cover a
share of the middle of the map. *Frame* is the interval between animation frames while the pointer drags the map about and the wheel zooms
in and out: median and 95th percentile. Theirs is the package's component `EmbeddingView` at its defaults in its mode "points"
(its other, "density", took seconds a frame in a trial, which has no result file); what it only imports is replaced by nothing, in its
favour. Version 0.23 is the last that draws with WebGL 2: from 0.24 on the view needs WebGPU with 16-bit floats, which Chromium's
rendering in software does not offer, so that newer ones show nothing there.

Rendering is in software unless the machine has a graphics card that headless Chromium uses. While the view moves, the explorer draws as
many points as the machine can in a frame, and all of them, or as many as it can bear, when it rests: `points_drawn` says how many at rest,
`points_moving` the fewest and the most while it moved.
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import harness

COVERED = 0.02
"""Share of the middle of the map that is coloured when there is a picture."""
COLOURED = 40
"""Difference of the largest and the smallest channel of a pixel that is coloured, of 255."""
FIGURES = ("first_picture_s", "frame_median_ms", "frame_p95_ms")
SETTLING = 3000
"""Milliseconds of rest after the first picture, and after the last move."""
PATIENCE = 60.0
"""Seconds until a page without a picture is given up."""

THEIRS = """<!doctype html><meta charset="utf-8"><title>theirs</title><link rel="icon" href="data:,">
<style>
html, body { margin: 0; height: 100%%; }
#map { position: absolute; left: 0; top: 46px; width: %(width)dpx; height: %(height)dpx; }
</style>
<div id="map" class="map"></div>
<script type="importmap">{"imports": {"@uwdata/mosaic-core": "./dist/absent.js", "@uwdata/mosaic-sql": "./dist/absent.js"}}</script>
<script type="module">
import { EmbeddingView } from './dist/component.js';
const get = async name => (await fetch('atlas/' + name)).arrayBuffer();
const [positions, labels] = await Promise.all([get('positions.f32'), get('labels.i32')]);
const xy = new Float32Array(positions);
const x = new Float32Array(xy.length / 2), y = new Float32Array(xy.length / 2);
for (let i = 0; i < x.length; i++) { x[i] = xy[2 * i]; y[i] = xy[2 * i + 1]; }
new EmbeddingView(document.getElementById('map'), {
  data: { x, y, category: Uint8Array.from(new Int32Array(labels)) },
  width: %(width)d, height: %(height)d, config: { mode: 'points', colorScheme: 'light' },
});
</script>
"""

ABSENT = "export const coordinator = null, isSelection = null, makeClient = null;"
"""In place of the package's database, which its other view needs and this one only imports."""

RECORD = """() => {
  window.frames_seen = [];
  window.counts_seen = [];
  const map = document.querySelector('.map');
  let last = performance.now();
  const see = now => { window.counts_seen.push(Number(map.dataset.points ?? 0));
    window.frames_seen.push(now - last); last = now; window.seeing = requestAnimationFrame(see); };
  window.seeing = requestAnimationFrame(see);
}"""


def make_sites(folder: Path, count: int) -> dict[str, Path]:
    """Our site and theirs, over the same points."""
    from fixture_site import make_site  # type: ignore[import-not-found]  # shared with the page tests, which are no package

    package = os.environ.get("LATLAS_EMBEDDING_ATLAS")
    if package is None or not (Path(package) / "dist" / "component.js").is_file():
        raise SystemExit("set LATLAS_EMBEDDING_ATLAS to the unpacked npm package embedding-atlas (see the top of this file)")
    ours = make_site(folder / "ours", count=count, classes=10, levels=0, thumbnails=False, ship_latents=False).folder
    theirs = folder / "theirs"
    shutil.copytree(Path(package) / "dist", theirs / "dist")
    (theirs / "dist" / "absent.js").write_text(ABSENT)
    (theirs / "atlas").mkdir()
    for name in ("positions.f32", "labels.i32"):
        shutil.copy(ours / "atlas" / name, theirs / "atlas" / name)
    (theirs / "index.html").write_text(THEIRS % {"width": 1054, "height": 722})
    return {"ours": ours, "theirs": theirs}


def first_picture(page: Any, address: str) -> float:
    """Seconds from the start of the navigation to the first frame that shows points."""
    from PIL import Image

    session = page.context.new_cdp_session(page)
    shown: list[float] = []

    def look(event: dict[str, Any]) -> None:
        session.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})
        pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(event["data"]))).convert("RGB")).astype(int)
        height, width = pixels.shape[:2]
        middle = pixels[height // 3 : 2 * height // 3, width // 3 : width // 2]
        if (np.ptp(middle, axis=-1) > COLOURED).mean() > COVERED:
            shown.append(event["metadata"]["timestamp"])

    session.on("Page.screencastFrame", look)
    session.send("Page.startScreencast", {"format": "png", "maxWidth": 683, "maxHeight": 384})
    page.goto(address, wait_until="commit")
    began = page.evaluate("performance.timeOrigin") / 1000
    end = time.monotonic() + PATIENCE
    while not shown:
        if time.monotonic() > end:
            raise RuntimeError(f"{address} showed no points in {PATIENCE:g} s")
        page.wait_for_timeout(10)
    session.send("Page.stopScreencast")
    session.detach()
    return shown[0] - began


def move_about(page: Any, moves: int) -> tuple[list[float], list[int]]:
    """Intervals in ms between animation frames while the map is dragged in circles and zoomed in and out, and points drawn in each."""
    box = page.locator(".map").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.evaluate(RECORD)
    page.mouse.down()
    for angle in np.linspace(0, 6 * np.pi, moves):
        page.mouse.move(x + 120 * np.sin(angle), y + 60 * (1 - np.cos(angle)))
    page.mouse.up()
    for step in [-40] * (moves // 8) + [40] * (moves // 8):
        page.mouse.wheel(0, step)
    page.evaluate("cancelAnimationFrame(window.seeing)")
    return page.evaluate("window.frames_seen.slice(1)"), page.evaluate("window.counts_seen.slice(1)")


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """95th percentiles of the frames of each side, in rounds in which each page is opened once."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "explorer"))
    from browser import launched, serve  # type: ignore[import-not-found]  # shared with the page tests, which are no package

    drawn: list[int] = []
    moving: list[int] = []
    with tempfile.TemporaryDirectory() as temporary, launched() as browser:
        sites = make_sites(Path(temporary), options.points)
        found: dict[str, dict[str, list[float]]] = {side: {name: [] for name in FIGURES} for side in sites}
        for number in range(options.repeats):
            harness.wait_until_idle()
            for side in list(sites) if number % 2 == 0 else list(sites)[::-1]:
                context = browser.new_context(viewport={"width": 1366, "height": 768}, color_scheme="light")
                page = context.new_page()
                with serve(sites[side]) as address:
                    found[side]["first_picture_s"].append(first_picture(page, address))
                    page.wait_for_timeout(SETTLING)
                    frames, counts = move_about(page, options.moves)
                    if side == "ours":
                        page.wait_for_timeout(SETTLING)
                        drawn.append(int(page.locator(".map").get_attribute("data-points")))
                        moving += counts
                context.close()
                found[side]["frame_median_ms"].append(float(np.median(frames)))
                found[side]["frame_p95_ms"].append(float(np.percentile(frames, 95)))
        version = browser.version
    medians = {side: {name: statistics.median(values) for name, values in own.items()} for side, own in found.items()}
    conditions = {
        **harness.environment("playwright"),
        "embedding_atlas": json.loads((Path(os.environ["LATLAS_EMBEDDING_ATLAS"]) / "package.json").read_text(encoding="utf-8"))["version"],
        "chromium": version,
        "points": options.points,
        "points_drawn": drawn,
        "points_moving": [min(moving), max(moving)],
        "medians": medians,
        "ratio_of_first_picture": harness.paired_ratio(found["theirs"]["first_picture_s"], found["ours"]["first_picture_s"]),
        "ratio_of_median_frame": harness.paired_ratio(found["theirs"]["frame_median_ms"], found["ours"]["frame_median_ms"]),
        "repeats": found,
    }
    ratio = harness.paired_ratio(found["theirs"]["frame_p95_ms"], found["ours"]["frame_p95_ms"])
    return harness.result(
        "explorer_map", medians["ours"]["frame_p95_ms"], medians["theirs"]["frame_p95_ms"], "ms", False, conditions, ratio
    )


if __name__ == "__main__":
    harness.main(measure, __doc__ or "", repeats=5, points=1_000_000, moves=60)
