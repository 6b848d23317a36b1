from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from components import shared
from components.problems import UNEXPECTED
from streamlit.testing.v1 import AppTest

from sales_core.importing.files.export import SalesExport
from sales_core.imports import ImportOptions, ImportResult, import_sales
from sales_core.settings import Settings
from sales_core.store.database import Database, open_database
from sales_core.values.actors import BY_COMMAND

ROOT = Path(__file__).parents[2]
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
HOME = "home"
PATIENCE = 60
"""Seconds that a page may take to be drawn, and an import to be done."""


class App:
    """The app on a database of its own, and what a test does with it."""

    root = ROOT

    @property
    def database(self) -> Database:
        return shared.database()

    def load(self, name: str, content: bytes, *, now: datetime = NOON) -> ImportResult:
        export = SalesExport(name, content)
        options = ImportOptions(on_bad_rows="skip")
        return import_sales(self.database, export, options, "SGD", now=now, actor=BY_COMMAND)

    def open(self, page: str, **query: str) -> AppTest:
        opened = AppTest.from_file(ROOT / "pages" / "navigation.py", default_timeout=PATIENCE)
        for name, value in query.items():
            opened.query_params[name.rstrip("_")] = value
        if page != HOME:  # which is what opens without a path
            opened.switch_page(f"{page}.py")
        return settled(opened.run())


def settled(page: AppTest) -> AppTest:
    """Give a page on that nothing failed."""
    assert not page.exception, page.exception[0].message
    assert not [box.value for box in page.error if UNEXPECTED in box.value]
    return page


@pytest.fixture(name="settled")
def _settled() -> Callable[[AppTest], AppTest]:
    return settled


@pytest.fixture
def app(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    # A test sees what an import came to, however busy the machine is.
    monkeypatch.setattr("components.uploading.desk.AT_ONCE", PATIENCE)
    shared.use(Settings(sqlite_url, "SGD", currency_is_set=True))
    shared.back_up_with(None)  # who has imported the server before has told it to make some
    st.cache_data.clear()
    yield App()
    shared.close()


@pytest.fixture
def unset(app: App) -> App:
    """Give the app with no currency set: the first file says it."""
    shared.use(Settings(shared.settings().database_url))
    return app


@pytest.fixture(scope="session")
def sample() -> bytes:
    return (ROOT / "sales.csv").read_bytes()


@pytest.fixture(scope="session")
def _filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import the sample once, into a file that those of the tests are copies of."""
    path = tmp_path_factory.mktemp("filled") / "sales.db"
    with closing(open_database(f"sqlite:///{path}")) as database:
        export = SalesExport.on_disk(ROOT / "sales.csv")
        # When the sample was sold; days far ahead of the moment would be asked about.
        now = NOON.replace(year=2026, month=11)
        import_sales(database, export, ImportOptions(), "SGD", now=now, actor=BY_COMMAND)
    return path


@pytest.fixture
def filled(app: App, _filled_file: Path, tmp_path: Path) -> App:
    shutil.copyfile(_filled_file, tmp_path / "sales.db")
    return app


HEADER = "Sale Date,Sale ID,Item name,Location,Quantity,Total Paid w/ Payment Method,Payment Method"


@pytest.fixture(scope="session")
def export() -> Callable[..., bytes]:
    """Give a small export in the Mindbody Sales layout: a row is a text of seven cells."""

    def write(*rows: str) -> bytes:
        text = io.StringIO()
        text.write(HEADER + "\n")
        text.writelines(row + "\n" for row in rows)
        return text.getvalue().encode()

    return write
