"""Making a backup: only where there is room, and kept only when it was opened and is whole."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sales_core.errors import BackupError
from sales_core.store.backups.folder import Backup, BackupFolder
from sales_core.store.copying import copied
from sales_core.store.database import Database
from sales_core.store.driver_faults import told

NO_FILE = "This database is no SQLite file; back it up with its own tools (pg_dump)."

SPARE = 64 * 1024 * 1024
"""Bytes of the disk that a backup leaves free, so that imports go on."""


def make_backup(database: Database, folder: BackupFolder, now: datetime) -> Backup:
    """Copy an SQLite database, look the copy through, and let go of backups that are too many.

    Args:
        database: Which goes on being used meanwhile.
        folder: Where its backups are; made at need, for its owner alone.
        now: The moment, in UTC.

    Raises:
        BackupError: There is no room, or the copy is not whole; nothing is left of it.
        SalesError: The database or the disk cannot be used.
    """
    if database.path is None:
        raise BackupError(NO_FILE)
    path = folder.path_at(now)
    with told(database.path):
        refuse_without_room(database.path, folder.folder)
        with copied(database.engine, path) as copy:
            copy.replace(path)
        folder.let_go(now)
    return Backup(path, now, path.stat().st_size)


def refuse_without_room(database: Path, folder: Path) -> None:
    """Look whether a copy of a database has room in a folder, and leaves some.

    Raises:
        BackupError: It has not.
    """
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    log = database.with_name(f"{database.name}-wal")
    size = database.stat().st_size + (log.stat().st_size if log.exists() else 0)
    free = shutil.disk_usage(there).free
    if free < size + SPARE:
        raise BackupError(
            f"There is no room for a backup of {_megabytes(size)} MB: {_megabytes(free)} MB are "
            f"free, and {_megabytes(SPARE)} MB are left for the app. Make room on the disk."
        )


def version_of(path: Path) -> int | None:
    """Give the version of the data in a backup; None where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as copy:
            (version,) = copy.execute("SELECT version FROM data_version").fetchone()
    except (sqlite3.Error, TypeError):
        return None
    return int(version)


def _megabytes(size: int) -> str:
    return f"{-(-size // 1024**2):,}"
