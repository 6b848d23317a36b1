"""What an order says once for all of its rows: its discount, and what of it was paid back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sales_core.importing.files.table import Column, Table
from sales_core.importing.plan import ImportPlan
from sales_core.importing.rows.cells import Cells
from sales_core.importing.rows.faults import Faults
from sales_core.importing.rows.order_discount import read_discounts, shared
from sales_core.importing.rows.orders import order_of_each_row
from sales_core.importing.rows.paid_back import read_paid_back
from sales_core.importing.rows.refunds import with_refund_lines
from sales_core.importing.rows.row_rules import column_of
from sales_core.values.plain_amounts import plain_amount


def settled(
    table: Table, plan: ImportPlan, cells: Cells, faults: Faults, currency: str
) -> tuple[Cells, tuple[str, ...]]:
    """Share the discounts of orders among their lines, and add lines for what was paid back.

    Args:
        table: The columns as read.
        plan: Which of them hold discounts and refunds.
        cells: The parsed columns, amounts as each row has them.
        faults: All faults of the rows; those of discounts and refunds are added.
        currency: The one currency of the database, an ISO 4217 code.

    Returns:
        The cells, and what a person should know about them.
    """
    discounts = read_discounts(table, plan, currency, faults)
    paid_back = read_paid_back(table, plan, currency, faults)
    if discounts or any(column.rule.per == "order" for column in paid_back):
        _reject_whole_orders(table, cells, faults)
    good = ~faults.rejected & ~cells.ignored
    told: tuple[str, ...] = ()
    if discounts:
        amount, told = shared(cells, discounts, good)
        cells = replace(cells, amount=amount)
    told += tuple(_open_told(table, plan, cells, good))
    cells, more = with_refund_lines(cells, paid_back, good)
    return cells, (*told, *more)


def _open_told(
    table: Table, plan: ImportPlan, cells: Cells, good: npt.NDArray[np.bool_]
) -> Iterator[str]:
    """Say which rows count though they may never be paid, and what they come to."""
    for rule in plan.open:
        column = column_of(table, rule.column[0])
        if column is None:
            continue
        said = np.array([text.strip().casefold() in rule.where for text in column.texts], np.bool_)
        rows = column.rows_with(said) & good
        if rows.any():
            texts = {column.texts[code].strip() for code in np.unique(column.codes[rows]).tolist()}
            total = plain_amount(sum(cells.amount[rows].tolist()))
            yield (
                f"Attention: {int(rows.sum()):,} lines of {rule.reason} count ({total}): "
                f"{column.header.strip()!r} says {', '.join(sorted(texts))}."
            )


def _reject_whole_orders(table: Table, cells: Cells, faults: Faults) -> None:
    """Reject all rows of an order of which one cannot be read: they share what it says once."""
    rows = np.flatnonzero(faults.rejected)
    if len(rows) == 0 or cells.order_ids is None:
        return
    # a day that cannot be read must not part a row from its order
    orders = order_of_each_row(cells.order_ids, np.zeros(table.rows, np.int32))
    shown = Column("", [""], np.zeros(table.rows, np.int32))
    faults.add_rows(shown, np.isin(orders, orders[rows]), "order-apart")
