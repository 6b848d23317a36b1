"""A consistent copy of the database while it is in use."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sales_core.errors import BackupError
from sales_core.store.database import Database, told


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
    path.parent.mkdir(parents=True, exist_ok=True)
    with told(), closing(database.engine.raw_connection()) as raw:  # outside any transaction
        raw.cursor().execute("VACUUM INTO ?", (str(path),))
