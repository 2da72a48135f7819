"""Pictures that are brought to the page, held against Pillow and ONNX Runtime in Python."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

import numpy as np
import PIL
import pytest
from browser import Visit, serve, visit
from fixture_site import DRIFT, Site, make_site, session
from page_reading import DECODED, pixels
from PIL import Image
from playwright.sync_api import Browser

from latlas.data.imagefile import Background, Fit, read_pixels

pytestmark = pytest.mark.page

SHOWN = "document.querySelector('.brought-nearest button')"


def photo(path: Path, size: tuple[int, int], mode: str = "RGB", seed: int = 0, **saving: object) -> Path:
    """A picture of soft colours with detail at every scale."""
    rng = np.random.default_rng(seed)
    width, height = size
    channels = len(Image.new(mode, (1, 1)).getbands())
    soft = Image.fromarray(rng.integers(0, 256, (5, 4, 3), dtype=np.uint8)).resize(size, Image.Resampling.BICUBIC)
    noise = rng.normal(scale=20, size=(height, width, channels))
    base = np.asarray(soft, dtype=float)
    if channels == 1:
        base = base[..., :1]
    elif channels == 4:
        base = np.concatenate([base, rng.integers(0, 2, (height, width, 1)) * 255], axis=2)
        noise[..., 3] = 0
    values = np.clip(base + noise, 0, 255).astype(np.uint8)
    Image.fromarray(values[..., 0] if channels == 1 else values).save(path, **saving)
    return path


def drop(seen: Visit, *paths: Path, kind: str = "") -> None:
    """Drop files on the map, as a person would."""
    files = [{"name": path.name, "type": kind, "bytes": list(path.read_bytes())} for path in paths]
    script = """files => {
        const data = new DataTransfer();
        for (const { name, type, bytes } of files) data.items.add(new File([new Uint8Array(bytes)], name, { type }));
        for (const kind of ['dragover', 'drop'])
            document.querySelector('.map').dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    seen.page.evaluate(script, files)


def pick(seen: Visit, *paths: Path) -> None:
    """Choose files through the tool's button."""
    seen.page.locator(".bring input[type=file]").set_input_files([str(path) for path in paths])


def done(seen: Visit) -> None:
    seen.page.wait_for_timeout(100)
    seen.wait_until("document.querySelector('.bring [role=status]').textContent === ''")


def number(seen: Visit, reading: str) -> list[float]:
    """What stands before the first remark, each number without the name of its axis."""
    text = seen.page.locator(f"[data-reading={reading}]").inner_text().replace("−", "-").partition(" (")[0].partition(" – ")[0]
    return [float(part.rpartition(" ")[2]) for part in text.split(", ")]


def prepared(path: Path, site: Site, fit: Fit = "crop", background: Background = "white") -> np.ndarray:
    """The picture as the image set `folder` would read it, `(c, h, w)` uint8; for sites of square images."""
    described = json.loads((site.folder / "atlas" / "atlas.json").read_text())["image"]
    return read_pixels(path, described["channels"], described["width"], fit, background)


def encoded(site: Site, picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Latents and reconstruction by ONNX Runtime."""
    images = picture[None].astype(np.float32) / np.float32(255)
    latents = session(site.folder / "atlas" / "encoder.onnx").run(None, {"images": images})[0]
    return latents[0], session(site.folder / "atlas" / "decoder.onnx").run(None, {"latents": latents})[0][0]


def test_a_dropped_picture_lands_where_its_latent_is(page: Visit, site: Site, tmp_path: Path) -> None:
    path = photo(tmp_path / "holiday.png", (57, 40))
    before = len(page.requests)
    drop(page, path)
    page.wait_until(SHOWN)
    expected = prepared(path, site)
    # Pillow's resizing, grey and rounding, to the last bit
    assert np.array_equal(pixels(page, "[data-picture=brought]")[..., 0], expected[0])
    latent, image = encoded(site, expected)
    assert np.abs(latent).max() > 0.05, "a picture without contrast would prove nothing"
    assert number(page, "place") == pytest.approx(latent.tolist(), abs=1e-3)
    assert np.abs(pixels(page, "[data-decoded=brought]")[..., 0] / 255 - image[0]).max() <= 2 / 255
    assert number(page, "error")[0] == pytest.approx(float(((image - expected / 255) ** 2).mean()), rel=0.02)
    rows = [int(button.get_attribute("data-row") or -1) for button in page.page.locator(".brought-nearest button").all()]
    distances = np.linalg.norm(site.latents - latent, axis=1)
    assert rows == np.argsort(distances, kind="stable")[:12].tolist()
    assert "57 × 40 pixels, read as grey, cut to its middle, resized to 12 × 12 (bicubic)" in page.page.locator(".bring").inner_text()
    # the encoder is fetched when it is needed, and nothing else is asked for
    asked = {url.removeprefix(page.url) for url in page.requests[before:]}
    thumbnails = {f"atlas/thumbnails/{sheet}.webp" for sheet in range(3)}
    assert {"atlas/encoder.onnx"} <= asked <= {"atlas/encoder.onnx", "icon.svg"} | thumbnails


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fit", "background", "shape"),
    [("crop", "white", (1, 12, 12)), ("pad", "black", (3, 16, 16)), ("pad", "white", (1, 12, 12)), ("stretch", "white", (3, 16, 16))],
)
def test_pictures_are_prepared_as_a_folder_of_them_would_be(
    browser: Browser, tmp_path: Path, fit: Fit, background: Background, shape: tuple[int, int, int]
) -> None:
    site = make_site(tmp_path / "site", shape=shape, levels=0, count=80)
    path = site.folder / "atlas" / "atlas.json"
    described = json.loads(path.read_text())
    described["model"] |= {"preparation": {"fit": fit, "background": background}, "versions": {"pillow": PIL.__version__}}
    path.write_text(json.dumps(described))
    turned = Image.Exif()
    turned[0x0112] = 6
    pictures = [
        photo(tmp_path / "wide.png", (61, 20)),
        photo(tmp_path / "tall.png", (7, 33), "L"),
        photo(tmp_path / "small.png", (5, 5), seed=3),
        photo(tmp_path / "through.png", (40, 31), "RGBA"),
        photo(tmp_path / "turned.png", (30, 18), exif=turned),
        photo(tmp_path / "own.png", shape[:0:-1]),
        photo(tmp_path / "large.png", (1300, 900)),
        photo(tmp_path / "lossless.webp", (50, 48), lossless=True),
        photo(tmp_path / "plain.bmp", (50, 49)),
    ]
    with serve(site.folder) as address, visit(browser, address) as seen:
        seen.wait_until(DECODED)
        pick(seen, *pictures)
        done(seen)
        seen.wait_until("document.querySelectorAll('.brought-list button').length === 9")
        for i, picture in enumerate(pictures):
            seen.page.locator(".brought-list button").nth(i).click()
            seen.wait_until(f"document.querySelector('.bring').textContent.includes('{picture.name}: ')")
            expected = prepared(picture, site, fit, background).transpose(1, 2, 0)
            found = pixels(seen, "[data-picture=brought]")[..., : shape[0]].astype(int)
            # a canvas lays transparent pixels on a background with its own rounding
            assert np.abs(found - expected).max() <= (1 if picture.name == "through.png" else 0), picture.name
        # a JPEG's decoder may round otherwise
        jpeg = photo(tmp_path / "photo.jpg", (300, 200), quality=95)
        pick(seen, jpeg)
        seen.wait_until("document.querySelector('.bring').textContent.includes('photo.jpg: ')")
        expected = prepared(jpeg, site, fit, background).transpose(1, 2, 0)
        assert np.abs(pixels(seen, "[data-picture=brought]")[..., : shape[0]].astype(int) - expected).max() <= 3
        assert seen.messages == []


@pytest.mark.slow
def test_a_projection_places_the_latent(browser: Browser, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", latent_dim=5, shape=(1, 12, 12), levels=0)
    path = photo(tmp_path / "holiday.png", (40, 40))
    latent, _ = encoded(site, prepared(path, site))
    with serve(site.folder) as address, visit(browser, address) as seen:
        seen.wait_until(DECODED)
        pick(seen, path)
        seen.wait_until(SHOWN)
        place = session(site.folder / "atlas" / "projection.onnx").run(None, {"latents": latent[None]})[0][0]
        assert number(seen, "place") == pytest.approx(place.tolist(), abs=1e-3)
        assert DRIFT != 0, "the projection is not the one that placed the items"
        rows = [int(button.get_attribute("data-row") or -1) for button in seen.page.locator(".brought-nearest button").all()]
        assert rows == np.argsort(np.linalg.norm(site.latents - latent, axis=1), kind="stable")[:12].tolist()
        assert seen.messages == []


@pytest.mark.slow
def test_without_a_way_to_the_map_the_nearest_item_stands_in(browser: Browser, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", latent_dim=5, shape=(1, 12, 12), levels=0)
    path = site.folder / "atlas" / "atlas.json"
    described = json.loads(path.read_text())
    described["map"]["projection"] |= {"inverse": False, "place_round_trip": None, "round_trip": None}
    path.write_text(json.dumps(described))
    picture = photo(tmp_path / "holiday.png", (40, 40))
    latent, image = encoded(site, prepared(picture, site))
    row = int(np.argmin(np.linalg.norm(site.latents - latent, axis=1)))
    with serve(site.folder) as address, visit(browser, address) as seen:
        seen.wait_until("document.querySelector('[data-decoder=ready]')")
        pick(seen, picture)
        seen.wait_until(SHOWN)
        text = seen.page.locator("[data-reading=place]").inner_text()
        assert "that of its nearest item" in text
        assert number(seen, "place") == pytest.approx(site.positions[row].tolist(), abs=1e-3)
        assert np.abs(pixels(seen, "[data-decoded=brought]")[..., 0] / 255 - image[0]).max() <= 2 / 255
        assert seen.messages == []


@pytest.mark.slow
def test_light_and_dark_are_exchanged(page: Visit, site: Site, tmp_path: Path) -> None:
    path = tmp_path / "written.png"
    picture = np.full((12, 12), 250, np.uint8)
    picture[3:9, 4:8] = 10
    Image.fromarray(picture).save(path)
    drop(page, path)
    page.wait_until(SHOWN)
    page.page.get_by_text("Exchange light and dark").click()
    page.wait_until("document.querySelector('.bring').textContent.includes('light and dark exchanged')")
    latent, _ = encoded(site, 255 - picture[None])
    assert number(page, "place") == pytest.approx(latent.tolist(), abs=1e-3)
    assert np.array_equal(pixels(page, "[data-picture=brought]")[..., 0], 255 - picture)


def bomb(width: int, height: int) -> bytes:
    """A whole PNG of very few bytes and very many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((width + 7) // 8 + 1) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.slow
def test_bad_files_are_explained_and_the_page_goes_on(page: Visit, site: Site, tmp_path: Path) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999"><script>alert(1)</script></svg>'
    whole = photo(tmp_path / "good.png", (30, 20)).read_bytes()
    bad = {
        "empty.png": (b"", "it is empty"),
        "text.png": (b"hello there", "it is no picture"),
        "drawing.svg": (svg, "it is a drawing"),
        "drawing.png": (svg, "it is a drawing"),
        "bomb.png": (bomb(10_000, 10_000), "100 million; up to 50 million"),
        "cut.png": (whole[:20], "cut off"),
        "damaged.png": (whole[:60] + bytes(len(whole) - 60), "but is damaged"),
        "flat.png": (bomb(0, 5), "no pixels"),
    }
    for name, (content, _) in bad.items():
        (tmp_path / name).write_bytes(content)
    drop(page, *(tmp_path / name for name in bad), tmp_path / "good.png")
    page.wait_until(SHOWN)
    done(page)
    said = page.page.locator(".complaints li").all_inner_texts()
    assert len(said) == len(bad)
    for text, (name, (_, problem)) in zip(said, bad.items(), strict=True):
        assert text.startswith(f"{name}: ")
        assert problem in text
    latent, _ = encoded(site, prepared(tmp_path / "good.png", site))
    assert number(page, "place") == pytest.approx(latent.tolist(), abs=1e-3)


@pytest.mark.slow
def test_a_damaged_encoder_is_explained_and_asked_for_again(page: Visit, tmp_path: Path) -> None:
    picture = photo(tmp_path / "holiday.png", (40, 40))
    page.page.route("**/encoder.onnx", lambda route: route.fulfill(body=b"no graph", headers={"Cache-Control": "no-store"}))
    pick(page, picture)
    page.wait_until("document.querySelector('.complaints li')")
    assert "encoder.onnx could not be opened" in page.page.locator(".complaints").inner_text()
    assert page.page.evaluate("document.querySelector('[data-decoder]').dataset.decoder") == "ready"
    page.page.unroute("**/encoder.onnx")
    pick(page, picture)
    page.wait_until(SHOWN)
    assert page.page.locator(".complaints li").count() == 0


@pytest.mark.slow
def test_a_pasted_picture_is_taken(page: Visit, tmp_path: Path) -> None:
    path = photo(tmp_path / "holiday.png", (40, 40))
    script = """bytes => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }));
        document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    }"""
    page.page.evaluate(script, list(path.read_bytes()))
    page.wait_until(SHOWN)
    assert page.page.locator("#tab-bring").get_attribute("aria-selected") == "true"
