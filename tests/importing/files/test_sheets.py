"""Workbooks of several sheets, of other kinds, and what their cells can hold."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sales_core.importing.questions import Answers
from sales_core.imports import ImportOptions, ImportResult, preview_import
from sales_core.store.database import Database
from tests.builders import export_of, load

OLD_WORKBOOK = zlib.decompress(
    base64.b64decode(
        "eNrtWE1oE0EU/maTND80ySZNhVYooWDV/hzEi5c2rUSLh5T4A/4g1NTuoaRNJMaDHjRacxQET4qXQj14qXrxBz2o"
        "BxERKnoQBCHRoydBwUOb9c3b3dpGhQa0UJ1vmTdv3pu383bezJvdfTUfqczcaa+iDgNwoWb60bRMJqj4nYYO0pum"
        "ZJ3aR8VUWFfw+yiQTR48DL70yhjKeFeh4bb7CVHgA5WjOIGRfM6IryF2sg8ZIX3oJypwnSQhtLFXUabHmbYwvcU9"
        "HzEdZMklpv3UtyKOYD4x0r3DXsWHtE7WhSDve49t3rFkG1rxXK7ic5eF1deDocJEZnKdKTrczZgFBXTYyBkF2Q7j"
        "BgLAYUJfKtWXTFYQo2DP4qsZB744u/pxXMnXVi5A8m8r5d7fyH0UxHr5Fc0NlGAe401SRhAtbqnxYH9m0ji5gB5i"
        "wYXkyUzRoGpP0ZiinT40lT+VK7qAA0aGaHrCCMgUzylBX5ESgrxVmomOI8x8hDeMTj4t3Pz8OjWWToyypMTHgHVY"
        "bJK+wcR5aUHGIda4lmg3W/QwvcB33ch8O9MYOU11V7rVZnZPc5+LrO2icbYz3iQ2L+O3EF/+tPd+R/ljYivxc8PV"
        "M7G5t4kZdNLhNU728ppGr+gV165KPEg4tbATy3umbT8lGZ+m276b9okYxqLcVoQIU6slZ0cstTR7rqS1qLM+qwVY"
        "FsXTFxr3F2wtZ8fSSeusbllrv7C20uEz29qKjJx1lybTm2b7hZI+OKBFcVd2pwT5AwEoKCgoKCgoKCj8RxD8gmq9"
        "jrvt7wT5wu+1/+ssUqmp3yT/LPYhT1eRPip3IUd1AacbWj8b4BHOvcQqbZz/hRIHafQCshhjP7INr1/6YBPLn2fV"
        "hvqf20KNjl9rxM+/PP53okbYKA=="
    )
)
"""An .xls file: Date, Item, Amount; 2025-03-28 Tea 10.5; 2025-03-29 Pie 4.125."""

HEADER = ["Date", "Order", "Item", "Total"]
JANUARY: list[Any] = [HEADER, ["2025-01-13", 1, "Tea", 10.5], ["2025-01-14", 2, "Pie", 20]]
FEBRUARY: list[Any] = [HEADER, ["2025-02-13", 3, "Tea", 10.5]]
PRICES: list[Any] = [["Item", "Price"], ["Tea", 10.5], ["Pie", 20]]
STAFF: list[Any] = [["Name", "Born", "Room"], ["Ann", "2001-02-03", 7], ["Bob", "2002-03-04", 8]]


def book(epoch: datetime | None = None, **sheets: list[Any]) -> bytes:
    """Make a workbook of sheets by name; one whose name begins with hidden is hidden."""
    made = openpyxl.Workbook()
    assert made.active is not None
    made.remove(made.active)
    if epoch:
        made.epoch = epoch
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name.startswith("hidden"):
            sheet.sheet_state = "hidden"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def open_document(*rows: list[str]) -> bytes:
    """Make the smallest .ods file; texts that are numbers are numbers, those of dates dates."""
    cells = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Sales">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{manifest}"/>',
        )
    return stream.getvalue()


def _cell(text: str) -> str:
    kind = f'office:value-type="string"><text:p>{text}</text:p>'
    if text.replace(".", "").isdecimal():
        kind = f'office:value-type="float" office:value="{text}">'
    elif text[:2] == "20":
        kind = f'office:value-type="date" office:date-value="{text}">'
    return f"<table:table-cell {kind}</table:table-cell>"


def loaded(database: Database, content: bytes) -> ImportResult:
    result = load(database, content, name="sales.xlsx")
    assert result.status == "imported", result
    return result


def refused(database: Database, content: bytes) -> tuple[str, str]:
    result = load(database, content, name="sales.xlsx")
    assert result.status == "refused"
    return result.issues[0].code, result.issues[0].message


BACK: list[Any] = [HEADER, ["2025-01-14", 1, "Tea", 10.5]]


@pytest.mark.parametrize("name", ["Refunds", "Stornos", "Devoluciones", "返品", "Cancelled 2025"])
def test_a_sheet_of_refunds_without_a_minus_is_no_sheet_of_sales(
    database: Database, name: str
) -> None:
    code, message = refused(database, book(None, **{"Sales": JANUARY, name: BACK}))
    assert (code, repr(name) in message) == ("several-sheets", True)


@pytest.mark.parametrize(
    ("name", "amount"), [("Refunds", -10.5), ("Refunds", "(10.50)"), ("Store 2", 10.5)]
)
def test_a_sheet_of_refunds_with_a_minus_is_read(
    database: Database, name: str, amount: object
) -> None:
    back = [HEADER, ["2025-01-14", 1, "Tea", amount]]
    assert loaded(database, book(None, **{"Sales": JANUARY, name: back})).rows.imported == 3


def test_sheets_with_the_same_columns_are_one_table(database: Database) -> None:
    march = [
        ["Shop report"],
        [],
        HEADER,
        ["2025-03-13", 4, "Pie", 1],
        [],
        ["2025-03-14", 5, "Pie", "x"],
    ]
    content = book(Jan=JANUARY, Feb=FEBRUARY, Prices=PRICES, Mar=march)
    result = load(database, content, on_bad_rows="skip")
    assert (result.rows.imported, result.rows.rejected) == (4, 1)
    assert result.amount.imported == 420_000
    assert result.issues[0].line == 7
    assert (
        "Sheets of a workbook with the same columns are read as one table: "
        "'Jan' (lines 2 to 3), 'Feb' (lines 4 to 4), 'Mar' (lines 5 to 7)." in result.evidence
    )
    assert "1 other sheet is not read." in result.evidence


def test_columns_in_another_order_are_the_same_columns(database: Database) -> None:
    other = [["total ", "Item", "DATE", "Order"], [7, "Tea", "2025-02-13", 3]]
    result = loaded(database, book(Jan=JANUARY, Feb=other))
    assert (result.rows.imported, result.amount.imported) == (3, 375_000)
    assert result.last_date == date(2025, 2, 13)


def test_empty_columns_beside_a_table_do_not_matter(database: Database) -> None:
    wide = [[*HEADER, ""], ["2025-02-13", 3, "Tea", 7, ""], ["", "", "", "", " "]]
    assert loaded(database, book(Jan=JANUARY, Feb=wide)).rows.imported == 3
    assert (
        loaded(database, book(Feb=wide, Jan=[*JANUARY, ["2025-01-15", 9, "Tea", 1]])).rows.imported
        == 1
    )


@pytest.mark.parametrize("first", [PRICES, STAFF, [["Totals of the year"], ["x"]]])
def test_the_sheet_that_names_sales_is_read(first: list[Any], database: Database) -> None:
    result = loaded(database, book(First=first, Sales=JANUARY))
    assert (result.rows.imported, result.amount.imported) == (2, 305_000)
    assert "Sheet 'Sales' of a workbook; its other sheet is not read." in result.evidence
    told = [said for said in result.evidence if said.startswith("Attention: not read")]
    assert bool(told) == (first is STAFF)


def test_sheets_that_hold_sales_in_other_ways_are_named(database: Database) -> None:
    other = [["Date", "Refund", "Amount"], ["2025-01-13", "Tea", -3]]
    code, message = refused(database, book(Sales=JANUARY, Refunds=other))
    assert code == "several-sheets"
    assert "'Sales', 'Refunds'" in message


@pytest.mark.parametrize("name", ["All", "Jan (2)"])
def test_sheets_that_repeat_others_are_named(name: str, database: Database) -> None:
    every = [*JANUARY, *FEBRUARY[1:]] if name == "All" else JANUARY
    sheets = {"Jan": JANUARY, "Feb": FEBRUARY, name: every}
    code, message = refused(database, book(None, **sheets))
    assert code == "repeated-sheets"
    assert repr(name) in message


def test_a_person_says_which_sheets_are_read(database: Database) -> None:
    other = [["Date", "Refund", "Amount"], ["2025-01-13", "Tea", -3]]
    workbook = book(Sales=JANUARY, Refunds=other)
    result = load(database, workbook)
    (question,) = result.questions
    assert (result.status, question.code) == ("refused", "sheets")
    assert question.choices == ("Sales", "Refunds")
    assert question.labels[0] == "Sheet 'Sales': 2 rows of Date, Order, Item, Total"
    answered = load(database, workbook, answers=Answers(choices={"sheets": "Sales"}))
    assert (answered.rows.imported, answered.amount.imported) == (2, 305_000)
    both = load(database, workbook, answers=Answers(choices={"sheets": "Refunds"}))
    assert both.amount.imported == -30_000
    again = load(database, workbook, answers=Answers(choices={"sheets": "none of these"}))
    assert again.questions == (question,)


def test_a_sheet_that_repeats_others_is_read_alone_or_left_out(database: Database) -> None:
    workbook = book(Jan=JANUARY, Feb=FEBRUARY, All=[*JANUARY, *FEBRUARY[1:]])
    (question,) = load(database, workbook).questions
    for choice in question.choices:
        options = ImportOptions(Answers(choices={"sheets": choice}))
        told = preview_import(database, export_of(workbook), options, "SGD")
        assert told.rows.imported == len(JANUARY) + len(FEBRUARY) - 2, choice


def test_hidden_sheets_are_not_read(database: Database) -> None:
    result = loaded(database, book(hidden_1=FEBRUARY, Jan=JANUARY))
    assert result.rows.imported == 2
    assert "Sheet 'Jan' of a workbook." in result.evidence


@pytest.mark.parametrize(
    "content",
    [
        OLD_WORKBOOK,
        open_document(
            ["Date", "Item", "Amount"],
            ["2025-03-28", "Tea", "10.5"],
            ["2025-03-29", "Pie", "4.125"],
        ),
    ],
    ids=["xls", "ods"],
)
def test_other_kinds_of_workbooks_are_read(content: bytes, database: Database) -> None:
    result = loaded(database, content)
    assert (result.rows.imported, result.amount.imported) == (2, 146_250)
    assert (result.first_date, result.last_date) == (date(2025, 3, 28), date(2025, 3, 29))


@pytest.mark.parametrize("cut", [600, 2_000])
def test_a_damaged_old_workbook_is_told(cut: int, database: Database) -> None:
    content = OLD_WORKBOOK[:512] + OLD_WORKBOOK[512 + cut :]
    assert refused(database, content)[0] in ("damaged", "resources")


def test_a_zip_file_that_only_looks_like_a_workbook_is_damaged(database: Database) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", b"\x83\x01\x00")
    assert refused(database, stream.getvalue())[0] == "damaged"


def test_days_are_counted_from_1904_where_the_workbook_says_so(database: Database) -> None:
    rows = [
        ["Date", "Item", "Amount"],
        [date(2025, 3, 28), "Tea", 1],
        [date(2025, 3, 31), "Tea", 2],
    ]
    result = loaded(database, book(CALENDAR_MAC_1904, Sales=rows))
    assert (result.first_date, result.last_date) == (date(2025, 3, 28), date(2025, 3, 31))


def test_times_texts_and_truths_are_written_as_an_export_would(database: Database) -> None:
    rows = [
        ["Date", "Time", "Item", "Amount", "Member"],
        [datetime.fromisoformat("2025-03-28 14:05:09"), time(14, 5), "Tea", "10.50", True],
        [date(2025, 3, 29), time(9, 30), "12", "4.25", False],
    ]
    told = preview_import(database, export_of(book(Sales=rows)), ImportOptions(), "SGD")
    assert told.amount.imported == 147_500
    assert told.sample is not None
    assert told.sample["product"].tolist() == ["Tea", "12"]


def test_an_error_in_a_cell_is_no_amount(database: Database) -> None:
    rows = [
        ["Date", "Item", "Amount"],
        [date(2025, 3, 28), "Tea", 1],
        [date(2025, 3, 29), "Pie", "#REF!"],
    ]
    result = load(database, book(Sales=rows))
    assert result.status == "refused"
    assert (result.issues[0].line, result.issues[0].code) == (3, "amount-missing")


@pytest.mark.parametrize(
    ("shown", "refused"),
    [
        ("#,##0.00 [$€-407]", True),
        ('_-"£"* #,##0.00_-', True),
        ("[$CHF-1407] #,##0.00", True),
        ("[$SGD] #,##0.00", False),
        ("#,##0.00", False),
        ('0 "pcs"', False),
    ],
)
def test_a_currency_that_only_the_format_of_cells_shows_is_seen(
    database: Database, shown: str, *, refused: bool
) -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(Sales=JANUARY)))
    for row in made["Sales"].iter_rows(min_row=2, min_col=4):
        for cell in row:
            cell.number_format = shown
    stream = io.BytesIO()
    made.save(stream)
    export = export_of(stream.getvalue(), "sales.xlsx")
    result = preview_import(database, export, ImportOptions(), "SGD")
    assert (result.status == "refused") == refused, result.issues
    assert refused or result.amount.read == 305_000
