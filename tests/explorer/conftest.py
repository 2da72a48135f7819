"""One browser for all page tests, and sites to visit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import Visit, launched, serve, visit
from fixture_site import Site, make_site
from page_reading import DECODED
from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as opened:
        yield opened


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return make_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def projected(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return make_site(tmp_path_factory.mktemp("projected"), latent_dim=5, shape=(3, 10, 8), levels=0)


@pytest.fixture(scope="module")
def url(site: Site) -> Iterator[str]:
    with serve(site.folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Visit]:
    with visit(browser, url, color_scheme="light") as seen:
        seen.wait_until(DECODED)
        yield seen
        assert seen.messages == []
        assert seen.foreign_requests() == []
