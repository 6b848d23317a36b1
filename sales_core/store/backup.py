"""A consistent copy of the database while it is in use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

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
    _refuse_taken(path)
    with told():
        path.parent.mkdir(parents=True, exist_ok=True)
        with copied(database.engine, path) as copy:
            _refuse_taken(path)  # meanwhile
            copy.rename(path)


@contextmanager
def copied(engine: Engine, path: Path) -> Iterator[Path]:
    """Copy the SQLite database of an engine, the last writes included, into a file beside a path.

    The file is for the block to look at and to rename; what is left of it
    afterwards, also of a copy that failed, is removed.
    """
    beside = path.with_name(f"{path.name}.part-{uuid4().hex}")
    try:
        with closing(engine.raw_connection()) as raw:  # outside any transaction
            raw.cursor().execute("VACUUM INTO ?", (str(beside),))
        yield beside
    finally:
        for rest in (beside, beside.with_name(f"{beside.name}-journal")):
            rest.unlink(missing_ok=True)


def _refuse_taken(path: Path) -> None:
    if path.exists():
        raise BackupError(f"{path} is there already. Choose a name that is not taken.")
