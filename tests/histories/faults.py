"""What goes wrong while something is done to a database: each fault lasts for a block."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection, event, select, text
from sqlalchemy.exc import DBAPIError

from sales_core.store import database as store
from sales_core.store.database import Database
from sales_core.store.schema import data_version
from tests.histories.small_disk import filled

CALLS = 96
"""The latest call at which something goes wrong; few deeds have more."""

EVERY_PAGE = 1_073_741_823
MOMENT = 0.05  # seconds


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Let a writer wait only so long for another one."""
    with patch.object(store, "BUSY_SECONDS", seconds):
        yield


@contextmanager
def at_call(database: Database, number: int, what: Callable[[Any], None]) -> Iterator[None]:
    """Do something just before the n-th statement is sent, counted from 1."""
    sent = 0

    def count(connection: Any, *_: Any) -> None:
        nonlocal sent
        sent += 1
        if sent == number:
            what(connection)

    with listening(database, "before_cursor_execute", count):
        yield


@contextmanager
def listening(database: Database, name: str, what: Callable[..., Any]) -> Iterator[None]:
    """Listen to what an engine does."""
    event.listen(database.engine, name, what)
    try:
        yield
    finally:
        event.remove(database.engine, name, what)


def fail(*_: Any) -> None:
    """Fail as a driver does."""
    raise sqlite3.OperationalError("planted")


def call_fails(database: Database, at: int) -> AbstractContextManager[None]:
    """Let one statement fail before it reaches the database."""
    return at_call(database, at % CALLS + 1, fail)


@contextmanager
def answer_is_lost(database: Database, at: int) -> Iterator[None]:
    """Let one statement be done, and its answer not come back."""
    done = 0

    def count(*_: Any) -> None:
        nonlocal done
        done += 1
        if done == at % CALLS + 1:
            fail()

    with listening(database, "after_cursor_execute", count):
        yield


def commit_fails(database: Database, _at: int) -> AbstractContextManager[None]:
    """Let the commit fail before it reaches the database."""
    return listening(database, "commit", fail)


@contextmanager
def ticking(database: Database, number: int, what: Callable[[], None]) -> Iterator[None]:
    """Do something in the midst of a statement, after so many hundred of SQLite's own steps.

    The statement is then interrupted.
    """
    used: dict[int, sqlite3.Connection] = {}
    ticks = 0

    def tick() -> bool:
        nonlocal ticks
        ticks += 1
        if ticks == number:
            what()
        return ticks == number

    def watch(connection: sqlite3.Connection, *_: Any) -> None:
        used[id(connection)] = connection
        connection.set_progress_handler(tick, 100)

    with listening(database, "checkout", watch):
        try:
            yield
        finally:
            for connection in used.values():
                connection.set_progress_handler(None, 0)


def statement_is_interrupted(database: Database, at: int) -> AbstractContextManager[None]:
    """End one statement in its midst."""
    return ticking(database, at, lambda: None)


@contextmanager
def no_pages(database: Database, at: int) -> Iterator[None]:
    """Let the database file have room for few more pages."""

    def limit(connection: sqlite3.Connection, *_: Any) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + at % 12}")

    def free(connection: sqlite3.Connection, *_: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {EVERY_PAGE}")

    with listening(database, "checkout", limit), listening(database, "checkin", free):
        yield


@contextmanager
def write_fails(database: Database, at: int) -> Iterator[None]:
    """Let every write behind some byte of the log fail, as on a broken disk."""
    log = Path(f"{database.path}-wal")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = log.stat().st_size if log.exists() else 0
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(size, 1 << 15) + 64 * at, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def disk_is_full(database: Database, at: int) -> AbstractContextManager[None]:
    """Leave few pages on the disk."""
    assert database.path
    return filled(database.path.parent, at % 64)


@contextmanager
def another_writes(database: Database, _at: int) -> Iterator[None]:
    """Let another process hold the database for longer than anybody waits."""
    with patience(MOMENT):
        if database.path:
            with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                yield
            return
        with database.engine.connect() as held, held.begin():
            held.execute(select(data_version).with_for_update())
            yield


@contextmanager
def file_is_gone(database: Database, at: int) -> Iterator[None]:
    """Move the file away at some call, and put it back at the end.

    Where nothing was in it yet the app may have made another one, which then is the one.
    """
    assert database.path
    path, aside = database.path, database.path.with_suffix(".aside")

    def move_away(_: object) -> None:
        path.replace(aside)

    try:
        with at_call(database, at % CALLS + 1, move_away):
            yield
    finally:
        if path.exists():
            aside.unlink(missing_ok=True)
        else:
            aside.replace(path)


@contextmanager
def connection_drops(database: Database, at: int) -> Iterator[None]:
    """Let the server end the session at some call."""

    def end(connection: Any) -> None:
        number = connection.connection.dbapi_connection.info.backend_pid
        with database.engine.connect() as other, other.begin():
            other.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})

    with at_call(database, at % CALLS + 1, end):
        yield


@contextmanager
def server_is_killed(database: Database, at: int) -> Iterator[None]:
    """Kill the server's process for the session at some call: then the whole server recovers."""
    killed: list[int] = []

    def kill(connection: Any) -> None:
        killed.append(connection.connection.dbapi_connection.info.backend_pid)
        os.kill(killed[0], signal.SIGKILL)

    witness = database.engine.connect()
    try:
        with at_call(database, at % CALLS + 1, kill):
            yield
    finally:
        until(lambda: not killed or not _answers(witness))  # all sessions end before it recovers
        witness.invalidate()
        witness.close()
        until(lambda: _reached(database))


def _answers(connection: Connection) -> bool:
    try:
        connection.exec_driver_sql("SELECT 1")
    except DBAPIError:
        return False
    return True


def _reached(database: Database) -> bool:
    try:
        database.engine.connect().close()
    except DBAPIError:
        return False
    return True


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that comes soon."""
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline, "the server does not come back"
        time.sleep(MOMENT)


Lasting = Callable[[Database, int], AbstractContextManager[None]]

ANYWHERE: dict[str, Lasting] = {
    "call": call_fails,
    "answer": answer_is_lost,
    "commit": commit_fails,
    "busy": another_writes,
}
ON_SQLITE: dict[str, Lasting] = {
    "interrupt": statement_is_interrupted,
    "pages": no_pages,
    "write": write_fails,
    "disk": disk_is_full,
    "gone": file_is_gone,
}
ON_POSTGRESQL: dict[str, Lasting] = {"dropped": connection_drops, "server": server_is_killed}
LASTING = ANYWHERE | ON_SQLITE | ON_POSTGRESQL
"""Faults that last for a block, by kind."""
