"""Taxes and discounts that lines state: taken only where they are those of the line.

The amount of a line holds its tax, as revenue does. A tax that stands beside the amount, that is a
rate, or that is of a whole order is no tax of a line, so it is left aside and told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sales_core.importing.files.looks import number_in
from sales_core.importing.files.table import Layout, Table
from sales_core.importing.plan import ImportPlan
from sales_core.importing.rows.cells import Cells
from sales_core.importing.rows.numbers import Numbers
from sales_core.importing.rows.orders import order_of_each_row
from sales_core.importing.vocabulary.header_names import folded, key, words
from sales_core.importing.vocabulary.languages import joined, words_of
from sales_core.values.arrays import Ints, Mask, blocks
from sales_core.values.groups import numbered
from sales_core.values.traits import TAX_RATE

_LOOKED_AT = 20_000
"""Rows in which it is looked for taxes of whole orders."""

_SHOWN = 1_000
"""First rows in which it is looked for a column that says whether the tax is within the amount."""

_OTHERS = ("discount_names", "shipping_names", "tip_names", "fee_names")
"""Words of what else an amount may be without."""

_ENOUGH = 3
"""Orders, or rows, that show something by more than chance."""

_HUNDREDTH = 100


def with_stated(table: Table, plan: ImportPlan, cells: Cells) -> tuple[Cells, tuple[str, ...]]:
    """Give cells whose taxes and discounts are those of lines, and what a person should know."""
    details, told = dict(cells.details), []
    for name, word in (("tax", "tax"), ("discount", "discount")):
        numbers = details.get(name)
        if numbers is None:
            continue
        header = plan.columns.get(name, "")
        why = _why_not_tax(table, plan, cells, numbers) if name == "tax" else ""
        why = why or _why_of_orders(table, cells, numbers)
        if why:
            details[name] = None
            if why != _RATE:
                told.append(f"The {word} in {header.strip()!r} {why}, so it is not kept by line.")
        elif name == "discount":
            details[name] = _taken_off(numbers)
        else:
            details[name] = _signed(cells, numbers)
    return replace(cells, details=details), tuple(told)


_RATE = "is a rate"


def _why_not_tax(table: Table, plan: ImportPlan, cells: Cells, numbers: Numbers) -> str:
    """Say why a tax is none that the amount of its row holds; "" where it may be."""
    if folded(plan.traits.get(TAX_RATE, "")) == folded(plan.columns["tax"]):
        return _RATE
    some = more = 0
    for rows in blocks(len(cells.amount)):
        tax, missing = numbers.take(rows)
        amount = cells.amount[rows]
        taxed = ~missing & (tax != 0) & (amount != 0) & ~cells.ignored[rows]
        some += int(np.count_nonzero(taxed))
        more += int(np.count_nonzero(taxed & (np.abs(tax) >= np.abs(amount))))
    if _HUNDREDTH * more > some:
        return "is as much as the amount of its row, or more"
    if _stands_beside(table.layout, plan.columns):
        return "stands beside amounts without tax"
    return ""


def _stands_beside(layout: Layout, columns: Mapping[str, str]) -> bool:
    """Tell whether the amounts of a file are those without tax.

    Another column says it that is amount + tax, or amount - tax, in all first rows with a tax;
    else the name of the amount.
    """
    places = {folded(header): at for at, header in enumerate(layout.header)}
    tax = places.get(folded(columns["tax"]))
    amount = places.get(folded(columns.get("amount", "")))
    if tax is None or amount is None:
        return False
    rows = [(row, number_in(row[amount]), number_in(row[tax])) for row in layout.sample[:_SHOWN]]
    taxed = [(row, total, part) for row, total, part in rows if total and part]
    if len(taxed) >= _ENOUGH:
        for sign in (-1, 1):
            for at in range(len(layout.header)):
                if at not in (tax, amount) and all(
                    number_in(row[at]) == total + sign * part for row, total, part in taxed
                ):
                    return sign == 1
    return _named_without(layout.header[amount])


def _named_without(header: str) -> bool:
    """Tell whether a name says that an amount is without tax: "Net", "Montant HT", "excl. VAT".

    Without a discount, or without shipping, is something else.
    """
    said = set(words(header).split())
    without = said & words_of("without_words") or key(header) in joined("net_of_fees")
    return bool(without) and (bool(said & words_of("tax_names")) or not said & words_of(*_OTHERS))


def _why_of_orders(table: Table, cells: Cells, numbers: Numbers) -> str:
    """Say that a value is that of whole orders, in each of their rows or in the first alone."""
    if cells.order_ids is None:
        return ""
    count = min(_LOOKED_AT, table.rows)
    orders = numbered(order_of_each_row(cells.order_ids.slice(0, count), cells.days[:count]))[0]
    value, missing = numbers.take(slice(count))
    known = ~missing
    good = ~cells.ignored[:count]
    size = int(orders.max(initial=0)) + 1
    rows = np.bincount(orders[good], minlength=size)
    said = np.bincount(orders[good & known], minlength=size)
    some = np.zeros(size, np.bool_)
    some[orders[good & known & (value != 0)]] = True
    several = (rows > 1) & some
    once = several & (said == 1)
    if once.sum() >= _ENOUGH and (once == several).all():
        return "stands in one row of each order"
    whole = several & (said == rows)
    apart = _differs(orders, cells.amount[:count], good, size)
    alike = whole & apart & ~_differs(orders, value, good, size)
    differing = whole & _differs(orders, value, good, size)
    if alike.sum() >= _ENOUGH and not differing.any():
        return "is the same in all rows of each order, though their amounts are not"
    return ""


def _differs(orders: npt.NDArray[np.integer], values: Ints, rows: Mask, size: int) -> Mask:
    """Tell which orders have different values in some rows."""
    low = np.full(size, np.iinfo(np.int64).max)
    high = np.full(size, np.iinfo(np.int64).min)
    np.minimum.at(low, orders[rows], values[rows])
    np.maximum.at(high, orders[rows], values[rows])
    return high > low


def _taken_off(numbers: Numbers) -> Numbers:
    """Give discounts as what was taken off: where none is positive, a minus only says that."""
    if (numbers.values[numbers.known] > 0).any():
        return numbers
    return replace(numbers, values=np.abs(numbers.values))


def _signed(cells: Cells, numbers: Numbers) -> Numbers:
    """Give taxes the sign of their amounts: what comes back takes its tax along."""
    if not any(_unlike(cells, numbers, rows).any() for rows in blocks(len(cells.amount))):
        return numbers
    wrong, tax = _unlike(cells, numbers, slice(None)), numbers.rows()
    return Numbers(
        codes=np.arange(len(tax), dtype=np.int32),
        values=np.where(wrong, -tax, tax),
        known=numbers.known_rows(),
        rounded=np.zeros(len(tax), np.bool_),
        faults={},
    )


def _unlike(cells: Cells, numbers: Numbers, rows: slice) -> Mask:
    """Mark those of some rows whose tax has not the sign of its amount."""
    tax, missing = numbers.take(rows)
    amount = cells.amount[rows]
    wrong: Mask = ((tax < 0) != (amount < 0)) & (tax != 0) & (amount != 0) & ~missing
    return wrong
