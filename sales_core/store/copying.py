"""The copy of an SQLite database that backups and migrations begin with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine

from sales_core.store.database_file import make_private_file


@contextmanager
def copied(engine: Engine, path: Path) -> Iterator[Path]:
    """Copy the SQLite database of an engine, the last writes included, into a file beside a path.

    The file is for the block to look at and to rename; what is left of it
    afterwards, also of a copy that failed, is removed.
    """
    beside = path.with_name(f"{path.name}.part-{uuid4().hex}")
    make_private_file(beside)  # SQLite takes an empty file as none
    try:
        with closing(engine.raw_connection()) as raw:  # outside any transaction
            raw.cursor().execute("VACUUM INTO ?", (str(beside),))
        yield beside
    finally:
        for rest in (beside, beside.with_name(f"{beside.name}-journal")):
            rest.unlink(missing_ok=True)
