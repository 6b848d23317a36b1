"""What an export format can declare: columns, where amounts come from, rows that are no sales."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sales_core.importing.formats.plain_data import Plain
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

TraitField = Literal["time", "category", "staff", "channel", "tax_rate"]
"""What else a line may say: found by plain names, and no part of what it is."""

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
class RowRule(Plain):
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


@dataclass(frozen=True)
class GivenBack(Plain):
    """Which rows of a file were given back, where their amounts bear no sign.

    Attributes:
        column: Names the column may have; the first that is there counts.
        where: Rows were given back where the text is one of these.
    """

    column: tuple[str, ...]
    where: tuple[str, ...]


@dataclass(frozen=True)
class RefundColumn(Plain):
    """A column of what was paid back of a sale, in the row of the sale.

    Attributes:
        column: Names the column may have; the first that is there counts.
        date: Names of the column that holds the day of the refund; without one it
            counts on the day of the sale.
        sign: Whether the refunds bear a minus; "any" takes them as the column is written.
        per: Whether the amount is that of its row, or of the whole order, in whose rows
            it may stand once or again and again.
        holds_more: Refunds hold shipping or tax that the amounts do not: one counts at
            most as much as the lines of its order.
    """

    column: tuple[str, ...]
    date: tuple[str, ...] = ()
    sign: Literal["plus", "minus", "any"] = "plus"
    per: Literal["row", "order"] = "row"
    holds_more: bool = False


@dataclass(frozen=True)
class OrderDiscount(Plain):
    """A discount of a whole order, which its lines share.

    Attributes:
        column: Names of the column that holds it; it may stand in one row of the order
            or in all of them.
        subtotal: Names of the column that holds what the lines come to after it.
    """

    column: tuple[str, ...]
    subtotal: tuple[str, ...] = ()


@dataclass(frozen=True)
class Open(Plain):
    """Rows that count though nobody knows whether they were paid; it is told with their sum.

    Attributes:
        column: Names the column may have; the first that is there counts.
        where: It is so where the text is one of these.
        reason: What such rows are.
    """

    column: tuple[str, ...]
    where: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class ExportFormat:
    """A declared layout of a sales export.

    Attributes:
        name: Stable name, stored with each import.
        title: What people call it.
        signatures: Columns that are there in every such file and together in no other
            kind; one for each language and age of the format.
        columns: The column of each field that the format has; the first name
            that is there counts.
        rules: Rows that are no sales.
        amount_else: Columns for the amount where the amount's own cell is empty.
        fill_down: Columns that only the first row of an order holds.
        note: What a person should know about its amounts.
        given_back: Rows that were given back, though their amounts bear no sign.
        date_order: How this system writes dates, where the values leave it open.
        decimal_mark: How this system writes numbers, where the values leave it open.
        no_sales: What such a file lists, if that is not sales: it is refused.
        repeated: Columns whose name comes again further right; the first one counts.
        refunds: Columns of what was paid back, whose amounts become lines of their own.
        order_discount: A discount of the whole order, which its lines share.
        open: Rows that count though they may never be paid.
        amount_once: The amount of an order stands in each of its rows, and counts once.
    """

    name: str
    title: str
    signatures: tuple[tuple[str, ...], ...]
    columns: Mapping[Field, tuple[str, ...]]
    rules: tuple[RowRule, ...] = ()
    amount_else: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()
    note: str = ""
    given_back: GivenBack | None = None
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    no_sales: str = ""
    repeated: tuple[str, ...] = ()
    refunds: tuple[RefundColumn, ...] = ()
    order_discount: OrderDiscount | None = None
    open: tuple[Open, ...] = ()
    amount_once: bool = False
