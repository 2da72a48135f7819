"""Notes in the browser: written, kept, saved, read back, and drawn on the map."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from browser import Visit, serve, visit
from fixture_site import Site
from page_reading import DECODED, OKABE_ITO, centre, move_to, near, readings, screenshot
from playwright.sync_api import Browser

from latlas.atlas.notes import ItemNote, read_notes

pytestmark = pytest.mark.page

CHIPS = "[...document.querySelectorAll('.notes .written:not([hidden]) .chip-name')].map(e => e.textContent)"
KEPT = "[...document.querySelectorAll('.kept .entry-name')].map(e => e.textContent)"


def open_item(seen: Visit, row: int) -> None:
    seen.page.evaluate("hash => { location.hash = hash }", f"item={row}&tool=notes")
    seen.wait_until(f"document.querySelector('.notes .written:not([hidden]) h2')?.textContent === 'Item {row}'")


def tag(seen: Visit, names: str, whose: str = "the item") -> None:
    seen.page.get_by_label(f"Add a tag to {whose}").fill(names)
    seen.page.keyboard.press("Enter")


def saved(seen: Visit, kind: str, folder: Path) -> Path:
    """The file that the page saves."""
    with seen.page.expect_download() as download:
        seen.page.get_by_role("button", name=f"Save {kind}").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def read(seen: Visit, path: Path) -> str:
    """What the page says of a file that it is given."""
    seen.page.get_by_label("Notes to read").set_input_files(path)
    seen.wait_until("/Read notes|Nothing was changed/.test(document.querySelector('.files > p').textContent)")
    return seen.page.locator(".files > p").inner_text()


def test_notes_survive_a_reload_and_are_read_in_python(page: Visit, site: Site, tmp_path: Path) -> None:
    open_item(page, 321)
    tag(page, "odd, =loop")
    page.page.get_by_label("Note on item 321").fill('not closed, "really"\nlook again')
    open_item(page, 12)
    tag(page, "odd")
    page.page.wait_for_timeout(500)  # changes are kept a moment later
    page.page.reload()
    page.wait_until(DECODED)
    open_item(page, 321)
    assert page.page.evaluate(CHIPS) == ["odd", "=loop"]
    expected = [
        ItemNote("item-12", 12, ("odd",), "", f"class {site.labels[12]}"),
        ItemNote("item-321", 321, ("odd", "=loop"), 'not closed, "really"\nlook again', f"class {site.labels[321]}"),
    ]
    path = saved(page, "CSV", tmp_path)
    assert path.name == "fixture-notes.csv"
    assert read_notes(path) == expected
    assert read_notes(saved(page, "JSON", tmp_path)) == expected


@pytest.mark.slow
def test_other_programs_read_the_table(page: Visit, tmp_path: Path) -> None:
    open_item(page, 3)
    tag(page, "-1+1")
    with saved(page, "CSV", tmp_path).open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, strict=True))
    assert rows[0] == ["id", "row", "tags", "note", "label"]
    assert rows[1][:4] == ["item-3", "3", "'-1+1", ""]  # no formula for a spreadsheet


@pytest.mark.slow
def test_a_file_is_added_to_what_is_there(page: Visit, tmp_path: Path) -> None:
    open_item(page, 5)
    tag(page, "mine")
    path = tmp_path / "theirs.csv"
    path.write_text("id;row;tags;note\nitem-5;699;theirs;seen\nitem-600;;theirs; \nelsewhere;2;theirs;\n")
    assert read(page, path) == "Read notes on 2 items and 0 named things. 1 item is not in this atlas and left out."
    open_item(page, 600)
    assert page.page.evaluate(CHIPS) == ["theirs"]
    open_item(page, 5)
    assert page.page.evaluate(CHIPS) == ["mine", "theirs"]
    before = saved(page, "JSON", tmp_path).read_text()
    read(page, path)
    assert saved(page, "JSON", tmp_path).read_text() == before


@pytest.mark.slow
@pytest.mark.parametrize("content", ["", "{", "a,b\n1,2", 'id,tags\n"1,2', '{"format": "latlas notes", "version": 7}', "id,tags\n1,2,3"])
def test_a_broken_file_changes_nothing(page: Visit, tmp_path: Path, content: str) -> None:
    open_item(page, 5)
    tag(page, "mine")
    before = saved(page, "JSON", tmp_path).read_text()
    path = tmp_path / "broken.csv"
    path.write_text(content)
    said = read(page, path)
    assert said.endswith("Nothing was changed.")
    assert len(said) > 40
    assert saved(page, "JSON", tmp_path).read_text() == before


@pytest.mark.slow
def test_a_selection_is_tagged_kept_and_chosen_again(page: Visit, site: Site, tmp_path: Path) -> None:
    rows = [4, 17, 300, 301]
    chosen = {"name": "first", "note": "", "ids": [f"item-{row}" for row in rows]}
    path = tmp_path / "given.json"
    empty: dict[str, list] = {"items": [], "places": [], "views": []}
    path.write_text(json.dumps({"format": "latlas notes", "version": 1, **empty, "selections": [chosen]}))
    page.page.get_by_role("tab", name="Notes").click()
    read(page, path)
    page.page.get_by_title("Go to first").click()
    assert "Selection of 4 items" in page.page.locator(".notes").inner_text()
    tag(page, "four", "the selection")
    page.page.get_by_role("button", name="Keep it").click()
    page.page.get_by_label("Name", exact=True).fill("second")
    page.page.keyboard.press("Enter")
    assert page.page.evaluate(KEPT) == ["four", "first", "second"]
    read_back = json.loads(saved(page, "JSON", tmp_path).read_text())
    assert [note.row for note in read_notes(tmp_path / "fixture-notes.json")] == rows
    assert read_back["selections"][1] == {**chosen, "name": "second", "rows": rows}
    # take the tag off all of them, and undo it
    page.page.get_by_role("button", name="Take the tag four off").click()
    assert page.page.evaluate(CHIPS) == []
    page.page.get_by_role("button", name="Undo").click()
    assert page.page.evaluate(CHIPS) == ["four"]


@pytest.mark.slow
def test_tags_colour_and_filter_the_map(page: Visit, site: Site, tmp_path: Path) -> None:
    path = tmp_path / "given.csv"
    right = np.flatnonzero(site.positions[:, 0] > 0)
    path.write_text("id,row,tags\n" + "".join(f"item-{row},{row},right\n" for row in right))
    page.page.get_by_role("checkbox", name="Decoded manifold").uncheck()
    page.page.get_by_role("tab", name="Notes").click()
    read(page, path)
    page.page.get_by_role("button", name="Colour the map by tags").click()
    page.page.mouse.move(2, 2)
    first = OKABE_ITO[0]
    picture = screenshot(page)
    middle = centre(page)[0] + 108  # all of the map is shown, beside the legend
    assert near(picture[:, int(middle) :], first) > 300
    assert near(picture[:, 250 : int(middle) - 12], first) == 0
    entries = page.page.locator("[data-category]").all_inner_texts()
    assert [text.split("\n")[-1] for text in entries] == [str(700 - len(right)), "0", str(len(right))]
    page.page.locator("[data-category='2']").click()
    assert f"{700 - len(right)} of 700 shown" in page.page.locator(".legend").inner_text()
    # without the tag there is nothing left to colour or filter by
    page.page.get_by_role("button", name="Delete right").click()
    assert page.page.get_by_label("Colour points by").input_value() == "label"
    assert "shown" not in page.page.locator(".legend").inner_text()
    page.page.get_by_role("button", name="Undo").click()
    assert page.page.locator(".tag-list .entry-count").inner_text() == str(len(right))


@pytest.mark.slow
def test_places_and_views_are_named_and_found_again(page: Visit, site: Site) -> None:
    place = np.array([site.bounds[0] * 0.97, site.bounds[1] * 0.97])  # a corner without items
    assert np.linalg.norm(site.positions - place, axis=1).min() > 0.3
    page.page.get_by_role("tab", name="Notes").click()
    x, y = move_to(page, site.bounds, place)
    page.page.get_by_role("tab", name="Notes").click()
    page.page.mouse.click(x, y)
    page.page.get_by_label("Name", exact=True).fill("the corner")
    page.page.get_by_label("Note", exact=True).fill("empty")
    page.page.get_by_role("button", name="Keep", exact=True).click()
    assert "the corner" in page.page.locator(".place-names").inner_text()
    # a view of another tool, by its key
    page.page.get_by_role("tab", name="Item").click()
    page.page.evaluate("location.hash = 'at=1,1&zoom=3&colour=factor%3Aazimuth&item=9'")
    page.wait_until("document.querySelector('.item h2').textContent === 'Item 9'")
    page.page.locator(".map").focus()
    page.page.keyboard.press("v")
    page.page.keyboard.press("Enter")
    assert page.page.evaluate(KEPT) == ["the corner", "View 1"]
    page.page.get_by_title("Go to the corner").click()

    def at_the_corner() -> None:
        assert np.abs(np.array(readings(page)) - place).max() < 0.05

    page.eventually(at_the_corner)
    page.page.get_by_title("Go to View 1").click()
    page.wait_until("location.hash.includes('item=9') && location.hash.includes('colour=factor')")
    assert page.page.get_by_label("Colour points by").input_value() == "factor:azimuth"
    # rename, delete, undo, in its old place
    page.page.get_by_role("button", name="Rename the corner").click()
    page.page.get_by_label("Name", exact=True).fill("nowhere")
    page.page.keyboard.press("Enter")
    page.page.get_by_role("button", name="Delete nowhere").click()
    assert page.page.evaluate(KEPT) == ["View 1"]
    page.page.get_by_role("button", name="Undo").click()
    assert page.page.evaluate(KEPT) == ["nowhere", "View 1"]
    page.page.wait_for_timeout(500)
    page.page.reload()
    page.wait_until(DECODED)
    assert page.page.evaluate(KEPT) == ["nowhere", "View 1"]


@pytest.mark.slow
@pytest.mark.parametrize("how", ["forbidden", "full"])
def test_without_storage_notes_last_as_long_as_the_page(browser: Browser, site: Site, tmp_path: Path, how: str) -> None:
    forbidden = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    full = "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }"
    with serve(site.folder) as address, visit(browser, "about:blank") as seen:
        seen.url = address
        seen.page.add_init_script(forbidden if how == "forbidden" else full)
        seen.page.goto(address)
        seen.wait_until(DECODED)
        open_item(seen, 8)
        tag(seen, "kept")
        seen.wait_until("document.querySelector('.toast')?.textContent.includes('does not keep your notes')")
        assert seen.page.evaluate(CHIPS) == ["kept"]
        assert [note.row for note in read_notes(saved(seen, "CSV", tmp_path))] == [8]
        # it says so once
        seen.page.evaluate("document.querySelector('.toast').textContent = ''")
        tag(seen, "again")
        seen.page.wait_for_timeout(600)
        assert "does not keep" not in seen.page.locator(".toast").inner_text()
        assert seen.messages == []


@pytest.mark.slow
def test_two_windows_share_their_notes(browser: Browser, site: Site) -> None:
    with serve(site.folder) as address, visit(browser, address) as first:
        first.wait_until(DECODED)
        second = Visit(first.page.context.new_page(), address)
        second.page.goto(address)
        second.wait_until(DECODED)
        open_item(first, 8)
        open_item(second, 8)
        tag(first, "seen")
        second.wait_until(f"{CHIPS}.length === 1")
        tag(second, "both")
        first.wait_until(f"{CHIPS}.join() === 'seen,both'")


@pytest.mark.slow
def test_hostile_notes_stay_text(page: Visit, tmp_path: Path) -> None:
    attack = "<img src=x onerror=alert(1)>"
    entry = {"name": attack, "note": attack}
    path = tmp_path / "hostile.json"
    whole = {
        "format": "latlas notes",
        "version": 1,
        "items": [{"id": "item-3", "row": 3, "tags": [attack], "note": attack}],
        "selections": [{**entry, "ids": ["item-3"], "rows": [3]}],
        "places": [{**entry, "at": [1e300, 0]}],
        "views": [{**entry, "address": "javascript:alert(1)&tool=notes"}],
    }
    path.write_text(json.dumps(whole))
    open_item(page, 3)
    read(page, path)
    for kept in page.page.get_by_title(f"Go to {attack}").all():
        kept.click()
    page.page.wait_for_timeout(300)
    assert page.page.evaluate(KEPT) == [attack] * 4
    assert page.page.locator("img").count() == 0
