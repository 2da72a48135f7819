"""The page for every reader: rules of accessibility, focus, names, hints, help, and windows from a phone to a wall."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pytest
from browser import Visit, visit
from page_reading import DECODED
from playwright.sync_api import Browser

pytestmark = [pytest.mark.page, pytest.mark.slow]

WIDTHS = {390: 844, 768: 1024, 1024: 768, 1366: 768, 1920: 1080, 2560: 1440}
Scheme = Literal["light", "dark"]

# Boxes of what is seen: the parts that must not lie over each other, and everything that must stay inside its parent.
BOXES = """() => {
    const box = (e) => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
    const seen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && e.getBoundingClientRect().width > 1;
    const apart = ['h1, .subtitle, nav button', '.legend, .zoom, .hint', '.tab', '.top, main, aside',
        ...[...document.querySelectorAll('.tools > :not([hidden])')].map(e => `#${e.id} > *`)]
        .map(s => [...document.querySelectorAll(s)].filter(seen).map(e => [e.className || e.textContent.slice(0, 20), ...box(e)]));
    const within = (outer, inner) => [...document.querySelectorAll(outer)].filter(seen).flatMap(o =>
        [...o.querySelectorAll(inner)].filter(seen).filter(e => !e.closest('.unseen'))
            .map(e => [outer, e.tagName + '.' + e.className, box(o)[0], box(o)[2], box(e)[0], box(e)[2]]));
    const clipped = [...document.querySelectorAll('.tab span, .button, .bar-button, .hint, .hint p')].filter(seen)
        .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline').map(e => e.textContent);
    return { apart, inside: [...within('aside', '*'), ...within('.top', '*'), ...within('.hint', '*'), ...within('.legend', '*')], clipped,
        document: [document.documentElement.scrollWidth, innerWidth, document.documentElement.scrollHeight, innerHeight] };
}"""


@contextmanager
def opened(browser: Browser, url: str, width: int, scheme: Scheme = "light", fragment: str = "") -> Iterator[Visit]:
    with visit(browser, f"{url}#{fragment}", width=width, height=WIDTHS[width], color_scheme=scheme, reduced_motion="reduce") as seen:
        seen.wait_until(DECODED)
        yield seen
        assert seen.messages == []


def tools(seen: Visit) -> list[str]:
    """Ids of the tools, from their tabs."""
    return [tab.get_attribute("data-tool") or "" for tab in seen.page.get_by_role("tab").all()]


def write_something(seen: Visit) -> None:
    """Tags, a note, a place and a view, with names as long as people give."""
    seen.page.locator("[data-tool=notes]").click()
    seen.page.get_by_label("Add a tag to the item").fill("odd, left-slanted and not quite closed at the bottom")
    seen.page.keyboard.press("Enter")
    seen.page.get_by_label("Note on item 5", exact=True).fill("a note")
    seen.page.get_by_role("button", name="Name view").click()
    seen.page.get_by_label("Name", exact=True).fill("Averyveryverylongnamewithoutanyspacesinitatall")
    seen.page.get_by_label("Note", exact=True).fill("https://example.org/" + 30 * "abc")
    seen.page.get_by_role("button", name="Keep", exact=True).click()
    seen.page.get_by_role("button", name="Name place").click()


def overlap(a: list[Any], b: list[Any]) -> bool:
    (_, left, top, right, bottom), (_, left2, top2, right2, bottom2) = a, b
    return min(right, right2) - max(left, left2) > 1 and min(bottom, bottom2) - max(top, top2) > 1


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overlaps_or_overflows(browser: Browser, url: str, width: int) -> None:
    with opened(browser, url, width, fragment="item=5") as seen:
        write_something(seen)
        for tool in tools(seen):
            seen.page.locator(f"[data-tool={tool}]").click()
            seen.page.wait_for_timeout(200)
            found = seen.page.evaluate(BOXES)
            scroll_width, window_width, scroll_height, window_height = found["document"]
            assert (scroll_width, scroll_height) == (window_width, window_height), tool
            for group in found["apart"]:
                assert [(a[0], b[0]) for i, a in enumerate(group) for b in group[i + 1 :] if overlap(a, b)] == [], tool
            assert [entry for entry in found["inside"] if entry[4] < entry[2] - 1 or entry[5] > entry[3] + 1] == [], tool
            assert found["clipped"] == [], tool
            assert sum(map(len, found["apart"])) > 10


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core. It is run by the browser's debugger, which the page's policy does not bind."""
    return (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(seen: Visit, axe: str) -> list[tuple[str, str, str]]:
    """Serious and critical violations: rule, impact and the first element."""
    seen.page.evaluate(axe + "\n;undefined")
    found = seen.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert len(found["passes"]) > 10, "axe looked at nothing"
    return [(v["id"], v["impact"], v["nodes"][0]["html"]) for v in found["violations"] if v["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, url: str, axe: str, scheme: Scheme, width: int) -> None:
    with opened(browser, url, width, scheme, "item=5") as seen:
        write_something(seen)
        for tool in tools(seen):
            seen.page.locator(f"[data-tool={tool}]").click()
            seen.page.wait_for_timeout(200)
            assert violations(seen, axe) == [], tool
        for button in seen.page.locator("nav button").all():
            if button.get_attribute("aria-label") == "Light or dark":
                continue
            button.click()
            seen.page.wait_for_timeout(400)
            if seen.page.locator("dialog").count():
                assert violations(seen, axe) == [], button.get_attribute("title")
                seen.page.keyboard.press("Escape")


def test_axe_sees_a_button_without_a_name(browser: Browser, url: str, axe: str) -> None:
    """The test above can fail."""
    with opened(browser, url, 1366) as seen:
        seen.page.evaluate("document.querySelector('.zoom button').removeAttribute('title')")
        seen.page.evaluate("document.querySelector('.zoom button').removeAttribute('aria-label')")
        assert [rule for rule, *_ in violations(seen, axe)] == ["button-name"]


def test_the_keyboard_reaches_everything_in_order(browser: Browser, url: str) -> None:
    with opened(browser, url, 1366, fragment="item=5&tool=notes") as seen:
        parts = ["top", "map", "legend", "selection", "zoom", "hint", "here", "tabs", "tools"]
        focused = f"{parts}.find(part => document.activeElement.closest('.' + part)) ?? ''"
        order = []
        for _ in range(60):
            seen.page.keyboard.press("Tab")
            part = seen.page.evaluate(focused)
            outline = seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            if part == "":
                break
            assert outline != "none", part  # focus is seen wherever it is
            if order[-1:] != [part]:
                order.append(part)
        assert order == parts


def test_arrows_go_from_tab_to_tab(browser: Browser, url: str) -> None:
    with opened(browser, url, 1366) as seen:
        names = tools(seen)
        open_tool = "document.querySelector('[role=tab][aria-selected=true]').dataset.tool"
        seen.page.locator(f"[data-tool={names[0]}]").focus()
        for key, expected in [("ArrowRight", 1), ("ArrowLeft", 0), ("ArrowLeft", -1), ("Home", 0), ("End", -1)]:
            seen.page.keyboard.press(key)
            assert seen.page.evaluate(open_tool) == names[expected]
            assert seen.page.evaluate("document.activeElement.dataset.tool") == names[expected]
        assert seen.page.locator(".tools > :not([hidden])").count() == 1


HINT = "document.querySelector('.hint:not([hidden]) p')?.textContent ?? ''"


def test_three_hints_are_shown_once_and_again_from_the_help(browser: Browser, url: str) -> None:
    with opened(browser, url, 1366) as seen:
        said = []
        for button in ("Next", "Next", "Done"):
            said.append(seen.page.evaluate(HINT))
            seen.page.get_by_role("button", name=button).click()
        assert len(set(said)) == 3
        assert all(said)
        assert seen.page.evaluate(HINT) == ""
        seen.page.reload()
        seen.wait_until(DECODED)
        assert seen.page.evaluate(HINT) == ""
        seen.page.keyboard.press("?")
        seen.page.get_by_role("button", name="Show the three hints again").click()
        assert seen.page.evaluate(HINT) == said[0]
        seen.page.get_by_role("button", name="Close the hints").click()
        seen.page.reload()
        seen.wait_until(DECODED)
        assert seen.page.evaluate(HINT) == ""


def test_hints_go_on_when_they_are_followed_and_block_nothing(browser: Browser, url: str) -> None:
    with opened(browser, url, 1366) as seen:
        first = seen.page.evaluate(HINT)
        seen.page.mouse.move(700, 300)
        seen.page.mouse.move(720, 320)
        seen.page.wait_for_timeout(1000)
        assert seen.page.evaluate(HINT) == first  # there is time to read
        seen.wait_until(f"{HINT} !== {first!r}", 10)
        second = seen.page.evaluate(HINT)
        seen.page.evaluate("location.hash = 'item=3'")
        seen.wait_until("document.querySelector('.item h2').textContent === 'Item 3'")
        seen.wait_until(f"{HINT} !== {second!r}", 10)


def test_help_lists_the_keys_of_every_tool(browser: Browser, url: str) -> None:
    with opened(browser, url, 1366) as seen:
        seen.page.get_by_label("Mouse, touch and keys").click()
        aims = seen.page.locator("dialog h3").all_inner_texts()
        assert aims[0] == "Look around"
        assert "Keep what you found" in aims
        assert len(set(aims)) == len(aims)
        text = seen.page.locator("dialog").inner_text()
        assert "name the place under the pointer" in text
        seen.page.keyboard.press("Escape")
        # letters in a field are text
        seen.page.evaluate("location.hash = 'item=5&tool=notes'")
        seen.page.get_by_label("Add a tag to the item").click()
        seen.page.keyboard.type("nvt?")
        assert seen.page.get_by_label("Add a tag to the item").input_value() == "nvt?"
        assert seen.page.locator("dialog, .card-form").count() == 0
