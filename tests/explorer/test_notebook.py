"""The widget: what a frame may show, what a notebook hears of the page and the page of the notebook."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
from browser import serve, visit
from fastapi import FastAPI
from playwright.sync_api import Browser
from test_server import HOST, ask

from latlas.atlas.atlas import open_atlas
from latlas.errors import UsageError
from latlas.explorer import notebook
from latlas.explorer.notebook import WIDGET, Explorer
from latlas.explorer.server import make_app

SECRET = "a-secret"  # noqa: S105 - of this test


@pytest.fixture
def framed(atlas_folder: Path) -> FastAPI:
    return make_app(open_atlas(atlas_folder), frozenset({HOST}), frame=SECRET)


def test_only_the_address_with_the_secret_may_stand_in_a_frame(framed: FastAPI, atlas_folder: Path) -> None:
    open_page = ask(framed, f"/?frame={SECRET}")
    assert open_page.status == 200
    assert "x-frame-options" not in open_page.headers
    assert open_page.content == ask(framed, "/").content
    for target in ("/", "/?frame=", "/?frame=guess", "/?frame=%C3%A9", f"/index.html?frame={SECRET}", f"/atlas/atlas.json?frame={SECRET}"):
        assert ask(framed, target).headers["x-frame-options"] == "DENY", target
    usual = make_app(open_atlas(atlas_folder), frozenset({HOST}))
    for target in ("/", "/?frame=", "/?frame=None"):
        assert ask(usual, target).headers["x-frame-options"] == "DENY"


def test_without_the_package_it_says_what_to_install(atlas_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "anywidget", None)
    notebook._widget_class.cache_clear()
    with pytest.raises(UsageError, match=r"pip install 'latlas\[notebook\]'"):
        Explorer(atlas_folder)


def test_a_widget_holds_the_selection(atlas_folder: Path) -> None:
    pytest.importorskip("anywidget")
    explorer = Explorer(atlas_folder, height=500)
    try:
        assert explorer.selected is None
        assert explorer.selection.tolist() == []
        explorer.selected = 7
        assert explorer.widget.selected == explorer.selected == 7
        message = {"content": {"data": {"method": "custom", "content": {"kind": "selection"}}}, "buffers": []}
        explorer.widget._handle_msg({**message, "buffers": [memoryview(np.array([3, 5], "<i4").tobytes())]})
        assert explorer.selection.tolist() == [3, 5]
        explorer.selection[:] = 0
        explorer.widget._handle_msg(message)  # without rows it says nothing
        assert explorer.selection.tolist() == [3, 5]
        assert explorer.address.startswith("http://127.0.0.1:")
    finally:
        explorer.close()


NOTEBOOK = """<!doctype html><link rel="icon" href="data:,"><main></main><script type="module">
import widget from "./widget.js";
const values = { _address: decodeURIComponent(location.hash.slice(1)), _height: 600, selected: null };
const heard = {};
window.model = {
  get: (name) => values[name],
  set: (name, value) => { values[name] = value; heard["change:" + name]?.(); },
  on: (event, listener) => { heard[event] = listener; },
  off: (event) => { delete heard[event]; },
  send: ({ kind }, _, [buffer]) => { window.sent = [kind, ...new Int32Array(buffer)]; },
  save_changes: () => { window.saved = (window.saved ?? 0) + 1; },
};
window.leave = widget.render({ model: window.model, el: document.querySelector("main") });
</script>"""


@pytest.mark.page
@pytest.mark.slow
def test_page_and_notebook_hear_of_each_other(browser: Browser, atlas_folder: Path, tmp_path: Path) -> None:
    """The page in a frame of a page of another origin, with the widget's own script and a model as a notebook has it."""
    (tmp_path / "index.html").write_text(NOTEBOOK)
    shutil.copy(WIDGET, tmp_path / "widget.js")
    address, stop = notebook._serve(open_atlas(atlas_folder), None)
    try:
        with serve(tmp_path) as home, visit(browser, f"{home}#{address}") as seen:
            seen.wait_until("window.saved > 0")
            frame = next(frame for frame in seen.page.frames if frame.url.startswith(address))
            frame.evaluate("location.hash = 'item=12'")
            seen.wait_until("model.get('selected') === 12")
            assert seen.page.evaluate("window.sent") == ["selection"]
            frame.evaluate("location.hash = 'item=12&select=3.5'")
            seen.wait_until("window.sent.length === 3")
            assert seen.page.evaluate("window.sent") == ["selection", 3, 5]
            seen.page.evaluate("model.set('selected', 5)")
            seen.wait_until("model.get('selected') === 5")
            for _ in range(100):
                if "item=5" in frame.evaluate("location.hash"):
                    break
                seen.page.wait_for_timeout(100)
            assert "item=5" in frame.evaluate("location.hash")
            # what is no row, and what comes from elsewhere, changes nothing
            selected = "latlas:select"
            for message in ({"kind": selected, "selected": 300}, {"kind": selected, "selected": -1}, {"kind": "other", "selected": 1}):
                seen.page.evaluate("message => document.querySelector('iframe').contentWindow.postMessage(message, '*')", message)
            frame.evaluate("window.postMessage({ kind: 'latlas:select', selected: 9 }, '*')")
            seen.page.evaluate("window.postMessage({ kind: 'latlas:selection', selected: 9, selection: new Int32Array() }, '*')")
            seen.page.wait_for_timeout(600)
            assert "item=5" in frame.evaluate("location.hash")
            assert seen.page.evaluate("model.get('selected')") == 5
            assert seen.messages == []
    finally:
        stop()
