"""Which imports are undone: marking them so, and taking the mark away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from sales_core.errors import ImportAlreadyUndoneError, SalesError
from sales_core.store.import_log import ImportRecord, get_record
from sales_core.store.schema import imports
from sales_core.store.seals import seal


class ImportNotUndoneError(SalesError):
    """The import cannot be redone because it is not undone."""

    code = "import-not-undone"

    def __init__(self, import_id: int) -> None:
        super().__init__(f"Import {import_id} is not undone: its lines count.")


def mark_undone(connection: Connection, import_id: int, now: datetime) -> ImportRecord:
    """Mark an import undone and give it as it was.

    Raises:
        ImportNotFoundError: There is none with this number.
        ImportAlreadyUndoneError: It was undone before.
    """
    record = get_record(connection, import_id)
    if record.undone_at:
        raise ImportAlreadyUndoneError(import_id, f"{record.undone_at:%Y-%m-%d %H:%M} UTC")
    _mark(connection, import_id, now)
    return record


def undone_record(connection: Connection, import_id: int) -> ImportRecord:
    """Give an import that is undone.

    Raises:
        ImportNotFoundError: There is none with this number.
        ImportNotUndoneError: It is active.
    """
    record = get_record(connection, import_id)
    if record.undone_at is None:
        raise ImportNotUndoneError(import_id)
    return record


def undone_with(connection: Connection, record: ImportRecord) -> list[ImportRecord]:
    """Give the imports that complete an import and were undone with it, oldest first."""
    query = select(imports.c.id).where(
        imports.c.completes == record.id, imports.c.undone_at == record.undone_at
    )
    numbers = connection.execute(query.order_by(imports.c.id)).scalars().all()
    return [get_record(connection, number) for number in numbers]


def mark_redone(connection: Connection, import_id: int) -> None:
    """Take the mark away from an import that is undone."""
    _mark(connection, import_id, None)


def _mark(connection: Connection, import_id: int, moment: datetime | None) -> None:
    connection.execute(update(imports).where(imports.c.id == import_id).values(undone_at=moment))
    seal(connection, import_id)
