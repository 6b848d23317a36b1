"""``export``: the command line gives the same files as the pages."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from sales_core.cli import REFUSED, exporting, run
from sales_core.reporting.files.csv_file import COMMA, write_csv
from sales_core.reporting.files.forms import FORMS
from sales_core.reporting.filters import Filters
from sales_core.reporting.journals.programs import PROGRAMS
from sales_core.reporting.monthly.pdf import monthly_pdf
from sales_core.reporting.tables import daily_table
from sales_core.store.chosen_settings import change_setting
from sales_core.store.database import Database, open_database
from sales_core.values.actors import BY_COMMAND
from tests.builders import NOON, load, mindbody_csv, sale

SALES = mindbody_csv(
    sale(date="3/28/2025", amount="10.125"),
    sale(date="3/30/2025", amount="5.25", location="Shop", payment_method="Card", order_id="2"),
)

Call = Callable[..., int]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Give a database with sales, which the commands use."""
    url = f"sqlite:///{tmp_path / 'sales.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.delenv("SALES_CURRENCY", raising=False)
    monkeypatch.delenv("SALES_ACCOUNTS", raising=False)
    monkeypatch.chdir(tmp_path)
    database = open_database(url)
    load(database, SALES)
    return database


@pytest.mark.parametrize("form", [*FORMS, *PROGRAMS])
def test_every_format_is_written(shop: Database, form: str, tmp_path: Path) -> None:
    assert run(["export", form, "out", "--start", "2025-03-01", "--end", "2025-03-31"]) == 0
    assert (tmp_path / "out").stat().st_size > 100
    shop.close()


def test_tables_are_those_of_the_pages(shop: Database, tmp_path: Path) -> None:
    assert run(["export", "csv-comma", "daily.csv"]) == 0
    daily = daily_table(shop, Filters())
    assert (tmp_path / "daily.csv").read_bytes() == write_csv(daily, COMMA)
    assert run(["export", "parquet", "rows.parquet", "--table", "rows", "--location", "Shop"]) == 0
    rows = pq.read_table(io.BytesIO((tmp_path / "rows.parquet").read_bytes()))
    assert rows["amount"].to_pylist() == [Decimal("5.25")]
    shop.close()


@pytest.mark.parametrize("table", exporting.TABLES)
def test_every_table_adds_up(shop: Database, tmp_path: Path, table: str) -> None:
    assert run(["export", "xlsx", "out.xlsx", "--table", table]) == 0
    sheet = load_workbook(io.BytesIO((tmp_path / "out.xlsx").read_bytes())).worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    at = header.index("amount" if table == "rows" else "revenue")
    assert sum(Decimal(str(row[at])) for row in rows) == Decimal("15.375")
    shop.close()


def test_what_rounding_adds_is_told(shop: Database, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "datev", "out.csv"]) == 0
    assert "Together -0.005 SGD more is posted than was paid." in capfd.readouterr().out
    assert run(["export", "hledger", "out.journal"]) == 0
    assert "Together" not in capfd.readouterr().out
    shop.close()


def test_accounts_are_set_and_given(
    shop: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SALES_ACCOUNTS", "revenue=Income:Shop;Card=Assets:Bank")
    assert run(["export", "beancount", "out", "--account", "Cash=Assets:Till"]) == 0
    text = (tmp_path / "out").read_text()
    assert "Income:Shop" in text
    assert "Assets:Till" in text
    assert "Assets:Bank" in text
    assert run(["export", "datev", "out"]) == REFUSED
    assert run(["export", "datev", "out", "--account", "nothing"]) == REFUSED
    shop.close()


@pytest.mark.parametrize("path", [".", "missing/out.csv"])
def test_a_path_that_no_file_can_have_is_refused(shop: Database, path: str) -> None:
    assert run(["export", "csv", path]) == REFUSED
    shop.close()


def test_a_report_of_a_month_is_written(
    shop: Database, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "march.pdf", "--month", "2025-03", "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert (told["month"], told["totals_agree"]) == ("2025-03", True)
    assert (tmp_path / "march.pdf").read_bytes().startswith(b"%PDF")
    assert run(["report", "march.pdf"]) == 0
    assert run(["report", "may.pdf", "--month", "2025-05"]) == REFUSED
    assert run(["report", "may.pdf", "--month", "May"]) == REFUSED
    shop.close()


def test_the_report_is_written_in_the_number_form_that_is_chosen(
    shop: Database, tmp_path: Path
) -> None:
    assert run(["report", "usual.pdf"]) == 0
    change_setting(shop, "number_form", "de-DE", now=NOON, actor=BY_COMMAND)
    assert run(["report", "german.pdf"]) == 0
    german = (tmp_path / "german.pdf").read_bytes()
    assert german == monthly_pdf(shop, "SGD", tag="de-DE")
    assert german != (tmp_path / "usual.pdf").read_bytes()
    shop.close()
