"""The amounts of rows: their own column, quantity x unit price - discount, or credit - debit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sales_core.importing.files.table import Column, Table
from sales_core.importing.plan import ImportPlan
from sales_core.importing.rows.discount_rates import after_percent, read_percents
from sales_core.importing.rows.faults import Fault
from sales_core.importing.rows.numbers import Numbers, parse_numbers
from sales_core.importing.rows.own_marks import own_mark
from sales_core.importing.rows.row_rules import column_of
from sales_core.values.arrays import Ints, Mask
from sales_core.values.money import (
    NumberRangeError,
    amount_decimal,
    decimal_text,
    quantity_decimal,
    to_amount,
)


class Amounts(NamedTuple):
    """Ten-thousandths one a row, where they are known, and how many were rounded.

    ``needed`` says that an empty cell is a fault; ``beyond`` has derived ones out of range.
    """

    values: Ints
    known: Mask
    rounded: int
    needed: bool
    beyond: tuple[Column, Mapping[int, Fault]] | None = None


def find_amounts(
    table: Table, plan: ImportPlan, numbers: Mapping[str, Numbers], currency: str
) -> Amounts:
    """Give the amounts, derived where the file has none of its own."""
    if plan.amount_from == "credit - debit":
        return _difference_of(numbers["credit"], numbers["debit"])
    if plan.amount_from != "column":
        rate_name = plan.columns.get("discount_percent")
        rate = None if rate_name is None else column_of(table, rate_name)
        column, made = _product_of(
            numbers["quantity"],
            numbers["unit_price"],
            numbers.get("discount"),
            None if rate is None else read_percents(rate, plan.mark_of("discount_percent")),
        )
        beyond = (column, made.faults)
        return Amounts(
            made.rows(), made.known_rows(), made.rounded_rows(), needed=False, beyond=beyond
        )
    own = numbers["amount"]
    amount, known, rounded = own.rows(), own.known_rows(), own.rounded_rows()
    for taken in filter(None, (column_of(table, header) for header in plan.less)):
        amount, sure = _less(amount, taken, plan, currency)
        known = known & sure
    spare = column_of(table, plan.amount_else) if plan.amount_else else None
    if spare is None:
        return Amounts(amount, known, rounded, needed=True)
    other = parse_numbers(spare, "amount", plan.decimal_mark, currency)
    filled = np.where(known, amount, other.rows())
    return Amounts(filled, known | other.known_rows(), rounded + other.rounded_rows(), needed=False)


def amount_where(some: Mask, amount: Ints) -> Ints:
    """Give the amounts of some rows, 0 in the others: no second array where all are meant."""
    return amount if some.all() else np.where(some, amount, 0)


def _less(amount: Ints, column: Column, plan: ImportPlan, currency: str) -> tuple[Ints, Mask]:
    """Bring amounts nearer to zero by the money of a column; also say where that is known."""
    mark = own_mark(column.texts) or plan.mark_of("discount")
    off = parse_numbers(column, "discount", mark, currency)
    blank = np.array([not text.strip() for text in column.texts], np.bool_)
    taken = np.sign(amount) * np.abs(np.where(off.known, off.values, 0))[off.codes]
    return amount - taken, (off.known | blank)[off.codes]


def _difference_of(credit: Numbers, debit: Numbers) -> Amounts:
    """Derive amounts as what came in minus what went out."""
    out = _taken_off(debit.values)
    amounts = credit.rows() - out[debit.codes]
    known = credit.known_rows() | debit.known_rows()
    rounded = credit.rounded_rows() + debit.rounded_rows()
    return Amounts(amounts, known, rounded, needed=False)


def _taken_off(values: Ints) -> Ints:
    """Give what is to be taken off: where all of it bears a minus, that minus is the one."""
    return np.abs(values) if np.all(values <= 0) else values


def _product_of(
    quantity: Numbers, unit_price: Numbers, discount: Numbers | None, percent: Numbers | None
) -> tuple[Column, Numbers]:
    """Derive amounts as quantity x unit price - discounts, once for each distinct combination.

    Returns:
        A column that holds the text of those out of range, and the amounts.
    """
    parts = [quantity, unit_price, *filter(None, (percent, discount))]
    off = None if discount is None else _taken_off(discount.values)
    stacked = np.stack([part.codes for part in parts])
    distinct, inverse = np.unique(stacked, axis=1, return_inverse=True)
    amounts = np.zeros(distinct.shape[1], np.int64)
    known = np.zeros(distinct.shape[1], np.bool_)
    rounded = np.zeros(distinct.shape[1], np.bool_)
    texts = [""] * distinct.shape[1]
    faults: dict[int, Fault] = {}
    for at, codes in enumerate(distinct.T.tolist()):
        if not (quantity.known[codes[0]] and unit_price.known[codes[1]]):
            continue
        pieces = quantity_decimal(int(quantity.values[codes[0]]))
        exact = pieces * amount_decimal(int(unit_price.values[codes[1]]))
        if percent:
            exact = after_percent(exact, int(percent.values[codes[2]]))
        if off is not None:
            exact -= amount_decimal(int(off[codes[-1]]))
        try:
            amounts[at], rounded[at] = to_amount(exact)
            known[at] = True
        except NumberRangeError:
            texts[at], faults[at] = decimal_text(exact), ("range", {})
    rows = inverse.reshape(-1).astype(np.int32)
    column = Column("quantity x unit price", texts, rows)
    return column, Numbers(rows, amounts, known, rounded, faults)
