"""What database drivers raise, told as what happened and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from sales_core.errors import (
    DatabaseBusyError,
    DatabaseUnreachableError,
    SalesError,
    StorageFullError,
)

_LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's code for a lock that was not given in time."""

_NOT_PREPARED = ("26000", "42P05")
"""PostgreSQL's codes for a prepared statement that another connection has, or has not."""

_NOT_WRITABLE = ("25006", "42501")
"""PostgreSQL's codes for a database, or a user, that may only read."""


@contextmanager
def told() -> Iterator[None]:
    """Turn what a driver or the file system raises into what a person can be told.

    Raises:
        SalesError: In the place of whatever the driver raised.
    """
    try:
        yield
    except DBAPIError as fault:
        error = _error(fault.orig, lost=fault.connection_invalidated)
        if error is None:
            raise
        raise error from fault
    except sqlite3.Error as fault:
        raise _error(fault, lost=False) or DatabaseUnreachableError(str(fault)) from fault
    except OSError as fault:
        raise DatabaseUnreachableError(f"The database cannot be used: {fault}.") from fault


def _error(fault: BaseException | None, *, lost: bool) -> SalesError | None:
    """Find the sentence for a fault; None where it is a mistake of this app."""
    name = getattr(fault, "sqlite_errorname", "") or ""
    state = getattr(fault, "sqlstate", None)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or state == _LOCK_NOT_AVAILABLE:
        return DatabaseBusyError()
    if name == "SQLITE_FULL":
        return StorageFullError()
    if name.startswith("SQLITE_CORRUPT") or name == "SQLITE_NOTADB":
        return DatabaseUnreachableError(
            "The database file is damaged or is no database. Nothing was changed; "
            "restore a backup (README, section Backup)."
        )
    why = ""
    if name.startswith("SQLITE_READONLY") or state in _NOT_WRITABLE:
        why = (
            f"The database cannot be written to: {fault}. Nothing was changed; give the app the "
            "right to write there."
        )
    elif state in _NOT_PREPARED:
        why = (
            "Before the database stands a pooler that keeps no prepared statements. Nothing was "
            "changed; leave prepare_threshold out of DATABASE_URL."
        )
    elif lost or isinstance(fault, OSError) or fault.__class__.__name__ == "OperationalError":
        why = f"The database cannot be used: {fault}."
    return DatabaseUnreachableError(why) if why else None
