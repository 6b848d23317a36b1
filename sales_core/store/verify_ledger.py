"""Comparing imports with what was sealed of them: receipts, rejected rows, the ledger itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, func, select

from sales_core.errors import LedgerDamagedError
from sales_core.store import import_log, ledger
from sales_core.store.currency import currency
from sales_core.store.import_log import ImportRecord
from sales_core.store.kept_tables import settings
from sales_core.store.schema import imports, ledger_chunks, rejected_rows
from sales_core.store.seals import digest_of, import_seals
from sales_core.store.verify_file import readable


def imports_found_wrong(connection: Connection) -> Iterator[str]:
    """Tell which imports, with their receipts, rejected rows and lines, are not as they were."""
    sealed = {
        row.import_id: row.sha256
        for row in connection.execute(select(import_seals.c.import_id, import_seals.c.sha256))
    }
    numbers = set()
    for record in import_log.all_records(connection):
        numbers.add(record.id)
        lines = f"The lines of import {record.id} ({record.file_name!r})"
        yield from readable(lines, _chunks_found_wrong(connection, record))
        if record.id not in sealed:
            yield f"Import {record.id} has no seal: whether its receipt is as it was, nobody knows."
        elif digest_of(connection, record.id) != sealed[record.id]:
            yield (
                f"Import {record.id} ({record.file_name!r}) is not as it was sealed: its receipt, "
                "its rejected rows or its part of the ledger was changed."
            )
    for number in sorted(sealed.keys() - numbers):
        yield f"There is a seal of import {number}, but no such import."
    for table in (ledger_chunks, rejected_rows):
        there = set(connection.execute(select(table.c.import_id).distinct()).scalars())
        for number in sorted(there - numbers):
            yield f"The table {table.name} has rows of import {number}, which is not there."


def _chunks_found_wrong(connection: Connection, record: ImportRecord) -> Iterator[str]:
    rows = amount = 0
    query = select(ledger_chunks).where(ledger_chunks.c.import_id == record.id)
    for row in connection.execute(query.order_by(ledger_chunks.c.number)):
        rows, amount = rows + row.rows, amount + row.amount
        if why := _why_wrong(row):
            yield (
                f"The lines of import {record.id} ({record.file_name!r}) from {row.first_date} to "
                f"{row.last_date} {why} (chunk {row.number})."
            )
    wanted = (
        record.rows.imported + record.rows.already_imported,
        record.amount.imported + record.amount.already_imported,
    )
    if (rows, amount) != wanted or not (record.rows.adds_up and record.amount.adds_up):
        yield f"The receipt of import {record.id} does not match its ledger."


def _why_wrong(row: Row[Any]) -> str:
    """Compare what is recorded of a chunk with its lines; "" where it is the same."""
    try:
        lines = ledger.intact(row.lines, row.sha256)
    except LedgerDamagedError:
        return "are damaged"
    days = lines["sale_date"]
    true = (len(lines), int(lines["amount"].sum()), days.min().date(), days.max().date())
    told = (row.rows, row.amount, row.first_date, row.last_date)
    return "" if told == true else "are not as recorded"


def currency_found_wrong(connection: Connection) -> Iterator[str]:
    """Hold the currency of the database to that which its imports were read in."""
    rows = connection.execute(select(currency.c.id, currency.c.code)).all()
    codes = [row.code for row in rows]
    if [row.id for row in rows] not in ([], [1]):
        yield f"The database has {len(rows)} currencies; there should be one."
    plans = connection.execute(
        select(imports.c.id, imports.c.plan).where(imports.c.undone_at.is_(None))
    )
    for number, plan in plans:
        read_in = plan.get("currency")
        if read_in and read_in not in codes:
            kept = codes[0] if codes else "no currency"
            yield f"The database is in {kept}, but import {number} was read in {read_in}."
    counting: int = connection.execute(
        select(func.count()).select_from(imports).where(imports.c.undone_at.is_(None))
    ).scalar_one()
    if codes and not counting:
        yield f"The database is kept in {codes[0]}, but no import counts that says so."
    chosen = connection.execute(select(settings.c.value).where(settings.c.name == "currency"))
    if codes and (said := chosen.scalar()) and said not in codes:
        yield f"The setting of the currency is {said}, but the database is in {codes[0]}."
