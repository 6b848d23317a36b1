"""What undoing an import would change, day by day; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection

from sales_core.errors import ImportAlreadyUndoneError
from sales_core.imports.undo import days_once
from sales_core.store import import_log, ledger
from sales_core.store.daily_revenue import EPOCH, stored_day_sums
from sales_core.store.database import Database
from sales_core.store.days import Runs
from sales_core.store.import_log import ImportRecord


@dataclass(frozen=True, slots=True)
class DayOfUndo:
    """A day whose revenue an undo would change; amounts in ten-thousandths.

    Attributes:
        day: The day.
        before: Its revenue now.
        after: Its revenue after the undo.
    """

    day: date
    before: int
    after: int

    @property
    def difference(self) -> int:
        """Give by how much it would change."""
        return self.after - self.before


@dataclass(frozen=True)
class UndoPreview:
    """What undoing an import would change.

    Attributes:
        record: The import.
        completions: The imports that would be undone with it.
        days: The days that the imports touch, ascending.
    """

    record: ImportRecord
    completions: tuple[ImportRecord, ...]
    days: tuple[DayOfUndo, ...]

    @property
    def changed(self) -> tuple[DayOfUndo, ...]:
        """Give the days whose revenue would change."""
        return tuple(each for each in self.days if each.difference)

    @property
    def before(self) -> int:
        """Give the revenue of all days now."""
        return sum(each.before for each in self.days)

    @property
    def after(self) -> int:
        """Give the revenue of all days after the undo."""
        return sum(each.after for each in self.days)


def preview_undo(database: Database, import_id: int) -> UndoPreview:
    """Tell what undoing an import would change.

    Raises:
        ImportNotFoundError: There is none with this number.
        ImportAlreadyUndoneError: It was undone before.
        LedgerDamagedError: Lines of these days that another import brought cannot be read.
    """
    with database.reading() as connection:
        record = import_log.get_record(connection, import_id)
        if record.undone_at:
            raise ImportAlreadyUndoneError(import_id, f"{record.undone_at:%Y-%m-%d %H:%M} UTC")
        completions = tuple(import_log.completions_of(connection, import_id))
        gone = (import_id, *(one.id for one in completions))
        days: list[DayOfUndo] = []
        for runs in days_once(connection, gone):
            days += _days(connection, runs, gone)
    return UndoPreview(record, completions, tuple(sorted(days, key=lambda each: each.day)))


def _days(connection: Connection, runs: Runs, gone: Collection[int]) -> Sequence[DayOfUndo]:
    """Sum some days as they are, and as the ledger makes them without some imports."""
    before = stored_day_sums(connection, runs[0][0], runs[-1][1])
    left = ledger.fold(ledger.active_chunks(connection, runs, without=gone))
    after = Counter[date]()
    for day, lines in left.groupby("sale_date")["amount"]:
        after[pd.Timestamp(str(day)).date()] = int(lines.sum())
    touched = (
        date.fromordinal(number)
        for first, last in runs
        for number in range(first.toordinal(), last.toordinal() + 1)
    )
    return [DayOfUndo(day, before.get((day - EPOCH).days, 0), after[day]) for day in touched]
