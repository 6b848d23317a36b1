"""Who did what, as people and programs read it: the audit trail beside the names of the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sales_core.reporting.files.typed_table import Column, TypedTable
from sales_core.store.audit import Asked, AuditRow, audit_rows
from sales_core.store.database import Database
from sales_core.store.schema import imports


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that was done.

    Attributes:
        row: As it was written down.
        file: Name of the file of the import it is about; "" where it is about none.
    """

    row: AuditRow
    file: str = ""


def audit_trail(
    database: Database,
    asked: Asked | None = None,
    *,
    before: int | None = None,
    most: int | None = None,
) -> list[Trace]:
    """Give what was done, the latest first; see ``store.audit.audit_rows``."""
    with database.reading() as connection:
        found = audit_rows(connection, asked, before=before, most=most)
        names: dict[int | None, str] = {}
        if any(row.import_id is not None for row in found):
            named = connection.execute(select(imports.c.id, imports.c.file_name)).all()
            names = {row.id: row.file_name for row in named}
    return [Trace(row, names.get(row.import_id, "")) for row in found]


def audit_table(traces: Sequence[Trace]) -> TypedTable:
    """Make a table of what was done, to write to a file; times are UTC."""
    rows = [trace.row for trace in traces]
    return TypedTable(
        "Audit trail",
        (
            Column("time", "text", tuple(row.at.isoformat() for row in rows)),
            Column("who", "text", tuple(row.actor for row in rows)),
            Column("role", "text", tuple(row.role.value for row in rows)),
            Column("face", "text", tuple(row.face.value for row in rows)),
            Column("event", "text", tuple(row.event for row in rows)),
            Column("what", "text", tuple(row.what for row in rows)),
            Column("import_id", "count", tuple(row.import_id for row in rows)),
            Column("file", "text", tuple(trace.file for trace in traces)),
            Column("request", "text", tuple(row.request for row in rows)),
        ),
    )
