"""The one place where a file becomes stored lines: preview, import, undo.

Importing knows no database and the store knows no CSV; they meet here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection

from sales_core.import_result import ChangedOrder, ImportOptions, ImportResult
from sales_core.importing import rejects
from sales_core.importing.export import SalesExport
from sales_core.importing.inspection import Reading
from sales_core.importing.issues import FileRefusedError
from sales_core.importing.lines import TypedRows
from sales_core.importing.unpacking import unpacked
from sales_core.outcomes import already_imported, asking, refused_file, refused_rows
from sales_core.receipt import Receipt
from sales_core.remembering import answers_for, read_remembering, remember
from sales_core.store import import_log, ledger
from sales_core.store.database import Database
from sales_core.store.days import Batch, add_batch, fold_days, prepare, settle
from sales_core.store.import_log import AmountCounts, ImportRecord, RowCounts
from sales_core.store.names import NameIds
from sales_core.store.rollups import count_orders
from sales_core.store.stored_lines import (
    days_with_lines,
    read_days,
    runs_of_days,
    with_names,
)
from sales_core.values.ahead import one_ahead

__all__ = [
    "ChangedOrder",
    "ImportOptions",
    "ImportResult",
    "get_import",
    "import_sales",
    "list_imports",
    "preview_import",
    "rejected_rows_csv",
    "stored_rejected_rows",
    "undo_import",
]


def preview_import(
    database: Database, export: SalesExport, options: ImportOptions, currency: str
) -> ImportResult:
    """Tell what importing a file would do; nothing is written.

    Args:
        database: Where it would go.
        export: The file.
        options: What the user chose.
        currency: The one currency of the database, an ISO 4217 code.
    """
    try:
        with unpacked(export) as text, database.reading() as connection:
            return _previewed(connection, text, options, currency)
    except FileRefusedError as fault:
        return refused_file(export.name, fault)


def _previewed(
    connection: Connection, export: SalesExport, options: ImportOptions, currency: str
) -> ImportResult:
    """Preview a file that is not packed.

    Raises:
        FileRefusedError: The file as a whole cannot be read.
    """
    if earlier := _earlier(connection, export):
        return already_imported(export.name, earlier, options.answers)
    reading, answers, kept = read_remembering(connection, export, options, currency)
    if reading.lines is None:
        return replace(asking(export.name, reading), answers=answers, remembered=kept)
    receipt = Receipt(reading)
    for lines in reading.lines.batches():
        receipt.add(lines, count_orders(lines))
        stored = read_days(connection, list(runs_of_days(lines["sale_date"])))
        if len(stored):
            receipt.compare(lines, with_names(connection, stored), options.on_changed)
    result = receipt.result(export.name, "preview")
    return replace(result, answers=answers, remembered=kept)


def import_sales(
    database: Database,
    export: SalesExport,
    options: ImportOptions,
    currency: str,
    *,
    now: datetime,
    by: str,
) -> ImportResult:
    """Import a file, wholly or not at all.

    Args:
        database: Where it goes.
        export: The file.
        options: What the user chose.
        currency: The one currency of the database, an ISO 4217 code.
        now: The moment of the import, in UTC.
        by: Who imports: "web page", "command line" or "API".
    """
    try:
        with unpacked(export) as text:
            return _imported(database, text, options, currency, now=now, by=by)
    except FileRefusedError as fault:
        return refused_file(export.name, fault)


def _imported(
    database: Database,
    export: SalesExport,
    options: ImportOptions,
    currency: str,
    *,
    now: datetime,
    by: str,
) -> ImportResult:
    """Import a file that is not packed.

    Raises:
        FileRefusedError: The file as a whole cannot be read.
    """
    with database.reading() as connection:
        if earlier := _earlier(connection, export):
            return already_imported(export.name, earlier, options.answers)
        reading, answers, kept = read_remembering(connection, export, options, currency)
    if reading.lines is None:
        return replace(asking(export.name, reading), answers=answers, remembered=kept)
    if refusal := refused_rows(export.name, reading, reading.lines, options):
        return replace(refusal, answers=answers, remembered=kept)
    with database.writing() as connection:
        if earlier := import_log.active_record(connection, reading.sha256):
            return already_imported(export.name, earlier, options.answers)
        remember(connection, reading, options, answers, file_name=export.name, now=now)
        result = _import(
            connection, reading, reading.lines, _draft(export, reading, options, now, by)
        )
        return replace(result, answers=answers, remembered=kept)


def undo_import(database: Database, import_id: int, *, now: datetime) -> ImportRecord:
    """Undo an import: the data is then as if it had never been made.

    Raises:
        ImportNotFoundError: There is none with this number.
        ImportAlreadyUndoneError: It was undone before.
    """
    with database.writing() as connection:
        record = import_log.mark_undone(connection, import_id, now)
        ids = NameIds(connection, now)
        runs: list[tuple[date, date]] = []
        products: list[pd.DataFrame] = []
        for lines in ledger.chunks_of_import(connection, import_id):
            days = list(runs_of_days(lines["sale_date"]))
            products.append(fold_days(connection, days, ids))
            runs += days
        if runs:
            settle(connection, runs, products, now)
        return replace(record, undone_at=now)


def list_imports(database: Database) -> list[ImportRecord]:
    """Give all imports, newest first, the undone ones included."""
    with database.reading() as connection:
        return import_log.all_records(connection)


def get_import(database: Database, import_id: int) -> ImportRecord:
    """Give one import.

    Raises:
        ImportNotFoundError: There is none with this number.
    """
    with database.reading() as connection:
        return import_log.get_record(connection, import_id)


def stored_rejected_rows(database: Database, import_id: int) -> pd.DataFrame:
    """Give the rejected rows of an import, as ``store.import_log.rejected_rows_of`` does."""
    with database.reading() as connection:
        import_log.get_record(connection, import_id)
        return import_log.rejected_rows_of(connection, import_id)


def rejected_rows_csv(
    database: Database, export: SalesExport, options: ImportOptions, currency: str
) -> bytes:
    """Write the rejected rows of a file as a CSV to correct; see ``importing.rejects``.

    Raises:
        FileRefusedError: The file as a whole cannot be read.
    """
    with unpacked(export) as text:
        with database.reading() as connection:
            answers = answers_for(connection, text, options, currency)
        return rejects.rejected_rows_csv(text, answers, currency)


def _earlier(connection: Connection, export: SalesExport) -> ImportRecord | None:
    """Find the active import of this very file; only a file of the same size is hashed."""
    if not import_log.active_of_size(connection, export.size):
        return None
    return import_log.active_record(connection, export.sha256())


def _draft(
    export: SalesExport, reading: Reading, options: ImportOptions, now: datetime, by: str
) -> ImportRecord:
    """Make the record of an import before its lines are counted."""
    return ImportRecord(
        id=0,
        file_name=export.name,
        file_sha256=reading.sha256,
        file_size=export.size,
        plan=reading.plan.as_json() if reading.plan else {},
        evidence=reading.evidence,
        mode="replace" if options.on_changed == "replace" else "merge",
        imported_at=now,
        imported_by=by,
        undone_at=None,
        rows=RowCounts(),
        amount=AmountCounts(),
        orders=0,
        first_date=None,
        last_date=None,
    )


def _import(
    connection: Connection, reading: Reading, lines: TypedRows, draft: ImportRecord
) -> ImportResult:
    """Write a reading: the import, its ledger chunks, its lines and their daily rows."""
    record = replace(draft, id=import_log.next_id(connection))
    import_log.add_record(connection, record)
    receipt = Receipt(reading)
    runs: list[tuple[date, date]] = []
    products: list[pd.DataFrame] = []
    for number, batch in enumerate(_prepared(connection, lines, record)):
        receipt.add(batch.lines, batch.rollups.orders)
        ledger.append_chunk(connection, record.id, number, batch.lines, batch.chunk)
        added = add_batch(connection, batch, record.id, record.mode)
        receipt.write(batch.lines, added)
        if added.products is not None:
            runs += runs_of_days(batch.lines["sale_date"])
            products.append(added.products)
    if runs:
        settle(connection, runs, products, record.imported_at)
    result = receipt.result(record.file_name, "imported", record.id)
    import_log.update_receipt(
        connection,
        replace(
            record,
            rows=result.rows,
            amount=result.amount,
            orders=result.orders,
            first_date=result.first_date,
            last_date=result.last_date,
        ),
    )
    import_log.add_rejected_rows(connection, record.id, result.issues)
    return result


def _prepared(connection: Connection, lines: TypedRows, record: ImportRecord) -> Iterator[Batch]:
    """Give the batches of a file, each made ready while the one before is written."""
    period = lines.period()
    if period is None:
        return
    ids = NameIds(connection, record.imported_at)
    for kind, names in lines.names().items():
        ids.of(kind, names)
    fresh = not days_with_lines(connection, *period)
    yield from one_ahead(prepare(batch, record.id, ids, fresh=fresh) for batch in lines.batches())
