"""What keeps an import that was undone from counting again as it did."""

from __future__ import annotations

from sqlalchemy import Connection

from sales_core.errors import SalesError
from sales_core.store import import_log, ledger
from sales_core.store.currency import currency_of
from sales_core.store.import_log import ImportRecord


class RedoRefusedError(SalesError):
    """What an import brought cannot come back as it was."""

    code = "redo-refused"

    def __init__(self, import_id: int, why: str) -> None:
        super().__init__(f"Import {import_id} stays undone: {why}")


def refuse_redo(connection: Connection, record: ImportRecord, currency: str | None) -> None:
    """Refuse what would not be as if it had never been undone.

    Args:
        connection: In a writing transaction; what it completes is active again.
        record: The import, which is undone still.
        currency: The currency that is set; None where none is.

    Raises:
        RedoRefusedError: Its file, or rows of it, came again meanwhile, what it completes is
            undone, or its amounts are in another currency than the database.
    """
    if same := import_log.active_record(connection, record.file_sha256):
        why = f"its file was imported again as import {same.id}. Undo that one first."
        raise RedoRefusedError(record.id, why)
    code = record.plan.get("currency")
    kept = currency_of(connection, None) or currency
    if code and kept and code != kept:
        why = f"its amounts are in {code}, those of the database in {kept}."
        raise RedoRefusedError(record.id, why)
    if record.completes is not None:
        _refuse_completion(connection, record, record.completes)


def _refuse_completion(connection: Connection, record: ImportRecord, whole: int) -> None:
    """Refuse corrected rows whose import is undone, or that came meanwhile in another file."""
    if import_log.get_record(connection, whole).undone_at is not None:
        why = f"it completes import {whole}, which is undone. Redo that one first."
        raise RedoRefusedError(record.id, why)
    ours = set(ledger.source_lines(connection, record.id))
    for other in import_log.completions_of(connection, whole):
        if other.id != record.id and ours.intersection(ledger.source_lines(connection, other.id)):
            why = f"rows of it came meanwhile with import {other.id}. Undo that one first."
            raise RedoRefusedError(record.id, why)
