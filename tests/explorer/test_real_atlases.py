"""Every row of the explorer on atlases of real images, exported and served.

The digits that scikit-learn brings are always there. MNIST and paintings are taken from the folder that `LATLAS_SHARED_DATA` names, as
`mnist.npz` and `artworks/STYLE/*.jpg`.
"""

from __future__ import annotations

import importlib.resources
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browser import Visit, explored, serve, visit
from page_reading import centre
from PIL import Image
from playwright.sync_api import Browser, Locator

from latlas.api import build_atlas, export_site, load, open_atlas, train
from latlas.atlas import notes

pytestmark = [pytest.mark.page, pytest.mark.slow]

SHARED = os.environ.get("LATLAS_SHARED_DATA")
needs_data = pytest.mark.skipif(SHARED is None, reason="LATLAS_SHARED_DATA names no folder with real images")
DECODED = "document.querySelector('[data-decoder=ready]') && performance.getEntriesByName('latlas:decode').length > 0"
MODELS: dict[str, tuple[str, str, dict[str, Any], dict[str, Any]]] = {
    "digits": ("vae", "digits", {"latent_dim": 2, "epochs": 8}, {"tile_levels": 2}),
    "mnist": (
        "vae",
        "mnist",
        {"root": Path(f"{SHARED}/mnist.npz"), "limit": 6000, "latent_dim": 2, "epochs": 8},
        {"tile_levels": 2},
    ),
    "paintings": (
        "beta_vae",
        f"{SHARED}/artworks",
        {"size": 64, "limit": 400, "latent_dim": 32, "beta": 2.0, "epochs": 4},
        {"projection": "parametric_tsne", "tile_levels": 2},
    ),
}


@dataclass(frozen=True)
class Real:
    """An atlas of real images, and where its page is."""

    folder: Path
    url: str
    manifest: dict[str, Any]


@pytest.fixture(
    scope="module",
    params=[
        "digits",
        pytest.param("mnist", marks=needs_data),
        pytest.param("paintings", marks=needs_data),
    ],
)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run, its atlas and its site."""
    out = tmp_path_factory.mktemp(request.param)
    model, data, training, building = MODELS[request.param]
    trained = train(model, data, out / "run", quiet=True, **training)
    export_site(
        build_atlas(trained, out / "atlas", quiet=True, **building),
        out / "site",
        quiet=True,
    )
    return out


@pytest.fixture(scope="module", params=["exported", "served"])
def real(request: pytest.FixtureRequest, folder: Path) -> Iterator[Real]:
    manifest = json.loads((folder / "atlas" / "atlas.json").read_text())
    with serve(folder / "site") if request.param == "exported" else explored(folder / "atlas") as url:
        yield Real(folder, url, manifest)


@pytest.fixture
def page(browser: Browser, real: Real) -> Iterator[Visit]:
    with visit(browser, real.url, color_scheme="light") as seen:
        seen.wait_until(DECODED)
        seen.page.get_by_role("button", name="Close the hints").click()
        yield seen
        assert seen.messages == []
        assert seen.foreign_requests() == []


def go(seen: Visit, fragment: str) -> None:
    seen.page.evaluate("hash => { location.hash = hash }", fragment)


def at(seen: Visit, across: float, down: float) -> tuple[float, float]:
    """Screen coordinates of shares of the map's size."""
    box = seen.page.locator(".map").bounding_box()
    assert box is not None
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def painted(canvas: Locator) -> bytes:
    """The bytes of a canvas as PNG."""
    return str(canvas.evaluate("e => e.toDataURL()")).encode()


def downloaded(seen: Visit, button: Locator, path: Path) -> Path:
    with seen.page.expect_download() as started:
        button.click()
    started.value.save_as(path)
    return path


def test_map(page: Visit, real: Real) -> None:
    items = real.manifest["items"]
    for key in ("cluster:k-means", "label"):
        page.page.get_by_label("Colour points by").select_option(key)
        counts = [int("".join(text.split())) for text in page.page.locator(".legend-entries .entry-count").all_inner_texts()]
        assert sum(counts) == items["count"], key
    page.page.locator("[data-category='0']").click()
    page.wait_until("/ of .* shown/.test(document.querySelector('.legend').innerText)")
    page.page.locator("[data-category='0']").click()
    page.page.get_by_role("checkbox", name="Density").check()
    page.wait_until("location.hash.includes('density=1')")
    name = items["labels"]["names"][1]
    page.page.keyboard.press("/")
    page.page.keyboard.type(str(name))
    page.page.locator(".search-name").get_by_text(f"Show only {name}", exact=True).wait_for()
    page.page.keyboard.press("Escape")
    page.page.locator(".map").focus()
    page.page.keyboard.down("Shift")
    page.page.mouse.move(*at(page, 0.3, 0.2))
    page.page.mouse.down()
    for corner in ((0.85, 0.2), (0.85, 0.85), (0.3, 0.85)):
        page.page.mouse.move(*at(page, *corner), steps=3)
    page.page.mouse.up()
    page.page.keyboard.up("Shift")
    page.wait_until("/[1-9]/.test(document.querySelector('.chosen:not([hidden])')?.innerText ?? '')")


def test_decode_anywhere(page: Visit) -> None:
    canvas = page.page.locator("[data-decoded=probe]")
    pictures = set()
    for place in ((0.4, 0.35), (0.55, 0.55), (0.65, 0.7)):
        page.page.mouse.move(*at(page, *place))
        page.page.wait_for_timeout(500)
        pictures.add(painted(canvas))
    assert len(pictures) == 3
    page.wait_until("document.querySelector('.density output').textContent !== ''")
    page.page.locator(".map").focus()
    before = page.page.locator(".readings output").all_inner_texts()
    page.page.keyboard.press("ArrowRight")
    page.page.wait_for_timeout(300)
    assert page.page.locator(".readings output").all_inner_texts() != before
    for _ in range(2):
        page.page.keyboard.press("p")
        page.page.keyboard.press("ArrowDown")
    page.wait_until("document.querySelectorAll('.pin-entry').length === 2")


def test_path(page: Visit, real: Real, tmp_path: Path) -> None:
    page.page.locator("#tab-path").click()
    page.page.get_by_label("Which pair").select_option("farthest")
    page.page.get_by_label("Label of the first item").select_option("0")
    page.page.get_by_label("Label of the second item").select_option("1")
    page.page.get_by_role("button", name="Pick", exact=True).click()
    page.wait_until("document.querySelector('.path .save') && !document.querySelector('.path .save').hidden")
    saved = json.loads(
        downloaded(
            page,
            page.page.get_by_role("button", name="Save JSON"),
            tmp_path / "path.json",
        ).read_text()
    )
    steps = np.array([image["latent"] for image in saved["images"]])
    assert steps.shape == (len(saved["images"]), real.manifest["items"]["latent_dim"])
    assert np.ptp(np.linalg.norm(np.diff(steps, axis=0), axis=1)) == pytest.approx(0, abs=1e-4), "a straight way in even steps"
    rows = [stop["row"] for stop in saved["stops"]]
    labels = open_atlas(real.folder / "atlas").items.column("label")
    assert [labels[row] for row in rows] == [0, 1]
    with Image.open(
        downloaded(
            page,
            page.page.get_by_role("button", name="Save PNG"),
            tmp_path / "path.png",
        )
    ) as strip:
        assert strip.width > 4 * strip.height
    with Image.open(
        downloaded(
            page,
            page.page.get_by_role("button", name="Save GIF"),
            tmp_path / "path.gif",
        )
    ) as film:
        assert film.n_frames == 2 * len(saved["images"]) - 2


def test_mix(page: Visit, tmp_path: Path) -> None:
    page.page.locator("#tab-mix").click()
    for corner in ((0.4, 0.3), (0.65, 0.3), (0.4, 0.7), (0.65, 0.7)):
        page.page.mouse.click(*at(page, *corner))
        page.page.wait_for_timeout(150)
    page.wait_until("document.querySelector('.mix .save') && !document.querySelector('.mix .save').hidden")
    saved = json.loads(
        downloaded(
            page,
            page.page.locator(".mix").get_by_role("button", name="Save JSON"),
            tmp_path / "mix.json",
        ).read_text()
    )
    grid = np.array([image["latent"] for image in saved["images"]])
    side = round(len(grid) ** 0.5)
    grid = grid.reshape(side, side, -1)
    assert np.abs(grid[:-2] - 2 * grid[1:-1] + grid[2:]).max() < 1e-3, "bilinear: straight along both sides"
    assert np.ptp(grid, axis=(0, 1)).max() > 0.1


def test_item(page: Visit, real: Real) -> None:
    go(page, "item=12")
    page.wait_until("document.querySelectorAll('.item .neighbours button').length === 12")
    latents = open_atlas(real.folder / "atlas").items.column("latent").astype(float)
    distances = np.linalg.norm(latents - latents[12], axis=1)
    distances[12] = np.inf
    rows = [int(button.get_attribute("data-row") or -1) for button in page.page.locator(".item .neighbours button").all()]
    assert sorted(distances[rows]) == pytest.approx(sorted(distances)[:12], rel=1e-4)
    label = real.manifest["items"]["labels"]["names"][open_atlas(real.folder / "atlas").items.column("label")[12]]
    assert str(label) in page.page.locator(".item .facts").inner_text()
    pictures = {
        painted(page.page.locator(f".item .trio canvas >> nth={i}")) for i in range(page.page.locator(".item .trio canvas").count())
    }
    assert len(pictures) == page.page.locator(".item .trio canvas").count() >= 2
    page.page.locator(".item .neighbours button").first.click()
    page.wait_until(f"location.hash.includes('item={rows[0]}')")


def test_attributes(page: Visit, real: Real) -> None:
    go(page, "item=12&tool=attributes")
    page.page.get_by_label("Group A", exact=True).select_option("label:0")
    page.page.get_by_label("Group B", exact=True).select_option("label:1")
    page.wait_until("document.querySelector('.attributes .facts')?.innerText.includes('d′')")
    items = open_atlas(real.folder / "atlas").items
    counts = [int((items.column("label") == code).sum()) for code in (0, 1)]
    assert [int(text.replace("\u202f", "")) for text in page.page.locator(".group .number").all_inner_texts()] == counts
    assert page.page.locator(".arrow").get_attribute("d")
    canvas = page.page.locator("[data-decoded=attribute]")
    page.wait_until("document.querySelector('[data-decoded=attribute]').checkVisibility()")
    before = painted(canvas)
    page.page.get_by_label("How many times the vector is added").fill("2")
    page.page.wait_for_timeout(600)
    assert painted(canvas) != before


def test_bring(page: Visit, real: Real, tmp_path: Path) -> None:
    ids = open_atlas(real.folder / "atlas").items.column("id")
    row = 7
    pixels = load(real.folder / "run").images.images(ids[[row]])[0]
    image = (255 * pixels.permute(1, 2, 0).numpy()).round().astype(np.uint8)
    Image.fromarray(image[..., 0] if image.shape[-1] == 1 else image).save(tmp_path / "mine.png")
    page.page.locator("#tab-bring").click()
    page.page.locator(".bring input[type=file]").set_input_files(str(tmp_path / "mine.png"))
    page.wait_until("document.querySelectorAll('.brought-nearest button').length > 0")
    rows = [int(button.get_attribute("data-row") or -1) for button in page.page.locator(".brought-nearest button").all()]
    assert row in rows[:3], "an image of the atlas is brought to where it is"


def test_share_and_notes(page: Visit, real: Real, tmp_path: Path) -> None:
    go(page, "item=12&tool=notes")
    page.page.get_by_label("Add a tag to the item").fill("odd")
    page.page.keyboard.press("Enter")
    page.page.get_by_label("Note on item 12", exact=True).fill("look again")
    kept = downloaded(page, page.page.get_by_role("button", name="Save JSON"), tmp_path / "notes.json")
    assert [(item.row, item.tags, item.note) for item in notes.read_notes(kept)] == [(12, ("odd",), "look again")]
    page.page.get_by_title("Share this view").click()
    assert page.page.get_by_label("Link to this view").input_value() == page.page.url
    with Image.open(
        downloaded(
            page,
            page.page.get_by_text("Save this view as a picture"),
            tmp_path / "view.png",
        )
    ) as picture:
        assert np.asarray(picture.convert("RGB")).std() > 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, real: Real, scheme: Any) -> None:
    axe = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    with visit(browser, f"{real.url}#item=12", color_scheme=scheme, reduced_motion="reduce") as seen:
        seen.wait_until(DECODED)
        seen.page.evaluate(axe + "\n;undefined")
        for tab in seen.page.get_by_role("tab").all():
            tab.click()
            seen.page.wait_for_timeout(300)
            found = seen.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
            assert [v["id"] for v in found["violations"] if v["impact"] in ("serious", "critical")] == [], tab.inner_text()
        assert centre(seen)
        assert seen.messages == []
