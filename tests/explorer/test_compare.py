"""Two maps side by side in a browser: one selection, two decoders, each held against ONNX Runtime."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from browser import Visit, serve, visit
from fixture_site import Site, make_site, session
from page_reading import DECODED, pixels, readings, wait_for_decodes
from playwright.sync_api import Browser

pytestmark = [pytest.mark.page, pytest.mark.slow]

CLUSTERINGS = ("k-means", "hdbscan")
BOTH = f"{DECODED} && document.querySelector('[data-other-decoder=ready]')"


@dataclass(frozen=True)
class Pair:
    """Two sites in one, and which row of the second is each row of the first."""

    first: Site
    second: Site
    rows: np.ndarray


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Rows are paired at random: nothing but the pairing can link them."""
    folder = tmp_path_factory.mktemp("pair")
    first, second = make_site(folder / "first"), make_site(folder / "second", latent_dim=5, levels=0, seed=1)
    shutil.copytree(second.folder / "atlas", first.folder / "compare" / "atlas")
    rows = np.random.default_rng(7).permutation(len(first.latents)).astype("<i4")
    rows.tofile(first.folder / "compare" / "atlas" / "rows.i32")
    path = first.folder / "atlas" / "atlas.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "compare": True}))
    return Pair(first, second, rows)


@pytest.fixture(scope="module")
def address(pair: Pair) -> Iterator[str]:
    with serve(pair.first.folder) as url:
        yield url


@pytest.fixture
def compared(browser: Browser, address: str) -> Iterator[Visit]:
    with visit(browser, address, color_scheme="light") as seen:
        seen.wait_until(BOTH)
        yield seen
        assert seen.messages == []
        assert seen.foreign_requests() == []


def box(seen: Visit, selector: str) -> tuple[float, float, float, float]:
    found = seen.page.locator(selector).bounding_box()
    assert found is not None
    return found["x"], found["y"], found["width"], found["height"]


def decoded(site: Site, latent: np.ndarray) -> np.ndarray:
    return session(site.folder / "atlas" / "decoder.onnx").run(None, {"latents": latent[None].astype(np.float32)})[0][0, 0]


def test_selecting_in_one_selects_the_same_image_in_the_other(compared: Visit, pair: Pair) -> None:
    compared.page.evaluate("location.hash = 'item=17'")
    compared.wait_until("document.querySelector('[data-decoded=other-item]')")
    wait_for_decodes(compared)
    own, other = decoded(pair.first, pair.first.latents[17]), decoded(pair.second, pair.second.latents[pair.rows[17]])
    assert np.abs(own - other).max() > 0.2, "reconstructions that look alike would prove nothing"
    assert np.abs(pixels(compared, "[data-decoded=item]")[..., 0] / 255 - own).max() <= 2 / 255
    assert np.abs(pixels(compared, "[data-decoded=other-item]")[..., 0] / 255 - other).max() <= 2 / 255
    # and back: the keyboard opens the item that is nearest to the crosshair of the other map
    compared.page.locator(".beside .map").focus()
    compared.page.keyboard.press("ArrowLeft")
    compared.page.keyboard.press("Enter")
    compared.wait_until("!location.hash.includes('item=17') && location.hash.includes('item=')")
    chosen = int(compared.page.evaluate("new URLSearchParams(location.hash.slice(1)).get('item')"))
    wait_for_decodes(compared)
    other = decoded(pair.second, pair.second.latents[pair.rows[chosen]])
    assert np.abs(pixels(compared, "[data-decoded=other-item]")[..., 0] / 255 - other).max() <= 2 / 255
    compared.page.keyboard.press("Escape")
    compared.wait_until("document.querySelector('.item h2').textContent === 'Item'")


def test_both_decode_where_the_pointer_leads_them(compared: Visit, pair: Pair) -> None:
    place = pair.first.positions[17]
    compared.page.evaluate("hash => { location.hash = hash }", f"at={place[0]},{place[1]}&zoom=6")
    compared.page.wait_for_timeout(300)
    x, y, width, height = box(compared, "main .map")
    compared.page.mouse.move(x + width / 2 + 2, y + height / 2 + 1)
    compared.page.mouse.move(x + width / 2, y + height / 2)
    wait_for_decodes(compared)
    atlas = pair.second.folder / "atlas"
    at = pair.second.positions[pair.rows[17]]
    latent = session(atlas / "inverse.onnx").run(None, {"positions": at[None]})[0][0]
    assert np.abs(pixels(compared, "[data-decoded=other-probe]")[..., 0] / 255 - decoded(pair.second, latent)).max() <= 2 / 255
    assert np.abs(pixels(compared, "[data-decoded=probe]")[..., 0] / 255 - decoded(pair.first, place)).max() <= 3 / 255
    # the other way round
    before = readings(compared)
    x, y, width, height = box(compared, ".beside .map")
    compared.page.mouse.move(x + width / 2 + 30, y + height / 2 - 20)
    wait_for_decodes(compared)
    where = compared.page.evaluate("document.querySelector('.beside .crosshair').style.transform")
    assert readings(compared) != before, where
    rows = np.abs(pair.first.positions - readings(compared)).max(axis=1) < 1e-3
    assert rows.any(), "the crosshair of the first map stands on an item"


def test_the_address_holds_both_views(compared: Visit, pair: Pair) -> None:
    x, y, width, height = box(compared, ".beside .map")
    compared.page.mouse.move(x + width / 2, y + height / 2)
    compared.page.mouse.wheel(0, -300)
    compared.wait_until("location.hash.includes('other=')")
    address = compared.settled_address()
    other = compared.page.evaluate("new URLSearchParams(location.hash.slice(1)).get('other')")
    assert len(other.split(",")) == 3
    compared.wait_for_reload(BOTH, address)
    for nonsense in ("1,2", "1,2,3,4", "x,1,2", ",,", "1,2,99"):
        compared.page.evaluate("hash => { location.hash = hash }", f"other={nonsense}")
        compared.page.wait_for_timeout(100)


def test_the_legend_speaks_for_both(compared: Visit) -> None:
    compared.page.locator(".legend summary").click()
    compared.page.wait_for_timeout(500)
    whole = compared.page.locator(".beside .map").screenshot()
    for category in range(3):
        compared.page.locator(f"[data-category='{category}']").click()

    def nearly_empty() -> None:
        # a map without points compresses to much less
        assert len(compared.page.locator(".beside .map").screenshot()) < 0.5 * len(whole)

    compared.eventually(nearly_empty)


def opened_from_the_right(seen: Visit, steps: tuple[str, ...]) -> list[int]:
    """Rows of the first atlas that Enter opens on the second map after each step: the shown item nearest to the crosshair."""
    rows = []
    for step in steps:
        seen.page.evaluate("document.querySelector('[aria-label=\"Close item\"]').click()")
        seen.wait_until("!location.hash.includes('item=')")
        seen.page.locator(".beside .map").focus()
        for key in (*[step] * 12, "Enter"):
            seen.page.keyboard.press(key)
        seen.wait_until("location.hash.includes('item=')")
        rows.append(int(seen.page.evaluate("new URLSearchParams(location.hash.slice(1)).get('item')")))
    return rows


@pytest.mark.parametrize("column", [0, 1])
def test_clusters_of_the_first_filter_both(compared: Visit, pair: Pair, column: int) -> None:
    name, hidden = CLUSTERINGS[column], "0.1" if column == 0 else "1.2"
    compared.page.evaluate("hash => { location.hash = hash }", f"hide=cluster:{name}:{hidden}&tool=item")
    compared.page.wait_for_timeout(300)
    rows = opened_from_the_right(compared, ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown"))
    assert len(set(rows)) > 1
    assert set(pair.first.clusters[rows, column]) == {2 if column == 0 else 0}


def test_items_shown_alone_are_alone_on_both(compared: Visit) -> None:
    compared.page.evaluate("location.hash = 'only=3.17.400&select=3.17.400&tool=item'")
    compared.page.wait_for_timeout(300)
    assert set(opened_from_the_right(compared, ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"))) <= {3, 17, 400}
    # Escape lets go of the item first, then of the selection, on either map
    for _ in range(2):
        compared.page.locator(".beside .map").focus()
        compared.page.keyboard.press("Escape")
    compared.wait_until("!location.hash.includes('select=')")


@pytest.mark.parametrize(("width", "height"), [(1024, 700), (390, 844)])
def test_two_maps_fit_on_every_screen(browser: Browser, address: str, width: int, height: int) -> None:
    with visit(browser, address, width=width, height=height) as seen:
        seen.wait_until(BOTH)
        assert seen.page.evaluate("document.documentElement.scrollWidth") == width
        left, right = box(seen, "main .map"), box(seen, ".beside .map")
        assert min(*left[2:], *right[2:]) > 200
        stacked = left[1] + left[3] <= right[1] + 1
        assert stacked == (width < 760)
        assert seen.messages == []


def test_rows_that_pair_nothing_are_explained(browser: Browser, pair: Pair, tmp_path: Path) -> None:
    folder = shutil.copytree(pair.first.folder, tmp_path / "site")
    np.zeros(len(pair.rows), "<i4").tofile(folder / "compare" / "atlas" / "rows.i32")
    with serve(folder) as address, visit(browser, address) as seen:
        seen.wait_until("document.querySelector('[role=alert]')")
        assert "rows.i32 is damaged" in seen.page.locator("[role=alert]").inner_text()
