"""What a declared format says about one file: its declarations with the file's own headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sales_core.importing.formats.declarations import (
    ExportFormat,
    GivenBack,
    Open,
    OrderDiscount,
    RefundColumn,
    RowRule,
)
from sales_core.importing.formats.plain_data import Plain
from sales_core.importing.vocabulary.header_names import folded


@dataclass(frozen=True, kw_only=True)
class Declared(Plain):
    """The declarations whose columns a file has, each with the header as the file writes it.

    Attributes:
        rules: Rows that are no sales.
        amount_else: Header of the column that holds the amount where its own cell is empty.
        fill_down: Headers of columns that only the first row of an order holds.
        given_back: Rows that were given back, though their amounts bear no sign.
        refunds: Columns of what was paid back, whose amounts become lines of their own.
        order_discount: A discount of whole orders, which their lines share.
        open: Rows that count though they may never be paid.
    """

    rules: tuple[RowRule, ...] = ()
    amount_else: str = ""
    fill_down: tuple[str, ...] = ()
    given_back: tuple[GivenBack, ...] = ()
    refunds: tuple[RefundColumn, ...] = ()
    order_discount: OrderDiscount | None = None
    open: tuple[Open, ...] = ()


def as_found(known: ExportFormat | None, header: Iterable[str]) -> Declared:
    """Give the declarations of a format that speak of columns a file has.

    Args:
        known: The format; None for an undeclared file.
        header: The column names of the file, as written.
    """
    if known is None:
        return Declared()
    there: dict[str, str] = {}
    for name in header:
        there.setdefault(folded(name), name)

    def found(names: Iterable[str]) -> tuple[str, ...]:
        return next(((there[folded(name)],) for name in names if folded(name) in there), ())

    back, discount = known.given_back, known.order_discount
    return Declared(
        rules=tuple(replace(one, column=at) for one in known.rules if (at := found(one.column))),
        amount_else=next(iter(found(known.amount_else)), ""),
        fill_down=known.fill_down,
        given_back=(replace(back, column=at),) if back and (at := found(back.column)) else (),
        refunds=tuple(
            replace(one, column=at, date=found(one.date))
            for one in known.refunds
            if (at := found(one.column))
        ),
        order_discount=OrderDiscount(at, found(discount.subtotal))
        if discount and (at := found(discount.column))
        else None,
        open=tuple(replace(one, column=at) for one in known.open if (at := found(one.column))),
    )


def names_of(declared: Declared) -> Iterator[str]:
    """Give the headers that the declarations need beside those of the fields."""
    for rule in declared.rules:
        yield from rule.column
    for back in declared.given_back:
        yield from back.column
    for rows in declared.open:
        yield from rows.column
    for refund in declared.refunds:
        yield from (*refund.column, *refund.date)
    if declared.order_discount:
        yield from (*declared.order_discount.column, *declared.order_discount.subtotal)
    yield from (declared.amount_else, *declared.fill_down)
