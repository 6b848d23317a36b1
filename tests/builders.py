"""The smallest valid things: a sale as a row of an export, files of them, and frames of lines."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pandas as pd

from sales_core.importing.files.export import SalesExport
from sales_core.importing.inspection import read_export
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.questions import Answers
from sales_core.importing.reading import Reading
from sales_core.imports import ImportOptions, ImportResult, import_sales
from sales_core.store.database import Database
from sales_core.values.actors import BY_COMMAND
from sales_core.values.lines import CONTENT, DETAILS, LINE_COLUMNS, NAMES

Row = dict[str, str]

NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
"""When the imports of tests are made."""

COLUMNS = {
    "date": "Sale Date",
    "order_id": "Sale ID",
    "item": "Item name",
    "location": "Location",
    "unit_price": "Item price (excluding tax)",
    "quantity": "Quantity",
    "discount": "Discount amount",
    "tax": "Tax",
    "amount": "Total Paid w/ Payment Method",
    "payment_method": "Payment Method",
}
"""The columns that are read of a Mindbody Sales report, by field."""


def sale(**fields: str) -> Row:
    """Give a row by field; what is not said is a cup of tea, paid in cash on 2025-03-28."""
    row = {
        "date": "3/28/2025",
        "order_id": "1",
        "item": "Tea",
        "location": "Hall",
        "unit_price": "10",
        "quantity": "1",
        "discount": "0",
        "tax": "0",
        "amount": "10",
        "payment_method": "Cash",
    }
    assert fields.keys() <= row.keys()
    return row | fields


def mindbody_csv(*rows: Row) -> bytes:
    """Write rows as a Mindbody Sales report."""
    return csv_bytes(list(COLUMNS.values()), *([row[name] for name in COLUMNS] for row in rows))


def csv_bytes(header: list[str], *rows: list[str], delimiter: str = ",") -> bytes:
    """Write any header and rows as CSV in UTF-8; cells are quoted where they must be."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows([header, *rows])
    return text.getvalue().encode()


def export_of(content: bytes, name: str = "sales.csv") -> SalesExport:
    """Give bytes as a sales export."""
    return SalesExport(name, content)


def read(content: bytes, **answers: Any) -> Reading:
    """Read bytes without a database; the answers are those of ``Answers``."""
    return read_export(export_of(content), Answers(**answers), "SGD")


def refusal(content: bytes, **answers: Any) -> FileRefusedError:
    """Give the error by which bytes are refused."""
    try:
        reading = read(content, **answers)
    except FileRefusedError as fault:
        return fault
    raise AssertionError(f"not refused: {reading}")


def lines_of(reading: Reading) -> pd.DataFrame:
    """Give all lines of a reading in the order of the file; names as texts."""
    assert reading.lines is not None, reading.questions
    batches = [batch.astype(dict.fromkeys(NAMES, "str")) for batch in reading.lines.batches()]
    together = pd.concat(batches) if batches else line_frame()
    return together.sort_values("source_line", ignore_index=True)


def load(
    database: Database,
    content: bytes,
    *,
    name: str = "sales.csv",
    now: datetime = NOON,
    **options: Any,
) -> ImportResult:
    """Import bytes; the options are those of ``ImportOptions``."""
    chosen = ImportOptions(**options)
    return import_sales(
        database, SalesExport(name, content), chosen, "SGD", now=now, actor=BY_COMMAND
    )


def line(**values: Any) -> dict[str, Any]:
    """Give a line by column (``values.lines``), but for its occurrence; amounts are stored units.

    What is not said is a cup of tea for 10, paid in cash on 2025-03-28.
    """
    made = {
        "sale_date": date(2025, 3, 28),
        "order_id": "1",
        "product": "Tea",
        "quantity": 1_000,
        "amount": 100_000,
        "location": "Hall",
        "payment_method": "Cash",
        "unit_price": 100_000,
        "discount": None,
        "tax": None,
        "traits": "",
    }
    assert values.keys() <= made.keys()
    return made | values


def line_frame(*lines: dict[str, Any]) -> pd.DataFrame:
    """Make lines a frame (``values.lines``), by day; occurrences and line numbers are counted."""
    seen: Counter[tuple[Any, ...]] = Counter()
    rows = []
    for at, made in sorted(enumerate(lines), key=lambda pair: pair[1]["sale_date"]):
        content = tuple(made[name] for name in CONTENT)
        seen[content] += 1
        rows.append(made | {"occurrence": seen[content], "source_line": at + 2})
    frame: dict[str, Any] = {}
    for name in LINE_COLUMNS:
        values = [row[name] for row in rows]
        if name == "sale_date":
            frame[name] = np.array(values, "datetime64[D]").astype("datetime64[s]")
        elif name == "order_id":
            frame[name] = pd.array(values, "str")
        elif name in NAMES:
            frame[name] = pd.Categorical(values, pd.Index(list(dict.fromkeys(values)), dtype="str"))
        else:
            frame[name] = pd.array(values, "Int64" if name in DETAILS else "int64")
    return pd.DataFrame(frame, columns=list(LINE_COLUMNS))
