"""What a page shows and reads out, as numbers."""

from __future__ import annotations

import io

import numpy as np
from browser import Visit
from PIL import Image

DECODED = "document.querySelector('[data-decoder=ready]') && performance.getEntriesByName('latlas:decode').length > 0"
DRAWN = "document.querySelector('.map').dataset.drawn"
OKABE_ITO = np.array([[0, 114, 178], [230, 159, 0], [0, 158, 115]])  # the colours of the first three classes on light ground


def pixels(seen: Visit, selector: str) -> np.ndarray:
    """The RGB bytes `(height, width, 3)` of a canvas at its own size."""
    # from a copy that is made for reading: browsers warn when others are read twice
    script = """s => { const c = document.querySelector(s);
        const copy = new OffscreenCanvas(c.width, c.height).getContext('2d', { willReadFrequently: true });
        copy.drawImage(c, 0, 0);
        return [c.width, c.height, ...copy.getImageData(0, 0, c.width, c.height).data]; }"""
    width, height, *rgba = seen.page.evaluate(script, selector)
    return np.array(rgba, dtype=np.uint8).reshape(height, width, 4)[..., :3]


def screenshot(seen: Visit) -> np.ndarray:
    """The map as drawn, `(height, width, 3)`, once nothing moves any more."""
    seen.page.wait_for_timeout(600)
    picture = seen.page.locator(".map").screenshot()
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


def near(picture: np.ndarray, colour: np.ndarray) -> int:
    """How many pixels have about this colour."""
    return int((np.abs(picture.astype(int) - colour).max(axis=-1) < 24).sum())


def readings(seen: Visit) -> list[float]:
    """The position that the page reads out."""
    texts = seen.page.locator(".readings output").all_inner_texts()
    return [float(text.replace("−", "-")) for text in texts]


def centre(seen: Visit) -> tuple[float, float]:
    """The middle of the map's element on the screen."""
    box = seen.page.locator(".map").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def move_to(seen: Visit, bounds: tuple[float, float, float, float], place: np.ndarray) -> tuple[float, float]:
    """Show `place` (map units) in the middle of the map, zoomed in, and put the pointer on it."""
    seen.page.evaluate("hash => { location.hash = hash }", f"at={place[0]},{place[1]}&zoom=4&background=-0.5")
    seen.page.wait_for_timeout(300)
    x, y = centre(seen)
    seen.page.mouse.move(x + 3, y + 3)
    seen.page.mouse.move(x, y)
    return x, y


def wait_for_decodes(seen: Visit) -> None:
    """Wait until no decode is under way: their number stands still."""
    count = "performance.getEntriesByName('latlas:decode').length"
    before = -1
    while (now := seen.page.evaluate(count)) != before:
        before = now
        seen.page.wait_for_timeout(120)


def neighbours(seen: Visit) -> list[int]:
    seen.wait_until("document.querySelectorAll('.neighbours button').length === 12")
    return [int(e.get_attribute("data-row") or -1) for e in seen.page.locator(".neighbours button").all()]


def nearest(vectors: np.ndarray, row: int) -> list[int]:
    """The twelve nearest other rows, by brute force."""
    distances = np.linalg.norm(vectors.astype(np.float64) - vectors[row], axis=1)
    distances[row] = np.inf
    return [int(other) for other in np.argsort(distances, kind="stable")[:12]]
