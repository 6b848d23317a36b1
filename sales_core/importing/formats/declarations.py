"""What an export format can declare: columns, where amounts come from, rows that are no sales."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sales_core.values.dates import DateOrder
from sales_core.values.money import DecimalMark

Field = Literal[
    "date",
    "order_id",
    "item",
    "amount",
    "quantity",
    "unit_price",
    "discount",
    "discount_percent",
    "tax",
    "location",
    "payment_method",
    "currency",
    "credit",
    "debit",
]

NUMERIC: tuple[Field, ...] = (
    "amount",
    "quantity",
    "unit_price",
    "discount",
    "tax",
    "credit",
    "debit",
)
"""Fields that hold numbers."""


@dataclass(frozen=True)
class RowRule:
    """Which rows of a file are no sales, told by the text of one column.

    Attributes:
        column: Names the column may have; the first that is there counts.
        reason: What the left out rows are, as the evidence counts them.
        only: Rows are sales only where the text is, or with ``within`` holds, one of these.
        never: Rows are no sales where it is, or holds, one of these.
        within: Whether a part of the text is enough.
        negative: The rule is for rows with a negative amount alone.
    """

    column: tuple[str, ...]
    reason: str
    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    within: bool = False
    negative: bool = False

    def as_json(self) -> dict[str, Any]:
        """Give the rule as plain data."""
        return {
            "column": list(self.column),
            "reason": self.reason,
            "only": list(self.only),
            "never": list(self.never),
            "within": self.within,
            "negative": self.negative,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RowRule:
        """Read a stored rule back."""
        texts = {name: tuple(data[name]) for name in ("column", "only", "never")}
        return cls(reason=data["reason"], within=data["within"], negative=data["negative"], **texts)


@dataclass(frozen=True)
class GivenBack:
    """Which rows of a file were given back, where their amounts bear no sign.

    Attributes:
        column: Names the column may have; the first that is there counts.
        where: Rows were given back where the text is one of these.
    """

    column: tuple[str, ...]
    where: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {"column": list(self.column), "where": list(self.where)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> GivenBack:
        """Read a stored one back."""
        return cls(tuple(data["column"]), tuple(data["where"]))


@dataclass(frozen=True)
class ExportFormat:
    """A declared layout of a sales export.

    Attributes:
        name: Stable name, stored with each import.
        title: What people call it.
        signature: Columns that are there in every such file and together in
            no other kind.
        columns: The column of each field that the format has; the first name
            that is there counts.
        also: Other signatures, of the same format in another language or age.
        rules: Rows that are no sales.
        amount_else: Columns for the amount where the amount's own cell is empty.
        fill_down: Columns that only the first row of an order holds.
        note: What a person should know about its amounts.
        given_back: Rows that were given back, though their amounts bear no sign.
        date_order: How this system writes dates, where the values leave it open.
        decimal_mark: How this system writes numbers, where the values leave it open.
        no_sales: What such a file lists, if that is not sales: it is refused.
        repeated: Columns whose name comes again further right; the first one counts.
    """

    name: str
    title: str
    signature: tuple[str, ...]
    columns: Mapping[Field, tuple[str, ...]]
    also: tuple[tuple[str, ...], ...] = ()
    rules: tuple[RowRule, ...] = ()
    amount_else: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = field(default=())
    note: str = ""
    given_back: GivenBack | None = None
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    no_sales: str = ""
    repeated: tuple[str, ...] = ()
