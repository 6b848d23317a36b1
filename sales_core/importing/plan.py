"""The import plan: everything needed to read one file the same way again, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from sales_core.importing.fields import AmountFrom
from sales_core.values.dates import LETTERS, DateOrder
from sales_core.values.money import DecimalMark


@dataclass(frozen=True)
class ImportPlan:
    """How one file is read.

    Attributes:
        format: Name of the declared export format; None for an undeclared one.
        encoding: Python's name of the encoding.
        delimiter: One character.
        header_line: Line number of the header, from 1.
        columns: Header by field, as written.
        date_order: Order of day, month and year.
        decimal_mark: Which sign separates decimals.
        amount_from: Where the amount of a line comes from.
    """

    format: str | None
    encoding: str
    delimiter: str
    header_line: int
    columns: Mapping[str, str]
    date_order: DateOrder
    decimal_mark: DecimalMark
    amount_from: AmountFrom

    def as_json(self) -> dict[str, Any]:
        """Give the plan as plain data, for storing and for the contracts."""
        return {
            "format": self.format,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "header_line": self.header_line,
            "columns": dict(self.columns),
            "date_format": LETTERS[self.date_order],
            "decimal_mark": self.decimal_mark,
            "amount_from": self.amount_from,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ImportPlan:
        """Read a stored plan back.

        Raises:
            KeyError: The data is no plan.
        """
        orders = {letters: order for order, letters in LETTERS.items()}
        return cls(
            format=data["format"],
            encoding=data["encoding"],
            delimiter=data["delimiter"],
            header_line=data["header_line"],
            columns=data["columns"],
            date_order=orders[data["date_format"]],
            decimal_mark=cast("DecimalMark", data["decimal_mark"]),
            amount_from=cast("AmountFrom", data["amount_from"]),
        )
