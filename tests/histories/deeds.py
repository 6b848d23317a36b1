"""What is done to a database in a history, as plain data; and the file a sale would come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from sales_core.values.money import amount_text, quantity_text
from tests.builders import Row, mindbody_csv, sale


class Line(NamedTuple):
    """A line as read; the first three say which order it belongs to."""

    day: date
    location: str
    order: str
    item: str
    quantity: int
    amount: int
    method: str


@dataclass(frozen=True)
class Deed:
    """One thing that somebody does.

    Attributes:
        name: The method of the model that says what it means.
        lines: What a file brings.
        bad: Its rows that cannot be read, as they should have been.
        replaces: Whether the file's orders come from it alone.
        content: The file; two that are alike are the same file.
        completes: The import whose bad rows these are, corrected.
        number: The import that is meant.
        products: The products that are meant, by their name in files.
        text: The product they are merged into, or the name to show.
    """

    name: Literal[
        "bring", "undo", "redo", "merge", "unmerge", "rename", "rebuild", "backup", "restore"
    ]
    lines: tuple[Line, ...] = ()
    bad: tuple[Line, ...] = ()
    replaces: bool = False
    content: bytes = b""
    completes: int | None = None
    number: int = 0
    products: tuple[str, ...] = ()
    text: str = ""


CORRECTED = b"corrected: "
"""Stands before the file whose bad rows are brought, corrected."""


def file_of(lines: Iterable[Line], bad: Iterable[Line] = ()) -> bytes:
    """Write lines as an export; of those that are bad no amount can be read."""
    broken = (row_of(line) | {"amount": "ten"} for line in bad)
    return mindbody_csv(*map(row_of, lines), *broken)


def row_of(line: Line) -> Row:
    """Write a line as a row of an export."""
    return sale(
        date=f"{line.day.month}/{line.day.day}/{line.day.year}",
        location=line.location,
        order_id=line.order,
        item=line.item,
        quantity=quantity_text(line.quantity),
        amount=amount_text(line.amount),
        payment_method=line.method,
    )
