"""Tables as CSV: UTF-8 with a byte order mark, ISO dates, exact decimals.

Text cells that a spreadsheet would take for a formula get an apostrophe in front; numbers
are never touched. A spreadsheet reads numbers as its own language writes them: a German one
opens 1055.556 as 1055556. So there is a second form with decimal commas and semicolons.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from sales_core.reporting.files.typed_table import Column, TypedTable, Value
from sales_core.values.money import amount_text, decimal_text, quantity_text


@dataclass(frozen=True)
class CsvForm:
    """How numbers and cells are written.

    Attributes:
        decimal: The decimal mark; thousands are never marked.
        delimiter: What stands between cells.
    """

    decimal: str = "."
    delimiter: str = ","


POINT = CsvForm()
"""For programs, and for spreadsheets that write 1234.5."""

COMMA = CsvForm(",", ";")
"""For spreadsheets that write 1234,5."""

_FORMULA = re.compile(r"^[\s\u00a0\ufeff]*[=+\-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"^[+-]?[0-9]+(?:[.,][0-9]+)*$")


def safe_text(text: str) -> str:
    """Neutralise a text cell that a spreadsheet would run as a formula.

    Source: OWASP ASVS 5.0, 1.2.10. A text that is a plain number stays as it is.

    Example:
        >>> safe_text("=1+1"), safe_text("-12.50"), safe_text("Tea")
        ("'=1+1", '-12.50', 'Tea')
    """
    return "'" + text if _FORMULA.match(text) and not _NUMBER.match(text) else text


def write_csv(table: TypedTable, form: CsvForm = POINT) -> bytes:
    """Write a table; a cell without a value is empty.

    Args:
        table: What to write.
        form: How numbers and cells are written.
    """
    header = [column.name for column in table.columns]
    cells = (_texts(column, form) for column in table.columns)
    return csv_bytes(header, zip(*cells, strict=True), form)


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]], form: CsvForm = POINT) -> bytes:
    """Write texts as CSV, with the byte order mark by which Excel knows UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=form.delimiter)
    writer.writerow(header)
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _texts(column: Column, form: CsvForm) -> list[str]:
    """Write the cells of a column; in a million lines most of them repeat."""
    write = lru_cache(65_536)(partial(_text, column.kind, form.decimal))
    return [write(cell) for cell in column.stored]


def _text(kind: str, mark: str, stored: Any) -> str:
    if stored is None:
        return ""
    if kind == "amount":
        return amount_text(stored).replace(".", mark)
    if kind == "quantity":
        return quantity_text(stored).replace(".", mark)
    return _meant(stored, mark)


def _meant(value: Value, mark: str) -> str:
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return decimal_text(value).replace(".", mark)
    return str(value)
