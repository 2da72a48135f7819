"""Take the pictures of the explorer in docs/images: `python docs/take_pictures.py DIGITS OTHER PAINTINGS [NAME ...]`.

The three are atlases. Those of the committed pictures were made by

    latlas train vae mnist --latent-dim 2 --epochs 30 --out digits-run
    latlas atlas digits-run --out DIGITS
    latlas train ae mnist --latent-dim 2 --epochs 30 --out other-run
    latlas atlas other-run --out OTHER
    latlas train beta_vae folder --root FOLDER --size 64 --latent-dim 32 --beta 0.05 --epochs 14 --out paintings-run
    latlas atlas paintings-run --projection parametric_tsne --out PAINTINGS

where FOLDER holds paintings in a folder for each style. NAMEs choose among the pictures; without one all are taken. Needs a Chromium
and Playwright, as the page tests do.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "explorer"))

from browser import Visit, launched, serve, visit
from playwright.sync_api import Browser

from latlas import export_site, open_atlas

FOLDER = Path(__file__).parent / "images"
READY = "document.querySelector('[data-decoder=ready]') && performance.getEntriesByName('latlas:decode').length > 0"
CALM = 6000
"""Milliseconds in which a machine without graphics draws all that it can."""
FRAME = 80
"""Milliseconds of a frame of the animation."""
QUALITY = 88


def place(seen: Visit, x: float, y: float) -> tuple[float, float]:
    """Screen coordinates of a place of the map, given as shares of its width and height."""
    box = seen.page.locator(".map").first.bounding_box()
    if box is None:
        raise SystemExit("the page shows no map")
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


def point_at(seen: Visit, x: float, y: float) -> None:
    """Move the pointer there."""
    seen.page.mouse.move(*place(seen, x, y))


def tool(seen: Visit, name: str) -> None:
    """Open a tool."""
    seen.page.locator(f"#tab-{name}").click()


def explorer(seen: Visit) -> None:
    """The map, an item, and the place under the pointer."""
    seen.page.mouse.click(*place(seen, 0.36, 0.62))
    point_at(seen, 0.62, 0.45)


def path(seen: Visit) -> None:
    """A path between two far apart items of different labels, with its strip and curves."""
    tool(seen, "path")
    seen.page.get_by_label("Which pair").select_option("farthest")
    seen.page.get_by_label("Label of the first item").select_option("1")
    seen.page.get_by_label("Label of the second item").select_option("0")
    seen.page.get_by_role("button", name="Pick", exact=True).click()
    seen.page.wait_for_timeout(1500)
    seen.page.locator(".pairs summary").click()


def attributes(seen: Visit) -> None:
    """The vector between two labels, and what it does to an item."""
    tool(seen, "attributes")
    seen.page.get_by_label("Group A", exact=True).select_option("label:9")
    seen.page.get_by_label("Group B", exact=True).select_option("label:3")
    seen.page.wait_for_timeout(1000)
    seen.page.mouse.click(*place(seen, 0.5, 0.68))
    seen.page.get_by_label("How many times the vector is added").fill("1")


def bring(seen: Visit) -> None:
    """A drawing that no model has seen, placed on the map."""
    canvas = Image.new("L", (280, 280))
    draw = ImageDraw.Draw(canvas)
    draw.line([(70, 70), (205, 70), (130, 220)], fill=255, width=26, joint="curve")
    tool(seen, "bring")
    with tempfile.TemporaryDirectory() as temporary:
        canvas.save(Path(temporary) / "my-seven.png")
        seen.page.locator(".bring input[type=file]").set_input_files(str(Path(temporary) / "my-seven.png"))
        seen.page.wait_for_selector(".brought-nearest button")


def paintings(seen: Visit) -> None:
    """Paintings as thumbnails over the decoded map, in the dark."""
    for _ in range(3):
        seen.page.mouse.move(*place(seen, 0.5, 0.45))
        seen.page.mouse.wheel(0, -280)
        seen.page.wait_for_timeout(400)
    point_at(seen, 0.47, 0.52)
    seen.page.locator(".map").focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_timeout(1500)
    point_at(seen, 0.6, 0.42)


def compare(seen: Visit) -> None:
    """The same digits on the maps of two models."""
    seen.page.mouse.click(*place(seen, 0.5, 0.4))


Scene = Callable[[Visit], None]
PICTURES: dict[str, tuple[str, str, Scene]] = {
    "explorer": ("digits", "light", explorer),
    "path": ("digits", "light", path),
    "attributes": ("digits", "light", attributes),
    "bring": ("digits", "light", bring),
    "paintings": ("paintings", "dark", paintings),
    "compare": ("pair", "light", compare),
}
"""Name of the picture: the site, light or dark, and what is done on the page before it is taken."""


@contextmanager
def opened(browser: Browser, site: Path, scheme: str, width: int = 1440, height: int = 900) -> Iterator[Visit]:
    """The page of a site once it decodes, past its first hints."""
    with serve(site) as address, visit(browser, address, width, height, color_scheme=scheme) as seen:
        seen.wait_until(READY)
        seen.page.get_by_role("button", name="Close the hints").click()
        yield seen
        if seen.messages:
            raise SystemExit(f"the page complained: {seen.messages}")


def shot(seen: Visit) -> Image.Image:
    """The page as it is."""
    return Image.open(BytesIO(seen.page.screenshot())).convert("RGB")


def animation(seen: Visit) -> list[Image.Image]:
    """The pointer over the map, then a path that is played."""
    frames = []
    for angle in np.linspace(0, 2 * np.pi, 44):
        point_at(seen, 0.5 + 0.2 * np.sin(angle) * (1 - 0.3 * np.cos(angle)), 0.5 - 0.28 * np.cos(angle))
        seen.page.wait_for_timeout(60)
        frames.append(shot(seen))
    path(seen)
    seen.page.wait_for_timeout(1500)
    thumbnails = seen.page.locator(".path .strip button")
    for index in range(thumbnails.count()):
        thumbnails.nth(index).hover()
        seen.page.wait_for_timeout(60)
        frames += [shot(seen)] * 3
    return frames + [frames[-1]] * 8


def main() -> None:
    """Export the sites, open each, and write what is asked for."""
    atlases = [Path(name) for name in sys.argv[1:4]]
    names = sys.argv[4:] or [*PICTURES, "animation"]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, launched() as browser:
        sites = {name: Path(temporary) / name for name in ("digits", "pair", "paintings")}
        wanted = {PICTURES[name][0] for name in names if name in PICTURES} | ({"digits"} if "animation" in names else set())
        digits, other, painted = atlases
        if "digits" in wanted:
            export_site(open_atlas(digits), sites["digits"], quiet=True)
        if "pair" in wanted:
            export_site(open_atlas(digits), sites["pair"], compare=open_atlas(other), quiet=True)
        if "paintings" in wanted:
            export_site(open_atlas(painted), sites["paintings"], quiet=True)
        for name, (site, scheme, act) in PICTURES.items():
            if name not in names:
                continue
            with opened(browser, sites[site], scheme) as seen:
                act(seen)
                seen.page.wait_for_timeout(CALM)
                write(name, [shot(seen)])
        if "animation" in names:
            with opened(browser, sites["digits"], "light", 1120, 680) as seen:
                seen.page.wait_for_timeout(CALM)
                write("animation", [frame.resize((896, 544), Image.Resampling.LANCZOS) for frame in animation(seen)])


def write(name: str, frames: list[Image.Image]) -> None:
    """Write a picture, or an animation that repeats."""
    path = FOLDER / f"{name}.webp"
    frames[0].save(path, quality=QUALITY, method=6, save_all=len(frames) > 1, append_images=frames[1:], duration=FRAME, loop=0)
    print(path, frames[0].size, path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
