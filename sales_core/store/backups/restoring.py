"""Putting a backup in the place of the database; the one of before is kept beside it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import func, select

from sales_core.errors import BackupError, DatabaseBusyError, DatabaseNewerError
from sales_core.store.addresses import path_of, read_address
from sales_core.store.audit import Event, record
from sales_core.store.backups.carried_audit import carry_over
from sales_core.store.backups.making import refuse_without_room
from sales_core.store.database import open_database
from sales_core.store.database_file import expect, look_at, make_private_file
from sales_core.store.driver_faults import told
from sales_core.store.file_faults import DatabaseFileError
from sales_core.store.migrate import is_known
from sales_core.store.schema import imports, sales
from sales_core.store.soundness import why_unsound
from sales_core.values.actors import Actor

BUSY_SECONDS = 10
"""How long a write that is under way is waited for."""

_REPLACEABLE = {"no-database", "cut-off", "damaged", "missing", "empty"}
"""What may be wrong with the database that a backup takes the place of."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back.

    Attributes:
        imports: How many imports it has, those that were undone included.
        lines: How many lines it has.
        aside: Where the database of before is kept; None where there was none.
    """

    imports: int
    lines: int
    aside: Path | None


def restore(url: str, backup: Path, *, now: datetime, actor: Actor) -> Restored:
    """Put a backup in the place of the database, once it was looked through.

    A server that runs goes on with it by itself. An older backup is brought to the newest schema.

    Args:
        url: Address of the database, an SQLite file.
        backup: A file that ``backup`` or a server wrote; it stays as it is.
        now: The moment, in UTC.
        actor: Who does it, for the audit trail.

    Raises:
        BackupError: It is no backup, it is not whole, or there is no room for it.
        DatabaseBusyError: Somebody writes to the database.
        SalesError: Files cannot be read or written.
    """
    path = path_of(read_address(url))
    if path is None:
        raise BackupError("This database is no SQLite file; restore it with its own tools.")
    with told(path):
        if path.exists() and backup.exists() and path.samefile(backup):
            raise BackupError(f"{backup} is the database itself. Name a backup.")
        aside = _aside(path, now) if _is_there(path) else None
        with _looked_through(backup, path) as copy:
            if aside:
                _change_places(path, copy, aside)
            else:
                copy.replace(path)
            _settle_folder(path.parent)
    expect(path)
    with closing(open_database(url)) as database, database.writing() as connection:
        if aside:
            carry_over(aside, connection)
        record(connection, actor, Event.RESTORED, f"From the backup {backup.name}", now=now)
        counted = select(
            select(func.count()).select_from(imports).scalar_subquery(),
            select(func.count()).select_from(sales).scalar_subquery(),
        )
        every, lines = connection.execute(counted).one()
    return Restored(every, lines, aside)


@contextmanager
def _looked_through(backup: Path, path: Path) -> Iterator[Path]:
    """Give a copy of a backup beside the database, the log of a plain copy included."""
    if not backup.is_file():
        raise BackupError(f"There is no backup {backup}.")
    refuse_without_room(backup, path.parent)
    beside = path.with_name(f"{path.name}.part-{uuid4().hex}")
    log = backup.with_name(f"{backup.name}-wal")
    how = "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
    try:
        make_private_file(beside)
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?{how}", uri=True)) as source:
            source.execute("VACUUM INTO ?", (str(beside),))
        look_at(beside, is_known)
        if why := why_unsound(beside):
            raise BackupError(f"{backup} is no whole backup: {why}. Nothing was changed.")
        _settle_file(beside)
        yield beside
    except DatabaseFileError as fault:
        raise BackupError(f"{backup} is no backup: it {fault.what}. Nothing was changed.") from None
    except sqlite3.DatabaseError as fault:
        if "full" in str(fault):
            raise
        why = "it cannot be read as a database"
        raise BackupError(f"{backup} is no backup: {why}. Nothing was changed.") from fault
    finally:
        for rest in (beside, beside.with_name(f"{beside.name}-journal")):
            rest.unlink(missing_ok=True)


def _is_there(path: Path) -> bool:
    """Tell whether there is a database to be put aside; one of another program is refused."""
    try:
        look_at(path, is_known)
    except DatabaseNewerError:
        return True
    except DatabaseFileError as fault:
        if fault.fault not in _REPLACEABLE:
            raise
    return path.exists()


def _aside(path: Path, now: datetime) -> Path:
    aside = path.with_name(f"{path.name}.before-restore-{now:%Y%m%dT%H%M%SZ}")
    if aside.exists():
        raise BackupError(f"{aside} is there already. Try again in a second.")
    return aside


def _change_places(path: Path, copy: Path, aside: Path) -> None:
    """Put a copy in the place of the database, which goes aside with its log.

    Nobody can write meanwhile, and at no moment is there no database.
    """
    log = path.with_name(f"{path.name}-wal")
    with _alone(path):
        whole = not log.exists() or not log.stat().st_size
        if not whole:  # of a damaged one; it must not be played into the copy
            _put_log_aside(path, aside)
        try:
            aside.hardlink_to(path)
            copy.replace(path)
        except OSError:  # a disk that knows no links
            aside.unlink(missing_ok=True)
            path.replace(aside)
            copy.replace(path)
        if whole:
            _put_log_aside(path, aside)


def _put_log_aside(path: Path, aside: Path) -> None:
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            beside = path.with_name(f"{path.name}{ending}")
            beside.replace(aside.with_name(f"{aside.name}{ending}"))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep all others from writing; nobody has to where the file is no database any more."""
    address = f"{path.absolute().as_uri()}?mode=rw"
    with closing(
        sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    ) as held:
        try:
            held.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            held.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as fault:
            if getattr(fault, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
                raise DatabaseBusyError from fault
        except sqlite3.DatabaseError:
            pass  # it is damaged, which is why a backup takes its place
        yield


def _settle_file(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def _settle_folder(folder: Path) -> None:
    """Let a rename outlive a loss of power, where the system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
