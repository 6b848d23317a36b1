"""What is stored of a day: adding a batch of an import to it, and folding it from the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection

from sales_core.store import daily_revenue, ledger, stored_lines
from sales_core.store.import_log import Mode
from sales_core.store.names import NameIds
from sales_core.store.stored_lines import Inserted
from sales_core.values.lines import IDENTITY, ORDER

Runs = Sequence[tuple[date, date]]


@dataclass(frozen=True)
class Added:
    """What adding a batch did.

    Attributes:
        inserted: Lines that were not there yet.
        replaced: Lines of the same orders that were taken away before.
        changed: Orders that differ from what was stored (``changed_orders``).
    """

    inserted: Inserted
    replaced: Inserted
    changed: pd.DataFrame | None


def add_batch(
    connection: Connection, import_id: int, mode: Mode, lines: pd.DataFrame, ids: NameIds
) -> Added:
    """Add one batch of an import to what is stored, the daily rows of its days included.

    Args:
        connection: In a writing transaction.
        import_id: The import that brings them.
        mode: Whether the import merges with or replaces the orders it contains.
        lines: A frame of lines (``values.lines``) of whole days, ascending.
        ids: Numbers of the names.
    """
    days = lines["sale_date"]
    fresh = not stored_lines.days_with_lines(connection, days.iloc[0].date(), days.iloc[-1].date())
    incoming = stored_lines.identified(lines, ids, import_id)
    replaced = Inserted(0, 0)
    if mode == "replace" and not fresh:
        replaced = stored_lines.delete_orders(connection, incoming)
    inserted = stored_lines.insert_lines(connection, incoming)
    if fresh:
        daily_revenue.write_days(connection, incoming)
        return Added(inserted, replaced, None)
    if inserted.rows == 0 and replaced.rows == 0:
        return Added(inserted, replaced, None)
    stored = daily_revenue.refresh_days(connection, list(stored_lines.runs_of_days(days)))
    before = stored_lines.with_names(connection, stored[stored["import_id"] != import_id])
    return Added(inserted, replaced, changed_orders(lines, before))


def changed_orders(lines: pd.DataFrame, stored: pd.DataFrame) -> pd.DataFrame:
    """Find the orders of which something is stored that a file does not have.

    Args:
        lines: The lines of the file, a frame of lines (``values.lines``).
        stored: The lines stored for the same days, with names.

    Returns:
        Grain: one row an order. ``sale_date``, ``location``, ``order_id``,
        ``stored_amount`` and ``file_amount`` (int64 ten-thousandths).
    """
    order, identity = list(ORDER), list(IDENTITY)
    both = [frame.astype({"location": "str"}) for frame in (lines, stored)]
    ours, theirs = (
        frame.astype({"product": "str", "payment_method": "str"})[[*identity]] for frame in both
    )
    shared = theirs.merge(ours[order].drop_duplicates(), on=order)
    compared = shared.merge(ours, on=identity, how="left", indicator=True)
    lacking = compared.loc[compared["_merge"] == "left_only", order].drop_duplicates()
    sums = [
        frame.groupby(order, as_index=False)["amount"].sum().rename(columns={"amount": name})
        for frame, name in ((theirs, "stored_amount"), (ours, "file_amount"))
    ]
    return lacking.merge(sums[0], on=order).merge(sums[1], on=order).sort_values(order)


def fold_days(connection: Connection, runs: Runs, ids: NameIds) -> int:
    """Make some runs of days what the ledger says, lines and daily rows.

    Returns:
        How many lines they have now.
    """
    written = 0
    for first, last in runs:
        stored_lines.delete_days(connection, first, last)
        lines = ledger.fold(ledger.active_chunks(connection, first, last))
        if len(lines):
            stored_lines.write_lines(connection, stored_lines.identified(lines, ids))
        written += len(lines)
    daily_revenue.refresh_days(connection, runs)
    return written


def settle(connection: Connection, runs: Runs, now: datetime) -> None:
    """Bring what is derived from daily rows up to date, after lines of some days changed."""
    daily_revenue.refresh_products(connection, runs, now)
    daily_revenue.forget_unused_names(connection)
