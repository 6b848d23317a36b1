"""Tables as a workbook of Excel: days are days, amounts are numbers, texts are nothing but texts.

A cell of a workbook holds a binary fraction of fifteen sure digits. An amount with more of
them is written as a text, so that no digit changes without a word.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sales_core.errors import SalesError
from sales_core.reporting.files.typed_table import Column, TypedTable, Value
from sales_core.values.currencies import decimals_of

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
"""Rows of a sheet below its header."""

SURE_DIGITS = 15

_DAY_AS_THE_READER_WRITES_IT = 14
"""Number of the built-in format that follows the language of the spreadsheet."""

_FIRST_YEAR = 1900
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no zones
"""When every workbook says it was made: the same data gives the same bytes."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

_WIDEST = 60


def write_xlsx(tables: Sequence[TypedTable], currency: str) -> bytes:
    """Write a workbook with a sheet for each table.

    Args:
        tables: What to write; their titles differ.
        currency: ISO 4217 code of the amounts; it stands in the format of their cells.

    Raises:
        TooManyRowsError: A table has more than ``MOST_ROWS``.
    """
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 - only workbooks need it

    if any(len(table.columns[0].stored) > MOST_ROWS for table in tables):
        raise TooManyRowsError
    stream = io.BytesIO()
    with Workbook(stream, _OPTIONS) as workbook:
        workbook.set_properties({"created": _MADE})
        for table in tables:
            _write_sheet(workbook, table, currency)
    return stream.getvalue()


class TooManyRowsError(SalesError):
    """A table has more rows than a sheet can hold."""

    code = "too-many-rows"

    def __init__(self) -> None:
        super().__init__(
            f"A sheet of a workbook holds {MOST_ROWS:,} rows, and these are more. "
            "Take CSV or Parquet, or fewer days."
        )


def _write_sheet(workbook: Workbook, table: TypedTable, currency: str) -> None:
    sheet = workbook.add_worksheet(table.title)
    sheet.freeze_panes(1, 0)
    head = workbook.add_format({"bold": True, "bottom": 1})
    day = workbook.add_format({"num_format": _DAY_AS_THE_READER_WRITES_IT, "align": "left"})
    plain = workbook.add_format()
    for at, column in enumerate(table.columns):
        values = column.values
        number = workbook.add_format({"num_format": _number_format(column, values, currency)})
        numeric = column.kind in ("amount", "quantity", "count", "percent")
        right = workbook.add_format({"bold": True, "bottom": 1, "align": "right"})
        sheet.write_string(0, at, column.name, right if numeric else head)
        sheet.set_column(at, at, _width(column.name, values))
        write = _writer(sheet, day, number if numeric else plain)
        for row, value in enumerate(values, 1):
            if value is not None:
                write(row, at, value)


def _writer(sheet: Worksheet, day: Format, number: Format) -> Callable[[int, int, Any], object]:
    def write(row: int, at: int, value: Value) -> object:
        if isinstance(value, str):
            return sheet.write_string(row, at, value)
        if isinstance(value, date):
            if value.year < _FIRST_YEAR:  # the calendar of spreadsheets starts there
                return sheet.write_string(row, at, value.isoformat())
            return sheet.write_datetime(row, at, value, day)
        if isinstance(value, Decimal) and _digits(value) > SURE_DIGITS:
            return sheet.write_string(row, at, f"{value:f}")
        return sheet.write_number(row, at, value, number)

    return write


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _number_format(column: Column, values: Sequence[Value], currency: str) -> str:
    """Show every digit of a column, with the decimals aligned."""
    if column.kind == "mixed":
        return "General"
    exact = [value for value in values if isinstance(value, Decimal)]
    needed = max((_decimals(value) for value in exact), default=0)
    if column.kind == "amount":
        return f"[${currency}] {_grouped(max(needed, decimals_of(currency)))}"
    if column.kind == "percent":
        return '+0.0" %";-0.0" %";0.0" %"'
    return _grouped(needed)


def _grouped(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _width(name: str, values: Sequence[Value]) -> int:
    """Give a width in digits that shows the cells of a column, as far as it is not too wide."""
    room = {Decimal: 9, int: 3}  # the currency, signs and marks of thousands
    longest = max((len(str(each)) + room.get(type(each), 1) for each in values), default=0)
    return min(max(longest, len(name) + 2), _WIDEST)
