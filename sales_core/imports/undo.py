"""Undoing an import, as if it had never been made, and redoing it, as if it never was undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection

from sales_core.imports.redoable import refuse_redo
from sales_core.imports.trail import record_redo, record_undo
from sales_core.store import import_log, ledger
from sales_core.store.audit import Event
from sales_core.store.currency import free_currency, keep_currency
from sales_core.store.database import Database
from sales_core.store.days import Runs, fold_days, settle
from sales_core.store.import_log import ImportRecord
from sales_core.store.ledger_days import days_of_import
from sales_core.store.names import NameIds
from sales_core.store.rollups import Rollups
from sales_core.store.stored_lines import runs_of_days
from sales_core.store.undone import mark_redone, mark_undone, undone_record, undone_with
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
        record = mark_undone(connection, import_id, now)
        record_undo(connection, actor, record, now, told_as)
        completions = [one.id for one in import_log.completions_of(connection, import_id)]
        for number in completions:
            completion = mark_undone(connection, number, now)
            record_undo(connection, actor, completion, now, told_as)
        _fold_again(connection, (import_id, *completions), now)
        free_currency(connection)
        return replace(record, undone_at=now)


def redo_import(
    database: Database, import_id: int, currency: str | None, *, now: datetime, actor: Actor
) -> ImportRecord:
    """Let an import that was undone count again: as if it had never been undone.

    What was undone with it because it completes it comes back with it.

    Args:
        database: Where it is.
        import_id: Its number.
        currency: The currency that is set, an ISO 4217 code; None where none is.
        now: The moment, in UTC.
        actor: Who redoes it.

    Raises:
        ImportNotFoundError: There is none with this number.
        ImportNotUndoneError: It is active.
        RedoRefusedError: Its file was imported again meanwhile, or what it depends on has changed.
        LedgerDamagedError: Its lines cannot be read.
    """
    with database.writing() as connection:
        record = undone_record(connection, import_id)
        completions = undone_with(connection, record)
        for one in (record, *completions):
            refuse_redo(connection, one, currency)
            ledger.source_lines(connection, one.id)  # all of them can be read
            mark_redone(connection, one.id)
            record_redo(connection, actor, one, now)
        if code := record.plan.get("currency"):
            keep_currency(connection, code)
        _fold_again(connection, (import_id, *(one.id for one in completions)), now)
        return replace(record, undone_at=None)


def days_once(connection: Connection, numbers: Sequence[int]) -> Iterator[Runs]:
    """Give the days of some imports, chunk by chunk, as runs; each day once."""
    seen: set[pd.Timestamp] = set()
    for number in numbers:
        for touched in days_of_import(connection, number):
            days = touched[~touched.isin(seen)]
            seen |= set(days)
            if runs := list(runs_of_days(days)):
                yield runs


def _fold_again(connection: Connection, numbers: Sequence[int], now: datetime) -> None:
    """Make the days of some imports what the ledger says of them now."""
    ids = NameIds(connection, now)
    runs: list[tuple[date, date]] = []
    changed: list[Rollups] = []
    for new in days_once(connection, numbers):
        changed.append(fold_days(connection, new, ids))
        runs += new
    if runs:
        settle(connection, runs, changed, now)
