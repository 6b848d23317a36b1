"""Undoing an import: the data is then as if it had never been made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pandas as pd

from sales_core.imports.trail import record_undo
from sales_core.store import import_log
from sales_core.store.audit import Event
from sales_core.store.currency import free_currency
from sales_core.store.database import Database
from sales_core.store.days import fold_days, settle
from sales_core.store.import_log import ImportRecord
from sales_core.store.ledger_days import days_of_import
from sales_core.store.names import NameIds
from sales_core.store.rollups import Rollups
from sales_core.store.stored_lines import runs_of_days
from sales_core.values.actors import Actor


def undo_import(
    database: Database,
    import_id: int,
    *,
    now: datetime,
    actor: Actor,
    told_as: Event = Event.UNDONE,
) -> ImportRecord:
    """Undo an import: the data is then as if it had never been made.

    What completes it is undone with it, because its lines are numbered by those
    of the import; undoing what completes an import leaves that import as it is.

    Args:
        database: Where it is.
        import_id: Its number.
        now: The moment, in UTC.
        actor: Who undoes it.
        told_as: What the audit trail calls it.

    Raises:
        ImportNotFoundError: There is none with this number.
        ImportAlreadyUndoneError: It was undone before.
    """
    with database.writing() as connection:
        record = import_log.mark_undone(connection, import_id, now)
        record_undo(connection, actor, record, now, told_as)
        ids = NameIds(connection, now)
        runs: list[tuple[date, date]] = []
        changed: list[Rollups] = []
        folded: set[pd.Timestamp] = set()
        completions = [one.id for one in import_log.completions_of(connection, import_id)]
        for number in completions:
            completion = import_log.mark_undone(connection, number, now)
            record_undo(connection, actor, completion, now, told_as)
        for number in (import_id, *completions):
            for touched in days_of_import(connection, number):
                days = touched[~touched.isin(folded)]
                folded |= set(days)
                if new := list(runs_of_days(days)):
                    changed.append(fold_days(connection, new, ids))
                    runs += new
        if runs:
            settle(connection, runs, changed, now)
        free_currency(connection)
        return replace(record, undone_at=now)
