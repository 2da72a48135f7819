"""A page of a site in headless Chromium, and everything it said and asked for.

Used by the page tests and by benchmarks of the explorer.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # WebGL in software, for machines without a graphics card
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
)


@dataclass
class Visit:
    """A page and what was heard of it."""

    page: Page
    url: str
    messages: list[str] = field(default_factory=list)
    """Console errors, console warnings and uncaught exceptions."""
    requests: list[str] = field(default_factory=list)

    def wait_until(self, expression: str, seconds: float = 30) -> Any:
        """The value of a JavaScript expression once it is truthy (the page's policy forbids Playwright's own polling)."""
        end = time.monotonic() + seconds
        while not (value := self.page.evaluate(expression)):
            assert time.monotonic() < end, f"still false after {seconds} s: {expression}; the page said {self.messages}"
            self.page.wait_for_timeout(20)
        return value

    def eventually(self, check: Callable[[], None], seconds: float = 30) -> None:
        """Let `check` assert until it holds: a page moves and writes its address at the pace of its machine."""
        end = time.monotonic() + seconds
        while True:
            try:
                return check()
            except AssertionError:
                if time.monotonic() > end:
                    raise
                self.page.wait_for_timeout(50)

    def wait_for_address(self, *parts: str) -> None:
        """Wait until the address names all of `parts`, which it does a moment after the page has drawn."""

        def named() -> None:
            assert [part for part in parts if part not in self.page.url] == [], self.page.url

        self.eventually(named)

    def wait_for_reload(self, ready: str, address: str) -> None:
        """Load the page again and wait until `ready` is true; the address that it writes a moment later is the same."""
        self.page.reload()
        self.wait_until(ready)
        assert self.settled_address() == address

    def settled_address(self) -> str:
        """The address once the page no longer changes it: it glides, and writes where it is a moment later."""
        before, now = "", self.page.url
        while now != before:
            self.page.wait_for_timeout(700)
            before, now = now, self.page.url
        return now

    def foreign_requests(self) -> list[str]:
        """Requests that left the site's own host."""
        own = urlsplit(self.url).netloc
        return [url for url in self.requests if urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).netloc != own]


def chromium_path() -> str | None:
    """The Chromium named by LATLAS_CHROMIUM, or the one on the path."""
    return (
        os.environ.get("LATLAS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    )


def require_chromium() -> str:
    """The path of Chromium; skips the test without one, or fails it when LATLAS_REQUIRE_CHROMIUM is set."""
    path = chromium_path()
    if path is None:
        if os.environ.get("LATLAS_REQUIRE_CHROMIUM"):
            pytest.fail("LATLAS_REQUIRE_CHROMIUM is set, but there is no Chromium: install one or name it in LATLAS_CHROMIUM")
        pytest.skip("no Chromium: install one or name it in LATLAS_CHROMIUM")
    return path


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder as `python -m http.server` does, on a free port of the loopback; gives its address."""
    handler = partial(_Quiet, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless Chromium; one can serve many visits."""
    path = require_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def explored(atlas: Path) -> Iterator[str]:
    """The address of an atlas behind `latlas explore`, in a process of its own that ends in order."""
    command = [sys.executable, "-c", "from latlas.cli import main; main()", "explore", str(atlas), "--no-open"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().removeprefix("explorer: ").strip()
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        process.stdout.close()


@contextmanager
def visit(browser: Browser, url: str, width: int = 1366, height: int = 768, **options: Any) -> Iterator[Visit]:
    """A fresh page at `url`; `options` are those of Playwright's `new_context`, such as `color_scheme`."""
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    page = context.new_page()
    seen = Visit(page, url)
    page.on("console", lambda message: seen.messages.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: seen.messages.append(str(error)))
    page.on("request", lambda request: seen.requests.append(request.url))
    try:
        page.goto(url)
        yield seen
    finally:
        context.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser may hang up in the middle of a file; anything else is worth seeing."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""
