"""What is stored of a day: adding a batch of an import to it, and folding it from the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from sales_core.store import daily_revenue, ledger, stored_lines
from sales_core.store.bulk import Rows
from sales_core.store.canonical import canonical_of, merged_products
from sales_core.store.gone import NOTHING_GONE, Gone, names_of_days
from sales_core.store.import_log import Mode
from sales_core.store.names import NameIds
from sales_core.store.product_rollups import refresh_products
from sales_core.store.rollups import Rollups, roll_up
from sales_core.store.said_again import gains
from sales_core.store.stored_lines import Inserted
from sales_core.store.traits import forget_unused_traits, members_of
from sales_core.values.keys import row_keys
from sales_core.values.lines import IDENTITY, ORDER

Runs = Sequence[tuple[date, date]]


@dataclass(frozen=True)
class Batch:
    """One batch of an import, with all that can be made of it without the database.

    Attributes:
        lines: A frame of lines (``values.lines``) of whole days, ascending.
        identified: The same with numbers for names (``stored_lines.identified``).
        rows: The same, ready to insert.
        chunk: The same, as the ledger keeps it.
        rollups: Their sums.
        fresh: Nothing else is stored of their days, so that their sums are those of the days.
    """

    lines: pd.DataFrame
    identified: pd.DataFrame
    rows: Rows
    chunk: bytes
    rollups: Rollups
    fresh: bool


@dataclass(frozen=True)
class Added:
    """What adding a batch did.

    Attributes:
        inserted: Lines that were not there yet.
        replaced: Lines of the same orders that were taken away before.
        changed: Orders that differ from what was stored (``changed_orders``).
        rollups: The daily rows of its days, to be written, if they changed.
        gained: What lines that were there say now and did not before (``said_again.gains``).
        stored: What was stored of its days before, with names; None where nothing was.
    """

    inserted: Inserted
    replaced: Inserted
    changed: pd.DataFrame | None = None
    rollups: Rollups | None = None
    gained: frozenset[str] = frozenset()
    stored: pd.DataFrame | None = None


def prepare(lines: pd.DataFrame, import_id: int, ids: NameIds, *, fresh: bool) -> Batch:
    """Make of a batch all that can be made without the database.

    Args:
        lines: A frame of lines (``values.lines``) of whole days, ascending.
        import_id: The import that brings them.
        ids: Numbers of the names; all of them must be known.
        fresh: Nothing is stored of any day of the import.
    """
    chunk = ledger.encode(lines)  # first, while nothing else of a long day is in memory
    identified = stored_lines.identified(lines, ids, import_id)
    return Batch(
        lines,
        identified,
        stored_lines.sales_rows(identified, ids.dialect),
        chunk,
        roll_up(identified, ids.merged, ids.members),
        fresh,
    )


def add_batch(
    connection: Connection,
    batch: Batch,
    import_id: int,
    mode: Mode,
    ids: NameIds,
    *,
    family: Sequence[int] = (),
) -> Added:
    """Add one batch of an import to the lines that are stored, and sum its days again.

    What lines that are there say nothing of is filled in from the batch, which must be in
    the ledger already. ``settle`` writes the daily rows.

    Args:
        connection: In a writing transaction.
        batch: As ``prepare`` makes it.
        import_id: The import that brings it.
        mode: Whether the import merges with or replaces the orders it contains.
        ids: Numbers of the names; all of them must be known.
        family: The imports of the file that it completes. They hold other lines of
            its orders, which are no difference and stay.
    """
    replaced, before = Inserted(0, 0), NOTHING_GONE
    was: pd.DataFrame | None = None
    runs = list(stored_lines.runs_of_days(batch.lines["sale_date"]))
    if mode == "replace" and not batch.fresh:
        before = names_of_days(connection, runs)
        was = stored_lines.with_names(connection, stored_lines.read_days(connection, runs))
        replaced = stored_lines.delete_orders(connection, batch.identified, family)
    inserted = stored_lines.insert_lines(
        connection, batch.identified, batch.rows, fresh=batch.fresh
    )
    if batch.fresh:
        return Added(inserted, replaced, rollups=batch.rollups)
    nothing_new = inserted.rows == 0 and replaced.rows == 0
    if (
        nothing_new
        and daily_revenue.count_lines(connection, runs) == len(batch.lines)
        and stored_lines.say_the_same(connection, runs, batch.identified)
    ):
        # the days hold these very lines and no others
        return Added(inserted, replaced, stored=batch.lines)
    stored = stored_lines.read_days(connection, runs)
    others = stored_lines.with_names(connection, stored[stored["import_id"] != import_id])
    gained = _gained(batch.lines, others)
    rollups = None
    if gained:
        rollups = fold_days(connection, runs, ids)
    elif not nothing_new:
        rollups = _summed_again(connection, runs, stored, before)
    if family:  # rows of one file that came in two
        return Added(inserted, replaced, None, rollups, gained)
    changed = changed_orders(batch.lines, others)
    return Added(inserted, replaced, changed, rollups, gained, others if was is None else was)


def _gained(lines: pd.DataFrame, stored: pd.DataFrame) -> frozenset[str]:
    """Give what lines say that the same lines, as stored, say nothing of."""
    ours, theirs = row_keys([lines, stored], IDENTITY)
    _, here, there = np.intersect1d(ours, theirs, return_indices=True)
    return gains(stored.iloc[there], lines.iloc[here])


def changed_orders(lines: pd.DataFrame, stored: pd.DataFrame) -> pd.DataFrame:
    """Find the orders of which something is stored that a file does not have.

    Args:
        lines: The lines of the file, a frame of lines (``values.lines``).
        stored: The lines stored for the same days, with names.

    Returns:
        Grain: one row an order. ``sale_date``, ``location``, ``order_id``,
        ``stored_amount`` and ``file_amount`` (int64 ten-thousandths).
    """
    ours, theirs = row_keys([lines, stored], IDENTITY)
    our_orders, their_orders = row_keys([lines, stored], ORDER)
    lacking = np.isin(their_orders, our_orders) & ~np.isin(theirs, ours)
    if not lacking.any():
        return pd.DataFrame(columns=[*ORDER, "stored_amount", "file_amount"])
    different = np.unique(their_orders[lacking])
    stored, lines = stored[np.isin(their_orders, different)], lines[np.isin(our_orders, different)]
    order = list(ORDER)
    sums = []
    for frame, name in ((stored, "stored_amount"), (lines, "file_amount")):
        summed = frame.astype({"location": "str"}).groupby(order)["amount"].sum()
        sums.append(summed.rename(name))
    return pd.concat(sums, axis=1).reset_index().sort_values(order)


def fold_days(connection: Connection, runs: Runs, ids: NameIds) -> Rollups:
    """Make the lines of some runs of days what the ledger says, and sum the days again.

    ``settle`` writes the daily rows.

    Args:
        connection: In a writing transaction.
        runs: The days, as runs from first to last, ascending; they are folded in one piece.
        ids: Numbers of the names; unknown names get one.

    Returns:
        The new daily rows, to be written.
    """
    before = names_of_days(connection, runs)
    stored_lines.delete_days(connection, runs)
    lines = stored_lines.identified(ledger.fold(ledger.active_chunks(connection, runs)), ids)
    stored_lines.write_lines(connection, lines)
    return _summed_again(connection, runs, lines, before)


def settle(connection: Connection, runs: Runs, changed: Sequence[Rollups], now: datetime) -> None:
    """Write daily rows and what is derived from them, after lines of some days changed.

    Args:
        connection: In a writing transaction.
        runs: The days, as runs from first to last.
        changed: Their daily rows.
        now: The moment, in UTC.
    """
    daily_revenue.replace_rollups(connection, changed)
    touched = refresh_products(connection, runs, changed, now)
    gone = [part.gone for part in changed if part.gone != NOTHING_GONE]
    daily_revenue.forget_unused_products(connection, touched)
    daily_revenue.forget_unused_places(connection, gone)
    if gone:
        forget_unused_traits(connection)


def _summed_again(connection: Connection, runs: Runs, lines: pd.DataFrame, before: Gone) -> Rollups:
    """Sum all lines of some runs of days, in the place of the daily rows that are there.

    Args:
        connection: In a writing transaction.
        runs: The days.
        lines: All their lines, as stored now.
        before: What had lines there before some were taken away.
    """
    merged = merged_products(connection)
    gone = canonical_of(np.array(sorted(before.products), np.int64), merged)
    members = members_of(connection, lines["traits_id"].unique().tolist())
    made = roll_up(lines, merged, members)
    gone_now = replace(before, products=frozenset(gone.tolist()))
    return replace(made, gone=gone_now, replaced=tuple(runs))
