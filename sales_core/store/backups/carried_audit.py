"""What was done after a backup stays in the audit trail when the backup takes its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from sales_core.store.audit import audit

_NAMES = ", ".join(column.name for column in audit.columns)


def carry_over(aside: Path, connection: Connection) -> int:
    """Add the rows of the trail that the database of before has and the backup has not.

    Where the two have no common past, or the one of before cannot be read, nothing is added: its
    own trail is kept with it. The imports that such rows are about are gone, and their numbers will
    be those of others: they stay in the text alone.

    Args:
        aside: The database of before, an SQLite file.
        connection: To the restored one, in a writing transaction.

    Returns:
        How many rows were added.
    """
    last = connection.execute(select(func.max(audit.c.id))).scalar() or 0
    query = f"SELECT {_NAMES} FROM audit WHERE id >= ? ORDER BY id"  # noqa: S608 - names of ours
    try:
        with closing(
            sqlite3.connect(f"{aside.absolute().as_uri()}?immutable=1", uri=True)
        ) as before:
            rows: list[tuple[Any, ...]] = before.execute(query, (last,)).fetchall()
    except sqlite3.DatabaseError:
        return 0
    if last:
        ours = connection.exec_driver_sql(query, (last,)).fetchone()
        if not rows or ours is None or tuple(ours) != rows[0]:
            return 0
        rows = rows[1:]
    names = [column.name for column in audit.columns]
    places = ", ".join("NULL" if name == "import_id" else "?" for name in names)
    for row in rows:
        values = tuple(cell for name, cell in zip(names, row, strict=True) if name != "import_id")
        connection.exec_driver_sql(f"INSERT INTO audit ({_NAMES}) VALUES ({places})", values)  # noqa: S608
    return len(rows)
