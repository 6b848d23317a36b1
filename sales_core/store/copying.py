"""The copy of an SQLite database that backups and migrations begin with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine

from sales_core.errors import BackupError
from sales_core.store.database_file import make_private_file
from sales_core.store.file_faults import DatabaseFileError
from sales_core.store.soundness import why_unsound


@contextmanager
def copied(engine: Engine, path: Path) -> Iterator[Path]:
    """Copy the SQLite database of an engine, the last writes included, into a file beside a path.

    The copy was opened and looked through. The file is for the block to look at and to rename;
    what is left of it afterwards, also of a copy that failed, is removed.

    Raises:
        BackupError: The copy cannot be written, or it is not whole.
    """
    beside = path.with_name(f"{path.name}.part-{uuid4().hex}")
    try:
        make_private_file(beside)  # SQLite takes an empty file as none
    except DatabaseFileError as fault:
        raise BackupError(
            "The copy of the database cannot be written: its folder is no folder, or the app may "
            "not write there."
        ) from fault
    try:
        with closing(engine.raw_connection()) as raw:  # outside any transaction
            raw.cursor().execute("VACUUM INTO ?", (str(beside),))
        if why := why_unsound(beside):
            raise BackupError(
                f"The copy of the database is not whole: {why}. It was not kept; "
                "`python -m sales_core verify` says how the database itself is."
            )
        yield beside
    finally:
        for rest in (beside, beside.with_name(f"{beside.name}-journal")):
            rest.unlink(missing_ok=True)
