"""What database drivers raise, told as what happened and what to do.

A driver's own words may name hosts, files and statements: they are for whoever runs the app, on
the command line and in the log. Pages and API have sentences of ours alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from sales_core.errors import (
    DatabaseBusyError,
    DatabaseUnreachableError,
    SalesError,
    StorageFullError,
)
from sales_core.store.database_file import NO_ROOM
from sales_core.store.file_faults import DatabaseFileError

_LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's code for a lock that was not given in time."""

_STATES = {
    "26000": "pooler",
    "42P05": "pooler",
    "25006": "read-only",
    "42501": "no-right",
    "28P01": "login",
    "28000": "login",
    "3D000": "no-such-database",
    "53300": "crowded",
    "53100": "full",
    "57P03": "starting",
}
"""PostgreSQL's codes for what whoever runs the app can mend."""

_SAID = {
    "pooler": (
        "Before the database stands a pooler that keeps no prepared statements.",
        "leave prepare_threshold out of DATABASE_URL.",
    ),
    "read-only": (
        "The database cannot be written to: it only lets itself be read.",
        "let DATABASE_URL name the server that takes writes.",
    ),
    "no-right": (
        "The database cannot be written to: the app lacks the right to do so.",
        "give the app's user the rights to its tables, at the first start to make them.",
    ),
    "login": (
        "The database does not let the app in.",
        "check the user and the password in DATABASE_URL.",
    ),
    "no-such-database": (
        "The server has no such database.",
        "make it, or let DATABASE_URL name the right one.",
    ),
    "crowded": ("The server of the database has no connection left.", "try again."),
    "starting": ("The server of the database is starting or ending.", "try again."),
}
"""What happened, and what to do."""

_WORDS = {
    "password authentication failed": "login",
    "no pg_hba.conf entry": "login",
    "does not exist": "no-such-database",
    "too many clients": "crowded",
    "remaining connection slots": "crowded",
    "the database system is": "starting",
}
"""What PostgreSQL says where a connection is refused, which has no code."""


@contextmanager
def told(path: Path | None = None) -> Iterator[None]:
    """Turn what a driver or the file system raises into what a person can be told.

    Args:
        path: The file of the database, where it is one.

    Raises:
        SalesError: In the place of whatever the driver raised.
    """
    try:
        yield
    except DBAPIError as fault:
        error = _error(fault.orig, path, lost=fault.connection_invalidated)
        if error is None:
            raise
        raise error from fault
    except sqlite3.Error as fault:
        raise _error(fault, path, lost=True) or _unusable(fault) from fault
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise StorageFullError from fault
        raise _unusable(fault) from fault


def _error(fault: BaseException | None, path: Path | None, *, lost: bool) -> SalesError | None:
    """Find the sentence for a fault; None where it is a mistake of this app."""
    name = getattr(fault, "sqlite_errorname", "") or ""
    state = getattr(fault, "sqlstate", None)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or state == _LOCK_NOT_AVAILABLE:
        return DatabaseBusyError()
    said = _STATES.get(state or "") or ("" if name or state else _worded(fault))
    if name == "SQLITE_FULL" or said == "full":
        return StorageFullError()
    if kind := _kind_of_file_fault(name):
        return DatabaseFileError(kind, path or Path("the file"))
    if said:
        what, then = _SAID[said]
        sentence = f"{what} Nothing was changed; {then}"
        return DatabaseUnreachableError(sentence, sentence)
    if lost or isinstance(fault, OSError) or fault.__class__.__name__ == "OperationalError":
        return _unusable(fault)
    return None


def _kind_of_file_fault(name: str) -> str:
    if name.startswith("SQLITE_CORRUPT"):
        return "damaged"
    if name == "SQLITE_READONLY_DBMOVED":
        return "replaced"
    kinds = {"SQLITE_NOTADB": "no-database", "SQLITE_READONLY": "read-only"}
    return kinds.get(name) or ("read-only" if name.startswith("SQLITE_READONLY") else "")


def _worded(fault: BaseException | None) -> str:
    if fault.__class__.__name__ != "OperationalError":
        return ""
    text = str(fault)
    return next((said for words, said in _WORDS.items() if words in text), "")


def _unusable(fault: BaseException | None) -> DatabaseUnreachableError:
    return DatabaseUnreachableError(f"The database cannot be used: {fault}.")
