"""The page over an atlas without a decoder: a model whose functions only Python can run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from browser import serve, visit
from fixture_site import Site
from page_reading import DRAWN, OKABE_ITO, centre, near, nearest, neighbours, readings, screenshot
from playwright.sync_api import Browser

pytestmark = [pytest.mark.page, pytest.mark.slow]


@pytest.mark.parametrize("kind", ["site", "projected"])
def test_the_page_says_that_it_cannot_decode(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path, kind: str) -> None:
    site: Site = request.getfixturevalue(kind)
    folder = Path(shutil.copytree(site.folder, tmp_path / "site"))
    (folder / "atlas" / "decoder.onnx").unlink()
    path = folder / "atlas" / "atlas.json"
    own = ["inverse.onnx", "projection.onnx"] if kind == "projected" else []
    path.write_text(json.dumps({**json.loads(path.read_text()), "networks": own}))
    with serve(folder) as address, visit(browser, address, color_scheme="light") as seen:
        seen.wait_until("document.querySelector('[data-decoder=absent]')")
        said = seen.page.locator(".here").inner_text()
        assert "places cannot be decoded here" in said
        assert ("decoded when the atlas was built" in said) == (kind == "site"), "only one of them has tiles"
        assert "decode" not in seen.page.locator(".hint").inner_text()
        assert seen.page.locator(".trust").count() == 0
        seen.wait_until(DRAWN)
        x, y = centre(seen)
        seen.page.mouse.move(x + 30, y + 20)
        seen.wait_until("document.querySelectorAll('.readings output')[0].textContent !== '0.000'")
        before = readings(seen)
        seen.page.mouse.move(x - 50, y + 20)
        seen.wait_until(f"document.querySelectorAll('.readings output')[0].textContent.replace('−', '-') * 1 !== {before[0]}")
        seen.page.evaluate("location.hash = 'item=17&background=-0.5'")
        vectors = site.latents if kind == "projected" else site.positions
        assert neighbours(seen) == nearest(vectors, 17), "what needs no decoder works"
        assert seen.page.locator("[data-picture=original]").count() == 1
        assert seen.page.locator("[data-decoded=item]").count() == 0
        assert near(screenshot(seen), OKABE_ITO[0]) > 100
        assert np.isfinite(readings(seen)).all()
        assert not [url for url in seen.requests if url.endswith("decoder.onnx")]
        assert seen.messages == []
