"""From images to the page: a trained model, its atlas, the exported site and the server, in a browser, against PyTorch."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from browser import Visit, explored, launched, serve, visit
from page_reading import wait_for_decodes
from PIL import Image
from playwright.sync_api import Browser

from latlas.api import TrainedModel, build_atlas, export_site, load, open_atlas, train

pytestmark = [pytest.mark.page, pytest.mark.slow]

DECODED = "performance.getEntriesByName('latlas:decode').length > 0"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run on the embedded digits, its atlas and its site."""
    out = tmp_path_factory.mktemp("end-to-end")
    trained = train("vae", "digits", out / "run", latent_dim=2, epochs=30, quiet=True)
    export_site(build_atlas(trained, out / "atlas", quiet=True), out / "site", quiet=True)
    return out


@pytest.fixture(scope="module")
def trained(folder: Path) -> TrainedModel:
    return load(folder / "run")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as opened:
        yield opened


@pytest.fixture(scope="module", params=["static", "served"])
def address(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The site behind `python -m http.server`'s handler, and the atlas behind `latlas explore`."""
    with serve(folder / "site") if request.param == "static" else explored(folder / "atlas") as url:
        yield url


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Visit]:
    with visit(browser, address) as seen:
        box = seen.page.locator(".map").bounding_box()
        assert box is not None
        seen.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        seen.wait_until(DECODED)
        yield seen
        assert seen.messages == []
        assert seen.foreign_requests() == []


def decoded(seen: Visit) -> np.ndarray:
    """Red bytes of the decoded image `(height, width)`, in [0, 1]."""
    png = seen.page.evaluate("document.querySelector('[data-decoded=probe]').toDataURL('image/png').split(',')[1]")
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB"), dtype=np.float32)[..., 0] / 255


def test_the_map_answers_before_the_decoder_is_asked_for(browser: Browser, folder: Path) -> None:
    """And all that a first visit fetches is at most 6 MB by gzip."""
    from benchmarks.explorer_load import load as first_visit
    from benchmarks.explorer_load import megabytes

    with serve(folder / "site") as url:
        found = first_visit(browser, url)
    assert found["answers_ms"] < found["decoder_asked_ms"] < found["decodes_ms"]
    assert 3 < megabytes(folder / "site", found["urls"]) <= 6


def test_every_place_shows_what_pytorch_decodes_there(page: Visit, trained: TrainedModel) -> None:
    box = page.page.locator(".map").bounding_box()
    assert box is not None
    seen = []
    for across, down in [(0.35, 0.3), (0.5, 0.62), (0.66, 0.44)]:
        page.page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])
        wait_for_decodes(page)

        def shown() -> np.ndarray:
            texts = page.page.locator(".readings output").all_inner_texts()
            latent = torch.tensor([[float(text.replace("−", "-")) for text in texts]])
            with torch.no_grad():
                return trained.model.decode(latent)[0, 0].numpy()

        def decoded_there() -> None:
            # The page reads the latent out to three decimals, which the decoder turns into a few gray levels at most.
            assert np.abs(decoded(page) - shown()).max() <= 4 / 255

        page.eventually(decoded_there)
        seen.append(shown())
    assert np.abs(seen[0] - seen[1]).max() > 0.2, "places that look alike would prove nothing"


def test_neighbours_are_the_nearest_latents(page: Visit, folder: Path, address: str) -> None:
    latents = open_atlas(folder / "atlas").items.column("latent").astype(np.float64)
    distances = np.linalg.norm(latents - latents[123], axis=1)
    distances[123] = np.inf
    page.page.evaluate("location.hash = 'item=123'")
    page.wait_until("document.querySelectorAll('.neighbours button').length === 12")
    rows = [int(button.get_attribute("data-row") or -1) for button in page.page.locator(".neighbours button").all()]
    assert sorted(distances[rows]) == pytest.approx(sorted(distances)[:12], rel=1e-5)


def test_the_page_needs_no_python_behind_it(browser: Browser, folder: Path) -> None:
    """Every request of a visit is answered by a file of the site."""
    with serve(folder / "site") as url, visit(browser, url) as seen:
        seen.wait_until("document.querySelector('.map')?.dataset.drawn")
        paths = {request.removeprefix(url).split("?")[0].split("#")[0] for request in seen.requests if request.startswith(url)}
        assert all((folder / "site" / (path or "index.html")).is_file() for path in paths)
