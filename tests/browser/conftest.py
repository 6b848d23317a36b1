from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sales_core.importing.files.export import SalesExport
from sales_core.imports import ImportOptions, import_sales
from sales_core.store.database import Database, open_database
from sales_core.values.actors import BY_COMMAND
from tests.browser.windows import Visit, Window, visiting, watched
from tests.servers import running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
WITHOUT = (
    "WebUIOmniboxPopup",  # the lists of the address bar are pages of their own in each window
    "WebUIOmniboxAimPopup",  # and took a quarter of all the work
    # What Playwright leaves out by itself, which this list replaces.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=" + ",".join(WITHOUT),
]


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
    with served(folder, database_url, "SGD") as started:
        yield started


@contextmanager
def served(folder: Path, database_url: str, currency: str) -> Iterator[Server]:
    """Run the app on a port of its own; its log lies in the folder."""
    with running(folder, database_url, currency) as started:
        yield Server(started.url, database_url)


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    opened = open_database(server.database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Window]:
    kept = Window(browser)
    yield kept
    kept.close()


@pytest.fixture
def visit(window: Window, server: Server) -> Iterator[Visit]:
    """Visit the app; at the end nothing must have gone elsewhere or to the console."""
    page = window.page()
    try:
        with watched(Visit(page, server.url)) as visit:
            yield visit
        window.leave(page)
    except BaseException:
        window.close()  # the next test has nothing to do with it
        raise


@pytest.fixture
def first_visit(browser: Browser, server: Server) -> Iterator[Visit]:
    """Visit the app with a browser that was never there."""
    with visiting(browser, server.url, "en-GB") as found:
        yield found


def load(database_url: str, file: Path, currency: str) -> None:
    """Import a file into a database, as from the command line."""
    database = open_database(database_url)
    now = datetime(2026, 11, 2, 8, tzinfo=UTC)
    export = SalesExport.on_disk(file)
    import_sales(database, export, ImportOptions(), currency, now=now, actor=BY_COMMAND)
    database.close()
