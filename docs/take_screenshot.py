"""Take docs/images/explorer.png from an atlas: `python docs/take_screenshot.py ATLAS [HASH]`.

HASH is the part of the explorer's address after #, which holds the view. The picture in the documentation is of
`latlas train vae mnist --latent-dim 2`, with an item chosen. Needs a Chromium and Playwright, as the page tests do.
"""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "explorer"))

from browser import launched, serve, visit

from latlas import export_site, open_atlas

PICTURE = Path(__file__).parent / "images" / "explorer.png"
READY = "document.querySelector('[data-decoder=ready]') && performance.getEntriesByName('latlas:decode').length > 0"
COLOURS = 256


def main() -> None:
    """Export, open, wait until all is drawn, and write the picture with a palette."""
    atlas, fragment = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        export_site(open_atlas(atlas), site, quiet=True)
        with serve(site) as address, launched() as browser, visit(browser, address + "#" + fragment, color_scheme="light") as seen:
            seen.wait_until(READY)
            box = seen.page.locator(".map").bounding_box()
            if box is None:
                raise SystemExit("the page shows no map")
            seen.page.mouse.move(box["x"] + 0.62 * box["width"], box["y"] + 0.45 * box["height"])
            seen.page.wait_for_timeout(15_000)  # software rendering of all points takes its time
            picture = Image.open(BytesIO(seen.page.screenshot())).convert("RGB")
            if seen.messages:
                raise SystemExit(f"the page complained: {seen.messages}")
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
    print(PICTURE, picture.size, PICTURE.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
