"""A discount of a whole order, shared exactly by its lines in proportion to their amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sales_core.importing.files.table import Table
from sales_core.importing.plan import ImportPlan
from sales_core.importing.rows.cells import Cells
from sales_core.importing.rows.faults import Faults
from sales_core.importing.rows.numbers import parse_numbers
from sales_core.importing.rows.orders import order_of_each_row
from sales_core.importing.rows.row_rules import column_of
from sales_core.values.arrays import Ints, Mask
from sales_core.values.plain_amounts import plain_amount

_CENT = 100
"""Ten-thousandths that shares are rounded to where the discount is so many cents."""


@dataclass(frozen=True)
class Discounts:
    """What the rows of a table say of their orders, in ten-thousandths, one a row.

    Attributes:
        name: Header of the discounts.
        amounts: The discount, without a sign; 0 where the row says none.
        subtotals: What the lines come to after it; 0 where the row says nothing.
        stated: Where the row says it.
    """

    name: str
    amounts: Ints
    subtotals: Ints
    stated: Mask


def read_discounts(
    table: Table, plan: ImportPlan, currency: str, faults: Faults
) -> Discounts | None:
    """Parse the order discounts of a plan; None where it has none."""
    rule = plan.order_discount
    column = column_of(table, rule.column[0]) if rule else None
    if rule is None or column is None:
        return None
    numbers = parse_numbers(column, "discount", plan.decimal_mark, currency)
    faults.add(column, numbers.faults)
    stated = np.zeros(table.rows, np.bool_)
    subtotals = np.zeros(table.rows, np.int64)
    subtotal = column_of(table, rule.subtotal[0]) if rule.subtotal else None
    if subtotal is not None:
        sums = parse_numbers(subtotal, "amount", plan.decimal_mark, currency)
        faults.add(subtotal, sums.faults)
        stated, subtotals = sums.known_rows(), sums.rows()
    return Discounts(column.header.strip(), np.abs(numbers.rows()), subtotals, stated)


def shared(cells: Cells, discounts: Discounts, good: Mask) -> tuple[Ints, tuple[str, ...]]:
    """Take the discounts of orders off their lines.

    What is taken off is what makes the lines of an order its subtotal, where that is
    their sum less the discount; lines that come to the subtotal already keep their
    amounts, because the discount was on shipping. Where the file contradicts itself the
    discount is taken off, and it is told.

    Args:
        cells: The parsed columns of a table, amounts before the discounts.
        discounts: What its rows say.
        good: Rows that become lines (bool, one a row).

    Returns:
        The amounts of all rows, and what a person should know about them.
    """
    if not discounts.amounts.any():
        return cells.amount, ()
    group = order_of_each_row(cells.order_ids, cells.days)
    ids = np.unique(group[good & (discounts.amounts != 0)])
    if len(ids) == 0:
        return cells.amount, ()
    rows = np.flatnonzero(good & np.isin(group, ids))
    at = np.searchsorted(ids, group[rows])
    rows, at = rows[by_order := np.argsort(at, kind="stable")], at[by_order]
    starts = np.searchsorted(at, np.arange(len(ids)))
    sums = np.add.reduceat(cells.amount[rows], starts)
    off = np.maximum.reduceat(discounts.amounts[rows], starts)
    stated = np.logical_or.reduceat(discounts.stated[rows], starts)
    subtotals = np.add.reduceat(_once(discounts, rows, at), starts)
    positive = np.minimum.reduceat(cells.amount[rows], starts) >= 0
    missing = sums - subtotals
    # lines may bear a discount of their own that the one of the order holds as well
    agrees = stated & (missing >= 0) & (missing <= off) & ((missing == off) | (missing == 0))
    inside = stated & ~agrees & (missing > 0) & (missing < off)
    taken = np.where(agrees | inside, missing, off)
    possible = positive & (taken <= sums)
    taken = np.where(possible, taken, 0)
    amount = cells.amount.copy()
    amount[rows] -= _shares(cells.amount[rows], sums, taken, at, starts)
    doubted = (stated & ~agrees & ~inside) | ~possible
    return amount, tuple(_told(discounts.name, taken, doubted))


def _once(discounts: Discounts, rows: Ints, at: Ints) -> Ints:
    """Give the subtotals of orders once each, in the first of its rows that says it."""
    found = np.zeros(len(rows), np.int64)
    said = np.flatnonzero(discounts.stated[rows])
    _, first = np.unique(at[said], return_index=True)
    found[said[first]] = discounts.subtotals[rows[said[first]]]
    return found


def _shares(amounts: Ints, sums: Ints, taken: Ints, at: Ints, starts: Ints) -> Ints:
    """Part what is taken off each order by the amounts of its lines, by largest remainder.

    Args:
        amounts: Of the lines, order by order; none below zero where something is taken.
        sums: Of the orders.
        taken: What is taken off each order, at most its sum.
        at: The order of each line.
        starts: The first line of each order.
    """
    unit = np.where(taken % _CENT == 0, _CENT, 1)[at]
    whole, sizes = (taken[at] // unit), np.maximum(sums[at], 1)
    exact = int(whole.max(initial=0)) * int(np.abs(amounts).max(initial=0)) < 2**62
    product = whole * amounts if exact else whole.astype(object) * amounts.astype(object)
    share, rest = product // sizes, product % sizes
    left = (taken // np.where(taken % _CENT == 0, _CENT, 1)) - np.add.reduceat(share, starts)
    _, ranks = np.unique(rest, return_inverse=True)
    order = np.lexsort((-ranks, at))
    place = np.empty(len(at), np.int64)
    place[order] = np.arange(len(at)) - starts[at[order]]
    return ((share + (place < left[at])) * unit).astype(np.int64)


def _told(name: str, taken: Ints, doubted: Mask) -> Iterator[str]:
    total = int(taken.sum())
    if total:
        count = int(np.count_nonzero(taken))
        yield (
            f"The lines of {count:,} orders share the discounts in {name!r} "
            f"({plain_amount(total)})."
        )
    if doubted.any():
        yield (
            f"Attention: the lines of {int(doubted.sum()):,} orders less {name!r} are not the "
            "subtotal that the file states for them."
        )
