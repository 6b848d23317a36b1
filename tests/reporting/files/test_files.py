"""The same table in each kind of file: exact, typed, inert, and the same bytes every time."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sales_core.reporting.files.csv_file import COMMA, POINT, CsvForm, write_csv
from sales_core.reporting.files.forms import FORMS, Form, write_table, write_workbook
from sales_core.reporting.files.parquet_file import write_parquet
from sales_core.reporting.files.typed_table import (
    Column,
    TypedTable,
    UnknownColumnError,
    typed,
)
from sales_core.reporting.files.xlsx_file import TooManyRowsError, write_xlsx
from sales_core.values.money import LARGEST, amount_decimal

TABLE = typed(
    "Everything",
    pd.DataFrame(
        {
            "name": ["=1+1", "Tea", "-5"],
            "revenue": [-70_000, 645_086_280, 1],
            "average": pd.array([None, 5, 25_000], "Int64"),
            "units": [1_500, -1_000, 0],
            "orders": pd.array([1, None, 3], "Int64"),
            "percent": [Decimal("12.5"), None, Decimal("-3.0")],
            "start": [date(2025, 3, 1), None, date(2025, 3, 2)],
            "date": pd.to_datetime(["2025-03-01", "2025-03-02", "2025-03-03"]).as_unit("s"),
            "something": ["a", None, "b"],
        }
    ),
)


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        (
            POINT,
            [
                "name,revenue,average,units,orders,percent,start,date,something",
                "'=1+1,-7,,1.5,1,12.5,2025-03-01,2025-03-01,a",
                "Tea,64508.628,0.0005,-1,,,,2025-03-02,",
                "-5,0.0001,2.5,0,3,-3,2025-03-02,2025-03-03,b",
            ],
        ),
        (
            COMMA,
            [
                "name;revenue;average;units;orders;percent;start;date;something",
                "'=1+1;-7;;1,5;1;12,5;2025-03-01;2025-03-01;a",
                "Tea;64508,628;0,0005;-1;;;;2025-03-02;",
                "-5;0,0001;2,5;0;3;-3;2025-03-02;2025-03-03;b",
            ],
        ),
    ],
)
def test_csv_is_exact_and_safe_in_both_forms(form: CsvForm, lines: list[str]) -> None:
    assert write_csv(TABLE, form).decode("utf-8-sig").splitlines() == lines


def test_a_table_without_rows_has_its_header() -> None:
    empty = typed("None", pd.DataFrame({"name": [], "revenue": []}))
    assert write_csv(empty) == b"\xef\xbb\xbfname,revenue\r\n"
    assert pq.read_table(io.BytesIO(write_parquet(empty, "SGD"))).num_rows == 0


def test_a_column_of_numbers_that_nobody_has_named_is_an_error() -> None:
    with pytest.raises(UnknownColumnError, match="tips"):
        typed("Tips", pd.DataFrame({"tips": [10_000]}))


def test_a_workbook_has_days_numbers_and_texts() -> None:
    (sheet,) = load_workbook(io.BytesIO(write_xlsx([TABLE], "SGD"))).worksheets
    assert (sheet.title, sheet.freeze_panes) == ("Everything", "A2")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    days = [datetime(2025, 3, day) for day in (1, 2, 3)]  # noqa: DTZ001
    assert rows == [
        ["=1+1", -7, None, 1.5, 1, 12.5, days[0], days[0], "a"],
        ["Tea", 64508.628, 0.0005, -1, None, None, None, days[1], None],
        ["-5", 0.0001, 2.5, 0, 3, -3, days[1], days[2], "b"],
    ]
    assert [cell.data_type for cell in sheet["A"]] == ["s", "s", "s", "s"]
    assert sheet["B3"].number_format == "[$SGD] #,##0.0000"
    assert sheet["D3"].number_format == "#,##0.0"


@pytest.mark.parametrize(
    ("currency", "amount", "shown"),
    [
        ("JPY", 12_340_000, "[$JPY] #,##0"),
        ("EUR", 12_340_000, "[$EUR] #,##0.00"),
        ("KWD", 12_340_000, "[$KWD] #,##0.000"),
        ("JPY", 12_345_000, "[$JPY] #,##0.0"),
        ("EUR", 12_345_678, "[$EUR] #,##0.0000"),
    ],
)
def test_amounts_have_the_decimals_of_their_currency_or_those_they_need(
    currency: str, amount: int, shown: str
) -> None:
    table = TypedTable("One", (Column("revenue", "amount", (amount,)),))
    sheet = load_workbook(io.BytesIO(write_xlsx([table], currency))).worksheets[0]
    assert sheet["A2"].number_format == shown


def test_what_a_workbook_cannot_hold_exactly_is_a_text() -> None:
    stored = (1234567890123456789, 123456789012340000, date(1899, 12, 31))
    columns = (
        Column("revenue", "amount", stored[:2]),
        Column("date", "day", (stored[2], None)),
    )
    sheet = load_workbook(io.BytesIO(write_xlsx([TypedTable("Large", columns)], "SGD"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet["A"][1:]] == ["123456789012345.6789", 12345678901234]
    assert sheet["B2"].value == "1899-12-31"


def test_a_workbook_says_that_it_cannot_hold_so_many_rows() -> None:
    table = TypedTable("Many", (Column("orders", "count", (1,) * 1_048_576),))
    with pytest.raises(TooManyRowsError, match="1,048,575 rows"):
        write_xlsx([table], "SGD")


def test_a_parquet_file_has_exact_decimals_and_days() -> None:
    read = pq.read_table(io.BytesIO(write_parquet(TABLE, "SGD")))
    assert read.schema.field("revenue").type == pa.decimal128(19, 4)
    assert read.schema.field("revenue").metadata == {b"currency": b"SGD"}
    assert read.schema.field("units").type == pa.decimal128(19, 3)
    assert read.schema.field("date").type == pa.date32()
    assert read["revenue"].to_pylist() == [Decimal(-7), Decimal("64508.628"), Decimal("0.0001")]
    assert read["name"].to_pylist() == ["=1+1", "Tea", "-5"]
    assert read["start"].to_pylist() == [date(2025, 3, 1), None, date(2025, 3, 2)]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_table_gives_the_same_bytes(form: Form) -> None:
    assert write_table(TABLE, form, "SGD") == write_table(TABLE, form, "SGD")


def test_a_workbook_holds_several_tables() -> None:
    other = TypedTable("Other", TABLE.columns[:1])
    assert load_workbook(io.BytesIO(write_workbook([TABLE, other], "SGD"))).sheetnames == [
        "Everything",
        "Other",
    ]


@given(st.lists(st.integers(-LARGEST * 10_000, LARGEST * 10_000)))
def test_no_file_loses_a_digit(stored: list[int]) -> None:
    table = TypedTable("Amounts", (Column("revenue", "amount", tuple(stored)),))
    meant = [amount_decimal(each) for each in stored]
    assert [Decimal(each) for each in csv_column(table, POINT)] == meant
    assert [Decimal(each.replace(",", ".")) for each in csv_column(table, COMMA)] == meant
    parquet = pq.read_table(io.BytesIO(write_parquet(table, "SGD")))
    assert parquet["revenue"].to_pylist() == meant
    sheet: Any = load_workbook(io.BytesIO(write_xlsx([table], "SGD"))).active
    assert [Decimal(repr(row[0].value).strip("'")) for row in sheet.iter_rows(min_row=2)] == meant


def csv_column(table: TypedTable, form: CsvForm) -> list[str]:
    text = write_csv(table, form).decode("utf-8-sig")
    return [row[0] for row in csv.reader(io.StringIO(text), delimiter=form.delimiter)][1:]
