"""Every control of every page is clicked, as somebody who tries everything would.

A page is opened, its controls are found, and each is clicked; so is each control of what then
opens (a menu, a dialog). One stays on the page as long as the next control is still there, so that
combinations are tried, too; else the page is opened afresh. What changes the data comes last.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from components.problems import UNEXPECTED

from tests.browser.conftest import ROOT, Server, load, served
from tests.browser.controls import Control, Found, click, find_controls
from tests.browser.invented_shop import shop_export
from tests.browser.windows import PATIENCE, Visit

TimeoutError = pytest.importorskip("playwright.sync_api").TimeoutError  # noqa: A001

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = {
    "/": "Home",
    "/upload": "Upload",
    "/imports": "Imports",
    "/products": "Products",
    "/revenue": "Revenue",
    "/settings": "Settings",
}
"""What the pages are called in the head of each."""

CHANGING = ("load the sample", "undo the import", "save", "remove", "delete", "merge these")
"""Words on controls that change the data: they come last."""

ALIKE = 2
"""Of controls that say the same, such as the rows behind each figure, so many are clicked."""

MENUS_TRIED_AT = {"empty": "/upload", "sample": "/", "shop": "/revenue"}
"""The bar is the same on three pages; what its menus hold is clicked on one of them."""

DEEPEST = 3

SHORTLY = 2_000
"""Milliseconds for a click where the page stands; what covers it there, a fresh page has not."""

CERTAINLY = 10_000
"""The same on a fresh page, where a control that cannot be clicked is a fault."""

SECONDS = 28
"""Spent on each database: enough where two cores are free. What a busy machine leaves is told."""

Way = tuple[Control, ...]
"""A control, and before it those that open the menu or dialog it is in."""


@pytest.fixture(params=["empty", "sample", "shop"])
def filled(request: Any, tmp_path: Path) -> Iterator[tuple[str, Server]]:
    database_url = f"sqlite:///{tmp_path / 'sales.db'}"
    currency = "EUR" if request.param == "shop" else "SGD"
    if request.param == "sample":
        load(database_url, ROOT / "sales.csv", currency)
    if request.param == "shop":
        (tmp_path / "shop.csv").write_text(shop_export(), "utf-8")
        load(database_url, tmp_path / "shop.csv", currency)
    with served(tmp_path, database_url, currency) as running:
        yield request.param, running


class Trial:
    """Somebody who clicks everything."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.page = visit.page
        self.path = "/"
        self.last: list[Way] = []
        self.clicked = 0
        self.left = 0
        self.until = time.monotonic() + SECONDS
        self.patience = SHORTLY
        self.faults: list[str] = []

    def try_page(self, path: str, *, menus: bool) -> None:
        """Click all controls of a page that do not change the data, and note those that do."""
        self.path = path
        self.open()
        waiting: list[Way] = [(one,) for one in self.found().controls if one.number < ALIKE]
        while waiting and time.monotonic() < self.until:
            way = waiting.pop(0)
            if any(word in way[-1].text.lower() for word in CHANGING):
                self.last.append(way)
            elif self.reach(way) and len(way) < DEEPEST:
                inner = self.found()
                if inner.layered and (menus or not way[0].key):
                    waiting[:0] = [(*way, one) for one in inner.controls if one.number < ALIKE]
        self.left += len(waiting)

    def reach(self, way: Way) -> bool:
        """Click a control where the page stands, or after coming back, or on a fresh page."""
        for prepare in (self.stay, self.come_back, self.open):
            self.patience = CERTAINLY if prepare == self.open else SHORTLY
            try:
                prepare()
                if self.click(way):
                    return True
            except TimeoutError:  # it is covered by what another click opened, or drawn anew
                if prepare == self.open:
                    self.faults.append(f"{self.path}: {way[-1]} cannot be clicked")
        return False

    def stay(self) -> None:
        """Go on where the page stands."""

    def come_back(self) -> None:
        """Go to the page within the app, as it takes a tenth of the time of a fresh one."""
        self.page.keyboard.press("Escape")
        ways = self.page.locator(".st-key-ways")
        ways.get_by_role("link", name=PAGES[self.path], exact=True).click(timeout=2_000)
        self.page.wait_for_url(lambda url: urlsplit(url).path == self.path, timeout=5_000)
        self.visit.settle()

    def open(self) -> None:
        """Load the page afresh."""
        self.visit.open(self.path)

    def click(self, way: Way) -> bool:
        """Click a control, after those that open what it is in if need be."""
        if urlsplit(self.page.url).path != self.path:
            return False
        found = self.found()
        if way[-1] in found.controls and found.layered == (len(way) > 1):
            return self.do(found, way[-1], way)
        if found.layered:
            self.page.keyboard.press("Escape")
            self.visit.settle()
        for opener in way:
            found = self.found()
            there = [one for one in found.controls if one == opener]
            if opener is not way[-1]:
                there = there or [one for one in found.controls if one.opens_as(opener)]
            if not there or not self.do(found, there[0], way):
                return False
        return True

    def do(self, found: Found, control: Control, way: Way) -> bool:
        """Click one control and look at what is there then."""
        after = f"{self.path}: {' > '.join(map(str, way))}"
        click(self.page, found, control, self.patience)
        self.visit.settle()
        self.clicked += 1
        text = self.page.get_by_test_id("stMain").inner_text()
        if UNEXPECTED in text or self.page.get_by_test_id("stException").count():
            self.faults.append(f"{after}: the page failed")
        if len(text.strip()) < 20:
            self.faults.append(f"{after}: the page is empty")
        self.faults += [f"{after}: {error}" for error in self.visit.errors]
        self.visit.errors.clear()
        return True

    def found(self) -> Found:
        return find_controls(self.page)


def test_every_control_can_be_clicked(browser: Any, filled: tuple[str, Server]) -> None:
    name, server = filled
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1_000)
    visit = Visit(page, server.url)
    page.on("console", visit.note_message)
    page.on("pageerror", visit.note_fault)
    trial = Trial(visit)
    for path in PAGES:
        trial.try_page(path, menus=False)
    trial.try_page(MENUS_TRIED_AT[name], menus=True)
    for way in trial.last:
        trial.reach(way)
    logging.getLogger(__name__).warning(
        "%s: %s controls clicked, %s left for want of time", name, trial.clicked, trial.left
    )
    context.close()
    assert not trial.faults, "\n".join(trial.faults)
    assert trial.clicked > len(PAGES)
