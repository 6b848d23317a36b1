"""Files of a watched folder that wait for a person: where they lie, and what they wait for.

The files themselves stay in the folder; this is only how the pages know of them, whichever
process watches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, insert, select

from sales_core.store.database import Database
from sales_core.store.kept_tables import waiting_files


@dataclass(frozen=True)
class WaitingFile:
    """A file that waits.

    Attributes:
        path: Where it lies, on the machine that watches.
        file_name: Its name, fit to be shown.
        why: What it waits for, in a sentence.
        since: When it was found to wait, in UTC.
    """

    path: Path
    file_name: str
    why: str
    since: datetime


def waiting(database: Database, folder: Path | None = None) -> list[WaitingFile]:
    """Give the files that wait, of one watched folder or of all, those that wait longest first."""
    table = waiting_files.c
    query = select(table.path, table.file_name, table.why, table.since)
    if folder is not None:
        query = query.where(table.folder == str(folder))
    with database.reading() as connection:
        rows = connection.execute(query.order_by(table.since, table.path)).all()
    return [WaitingFile(Path(row.path), row.file_name, row.why, row.since) for row in rows]


def keep_waiting(database: Database, folder: Path, files: Sequence[WaitingFile]) -> None:
    """Say which files of a watched folder wait now; nothing is written where that is known."""
    if {_told(one) for one in waiting(database, folder)} == {_told(one) for one in files}:
        return
    with database.writing() as connection:
        connection.execute(delete(waiting_files).where(waiting_files.c.folder == str(folder)))
        rows = [
            {
                "path": str(one.path),
                "folder": str(folder),
                "file_name": one.file_name,
                "why": one.why,
                "since": one.since,
            }
            for one in files
        ]
        if rows:
            connection.execute(insert(waiting_files), rows)


def _told(one: WaitingFile) -> tuple[str, str]:
    return str(one.path), one.why
