"""A table of stored figures whose columns say what they hold, so that any file can hold the same.

What kind a column is follows from its name: a name means the same in all reports. A column
of numbers with an unknown name is an error and never a guess, because stored integers that
were taken for counts would be ten thousand times too much.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import pandas as pd

from sales_core.values.money import amount_decimal, quantity_decimal

Kind = Literal["text", "day", "count", "amount", "quantity", "percent", "mixed"]
"""What a column holds: ``amount`` ten-thousandths, ``quantity`` thousandths, ``percent`` decimals
to a tenth, ``mixed`` values that are what they are (texts, days, whole numbers, decimals)."""

Value = str | date | int | Decimal | None
"""A cell as it is meant: amounts and quantities are exact decimals; None is no value."""

_NAMES: dict[Kind, str] = {
    "amount": "amount average average_price before change discount discounts expected "
    "gross_sales high low net_revenue price refunds revenue revenue_without_tax tax then "
    "unit_price",
    "quantity": "quantity units",
    "count": "days import_id line lines lines_without_tax orders rows unnumbered",
    "percent": "percent",
    "text": "category channel event explanation face figure file location name order_id "
    "payment_method product request role staff stage state time weekday what who",
    "day": "date day end first_sold last_sold sale_date start",
    "mixed": "value",
}

KINDS: dict[str, Kind] = {name: kind for kind, names in _NAMES.items() for name in names.split()}
"""Kind of a column by its name, in all reports."""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        name: As it stands in the header.
        kind: What it holds.
        stored: Its cells from top to bottom, as they are stored; None for no value.
    """

    name: str
    kind: Kind
    stored: tuple[Any, ...]

    @property
    def values(self) -> list[Value]:
        """Give its cells as they are meant."""
        if self.kind == "amount":
            return [None if each is None else amount_decimal(each) for each in self.stored]
        if self.kind == "quantity":
            return [None if each is None else quantity_decimal(each) for each in self.stored]
        return list(self.stored)


@dataclass(frozen=True)
class TypedTable:
    """A table to write to a file.

    Attributes:
        title: What it is, in at most 31 letters: a sheet of a workbook is called that.
        columns: From left to right, all of the same length.
    """

    title: str
    columns: tuple[Column, ...]


class UnknownColumnError(LookupError):
    """Nobody has said what a column of numbers holds."""

    def __init__(self, name: str) -> None:
        super().__init__(f"What the column {name} holds is not said in typed_table.KINDS.")


def typed(title: str, frame: pd.DataFrame) -> TypedTable:
    """Give a frame of stored figures as a table.

    Args:
        title: What it is.
        frame: Its columns are named as ``KINDS`` has them; others hold texts.

    Raises:
        UnknownColumnError: A column that is no text has another name.
    """
    return TypedTable(title, tuple(_column(name, frame[name]) for name in frame.columns))


def _column(name: Hashable, cells: pd.Series) -> Column:
    stored = tuple(None if pd.isna(cell) else cell for cell in cells.tolist())
    kind = KINDS.get(str(name))
    if kind is None:
        if not all(cell is None or isinstance(cell, str) for cell in stored):
            raise UnknownColumnError(str(name))
        kind = "text"
    if kind == "day":  # pandas' days are moments at midnight
        stored = tuple(each.date() if isinstance(each, pd.Timestamp) else each for each in stored)
    return Column(str(name), kind, stored)
