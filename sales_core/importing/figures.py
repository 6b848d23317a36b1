"""The figures of one reading of a file, to compare it with another."""

from __future__ import annotations

import hashlib

import numpy as np

from sales_core.importing.files.table import Table
from sales_core.importing.questions import Figures
from sales_core.importing.rows.cells import Cells
from sales_core.importing.rows.counting import gained_and_lost
from sales_core.importing.rows.faults import Faults
from sales_core.values.arrays import Mask


def figures_of(
    table: Table, cells: Cells, faults: Faults, usual: tuple[Cells, Faults] | None = None
) -> Figures:
    """Give what a reading comes to, and a fingerprint of all that it would store.

    Args:
        table: The columns as read.
        cells: The same as values, under this reading.
        faults: What is wrong with them.
        usual: Cells and faults of the reading that stands if nobody asks.
    """
    good = _good(cells, faults)
    rows = np.flatnonzero(good)
    days = cells.days[rows]
    ends = (
        [np.datetime64(int(day), "D").item() for day in (days.min(), days.max())]
        if len(rows)
        else [None, None]
    )
    digest = hashlib.sha256()
    for values in (days, cells.quantity[rows], cells.amount[rows]):
        digest.update(np.ascontiguousarray(values).tobytes())
    for names in cells.names.values():
        digest.update("\x1f".join(names.names).encode(errors="replace"))
        digest.update(np.ascontiguousarray(names.codes[rows]).tobytes())
    if table.order_ids is not None and len(rows):
        digest.update("\x1f".join(cells.order_ids_of(rows).to_pylist()).encode(errors="replace"))
    return Figures(
        revenue=sum(gained_and_lost(cells.amount, good)),
        rows=len(rows),
        first_date=ends[0],
        last_date=ends[1],
        rejected=int(np.count_nonzero(faults.rejected)) + len(table.odd),
        fingerprint=digest.hexdigest(),
        differs=_first_difference((cells, faults), usual) if usual else None,
    )


def _good(cells: Cells, faults: Faults) -> Mask:
    """Mark what would be stored: rows of the table, and behind them what stands beside them."""
    rejected = np.append(faults.rejected, np.zeros(len(cells.beside), np.bool_))
    good: Mask = ~rejected & ~cells.ignored & cells.amount_known
    return good


def _first_difference(one: tuple[Cells, Faults], other: tuple[Cells, Faults]) -> int | None:
    """Give the first row of the table that two readings store otherwise; None without any."""
    (first, _), (second, _) = one, other
    count = len(first.days) - len(first.beside)
    if count != len(second.days) - len(second.beside):
        return None
    left, right = (_good(*each)[:count] for each in (one, other))
    differing = left != right
    for ours, theirs in (
        (first.days, second.days),
        (first.amount, second.amount),
        (first.quantity, second.quantity),
    ):
        differing |= left & right & (ours[:count] != theirs[:count])
    differing[np.setxor1d(first.beside, second.beside)] = True
    return int(np.argmax(differing)) if differing.any() else None
