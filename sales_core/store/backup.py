"""A consistent copy of the database while it is in use."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from sales_core.errors import BackupError
from sales_core.store.database import Database
from sales_core.store.driver_faults import told


def backup(database: Database, path: Path) -> None:
    """Copy an SQLite database into a new file, as it is at one moment.

    Raises:
        BackupError: The file is there already, or the database is no SQLite file.
    """
    if database.path is None:
        raise BackupError(
            "This database is no SQLite file; back it up with its own tools (pg_dump)."
        )
    if path.exists():
        raise BackupError(f"{path} is there already. Choose a name that is not taken.")
    with told():
        path.parent.mkdir(parents=True, exist_ok=True)
        copy_into(database.engine, path)


def copy_into(engine: Engine, path: Path) -> None:
    """Copy the SQLite database of an engine into a new file, the last writes included."""
    with closing(engine.raw_connection()) as raw:  # outside any transaction
        raw.cursor().execute("VACUUM INTO ?", (str(path),))
