"""The one place where a file becomes stored lines: preview, import, undo.

Importing knows no database and the store knows no CSV; they meet here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from sales_core.errors import DatabaseBusyError
from sales_core.importing import rejects
from sales_core.importing.corrected import read_corrected
from sales_core.importing.files.export import SalesExport
from sales_core.importing.files.unpacking import unpacked
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.rejects import RejectedRow, RejectedRows
from sales_core.importing.view import Surroundings
from sales_core.imports.again import earlier_of, known_again, read_again
from sales_core.imports.complete import (
    Completes,
    check_corrections,
    completions,
    incomplete_of,
    read_file,
    still_missing,
    unchanged,
)
from sales_core.imports.orders import ChangedOrder
from sales_core.imports.outcomes import (
    already_imported,
    asking,
    refused_corrections,
    refused_file,
    refused_rows,
)
from sales_core.imports.preview import previewed
from sales_core.imports.receipt import amount_as_written
from sales_core.imports.records import get_import, list_imports, stored_rejected_rows
from sales_core.imports.remember import remember
from sales_core.imports.result import ImportOptions, ImportResult
from sales_core.imports.trail import record_import
from sales_core.imports.undo import redo_import, undo_import
from sales_core.imports.undo_preview import UndoPreview, preview_undo
from sales_core.imports.write import draft_record, write_import
from sales_core.store import import_log
from sales_core.store.currency import currency_of, keep_currency
from sales_core.store.database import Database
from sales_core.values.actors import Actor
from sales_core.values.progress import Progress, no_progress

__all__ = [
    "ChangedOrder",
    "ImportOptions",
    "ImportResult",
    "RejectedRow",
    "RejectedRows",
    "UndoPreview",
    "check_corrections",
    "completions",
    "get_import",
    "import_sales",
    "list_imports",
    "preview_import",
    "preview_undo",
    "redo_import",
    "rejected_rows",
    "stored_rejected_rows",
    "undo_import",
]


def preview_import(
    database: Database,
    export: SalesExport,
    options: ImportOptions,
    currency: str | None,
    *,
    today: date | None = None,
) -> ImportResult:
    """Tell what importing a file would do; nothing is written.

    Args:
        database: Where it would go.
        export: The file.
        options: What the user chose.
        currency: That of the database, an ISO 4217 code; None where none is set: then the one that
            is kept counts, or else that of the file.
        today: The day it is, to find days in the future; None: they are not looked for.
    """
    try:
        with unpacked(export, options.sheet) as text, database.reading() as connection:
            if earlier := earlier_of(connection, text):
                return known_again(connection, text, earlier, options, currency)
            brought = read_file(connection, text, options, currency, _around(options, today))
            return previewed(connection, text, brought, options)
    except FileRefusedError as fault:
        return refused_file(export.name, fault)


def import_sales(
    database: Database,
    export: SalesExport,
    options: ImportOptions,
    currency: str | None,
    *,
    now: datetime,
    actor: Actor,
    corrections: SalesExport | None = None,
    progress: Progress = no_progress,
) -> ImportResult:
    """Import a file, wholly or not at all.

    Args:
        database: Where it goes.
        export: The file.
        options: What the user chose.
        currency: That of the database, an ISO 4217 code; None where none is set: then the one that
            is kept counts, or else that of the file.
        now: The moment of the import, in UTC.
        actor: Who imports.
        corrections: Rejected rows of the file, corrected; they complete it in the
            same transaction, and not one of them may be wrong.
        progress: Is told how many lines are written, of how many.
    """
    try:
        with unpacked(export, options.sheet) as text:
            return _imported(
                database,
                text,
                options,
                currency,
                now=now,
                actor=actor,
                corrections=corrections,
                progress=progress,
            )
    except FileRefusedError as fault:
        return refused_file(export.name, fault)


def _imported(
    database: Database,
    export: SalesExport,
    options: ImportOptions,
    currency: str | None,
    *,
    now: datetime,
    actor: Actor,
    corrections: SalesExport | None,
    progress: Progress,
) -> ImportResult:
    """Import a file that is not packed.

    Raises:
        FileRefusedError: The file as a whole cannot be read.
    """
    with database.reading() as connection:
        if earlier := earlier_of(connection, export):
            told = known_again(connection, export, earlier, options, currency)
        else:
            around = _around(options, now.date())
            brought = read_file(connection, export, options, currency, around)
    if earlier:
        again = partial(read_again, database, export, options, currency, now=now, actor=actor)
        return again() if told.gained else told
    reading = brought.reading
    if reading.lines is None:
        return brought.told(asking(export.name, reading))
    corrected = None
    refusal = refused_rows(export.name, reading, reading.lines, options)
    if corrections:
        whole = incomplete_of(reading, export.name)
        corrected = read_corrected(corrections, whole, reading.currency)
        refusal = refused_corrections(corrections.name, corrected)
    if refusal:
        return brought.told(refusal)
    draft = draft_record(export, reading, options, now, actor)
    with database.writing() as connection:
        if earlier := import_log.active_record(connection, reading.sha256):
            return already_imported(export.name, earlier, options.answers)
        if currency is None and currency_of(connection, None) not in (None, reading.currency):
            raise DatabaseBusyError  # another file came meanwhile, in another currency
        keep_currency(connection, reading.currency)
        completes = unchanged(connection, brought.completes, export)
        if not completes:
            remember(connection, reading, options, brought.answers, file_name=export.name, now=now)
        result = write_import(connection, reading, draft, completes, progress)
        record_import(connection, actor, result, options, now=now)
        if corrections and corrected:
            rest = draft_record(corrections, corrected, options, now, actor)
            whole = replace(whole, import_id=result.import_id or 0)
            completion = write_import(connection, corrected, rest, Completes(whole, draft.mode))
            record_import(connection, actor, completion, ImportOptions(), now=now)
            before = amount_as_written(reading, corrected)
            result = replace(result, completion=completion, amount_corrected=before)
        return brought.told(result)


def rejected_rows(
    database: Database, export: SalesExport, options: ImportOptions, currency: str | None
) -> RejectedRows:
    """Give the rejected rows of a file to correct, also as CSV; see ``importing.rejects``.

    Of a file that is imported they are those that did not come since.

    Raises:
        FileRefusedError: The file as a whole cannot be read.
    """
    with unpacked(export, options.sheet) as text, database.reading() as connection:
        reading = read_file(connection, text, options, currency).reading
        rows = rejects.rejected_rows(text, reading)
        return still_missing(connection, reading, rows)


def _around(options: ImportOptions, today: date | None) -> Surroundings:
    return Surroundings(today, likely_currencies=options.likely_currencies)
