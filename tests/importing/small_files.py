"""Small files of rows that differ by a number, and what was read of them."""

from __future__ import annotations

from typing import Any

from sales_core.importing.files.export import SalesExport
from sales_core.importing.inspection import read_export
from sales_core.importing.questions import Answers
from sales_core.importing.reading import Reading
from sales_core.values.money import amount_decimal, quantity_decimal


def rows(header: str, row: str, count: int = 12) -> bytes:
    """Write rows of which {n} is a number from 1, {d} the same in two digits."""
    made = (row.format(n=n, d=f"{n:02}", k=1 + n % 3) for n in range(1, count + 1))
    return "\n".join([header, *made, ""]).encode()


def read(content: bytes, currency: str = "SGD", **answers: Any) -> Reading:
    """Read bytes for a database of a currency; the answers are those of ``Answers``."""
    return read_export(SalesExport("sales.csv", content), Answers(**answers), currency)


def read_as(reading: Reading) -> tuple[Any, Any]:
    """Give the sums of amounts and quantities, as decimals."""
    assert reading.lines is not None, reading.questions
    chosen = reading.lines.rows
    cells = reading.lines.cells
    return (
        amount_decimal(int(cells.amount[chosen].sum())),
        quantity_decimal(int(cells.quantity[chosen].sum())),
    )


def asked(reading: Reading) -> list[str]:
    """Give the field, or the code, of each open question."""
    return [question.field or question.code for question in reading.questions]
