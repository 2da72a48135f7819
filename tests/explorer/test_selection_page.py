"""Selecting several items on the page, and looking at one of them, held against numpy."""

from __future__ import annotations

import re

import numpy as np
import pytest
from browser import Visit, serve, visit
from fixture_site import Site, session
from page_reading import DECODED, OKABE_ITO, centre, near, nearest, neighbours, pixels, screenshot, wait_for_decodes
from playwright.sync_api import Browser

pytestmark = pytest.mark.page

VIEW = "at=0,0&zoom=2&background=-0.5"


def selected(seen: Visit) -> int:
    """The number of selected items that the page reads out; 0 when it says nothing."""
    texts = seen.page.locator(".chosen:not([hidden]) .number").all_inner_texts()
    return int(re.sub(r"\D", "", texts[0])) if texts else 0


def draw(seen: Visit, corners: list[tuple[float, float]]) -> None:
    """Draw a closed shape; corners are in pixels from the middle of the map."""
    x, y = centre(seen)
    seen.page.mouse.move(x + corners[0][0], y + corners[0][1])
    seen.page.mouse.down()
    for dx, dy in [*corners[1:], corners[0]]:
        seen.page.mouse.move(x + dx, y + dy, steps=4)
    seen.page.mouse.up()


def inside(site: Site, left: float, right: float, top: float, bottom: float) -> np.ndarray:
    """Rows in a rectangle given in pixels from the middle of `VIEW`."""
    scale = 256 * 2**2 / (site.bounds[2] - site.bounds[0])
    x, y = site.positions[:, 0] * scale, -site.positions[:, 1] * scale
    return np.flatnonzero((x > left) & (x < right) & (y > top) & (y < bottom))


def test_the_lasso_selects_what_is_inside(page: Visit, site: Site) -> None:
    page.page.evaluate("hash => { location.hash = hash }", VIEW)
    page.page.wait_for_timeout(300)
    view = page.page.evaluate("location.hash")
    page.page.keyboard.down("Shift")
    draw(page, [(-200, -200), (60, -200), (60, 150), (-200, 150)])
    first = inside(site, -200, 60, -200, 150)
    assert 30 < len(first) < 600
    assert selected(page) == len(first)
    # again with Shift: more; with Alt: fewer
    draw(page, [(0, -100), (250, -100), (250, 100), (0, 100)])
    both = np.union1d(first, inside(site, 0, 250, -100, 100))
    assert len(both) > len(first)
    assert selected(page) == len(both)
    page.page.keyboard.down("Alt")
    draw(page, [(-260, -300), (280, -300), (280, 0), (-260, 0)])
    page.page.keyboard.up("Alt")
    page.page.keyboard.up("Shift")
    left = np.setdiff1d(both, inside(site, -260, 280, -300, 0))
    assert 0 < len(left) < len(both)
    assert selected(page) == len(left)
    assert page.page.evaluate("location.hash").startswith(view), "the map stays where it is while a shape is drawn"
    page.page.get_by_role("button", name="Invert").click()
    assert selected(page) == len(site.labels) - len(left)
    page.page.get_by_role("button", name="Clear the selection").click()
    assert selected(page) == 0


@pytest.mark.slow
def test_the_rest_steps_back(page: Visit, site: Site) -> None:
    page.page.evaluate("hash => { location.hash = hash }", VIEW)
    page.page.mouse.move(2, 2)
    before = [near(screenshot(page)[:, 250:], colour) for colour in OKABE_ITO]
    page.page.get_by_label("Select items without drawing").click()
    page.page.get_by_label("Select by Label").select_option("1")
    assert selected(page) == (site.labels == 1).sum()
    page.page.mouse.move(2, 2)
    after = [near(screenshot(page)[:, 250:], colour) for colour in OKABE_ITO]
    assert after[0] < 0.1 * before[0]
    assert after[1] > 0.7 * before[1]
    page.page.get_by_role("button", name="Show only these").click()
    assert f"{(site.labels == 1).sum()} of {len(site.labels)} shown" in page.page.locator(".legend").inner_text()
    page.page.get_by_text("Show all", exact=True).click()
    assert "shown" not in page.page.locator(".legend").inner_text()


@pytest.mark.slow
def test_a_finger_or_the_button_selects_too(page: Visit, site: Site) -> None:
    page.page.evaluate("hash => { location.hash = hash }", VIEW)
    page.page.wait_for_timeout(300)
    page.page.get_by_label("Lasso: draw around items").click()
    draw(page, [(-150, -150), (150, -150), (150, 150), (-150, 150)])
    assert selected(page) == len(inside(site, -150, 150, -150, 150))
    # a new shape starts anew until the menu says otherwise
    draw(page, [(-150, -150), (0, -150), (0, 150), (-150, 150)])
    assert selected(page) == len(inside(site, -150, 0, -150, 150))
    page.page.get_by_label("Select items without drawing").click()
    page.page.get_by_label("What the lasso does").select_option("add")
    page.page.keyboard.press("Escape")
    draw(page, [(0, -150), (150, -150), (150, 150), (0, 150)])
    assert selected(page) == len(inside(site, -150, 150, -150, 150))
    page.page.get_by_label("Select items without drawing").click()
    page.page.get_by_role("button", name="Select everything shown").click()
    assert selected(page) == len(site.labels)


@pytest.mark.slow
def test_small_selections_are_in_the_link(page: Visit) -> None:
    page.page.evaluate("location.hash = 'select=5.30.99&item=30'")
    page.wait_until("document.querySelector('.item h2').textContent === 'Item 30'")
    assert selected(page) == 3
    assert "2 of 3 selected" in page.page.locator(".item .steps").inner_text()
    page.page.get_by_role("button", name="Item after").click()
    page.wait_until("document.querySelector('.item h2').textContent === 'Item 99'")
    page.page.get_by_role("button", name="Item after").press("Enter")
    page.wait_until("document.querySelector('.item h2').textContent === 'Item 5'")
    page.wait_for_address("select=5.30.99", "item=5")
    page.page.reload()
    page.wait_until(DECODED)
    assert selected(page) == 3
    page.page.locator(".map").focus()
    page.page.keyboard.press("Escape")
    assert selected(page) == 3, "the first Escape lets go of the item"
    page.page.keyboard.press("Escape")
    assert selected(page) == 0
    page.page.get_by_label("Go to an item by its row").fill("321")
    page.page.keyboard.press("Enter")
    page.wait_until("document.querySelector('.item h2').textContent === 'Item 321'")


@pytest.mark.slow
def test_the_difference_and_its_error(page: Visit, site: Site) -> None:
    row = 77
    page.page.evaluate(f"location.hash = 'item={row}&difference=signed.4'")
    page.wait_until(f"document.querySelector('.item h2').textContent === 'Item {row}'")
    wait_for_decodes(page)
    original = site.thumbnails[row, ..., 0].astype(float) / 255
    decoded = session(site.folder / "atlas" / "decoder.onnx").run(None, {"latents": site.latents[row : row + 1]})[0][0, 0]
    said = float(page.page.locator(".item .error").inner_text())
    assert said == pytest.approx(np.mean((decoded - original) ** 2), rel=0.02)  # three digits of 8-bit pictures
    shown = pixels(page, "[data-picture=difference]").astype(float)
    full = 1 / 4
    # orange (red over blue) where the reconstruction is brighter, blue where it is darker
    sign = np.sign(shown[..., 0] - shown[..., 2] + 3)
    clear = np.abs(decoded - original) > full / 4
    assert clear.sum() > 20
    assert (sign[clear] == np.sign(decoded - original)[clear]).all()
    before = shown
    page.page.get_by_label("Kind of difference").select_option("absolute")
    page.page.get_by_label("Amplification of the difference").select_option("8")
    after = pixels(page, "[data-picture=difference]").astype(float)
    assert (after[clear][:, 0] >= after[clear][:, 2]).all()
    assert np.abs(after - before).max() > 50
    assert "0.125 or more" in page.page.locator(".scale").inner_text()


@pytest.mark.slow
def test_neighbours_by_latents_or_on_the_map(browser: Browser, projected: Site) -> None:
    with serve(projected.folder) as address, visit(browser, f"{address}#item=17") as seen:
        seen.wait_until(DECODED)
        assert neighbours(seen) == nearest(projected.latents, 17)
        seen.page.get_by_label("Space in which neighbours are near").select_option("map")
        seen.wait_until("document.querySelector('.neighbours button').dataset.row === " + f"'{nearest(projected.positions, 17)[0]}'")
        assert neighbours(seen) == nearest(projected.positions, 17)
        seen.wait_for_address("near=map")
        assert seen.messages == []
