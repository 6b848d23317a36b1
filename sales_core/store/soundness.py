"""Looking a database file through that nobody writes to, such as a copy just made."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def why_unsound(path: Path) -> str:
    """Open a file and read all of it; say what is wrong with it, or "".

    Its pages, indexes and foreign keys are held to each other, and every chunk of the ledger to
    its rows. It is opened as immutable: nothing is written, and nothing is left beside it.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as copy:
            said = [str(row[0]) for row in copy.execute("PRAGMA integrity_check(3)")]
            if said != ["ok"]:
                return "its pages do not fit together"
            if copy.execute("PRAGMA foreign_key_check").fetchone():
                return "rows refer to others that are not there"
            if copy.execute("SELECT count(*) FROM alembic_version").fetchone() != (1,):
                return "it does not say which schema it has"
            return ""
    except sqlite3.DatabaseError:
        return "it cannot be read as a database"
