"""Telling what importing a file would do, line by line of what is stored; nothing is written."""

from __future__ import annotations

from sqlalchemy import Connection

from sales_core.completing import Brought
from sales_core.import_result import ImportOptions, ImportResult
from sales_core.outcomes import asking
from sales_core.receipt import Receipt
from sales_core.store.rollups import count_orders
from sales_core.store.stored_lines import read_days, runs_of_days, with_names


def previewed(
    connection: Connection, name: str, brought: Brought, options: ImportOptions
) -> ImportResult:
    """Compare a file, as read, with what is stored.

    Args:
        connection: To read with.
        name: Of the file.
        brought: The file.
        options: What the user chose.
    """
    reading, completes = brought.reading, brought.completes
    if reading.lines is None:
        return brought.told(asking(name, reading))
    receipt = Receipt(reading)
    replacing = completes.mode == "replace" if completes else options.on_changed == "replace"
    for batch in reading.lines.batches():
        lines = completes.numbered(connection, batch) if completes else batch
        receipt.add(lines, count_orders(lines))
        stored = read_days(connection, list(runs_of_days(lines["sale_date"])))
        if len(stored):
            named = with_names(connection, stored)
            family = completes.family if completes else ()
            receipt.compare(lines, named, "replace" if replacing else "keep", family)
    return brought.told(receipt.result(name, "preview"))
