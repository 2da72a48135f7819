"""The attributes tool on the page: vectors, what they do to an image, analogies, against numpy and ONNX Runtime."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from browser import Visit, serve, visit
from fixture_site import DRIFT, Site, make_site, session
from page_reading import DECODED, centre, pixels, wait_for_decodes
from playwright.sync_api import Browser

pytestmark = [pytest.mark.page, pytest.mark.slow]


def decode(site: Site, latent: np.ndarray) -> np.ndarray:
    """The image of a latent, `(height, width, channels)`."""
    return session(site.folder / "atlas" / "decoder.onnx").run(None, {"latents": latent[None].astype(np.float32)})[0][0].transpose(1, 2, 0)


def shows(seen: Visit, selector: str, expected: np.ndarray) -> bool:
    return bool(np.abs(pixels(seen, selector) / 255 - expected).max() <= 2 / 255)


def mark(seen: Visit, name: str) -> np.ndarray:
    """Where a mark stands on the map, in pixels from its middle."""
    text = seen.page.locator(f".mark-{name}").get_attribute("transform") or ""
    box = seen.page.locator(".map").bounding_box()
    assert box is not None
    return np.array([float(number) for number in re.findall(r"-?[\d.]+", text)]) - [box["width"] / 2, box["height"] / 2]


def on_screen(site: Site, place: np.ndarray, zoom: float) -> np.ndarray:
    """A place in map units, in pixels from the middle of a view of the map's origin."""
    return np.array([place[0], -place[1]]) * 256 * 2**zoom / (site.bounds[2] - site.bounds[0])


def test_a_vector_is_found_drawn_and_applied(browser: Browser, projected: Site) -> None:
    latents, labels = projected.latents.astype(np.float64), projected.labels
    with serve(projected.folder) as address, visit(browser, f"{address}#at=0,0&zoom=1&tool=attributes&item=40") as seen:
        seen.wait_until(DECODED)
        seen.page.get_by_label("Group B", exact=True).select_option("label:2")
        seen.wait_until("document.querySelector('.attributes .facts').innerText.includes('d′')")
        wait_for_decodes(seen)
        mean_a, mean_b = latents[labels != 2].mean(0), latents[labels == 2].mean(0)
        facts = seen.page.locator(".attributes .facts").inner_text()
        spread = np.sqrt(latents.var(axis=0).sum())
        assert float(re.findall(r"([\d.]+) × the spread", facts)[0]) == pytest.approx(np.linalg.norm(mean_b - mean_a) / spread, rel=6e-3)
        counts = [(labels != 2).sum(), (labels == 2).sum()]
        assert seen.page.locator(".group .number").all_inner_texts() == [str(number) for number in counts]
        assert shows(seen, "[data-decoded=attribute-mean-a]", decode(projected, mean_a))
        assert shows(seen, "[data-decoded=attribute-mean-b]", decode(projected, mean_b))
        assert shows(seen, "[data-decoded=attribute-base]", decode(projected, latents[40]))
        seen.page.get_by_label("How many times the vector is added").fill("-0.5")
        wait_for_decodes(seen)
        assert shows(seen, "[data-decoded=attribute]", decode(projected, latents[40] - 0.5 * (mean_b - mean_a)))
        for step in (-2, 1):
            assert shows(seen, f"[data-decoded=attribute-step-{step}]", decode(projected, latents[40] + step * (mean_b - mean_a)))
        assert np.abs(decode(projected, latents[40]) - decode(projected, latents[40] - 0.5 * (mean_b - mean_a))).max() > 0.1
        # the arrow goes from place to place by the projection, which shifts to the right
        axes = np.linalg.lstsq(latents, projected.positions, rcond=None)[0]
        for name, mean in (("a", mean_a), ("b", mean_b)):
            assert mark(seen, name) == pytest.approx(on_screen(projected, mean @ axes + [DRIFT, 0], 1), abs=0.5)
        assert seen.page.locator(".arrow").get_attribute("d")
        seen.wait_for_address("group-b=label:2", "amount=-0.5", "tool=attributes")
        assert "group-a" not in seen.page.url
        assert seen.messages == []


def test_groups_of_the_selection_and_of_a_factor(page: Visit, site: Site) -> None:
    rows = [3, 50, 200, 400, 600]
    page.page.evaluate("hash => { location.hash = hash }", f"tool=attributes&select={'.'.join(map(str, rows))}")
    page.page.get_by_label("Group A", exact=True).select_option("factor:distance")
    page.page.get_by_label("Group A, from").fill("0.5")
    page.page.get_by_label("Group A, to").fill("2")
    page.page.get_by_label("Group A, to").press("Enter")
    page.page.get_by_label("Group B", exact=True).select_option("take the selection")
    distance = site.factors[:, 1]
    inside = (distance >= 0.5) & (distance <= 2)
    page.wait_until("document.querySelector('.attributes .facts').innerText.includes('d′')")
    assert page.page.locator(".group .number").all_inner_texts() == [str(inside.sum()), "5"]
    wait_for_decodes(page)
    mean_b = site.latents[rows].astype(np.float64).mean(0)
    assert shows(page, "[data-decoded=attribute-mean-b]", decode(site, mean_b))
    # without an item the vector is applied to the place under the pointer, until another place is clicked
    assert "under the pointer" in page.page.locator(".application").inner_text()
    vector = mean_b - site.latents[inside].astype(np.float64).mean(0)
    grid = np.stack(np.meshgrid(*2 * [np.linspace(-3, 3, 25)]), axis=-1).reshape(-1, 2)
    clear = np.linalg.norm(grid[:, None] - site.positions, axis=-1).min(axis=1)
    place = grid[clear.argmax()]
    page.page.evaluate("hash => { location.hash = hash }", page.page.url.partition("#")[2] + f"&at={place[0]},{place[1]}&zoom=4")
    page.page.wait_for_timeout(300)
    page.page.mouse.click(*centre(page))
    page.wait_until("document.querySelector('.application').innerText.includes('you clicked')")
    wait_for_decodes(page)
    # the page's place is that of a pixel, which the decoder turns into a level or two
    assert np.abs(pixels(page, "[data-decoded=attribute]") / 255 - decode(site, place + vector)).max() <= 4 / 255
    page.wait_for_address("group-a=factor:distance:0.5~2", "group-b=rows:3.50.200.400.600", "apply=")


def test_an_analogy_is_solved_placed_and_listed(page: Visit, site: Site) -> None:
    page.page.evaluate("hash => { location.hash = hash }", "at=0,0&zoom=1&tool=attributes")
    for name, row in zip("abc", (10, 320, 555), strict=True):
        page.page.get_by_label(f"Row of {name}").fill(str(row))
        page.page.get_by_label(f"Row of {name}").press("Enter")
    latents = site.latents.astype(np.float64)
    latent = latents[10] - latents[320] + latents[555]
    page.wait_until("document.querySelectorAll('.attributes .neighbours button').length === 6")
    wait_for_decodes(page)
    assert shows(page, "[data-decoded=analogy]", decode(site, latent))
    distances = np.linalg.norm(latents - latent, axis=1)
    distances[[10, 320, 555]] = np.inf
    rows = [int(e.get_attribute("data-row") or -1) for e in page.page.locator(".attributes .neighbours button").all()]
    assert rows == np.argsort(distances, kind="stable")[:6].tolist()
    assert mark(page, "analogy") == pytest.approx(on_screen(site, latent, 1), abs=0.5)
    page.wait_for_address("analogy=10.320.555")


def test_without_latents_the_page_says_so(browser: Browser, tmp_path: Path) -> None:
    site = make_site(tmp_path, count=60, latent_dim=5, levels=0, ship_latents=False)
    assert not json.loads((site.folder / "atlas" / "atlas.json").read_text())["items"]["latents"]
    with serve(site.folder) as address, visit(browser, f"{address}#tool=attributes&group-b=label:1") as seen:
        seen.wait_until(DECODED)
        seen.wait_until("document.querySelector('.attributes').innerText.includes('holds no latents')")
        assert seen.messages == []
