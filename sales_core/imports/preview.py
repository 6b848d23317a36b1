"""Telling what importing a file would do, line by line of what is stored; nothing is written."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection

from sales_core.importing.files.careful_reader import raw_rows
from sales_core.importing.files.export import SalesExport
from sales_core.importing.reading import Reading
from sales_core.imports.complete import Brought
from sales_core.imports.outcomes import asking
from sales_core.imports.receipt import Receipt
from sales_core.imports.result import ImportOptions, ImportResult
from sales_core.store.order_counts import count_orders
from sales_core.store.stored_lines import read_days, runs_of_days, with_names


def previewed(
    connection: Connection, export: SalesExport, brought: Brought, options: ImportOptions
) -> ImportResult:
    """Compare a file, as read, with what is stored.

    Args:
        connection: To read with.
        export: The file.
        brought: The file, as read.
        options: What the user chose.
    """
    reading, completes = brought.reading, brought.completes
    if reading.lines is None:
        return brought.told(asking(export.name, reading))
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
    result = brought.told(receipt.result(connection, export.name, "preview"))
    return result if completes else replace(result, written=_as_written(export, result, reading))


def _as_written(export: SalesExport, result: ImportResult, reading: Reading) -> pd.DataFrame | None:
    """Give the sample of a file in its own words.

    Returns:
        Grain: one row a line of the sample, in its order. ``source_line`` (int64)
        and a column of texts for each field that has one in the file.
    """
    if result.sample is None:
        return None
    lines = result.sample["source_line"].tolist()
    raw = raw_rows(export, reading.layout, set(lines))
    places = {name: reading.layout.header.index(head) for name, head in reading.columns.items()}
    cells = {name: [(*raw[line], *[""] * at)[at] for line in lines] for name, at in places.items()}
    return pd.DataFrame({"source_line": lines, **cells})
