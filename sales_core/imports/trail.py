"""What the audit trail says of imports, in the transaction that makes or undoes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from sales_core.importing.questions import Answers
from sales_core.imports.result import ImportOptions, ImportResult
from sales_core.store.audit import Event, record
from sales_core.store.import_log import ImportRecord
from sales_core.values.actors import Actor


def record_import(
    connection: Connection,
    actor: Actor,
    result: ImportResult,
    options: ImportOptions,
    *,
    now: datetime,
) -> None:
    """Tell of an import, of what it replaced, and of what was answered for it."""
    number, rows = result.import_id or 0, result.rows
    parts = [f"{_lines(rows.imported)} added"]
    parts += [f"{rows.already_imported:,} there already"] if rows.already_imported else []
    parts += [f"{rows.rejected:,} rows left out"] if rows.rejected else []
    parts += [f"it completes import {result.completes}"] if result.completes else []
    what = f"Import {number}: {', '.join(parts)}."
    record(connection, actor, Event.IMPORTED, what, now=now, import_id=number)
    if rows.replaced:
        what = f"Import {number} replaced {_lines(rows.replaced)} of the orders in its file."
        record(connection, actor, Event.REPLACED, what, now=now, import_id=number)
    record_answers(connection, actor, number, options.answers, now=now)


def record_answers(
    connection: Connection, actor: Actor, number: int, answers: Answers, *, now: datetime
) -> None:
    """Tell what was answered for an import; nothing where nothing was."""
    if said := list(_said(answers)):
        what = f"Answered for import {number}: {', '.join(said)}."
        record(connection, actor, Event.ANSWERED, what, now=now, import_id=number)


def record_gained(connection: Connection, actor: Actor, number: int, *, now: datetime) -> None:
    """Tell that the file of an import was read again and its lines gained something."""
    what = f"The file of import {number} was read again; its lines say more, no figure changes."
    record(connection, actor, Event.READ_AGAIN, what, now=now, import_id=number)


def record_undo(
    connection: Connection, actor: Actor, undone: ImportRecord, now: datetime, told_as: Event
) -> None:
    """Tell that an import was undone."""
    what = f"Import {undone.id} was undone; it had brought {_lines(undone.rows.imported)}."
    record(connection, actor, told_as, what, now=now, import_id=undone.id)


def record_redo(connection: Connection, actor: Actor, redone: ImportRecord, now: datetime) -> None:
    """Tell that an import that was undone counts again."""
    what = f"Import {redone.id} counts again; it had brought {_lines(redone.rows.imported)}."
    record(connection, actor, Event.REDONE, what, now=now, import_id=redone.id)


def _lines(count: int) -> str:
    return f"{count:,} line{'' if count == 1 else 's'}"


def _said(answers: Answers) -> Iterator[str]:
    """Name what was answered, without the headers and texts of the file."""
    if answers.date_order:
        yield f"order of days {answers.date_order}"
    if answers.decimal_mark:
        yield f"decimal {answers.decimal_mark}"
    yield from (f"column of {field}" for field in sorted(answers.columns))
    if answers.cancelled:
        yield f"cancelled orders: {answers.cancelled}"
    yield from sorted({key.split(":")[0] for key in answers.choices})
    if answers.keep is not None:
        yield f"{len(answers.keep)} columns kept"
