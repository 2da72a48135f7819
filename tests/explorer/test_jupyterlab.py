"""The notebook widget in a real JupyterLab; where JupyterLab is not installed there is nothing to test."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import visit
from page_reading import DECODED
from playwright.sync_api import Browser, Frame, Page

pytest.importorskip("jupyterlab")
pytest.importorskip("anywidget")
pytestmark = [pytest.mark.page, pytest.mark.slow]

CELLS = (
    "import latlas\nexplorer = latlas.Explorer('atlas')\nexplorer",
    "print('the page selected', explorer.selected)\nexplorer.selected = 9",
    "print('chosen', explorer.selection.tolist())\nexplorer.close()",
)


@pytest.fixture
def lab(tmp_path: Path, atlas_folder: Path) -> Iterator[str]:
    """The address of a notebook with `CELLS`, in a JupyterLab of its own that knows nothing of the user's."""
    (tmp_path / "atlas").symlink_to(atlas_folder)
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None, "outputs": [], "source": c}
        for i, c in enumerate(CELLS)
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    (tmp_path / "explore.ipynb").write_text(json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = {
        name: str(tmp_path / name.lower())
        for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    settings = {
        "ip": "127.0.0.1",
        "port": port,
        "port_retries": 0,
        "root_dir": tmp_path,
        "token": "''",
        "open_browser": False,
        "allow_root": True,
    }
    command = [sys.executable, "-m", "jupyterlab", *(f"--ServerApp.{name}={value}" for name, value in settings.items())]
    command += ["--IdentityProvider.token=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.news_url="]
    process = subprocess.Popen(command, cwd=tmp_path, env={**os.environ, **home}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/api")
        yield f"http://127.0.0.1:{port}/lab/tree/explore.ipynb"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def wait_for(url: str) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own server
        except (urllib.error.URLError, OSError):
            assert time.monotonic() < end, "JupyterLab does not answer"
            time.sleep(0.3)
        else:
            return


def explorer_in(page: Page) -> Frame:
    """The explorer's page, once it decodes."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for frame in page.frames:
            if "frame=" in frame.url and frame.evaluate(DECODED):
                return frame
        page.wait_for_timeout(200)
    raise AssertionError(f"no explorer among {[frame.url for frame in page.frames]}")


def run_cell(page: Page) -> None:
    page.keyboard.press("Shift+Enter")


def test_a_cell_shows_the_explorer_and_python_hears_of_the_selection(browser: Browser, lab: str) -> None:
    with visit(browser, lab) as seen:
        page = seen.page
        page.locator(".jp-Notebook .jp-CodeCell .cm-content").first.click(timeout=60_000)
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=60_000)
        run_cell(page)
        frame = explorer_in(page)
        frame.evaluate("location.hash = 'item=5'")
        page.wait_for_timeout(1000)
        run_cell(page)
        page.get_by_text("the page selected 5", exact=True).wait_for(timeout=30_000)
        end = time.monotonic() + 30
        while frame.locator(".item h2").inner_text() != "Item 9":
            assert time.monotonic() < end, "Python's choice did not reach the page"
            page.wait_for_timeout(100)
        frame.evaluate("location.hash = 'select=3.5'")
        page.wait_for_timeout(2000)
        run_cell(page)
        page.get_by_text("chosen [3, 5]", exact=True).wait_for(timeout=30_000)
