"""The figures of one reading of a file, to compare it with another."""

from __future__ import annotations

import hashlib

import numpy as np

from sales_core.importing.files.table import Table
from sales_core.importing.questions import Figures
from sales_core.importing.rows.cells import Cells
from sales_core.importing.rows.counting import gained_and_lost
from sales_core.importing.rows.faults import Faults


def figures_of(table: Table, cells: Cells, faults: Faults) -> Figures:
    """Give what a reading comes to, and a fingerprint of all that it would store."""
    rejected = np.append(faults.rejected, np.zeros(len(cells.beside), np.bool_))
    good = ~rejected & ~cells.ignored & cells.amount_known
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
    )
