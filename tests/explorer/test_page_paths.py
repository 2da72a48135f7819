"""The tools Path and Mix of the built page, held against latlas.latent.paths, ONNX Runtime and Pillow in Python."""

from __future__ import annotations

import base64
import io
import itertools
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
import torch
from browser import Visit, serve, visit
from fixture_graphs import pixel_features, session
from fixture_site import DRIFT, Site, make_site
from page_reading import centre, screenshot, wait_for_decodes
from PIL import Image, ImageSequence
from playwright.sync_api import Browser

from latlas.latent.paths import PATHS, bilinear

pytestmark = pytest.mark.page

SAVED = "document.querySelector('.path .save') && !document.querySelector('.path .save').hidden"
CLOSE = 1e-5
"""Between float32 and float64, for numbers near 1."""


def download(seen: Visit, tool: str, title: str) -> Path:
    with seen.page.expect_download() as found:
        seen.page.locator(f".{tool} .save").get_by_role("button", name=f"Save {title}").click()
    return Path(found.value.path())


def look(seen: Visit, name: str) -> np.ndarray:
    """RGB bytes `(height, width, 3)` of a decoded canvas; unlike `pixels`, it may look at one canvas often without the browser's advice."""
    png = seen.page.evaluate("name => document.querySelector(`[data-decoded=${name}]`).toDataURL('image/png').split(',')[1]", name)
    return picture(io.BytesIO(base64.b64decode(png)))


def picture(path: Path | io.BytesIO) -> np.ndarray:
    """RGB bytes `(height, width, 3)`."""
    with Image.open(path) as opened:
        return np.asarray(opened.convert("RGB"))


def animation(path: Path) -> list[np.ndarray]:
    """RGB bytes of every frame of a GIF that repeats for ever."""
    with Image.open(path) as opened:
        assert opened.info["loop"] == 0
        return [np.asarray(frame.convert("RGB")) for frame in ImageSequence.Iterator(opened)]


def go(seen: Visit, fragment: str) -> None:
    seen.page.evaluate("hash => { location.hash = hash }", fragment)


def way(saved: dict[str, Any]) -> np.ndarray:
    """The latents of a saved path, from its stops alone."""
    stops = torch.tensor([stop["latent"] for stop in saved["stops"]], dtype=torch.float32)
    path = PATHS[saved["path"]]
    places = [(image["segment"], image["alpha"]) for image in saved["images"]]
    return np.concatenate([path(stops[[s]], stops[[s + 1]], torch.tensor([alpha], dtype=torch.float32))[0].numpy() for s, alpha in places])


def decode(site: Site, latents: np.ndarray) -> np.ndarray:
    """Images `(n, channels, height, width)`."""
    return session(site.folder / "atlas" / "decoder.onnx").run(None, {"latents": latents.astype(np.float32)})[0]


def mixes_explain(images: np.ndarray, start: np.ndarray, end: np.ndarray) -> tuple[float, float]:
    """Squared distances of images to the nearest of 10 001 mixes of two others, and to the nearer of the two, summed."""
    weights = np.linspace(0, 1, 10_001)
    mixed = (1 - weights)[:, None] * start.ravel() + weights[:, None] * end.ravel()
    flat = images.reshape(len(images), -1)
    to_mix = sum(np.square(mixed - image).sum(1).min() for image in flat)
    return to_mix, sum(min(np.square(image - start.ravel()).sum(), np.square(image - end.ravel()).sum()) for image in flat)


def test_a_path_is_what_python_walks(page: Visit, site: Site) -> None:
    go(page, "tool=path&path=12,321,-1:0.5&way=spherical&images=11")
    page.wait_until(SAVED)
    assert page.page.locator(".path .stop").all_inner_texts()[0].split("\n")[-1] == f"Item 12 · class {site.labels[12]}"
    saved = json.loads(download(page, "path", "JSON").read_text())
    assert [stop.get("id") for stop in saved["stops"]] == ["item-12", "item-321", None]
    stops = np.stack([site.latents[12], site.latents[321], np.array([-1, 0.5])])
    assert np.abs(np.array([stop["latent"] for stop in saved["stops"]]) - stops).max() < CLOSE
    latents = way(saved)
    assert np.abs(latents - [image["latent"] for image in saved["images"]]).max() < CLOSE
    images = decode(site, latents)
    assert images.std(0).max() > 0.05  # images that are all alike would prove nothing
    for i, image in enumerate(images):
        assert np.abs(look(page, f"path-{i}")[..., 0] / 255 - image[0]).max() <= 1.5 / 255
    steps = np.sqrt(np.square(np.diff(images.astype(np.float64), axis=0)).mean((1, 2, 3)))
    assert saved["image_steps"] == pytest.approx(steps, abs=CLOSE)
    assert saved["latent_steps"] == pytest.approx(np.linalg.norm(np.diff(latents, axis=0), axis=1), abs=CLOSE)
    ratio = steps.max() / steps.mean()
    assert f"{ratio:.3g}".rstrip("0") in page.page.locator(".path-facts").inner_text()
    # the mixes between the stops of each segment
    at = [0, *(i for i, image in enumerate(saved["images"]) if image["alpha"] == 1)]
    sums = np.sum([mixes_explain(images[a + 1 : b], images[a], images[b]) for a, b in itertools.pairwise(at) if b > a + 1], axis=0)
    assert saved["cross_dissolve"] == pytest.approx(1 - sums[0] / sums[1], abs=1e-4)


def click_at(seen: Visit, tool: str, site: Site, place: np.ndarray) -> None:
    """Show a place in the middle of the map and click it, with a tool open."""
    kept = seen.page.evaluate("location.hash.slice(1).split('&').filter(part => !/^(at|zoom|tool)=/.test(part)).join('&')")
    go(seen, f"{kept}&tool={tool}&at={place[0]},{place[1]}&zoom=5")
    seen.page.wait_for_timeout(300)
    named = f"new URLSearchParams(location.hash.slice(1)).get('{tool}')"
    before = seen.page.evaluate(named)
    seen.page.mouse.click(*centre(seen))
    # the address follows when the map has drawn; another one that came before would undo the click
    seen.wait_until(f"{named} !== {json.dumps(before)}")


def stops(seen: Visit) -> list[str]:
    return list(seen.page.evaluate("(new URLSearchParams(location.hash.slice(1)).get('path') ?? '').split(',')"))


def stops_once(seen: Visit, settled: Callable[[list[str]], bool]) -> list[str]:
    """The stops that the address names, as soon as `settled` likes them; after ten seconds as they are."""
    end = time.monotonic() + 10
    while not settled(stops(seen)) and time.monotonic() < end:
        seen.page.wait_for_timeout(50)
    return stops(seen)


def rows_once(seen: Visit, settled: Callable[[int, int], bool]) -> list[int]:
    """The two items that the address names as stops, as soon as `settled` likes them; after ten seconds as they are."""

    def pair(found: list[str]) -> list[int]:
        return [int(stop) for stop in found] if len(found) == 2 and all(map(str.isdecimal, found)) else []

    return pair(stops_once(seen, lambda found: bool(pair(found)) and settled(*pair(found))))


def place_of(stop: str) -> list[float]:
    """Map coordinates of a stop that is a place; of an item there are none."""
    return [float(part) for part in stop.split(":")] if ":" in stop else []


@pytest.mark.slow
def test_stops_are_clicked_dragged_ordered_and_removed(page: Visit, site: Site) -> None:
    def near_to(place: np.ndarray) -> Callable[[list[str]], bool]:
        return lambda found: any(place_of(stop) == pytest.approx(place.tolist(), abs=0.02) for stop in found)

    reach = np.array([site.bounds[2], site.bounds[3]]) * 0.93
    corner = max(([x, y] for x in (-1, 1) for y in (-1, 1)), key=lambda sign: np.linalg.norm(site.positions - reach * sign, axis=1).min())
    lonely = reach * corner
    click_at(page, "path", site, site.positions[50])
    click_at(page, "path", site, lonely)
    found = stops_once(page, near_to(lonely))
    assert found[0] == "50"
    assert place_of(found[1]) == pytest.approx(lonely.tolist(), abs=0.02)
    page.wait_until(SAVED)
    scale = 256 * 2**5 / (site.bounds[2] - site.bounds[0])  # pixels per map unit
    x, y = centre(page)
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x + 40, y - 24, steps=4)
    page.page.mouse.up()
    moved = lonely + np.array([40, 24]) / scale
    assert place_of(stops_once(page, near_to(moved))[1]) == pytest.approx(moved.tolist(), abs=0.02)
    page.page.get_by_role("button", name="Move stop 1 down").click()
    assert stops_once(page, lambda found: found[1:] == ["50"])[1] == "50"
    page.page.locator(".handle").first.focus()
    page.page.keyboard.press("ArrowUp")
    higher = moved + np.array([0, 8 / scale])
    assert place_of(stops_once(page, near_to(higher))[0]) == pytest.approx(higher.tolist(), abs=0.02)
    page.page.keyboard.press("Delete")
    assert stops_once(page, lambda found: found == ["50"]) == ["50"]
    page.page.get_by_role("button", name="Clear", exact=True).click()
    assert stops_once(page, lambda found: found == [""]) == [""]


@pytest.mark.slow
def test_the_strip_is_saved_as_it_is(browser: Browser, projected: Site) -> None:
    with serve(projected.folder) as address, visit(browser, address + "#tool=path&path=3,200&images=7") as seen:
        seen.wait_until(SAVED)
        shown = [look(seen, f"path-{i}") for i in range(7)]
        strip = picture(download(seen, "path", "PNG"))
        factor = strip.shape[0] // 10
        assert factor > 1
        for i, image in enumerate(shown):
            left = i * (8 * factor + 4)
            assert (strip[:, left : left + 8 * factor] == image.repeat(factor, 0).repeat(factor, 1)).all()
        frames = animation(download(seen, "path", "GIF"))
        assert len(frames) == 12
        order = [0, 1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1]
        assert all((frame == frame[::factor, ::factor].repeat(factor, 0).repeat(factor, 1)).all() for frame in frames)
        errors = np.stack([frame[::factor, ::factor] for frame in frames]).astype(float) - np.stack(shown)[order]
        # 560 colours are brought to 256 no worse than by Pillow
        whole = Image.fromarray(np.concatenate(shown)).quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        pillow = np.asarray(whole.convert("RGB")).astype(float) - np.concatenate(shown)
        assert np.square(errors).mean() <= np.square(pillow).mean()
        assert seen.messages == []


@pytest.mark.slow
def test_grey_strips_lose_nothing_as_gif(page: Visit) -> None:
    go(page, "tool=path&path=3,200&images=20")
    page.wait_until(SAVED)
    frames = animation(download(page, "path", "GIF"))
    factor = frames[0].shape[0] // 12
    assert len(frames) == 38
    for i in (0, 7, 19):
        assert (frames[i] == look(page, f"path-{i}").repeat(factor, 0).repeat(factor, 1)).all()


@pytest.mark.slow
def test_a_projected_path_stands_where_its_latents_are_projected(browser: Browser, projected: Site) -> None:
    with serve(projected.folder) as address, visit(browser, address + "#tool=path&path=3,0.5:-0.4,200&images=9") as seen:
        seen.wait_until(SAVED)
        saved = json.loads(download(seen, "path", "JSON").read_text())
        latents = way(saved)
        atlas = projected.folder / "atlas"
        projection = session(atlas / "projection.onnx").run(None, {"latents": latents.astype(np.float32)})[0]
        assert np.abs(projection - [image["position"] for image in saved["images"]]).max() < CLOSE * 10
        assert np.abs(projection[0] - projected.positions[3] - [DRIFT, 0]).max() < 1e-3  # not where the item is
        own = session(atlas / "inverse.onnx").run(None, {"positions": np.array([[0.5, -0.4]], np.float32)})[0][0]
        assert np.abs(own - saved["stops"][1]["latent"]).max() < CLOSE
        assert np.abs(projected.latents[[3, 200]] - [saved["stops"][i]["latent"] for i in (0, 2)]).max() < CLOSE
        assert seen.messages == []


@pytest.mark.slow
def test_pairs_are_the_nearest_and_farthest(page: Visit, site: Site) -> None:
    go(page, "tool=path")
    distances = np.linalg.norm(site.latents[:, None].astype(np.float64) - site.latents[None], axis=2)
    other = site.labels[:, None] != site.labels[None]
    np.fill_diagonal(distances, np.nan)
    section = page.page.locator(".path")
    for kind, second, expected in [
        ("nearest", "any", np.nanmin(distances)),
        ("farthest", "any", np.nanmax(distances)),
        ("nearest", "other", distances[other].min()),
    ]:
        section.get_by_label("Which pair").select_option(kind)
        section.get_by_label("Label of the second item").select_option(second)
        section.get_by_role("button", name="Pick", exact=True).click()
        rows = rows_once(page, lambda a, b, wanted=expected: distances[a, b] == pytest.approx(wanted, rel=1e-5, abs=1e-6))
        assert distances[rows[0], rows[1]] == pytest.approx(expected, rel=1e-5, abs=1e-6)
    section.get_by_label("Which pair").select_option("random")
    section.get_by_label("Label of the first item").select_option("1")
    section.get_by_label("Label of the second item").select_option("2")
    section.get_by_role("button", name="Pick", exact=True).click()
    rows = rows_once(page, lambda a, b: site.labels[[a, b]].tolist() == [1, 2])
    assert site.labels[rows].tolist() == [1, 2]


@pytest.mark.slow
def test_playing_runs_along_the_path(page: Visit, site: Site) -> None:
    go(page, "tool=path&path=3,200&images=6")
    page.wait_until(SAVED)
    before = screenshot(page)
    page.page.locator(".map").focus()
    page.page.keyboard.press(" ")
    page.wait_until("document.querySelector('.big-number').textContent.startsWith('Image 6 ')")
    page.page.keyboard.press(" ")
    wait_for_decodes(page)
    assert page.page.locator(".path .play").inner_text() == "Play"
    number = int(page.page.locator(".path .big-number").inner_text().split()[1])
    assert (look(page, "path") == look(page, f"path-{number - 1}")).all()
    # the pixel mix beside it
    share = (number - 1) / 5
    ends = [look(page, f"path-{i}").astype(float) for i in (0, 5)]
    assert np.abs(look(page, "path-mix") - (1 - share) * ends[0] - share * ends[1]).max() <= 1.5
    # pointing at an image shows it, and moves the mark on the map
    page.page.locator(".strip .frame").nth(2).hover()
    page.page.wait_for_timeout(200)
    assert (look(page, "path") == look(page, "path-2")).all()
    assert 30 < (screenshot(page) != before).any(-1).sum() < 2000


@pytest.mark.slow
def test_less_motion_steps_from_image_to_image(browser: Browser, site: Site) -> None:
    with serve(site.folder) as address, visit(browser, address + "#tool=path&path=3,200&images=4", reduced_motion="reduce") as seen:
        seen.wait_until(SAVED)
        wait_for_decodes(seen)
        decodes = seen.page.evaluate("performance.getEntriesByName('latlas:decode').length")
        seen.page.locator(".path .play").click()
        seen.wait_until("document.querySelector('.big-number').textContent.startsWith('Image 3 ')")
        assert seen.page.evaluate("performance.getEntriesByName('latlas:decode').length") == decodes  # nothing in between
        assert seen.messages == []


@pytest.mark.slow
def test_four_corners_make_the_bilinear_grid(page: Visit, site: Site) -> None:
    go(page, "tool=mix&mix=3,200,,-0.5:1&side=5")
    assert page.page.locator(".mix-grid").is_hidden()
    click_at(page, "mix", site, site.positions[400])
    page.wait_until("document.querySelector('.mix .mix-grid canvas').width === 60")
    wait_for_decodes(page)
    page.page.wait_for_timeout(200)
    saved = json.loads(download(page, "mix", "JSON").read_text())
    assert saved["corners"][2]["row"] == 400
    corners = np.stack([site.latents[3], site.latents[200], site.latents[400], np.array([-0.5, 1], np.float32)])
    surface = bilinear(torch.from_numpy(corners), 5, 5).reshape(25, 2).numpy()
    assert np.abs(surface - [image["latent"] for image in saved["images"]]).max() < CLOSE
    images = decode(site, surface)[:, 0]
    whole = images.reshape(5, 5, 12, 12).swapaxes(1, 2).reshape(60, 60)
    assert np.abs(look(page, "mix")[..., 0] / 255 - whole).max() <= 1.5 / 255
    assert whole.std() > 0.05
    saved_grid = picture(download(page, "mix", "PNG"))
    factor = saved_grid.shape[0] // 60
    assert (saved_grid == look(page, "mix").repeat(factor, 0).repeat(factor, 1)).all()
    grid = page.page.locator(".mix-grid")
    grid.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.page.keyboard.press(key)
    assert (look(page, "mix-cell") == look(page, "mix")[12:24, 24:36]).all()
    assert page.page.locator(".mix .shares dd").all_inner_texts() == ["37.5 %", "37.5 %", "12.5 %", "12.5 %"]


@pytest.mark.slow
def test_without_latents_items_stand_for_their_places(browser: Browser, tmp_path: Path) -> None:
    site = make_site(tmp_path, latent_dim=5, ship_latents=False, levels=0)
    with serve(site.folder) as address, visit(browser, address + "#tool=path&path=3,200&images=5") as seen:
        seen.wait_until(SAVED)
        assert "holds no latents" in seen.page.locator(".path").inner_text()
        saved = json.loads(download(seen, "path", "JSON").read_text())
        inverse = session(site.folder / "atlas" / "inverse.onnx").run(None, {"positions": site.positions[[3, 200]]})[0]
        assert np.abs(inverse - [stop["latent"] for stop in saved["stops"]]).max() < CLOSE * 10
        assert seen.messages == []


@pytest.mark.slow
def test_the_extractor_of_the_atlas_measures_steps(browser: Browser, tmp_path: Path) -> None:
    site = make_site(tmp_path, count=60, levels=0, shape=(3, 9, 7))
    atlas = site.folder / "atlas"
    onnx.save(pixel_features((3, 9, 7)), atlas / "features.onnx")
    described = json.loads((atlas / "atlas.json").read_text())
    features = {"extractor": "pixels", "weights": "", "layers": ["pixels"], "values": 189}
    (atlas / "atlas.json").write_text(json.dumps({**described, "features": features}))
    with serve(site.folder) as address, visit(browser, address) as seen:
        seen.page.wait_for_timeout(500)
        assert not any("features.onnx" in request for request in seen.requests)  # only once a path is walked
        go(seen, "tool=path&path=3,40&images=6")
        seen.wait_until("[...document.querySelectorAll('.curve')][2]?.getAttribute('aria-label')?.includes(' to ')")
        saved = json.loads(download(seen, "path", "JSON").read_text())
        # the pixels as features: their distances are those of the images
        assert saved["feature_steps"] == pytest.approx(saved["image_steps"], abs=CLOSE)
        assert saved["extractor"]["extractor"] == "pixels"
        assert "pixels features" in seen.page.locator(".curves").inner_text()
        assert seen.messages == []
