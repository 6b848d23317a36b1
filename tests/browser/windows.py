"""Browser windows on the app, and what must not happen in any of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

PATIENCE = 60  # seconds

PROBES = ("/_stcore/health", "/_stcore/host-config")
"""Where Streamlit's page looks for its base path on a deep link; a 404 is an answer to it."""

AT_MOST = 20
"""Tests in one window, as it grows with each."""


@dataclass
class Visit:
    """One browser window on the app, and what it should not do."""

    page: Page
    url: str
    outgoing: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the app and wait until it stands still."""
        self.page.goto(self.url + path)
        self.page.wait_for_selector('[data-testid="stMain"] h1')
        self.settle()
        return self.page

    def settle(self) -> None:
        still = """() => document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'
            && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stSpinner"]')"""
        self.page.wait_for_timeout(120)
        self.page.wait_for_function(still)

    def drop(self, *files: Path) -> None:
        """Give files to the upload page, and wait until it has read them."""
        with self.page.expect_file_chooser() as waiting:
            self.page.get_by_test_id("stFileUploader").locator("button[data-testid]").first.click()
        waiting.value.set_files([str(file) for file in files])
        self.page.get_by_role("heading", name=files[0].name[:10]).wait_for()
        self.settle()

    def figure(self, label: str) -> str:
        """Read a headline figure of the page."""
        metric = self.page.get_by_test_id("stMetric").filter(has_text=label).first
        return str(metric.get_by_test_id("stMetricValue").inner_text())

    def note_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname != "127.0.0.1":
            self.outgoing.append(request.url)

    def note_message(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        if message.type == "error" and not where.endswith(PROBES):
            self.errors.append(f"{message.text} ({where})")

    def note_fault(self, fault: Error) -> None:
        self.errors.append(str(fault))


class Window:
    """A browser window in which one test comes after the other, as the front end starts slowly."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._page: Page | None = None
        self._tests = 0

    def page(self) -> Page:
        """Give its page, blank and without anything that a test before has left."""
        if self._page is None or self._page.is_closed() or self._tests == AT_MOST:
            self.close()
            self._page, self._tests = new_page(self._browser, "en-GB"), 0
        self._tests += 1
        self._page.set_viewport_size({"width": 1280, "height": 900})
        self._page.emulate_media(media="null", color_scheme="light")
        return self._page

    def leave(self, page: Page) -> None:
        """Forget what the pages of a test kept in the browser."""
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.context.clear_cookies()
        page.goto("about:blank")
        page.mouse.move(0, 0)

    def close(self) -> None:
        """Close it, so that the next test begins with another."""
        if self._page is not None:
            self._page.context.close()
        self._page = None


def new_page(browser: Browser, language: str) -> Page:
    """Open a window of a browser of some language that was never here."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, accept_downloads=True, locale=language
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    return page


@contextmanager
def visiting(browser: Browser, url: str, language: str) -> Iterator[Visit]:
    """Visit the app with a browser of some language."""
    page = new_page(browser, language)
    with watched(Visit(page, url)) as visit:
        yield visit
        page.context.close()


@contextmanager
def watched(visit: Visit) -> Iterator[Visit]:
    """Hold that nothing goes elsewhere or to the console."""
    visit.page.on("request", visit.note_request)
    visit.page.on("console", visit.note_message)
    visit.page.on("pageerror", visit.note_fault)
    yield visit
    visit.page.remove_listener("request", visit.note_request)
    visit.page.remove_listener("console", visit.note_message)
    visit.page.remove_listener("pageerror", visit.note_fault)
    assert not visit.outgoing
    assert not visit.errors
