"""Sharing a view: the link, the picture of the map, and a site that opens in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from browser import Visit, serve, visit
from fixture_site import Site
from page_reading import DECODED, OKABE_ITO, near, screenshot
from PIL import Image
from playwright.sync_api import Browser

pytestmark = [pytest.mark.page, pytest.mark.slow]


def test_the_picture_is_the_map_with_its_legend(page: Visit, site: Site, tmp_path: Path) -> None:
    page.page.locator("[data-category='1']").click()  # hidden: not on the map, not in the caption
    page.page.mouse.move(2, 2)
    seen = screenshot(page)
    page.page.get_by_title("Share this view").click()
    with page.page.expect_download() as started:
        page.page.get_by_text("Save this view as a picture").click()
    path = tmp_path / "map.png"
    started.value.save_as(path)
    assert started.value.suggested_filename == "fixture.png"
    picture = np.asarray(Image.open(path).convert("RGB"))
    height, width = seen.shape[:2]
    assert picture.shape[1] == width
    assert picture.shape[0] > height + 60
    # the page's own map, but for what lies over it: legend, crosshair, buttons, and the hint at the bottom
    middle = (slice(0, height - 80), slice(260, width - 80))
    assert (np.abs(picture[middle].astype(int) - seen[middle]).max(axis=-1) > 8).mean() < 0.02
    caption = picture[height:]
    swatches = [near(caption, colour) for colour in OKABE_ITO]
    assert swatches[0] > 50
    assert swatches[1] == 0
    assert swatches[2] > 50


def test_the_dialog_gives_the_address_and_a_command(page: Visit) -> None:
    page.page.evaluate("location.hash = 'item=17'")
    page.page.get_by_title("Share this view").click()
    assert page.page.get_by_label("Link to this view").input_value() == page.page.url
    assert page.page.get_by_label("Command that exports this view").input_value() == "latlas export ATLAS --out SITE --view '#item=17'"


def test_a_site_opens_in_its_view_unless_the_address_says_another(browser: Browser, site: Site, tmp_path: Path) -> None:
    folder = shutil.copytree(site.folder, tmp_path / "site")
    path = folder / "atlas" / "atlas.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "view": "#item=17&zoom=3&at=0.5,0.5"}))
    with serve(folder) as address:
        for hash_, item in (("", "Item 17"), ("#item=4", "Item 4")):
            with visit(browser, address + hash_) as seen:
                seen.wait_until(DECODED)
                seen.wait_until(f"document.querySelector('.item h2').textContent === '{item}'")
                assert ("zoom=3" in seen.page.url) == (hash_ == "")
                assert seen.messages == []
