"""Clusters, density, search and pins on the page, held against numpy and ONNX Runtime in Python."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from browser import Visit, serve, visit
from fixture_site import Site, session
from page_reading import DECODED, move_to, near, readings, screenshot, wait_for_decodes
from playwright.sync_api import Browser
from scipy.stats import spearmanr

pytestmark = pytest.mark.page

NEUTRAL = np.array([72, 78, 88])  # of items in no cluster, on light ground


def kernel_density(site: Site, places: np.ndarray) -> tuple[np.ndarray, float]:
    """Sum of a Gaussian kernel over all items at places `(n, 2)`, and its standard deviation: half of Scott's rule, in map units."""
    items = site.positions.astype(np.float64)
    width = site.bounds[2] - site.bounds[0]
    deviation = 0.5 * np.sqrt(items.var(axis=0).mean()) * len(items) ** (-1 / 6)
    deviation = float(np.clip(deviation, width / 256, width / 16))
    squares = ((places[:, None] - items) ** 2).sum(axis=2)
    return np.exp(-squares / (2 * deviation**2)).sum(axis=1), deviation


def reading(text: str) -> int:
    """The share of images, in per cent, that a place is said to be denser than."""
    if text == "sparser than at any image":
        return 0
    (shown,) = re.findall(r"(denser|sparser) than at (\d+) %", text)
    return int(shown[1]) if shown[0] == "denser" else 100 - int(shown[1])


def names(seen: Visit) -> list[str]:
    return seen.page.locator(".search-name").all_inner_texts()


@pytest.mark.slow
def test_clusters_colour_and_filter(page: Visit, site: Site) -> None:
    page.page.get_by_role("checkbox", name="Decoded manifold").uncheck()
    page.page.get_by_label("Colour points by").select_option("cluster:hdbscan")
    found = page.page.locator(".legend-entries button").all()
    counts = {e.locator(".entry-name").inner_text(): int(e.locator(".entry-count").inner_text()) for e in found}
    own = site.clusters[:, 1]
    assert counts == {"cluster 0": (own == 0).sum(), "cluster 1": (own == 1).sum(), "noise": (own == -1).sum()}
    page.page.mouse.move(2, 2)
    before = near(screenshot(page)[:, 250:], NEUTRAL)
    found[2].click()
    page.page.mouse.move(2, 2)
    assert near(screenshot(page)[:, 250:], NEUTRAL) < 0.3 * before  # letters of the hint and buttons are grey, too
    assert f"{(own != -1).sum()} of {len(own)} shown" in page.page.locator(".legend").inner_text()
    page.page.evaluate("location.hash = 'item=5'")
    page.wait_until("document.querySelector('.item .facts')?.innerText.includes('hdbscan')")
    facts = page.page.locator(".item .facts").inner_text()
    assert f"cluster {site.clusters[5, 0]}" in facts


@pytest.mark.slow
def test_an_atlas_without_clusters_opens(browser: Browser, site: Site, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(site.folder, tmp_path / "site"))
    manifest = json.loads((folder / "atlas" / "atlas.json").read_text())
    del manifest["items"]["clusters"]
    (folder / "atlas" / "atlas.json").write_text(json.dumps(manifest))
    (folder / "atlas" / "clusters.i32").unlink()
    with serve(folder) as address, visit(browser, address) as seen:
        seen.wait_until(DECODED)
        options = seen.page.get_by_label("Colour points by").locator("option").all_inner_texts()
        assert options == ["Label", "azimuth", "distance", "One colour"]
        assert seen.messages == []


def test_the_page_says_how_near_a_place_is_to_the_images(page: Visit, site: Site) -> None:
    line = page.page.locator(".density output")
    at_items, deviation = kernel_density(site, site.positions)
    said = set()
    for place in (site.positions[350], site.positions[100], site.positions.mean(axis=0)):
        move_to(page, site.bounds, place)
        page.wait_until("document.querySelector('.density output').textContent !== ''")
        here = kernel_density(site, np.array([readings(page)]))[0]
        share = 100 * np.mean(at_items < here)
        told = reading(line.inner_text())
        assert told == pytest.approx(share, abs=4)  # the grid's cells blur the kernel a little
        said.add(told)
    assert len(said) > 1
    corner = np.array(site.bounds[:2]) * 0.99
    assert np.linalg.norm(site.positions - corner, axis=1).min() > 3 * deviation
    move_to(page, site.bounds, corner)
    page.wait_until("document.querySelector('.picture-frame').dataset.density === 'empty'")
    assert "far from all images" in line.inner_text()
    assert page.page.locator(".picture-frame canvas").evaluate("e => getComputedStyle(e).outlineStyle") == "dashed"
    assert page.page.locator(".loupe").evaluate("e => getComputedStyle(e).outlineStyle") == "dashed"


@pytest.mark.slow
def test_density_lies_where_items_are(page: Visit, site: Site) -> None:
    width = site.bounds[2] - site.bounds[0]
    hide = "at=0,0&zoom=1.4&background=-0.5&points=0"
    page.page.evaluate("hash => { location.hash = hash }", hide)
    page.page.locator(".hint").evaluate("e => e.remove()")
    page.page.mouse.move(2, 2)
    bare = screenshot(page).astype(int)
    page.page.get_by_role("checkbox", name="Density").check()
    page.page.mouse.move(2, 2)
    shown = screenshot(page).astype(int)
    page.wait_until("location.hash.includes('density=1')")
    scale = 256 * 2**1.4 / width  # pixels per map unit
    middle = np.array([shown.shape[1] / 2, shown.shape[0] / 2])
    grid = np.stack(np.meshgrid(np.arange(260, shown.shape[1] - 70, 23), np.arange(10, shown.shape[0] - 70, 23)), axis=-1).reshape(-1, 2)
    places = (grid - middle) / scale * [1, -1]
    density, _ = kernel_density(site, places)
    change = np.abs(shown - bare).sum(axis=2)[grid[:, 1], grid[:, 0]]
    low, high = density < 0.3 * kernel_density(site, site.positions)[0].min(), density > 0.5 * density.max()
    far = np.linalg.norm(grid - middle, axis=1) > 30  # the crosshair
    assert low.sum() > 20
    assert high.sum() > 3
    assert change[low & far].max() < 12
    assert change[high & far].min() > 60
    assert spearmanr(density[far & ~low], change[far & ~low]).statistic > 0.9
    # what is filtered away has no density
    page.page.evaluate("hash => { location.hash = hash }", f"{hide}&density=1&hide=label:0.1.2")
    page.page.mouse.move(2, 2)
    assert np.abs(screenshot(page).astype(int) - bare).sum(axis=2)[grid[far][:, 1], grid[far][:, 0]].max() < 12
    page.page.reload()
    page.wait_until(DECODED)
    assert page.page.get_by_role("checkbox", name="Density").is_checked()


@pytest.mark.slow
def test_search_finds_rows_ids_and_texts(page: Visit) -> None:
    page.page.keyboard.press("/")
    field = page.page.get_by_role("combobox", name="Search items")
    assert field.evaluate("e => e === document.activeElement")
    page.page.keyboard.type("321")
    page.wait_until("document.querySelector('.search-status').textContent.startsWith('All 700')")
    assert names(page) == ["Item 321"]
    page.page.keyboard.press("Enter")
    page.wait_until("document.querySelector('.item h2').textContent === 'Item 321'")
    assert page.page.locator(".search-box").is_hidden()
    field.fill("FOLDER/5 png")
    expected = [f"Item {row}" for row in range(700) if "folder/5" in f"folder/{row}.png"]
    page.wait_until("document.querySelectorAll('.search-entry').length === 24")
    assert names(page) == expected[:24]
    page.page.get_by_text("Search on", exact=True).click()
    page.wait_until("document.querySelectorAll('.search-entry').length === 48")
    assert names(page) == expected[:48]
    field.press("ArrowDown")
    field.press("ArrowDown")
    active = page.page.locator(f"#{field.get_attribute('aria-activedescendant')} .search-name").inner_text()
    assert active == expected[1]
    field.press("Enter")
    page.wait_until(f"document.querySelector('.item h2').textContent === {json.dumps(expected[1])}")
    field.fill("nowhere to be found")
    page.wait_until("document.querySelector('.search-status').textContent === 'Nothing found in 700 items.'")
    field.press("Escape")
    assert page.page.locator(".search-box").is_hidden()


@pytest.mark.slow
def test_search_for_a_label_shows_only_its_items(page: Visit, site: Site) -> None:
    field = page.page.get_by_role("combobox", name="Search items")
    field.fill("class 2")
    page.page.get_by_role("option", name="Show only class 2").click()
    page.wait_until(f"document.querySelector('.legend').innerText.includes('{(site.labels == 2).sum()} of 700 shown')")
    assert page.page.get_by_role("status").filter(has_text="Only class 2 is shown").count() == 1


@pytest.mark.slow
def test_pins_keep_their_pictures(page: Visit, site: Site) -> None:
    decode = session(site.folder / "atlas" / "decoder.onnx")
    places = []
    x, y = move_to(page, site.bounds, np.array([0.5, 0.25]))
    for right in (0, 120):
        page.page.mouse.move(x + right, y)
        wait_for_decodes(page)
        places.append(readings(page))
        page.page.keyboard.press("p")
    page.wait_until("(location.hash.match(/pin=/g) ?? []).length === 2")
    page.page.evaluate("location.hash += '&item=40'")
    page.wait_until("document.querySelector('.item h2').textContent === 'Item 40'")
    page.page.get_by_role("button", name="Pin item").click()
    pictures = "[...document.querySelectorAll('[data-decoded=pin]')].map(c => [...c.getContext('2d').getImageData(0, 0, 12, 12).data])"

    def check() -> None:
        page.wait_until("document.querySelectorAll('[data-decoded=pin]').length === 3")
        wait_for_decodes(page)
        shown = np.array(page.page.evaluate(pictures)).reshape(3, 12, 12, 4)[..., 0] / 255
        expected = decode.run(None, {"latents": np.array([*places, site.latents[40]], np.float32)})[0][:, 0]
        assert np.abs(shown - expected).max() <= 2 / 255
        assert expected.std(axis=0).max() > 0.05  # alike pictures would prove nothing

    check()
    page.wait_until("(location.hash.match(/pin=/g) ?? []).length === 3")
    page.page.reload()
    page.wait_until(DECODED)
    check()
    # the badge of the second stands above its place
    page.page.get_by_role("button", name="Go to pin 2").click()

    def badge_stands_above() -> None:
        assert readings(page) == pytest.approx(places[1], abs=1e-3)
        badge, ring = (page.page.locator(selector).bounding_box() for selector in (".pin-badge >> nth=1", ".crosshair"))
        assert badge is not None
        assert ring is not None
        assert badge["x"] + badge["width"] / 2 == pytest.approx(ring["x"] + ring["width"] / 2, abs=2)
        assert badge["y"] + badge["height"] <= ring["y"] + ring["height"] / 2

    page.eventually(badge_stands_above)
    page.page.get_by_role("button", name="Remove pin 1").click()
    page.wait_until("(location.hash.match(/pin=/g) ?? []).length === 2")
    assert page.page.locator(".pin-badge").all_inner_texts() == ["1", "2"]
