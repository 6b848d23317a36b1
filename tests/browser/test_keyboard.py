"""What those need who use a keyboard or a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Server, served
from tests.browser.windows import PATIENCE, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = [
    "/",
    "/upload",
    "/imports",
    "/products",
    "/products?product=Day+Pass",
    "/revenue",
    "/settings",
]

KEEPING_OUT = {"moderate", "serious", "critical"}

ICON_WORDS = re.compile(r"[a-z]+_[a-z]+|\bicon\b")

FOCUSED = """() => {
    const one = document.activeElement, look = getComputedStyle(one);
    const name = one.ariaLabel || one.innerText || one.outerHTML.slice(0, 150);
    return {name, inside: Boolean(one.closest("[role=dialog]")),
        seen: look.outlineStyle !== 'none' || look.boxShadow !== 'none'};
}"""

NAMES = """() => [...document.querySelectorAll('button, a[href], [role=tab], [role=img]')]
    .filter(one => one.checkVisibility())
    .map(one => {
        const copy = one.cloneNode(true);
        copy.querySelectorAll('[aria-hidden=true]').forEach(hidden => hidden.remove());
        return (one.ariaLabel || copy.textContent).trim();
    })"""

LEVELS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter(one => one.checkVisibility()).map(one => Number(one.tagName[1]))"""


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("nothing")
    with served(folder, f"sqlite:///{folder / 'sales.db'}", "SGD") as running:
        yield running


@pytest.fixture(params=["empty", "filled"])
def either(request: Any, visit: Visit) -> Visit:
    """Visit the app with the sample, and without any data."""
    if request.param == "empty":
        visit.url = request.getfixturevalue("nothing").url
    return visit


@pytest.mark.parametrize("path", PAGES)
def test_nothing_keeps_people_out(either: Visit, path: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = either.open(path)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(500)
        either.settle()
        found = [
            f"{scheme}, {each['impact']} {each['id']}: {node['target']} {node['html'][:160]}"
            for each in axe.run(page).response["violations"]
            if each["impact"] in KEEPING_OUT
            for node in each["nodes"]
        ]
        assert not found, "\n".join(found)
    levels = page.evaluate(LEVELS)
    assert levels[0] == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    names = page.evaluate(NAMES)
    assert all(names)
    assert not [name for name in names if ICON_WORDS.search(name)]


def test_an_opened_menu_takes_the_focus_and_gives_it_back(first_visit: Visit) -> None:
    page = first_visit.open("/revenue")
    for number in range(page.locator('[data-testid="stPopoverButton"]').count()):
        opener = page.locator('[data-testid="stPopoverButton"]').nth(number)
        opener.focus()
        name = page.evaluate(FOCUSED)["name"]
        page.keyboard.press("Enter")
        page.get_by_test_id("stPopoverBody").wait_for()
        first_visit.settle()
        page.keyboard.press("Tab")
        inside = page.evaluate(FOCUSED)
        assert inside["inside"], f"{name}: {inside['name']}"
        assert "*" not in str(page.get_by_test_id("stPopoverBody").get_attribute("aria-label"))
        page.keyboard.press("Escape")
        page.get_by_test_id("stPopoverBody").wait_for(state="detached")
        assert page.evaluate(FOCUSED)["name"] == name


def test_the_focus_can_be_seen_wherever_it_is(visit: Visit) -> None:
    page = visit.open("/revenue")
    page.set_default_timeout(PATIENCE * 1_000)
    unseen = set()
    for _ in range(45):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if not focused["seen"]:
            unseen.add(focused["name"])
    assert not unseen
