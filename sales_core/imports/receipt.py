"""Counting what a file brings: the receipt of an import or a preview, whose parts add up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from sales_core.importing.attention import gravest_first
from sales_core.importing.interpretation.traits import may_be_kept
from sales_core.importing.reading import Reading
from sales_core.imports.differing import (
    changed_lines,
    changed_told,
    orders_of,
)
from sales_core.imports.result import ImportResult, Status
from sales_core.imports.vanished import Vanished, vanished_told
from sales_core.store.days import Added, changed_orders
from sales_core.store.import_log import AmountCounts, RowCounts
from sales_core.store.order_counts import Counted
from sales_core.store.said_again import gains
from sales_core.values.keys import row_keys
from sales_core.values.lines import IDENTITY, ORDER
from sales_core.values.traits import is_kept, shown_kind

SAMPLE_LINES = 100
"""Lines shown in a preview."""

CHANGED_SHOWN = 100
"""Orders told one by one that differ from what is stored."""


CHANGED_LINES = 300
"""Lines of such orders that are shown."""


class ReceiptError(AssertionError):
    """The parts of a receipt do not add up: a fault of this app, never of the file."""

    def __init__(self, rows: RowCounts, amount: AmountCounts) -> None:
        super().__init__(f"A receipt does not add up: {rows}, {amount}. Nothing was imported.")


class Receipt:
    """Sums over the batches of a file; ``counted`` are its orders so far."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._first: date | None = None
        self._last: date | None = None
        self._rows = self._amount = 0
        self.counted = Counted(0, 0)
        self._stored_rows = self._stored_amount = 0
        self._replaced_rows = self._replaced_amount = 0
        self._changed: list[pd.DataFrame] = []
        self._lines: list[pd.DataFrame] = []
        self._vanished = Vanished(reading)
        self._gained: frozenset[str] = frozenset()

    def add(self, lines: pd.DataFrame, counted: Counted) -> None:
        """Count a batch of lines as read (``values.lines``), with the orders in it."""
        days = lines["sale_date"]
        self._first = self._first or days.iloc[0].date()
        self._last = days.iloc[-1].date()
        self._rows += len(lines)
        self._amount += int(lines["amount"].sum())
        orders, unnumbered = self.counted
        self.counted = Counted(orders + counted.orders, unnumbered + counted.unnumbered)

    def compare(
        self,
        lines: pd.DataFrame,
        stored: pd.DataFrame,
        on_changed: Literal["keep", "replace"],
        family: Sequence[int] = (),
    ) -> None:
        """Count what writing a batch of lines would do.

        Args:
            lines: The batch.
            stored: All lines stored of its days, with names.
            on_changed: Whether it would replace the orders it contains.
            family: The imports of the file that it completes. They hold other lines
                of its orders, which are no difference and stay.
        """
        if not family:
            self._vanished.look(lines, stored)
        if on_changed == "replace":
            stored = stored[~stored["import_id"].isin(family)]
            ours, theirs = row_keys([lines, stored], ORDER)
            taken = np.isin(theirs, ours)
            self._replaced_rows += int(np.count_nonzero(taken))
            self._replaced_amount += int(stored["amount"].to_numpy()[taken].sum())
            return
        ours, theirs = row_keys([lines, stored], IDENTITY)
        known = np.isin(ours, theirs)
        self._stored_rows += int(np.count_nonzero(known))
        self._stored_amount += int(lines["amount"].to_numpy()[known].sum())
        _, here, there = np.intersect1d(ours, theirs, return_indices=True)
        self._gained |= gains(stored.iloc[there], lines.iloc[here])
        if not family:
            self._changed.append(changed_orders(lines, stored))
            if len(self._changed[-1]) and sum(map(len, self._lines)) < CHANGED_LINES:
                self._lines.append(changed_lines(lines, stored))

    def write(self, lines: pd.DataFrame, added: Added) -> None:
        """Count what writing a batch of lines did."""
        self._stored_rows += len(lines) - added.inserted.rows
        self._stored_amount += int(lines["amount"].sum()) - added.inserted.amount
        self._replaced_rows += added.replaced.rows
        self._replaced_amount += added.replaced.amount
        self._gained |= added.gained
        if added.changed is not None:
            self._changed.append(added.changed)
        if added.stored is not None:
            self._vanished.look(lines, added.stored)

    def result(
        self, connection: Connection, file: str, status: Status, import_id: int | None = None
    ) -> ImportResult:
        """Give the result, once all batches are counted.

        Args:
            connection: To read with.
            file: Name of the file.
            status: What came of it.
            import_id: Its number where it was imported.

        Raises:
            ReceiptError: Its parts do not add up.
        """
        reading = self._reading
        rows = RowCounts(
            read=reading.rows_read,
            imported=self._rows - self._stored_rows,
            already_imported=self._stored_rows,
            rejected=reading.rows_rejected,
            ignored=reading.rows_ignored,
            replaced=self._replaced_rows,
        )
        amount = AmountCounts(
            read=reading.amount_read,
            imported=self._amount - self._stored_amount,
            already_imported=self._stored_amount,
            rejected=reading.amount_rejected,
            replaced=self._replaced_amount,
        )
        if not (rows.adds_up and amount.adds_up):
            raise ReceiptError(rows, amount)
        gained = tuple(sorted(map(shown_kind, self._gained)))
        changed = [order for frame in self._changed for order in orders_of(frame)]
        vanished = self._vanished.orders(connection)
        known = known_of(reading)
        told = (*changed_told(changed), *vanished_told(vanished))
        return ImportResult(
            status=status,
            file=file,
            message=_message(status, rows, len(changed), gained),
            gained=gained,
            import_id=import_id,
            issues=reading.issues,
            rows=rows,
            amount=amount,
            first_date=self._first,
            last_date=self._last,
            orders=self.counted.known,
            unnumbered=self.counted.unnumbered,
            changed_orders=len(changed),
            changed=tuple(changed[:CHANGED_SHOWN]),
            changed_lines=pd.concat(self._lines).head(CHANGED_LINES) if self._lines else None,
            vanished_orders=len(vanished),
            vanished=tuple(vanished[:CHANGED_SHOWN]),
            sample=reading.lines.head(SAMPLE_LINES)
            if reading.lines and status == "preview"
            else None,
            totals=reading.totals,
            **{**known, "evidence": (*told, *known["evidence"])},
        )


def amount_as_written(reading: Reading, corrected: Reading) -> int:
    """Sum what rows came to before they were corrected, in ten-thousandths.

    Args:
        reading: The file; rows whose amount could not be read count nothing.
        corrected: Some of its rejected rows, corrected.
    """
    if reading.lines is None or corrected.lines is None:
        return 0
    cells, table = reading.lines.cells, reading.lines.table
    rows = np.arange(len(cells.days) - len(cells.beside), dtype=np.int64)
    came = [batch["source_line"].to_numpy() for batch in corrected.lines.batches()]
    counted = cells.amount_known[rows] & ~cells.ignored[rows]
    counted &= np.isin(table.line_of(rows), np.concatenate(came) if came else [])
    return int(cells.amount[rows][counted].sum())


def known_of(reading: Reading) -> dict[str, Any]:
    """Give what a reading knows of its file, whatever came of it."""
    return {
        "sha256": reading.sha256,
        "format": reading.format,
        "plan": reading.plan,
        "columns": reading.columns,
        "header": reading.layout.header,
        "keepable": _keepable(reading),
        "evidence": gravest_first(reading.evidence),
        "questions": reading.questions,
        "cancelled": reading.cancelled,
    }


def _keepable(reading: Reading) -> tuple[str, ...]:
    """Give the columns that may be kept as breakdowns; those that are kept are among them."""
    traits = reading.plan.traits if reading.plan else {}
    taken = {kind: header for kind, header in traits.items() if not is_kept(kind)}
    return tuple(may_be_kept(reading.layout, {**reading.columns, **taken}))


def _message(status: Status, rows: RowCounts, changed: int, gained: Sequence[str]) -> str:
    verb = "would be imported" if status == "preview" else "were imported"
    said = f"{rows.imported:,} of {rows.read:,} rows {verb}"
    parts = (
        (rows.already_imported, "are already there"),
        (rows.rejected, "cannot be read"),
        (rows.ignored, "are no sales"),
    )
    told = "; ".join(f"{count:,} {what}" for count, what in parts if count)
    said += f" ({told})." if told else "."
    if rows.replaced:
        said += f" {rows.replaced:,} stored lines of the same orders were replaced."
    if gained:
        said += f" {gained_told(gained)}"
    if changed:
        said += (
            f" {changed:,} orders differ from what is stored: their stored lines are kept beside "
            "the new ones, unless you let this file replace those orders."
        )
    return said


def gained_told(gained: Sequence[str]) -> str:
    """Say what lines that are there gain, which changes no figure."""
    return f"Read again: adds {', '.join(gained)} to lines that are there."
