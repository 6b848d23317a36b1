"""A consistent copy of the database while it is in use."""

from __future__ import annotations

from pathlib import Path

from sales_core.errors import BackupError
from sales_core.store.backups.making import NO_FILE, refuse_without_room
from sales_core.store.copying import copied
from sales_core.store.database import Database
from sales_core.store.driver_faults import told


def backup(database: Database, path: Path) -> None:
    """Copy an SQLite database into a new file, as it is at one moment.

    Raises:
        BackupError: The file is there already, there is no room for it, the copy is not whole, or
            the database is no SQLite file.
    """
    if database.path is None:
        raise BackupError(NO_FILE)
    _refuse_taken(path)
    with told(database.path):
        refuse_without_room(database.path, path.parent)
        with copied(database.engine, path) as copy:
            _refuse_taken(path)  # meanwhile
            copy.rename(path)


def _refuse_taken(path: Path) -> None:
    if path.exists():
        raise BackupError(f"{path} is there already. Choose a name that is not taken.")
