"""The page with reloads, themes, fingers, and atlases that are damaged or hostile."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from browser import Visit, serve, visit
from fixture_site import Site, make_site
from page_reading import DECODED, OKABE_ITO, centre, near, nearest, neighbours, readings, screenshot, wait_for_decodes
from playwright.sync_api import Browser

pytestmark = [pytest.mark.page, pytest.mark.slow]


def damaged(site: Site, folder: Path) -> Path:
    shutil.copytree(site.folder, folder)
    return folder


def test_reload_restores_the_view(page: Visit) -> None:
    page.page.get_by_label("Colour points by").select_option("factor:azimuth")
    page.page.locator("[data-category='3']").click()
    page.page.get_by_label("Opacity of the decoded manifold").fill("0.8")
    x, y = centre(page)
    page.page.mouse.move(x, y)
    page.page.mouse.wheel(0, -300)
    page.page.mouse.down()
    page.page.mouse.move(x + 60, y + 25, steps=4)
    page.page.mouse.up()
    page.page.locator(".map").focus()
    page.page.keyboard.press("Enter")
    page.wait_for_address("at=", "zoom=", "colour=factor%3Aazimuth", "hide=factor%3Aazimuth:3", "background=0.8", "item=")
    address = page.settled_address()
    title = page.page.locator(".item h2").inner_text()
    page.page.locator(".map").blur()
    page.page.mouse.move(2, 2)
    before = screenshot(page)
    page.wait_for_reload(DECODED, address)
    page.page.mouse.move(2, 2)
    page.wait_until(f"document.querySelector('.item h2').textContent === {json.dumps(title)}")
    assert page.page.locator("[data-category='3']").get_attribute("aria-pressed") == "false"
    after = screenshot(page)
    # the crosshair starts in the middle again, and the hint is back; everything else is the same picture
    assert (np.abs(after.astype(int) - before).max(axis=-1) > 8).mean() < 0.05


def test_about_tells_of_the_model(page: Visit) -> None:
    page.page.get_by_title("About this atlas").click()
    text = page.page.locator("dialog").inner_text()
    for part in ("0.0123 ± 0.0004", "beta_normalised", "split (train)", "numpy", "the latent space itself"):
        assert part in text
    page.page.keyboard.press("Escape")
    page.wait_until("document.querySelector('dialog') === null")


def test_theme_follows_the_system_and_the_button(browser: Browser, url: str) -> None:
    with visit(browser, url, color_scheme="dark") as seen:
        seen.wait_until(DECODED)
        ground = "getComputedStyle(document.body).backgroundColor"
        dark = seen.page.evaluate(ground)
        seen.page.get_by_label("Light or dark").click()
        assert seen.page.evaluate(ground) != dark
        seen.page.reload()
        seen.wait_until(DECODED)
        assert seen.page.evaluate(ground) != dark
        assert seen.messages == []


def test_touch_decodes_and_selects(browser: Browser, url: str) -> None:
    with visit(browser, url, width=390, height=844, has_touch=True, is_mobile=True, device_scale_factor=2) as seen:
        seen.wait_until(DECODED)
        assert seen.page.evaluate("document.documentElement.scrollWidth") == 390
        before = readings(seen)
        x, y = centre(seen)
        seen.page.touchscreen.tap(x + 40, y + 20)
        seen.wait_until("document.querySelectorAll('.readings output')[0].textContent !== '0.000'")
        wait_for_decodes(seen)
        assert readings(seen) != before
        assert seen.messages == []


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("atlas.json", b'{"format": 1, "name"', "atlas.json is damaged"),
        ("atlas.json", b'{"format": 1, "name": "x", "server": false, "items": []}', "items"),
        ("atlas.json", b'{"format": 99}', "format 99"),
        ("atlas.json", None, "atlas.json is missing"),
        ("positions.f32", b"1234", "positions.f32 is damaged"),
    ],
)
def test_damaged_atlas_is_explained(browser: Browser, site: Site, tmp_path: Path, file: str, content: bytes | None, says: str) -> None:
    folder = damaged(site, tmp_path / "site")
    if content is None:
        (folder / "atlas" / file).unlink()
    else:
        (folder / "atlas" / file).write_bytes(content)
    with serve(folder) as address, visit(browser, address) as seen:
        seen.wait_until("document.querySelector('[role=alert]')")
        text = seen.page.locator("[role=alert]").inner_text()
        assert says in text
        assert "xport" in text  # what to do


def test_damaged_decoder_leaves_the_map(browser: Browser, site: Site, tmp_path: Path) -> None:
    folder = damaged(site, tmp_path / "site")
    (folder / "atlas" / "decoder.onnx").write_bytes(b"not a graph")
    with serve(folder) as address, visit(browser, address, color_scheme="light") as seen:
        seen.wait_until("document.querySelector('[data-decoder=failed]')")
        assert "decoder.onnx could not be opened" in seen.page.locator(".here").inner_text()
        assert near(screenshot(seen), OKABE_ITO[0]) > 100


def test_without_latents_the_map_stands_in(browser: Browser, tmp_path: Path) -> None:
    site = make_site(tmp_path, latent_dim=5, ship_latents=False, levels=0)
    with serve(site.folder) as address, visit(browser, address + "#item=17") as seen:
        assert neighbours(seen) == nearest(site.positions, 17)
        text = seen.page.locator(".item").inner_text()
        assert "Nearest on the map" in text
        assert "Decoded from its place" in text
        assert seen.messages == []


def test_a_server_finds_neighbours_where_latents_are_not_shipped(browser: Browser, tmp_path: Path) -> None:
    site = make_site(tmp_path, latent_dim=5, ship_latents=False, levels=0)
    path = site.folder / "atlas" / "atlas.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "server": True}))
    (site.folder / "api").mkdir()
    rows = nearest(site.latents, 17)
    (site.folder / "api" / "neighbours").write_text(json.dumps({"rows": rows, "distances": [0.0] * 12}))
    with serve(site.folder) as address, visit(browser, address + "#item=17") as seen:
        assert neighbours(seen) == rows
        assert "api/neighbours?row=17&k=12" in " ".join(seen.requests)
        assert "Nearest neighbours" in seen.page.locator(".item").inner_text()
        assert seen.messages == []


def test_hostile_names_stay_text(browser: Browser, site: Site, tmp_path: Path) -> None:
    folder = damaged(site, tmp_path / "site")
    path = folder / "atlas" / "atlas.json"
    described = json.loads(path.read_text())
    attack = "<img src=x onerror=alert(1)>"
    described["name"] = described["items"]["labels"]["names"][0] = described["model"]["summary"] = attack
    path.write_text(json.dumps(described))
    with serve(folder) as address, visit(browser, address) as seen:
        seen.wait_until(DECODED)
        seen.page.get_by_title("About this atlas").click()
        assert seen.page.locator("h1").inner_text() == attack
        assert seen.page.locator("img").count() == 0
        assert seen.messages == []
