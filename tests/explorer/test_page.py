"""The built page in a browser, held against numpy and ONNX Runtime in Python."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest
from browser import Visit, serve, visit
from fixture_site import DRIFT, Site, make_site, round_trips, session
from page_reading import (
    DECODED,
    DRAWN,
    OKABE_ITO,
    centre,
    move_to,
    near,
    nearest,
    neighbours,
    pixels,
    readings,
    screenshot,
    wait_for_decodes,
)
from PIL import Image
from playwright.sync_api import Browser

pytestmark = pytest.mark.page


@pytest.mark.parametrize("place", [(0.0, 0.0), (1.3, -0.7), (-2.05, 1.9)])
def test_pointer_decodes_any_place(page: Visit, site: Site, place: tuple[float, float]) -> None:
    move_to(page, site.bounds, np.array(place))
    wait_for_decodes(page)
    read = readings(page)
    # the pointer hits the place to within a pixel
    assert np.abs(np.array(read) - place).max() < (site.bounds[2] - site.bounds[0]) / (256 * 2**4) + 1e-3
    # the page reads its position out to 1e-3; the decoder's slope makes a pixel of that at most 1/255 here
    expected = session(site.folder / "atlas" / "decoder.onnx").run(None, {"latents": np.array([read], np.float32)})[0][0, 0]
    for canvas in ("[data-decoded=probe]", ".loupe"):
        shown = pixels(page, canvas)
        assert shown.shape == (12, 12, 3)
        assert np.abs(shown[..., 0] / 255 - expected).max() <= 2 / 255
    assert expected.std() > 0.05  # a flat image would prove nothing


def test_projection_decodes_through_its_inverse(browser: Browser, projected: Site) -> None:
    with serve(projected.folder) as address, visit(browser, address) as seen:
        seen.wait_until(DECODED)
        move_to(seen, projected.bounds, np.array([0.8, -0.4]))
        wait_for_decodes(seen)
        atlas = projected.folder / "atlas"
        latents = session(atlas / "inverse.onnx").run(None, {"positions": np.array([readings(seen)], np.float32)})[0]
        expected = session(atlas / "decoder.onnx").run(None, {"latents": latents})[0][0].transpose(1, 2, 0)
        assert np.abs(pixels(seen, "[data-decoded=probe]") / 255 - expected).max() <= 2 / 255
        assert "31 %" in seen.page.locator(".here").inner_text()
        # neighbours come from the latents, not from the map
        seen.page.evaluate("location.hash = 'item=17'")
        assert neighbours(seen) == nearest(projected.latents, 17)
        assert nearest(projected.latents, 17) != nearest(projected.positions, 17)
        wait_for_decodes(seen)
        own = session(atlas / "decoder.onnx").run(None, {"latents": projected.latents[17:18]})[0][0].transpose(1, 2, 0)
        assert np.abs(pixels(seen, "[data-decoded=item]") / 255 - own).max() <= 2 / 255
        assert seen.messages == []


def test_the_page_says_how_far_the_way_back_can_be_trusted(browser: Browser, projected: Site, site: Site) -> None:
    with serve(projected.folder) as address, visit(browser, address) as seen:
        seen.wait_until(DECODED)
        errors, width = round_trips(projected.positions), projected.bounds[2] - projected.bounds[0]
        said = set()
        for place in ([-0.9, 0.3], [0.8, -0.4], [9.0, 9.0]):
            move_to(seen, projected.bounds, np.array(place))
            wait_for_decodes(seen)
            at = np.array(readings(seen))
            near_by = np.argsort(np.linalg.norm(projected.positions - at, axis=1))[:9]
            error = np.median(errors[near_by])
            text = seen.page.locator(".trust-near").inner_text()
            found, better = (float(value) for value in re.findall(r"([\d.]+) %", text))
            assert found == pytest.approx(100 * error, rel=0.06)  # shown in two digits
            assert better == pytest.approx(100 * np.mean(errors > error), abs=0.51)
            drift = float(re.findall(r"([\d.]+) %", seen.page.locator(".trust-place").inner_text())[0])
            assert drift == pytest.approx(100 * DRIFT / width, rel=0.06)
            said.add(text)
        assert len(said) == 3
        assert seen.messages == []
    with serve(site.folder) as address, visit(browser, address) as seen:
        seen.wait_until(DECODED)
        assert seen.page.locator(".trust").count() == 0  # nothing is lost where the map is the latent space


def test_large_decoder_runs_in_a_worker(browser: Browser, tmp_path: Path) -> None:
    site = make_site(tmp_path, count=40, hidden=(2600, 2600), levels=0)
    with serve(site.folder) as address, visit(browser, address) as seen:
        seen.wait_until(DECODED)
        assert len(seen.page.workers) == 1
        move_to(seen, site.bounds, np.array([0.5, 0.25]))
        wait_for_decodes(seen)
        expected = session(site.folder / "atlas" / "decoder.onnx").run(None, {"latents": np.array([readings(seen)], np.float32)})[0][0, 0]
        assert np.abs(pixels(seen, "[data-decoded=probe]")[..., 0] / 255 - expected).max() <= 2 / 255
        assert seen.messages == []


def test_small_decoder_runs_on_the_page(page: Visit) -> None:
    assert page.page.workers == []


def test_points_and_tiles_are_drawn(page: Visit) -> None:
    page.page.mouse.move(2, 2)
    page.page.get_by_role("checkbox", name="Decoded manifold").uncheck()
    points = screenshot(page)[:, 250:]
    for colour in OKABE_ITO:
        assert near(points, colour) > 200
    page.page.get_by_role("checkbox", name="Items").uncheck()
    page.page.locator(".hint").evaluate("e => e.remove()")
    empty = screenshot(page)[:, 250:-80]
    assert near(empty, empty[5, 5]) > 0.99 * empty[..., 0].size - 2000  # all but the crosshair
    page.page.get_by_label("Opacity of the decoded manifold").fill("1")
    manifold = screenshot(page)
    height, width = manifold.shape[:2]
    # the middle of the map shows the decoded grey images, whose contrast an empty map lacks
    middle = manifold[height // 3 : height // 2, width // 2 : width // 2 + 100].astype(float)
    assert np.ptp(middle, axis=-1).max() <= 3
    assert middle.std() > 20


def test_tiles_lie_where_the_map_says(page: Visit, site: Site) -> None:
    """The tile pixel of a place is the mean brightness of the image decoded there, up to the grid of the tiles."""
    page.page.evaluate("location.hash = 'at=1,1&zoom=1.5&background=1&points=0'")
    page.page.mouse.move(2, 2)
    picture = screenshot(page)[..., 0].astype(float)
    decode = session(site.folder / "atlas" / "decoder.onnx")
    scale = 256 * 2**1.5 / (site.bounds[2] - site.bounds[0])  # pixels per map unit
    cell = (site.bounds[2] - site.bounds[0]) / 16  # the finest level has 16 pictures across
    height, width = picture.shape
    shown, expected = [], []
    for column in range(4, 12):
        for row in range(4, 12):
            x, y = site.bounds[0] + (column + 0.5) * cell, site.bounds[3] - (row + 0.5) * cell
            left, top = width / 2 + (x - 1 - cell / 2) * scale, height / 2 - (y - 1 + cell / 2) * scale
            area = picture[math.ceil(top) : math.floor(top + cell * scale), math.ceil(left) : math.floor(left + cell * scale)]
            if left > 240 and top > 0 and left + cell * scale < width - 80 and top + cell * scale < height - 80:
                shown.append(area.mean())
                expected.append(decode.run(None, {"latents": np.array([[x, y]], np.float32)})[0].mean() * 255)
    assert len(shown) > 12
    assert np.corrcoef(shown, expected)[0, 1] > 0.98


def test_legend_hides_and_shows_points(page: Visit, site: Site) -> None:
    page.page.get_by_role("checkbox", name="Decoded manifold").uncheck()
    page.page.mouse.move(2, 2)
    before = near(screenshot(page)[:, 250:], OKABE_ITO[1])
    entry = page.page.locator("[data-category='1']")
    assert str((site.labels == 1).sum()) in entry.inner_text()
    entry.focus()
    page.page.keyboard.press("Enter")
    assert entry.get_attribute("aria-pressed") == "false"
    hidden = screenshot(page)[:, 250:]
    assert near(hidden, OKABE_ITO[1]) < 0.02 * before
    assert near(hidden, OKABE_ITO[0]) > 200
    assert f"{(site.labels != 1).sum()} of {len(site.labels)} shown" in page.page.locator(".legend").inner_text()
    page.page.get_by_text("Show all", exact=True).click()
    assert near(screenshot(page)[:, 250:], OKABE_ITO[1]) > 0.9 * before


def test_factor_colours_and_filters(page: Visit, site: Site) -> None:
    page.page.get_by_label("Colour points by").select_option("factor:distance")
    distance = site.factors[:, 1]
    bins = np.clip(((distance - distance.min()) / (np.ptp(distance) / 16)).astype(int), 0, 15)
    counts = [int(e.get_attribute("aria-label").split(", ")[1].split()[0]) for e in page.page.locator("[data-category]").all()]
    # values on a border may fall to either side of it
    assert np.abs(np.array(counts) - np.bincount(bins, minlength=16)).max() <= 1
    assert sum(counts) == len(distance)
    page.page.locator("[data-category='0']").click(modifiers=["Shift"])
    assert f"{counts[0]} of {len(distance)} shown" in page.page.locator(".legend").inner_text()


def test_click_shows_the_item(page: Visit, site: Site) -> None:
    row = 321
    move_to(page, site.bounds, site.positions[row])
    page.page.mouse.click(*centre(page))
    assert neighbours(page) == nearest(site.latents, row)
    assert "Item 321" in page.page.locator(".item").inner_text()
    page.wait_until("document.querySelector('.item .facts').innerText.includes('item-321')")
    facts = page.page.locator(".item .facts").inner_text()
    assert "folder/321.png" in facts
    assert f"class {site.labels[row]}" in facts
    assert (pixels(page, "[data-picture=original]") == site.thumbnails[row]).all()
    wait_for_decodes(page)
    own = session(site.folder / "atlas" / "decoder.onnx").run(None, {"latents": site.latents[row : row + 1]})[0][0, 0]
    assert np.abs(pixels(page, "[data-decoded=item]")[..., 0] / 255 - own).max() <= 2 / 255
    # a neighbour's thumbnail leads to it
    other = nearest(site.latents, row)[0]
    page.page.locator(".neighbours button").first.click()
    page.wait_until(f"document.querySelector('.item h2').textContent === 'Item {other}'")
    assert neighbours(page) == nearest(site.latents, other)


def test_keyboard_moves_decodes_and_selects(page: Visit, site: Site) -> None:
    page.page.locator(".map").focus()
    page.page.keyboard.press("0")
    before = readings(page)
    for _ in range(3):
        page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("ArrowUp")
    wait_for_decodes(page)
    after = readings(page)
    assert after[0] > before[0]
    assert after[1] > before[1]
    page.page.keyboard.press("Enter")
    distances = np.linalg.norm(site.positions - np.array(after), axis=1)
    page.wait_until(f"document.querySelector('.item h2').textContent === 'Item {int(distances.argmin())}'")
    page.page.keyboard.press("Escape")
    page.wait_until("document.querySelector('.item h2').textContent === 'Item'")


def test_zooming_in_shows_thumbnails(page: Visit, site: Site) -> None:
    page.wait_until(DRAWN)
    assert "thumbnails/" not in " ".join(page.requests)
    row = 100
    place = site.positions[row]
    page.page.evaluate("hash => { location.hash = hash }", f"at={place[0]},{place[1]}&zoom=7&background=-0.5")
    page.wait_until(f"{DRAWN} === 'thumbnails'")
    page.page.mouse.move(2, 2)
    picture = screenshot(page)
    height, width = picture.shape[:2]
    # the thumbnail of an item lies centred on its position, drawn 64 pixels wide
    area = picture[height // 2 - 32 : height // 2 + 32, width // 2 - 32 : width // 2 + 32, 0].astype(float)
    original = np.asarray(Image.fromarray(site.thumbnails[row, ..., 0]).resize((64, 64), Image.Resampling.NEAREST), float)
    inner = (slice(4, 60), slice(4, 60))
    assert np.corrcoef(area[inner].ravel(), original[inner].ravel())[0, 1] > 0.9
