"""Writing what was read: the import, its ledger chunks, its lines and their daily rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from sales_core.importing.attention import gravest_first
from sales_core.importing.files.export import SalesExport
from sales_core.importing.issues import RowIssue, issue
from sales_core.importing.reading import Reading
from sales_core.importing.rows.lines import BATCH_ROWS, TypedRows
from sales_core.imports.complete import Completes
from sales_core.imports.receipt import Receipt
from sales_core.imports.result import ImportOptions, ImportResult
from sales_core.store import import_log, ledger
from sales_core.store.days import Batch, add_batch, prepare, settle
from sales_core.store.import_log import AmountCounts, ImportRecord, RowCounts
from sales_core.store.names import NameIds
from sales_core.store.rollups import Rollups
from sales_core.store.stored_lines import days_with_lines, runs_of_days
from sales_core.values.actors import Actor
from sales_core.values.ahead import one_ahead
from sales_core.values.progress import Progress, no_progress


def draft_record(
    export: SalesExport, reading: Reading, options: ImportOptions, now: datetime, actor: Actor
) -> ImportRecord:
    """Make the record of an import before its lines are counted."""
    return ImportRecord(
        id=0,
        file_name=export.name,
        file_sha256=reading.sha256,
        file_size=export.size,
        plan=(reading.plan.as_json() if reading.plan else {}) | {"currency": reading.currency},
        evidence=gravest_first(reading.evidence),
        mode="replace" if options.on_changed == "replace" else "merge",
        imported_at=now,
        imported_by=actor.name,
        undone_at=None,
        rows=RowCounts(),
        amount=AmountCounts(),
        orders=0,
        first_date=None,
        last_date=None,
    )


def write_import(
    connection: Connection,
    reading: Reading,
    draft: ImportRecord,
    completes: Completes | None = None,
    progress: Progress = no_progress,
) -> ImportResult:
    """Write a reading as an import of its own.

    Args:
        connection: In a writing transaction.
        reading: The file, without an open question.
        draft: As ``draft_record`` makes it.
        completes: The import whose rejected rows it brings.
        progress: Is told how far it is.
    """
    assert reading.lines is not None  # noqa: S101 - nothing is left to ask
    record = replace(draft, id=import_log.next_id(connection))
    family: tuple[int, ...] = ()
    if completes:
        family = completes.family
        record = replace(record, completes=family[0], mode=completes.mode)
    import_log.add_record(connection, record)
    receipt = Receipt(reading)
    runs: list[tuple[date, date]] = []
    changed: list[Rollups] = []
    written = 0
    ids = NameIds(connection, record.imported_at)
    for number, batch in enumerate(_prepared(connection, reading.lines, record, completes, ids)):
        receipt.add(batch.lines, batch.rollups.counted)
        ledger.append_chunk(connection, record.id, number, batch.lines, batch.chunk)
        added = add_batch(connection, batch, record.id, record.mode, ids, family=family)
        receipt.write(batch.lines, added)
        if added.rollups:
            runs += runs_of_days(batch.lines["sale_date"])
            changed.append(added.rollups)
        written += len(batch.lines)
        progress(written, len(reading.lines.rows))
    if runs:
        settle(connection, runs, changed, record.imported_at)
    result = receipt.result(connection, record.file_name, "imported", record.id)
    import_log.update_receipt(
        connection,
        replace(
            record,
            evidence=gravest_first(result.evidence),
            rows=result.rows,
            amount=result.amount,
            orders=receipt.counted.orders,
            unnumbered=receipt.counted.unnumbered,
            first_date=result.first_date,
            last_date=result.last_date,
        ),
    )
    import_log.add_rejected_rows(connection, record.id, _every_rejected_line(reading))
    return result


def _prepared(
    connection: Connection,
    lines: TypedRows,
    record: ImportRecord,
    completes: Completes | None,
    ids: NameIds,
) -> Iterator[Batch]:
    """Give the batches of a file, each made ready while the one before is written."""
    period = lines.period()
    if period is None:
        return
    for kind, names in lines.names().items():
        ids.of(kind, names)
    fresh = not days_with_lines(connection, *period)
    if completes:  # few lines, which are numbered by what is in the database
        for batch in lines.batches():
            yield prepare(completes.numbered(connection, batch), record.id, ids, fresh=fresh)
        return
    made = (prepare(batch, record.id, ids, fresh=fresh) for batch in lines.batches())
    yield from one_ahead(made, several=len(lines.rows) > BATCH_ROWS)


def _every_rejected_line(reading: Reading) -> Iterator[RowIssue]:
    """Give the issues of a reading, and one for each rejected row of which none was told."""
    yield from reading.issues
    if reading.rejected_lines is not None and len(reading.rejected_lines) > len(reading.issues):
        told = {one.line for one in reading.issues}
        rest = (line for line in reading.rejected_lines.tolist() if line not in told)
        yield from (issue("alike", line=line) for line in rest)
