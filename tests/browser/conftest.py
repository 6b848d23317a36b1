from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from sales_core.importing.files.export import SalesExport
from sales_core.imports import ImportOptions, import_sales
from sales_core.store.database import Database, open_database

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60  # seconds
PROBES = ("/_stcore/health", "/_stcore/host-config")
"""Where Streamlit's page looks for its base path on a deep link; a 404 is an answer to it."""


@dataclass(frozen=True)
class Server:
    url: str
    database_url: str


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"NOT TESTED IN A BROWSER: there is no {CHROMIUM} (apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the app as README.md says, on a database that holds the sample."""
    folder = tmp_path_factory.mktemp("served")
    database_url = f"sqlite:///{folder / 'sales.db'}"
    load(database_url, ROOT / "sales.csv", "SGD")
    with served(folder, database_url, "SGD") as running:
        yield running


@contextmanager
def served(folder: Path, database_url: str, currency: str) -> Iterator[Server]:
    """Run the app on a port of its own; its log lies in the folder."""
    port = _free_port()
    own = {
        "DATABASE_URL": database_url,
        "SALES_CURRENCY": currency,
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py"],
            cwd=ROOT,
            env={**os.environ, **own},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for_health(port, process, folder / "log")
            yield Server(f"http://127.0.0.1:{port}", database_url)
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    opened = open_database(server.database_url)
    yield opened
    opened.close()


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


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    """Visit the app; at the end nothing must have gone elsewhere or to the console."""
    with visiting(browser, server.url, "en-GB") as found:
        yield found


@contextmanager
def visiting(browser: Browser, url: str, language: str) -> Iterator[Visit]:
    """Visit the app with a browser of some language."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, accept_downloads=True, locale=language
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    visit = Visit(page, url)
    page.on("request", visit.note_request)
    page.on("console", visit.note_message)
    page.on("pageerror", lambda fault: visit.errors.append(str(fault)))
    yield visit
    context.close()
    assert not visit.outgoing
    assert not visit.errors


def load(database_url: str, file: Path, currency: str) -> None:
    """Import a file into a database, as from the command line."""
    database = open_database(database_url)
    now = datetime(2026, 11, 2, 8, tzinfo=UTC)
    export = SalesExport.on_disk(file)
    import_sales(database, export, ImportOptions(), currency, now=now, by="command line")
    database.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for_health(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    pytest.fail(f"The app did not start:\n{log.read_text()}")
